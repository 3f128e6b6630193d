"""Which files are read, and by which reader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from itugraph.errors import InputError
from itugraph.model import Document, source_digest
from itugraph.reading.kinds import settled
from itugraph.reading.plain import decode

LARGEST = 40_000_000
"""The largest file that is read, in bytes."""


def _plain(path: str, content: bytes) -> Document:
    text, warnings = decode(path, content)
    return Document(path, source_digest(content), text, warnings=warnings)


def _word(path: str, content: bytes) -> Document:
    # Imported here: lxml is not needed for plain text.
    from itugraph.reading.word import read_word

    return read_word(path, content)


def _page(path: str, content: bytes) -> Document:
    from itugraph.reading.html import read_html

    return read_html(path, content)


def _office(path: str, content: bytes) -> Document:
    from itugraph.reading.office import read_office

    return read_office(path, content)


def _pdf(path: str, content: bytes) -> Document:
    from itugraph.reading.pdf import read_pdf

    return read_pdf(path, content)


_READERS: Mapping[str, Callable[[str, bytes], Document]] = {
    ".txt": _plain,
    ".md": _plain,
    ".markdown": _plain,
    ".docx": _word,
    ".doc": _office,
    ".rtf": _office,
    ".odt": _office,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".pdf": _pdf,
}
SUFFIXES: tuple[str, ...] = tuple(_READERS)
"""The suffixes of files that are read; all others are an error."""


def read(path: Path) -> Document:
    """Read a file; "-" is standard input.

    Raises:
        InputError: naming the file and the reason, if it cannot be read.
    """
    return read_bytes(str(path), content_of(path), suffix_of(path))


def suffix_of(path: Path) -> str | None:
    """The suffix that tells how a file is read, None for standard input."""
    return None if str(path) == "-" else path.suffix.lower()


def size_of(path: Path | InputError) -> int:
    """How large a file is, in bytes; 0 where that cannot be told."""
    try:
        return path.stat().st_size if isinstance(path, Path) else 0
    except OSError:
        return 0


def content_of(path: Path) -> bytes:
    """The bytes of a file that can be read by its suffix and size; "-" is standard input.

    Raises:
        InputError: naming the file and the reason, if it cannot be read.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    suffix = path.suffix.lower()
    if path.is_dir():
        raise InputError(str(path), "is a folder")
    try:
        size = path.stat().st_size
        if suffix not in _READERS:
            raise InputError(str(path), f"is not read: {suffix or 'no suffix'} {_known()}")
        if size > LARGEST:
            raise InputError(str(path), _too_large(size))
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), _reason(error)) from error


def read_bytes(path: str, content: bytes, suffix: str | None = None) -> Document:
    """Make a document of bytes; without a suffix the bytes tell what they are.

    >>> read_bytes("-", b"Resolution 44").text
    'Resolution 44'

    Raises:
        InputError: naming `path` and the reason, if the bytes cannot be read.
    """
    if not content.strip():
        raise InputError(path, "is empty")
    if len(content) > LARGEST:
        raise InputError(path, _too_large(len(content)))
    kind, warnings = settled(path, content, suffix)
    document = _READERS[kind](path, content)
    if warnings:
        document = replace(document, warnings=(*warnings, *document.warnings))
    if not document.text.strip():
        raise InputError(path, "holds no text")
    return document


def collect(paths: Iterable[Path]) -> Iterator[Path | InputError]:
    """The files to read: files as given, folders as the files in them that are read.

    A folder's files come in the order of their names. What cannot be used comes as the
    error that says why, so that the others still go through.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in _READERS and p.is_file())
        if not inside:
            yield InputError(str(path), f"is a folder without texts {_known()}")
        yield from inside


def _known() -> str:
    return f"(read are {', '.join(SUFFIXES)})"


def _too_large(size: int) -> str:
    return f"is too large: {size / 1e6:.0f} MB, the limit is {LARGEST / 1e6:.0f} MB"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return (error.strerror or "cannot be read").lower()

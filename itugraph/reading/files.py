"""Which files are read, and by which reader."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from itugraph.errors import InputError
from itugraph.model import Document, source_digest
from itugraph.reading.plain import decode

LARGEST = 40_000_000
"""The largest file that is read, in bytes."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_PDF_HEAD = re.compile(rb"(?:\A|[\r\n])%PDF-\d")
_HEAD = 1024
"""Within how many bytes a PDF tells that it is one."""


def _plain(path: str, content: bytes) -> Document:
    text, warnings = decode(path, content)
    return Document(path, source_digest(content), text, warnings=warnings)


def _word(path: str, content: bytes) -> Document:
    # Imported here: lxml is not needed for plain text.
    from itugraph.reading.word import read_word

    return read_word(path, content)


def _pdf(path: str, content: bytes) -> Document:
    # Imported here: slow to load.
    from itugraph.reading.pdf import read_pdf

    return read_pdf(path, content)


_READERS: Mapping[str, Callable[[str, bytes], Document]] = {
    ".txt": _plain,
    ".docx": _word,
    ".pdf": _pdf,
}
SUFFIXES: tuple[str, ...] = tuple(_READERS)
"""The suffixes of files that are read; all others are an error."""


def read(path: Path) -> Document:
    """Read a file; "-" is standard input.

    Raises:
        InputError: naming the file and the reason, if it cannot be read.
    """
    if str(path) == "-":
        return read_bytes("-", sys.stdin.buffer.read(LARGEST + 1))
    suffix = path.suffix.lower()
    if path.is_dir():
        raise InputError(str(path), "is a folder")
    try:
        size = path.stat().st_size
        if suffix not in _READERS:
            raise InputError(str(path), f"is not read: {suffix or 'no suffix'} {_known()}")
        if size > LARGEST:
            raise InputError(str(path), _too_large(size))
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), _reason(error)) from error
    return read_bytes(str(path), content, suffix)


def read_bytes(path: str, content: bytes, suffix: str | None = None) -> Document:
    """Make a document of bytes; without a suffix the bytes tell Word files and PDFs from text.

    >>> read_bytes("-", b"Resolution 44").text
    'Resolution 44'

    Raises:
        InputError: naming `path` and the reason, if the bytes cannot be read.
    """
    if not content.strip():
        raise InputError(path, "is empty")
    if len(content) > LARGEST:
        raise InputError(path, _too_large(len(content)))
    kind = suffix or _told_by(content)
    if kind == ".txt":
        _refuse_disguised(path, content)
    document = _READERS[kind](path, content)
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


def _told_by(content: bytes) -> str:
    """The suffix that a file of these bytes would bear."""
    if content.startswith((_ZIP, _OLE)):
        return ".docx"
    # The mark of a PDF may stand behind what a mail server or a printer has put there.
    return ".pdf" if _PDF_HEAD.search(content[:_HEAD]) else ".txt"


def _refuse_disguised(path: str, content: bytes) -> None:
    for start, what in ((_ZIP, "a zip archive"), (_OLE, "an old Word file"), (_PDF, "a PDF")):
        if content.startswith(start):
            raise InputError(path, f"is {what}, not text")


def _known() -> str:
    return f"(read are {', '.join(SUFFIXES)})"


def _too_large(size: int) -> str:
    return f"is too large: {size / 1e6:.0f} MB, the limit is {LARGEST / 1e6:.0f} MB"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return (error.strerror or "cannot be read").lower()

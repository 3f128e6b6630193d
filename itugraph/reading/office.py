"""Texts of old Word (.doc), RTF and OpenDocument: LibreOffice makes Word files of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace

from itugraph.errors import InputError
from itugraph.model import Document, source_digest
from itugraph.reading.archive import LARGEST_SUM, SECONDS, Deadline
from itugraph.reading.kinds import kind_of
from itugraph.reading.libreoffice import as_word_file
from itugraph.reading.ole import first_bytes, has_stream
from itugraph.reading.word import read_word

_READERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}
_OLD_READERS = ((0x0065, "MS WinWord 6.0"), (0x00C0, "MS Word 95"))
"""Those of the versions up to a number."""
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_LARGEST_MANIFEST = 1_000_000
_LOCKED = "is protected by a password"


def read_office(path: str, content: bytes, seconds: float = SECONDS) -> Document:
    """The document of an old Word file, an RTF or an OpenDocument text.

    LibreOffice makes a Word file of it, which is read as any other. Of RTF it does not
    tell which ends of paragraphs were changed: they are taken for changed with the text
    around them.

    Args:
        seconds: how long it may take, LibreOffice included.

    Raises:
        InputError: naming the file and the reason: protected, damaged, LibreOffice missing.
    """
    deadline = Deadline.within(path, seconds)
    kind = kind_of(content)
    if kind == ".docx" and _mimetype(content).startswith(_OPEN_TEXT):
        kind = ".odt"
    if kind == ".doc":
        reader = _reader_of_doc(path, content)
    elif kind == ".odt":
        _check_open_text(path, content)
        reader = _READERS[kind]
    elif kind == ".rtf":
        reader = _READERS[kind]
    else:
        raise InputError(path, "is no old Word file, no RTF and no OpenDocument text")
    word = as_word_file(content, kind, reader, deadline)
    # LibreOffice keeps what a .doc or .odt tells of ends of paragraphs, and loses it in RTF.
    document = read_word(path, word, deadline.left(), untold_ends=kind == ".rtf")
    return replace(document, source=source_digest(content))


def _reader_of_doc(path: str, content: bytes) -> str:
    """The reader for a version of Word.

    Raises:
        InputError: for what is no file of Word, or a protected one.
    """
    if has_stream(content, "EncryptedPackage"):
        raise InputError(path, _LOCKED)
    start = first_bytes(content, "WordDocument")
    if start is None and has_stream(content, "WordDocument"):
        return _READERS[".doc"]  # very large, or damaged: LibreOffice finds out
    if start is None:
        raise InputError(path, "is an old Office file, but not of Word")
    if len(start) < 12 or start[1:2] != b"\xa5":
        raise InputError(path, "is truncated or damaged")
    if start[11] & 1:
        raise InputError(path, _LOCKED)
    version = int.from_bytes(start[2:4], "little")
    return next((name for last, name in _OLD_READERS if version <= last), _READERS[".doc"])


def _check_open_text(path: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST_SUM:
                raise InputError(path, "unpacks to too much: refused")
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, UnicodeDecodeError) as error:
        raise InputError(path, "is truncated or damaged") from error
    if "content.xml" not in names:
        raise InputError(path, "is no OpenDocument text: it has no content.xml")
    if b"encryption-data" in _part(content, "META-INF/manifest.xml"):
        raise InputError(path, _LOCKED)


def _mimetype(content: bytes) -> bytes:
    return _part(content, "mimetype")


def _part(content: bytes, name: str) -> bytes:
    """The first bytes of a part; none of what is not there or damaged."""
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            archive.open(name) as part,
        ):
            return part.read(_LARGEST_MANIFEST)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError,
            NotImplementedError, RuntimeError):  # fmt: skip
        return b""

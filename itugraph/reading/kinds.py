"""What a file is, as its first bytes tell, whatever it is called."""

from __future__ import annotations

import re

from itugraph.errors import InputError

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_PDF = b"%PDF-"
_PDF_HEAD = re.compile(rb"[\r\n]%PDF-\d")
_HEAD = 1024
"""Within how many bytes a PDF tells that it is one."""
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:(?><!--.{0,2000}?-->)\s*+){0,9}+"
    rb"(?:<!doctype\s+html\b|<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

_OTHERS = (
    (".mht", re.compile(rb"\s*MIME-Version:", re.IGNORECASE)),
    (".xml", re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b.{0,2000}?Word\.Document", re.DOTALL)),
)
_NAMES = {
    ".docx": "a zip archive",
    ".doc": "an old Word file",
    ".odt": "an OpenDocument text",
    ".rtf": "RTF",
    ".html": "HTML",
    ".pdf": "a PDF",
    ".mht": "a web archive (MHTML)",
    ".xml": "Word 2003 XML",
}
_OFFICE = (".doc", ".rtf", ".odt")
_TEXT = (".txt", ".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
# What is text itself stays text under the suffix of one.
_IS_TEXT = (None, ".html", ".mht", ".xml")


def kind_of(content: bytes) -> str | None:
    r"""The suffix that bytes should have, None for text or what is not known.

    >>> kind_of(b"{\\rtf1 Resolution 44}"), kind_of(b"<!DOCTYPE html>"), kind_of(b"Resolution")
    ('.rtf', '.html', None)
    """
    if content.startswith(ZIP):
        return ".odt" if content[30:200].startswith(_ODT) else ".docx"
    for start, kind in ((OLE, ".doc"), (_RTF, ".rtf"), (_PDF, ".pdf")):
        if content.startswith(start):
            return kind
    # The mark of a PDF may stand behind what a mail server or a printer has put there.
    if _PDF_HEAD.search(content[:_HEAD]):
        return ".pdf"
    start = content[:20_000]
    if encoding := _WIDE.get(start[:2]):
        start = start[2:].decode(encoding, "replace").encode("ascii", "replace")
    if _PAGE.match(start):
        return ".html"
    return next((kind for kind, looks in _OTHERS if looks.match(start)), None)


def settled(path: str, content: bytes, suffix: str | None) -> tuple[str, tuple[str, ...]]:
    r"""The suffix whose reader reads some bytes, and a warning where it is not their own.

    Old Word files, RTF and OpenDocument texts are often called by each other's names, or are
    pages or newer Word files: what they are decides.

    Raises:
        InputError: if the suffix says another thing than the bytes.

    >>> settled("a.doc", b"{\\rtf1 Resolution 44}", ".doc")
    ('.rtf', ('is RTF under the suffix .doc',))
    """
    found = kind_of(content)
    if suffix is None:
        readable = found in (".docx", ".html", ".pdf", *_OFFICE)
        return (found if found and readable else _as_text(path, found)), ()
    if suffix in _OFFICE:
        if suffix == ".odt" and found == ".docx" and b"[Content_Types].xml" not in content:
            found = suffix  # packed anew, so that its type does not come first
        if found is None:
            raise InputError(path, f"is not {_NAMES[suffix]}")
        if found not in (".docx", ".html", *_OFFICE):
            raise InputError(path, f"is {_NAMES[found]}, not {_NAMES[suffix]}")
        name = "a newer Word file" if found == ".docx" else _NAMES[found]
        return found, () if found == suffix else (f"is {name} under the suffix {suffix}",)
    if suffix in _TEXT:
        _as_text(path, found)
    elif suffix in _PAGES and found not in _IS_TEXT:
        raise InputError(path, f"is {_NAMES[found]}, not HTML")
    elif suffix == ".pdf" and found not in (None, ".pdf"):
        raise InputError(path, f"is {_NAMES[found]}, not a PDF")
    elif suffix == ".docx" and found not in (None, ".docx", ".doc"):
        raise InputError(path, f"is {_NAMES[found]}, not a Word file")
    return suffix, ()


def _as_text(path: str, found: str | None) -> str:
    if found is not None and found not in _IS_TEXT:
        raise InputError(path, f"is {_NAMES[found]}, not text")
    return ".txt"

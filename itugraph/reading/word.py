"""Word files (.docx) as their final text: insertions in, deletions out.

An own walk over the XML, because no reader of Word files keeps tracked changes apart. The
states before and after stay together here; which of them is given is one argument away.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from itugraph.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"

LARGEST_PART = 200_000_000
"""The largest part of the archive that is unpacked, in bytes."""
MOST_PACKED = 200
"""How many times larger than its archive a part may be: more is an archive bomb."""

_READ_ERRORS = (OSError, ValueError, NotImplementedError, RuntimeError)
_GONE = frozenset({_W + "del", _W + "moveFrom"})
_SILENT = frozenset(
    _W + name
    for name in ("delText", "instrText", "delInstrText", "annotationRef", "rPr", "pPr", "sdtPr")
)
_CHARACTERS = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}


@dataclass(slots=True)
class _Field:
    """Nested complex fields: their instructions are no text, their results are."""

    in_result: list[bool] = field(default_factory=list)

    def turn(self, kind: str | None) -> None:
        if kind == "begin":
            self.in_result.append(False)
        elif kind == "separate" and self.in_result:
            self.in_result[-1] = True
        elif kind == "end" and self.in_result:
            self.in_result.pop()

    @property
    def silent(self) -> bool:
        return not all(self.in_result)


def final_text(path: str, content: bytes) -> str:
    """The text of a Word file with its insertions in and its deletions out.

    Paragraphs end with a line feed, cells of a table row are parted by tabs; footnotes and
    endnotes follow the body, a line each. Headers, footers and comments are left out.

    Raises:
        InputError: naming the file and the reason: encrypted, truncated, too large, no Word file.
    """
    with _open(path, content) as archive:
        body = _part(path, archive, "word/document.xml")
        if body is None:
            raise InputError(path, "is no Word file: it has no word/document.xml")
        lines = list(_paragraphs(body))
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            notes = _part(path, archive, name)
            if notes is not None:
                lines.extend(line for line in _paragraphs(notes) if line.strip())
    return "\n".join(lines) + "\n"


def _open(path: str, content: bytes) -> zipfile.ZipFile:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(path, "is encrypted, or an old Word file with a new name")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise InputError(path, "is truncated, damaged or no Word file") from error


def _part(path: str, archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise InputError(path, "is encrypted")
    packed = max(info.compress_size, 1)
    if info.file_size > LARGEST_PART or info.file_size > packed * MOST_PACKED + 1_000_000:
        raise InputError(path, f"{name} unpacks to {info.file_size / 1e6:.0f} MB: refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with archive.open(info) as part:
            # One byte more than announced shows that the announcement is false.
            data = part.read(info.file_size + 1)
        root = etree.fromstring(data, parser)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, *_READ_ERRORS) as error:
        raise InputError(path, f"{name} is damaged") from error
    except etree.XMLSyntaxError as error:
        raise InputError(path, f"{name} is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(path, f"{name} declares entities: refused")
    return root


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """The lines of a part; a paragraph whose end is deleted runs on into the next."""
    held = ""
    for text, ends in _blocks(root):
        if ends:
            yield held + text
            held = ""
        else:
            held += text
    if held:
        yield held


def _blocks(element: etree._Element) -> Iterator[tuple[str, bool]]:
    for child in element.iterchildren("{*}*"):  # no comments and processing instructions
        if child.tag == _W + "p":
            boxes: list[str] = []
            field_ = _Field()
            text = "".join(_inline(child, field_, boxes))
            yield text, not _end_is_deleted(child)
            for box in boxes:
                yield box, True
        elif child.tag == _W + "tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                cells = [
                    " ".join(_paragraphs(cell))
                    for cell in child.iter(_W + "tc")
                    if next(cell.iterancestors(_W + "tr")) is child  # none of a table inside
                    and cell.find(f"{_W}tcPr/{_W}cellDel") is None
                ]
                yield "\t".join(cells), True
        elif child.tag == _ALTERNATE:
            choice = child.find(_CHOICE)  # the same content stands in each alternative
            if choice is not None:
                yield from _blocks(choice)
        elif child.tag not in _GONE and child.tag not in _SILENT:
            yield from _blocks(child)


def _inline(element: etree._Element, field_: _Field, boxes: list[str]) -> Iterator[str]:
    for child in element.iterchildren("{*}*"):
        tag = child.tag
        if tag in _GONE or tag in _SILENT:
            continue
        if tag == _W + "fldChar":
            field_.turn(child.get(_W + "fldCharType"))
        elif tag == _W + "txbxContent":
            boxes.extend(_paragraphs(child))
        elif tag == _ALTERNATE:
            choice = child.find(_CHOICE)
            if choice is not None:
                yield from _inline(choice, field_, boxes)
        elif field_.silent:
            if tag == _W + "r":  # only its end is looked for
                yield from _inline(child, field_, boxes)
        elif tag == _W + "t":
            yield child.text or ""
        elif tag == _W + "sym":
            yield _symbol(child.get(_W + "char"))
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        else:
            yield from _inline(child, field_, boxes)


def _end_is_deleted(paragraph: etree._Element) -> bool:
    mark = f"{_W}pPr/{_W}rPr/{_W}"
    return any(paragraph.find(mark + name) is not None for name in ("del", "moveFrom"))


def _symbol(code: str | None) -> str:
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    # Symbol fonts stand in the private use area; their low byte is the character.
    return chr(point - 0xF000 if 0xF000 <= point <= 0xF0FF else point) if point else ""

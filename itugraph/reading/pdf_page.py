"""The pages of a PDF: their characters and what is drawn, upright and from the lower left."""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import (
    PYFUNCTYPE,
    addressof,
    byref,
    c_double,
    c_int,
    c_uint,
    c_void_p,
    cast,
    create_string_buffer,
)
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from itugraph.errors import InputError
from itugraph.reading.archive import Deadline
from itugraph.reading.pdf_chars import BOLD, ITALIC, Builder, Stretch, Type
from itugraph.reading.pdf_paths import Drawn, Turn, drawn_on

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_CHARACTERS = 20_000_000
"""How many characters are read of one file."""

_PASSWORD, _SECURITY = 4, 5
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 1 << 6
_BLANKS = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0))
_BREAKS = frozenset((0x0A, 0x0D))
_PLAIN = PYFUNCTYPE(c_uint, c_void_p, c_int)
_ADDRESS = PYFUNCTYPE(c_void_p, c_void_p, c_int)
_BOX = PYFUNCTYPE(c_int, c_void_p, c_int, c_void_p)
_SLANT = 0.1
"""How far level characters may rise, for each point to the right."""


@dataclass(slots=True)
class Sheet:
    """A page.

    Attributes:
        number: of the page, from 1.
        sideways: what is not set level, in the order of the file.
        is_damaged: whether it cannot be read.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    stretches: list[Stretch] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)
    is_damaged: bool = False


def sheets(path: str, content: bytes, deadline: Deadline) -> Iterator[Sheet]:
    """The pages of a PDF, one after the other.

    Raises:
        InputError: if it is protected, damaged, too large or no PDF.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise InputError(path, _reason(error.err_code)) from error
    characters = 0
    try:
        if not len(pdf):
            raise InputError(path, "is truncated or damaged: it has no pages")
        for index in range(len(pdf)):
            deadline.check()
            sheet = _sheet(pdf, index, deadline)
            characters += sum(len(stretch.text) for stretch in sheet.stretches)
            if characters > MOST_CHARACTERS:
                raise InputError(path, f"has more than {MOST_CHARACTERS:,} characters: refused")
            yield sheet
    finally:
        pdf.close()


def _reason(code: int | None) -> str:
    if code == _PASSWORD:
        return "is protected by a password"
    if code == _SECURITY:
        return "is protected in a way that is not known here"
    return "is truncated, damaged or no PDF"


def _sheet(pdf: PdfDocument, index: int, deadline: Deadline) -> Sheet:
    import pypdfium2

    sheet = Sheet(index + 1)
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        sheet.is_damaged = True
        return sheet
    try:
        turn = Turn(tuple(page.get_bbox()), page.get_rotation() % 360)
        sheet.width, sheet.height = turn.width, turn.height
        sheet.drawn = drawn_on(page, turn, deadline)
        _put_text(sheet, page, turn, deadline)
    except pypdfium2.PdfiumError:
        sheet.is_damaged = True
    finally:
        page.close()
    return sheet


def _put_text(sheet: Sheet, page: PdfPage, turn: Turn, deadline: Deadline) -> None:
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        page_at, box = _address(raw), pdfium.FS_RECTF()
        box_at = addressof(box)
        # Asked for each character: with plain addresses they answer in half the time.
        unicode_of = _PLAIN(_address(pdfium.FPDFText_GetUnicode))
        object_of = _ADDRESS(_address(pdfium.FPDFText_GetTextObject))
        box_of = _BOX(_address(pdfium.FPDFText_GetLooseCharBox))
        width, height, upright = turn.width, turn.height, turn.degrees == 0
        x0, y0, _, _ = turn.bounds
        types: dict[int, Type] = {}
        builder = Builder()
        high = 0
        for at in range(textpage.count_chars()):
            if not at % 4096:
                deadline.check()
            code = unicode_of(page_at, at)
            owner = object_of(page_at, at)
            if not owner:
                builder.blank(None, breaks=code in _BREAKS)
                continue
            if 0xD800 <= code < 0xDC00:  # the first half of a character
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            type_ = types.get(owner)
            if type_ is None:
                type_ = types[owner] = _type(raw, at, turn)
            if type_.is_mute and pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1:
                code = 0
            if code in _BLANKS:
                builder.blank(type_.colour, breaks=code in _BREAKS)
                continue
            if not box_of(page_at, at, box_at):
                continue
            if upright:
                left, bottom, right, top = (
                    box.left - x0,
                    box.bottom - y0,
                    box.right - x0,
                    box.top - y0,
                )
            else:
                left, bottom, right, top = turn.box(box.left, box.bottom, box.right, box.top)
            # What is outside of the page does not show.
            if right >= 0 and left <= width and top >= 0 and bottom <= height:
                builder.add(code, left, right, type_)
        builder.end()
        sheet.stretches, sheet.sideways = builder.stretches, builder.sideways
    finally:
        textpage.close()


def _address(pointer: Any) -> int:
    return cast(pointer, c_void_p).value or 0


def _type(textpage: object, at: int, turn: Turn) -> Type:
    """How a character is set, and with it all others of its text object."""
    import pypdfium2.raw as pdfium

    matrix, size = pdfium.FS_MATRIX(), pdfium.FPDFText_GetFontSize(textpage, at)
    along, up = 1.0, 0.0
    if pdfium.FPDFText_GetMatrix(textpage, at, byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
        along, up = turn.direction(matrix.a, matrix.b)
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, at, byref(x), byref(y))
    _, base, _, _ = turn.box(x.value, y.value, x.value, y.value)
    name, flags = create_string_buffer(80), c_int()
    pdfium.FPDFText_GetFontInfo(textpage, at, name, len(name), byref(flags))
    face = name.value.lower()
    weight = pdfium.FPDFText_GetFontWeight(textpage, at)
    bold = b"bold" in face or b"black" in face or weight > _BOLD_WEIGHT
    italic = b"italic" in face or b"oblique" in face or bool(flags.value & _ITALIC_FLAG)
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    shown = byref(red), byref(green), byref(blue), byref(alpha)
    known = pdfium.FPDFText_GetFillColor(textpage, at, *shown)
    return Type(
        base=base,
        size=max(size, 0.1),
        font=BOLD * bold | ITALIC * italic,
        colour=(red.value, green.value, blue.value) if known else (0, 0, 0),
        level=along > 0 and abs(up) <= _SLANT * along,
        is_mute=pdfium.FPDFText_HasUnicodeMapError(textpage, at) == 1,
    )

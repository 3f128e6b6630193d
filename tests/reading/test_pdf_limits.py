"""PDFs that are not to be trusted, or hold nothing to read: one line each, and no hang."""

from __future__ import annotations

import time
import zlib

import pytest

from itugraph.errors import InputError
from itugraph.reading import read_bytes
from itugraph.reading.pdf import read_pdf

from .pdf_files import PICTURE, SHOWN_PICTURE, at, pdf

GOOD = pdf(at(72, 700, "noting Resolution 44 (Rev. Hammamet, 2016) of WTSA,"))
SCAN = pdf(SHOWN_PICTURE, SHOWN_PICTURE, extra=[PICTURE])
# Glyphs by their number alone, in a font that names none of them.
MUTE = pdf(
    "BT /Im 10 Tf 72 700 Td <002400250026004400450046> Tj ET",
    extra=[
        "<</Type/Font/Subtype/Type0/BaseFont/Mute/Encoding/Identity-H/DescendantFonts[11 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Mute/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Identity)/Supplement 0>>/FontDescriptor 12 0 R>>",
        "<</Type/FontDescriptor/FontName/Mute/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 9"
        "/Descent 0/CapHeight 9/StemV 9>>",
    ],
).replace(b"/XObject<<", b"/Font<</Im 10 0 R>>/XObject<<")
REFUSED: dict[str, tuple[bytes, str]] = {
    "a scan": (SCAN, "holds no text: its pages are pictures"),
    "an empty page": (pdf(""), "holds no text"),
    "a password": (
        pdf(at(72, 700, "Resolution 44"), locked=True),
        "is protected by a password",
    ),
    "no PDF": (b"Resolution 44 of WTSA", "is truncated, damaged or no PDF"),
    "only the head": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is truncated, damaged or no PDF"),
    "the first third": (GOOD[: len(GOOD) // 3], "is truncated, damaged or no PDF"),
    "zeros": (b"%PDF-1.4\n" + bytes(5000), "is truncated, damaged or no PDF"),
    "fonts that are mute": (MUTE, "its fonts do not tell their letters"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_told_in_a_line(content: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("a.pdf", content, ".pdf")
    assert str(caught.value) == f"a.pdf: {reason}"


def test_pages_that_are_pictures_are_named() -> None:
    page = at(72, 700, "Resolution 44")
    document = read_pdf("a.pdf", pdf(SHOWN_PICTURE, page, SHOWN_PICTURE, extra=[PICTURE]))
    assert document.text == "Resolution 44\n"
    assert document.pages == ((0, 2),)
    assert document.warnings == ("pages 1, 3 are without text: pictures are not read",)


def test_a_file_without_its_end_is_read_as_far_as_it_goes() -> None:
    document = read_pdf("a.pdf", GOOD[: GOOD.rindex(b"startxref")])
    assert "Resolution 44" in document.text
    assert document.warnings == ("its end is missing: pages may be missing too",)


def test_two_thousand_pages_are_read() -> None:
    pages = (
        at(72, 600, f"that Resolution {n % 190} is one of {n * n};") + at(290, 40, f"{n}")
        for n in range(1, 2001)
    )
    document = read_pdf("a.pdf", pdf(*pages))
    assert document.pages[-1][1] == 2000
    assert document.text.count("Resolution") == 2000
    assert [margin.text for margin in document.margins] == ["1"]


def test_a_file_that_takes_too_long_is_given_up() -> None:
    content = pdf(*(at(72, 700, "Resolution 44") for _ in range(200)))
    with pytest.raises(InputError, match=r"a\.pdf: took longer than 0 s"):
        read_pdf("a.pdf", content, 0)


def test_many_lines_and_letters_do_not_take_long() -> None:
    drawn = "".join(f"{n % 500} {n % 800} 9 1 re f " for n in range(20_000))
    letters = "".join(at(n * 37 % 500, n * 53 % 800, "ab") for n in range(4000))
    started = time.monotonic()
    read_pdf("a.pdf", pdf(drawn + letters))
    assert time.monotonic() - started < 20


def test_a_form_that_holds_itself_is_read() -> None:
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 10 0 R>>>>/Length 7>>"
        "stream\n/Im Do \nendstream"
    )
    content = at(72, 700, "Resolution 44") + "/Im Do\n"
    assert read_pdf("a.pdf", pdf(content, extra=[form])).text == "Resolution 44\n"


def test_a_stream_that_unpacks_to_much_is_bounded() -> None:
    packed = zlib.compress(b" " * 200_000_000, 9)
    stream = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed
    content = GOOD.replace(b"/Contents 11 0 R", b"/Contents 99 0 R")
    at_end = content.rindex(b"xref\n0")
    bomb = content[:at_end] + b"99 0 obj\n" + stream + b"\nendstream\nendobj\n" + content[at_end:]
    with pytest.raises(InputError):
        read_bytes("a.pdf", bomb, ".pdf")

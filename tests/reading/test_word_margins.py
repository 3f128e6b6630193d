"""Headers and footers, apart from the text."""

from __future__ import annotations

import pytest

from itugraph.model import Run
from itugraph.reading import read_bytes

from .word_files import BY, deleted, inserted, p, r, whole

FIRST = "<w:titlePg/>"
EVEN = "<w:evenAndOddHeaders/>"


def section(*names: str, more: str = "") -> str:
    """Return the properties of a section; a name is that of its part and its type."""
    calls = []
    for name in names:
        part, _, type_ = name.partition(" ")
        kind = part.rstrip("0123456789")
        calls.append(f'<w:{kind}Reference w:type="{type_ or "default"}" r:id="{part}"/>')
    return f"<w:sectPr>{''.join(calls)}{more}</w:sectPr>"


def ended(text: str, properties: str) -> str:
    """Return the last paragraph of a section."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


PARTS = {f"header{at}": p(r(f"head {at}")) for at in (1, 2, 3)} | {
    f"footer{at}": p(r(f"foot {at}")) for at in (1, 2)
}
CASES: dict[str, tuple[str, str, list[str]]] = {
    "a header and a footer": (section("footer1", "header1"), "", ["head 1", "foot 1"]),
    "none": (section(), "", []),
    "a first page that is not told apart": (section("header1", "header2 first"), "", ["head 1"]),
    "a first page": (section("header1", "header2 first", more=FIRST), "", ["head 1", "head 2"]),
    "a switch that is off": (
        section("header1", "header2 first", more='<w:titlePg w:val="0"/>'),
        "",
        ["head 1"],
    ),
    "even pages that are not told apart": (section("header1", "header2 even"), "", ["head 1"]),
    "even pages": (section("header1", "header2 even"), EVEN, ["head 1", "head 2"]),
    "a section that has the headers of the one before": (
        ended("one", section("header1", "header2 first"))
        + ended("two", section("header3", more=FIRST))
        + section(),
        "",
        ["head 1", "head 3", "head 2"],
    ),
    "a part that two sections share": (
        ended("one", section("header1")) + section("header1", "footer2"),
        "",
        ["head 1", "foot 2"],
    ),
    "old properties of a section": (
        section("header1", more=f"<w:sectPrChange {BY}>{section('header2')}</w:sectPrChange>"),
        "",
        ["head 1"],
    ),
    "a header that is named and does not exist": (section("header9", "header1"), "", ["head 1"]),
}


@pytest.mark.parametrize(("inside", "settings", "margins"), CASES.values(), ids=CASES)
def test_headers_and_footers_that_show_are_read_once_in_order(
    inside: str, settings: str, margins: list[str]
) -> None:
    document = read_bytes("a.docx", whole(p(r("body")) + inside, settings=settings, **PARTS))
    assert [margin.text.removesuffix("\n") for margin in document.margins] == margins
    assert "head" not in document.text
    assert "foot" not in document.text


def test_a_header_has_both_its_states() -> None:
    header = p(r("Document "), deleted("12"), inserted("12(Rev.1)"))
    (margin,) = read_bytes("a.docx", whole(p(r("a")) + section("header1"), header1=header)).margins
    assert margin.text == "Document 1212(Rev.1)\n"
    assert [(run.start, run.end, run.mark) for run in margin.runs] == [
        (0, 9, "kept"),
        (9, 11, "deleted"),
        (11, 20, "inserted"),
        (20, 21, "kept"),
    ]
    assert margin.runs[0] == Run(0, 9, "kept")
    assert margin.runs[1].author == "A. Delegate"


def test_equal_and_empty_headers_are_told_once_and_not_at_all() -> None:
    same = {"header1": p(r("same")), "header2": p(r("same")), "header3": p(r(" "))}
    inside = section("header1", "header2 first", "header3 even", more=FIRST)
    document = read_bytes("a.docx", whole(p(r("a")) + inside, settings=EVEN, **same))
    assert [margin.text for margin in document.margins] == ["same\n"]

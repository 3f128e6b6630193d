"""PDFs whose look tells a redline: struck, underlined and coloured characters."""

from __future__ import annotations

import pytest

from itugraph.citations.redline import redline
from itugraph.model import Document
from itugraph.reading import marked_up
from itugraph.reading.pdf import read_pdf
from itugraph.registry import Registry

from .pdf_files import BLUE, RED, at, pdf, rule, stroke, struck, underlined, width

X, Y = 72.0, 700.0
Bit = tuple[str, str]


def line(*bits: Bit, y: float = Y, font: str = "F1") -> str:
    """Return a line of bits, each with what is done to it ("s", "u", "c", "d", "r")."""
    content, x = "", X
    for how, text in bits:
        colour = RED if "c" in how else BLUE if "b" in how else (0.0, 0.0, 0.0)
        content += at(x, y, text, font=font, colour=colour)
        if "s" in how:
            content += struck(x, y, text)
        if "u" in how:
            content += underlined(x, y, text)
        if "d" in how:
            content += rule(x, x + width(text), y - 1.2, 0.3) + rule(
                x, x + width(text), y - 2.4, 0.3
            )
        x += width(text)
    return content


def read(*pages: str, entries: str = "") -> Document:
    """Return the document of some pages."""
    return read_pdf("a.pdf", pdf(*pages, entries=entries))


LINK = f"/Annots[<</Type/Annot/Subtype/Link/Rect[{X} {Y - 3} 300 {Y + 9}]>>]"
CASES: dict[str, tuple[str, str]] = {
    "struck is deleted": (
        line(("", "Resolution "), ("s", "44"), ("", " of WTSA")),
        "Resolution [-44-] of WTSA",
    ),
    "underlined beside struck is inserted": (
        line(("", "Resolution "), ("s", "44"), ("u", "45"), ("", " of WTSA")),
        "Resolution [-44-]{+45+} of WTSA",
    ),
    "tracked changes show coloured": (
        line(("", "Resolution "), ("sc", "44"), ("uc", "45"), ("", " of WTSA")),
        "Resolution [-44-]{+45+} of WTSA",
    ),
    "where colours tell, a plain underline does not": (
        line(("u", "Resolution "), ("sc", "44"), ("uc", "45"), ("", " of WTSA")),
        "Resolution [-44-]{+45+} of WTSA",
    ),
    "two colours are two hands": (
        line(("", "Resolution "), ("sc", "44"), ("ub", "45"), ("", " of "), ("uc", "WTSA")),
        "Resolution [-44-]{+45+} of {+WTSA+}",
    ),
    "a part of a word": (
        line(("", "Resolution 4"), ("s", "4"), ("u", "5")),
        "Resolution 4[-4-]{+5+}",
    ),
    "insertions alone": (
        line(("", "Resolution "), ("uc", "45"), ("", " of WTSA")),
        "Resolution {+45+} of WTSA",
    ),
    "underlined twice is inserted": (
        line(("", "Resolution "), ("d", "45"), ("", " of WTSA")),
        "Resolution {+45+} of WTSA",
    ),
    "colour alone is none": (line(("", "Resolution "), ("c", "45")), "Resolution 45"),
    "underline alone is none": (line(("", "Resolution "), ("u", "45")), "Resolution 45"),
    "colour beside struck text is inserted where nothing is underlined": (
        line(("", "Resolution "), ("s", "44"), ("c", "45"), ("", " of WTSA")),
        "Resolution [-44-]{+45+} of WTSA",
    ),
    "struck and underlined is in neither state": (
        line(("", "a "), ("suc", "b "), ("uc", "c")),
        "a {+c+}",
    ),
    "an address is none": (
        line(("", "see "), ("ub", "www.itu.int"), ("", " and")),
        "see www.itu.int and",
    ),
    "an underlined heading is none": (
        line(("u", "Heading"), font="F2") + line(("", "Resolution "), ("s", "44"), y=660),
        "Heading\nResolution [-44-]",
    ),
    "the line of a table is no underline": (
        line(("", "Resolution "), ("s", "44"), y=640)
        + line(("c", "cell"))
        + stroke(60, Y - 2, 500, Y - 2),
        "cell\nResolution [-44-]",
    ),
    "a line that is drawn": (
        at(X, Y, "Resolution 44") + stroke(X + 66, Y + 3, X + 78, Y + 3),
        "Resolution [-44-]",
    ),
    "a paragraph goes whole with its end": (
        line(("s", "a) gone;")) + line(("", "b) here"), y=660),
        "[-a)\tgone;\n-]b)\there",
    ),
}


@pytest.mark.parametrize(("content", "marked"), CASES.values(), ids=CASES)
def test_the_look_tells_what_was_done(content: str, marked: str) -> None:
    document = read(content)
    assert marked_up(document.text, document.runs, 0, len(document.text)) == marked + "\n"
    changed = any(run.mark != "kept" for run in document.runs)
    assert bool(document.warnings) == changed == bool(document.runs)
    ends = [0, *(run.end for run in document.runs)]
    assert [run.start for run in document.runs] == ends[:-1]
    assert ends[-1] in (0, len(document.text))


def test_a_link_is_no_insertion() -> None:
    content = line(("ub", "Resolution 45"))
    assert read(content).runs
    assert read(content, entries=LINK).runs == ()


def test_the_warning_is_that_of_a_word_file_marked_by_hand() -> None:
    assert read(line(("s", "44"), ("", " a"))).warnings == (
        "strike and underline read as a redline made by hand",
    )


def test_what_is_drawn_in_a_form_marks_as_well() -> None:
    form = struck(0, 0, "44")
    head = f"<</Type/XObject/Subtype/Form/BBox[-9 -9 99 99]/Length {len(form)}>>"
    stream = f"{head}stream\n{form}\nendstream"
    content = at(X, Y, "Resolution 44") + f"q 1 0 0 1 {X + 66} {Y} cm /Im Do Q\n"
    document = read_pdf("a.pdf", pdf(content, extra=[stream]))
    assert marked_up(document.text, document.runs, 0, 99) == "Resolution [-44-]\n"


def test_the_citations_of_both_states_are_told_with_their_page() -> None:
    cited = line(
        ("", "noting Resolution "),
        ("sc", "44"),
        ("uc", "18"),
        ("", " (Rev. Hammamet, 2016) of WTSA;"),
    )
    found = redline(read(at(X, Y, "The text of a page before."), cited), Registry.load())
    assert found.kind == "by hand"
    assert sorted((c.number, c.change, c.page) for c in found.citations) == [
        ("18", "added", 2),
        ("44", "removed", 2),
    ]

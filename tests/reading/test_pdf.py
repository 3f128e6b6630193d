"""PDFs as text: reading order, paragraphs, hyphens, margins, notes, pages."""

from __future__ import annotations

from textwrap import wrap

import pytest

from itugraph.citations import extract
from itugraph.model import Document
from itugraph.reading.pdf import read_pdf
from itugraph.registry import Registry

from .pdf_files import at, block, pdf, rule, stroke

PROSE = (
    "that the Plenipotentiary Conference, recalling the terms of Resolution 130 (Rev. Dubai, "
    "2018), invites the Member States and Sector Members to take part in the work of the study "
    "groups and to make the results known to all those who are concerned by them, in so far as "
    "their rules allow it;"
)
SECOND = (
    "whereas the General Secretariat keeps account of the contributions received under Decision "
    "5 (Rev. Bucharest, 2022) and reports on them to each session of the Council, which may "
    "adjust the budget where it finds that the means at hand do not suffice;"
)


def read(*pages: str) -> Document:
    """Return the document of some pages."""
    return read_pdf("a.pdf", pdf(*pages))


def set_(text: str, columns: int) -> list[str]:
    """Return a text as lines of at most that many letters."""
    return wrap(text, columns)


CASES: dict[str, tuple[str, str]] = {
    "a line": (at(72, 700, "Resolution 44"), "Resolution 44\n"),
    "lines of a paragraph are joined": (block(72, 700, set_(PROSE, 70)), PROSE + "\n"),
    "a line that ends short ends a paragraph": (
        block(72, 700, [*set_(PROSE, 70), *set_(SECOND, 70)]),
        f"{PROSE}\n{SECOND}\n",
    ),
    "a gap parts paragraphs": (
        block(72, 700, [*set_(PROSE, 70)[:2], "", *set_(SECOND, 70)]),
        f"{' '.join(set_(PROSE, 70)[:2])}\n{SECOND}\n",
    ),
    "an indented line starts a paragraph": (
        block(72, 700, set_(PROSE, 70)[:2])
        + block(92, 676, set_(SECOND, 66)[:1])
        + block(72, 664, set_(SECOND.removeprefix(set_(SECOND, 66)[0] + " "), 70)),
        f"{' '.join(set_(PROSE, 70)[:2])}\n{SECOND}\n",
    ),
    "a label is parted from its item by a tab": (
        at(72, 700, "a)") + block(100, 700, set_(PROSE, 60)),
        f"a)\t{PROSE}\n",
    ),
    "items below items": (
        at(72, 700, "1")
        + block(100, 700, set_(PROSE, 60))
        + at(100, 640, "i)")
        + at(130, 640, "one;")
        + at(100, 628, "ii)")
        + at(130, 628, "two;")
        + at(72, 616, "1.2")
        + at(100, 616, "three."),
        f"1\t{PROSE}\ni)\tone;\nii)\ttwo;\n1.2\tthree.\n",
    ),
    "an item goes on below its label": (
        at(72, 700, "a)")
        + at(100, 700, set_(PROSE, 60)[0])
        + block(72, 688, set_(PROSE.removeprefix(set_(PROSE, 60)[0] + " "), 64)),
        f"a)\t{PROSE}\n",
    ),
    "an opener stands alone": (
        block(72, 700, set_(PROSE, 70))
        + at(90, 640, "recalling", font="F3")
        + block(72, 628, set_(SECOND, 70)),
        f"{PROSE}\nrecalling\n{SECOND}\n",
    ),
    "another type parts paragraphs": (
        at(72, 700, "A HEADING THAT FILLS THE WHOLE LINE TO ITS VERY END AND NO MORE THAN THAT", 9)
        + block(72, 688, set_(PROSE, 66)),
        "A HEADING THAT FILLS THE WHOLE LINE TO ITS VERY END AND NO MORE THAN THAT\n"
        + PROSE
        + "\n",
    ),
    "words that are set apart are words": (
        at(72, 700, "Resolution") + at(72 + 11 * 6, 700, "44"),
        "Resolution 44\n",
    ),
    "two columns": (
        block(60, 700, set_(PROSE, 36)) + block(320, 700, set_(SECOND, 36)),
        f"{PROSE}\n{SECOND}\n",
    ),
    "columns in the wrong order in the file": (
        block(320, 700, set_(SECOND, 36)) + block(60, 700, set_(PROSE, 36)),
        f"{PROSE}\n{SECOND}\n",
    ),
    "a paragraph runs over the end of a column": (
        block(60, 700, set_(PROSE + " " + SECOND, 36)[:8])
        + block(320, 700, set_(PROSE + " " + SECOND, 36)[8:]),
        f"{PROSE} {SECOND}\n",
    ),
    "three columns": (
        block(50, 700, set_(PROSE, 26))
        + block(225, 700, set_(SECOND, 26))
        + block(400, 700, set_(PROSE, 26)),
        f"{PROSE}\n{SECOND}\n{PROSE}\n",
    ),
    "a heading over two columns between them": (
        block(60, 700, set_(PROSE, 36))
        + block(320, 700, set_(SECOND, 36))
        + at(150, 560, "THE SECOND PART OF THE TEXT, OVER BOTH COLUMNS", 11)
        + block(60, 540, set_(SECOND, 36))
        + block(320, 540, set_(PROSE, 36)),
        f"{PROSE}\n{SECOND}\nTHE SECOND PART OF THE TEXT, OVER BOTH COLUMNS\n{SECOND}\n{PROSE}\n",
    ),
    "a table without lines is read row by row": (
        "".join(
            at(72, y, f"Resolution {y}") + at(250, y, "Dubai") + at(400, y, str(2000 + y))
            for y in (700, 680, 660, 640)
        ),
        "".join(f"Resolution {y}\tDubai\t{2000 + y}\n" for y in (700, 680, 660, 640)),
    ),
    "a cell of two lines": (
        at(72, 700, "Series A")
        + at(150, 700, "Organization of the work of")
        + at(150, 688, "study groups")
        + at(72, 676, "Series B")
        + at(150, 676, "Means of expression"),
        "Series A\tOrganization of the work of study groups\nSeries B\tMeans of expression\n",
    ),
    "a word cut at the end of a line": (
        block(72, 700, ["the development of telecommunication and of radiocommu-", "nication"]),
        "the development of telecommunication and of radiocommunication\n",
    ),
    "a name cut behind its hyphen": (
        block(72, 700, ["as it is said in the Recommendations of ITU-", "R and of others"]),
        "as it is said in the Recommendations of ITU-R and of others\n",
    ),
    "numbers cut behind their hyphen": (
        block(72, 700, ["as it is said in the text of Resolution 6-", "12 and of others"]),
        "as it is said in the text of Resolution 6-12 and of others\n",
    ),
    "a word that is written with a hyphen elsewhere": (
        block(72, 700, ["the inter-sectoral team, and all those who are inter-", "sectoral"]),
        "the inter-sectoral team, and all those who are inter-sectoral\n",
    ),
    "a raised number is none of the text's": (
        at(72, 700, "Resolution 44") + at(72 + 13 * 6, 704, "2", 6) + at(156, 700, " of WTSA"),
        "Resolution 44² of WTSA\n",
    ),
    "what is set upright at the side comes last": (
        "BT /F1 10 Tf 0 1 -1 0 40 300 Tm (aside) Tj ET\n" + at(72, 700, "Resolution 44"),
        "Resolution 44\naside\n",
    ),
    "what is off the page does not show": (
        at(72, 700, "Resolution 44") + at(72, -50, "hidden"),
        "Resolution 44\n",
    ),
}


@pytest.mark.parametrize(("content", "text"), CASES.values(), ids=CASES)
def test_a_page_gives_its_text(content: str, text: str) -> None:
    document = read(content)
    assert document.text == text
    assert document.runs == ()


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_looked_at(turned: int) -> None:
    matrix = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turned]
    content = f"q {matrix} cm\n{block(60, 500, set_(PROSE, 50))}Q\n"
    assert read_pdf("a.pdf", pdf(content, rotate=turned)).text == PROSE + "\n"


def test_a_table_with_lines_has_its_cells_whole() -> None:
    lines = "".join(stroke(72, y, 472, y) for y in (710, 670, 630))
    lines += "".join(stroke(x, 630, x, 710) for x in (72, 272, 472))
    cells = [
        block(76, 696, ["the first cell", "of two lines"]),
        block(276, 696, ["the second cell", "of two too"]),
        block(76, 656, ["below"]),
        block(276, 656, ["below it", "as well"]),
    ]
    text = read(lines + "".join(cells) + at(72, 600, "after")).text
    assert text == (
        "the first cell of two lines\tthe second cell of two too\nbelow\tbelow it as well\nafter\n"
    )


def numbered(count: int, *headers: str) -> Document:
    """Return a document of pages with headers in turn and numbers at the foot."""
    return read(
        *(
            at(72, 800, headers[number % len(headers)])
            + at(290, 40, f"- {number} -")
            + block(72, 700, set_(f"The {number * number} members of it know {PROSE}", 70))
            for number in range(1, count + 1)
        )
    )


@pytest.mark.parametrize("count", [2, 3, 200])
def test_headers_and_page_numbers_stand_apart(count: int) -> None:
    document = numbered(count, "Document 57-E")
    assert document.text.splitlines() == [
        f"The {number * number} members of it know {PROSE}" for number in range(1, count + 1)
    ]
    assert [margin.text for margin in document.margins] == ["Document 57-E", "- 1 -"]
    assert [page for _, page in document.pages] == list(range(1, count + 1))


def test_headers_of_odd_and_even_pages_stand_apart() -> None:
    document = numbered(7, "CHAPTER ONE", "THE BOOK")
    assert len(document.text.splitlines()) == 7
    assert [margin.text for margin in document.margins] == ["THE BOOK", "- 1 -", "CHAPTER ONE"]


def test_numbers_at_the_left_and_at_the_right_are_of_one_footer() -> None:
    name = "Rec. ITU-T A.12 (11/2016)"
    feet = [
        at(72, 40, name) + at(500, 40, "i"),
        at(72, 40, "ii") + at(300, 40, name),
        at(72, 40, name) + at(500, 40, "1"),
        at(72, 40, "2") + at(300, 40, name),
    ]
    bodies = [f"The {n * n} members of it know {PROSE}" for n in range(4)]
    document = read(
        *(block(72, 600, set_(body, 70)) + foot for body, foot in zip(bodies, feet, strict=True))
    )
    assert document.text.splitlines() == bodies
    assert [margin.text for margin in document.margins] == [f"{name}\ti"]


def test_words_that_pages_happen_to_start_with_are_text() -> None:
    first = {2: "recalling", 9: "recalling", 10: "noting", 17: "recalling"}
    document = read(
        *(
            block(72, 760, [first.get(n, f"the {n * n} th"), "", *set_(PROSE, 70)])
            for n in range(1, 21)
        )
    )
    assert document.text.splitlines().count("recalling") == 3
    assert document.margins == ()


def test_titles_at_the_head_of_pages_are_text() -> None:
    document = read(
        *(
            at(72, 780, f"RESOLUTION {n} (Rev. Dubai, 2018)", 14) + block(72, 740, set_(PROSE, 70))
            for n in (11, 12, 25)
        )
    )
    assert document.text.count("RESOLUTION") == 3
    assert document.margins == ()


def test_a_paragraph_runs_over_the_end_of_a_page() -> None:
    lines = set_(PROSE, 70)
    document = read(
        at(72, 800, "header") + block(72, 100, lines[:2]) + at(290, 40, "1"),
        at(72, 800, "header") + block(72, 740, lines[2:]) + at(290, 40, "2"),
    )
    assert document.text == PROSE + "\n"
    assert document.pages == ((0, 1), (document.text.index(lines[2]), 2))


def noted(page: int, mark: str, body: str, note: str, *, with_rule: bool = True) -> str:
    """Return a page with a body whose last word calls a note."""
    lines = set_(body, 70)
    y = 712 - 12 * len(lines)
    called = at(72 + 6 * len(lines[-1]), y + 4, mark, 6)
    below = at(72, 103, mark, 5) + block(80, 100, set_(note, 90), 8, leading=9)
    over = rule(72, 200, 114) if with_rule else ""
    return block(72, 700, lines) + called + over + below + at(290, 40, str(page))


@pytest.mark.parametrize("with_rule", [True, False])
def test_footnotes_follow_the_body_without_their_marks(with_rule: bool) -> None:
    document = read(
        noted(1, "1", PROSE, "See Resolution 2 (Rev. Dubai, 2018).", with_rule=with_rule),
        noted(2, "2", SECOND, "See Resolution 71 (Rev. Dubai, 2018).", with_rule=with_rule),
    )
    assert document.text.splitlines() == [
        *(PROSE, SECOND),
        *("See Resolution 2 (Rev. Dubai, 2018).", "See Resolution 71 (Rev. Dubai, 2018)."),
    ]
    assert [document.text[start:end] for start, end in document.notes] == [
        "See Resolution 2 (Rev. Dubai, 2018).",
        "See Resolution 71 (Rev. Dubai, 2018).",
    ]
    assert [document.page(start) for start, _ in document.notes] == [1, 2]


def test_a_footnote_does_not_cut_the_sentence_over_the_page() -> None:
    first, rest = set_(PROSE, 70)[:3], set_(PROSE, 70)[3:]
    foot = rule(72, 200, 114) + at(72, 103, "1", 5) + at(80, 100, "See Resolution 2.", 8)
    document = read(block(72, 160, first) + foot, block(72, 740, rest))
    assert document.text == f"{PROSE}\nSee Resolution 2.\n"


def test_a_citation_tells_its_page() -> None:
    document = read(
        block(72, 700, ["noting Resolution 44 (Rev. Hammamet, 2016) of WTSA,"]),
        block(72, 700, ["and Resolution 18 (Rev. Hammamet, 2016) of WTSA."]),
    )
    found = extract(document, Registry.load())
    assert [(citation.number, citation.page) for citation in found] == [("44", 1), ("18", 2)]

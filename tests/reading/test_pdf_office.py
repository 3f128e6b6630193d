"""PDFs that an office program made: a redline, and two columns with notes and hyphens."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from itugraph.citations.redline import redline
from itugraph.model import Citation, Document
from itugraph.reading import read_bytes
from itugraph.registry import Registry

from .office import SOFFICE, for_office, printed, two_columns
from .rebuild import example, rebuilt

TITLE = "RESOLUTION 900 (Geneva, 2020)"
HEADER = "Document 7(Add.3)-E of the drafting group"
VERBS = ("recalling", "noting", "considering", "recognizing", "bearing in mind", "emphasizing")
# Sentences with a citation each, of all lengths, so that lines and columns end everywhere.
CLAUSES = (
    "{label}\tthat Resolution {number} (Rev. Dubai, 2018) of the Plenipotentiary Conference calls "
    "for the interconnection of tele\u00adcommu\u00adni\u00adca\u00adtion net\u00adworks "
    "in all developing countries;",
    "{label}\tResolution {number} (Rev. Hammamet, 2016) of the World Telecommunication "
    "Standardization Assembly (WTSA), on inter-Sector cooperation and the well-known "
    "respon\u00adsi\u00adbil\u00adi\u00adties of rap\u00adpor\u00adteurs, "
    "as well as Rec\u00adom\u00admen\u00adda\u00adtion ITU-T G.{number} "
    "in so far as it concerns radio\u00adcom\u00admu\u00adni\u00adca\u00adtion;",
    "{label}\tthat, pursuant to Resolution {number} (Rev. Buenos Aires, 2017) of the World "
    "Telecommunication Development Conference, the Directors are collaborating;",
    "{label}\tResolution ITU-R {number}-2 of the Radiocommunication Assembly;",
)
LINES = [
    each
    for at, verb in enumerate(VERBS * 4)
    for each in (
        (verb, ""),
        *(
            (
                CLAUSES[(at + by) % len(CLAUSES)].format(label="abc"[by] + ")", number=at + by + 2),
                f"See also Resolution {at + 20} (Rev. Geneva, 2022) of WTSA." if by == 1 else "",
            )
            for by in range(3)
        ),
    )
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def both(folder: Path) -> tuple[Document, Document]:
    """Return the example as a Word file with tracked changes, and as its PDF."""
    word = rebuilt(*example())
    pdf = printed(for_office(word), ".docx", folder)
    return read_bytes("a", word, ".docx"), read_bytes("a", pdf, ".pdf")


def labelled(document: Document) -> list[tuple[str, str]]:
    """Return the characters of a document that are no blanks, with what was done to them."""
    return [
        (char, run.mark)
        for run in document.runs
        for char in document.text[run.start : run.end]
        if not char.isspace()
    ]


def test_the_characters_of_a_redline_have_the_marks_of_the_word_file(
    both: tuple[Document, Document],
) -> None:
    word, pdf = (labelled(document) for document in both)
    texts = ["".join(char for char, _ in each) for each in (word, pdf)]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    right = sum(
        word[block.a + at][1] == pdf[block.b + at][1]
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    )
    print(f"{right} of {len(word)} characters: {right / len(word):.2%}")
    assert right >= 0.995 * len(word)
    assert pdf[0] == word[0]


def told(document: Document, registry: Registry) -> list[tuple[object, ...]]:
    """Return what a document cites, without where it stands."""

    def shown(citation: Citation) -> tuple[object, ...]:
        return (
            *(citation.state, citation.change, citation.target, citation.type, citation.number),
            *(citation.place, citation.year, citation.edition, citation.clause, citation.item),
            "".join(citation.surface.replace("\u2011", "-").split()),
        )

    return sorted(map(shown, redline(document, registry).citations), key=str)


def test_the_citations_of_both_states_are_those_of_the_word_file(
    both: tuple[Document, Document],
) -> None:
    registry = Registry.load()
    word, pdf = (told(document, registry) for document in both)
    assert pdf == word


@pytest.fixture(scope="module")
def columns(folder: Path) -> Document:
    """Return pages of two columns with hyphens, a header, page numbers and footnotes."""
    content = two_columns(TITLE, LINES, header=HEADER)
    return read_bytes("a", printed(content, ".fodt", folder), ".pdf")


def plain() -> Document:
    """Return the same as plain text, the notes behind the body."""
    lines = [TITLE, *(line for line, _ in LINES), *(note for _, note in LINES if note)]
    text = "".join(f"{line}\n" for line in lines).replace("\u00ad", "")
    notes = tuple((found.start(), found.end()) for found in re.finditer(r"See also .*", text))
    return replace(read_bytes("a", text.encode(), ".txt"), notes=notes)


def test_every_clause_of_two_columns_comes_whole(columns: Document) -> None:
    got = [" ".join(line.split()) for line in columns.text.splitlines()]
    assert got == [" ".join(line.split()) for line in plain().text.splitlines()]
    assert len(columns.notes) == sum(1 for _, note in LINES if note)
    assert [margin.text for margin in columns.margins] == [HEADER, "- 1 -"]
    assert columns.warnings == ()


def test_the_citations_of_two_columns_are_those_of_the_plain_text(columns: Document) -> None:
    registry = Registry.load()
    expected = told(plain(), registry)
    assert len(expected) > 90
    assert told(columns, registry) == expected


def test_each_citation_tells_its_page(columns: Document) -> None:
    found = redline(columns, Registry.load()).citations
    first_note = columns.notes[0][0]
    in_body = [c.page or 0 for c in found if c.start < first_note]
    in_notes = [c.page or 0 for c in found if c.start >= first_note]
    assert in_body == sorted(in_body)
    assert in_notes == sorted(in_notes)
    assert {*in_body, *in_notes} == {page for _, page in columns.pages}
    assert len(set(in_body)) > 3


RUSSIAN = (
    "отмечая Резолюцию 44 (Пересм. Хаммамет, 2016 г.) Всемирной ассамблеи по стандартизации "
    "электросвязи о преодолении разрыва в стандартизации между странами,"
)


def test_citations_in_another_script_are_found(folder: Path) -> None:
    content = printed(two_columns("44", [(RUSSIAN, "")], header="44"), ".fodt", folder)
    found = redline(read_bytes("a", content, ".pdf"), Registry.load()).citations
    assert [citation.target for citation in found] == ["wtsa/resolution/44/2016"]


def test_words_that_run_to_the_left_are_warned_of(folder: Path) -> None:
    line = "القرار 44 للجمعية العالمية"
    content = printed(two_columns("44", [(line, "")], header="44"), ".fodt", folder)
    document = read_bytes("a", content, ".pdf")
    assert f"{line}\n" in document.text
    assert document.warnings == (
        "holds words that run from right to left: letters of them may be misread",
    )

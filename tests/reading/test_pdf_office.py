"""PDFs that an office program made: a redline, and two columns with notes and hyphens."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from itugraph.citations.redline import redline
from itugraph.model import Citation, Document
from itugraph.reading import read_bytes
from itugraph.registry import Registry

from .office import SOFFICE, for_office, printed
from .rebuild import example, rebuilt

VERBS = ("recalling", "noting", "considering", "recognizing", "bearing in mind", "emphasizing")
# Sentences with a citation each, of all lengths, so that lines and columns end everywhere.
CLAUSES = (
    "{label}\tthat Resolution {number} (Rev. Dubai, 2018) of the Plenipotentiary Conference calls "
    "for the interconnection of telecommunication networks in all developing countries;",
    "{label}\tResolution {number} (Rev. Hammamet, 2016) of the World Telecommunication "
    "Standardization Assembly (WTSA), on inter-Sector cooperation and the well-known "
    "responsibilities of rapporteurs, as well as Recommendation ITU-T G.{number} in so far as "
    "it concerns radiocommunication;",
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

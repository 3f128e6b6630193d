"""Pages of a document go with its text: into one state of it, and into a part."""

from __future__ import annotations

from itugraph import Document, extract
from itugraph.citations.parts import parts
from itugraph.model import Run

from .support import registry

TITLE = "RESOLUTION 11 (REV. DUBAI, 2018)\nThe Plenipotentiary Conference (Dubai, 2018),\nnoting\n"
CITED = "Resolution 5 (Rev. Dubai, 2018) of the Plenipotentiary Conference;\n"


def test_a_citation_has_the_page_that_its_first_piece_stands_on() -> None:
    text = CITED * 3
    pages = ((0, 1), (len(CITED), 2), (2 * len(CITED) + 20, 3))
    found = extract(Document("a", "0" * 16, text, pages=pages), registry())
    assert [citation.page for citation in found] == [1, 2, 2]


def test_a_text_without_pages_tells_none() -> None:
    assert {c.page for c in extract(Document("a", "0" * 16, CITED), registry())} == {None}


def test_pages_stay_with_the_words_of_a_state() -> None:
    gone = "gone for good;\n"
    text = CITED + gone + CITED
    runs = (
        Run(0, len(CITED), "kept"),
        Run(len(CITED), len(CITED + gone), "deleted"),
        Run(len(CITED + gone), len(text), "kept"),
    )
    pages = ((0, 1), (len(CITED), 2), (len(CITED + gone), 3))
    found = extract(Document("a", "0" * 16, text, runs, pages=pages), registry())
    assert [citation.page for citation in found] == [1, 3]


def test_pages_go_with_a_part() -> None:
    one = TITLE + CITED
    text = f"{one}\f{one}"
    pages = ((0, 4), (len(TITLE), 5), (len(one) + 1 + len(TITLE), 6))
    document = Document("a", "0" * 16, text, pages=pages)
    assert [part.document.pages for part in parts(document, registry())] == [
        ((0, 4), (len(TITLE), 5)),
        ((0, 5), (len(TITLE), 6)),
    ]
    cited = [citation for citation in extract(document, registry()) if not citation.self_]
    assert [citation.page for citation in cited] == [5, 6]

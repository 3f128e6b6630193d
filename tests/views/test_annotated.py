"""The annotated text: every character of it once, notes at their places, nothing that runs."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from itugraph.model import Document, Mark, Run
from itugraph.views.annotated import Kind, Named, Note, annotated

from .support import Opener
from .test_browser import EVIL

KINDS: tuple[Kind, ...] = ("own", "kept", "added", "removed", "retargeted", "undecided", "error")
MARKS: tuple[Mark, ...] = ("kept", "deleted", "inserted", "passing", "unknown")
# What a page shows as it stands: without control characters and lone surrogates.
TEXTS = st.text(st.sampled_from("ab <&>\"'\nز议é\t"), min_size=1, max_size=40)


def shown(html: str) -> str:
    """Return the text that a page shows of the document, without the numbers of notes."""
    tree = lxml_html.fromstring(html.encode())
    return "\n".join(map(own_text, tree.xpath("//div[contains(@class,'line')]/p")))


def shown_before(tree: lxml_html.HtmlElement, at: str) -> str:
    """Return the text that stands before the number of a note."""
    lines = []
    for line in tree.xpath("//div[contains(@class,'line')]/p"):
        if not line.xpath(f".//sup[@id='{at}']"):
            lines.append(own_text(line))
            continue
        # The number stands directly in its line, behind what it is a note on.
        parts = [line.text or ""]
        for child in line:
            if child.get("id") == at:
                return "\n".join([*lines, "".join(parts)])
            parts += [own_text(child) if child.tag != "sup" else "", child.tail or ""]
    raise AssertionError(at)


def own_text(element: lxml_html.HtmlElement) -> str:
    """Return the text of an element without numbers of notes and pages."""
    inner = "descendant-or-self::text()[not(ancestor::sup)][not(ancestor::span[@class='page'])]"
    return "".join(element.xpath(inner))


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Note]]:
    """Return a text with runs that cover it, pages, and notes with pieces in it."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    cuts = sorted({0, len(text), *draw(st.lists(places, max_size=5))})
    runs = [
        Run(start, end, draw(st.sampled_from(MARKS))) for start, end in itertools.pairwise(cuts)
    ]
    notes = []
    for _ in range(draw(st.integers(0, 5))):
        ends = sorted(set(draw(st.lists(places, min_size=2, max_size=6))))
        pieces = tuple(zip(ends[::2], ends[1::2], strict=False))
        words = "".join(text[a:b] for a, b in pieces)
        notes.append(Note(draw(st.sampled_from(KINDS)), pieces, words))
    pages = tuple((place, n) for n, place in enumerate(sorted({0, draw(places)}), start=1))
    return Document("a.txt", "0" * 16, text, tuple(runs), pages=pages), notes


@settings(deadline=None)
@given(documents())
def test_each_character_is_shown_once_and_each_note_at_its_words(
    case: tuple[Document, list[Note]],
) -> None:
    document, notes = case
    html = annotated(document, notes, "title")
    text = document.text.removesuffix("\n")
    assert shown(html) == text
    tree = lxml_html.fromstring(html.encode())
    placed = sorted((n for n in notes if n.pieces), key=lambda n: (n.pieces[0], n.pieces, n.kind))
    for number, note in enumerate(placed, start=1):
        assert len(tree.xpath(f"//sup[@id='at-{number}']")) == 1
        [beside] = tree.xpath(f"//div[@id='note-{number}']")
        assert note.kind in beside.get("class").split()
        end = note.pieces[-1][1]
        before = shown_before(tree, f"at-{number}")
        assert before in (text[:end], text[: end - 1])  # a break at its end stands behind it


def test_a_stretch_tells_what_the_redline_and_the_notes_say_of_it() -> None:
    runs = (Run(0, 4, "kept"), Run(4, 6, "deleted"), Run(6, 8, "inserted"), Run(8, 9, "kept"))
    document = Document("a.txt", "0" * 16, "see 4445.", runs)
    html = annotated(document, [Note("retargeted", ((4, 8),), "4445")], "title")
    assert '<del class="retargeted">44</del>' in html
    assert re.search(r'<ins class="retargeted">45</ins><sup id="at-1">', html)


def test_states_addresses_and_reasons_stand_in_the_note() -> None:
    names = (
        Named("Resolution 1", "https://www.itu.int/x", "before"),
        Named("Resolution 2", None, "after"),
    )
    note = Note("retargeted", ((0, 3),), "abc", names, ("one reason", "another"))
    tree = lxml_html.fromstring(annotated(Document("a", "0" * 16, "abc"), [note], "t").encode())
    [beside] = tree.xpath("//div[@id='note-1']")
    words = " ".join(beside.text_content().split())
    assert words == "1 retargeted before Resolution 1 after Resolution 2 one reason another"
    assert beside.xpath(".//span/a/@href") == ["https://www.itu.int/x"]


def test_what_has_no_place_is_listed_at_the_end() -> None:
    html = annotated(
        Document("a", "0" * 16, "abc"), [Note("kept", (), "lost words", (Named("Res. 1"),))], "t"
    )
    assert "Without a place in this text" in html
    assert "lost words" in html
    assert 'id="at-1"' not in html


@pytest.mark.browser
def test_hostile_text_stays_text_and_nothing_is_asked_for(opener: Opener) -> None:
    text = "\n".join(EVIL)
    name = Named(EVIL[0], "https://www.itu.int/", EVIL[2])
    notes = [Note("kept", ((i, i + 9),), evil, (name,), (evil,)) for i, evil in enumerate(EVIL)]
    document = Document("a.txt", "0" * 16, text)
    watched = opener(annotated(document, notes, EVIL[0], EVIL), ready=False)
    assert watched.page.evaluate("window.__x") is None
    assert watched.page.title() == EVIL[0]
    assert len(watched.requests) == 1
    assert watched.console == []


@pytest.mark.browser
def test_a_number_leads_to_its_note_and_back_by_keyboard(opener: Opener) -> None:
    document = Document("a.txt", "0" * 16, "see Resolution 44.")
    note = Note("kept", ((4, 17),), "Resolution 44", (Named("WTSA Resolution 44"),))
    tab = opener(annotated(document, [note], "t"), ready=False).page
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#note-1")
    assert tab.locator(":target").inner_text().split()[0] == "1"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#at-1")

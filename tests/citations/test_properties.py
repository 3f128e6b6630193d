"""What holds for every text: offsets, identity under other characters, no crash on anything."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from itugraph import Citation, Document, extract
from itugraph.citations.records import jsonl
from itugraph.model import source_digest

from .support import citations, forms, joined, registry, table, windows

RANDOM = settings(max_examples=100, deadline=None)
FORMS = st.sampled_from(forms())
REDLINES = st.sampled_from(windows())
OUTLINES = st.sampled_from([case["text"] for case in table("clauses.toml")["text"]])
TEXTS = FORMS.map(lambda form: form.text) | REDLINES | OUTLINES
SPACES = ("\u00a0", "\u2002", "\u2009", "\u202f", "\u3000")
HYPHENS = ("\u2010", "\u2011", "\u2212")
ZERO_WIDTH = ("\u00ad", "\u200b", "\u2060", "\ufeff")

Identity = tuple[object, ...]


def document(text: str) -> Document:
    """Return a text as a document; a lone surrogate cannot come out of a file."""
    return Document("text.txt", source_digest(text.encode("utf-8", "surrogatepass")), text)


def identity(citation: Citation) -> Identity:
    """Return what a citation says of its meaning, not of its place."""
    return (
        citation.type,
        citation.body,
        citation.number,
        citation.revised,
        citation.place,
        citation.year,
        citation.conference,
        citation.target,
        citation.evidence,
        citation.rule,
        citation.state,
        citation.notes,
        citation.alternatives,
        citation.verb,
        citation.clause,
        citation.item,
        citation.self_,
    )


def plain(text: str) -> str:
    """Return a text with the characters that a typist would use."""
    text = re.sub(f"[{''.join(ZERO_WIDTH)}\r]", "", text)
    text = re.sub(f"[{''.join(SPACES)}]", " ", text)
    return re.sub(f"[{''.join(HYPHENS)}]", "-", text)


@st.composite
def reprinted(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a citing text and the same in other spaces, hyphens and line ends."""
    text = plain(draw(TEXTS))
    kinds = {" ": SPACES, "-": HYPHENS, "\n": ("\r\n",)}
    places = [at for at, char in enumerate(text) if char in kinds]
    chosen = draw(st.sets(st.sampled_from(places))) if places else set()
    chars = list(text)
    for at in sorted(chosen):
        chars[at] = draw(st.sampled_from(kinds[text[at]]))
    return text, "".join(chars)


@st.composite
def interspersed(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a citing text and the same with characters of no width inside."""
    text = plain(draw(TEXTS))
    chosen = draw(st.lists(st.integers(0, len(text)), max_size=8))
    other = text
    for at in sorted(chosen, reverse=True):
        other = other[:at] + draw(st.sampled_from(ZERO_WIDTH)) + other[at:]
    return text, other


def same_but_for_the_print(text: str, other: str) -> None:
    plainly, printed = extract(document(text), registry()), extract(document(other), registry())
    assert [identity(c) for c in printed] == [identity(c) for c in plainly]
    for citation, original in zip(printed, plainly, strict=True):
        assert joined(other, citation.pieces) == citation.surface
        assert plain(citation.surface) == original.surface
        # Before a citation stand the same words, however they are printed.
        assert plain(other[: citation.start]) == text[: original.start]


@RANDOM
@given(reprinted())
def test_spaces_hyphens_and_line_ends_change_no_meaning(texts: tuple[str, str]) -> None:
    same_but_for_the_print(*texts)


@RANDOM
@given(interspersed())
@example(("Resolution 44 (Rev. Dubai, 2012)", "Resolution 4\u00ad4 (Rev. Du\u200bbai, 2012)"))
def test_characters_of_no_width_change_no_meaning(texts: tuple[str, str]) -> None:
    same_but_for_the_print(*texts)


@RANDOM
@given(TEXTS, st.lists(st.sampled_from(["so", "be", "it", "then", "näher", "𝔻", "—"]), min_size=1))
def test_text_before_shifts_the_offsets_and_nothing_else(text: str, words: list[str]) -> None:
    head = " ".join(words) + "\n"
    plainly = citations(text)
    shifted = citations(head + text)
    assert [identity(c) for c in shifted] == [identity(c) for c in plainly]
    for moved, original in zip(shifted, plainly, strict=True):
        pieces = tuple((start + len(head), end + len(head)) for start, end in original.pieces)
        assert moved.pieces == pieces
        assert moved.surface == original.surface


@RANDOM
@given(TEXTS, st.sampled_from(["", "\n", "\nAll this took an hour.\n", " \n\n\t\n"]))
def test_text_behind_changes_nothing(text: str, tail: str) -> None:
    plainly = [identity(c) for c in citations(text)]
    assert [identity(c) for c in citations(text.rstrip("\n") + tail)] == plainly


def invariants(text: str, found: list[Citation]) -> None:
    """Assert what holds for the citations of any text."""
    assert [(c.start, c.state or "", c.number or "") for c in found] == sorted(
        (c.start, c.state or "", c.number or "") for c in found
    )
    assert len({c.id for c in found}) == len(found)
    assert len(jsonl(found).splitlines()) >= len(found)
    for citation in found:
        ends = [offset for piece in citation.pieces for offset in piece]
        assert ends == sorted(set(ends))
        assert ends[0] >= 0
        assert ends[-1] <= len(text)
        assert joined(text, citation.pieces) == citation.surface
        assert len(citation.quote) <= 400
        assert len(citation.alternatives) <= 8
        if not citation.ambiguous:
            assert citation.alternatives == ()
            assert None not in (citation.body, citation.number, citation.target, citation.rule)
        if citation.edition is not None:
            assert citation.instrument is not None
            assert citation.edition.startswith(citation.instrument + "/")


@RANDOM
@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    invariants(text, extract(document(text), registry()))


# Words and marks of citations in any order, and characters that a converter may leave.
TOKENS = st.sampled_from(
    [
        "Resolution", "Resolutions", "RESOLUTION", "resolution", "Res.", "Decision", "Decisions",
        "Recommendation", "Recommendations", "Opinion", "Report", "Question", "Questions",
        "Document", "Article", "Articles", "No.", "Nos.", "§", "§§", "paragraph", "Appendix",
        "Annex", "ANNEX", "Tunis Agenda", "Geneva Plan of Action", "ITU-R", "ITU-T", "ITU-D",
        "WTSA", "WTDC", "PP-18", "Council", "UNGA", "of WTSA", "of the Council", "CS", "RR",
        "of this conference", "of the Constitution", "of the Radio Regulations", "of PP-18",
        "the Plenipotentiary Conference", "44", "6-2", "6-12", "191", "70/125", "X.509", "5.441B",
        "84A", "1332", "A/RES/70/1", "PP-18/46", "27 c)", "and", "to", ",", ";", "(", ")", "-",
        "(Rev.", "(Rev. Dubai, 2012)", "(Rev. Hammamet, 2016)", "(Busan, 2014)",
        "(Rev. Dubai, 2014Buenos Aires, 2017)", "(Rev. Geneva, 200715)", "(Rev.WRC-15)", "(C12)",
        "(11/2009)", "(Dubai, 2018),", "Geneva", "2015", "200715", "noting", "resolves", "The",
        "a)\t", "1\t", "i)\t", "\n", "\r\n", " ", "\t", "____________________ 1 ", "]", "[2: 1 ",
        "[footnoteRef:2]", "\u00a0", "\u2011", "\u00ad", "\ufeff", "\u0301", "\u01e6", "٤٤", "ﬁ",
        "Ａ", "İ", "ß", "\U0001d7dc", "to instruct the Secretary-General", "resolves 2 of",
        "Annex 1 to", "the respective",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=25), st.sampled_from(["", " "]))
@example(["Resolution", "44", "(", "Rev.", "(", "("], "")
@example(["RESOLUTION", "44", "\n", "Resolution", "44"], " ")
@example(["Decision", "٤٤", "(Busan, 2014)"], " ")
def test_no_heap_of_words_is_too_strange(tokens: list[str], between: str) -> None:
    text = between.join(tokens)
    invariants(text, extract(document(text), registry()))


@RANDOM
@given(TEXTS, st.data())
def test_a_text_may_be_cut_anywhere(whole: str, data: Any) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    text = whole[start:end]
    invariants(text, extract(document(text), registry()))


def test_the_same_document_gives_the_same_citations_again() -> None:
    for form in forms()[::7]:
        first = extract(document(form.text), registry())
        assert extract(replace(document(form.text)), registry()) == first

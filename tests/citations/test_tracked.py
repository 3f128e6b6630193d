"""Redlines whose states are known: the citations of both, and what is done to each.

The redlines are in ../data/redlines.toml.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markup import of_parts, redlined

from itugraph import Citation, Document, extract
from itugraph.citations.changes import in_state
from itugraph.citations.redline import Redline, redline
from itugraph.model import Mark, Run
from itugraph.reading import OneState, state_text

from .support import forms, joined, registry, table
from .test_properties import invariants

CASES: list[dict[str, Any]] = table("redlines.toml")["redline"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
STATES: tuple[OneState, OneState] = ("before", "after")


def told(citations: list[Citation]) -> list[dict[str, str]]:
    """Return citations in the form in which the cases expect them."""
    targets = {c.id: c.target for c in citations}
    rows = []
    for c in citations:
        change = c.change if c.change != "kept" or c.state == "both" else f"kept-{c.state}"
        row = {"change": change, "surface": c.surface, "target": c.target}
        rows.append(row | ({"was": targets[c.replaces]} if c.replaces else {}))
    return sorted(rows, key=str)


@EACH
def test_each_citation_is_told_with_its_change(case: dict[str, Any]) -> None:
    assert told(extract(redlined(case["text"]), registry())) == sorted(case["cites"], key=str)


@EACH
def test_the_states_follow_from_the_changes(case: dict[str, Any]) -> None:
    states = {"removed": "before", "added": "after", "retargeted": "after"}
    found = extract(redlined(case["text"]), registry())
    assert {c.state for c in found if c.change in states} <= set(states.values())
    for citation in found:
        assert citation.state == states.get(citation.change or "", citation.state)
        assert (citation.replaces is None) == (citation.change != "retargeted")


@EACH
def test_a_redline_turned_round_undoes_itself(case: dict[str, Any]) -> None:
    """What was added is removed; what moved to an edition moves back to the one before."""
    document = redlined(case["text"])
    turned: dict[Mark, Mark] = {"deleted": "inserted", "inserted": "deleted"}
    back = replace(
        document,
        runs=tuple(replace(run, mark=turned.get(run.mark, run.mark)) for run in document.runs),
    )
    there, here = (extract(d, registry()) for d in (document, back))
    assert sorted(changes(here)) == sorted(
        (TURNED[change], after, before) for change, before, after in changes(there)
    )


TURNED = {"kept": "kept", "added": "removed", "removed": "added", "retargeted": "retargeted"}


def changes(citations: list[Citation]) -> list[tuple[str, str, str]]:
    """Return each change with what is cited before and after."""
    targets = {c.id: c.target or "" for c in citations}
    replaced = {c.replaces for c in citations}
    ends = {"kept": (1, 1), "added": (0, 1), "removed": (1, 0), "retargeted": (0, 1)}
    rows = []
    for c in citations:
        if c.id not in replaced and c.change is not None:
            was, is_ = ends[c.change]
            before = targets[c.replaces] if c.replaces else (c.target or "") * was
            rows.append((c.change, before, (c.target or "") * is_))
    return rows


# ------------------------------------------------------------------ what is told of a record


def test_each_state_reads_its_own_title_and_enacting_line() -> None:
    text = (
        "RESOLUTION 11 (REV. [-BUSAN, 2014-]{+DUBAI, 2018+})\nThe Plenipotentiary Conference "
        "([-Busan, 2014-]{+Dubai, 2018+}),\nnoting Resolution 21 of this conference,\n"
    )
    found = extract(redlined(text), registry())
    assert [(c.state, c.edition) for c in found if c.self_] == [
        ("after", "pp/resolution/11/2018"),
        ("before", "pp/resolution/11/2014"),
    ]


def test_a_citation_is_quoted_with_clause_and_item_of_its_state() -> None:
    text = (
        "[-noting-]{+recalling+}\n[-a)\tResolution 50 (Rev. Dubai, 2012) of WTSA;\nb)-]{+a)+}\t"
        "Resolution 52 (Rev. Dubai, 2012) of WTSA, on [-spam-]{+junk+};\n"
    )
    removed, kept = extract(redlined(text), registry())
    assert (removed.clause, removed.item, removed.verb) == ("noting", "a)", "noting")
    assert removed.quote == "a) Resolution 50 (Rev. Dubai, 2012) of WTSA;"
    assert (kept.state, kept.clause, kept.item) == ("both", "recalling", "a)")
    assert kept.quote == "a) Resolution 52 (Rev. Dubai, 2012) of WTSA, on junk;"


def test_nothing_is_undecided_because_of_the_redline() -> None:
    text = "noting Resolution 50 (Rev. [-Dubai, 2012-]{+Hammamet, 2016+}) of WTSA"
    tracked = extract(redlined(text), registry())
    [plain] = extract(Document("a.txt", "0" * 16, state_text_of(text, "after")), registry())
    assert not any(c.ambiguous for c in tracked)
    assert {c.confidence for c in tracked} == {plain.confidence}


def state_text_of(markup: str, state: OneState) -> str:
    document = redlined(markup)
    return state_text(document.text, document.runs, state).text


def test_what_is_undecided_in_itself_stays_so_in_its_state() -> None:
    case = table("forms.toml")["undecided"][0]
    both, added = extract(redlined(f"{case['text']} {{+{case['text']}+}}"), registry())
    assert both.ambiguous
    assert (both.state, both.change) == ("both", "kept")
    assert {reading.state for reading in both.alternatives} == {"both"}
    assert (added.state, added.change) == ("after", "added")
    assert {reading.state for reading in added.alternatives} == {"after"}


def test_a_slip_within_a_state_is_no_redline_within_it() -> None:
    slip = "Resolution 44 (Rev. Dubai, 2012Hammamet, 2016) of WTSA"
    text = f"noting [-this, -]{slip} and {slip}, also Resolution 50 (Rev. Dubai, 2012) of WTSA,\n"
    found = extract(redlined(text), registry())
    assert [(c.number, c.state) for c in found] == [("50", "both")]


def test_runs_that_do_not_tell_the_states_are_no_redline() -> None:
    text = "noting Resolution 50 (Rev. Dubai, 2012) of WTSA"
    for mark in ("kept", "unknown"):
        document = Document("a.docx", "0" * 16, text, (Run(0, len(text), mark),))
        [citation] = extract(document, registry())
        assert (citation.state, citation.change) == ("both", None)


# ------------------------------------------------------------------ footnotes


def with_note(markup: str) -> Document:
    """Return a redline whose footnote stands between two bars, which are left out."""
    document = redlined(markup.replace("|", "\u2016"))
    start, end = (i for i, char in enumerate(document.text) if char == "\u2016")
    return replace(document, notes=((start, end + 1),))


def test_what_a_footnote_cites_stands_in_the_footnote() -> None:
    document = with_note(
        "noting\na)\tResolution 50 (Rev. Dubai, 2012) of WTSA;|resolves Resolution "
        "52 (Rev. [-Dubai, 2012-]{+Hammamet, 2016+}) of WTSA|\nb)\tResolution 58 (Rev. Dubai, "
        "2012) of WTSA;\n"
    )
    rows = [(c.number, c.clause, c.verb, c.item) for c in extract(document, registry())]
    assert rows == [
        ("50", "noting", "noting", "a)"),
        ("52", "footnote", None, None),
        ("52", "footnote", None, None),
        ("58", "noting", "noting", "b)"),
    ]


def test_a_footnote_of_a_text_without_changes_is_told_too() -> None:
    document = with_note("noting\na)\tso;\n|1 Resolution 50 (Rev. Dubai, 2012) of WTSA.|")
    [citation] = extract(document, registry())
    assert (citation.state, citation.clause, citation.item) == ("both", "footnote", None)
    assert citation.quote.startswith("\u20161 Resolution 50")


def test_a_footnote_that_is_inserted_is_none_before() -> None:
    document = with_note("noting Resolution 50 (Rev. Dubai, 2012) of WTSA{+|new|+},\nresolves")
    [citation] = extract(document, registry())
    assert (citation.state, citation.clause) == ("both", "noting")


# ------------------------------------------------------------------ any redline

WORDS = st.sampled_from(
    [
        "Resolution ", "Resolutions ", "Decision ", "50", "52", "44", "6-", "1", "2", " and ", ", ",
        " (Rev. ", "Dubai, 2012", "Hammamet, 2016", "Busan, 2014", ")", " of WTSA", " of WTDC",
        "ITU-R ", "Article ", " of the Constitution", "noting\na)\t", "\nb)\t", ";\n", "recalling ",
        "RESOLUTION 11 (REV. DUBAI, 2018)\n", "The Plenipotentiary Conference (Dubai, 2018),\n",
        "of this conference", "resolves 2 of ", "20", "07", "15", "\u00a0", "\u00ad", "so ",
    ]
)  # fmt: skip
PHRASES = WORDS | st.sampled_from([form.text for form in forms()])
MARKS = st.sampled_from(["kept", "kept", "deleted", "inserted", "passing"])
REDLINES = st.lists(st.tuples(MARKS, PHRASES), min_size=1, max_size=14).map(of_parts)


def meaning(citation: Citation) -> tuple[object, ...]:
    """Return what a citation says, whatever its state and place."""
    readings = tuple(replace(reading, state=None) for reading in citation.alternatives)
    return (
        citation.surface,
        citation.type,
        citation.body,
        citation.number,
        citation.revised,
        citation.place,
        citation.year,
        citation.conference,
        citation.target,
        citation.evidence,
        citation.ambiguous,
        readings,
        citation.self_,
    )


def around(citation: Citation) -> tuple[object, ...]:
    """Return what the words around a citation say of it."""
    return (citation.clause, citation.verb, citation.item, citation.quote, citation.notes)


def alone(document: Document, state: OneState) -> Redline:
    """Return what the text of one state is taken for when it is read alone."""
    text = state_text(document.text, document.runs, state).text
    return redline(replace(document, text=text, runs=()), registry())


@settings(max_examples=150, deadline=None)
@given(REDLINES)
@example(redlined("Resolution [-44-]{+50+} (Rev. Dubai, 2012) of WTSA"))
@example(redlined("[-Resolution 6-1-]{+Resolution 6-2+}"))
def test_both_states_are_read_as_texts_of_their_own(document: Document) -> None:
    found = extract(document, registry())
    for state in STATES:
        plain = alone(document, state)
        if plain.kind != "none":
            continue  # random words may look as if two states ran together in them
        in_it = in_state(found, state)
        key = (lambda c: (*meaning(c), *around(c))) if state == "after" else meaning
        assert sorted(map(repr, map(key, in_it))) == sorted(map(repr, map(key, plain.citations)))


@settings(max_examples=100, deadline=None)
@given(REDLINES)
def test_what_holds_for_every_text_holds_for_redlines(document: Document) -> None:
    found = extract(document, registry())
    invariants(document.text, found)
    by_id = {c.id: c for c in found}
    replaced = [by_id[c.replaces] for c in found if c.replaces]
    assert len({c.id for c in replaced}) == len(replaced)
    assert all((c.change, c.state) == ("removed", "before") for c in replaced)
    for citation in found:
        assert joined(document.text, citation.pieces) == citation.surface
        assert citation.state is not None
        if not citation.ambiguous and any(run.mark != "kept" for run in document.runs):
            assert citation.change is not None
        ends = [offset for piece in citation.pieces for offset in piece]
        assert len(set(ends)) == len(ends)  # pieces do not touch


@settings(max_examples=60, deadline=None)
@given(REDLINES)
def test_a_redline_that_changes_nothing_keeps_everything(document: Document) -> None:
    runs = tuple(replace(run, mark="kept") for run in document.runs)
    still = replace(document, runs=runs)
    passing = Run(len(document.text), len(document.text) + 1, "passing")
    touched = replace(document, text=document.text + "x", runs=(*runs, passing))
    if redline(still, registry()).kind != "none":
        return
    kept = extract(touched, registry())
    assert all((c.state, c.change) == ("both", "kept") for c in kept)
    assert [meaning(c) for c in kept] == [meaning(c) for c in extract(still, registry())]

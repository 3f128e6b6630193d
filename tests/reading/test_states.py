"""The states of a redline, the way back, and the redline as one reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import of_parts, redlined

from itugraph.model import Document, Run
from itugraph.reading import OneState, is_redline, marked_up, normalise, state_text

MARKS = st.sampled_from(["kept", "deleted", "inserted", "passing"])
PARTS = st.lists(st.tuples(MARKS, st.text("ab \n\u00ad", min_size=1, max_size=4)), max_size=8)
STATES: tuple[OneState, OneState] = ("before", "after")
ANY = settings(max_examples=150, deadline=None)


@ANY
@given(PARTS.map(of_parts))
def test_a_state_s_places_lead_there_and_back(document: Document) -> None:
    for state in STATES:
        text = state_text(document.text, document.runs, state)
        for position, char in enumerate(text.text):
            [(start, end)] = text.pieces(position, position + 1)
            assert document.text[start:end] == char
            assert text.place(start) == position
        assert text.place(len(document.text)) == len(text.text)


@ANY
@given(PARTS.map(of_parts))
def test_places_of_a_state_never_go_back(document: Document) -> None:
    for state in STATES:
        text = state_text(document.text, document.runs, state)
        places = [text.place(position) for position in range(len(document.text) + 1)]
        assert places == sorted(places)


@ANY
@given(PARTS.map(of_parts))
def test_marks_that_are_printed_read_back_as_the_same_states(document: Document) -> None:
    printed = marked_up(document.text, document.runs, 0, len(document.text))
    read = redlined(printed)
    for state in STATES:
        wanted = state_text(document.text, document.runs, state).text
        assert state_text(read.text, read.runs, state).text == wanted


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (0, 6, "a[-b-]{+c+}de"),
        (0, 2, "a[-b-]"),
        (1, 2, "[-b-]"),
        (2, 4, "{+c+}d"),
        (3, 5, "d"),
        (3, 3, ""),
    ],
)
def test_a_stretch_is_printed_with_its_marks_closed(start: int, end: int, printed: str) -> None:
    document = redlined("a[-b-]{+c+}d<~x~>e")
    assert marked_up(document.text, document.runs, start, end) == printed


def test_runs_of_one_mark_are_printed_as_one() -> None:
    runs = (Run(0, 1, "deleted", "A"), Run(1, 2, "deleted", "B"), Run(2, 3, "inserted"))
    assert marked_up("abc", runs, 0, 3) == "[-ab-]{+c+}"


def test_what_no_run_covers_is_printed_as_it_stands() -> None:
    runs = (Run(2, 3, "deleted"), Run(5, 6, "inserted"), Run(6, 7, "unknown"))
    assert marked_up("abcdefgh", runs, 0, 8) == "ab[-c-]de{+f+}gh"
    assert marked_up("abc", (), 1, 3) == "bc"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], False),
        (["kept"], False),
        (["kept", "deleted"], True),
        (["passing"], True),
        (["deleted", "unknown"], False),
    ],
)
def test_a_redline_has_changes_and_tells_its_states(marks: list[str], expected: bool) -> None:
    assert is_redline(Run(0, 1, mark) for mark in marks) == expected  # type: ignore[arg-type]


@ANY
@given(st.text("a\u00adé\u0301\ufb01[ ]: ", max_size=20))
def test_a_normal_form_s_places_lead_there_and_back(text: str) -> None:
    normal = normalise(text)
    for position in range(len(normal.text)):
        start, end = normal.source(position, position + 1)
        assert normal.place(start) <= position <= normal.place(end)
    places = [normal.place(position) for position in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(normal.text)

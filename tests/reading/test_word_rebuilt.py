"""The example as the Word file that it once was: both states, to the character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.model import Document
from itugraph.reading import OneState, read_bytes, state_text

from .rebuild import Op, example, rebuilt, text_of

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "redline"
STATES: list[tuple[OneState, str]] = [("before", "delete"), ("after", "insert")]


@pytest.fixture(scope="module")
def document() -> Document:
    """Return the example, rebuilt with tracked changes."""
    return read_bytes("draft.docx", rebuilt(*example()))


def test_the_example_is_read_with_deleted_and_inserted_characters_both(document: Document) -> None:
    text, ops = example()
    assert document.text == text + "\n"
    marks = {"keep": "kept", "delete": "deleted", "insert": "inserted"}
    stated = [(start, end, marks[op]) for op, start, end in ops]
    stated[-1] = (*stated[-1][:1], len(text) + 1, "kept")
    assert [(run.start, run.end, run.mark) for run in document.runs] == stated
    hands = {(run.author, run.date) for run in document.runs if run.mark != "kept"}
    assert hands == {("A. Delegate", "2018-10-29T10:00:00Z")}


@pytest.mark.parametrize(("state", "kind"), STATES)
def test_both_states_of_the_example_are_exact(
    state: OneState, kind: str, document: Document
) -> None:
    assert state_text(document.text, document.runs, state).text == text_of(*example(), kind) + "\n"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the two states are not at hand")
@pytest.mark.parametrize("state", [state for state, _ in STATES])
def test_both_states_are_those_told_by_hand(state: OneState, document: Document) -> None:
    told = (SHARED / f"{state}.txt").read_text(encoding="utf-8")
    assert state_text(document.text, document.runs, state).text.strip() == told.strip()


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["keep", "delete", "insert"]),
        st.text("ab 1)\t\n(é", min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(PIECES)
def test_any_redline_comes_back_as_it_was_written(pieces: list[tuple[str, str]]) -> None:
    ops: list[Op] = []
    text = "."
    for kind, part in [*pieces, ("keep", "end")]:
        ops.append((kind, len(text), len(text) + len(part)))
        text += part
    ops.insert(0, ("keep", 0, 1))
    document = read_bytes("a.docx", rebuilt(text, ops))
    assert document.text == text + "\n"
    if any(kind != "keep" for kind, _, _ in ops):
        for state, kind in STATES:
            got = state_text(document.text, document.runs, state).text
            assert got == text_of(text, ops, kind) + "\n"
    else:
        assert document.runs == ()

"""Both states of Word files, as pandoc reads them too."""

from __future__ import annotations

import pytest

from itugraph.reading import OneState, read_bytes, state_text

from .word_samples import SAMPLES

CHANGES: dict[OneState, str] = {"before": "reject", "after": "accept"}


def words(lines: list[str]) -> list[str]:
    """Return lines with single spaces, without empty ones."""
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.mark.parametrize("state", CHANGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_both_states_are_those_that_pandoc_reads(name: str, state: OneState) -> None:
    pytest.importorskip("pypandoc", reason="pandoc is an oracle of the tests only")
    from .pandoc import lines

    document = read_bytes(f"{name}.docx", SAMPLES[name])
    in_state = state_text(document.text, document.runs, state)
    body, notes = lines(SAMPLES[name], CHANGES[state])
    assert words(in_state.text.split("\n")) == words(body) + words(notes)
    starts = [start for start, _ in document.notes]
    told = [document.text[start:end] for start, end in document.notes]
    assert starts == sorted(starts)
    assert all("\n" not in note for note in told)
    assert len(told) >= len(notes)


@pytest.mark.parametrize("name", SAMPLES)
def test_runs_cover_the_text_without_a_gap_and_join_their_like(name: str) -> None:
    document = read_bytes(f"{name}.docx", SAMPLES[name])
    assert document.runs[0].start == 0
    assert document.runs[-1].end == len(document.text)
    for one, other in zip(document.runs, document.runs[1:], strict=False):
        assert one.start < one.end == other.start
        assert (one.mark, one.author, one.date) != (other.mark, other.author, other.date)
    assert document.warnings == ()

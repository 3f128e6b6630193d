"""What one state of a text can print in a window; the cases are in ../../data/tapes.toml."""

from __future__ import annotations

from typing import Any

import pytest

from tests.citations.support import table

from .support import members, printings, tape

CASES = table("tapes.toml")


@pytest.mark.parametrize("case", CASES["prints"], ids=lambda case: case["text"] or "nothing")
def test_a_state_prints_a_citation_or_a_list_of_them(case: dict[str, Any]) -> None:
    found = printings(tape("WTSA"), case["text"])
    best = min(found, key=lambda parse: found[parse])
    assert members(best) == case["members"]
    assert best.many == case["text"].startswith("Resolutions")


@pytest.mark.parametrize("case", CASES["refuses"], ids=lambda case: case["text"])
def test_what_no_state_can_print_is_refused(case: dict[str, Any]) -> None:
    assert printings(tape("WTSA"), case["text"]) == {}


@pytest.mark.parametrize("case", CASES["dearer"], ids=lambda case: case["dear"])
def test_what_is_odd_about_a_mark_costs(case: dict[str, Any]) -> None:
    automaton = tape("WTSA")
    cheap, dear = (min(printings(automaton, case[key]).values()) for key in ("cheap", "dear"))
    assert dear > cheap


def test_a_tag_and_a_sector_are_printed() -> None:
    [tagged] = printings(tape("WRC"), "Resolution 49 (Rev.WRC-15)")
    assert tagged.members[0].mark
    assert tagged.members[0].mark.tag == "wrc-15"
    [sector] = printings(tape("RA"), "Resolution ITU-R 6-2 (Rev. Geneva, 2015)")
    assert (sector.sector, members(sector)) == ("R", ["6-2 (Rev. geneva 2015)"])


def test_a_digit_of_a_number_within_a_bracket_costs_more() -> None:
    """Where a deleted mark stands amid an inserted number."""
    automaton = tape("WTSA")
    state = {0}
    for char in "Resolution ":
        state = {to for s in state for to, _ in automaton.steps(char)[s]}
    [start] = state
    [(_, outside)] = automaton.steps("4")[start]
    [(_, within)] = automaton.steps("4", bracketed=True)[start]
    assert within > outside

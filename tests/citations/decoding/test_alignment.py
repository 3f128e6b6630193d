"""Two tapes over one window: the true pair is found, and every reading prints what it says."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.citations.decoding.alignment import Alignment, align
from itugraph.citations.decoding.tape import EMPTY, Tape
from tests.citations.support import registry

from .support import members, printings, tape

PLACES = sorted(
    {
        (conference.places["en"], conference.year)
        for conference in registry().conferences.values()
        if conference.body == "WTSA" and conference.year >= 2000 and "en" in conference.places
    },
    key=lambda met: met[1],
)
NUMBERS = sorted(
    {
        int(path.rpartition("/")[2])
        for path in registry().histories
        if path.startswith("wtsa/resolution/")
    }
)


@cache
def automaton() -> Tape:
    return tape("WTSA")


def printed(number: int, met: tuple[str, int], *, revised: bool) -> str:
    return f"Resolution {number} ({'Rev. ' if revised else ''}{met[0]}, {met[1]})"


@st.composite
def interleavings(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw two citations and a text in which both run together, cut at places drawn at random."""
    old, new = sorted(
        draw(st.lists(st.sampled_from(range(len(PLACES))), min_size=2, max_size=2, unique=True))
    )
    number = draw(st.sampled_from(NUMBERS))
    other = draw(st.sampled_from([number, number, number, draw(st.sampled_from(NUMBERS))]))
    before = printed(number, PLACES[old], revised=draw(st.booleans()))
    after = printed(other, PLACES[new], revised=True)
    # Who replaces a citation by another replaces words: letters are mended within one text.
    grains = ["whole", "words", "letters"] if number == other else ["whole", "words"]
    grain = draw(st.sampled_from(grains))
    return before, after, run_together(before, after, grain)


def run_together(before: str, after: str, grain: str) -> str:
    """Return a text from which both can be read: what begins and ends alike stands once."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    if grain == "whole":
        head, tail = len("Resolution "), 1
    elif grain == "words":
        while head and (before[head - 1].isalnum() or after[head - 1].isalnum()):
            head -= 1
        while tail and before[len(before) - tail].isalnum():
            tail -= 1
    ends = len(before) - tail, len(after) - tail
    return before[: ends[0]] + after[head : ends[1]] + before[ends[0] :]


def read(text: str, alignment: Alignment, gone: str) -> str:
    return "".join(char for char, op in zip(text, alignment.ops, strict=True) if op != gone)


@settings(max_examples=60, deadline=None)
@given(interleavings())
def test_the_true_pair_is_among_the_readings(drawn: tuple[str, str, str]) -> None:
    before, after, text = drawn
    [true_before], [true_after] = (printings(automaton(), words) for words in (before, after))
    found = align(text, automaton())
    assert (true_before, true_after) in {(one.before, one.after) for one in found}


@settings(max_examples=60, deadline=None)
@given(interleavings())
def test_every_reading_prints_what_it_says(drawn: tuple[str, str, str]) -> None:
    text = drawn[2]
    for one in align(text, automaton()):
        for parse, gone in ((one.before, "i"), (one.after, "d")):
            words = read(text, one, gone)
            assert parse in printings(automaton(), words) if words else parse == EMPTY
        assert len(one.ops) == len(text)


@settings(max_examples=30, deadline=None)
@given(interleavings())
def test_readings_stand_once_the_cheapest_first(drawn: tuple[str, str, str]) -> None:
    found = align(drawn[2], automaton())
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    assert len({(one.before, one.after) for one in found}) == len(found)


def test_a_clean_window_may_be_kept_deleted_or_inserted() -> None:
    found = align("Resolution 44 (Rev. Dubai, 2012)", automaton())
    ways = {one.ops for one in found}
    assert found[0].ops == "k" * 32
    assert {"k" * 32, "d" * 32, "i" * 32} <= ways


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Resolution 44 (Rev. Dubai, 2012Hammamet, 2016)", "Resolution 44 (Rev. [Dubai, 2012]{Hammamet, 2016})"),  # noqa: E501
        ("Resolution 44 (Rev. Hammamet, 2016Dubai, 2012)", "Resolution 44 (Rev. [Hammamet, 2016]{Dubai, 2012})"),  # noqa: E501
        ("Resolutions 64 and 65 (Rev. Dubai, 2012Hammamet, 2016)", "Resolutions 64 and 65 (Rev. [Dubai, 2012]{Hammamet, 2016})"),  # noqa: E501
        ("Resolution 5964 (Rev. Dubai, 2012)", "Resolution [59]{64} (Rev. Dubai, 2012)"),
    ],
)  # fmt: skip
def test_of_ways_that_cost_the_same_most_is_kept(text: str, marked: str) -> None:
    """Before is "59 (Rev. Dubai", never "59 (RevDubai": what stands in both is kept."""
    shown = {bracketed(text, one.ops) for one in align(text, automaton())}
    assert marked in shown


def bracketed(text: str, ops: str) -> str:
    out, last = "", "k"
    ends = {"k": ("", ""), "d": ("[", "]"), "i": ("{", "}")}
    for char, op in zip(text, ops, strict=True):
        if op != last:
            out += ends[last][1] + ends[op][0]
        out, last = out + char, op
    return out + ends[last][1]


def test_the_blank_that_two_states_share_is_the_first_that_can_be() -> None:
    text = "Resolutions 44 and 45 (Rev. Dubai, 201218 (Rev. Hammamet, 2016)"
    [one] = [
        a
        for a in align(text, automaton())
        if members(a.before) == ["44", "45 (Rev. dubai 2012)"]
        and members(a.after) == ["18 (Rev. hammamet 2016)"]
        and not a.after.many
    ]
    assert bracketed(text, one.ops) == (
        "Resolution[s] [44 and 45 (Rev. Dubai, 2012]{18 (Rev. Hammamet, 2016})"
    )


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("9-54 (Rev. Geneva, 20152)", "9-4 (Rev. geneva 2012)", "9-5 (Rev. geneva 2015)"),
        ("4-76 (Rev. Geneva, 20152)", "4-6 (Rev. geneva 2012)", "4-7 (Rev. geneva 2015)"),
        ("5-87 (Rev. Dubai, 2023Geneva, 2015)", "5-7 (Rev. geneva 2015)", "5-8 (Rev. dubai 2023)"),
        ("652 (Geneva, 200315)", "52 (geneva 2003)", "65 (geneva 2015)"),
    ],
)  # fmt: skip
def test_cheap_beginnings_do_not_crowd_out_what_is_cheap_in_the_end(
    text: str, before: str, after: str
) -> None:
    found = align(f"Resolution ITU-R {text}", tape("RA"))
    assert ([before], [after]) in [(members(one.before), members(one.after)) for one in found]


def test_a_known_base_leaves_no_choice_of_what_is_inserted() -> None:
    text = "Resolution 44 (Rev. Dubai, 2012Hammamet, 2016)"
    mask = "".join(
        "0" if "Hammamet" in text[: i + 8] and i < len(text) - 1 and i >= 31 else "1"
        for i in range(len(text))
    )
    for one in align(text, automaton(), base=mask):
        assert {op for op, known in zip(one.ops, mask, strict=True) if known == "0"} <= {"i"}
        assert {op for op, known in zip(one.ops, mask, strict=True) if known == "1"} <= {"k", "d"}
        assert members(one.before) == ["44 (Rev. dubai 2012)"]


def test_many_states_are_no_reason_to_depend_on_chance() -> None:
    text = "Resolutions 44 and 45 (Rev. Dubai, 201218 (Rev. Hammamet, 2016)"
    first, second = (align(text, tape("WTSA")) for _ in range(2))
    assert first == second
    random.seed(7)
    assert align(text, tape("WTSA")) == first

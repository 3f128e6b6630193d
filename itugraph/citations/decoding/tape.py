"""One tape: what a single state of the text can print in a window, as numbered states.

States of the automaton are numbered as they are met, so that two ways to the same state are one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from itugraph.citations.decoding.automaton import Automaton, Printed, State
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.words import Words

K = TypeVar("K")
V = TypeVar("V")


class Parse(NamedTuple):
    """What a tape has printed when it ends: nothing, or a list of numbers with marks."""

    many: bool
    sector: str
    members: tuple[Printed, ...]


class _Row(NamedTuple):
    """What a tape has printed of a list: the Sector's tag and the numbers."""

    sector: str
    numbers: tuple[str, ...]


_START = State("start")
EMPTY = Parse(False, "", ())
Step = tuple[tuple[int, float], ...]
Fit = Callable[[Printed], tuple[float, float]]


class Filled(dict[K, V]):
    """A table whose rows are made when they are first looked up."""

    def __init__(self, make: Callable[[K], V]) -> None:
        """Make an empty table."""
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        """Make a row."""
        made = self[key] = self._make(key)
        return made


class Tape:
    """The automaton, with the states met so far; one for a document and type."""

    def __init__(self, words: Words, costs: Costs, fit: Fit | None = None) -> None:
        """Make an automaton of words.

        Args:
            fit: what a number with its mark will cost in the states before and after; for
                pruning, where the facts are known.
        """
        self.words = words
        self.costs = costs
        self._fit = fit
        self._automaton = Automaton(words, costs)
        self._states: list[State] = [_START]
        self._numbers: dict[State, int] = {_START: 0}
        self._steps: dict[tuple[str, bool], Filled[int, Step]] = {}
        self._doubts: list[tuple[float, float]] = [(0.0, 0.0)]
        self._fits: dict[Printed, tuple[float, float]] = {}
        # By state: where it stands in the grammar, and which row of numbers it has printed.
        self.kinds: list[int] = [0]
        self.rows: list[int] = [0]
        self.in_number: list[bool] = [False]
        self._kinds: dict[tuple[str, bool, int], int] = {("start", False, 0): 0}
        self._rows: list[_Row] = [_Row("", ())]
        self._row_numbers: dict[_Row, int] = {self._rows[0]: 0}
        # How two rows of numbers differ, as a kind, and the least that this will cost.
        self.apart: Mapping[tuple[int, int], tuple[int, float]] = Filled(self._differ)

    def steps(self, char: str, *, bracketed: bool = False) -> Mapping[int, Step]:
        """What leads from each state over a character: the states, each with its cost.

        Args:
            bracketed: whether the character stands within a bracket of the window.
        """
        key = (char, bracketed)
        if key not in self._steps:
            self._steps[key] = Filled(partial(self._over, char, bracketed))
        return self._steps[key]

    def _over(self, char: str, bracketed: bool, state: int) -> Step:
        extra = self.costs.number_in_mark if bracketed and char.isdecimal() else 0.0
        return tuple(
            (self._number(s), cost + (extra if s.phase == "number" else 0.0))
            for s, cost in self._automaton.next(self._states[state], char)
        )

    def _differ(self, rows: tuple[int, int]) -> tuple[int, float]:
        return _apart(self._rows[rows[0]], self._rows[rows[1]], self.costs)

    def doubts(self) -> Sequence[tuple[float, float]]:
        """What each state's numbers will cost in the states before and after; for pruning."""
        return self._doubts

    def parse(self, state: int) -> Parse | None:
        """What has been printed if the text ends here; None where it cannot end."""
        at = self._states[state]
        if at.phase == "start":
            return EMPTY
        if at.phase == "after":
            return Parse(at.many, at.sector, at.members)
        if at.phase == "number" and not at.buffer.endswith(("-", "/")):
            return Parse(at.many, at.sector, (*at.members, Printed(at.buffer, None)))
        return None

    def _number(self, state: State) -> int:
        found = self._numbers.get(state)
        if found is None:
            found = self._numbers[state] = len(self._states)
            self._states.append(state)
            kind = (state.phase, state.revised, len(state.members))
            self.kinds.append(self._kinds.setdefault(kind, len(self._kinds)))
            self.in_number.append(state.phase == "number")
            row = _Row(state.sector, tuple(member.number for member in state.members))
            if row not in self._row_numbers:
                self._row_numbers[row] = len(self._rows)
                self._rows.append(row)
            self.rows.append(self._row_numbers[row])
            doubts = [self._doubt(member) for member in state.members]
            self._doubts.append((sum(d[0] for d in doubts), sum(d[1] for d in doubts)))
        return found

    def _doubt(self, member: Printed) -> tuple[float, float]:
        known = self._fits.get(member)
        if known is None:
            if member.mark is not None and self._fit is not None:
                known = self._fit(member)
            else:
                plain, dash, _ = member.number.partition("-")
                known_plain = plain in self.words.numbers
                unfit = dash and known_plain and member.number not in self.words.numbers
                # What is odd about a number that stands on both tapes is odd once.
                half = self.costs.odd_number * odd(plain, self.words.highest) / 2
                known = (half + self.costs.wrong_suffix / 2 if unfit else half,) * 2
            self._fits[member] = known
        return known


def _apart(before: _Row, after: _Row, costs: Costs) -> tuple[int, float]:
    pairs = [
        (old.partition("-"), new.partition("-"))
        for old, new in zip(before.numbers, after.numbers, strict=False)
    ]
    numbers = sum(old[0] != new[0] for old, new in pairs)
    suffixes = sum(old != new for old, new in pairs)
    least = _least(before.numbers, after.numbers, costs) if numbers else 0.0
    if any(old[0] == new[0] and _fewer(old[2], new[2]) for old, new in pairs):
        least += costs.backward
    tagged = before.sector != after.sector
    if tagged and before.numbers and after.numbers:
        least += costs.sector_changes
    return 100 * tagged + 10 * numbers + suffixes, least


def _least(before: tuple[str, ...], after: tuple[str, ...], costs: Costs) -> float:
    """The least that it costs when other numbers stand in the places of some."""
    if len(before) != len(after) and set(after) < set(before):
        return costs.list_shrinks
    return min(costs.renumbered, costs.list_to_one)


def _fewer(before: str, after: str) -> bool:
    """Whether a revision suffix goes down."""
    return after.isdecimal() and before.isdecimal() and int(after) < int(before)


def odd(number: str, highest: int) -> int:
    """How far beyond what its body has used a number is: 0, 1, or 2 for another order.

    Args:
        number: without a suffix; highest: the highest known, 0 where none bounds it.

    >>> odd("57", 99), odd("180", 99), odd("4518", 99), odd("07", 99)
    (0, 1, 2, 2)
    """
    if number.startswith("0"):
        return 2
    if not highest or not number.isdecimal():
        return 0
    if int(number) > 4 * highest + 20:
        return 2
    return int(int(number) > 1.3 * highest + 10)

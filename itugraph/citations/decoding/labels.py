"""The labels and ends of items of a flattened redline: in both states they must run on.

A label that stands in one state only tells of an item inserted or deleted as a whole; two
letters in one label ("dc)") tell that items before it came or went, and so do two signs at
the end of an item (";,"): the last item of a state ends otherwise than those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp
from types import MappingProxyType

from itugraph.citations.clauses import Clauses
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.habits import Habit

_ZONE = re.compile(
    r"[ \t]*(?P<letters>(?:[a-z]{1,3}\)[\t ]*){1,2})(?=\S|$)"
    r"|[ \t]*(?P<digits>\d{1,4})(?:\t| {2,})(?:(?P<second>\d{1,2})(?:\t| {2,}))?"
)
_SIGNS = re.compile(r"([;,.]{1,2})[\s\d*\]]*$")
_MOST = 60
"""How many states of a section are kept at a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section.

    Attributes:
        start: in the normal form; zone: its label, None without one.
        signs: what its end may be in each state: pairs of one sign or "" where none is told.
    """

    start: int
    zone: re.Match[str] | None
    signs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read a line: its label and its end in each state, None where it is not in."""

    before: int | None
    after: int | None
    ends: tuple[str, str]
    cost: float


@dataclass(frozen=True, slots=True)
class _State:
    """Which labels are due next, and how the last items of each state ended."""

    due: tuple[int, int] = (1, 1)
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of one labelled line.

    Attributes:
        start: of the line in the normal form.
        kept, deleted, inserted: probabilities that its label stands in both states, before, after.
        before, after: the label in each state, None where it is not in or not sure.
    """

    start: int
    kept: float
    deleted: float
    inserted: float
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Labels:
    """The labelled lines of a text, by where they start."""

    items: Mapping[int, Item]

    def at(self, line_start: int) -> Item | None:
        """The item that a line opens, None where it has no label."""
        return self.items.get(line_start)

    def before(self, line_start: int) -> Item | None:
        """The labelled line before one that starts here, None where it is the first."""
        starts = [start for start in self.items if start < line_start]
        return self.items[max(starts)] if starts else None


def labels(text: str, clauses: Clauses, costs: Costs, habit: Habit) -> Labels:
    """Read the labels of all sections of a text in normal form."""
    items: dict[int, Item] = {}
    for section in _sections(text, clauses):
        items.update((item.start, item) for item in _read(section, costs, habit))
    return Labels(MappingProxyType(items))


def _sections(text: str, clauses: Clauses) -> Iterator[list[Line]]:
    """The labelled lines under each opener."""
    lines: list[Line] = []
    opener: str | None = None
    kind = ""
    for clause in clauses.clauses:
        if clause.opener in ("title", "footnote"):
            continue
        opens = clause.item is None and clause.opener != opener
        if clause.start and text[clause.start - 1] != "\n":
            continue
        match = _ZONE.match(text, clause.start, clause.end)
        found = "" if match is None else "letters" if match["letters"] else "digits"
        if opens or (lines and found and found != kind and clause.opener != opener):
            if lines:
                yield lines
            lines, opener, kind = [], clause.opener, ""
        if match is not None and (not kind or found == kind):
            kind = found
            stop = text.find("\n", clause.start)
            line = text[clause.start : stop if stop >= 0 else len(text)]
            lines.append(Line(clause.start, match, _ends(line)))
    if lines:
        yield lines


def _ends(line: str) -> tuple[tuple[str, str], ...]:
    """What the end of a line may be in the states before and after."""
    found = _SIGNS.search(line)
    if found is None:
        return (("", ""),)
    signs = found[1]
    if len(signs) == 1:
        return ((signs, signs),)
    if signs[0] == signs[1]:
        return ((signs[0], signs[0]),)
    return ((signs[0], signs[1]), (signs[1], signs[0]))


def _read(section: list[Line], costs: Costs, habit: Habit) -> Iterator[Item]:
    """Forward and backward over the lines of a section."""
    ways = [tuple(_ways(line, costs, habit)) for line in section]
    forward: list[dict[_State, float]] = [{_State(): 1.0}]
    for options in ways:
        forward.append(_scaled(_forward(forward[-1], options, costs)))
    backward = [{state: exp(-_left_open(state, costs)) for state in forward[-1]}]
    for options, states in zip(reversed(ways), reversed(forward[:-1]), strict=True):
        backward.append(_scaled(_backward(states, options, backward[-1], costs)))
    backward.reverse()
    for index, line in enumerate(section):
        shares = [0.0] * len(ways[index])
        for state, mass in forward[index].items():
            for number, way in enumerate(ways[index]):
                following, cost = _follow(state, way, costs)
                shares[number] += mass * exp(-cost) * backward[index + 1].get(following, 0.0)
        total = sum(shares) or 1.0
        yield _item(line, ways[index], [share / total for share in shares])


def _item(line: Line, ways: tuple[_Way, ...], shares: list[float]) -> Item:
    def mass(before: bool, after: bool) -> float:
        return sum(
            share
            for way, share in zip(ways, shares, strict=True)
            if (way.before is not None) == before and (way.after is not None) == after
        )

    # One label in two ways to end is one label.
    sure: dict[tuple[int | None, int | None], float] = {}
    for way, share in zip(ways, shares, strict=True):
        sure[way.before, way.after] = sure.get((way.before, way.after), 0.0) + share
    (before, after), best = max(sure.items(), key=lambda pair: pair[1])
    lettered = line.zone is not None and line.zone["letters"] is not None
    return Item(
        line.start,
        mass(True, True),
        mass(True, False),
        mass(False, True),
        _printed(before, lettered) if best >= 0.5 else None,
        _printed(after, lettered) if best >= 0.5 else None,
    )


def _printed(place: int | None, lettered: bool) -> str | None:
    if place is None:
        return None
    return f"{chr(96 + place)})" if lettered else f"{place}"


def _forward(
    states: Mapping[_State, float], options: Iterable[_Way], costs: Costs
) -> dict[_State, float]:
    new: dict[_State, float] = {}
    for state, mass in states.items():
        for way in options:
            following, cost = _follow(state, way, costs)
            new[following] = new.get(following, 0.0) + mass * exp(-cost)
    return dict(sorted(new.items(), key=lambda pair: -pair[1])[:_MOST])


def _backward(
    states: Iterable[_State],
    options: Iterable[_Way],
    later: Mapping[_State, float],
    costs: Costs,
) -> dict[_State, float]:
    new: dict[_State, float] = {}
    for state in states:
        for way in options:
            following, cost = _follow(state, way, costs)
            new[state] = new.get(state, 0.0) + exp(-cost) * later.get(following, 0.0)
    return new


def _scaled(states: dict[_State, float]) -> dict[_State, float]:
    total = sum(states.values()) or 1.0
    return {state: mass / total for state, mass in states.items()}


def _follow(state: _State, way: _Way, costs: Costs) -> tuple[_State, float]:
    cost = way.cost
    due, ends = list(state.due), list(state.ends)
    for tape, label in enumerate((way.before, way.after)):
        if label is None:
            continue
        if label != due[tape]:
            cost += costs.label_breaks
        if ends[tape] in (",", "."):
            cost += costs.ends_early
        due[tape], ends[tape] = label + 1, way.ends[tape]
    return _State((due[0], due[1]), (ends[0], ends[1])), cost


def _left_open(state: _State, costs: Costs) -> float:
    return costs.ends_open * sum(end == ";" for end in state.ends)


def _ways(line: Line, costs: Costs, habit: Habit) -> Iterator[_Way]:
    """All the ways to read a line: its labels, and with each the signs at its end."""
    orders = habit.costs if len(line.signs) > 1 else (0.0,)
    for before, after, cost in _labelled(line.zone, costs, habit) if line.zone else ():
        for ends, order in zip(line.signs, orders, strict=True):
            yield _Way(before, after, ends, cost + order)


def _labelled(
    match: re.Match[str], costs: Costs, habit: Habit
) -> Iterator[tuple[int | None, int | None, float]]:
    """All the ways to read the labels at the start of a line."""
    if match["letters"] is not None:
        found = re.findall(r"[a-z]+", match["letters"])
        numbers = [ord(word) - 96 if len(word) == 1 else 0 for word in found]
        splits = [(ord(w[0]) - 96, ord(w[1]) - 96) for w in found[:1] if len(w) == 2]
    else:
        found = [d for d in (match["digits"], match["second"]) if d]
        numbers = [int(digits) for digits in found]
        splits = list(_number_splits(found[0])) if len(found) == 1 else []
    if len(found) == 2:
        splits = [(numbers[0], numbers[1])]
    elif numbers[0]:
        yield numbers[0], numbers[0], 0.0
        yield numbers[0], None, costs.label_gone
        yield None, numbers[0], costs.label_gone
    else:
        yield None, None, costs.label_breaks
    for first, second in splits:
        deleted_first, inserted_first = habit.costs
        yield first, second, costs.label_changed + deleted_first
        yield second, first, costs.label_changed + inserted_first


def _number_splits(digits: str) -> Iterator[tuple[int, int]]:
    """The pairs in digits of two labels: "32" is 3 become 2, "101" is 10 become 11."""
    for shared in range(len(digits) - 1):
        for cut in range(shared + 1, len(digits)):
            yield int(digits[:cut]), int(digits[:shared] + digits[cut:])

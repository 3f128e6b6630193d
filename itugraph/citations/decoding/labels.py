"""The labels of a flattened redline: in both states a), b), c) must run on.

A label that stands in one state only tells of an item inserted or deleted as a whole; two
letters in one label ("dc)") tell that items before it came or went.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp
from types import MappingProxyType

from itugraph.citations.clauses import Clauses
from itugraph.citations.decoding.costs import Costs

_ZONE = re.compile(
    r"[ \t]*(?P<letters>(?:[a-z]{1,3}\)[\t ]*){1,2})(?=\S|$)"
    r"|[ \t]*(?P<digits>\d{1,4})(?:\t| {2,})(?:(?P<second>\d{1,2})(?:\t| {2,}))?"
)
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read a label: its place in the row of each state, None where it is not in."""

    before: int | None
    after: int | None
    cost: float


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


def labels(text: str, clauses: Clauses, costs: Costs) -> Labels:
    """Read the labels of all sections of a text in normal form."""
    items: dict[int, Item] = {}
    for section in _sections(text, clauses):
        items.update((item.start, item) for item in _read(section, costs))
    return Labels(MappingProxyType(items))


def _sections(text: str, clauses: Clauses) -> Iterator[list[tuple[int, re.Match[str]]]]:
    """The labelled lines under each opener."""
    lines: list[tuple[int, re.Match[str]]] = []
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
            lines.append((clause.start, match))
    if lines:
        yield lines


def _read(section: list[tuple[int, re.Match[str]]], costs: Costs) -> Iterator[Item]:
    """Forward and backward over the lines of a section; states are the labels due next."""
    ways = [tuple(_ways(match, costs)) for _, match in section]
    forward: list[dict[tuple[int, int], float]] = [{(1, 1): 1.0}]
    for options in ways:
        forward.append(_scaled(_forward(forward[-1], options, costs)))
    backward: list[dict[tuple[int, int], float]] = [dict.fromkeys(forward[-1], 1.0)]
    for options, states in zip(reversed(ways), reversed(forward[:-1]), strict=True):
        backward.append(_scaled(_backward(states, options, backward[-1], costs)))
    backward.reverse()
    for index, (start, match) in enumerate(section):
        shares = [0.0] * len(ways[index])
        for state, mass in forward[index].items():
            for number, way in enumerate(ways[index]):
                following, cost = _follow(state, way, costs)
                shares[number] += mass * exp(-cost) * backward[index + 1].get(following, 0.0)
        total = sum(shares) or 1.0
        yield _item(start, match, ways[index], [share / total for share in shares])


def _item(start: int, match: re.Match[str], ways: tuple[_Way, ...], shares: list[float]) -> Item:
    def mass(before: bool, after: bool) -> float:
        return sum(
            share
            for way, share in zip(ways, shares, strict=True)
            if (way.before is not None) == before and (way.after is not None) == after
        )

    best = ways[max(range(len(ways)), key=shares.__getitem__)]
    sure = max(shares) >= 0.5
    lettered = match["letters"] is not None
    return Item(
        start,
        mass(True, True),
        mass(True, False),
        mass(False, True),
        _printed(best.before, lettered) if sure else None,
        _printed(best.after, lettered) if sure else None,
    )


def _printed(place: int | None, lettered: bool) -> str | None:
    if place is None:
        return None
    return f"{chr(96 + place)})" if lettered else f"{place}"


def _forward(
    states: Mapping[tuple[int, int], float], options: Iterable[_Way], costs: Costs
) -> dict[tuple[int, int], float]:
    new: dict[tuple[int, int], float] = {}
    for state, mass in states.items():
        for way in options:
            following, cost = _follow(state, way, costs)
            new[following] = new.get(following, 0.0) + mass * exp(-cost)
    return dict(sorted(new.items(), key=lambda pair: -pair[1])[:_MOST])


def _backward(
    states: Iterable[tuple[int, int]],
    options: Iterable[_Way],
    later: Mapping[tuple[int, int], float],
    costs: Costs,
) -> dict[tuple[int, int], float]:
    new: dict[tuple[int, int], float] = {}
    for state in states:
        for way in options:
            following, cost = _follow(state, way, costs)
            new[state] = new.get(state, 0.0) + exp(-cost) * later.get(following, 0.0)
    return new


def _scaled(states: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    total = sum(states.values()) or 1.0
    return {state: mass / total for state, mass in states.items()}


def _follow(state: tuple[int, int], way: _Way, costs: Costs) -> tuple[tuple[int, int], float]:
    cost = way.cost
    due = list(state)
    for tape, label in enumerate((way.before, way.after)):
        if label is not None:
            if label != due[tape]:
                cost += costs.label_breaks
            due[tape] = label + 1
    return (due[0], due[1]), cost


def _ways(match: re.Match[str], costs: Costs) -> Iterator[_Way]:
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
        yield _Way(numbers[0], numbers[0], 0.0)
        yield _Way(numbers[0], None, costs.label_gone)
        yield _Way(None, numbers[0], costs.label_gone)
    else:
        yield _Way(None, None, costs.label_breaks)
    for first, second in splits:
        yield _Way(first, second, costs.label_changed)
        yield _Way(second, first, costs.label_changed + costs.inserted_first)


def _number_splits(digits: str) -> Iterator[tuple[int, int]]:
    """The pairs in digits of two labels: "32" is 3 become 2, "101" is 10 become 11."""
    for shared in range(len(digits) - 1):
        for cut in range(shared + 1, len(digits)):
            yield int(digits[:cut]), int(digits[:shared] + digits[cut:])

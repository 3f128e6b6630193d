"""Windows of one line weighed together, each with the one before and behind it.

One state seldom cites a text twice in a row, and hardly ever in two editions; a citation that
was typed anew stands there twice, deleted and right behind it inserted.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from math import exp

from itugraph.citations.decoding.alignment import DELETE, INSERT, KEEP
from itugraph.citations.decoding.automaton import PrintedMark
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.readings import Decoded, Hypothesis
from itugraph.citations.decoding.tape import Parse

_MOST = 16
"""How many readings of each window are weighed with those of its neighbours."""


def neighbours(row: Sequence[Decoded], costs: Costs) -> list[Decoded]:
    """The windows of a line, their readings' probabilities given all the others'."""
    if len(row) < 2:
        return list(row)
    links = [
        [
            [exp(-_cost(a, b, costs, glued=two.glued)) for b in two.readings[:_MOST]]
            for a in one.readings[:_MOST]
        ]
        for one, two in itertools.pairwise(row)
    ]
    own = [[h.probability for h in one.readings[:_MOST]] for one in row]
    ahead = [[1.0] * len(own[0])]
    for number, link in enumerate(links):
        weights = [a * p for a, p in zip(ahead[-1], own[number], strict=True)]
        ahead.append(
            [
                sum(w * line[to] for w, line in zip(weights, link, strict=True))
                for to in range(len(own[number + 1]))
            ]
        )
    behind = [[1.0] * len(own[-1])]
    for number in range(len(links) - 1, -1, -1):
        weights = [b * p for b, p in zip(behind[0], own[number + 1], strict=True)]
        behind.insert(
            0,
            [sum(w * v for w, v in zip(weights, line, strict=True)) for line in links[number]],
        )
    return [
        _weighed(one, [a * b for a, b in zip(x, y, strict=True)])
        for one, x, y in zip(row, ahead, behind, strict=True)
    ]


def _weighed(one: Decoded, factors: list[float]) -> Decoded:
    shares = [h.probability * f for h, f in zip(one.readings, factors, strict=False)]
    total = sum(shares)
    if total <= 0:
        return one
    readings = [
        replace(h, probability=share / total)
        for h, share in zip(one.readings, shares, strict=False)
    ]
    return replace(one, readings=tuple(sorted(readings, key=lambda h: -h.probability)))


def _cost(one: Hypothesis, two: Hypothesis, costs: Costs, *, glued: bool) -> float:
    """What two readings cost side by side.

    Args:
        glued: whether words run into the second.
    """
    cost = 0.0
    for relation in (*_relations(one, two, "before"), *_relations(one, two, "after")):
        cost += costs.repeated if relation == "same" else costs.two_editions
    if {one.kind, two.kind} == {DELETE, KEEP}:
        cost += costs.unlike_neighbours
    if {one.kind, two.kind} != {DELETE, INSERT}:
        return cost
    old, new = (one, two) if one.kind == DELETE else (two, one)
    if _relations(old, new, "before", "after") == {"other"} and _year(old.before) <= _year(
        new.after
    ):
        return cost + costs.retyped
    return cost + (costs.replaced_whole if glued else 0.0)


def _year(parse: Parse) -> int:
    """The newest year of a list's marks; of tags, which name no full year, none."""
    return max((m.mark.year for m in parse.members if m.mark), default=0)


def _relations(one: Hypothesis, two: Hypothesis, state: str, other: str = "") -> set[str]:
    """Whether two windows share a text: in the "same" edition, in an "other" one.

    Args:
        state: of the first window that is looked at; other: of the second, if not the same.
    """
    if one.body != two.body:
        return set()
    marks = dict(_marked(getattr(one, state)))
    return {
        "same" if marks[number] == mark else "other"
        for number, mark in _marked(getattr(two, other or state))
        if number in marks
    }


def _marked(parse: Parse) -> list[tuple[str, PrintedMark | None]]:
    mark = None
    found = []
    for member in reversed(parse.members):
        mark = member.mark or mark
        plain = member.number.partition("-")[0] if parse.sector == "R" else member.number
        found.append((plain, mark))
    return found

"""What the windows of one draft have in common: the hand that edited it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from itugraph.citations.decoding.alignment import DELETE, INSERT
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.readings import Decoded, Hypothesis, weighed

_STRONGEST = 4.0
"""The most that one window says for an order, as a logarithm of odds."""
_CHANGES = 0.03
"""How often a hand departs from its order."""


@dataclass(frozen=True, slots=True)
class Habit:
    """The order that a hand has: deleted before inserted characters, or the reverse.

    Some programs write inserted characters before the deleted ones they replace; they do so
    throughout a document.

    Attributes:
        odds: logarithm of the odds for deleted characters first; votes: what each window adds.
    """

    odds: float
    votes: tuple[float, ...] = ()

    @classmethod
    def of(cls, decoded: Sequence[Decoded], costs: Costs) -> Habit:
        """The habit that the windows of a draft show."""
        votes = tuple(_vote(one, costs) for one in decoded)
        return cls(costs.inserted_first - costs.replaced + sum(votes), votes)

    @property
    def costs(self) -> tuple[float, float]:
        """What deleted characters first cost, and inserted ones first."""
        return _orders(self.odds)

    def weighed(self, decoded: Sequence[Decoded], costs: Costs) -> list[Decoded]:
        """The windows, each weighed with the order that the others show."""
        return [
            _reweighed(one, costs, _orders(self.odds - vote))
            for one, vote in zip(decoded, self.votes, strict=True)
        ]


def _vote(one: Decoded, costs: Costs) -> float:
    """How much more a window's readings are for deleted characters first, without the prior."""
    masses = {DELETE: 0.0, INSERT: 0.0}
    for hypothesis in one.readings:
        if hypothesis.order:
            masses[hypothesis.order] += hypothesis.probability
    neutral = 1.0 - sum(masses.values())
    first = masses[DELETE] * exp(costs.replaced) + neutral
    second = masses[INSERT] * exp(costs.inserted_first) + neutral
    vote = log(max(first, 1e-9)) - log(max(second, 1e-9))
    return max(-_STRONGEST, min(_STRONGEST, vote))


def _orders(odds: float) -> tuple[float, float]:
    deleted_first = 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
    first = deleted_first * (1 - _CHANGES) + (1 - deleted_first) * _CHANGES
    return -log(first), -log(1 - first)


def _reweighed(one: Decoded, costs: Costs, orders: tuple[float, float]) -> Decoded:
    paid = {DELETE: costs.replaced - orders[0], INSERT: costs.inserted_first - orders[1]}
    readings = [replace(h, cost=h.cost - paid[h.order]) if h.order else h for h in one.readings]
    return replace(one, readings=weighed(readings))


def torn_for_nothing(text: str, hypothesis: Hypothesis) -> bool:
    """Whether digits were deleted and inserted amid a number or year that stays the same."""
    before, after = hypothesis.before.members, hypothesis.after.members
    same_numbers = [m.number for m in before] == [m.number for m in after]
    same_marks = [m.mark for m in before] == [m.mark for m in after]
    for match in re.finditer(r"\d+", text):
        ops = set(hypothesis.ops[match.start() : match.end()])
        if len(ops) == 1:
            continue
        bracketed = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
        if same_marks if bracketed else same_numbers:
            return True
    return False

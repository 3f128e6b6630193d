"""The readings of a window and their probabilities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import exp

from itugraph.citations.decoding.alignment import DELETE, INSERT, KEEP
from itugraph.citations.decoding.tape import Parse
from itugraph.citations.decoding.windows import Window
from itugraph.model import Body

_MOST = 80
"""How many readings of a window are kept."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a window.

    Attributes:
        ops: "k", "d" or "i" for each character of the window.
        body: whose texts the pair is plausible for.
        probability: among the readings of the window.
    """

    before: Parse
    after: Parse
    ops: str
    cost: float
    body: Body | None = None
    probability: float = 0.0

    @property
    def order(self) -> str:
        """Which comes first where characters replace others: "d" or "i", "" where none do."""
        firsts = re.findall("di|id", self.ops)
        return "" if not firsts else DELETE if firsts[0] == "di" else INSERT

    @property
    def kind(self) -> str:
        """The operation of the whole window, "c" where it changes."""
        if not self.after.members:
            return DELETE
        if not self.before.members:
            return INSERT
        return KEEP if set(self.ops) == {KEEP} else "c"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A window with its readings, the most probable first, and the reasons that weighed.

    Attributes:
        glued: whether words run into it.
    """

    window: Window
    readings: tuple[Hypothesis, ...]
    glued: bool = False
    reasons: tuple[str, ...] = ()


def weighed(found: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The cheapest readings with their probabilities."""
    ordered = sorted(found, key=lambda h: (h.cost, h.ops))[:_MOST]
    ordered = [h for h in ordered if h.cost < float("inf")]
    if not ordered:
        return ()
    least = ordered[0].cost
    weights = [exp(least - h.cost) for h in ordered]
    total = sum(weights)
    return tuple(
        replace(h, probability=weight / total) for h, weight in zip(ordered, weights, strict=True)
    )

"""How often each rule was right on labelled text."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from itugraph.resources import folder

_FEWEST = 20


@cache
def _confidences() -> Mapping[str, tuple[int, int]]:
    text = (folder("data") / "confidence.csv").read_text("utf-8")
    counts: dict[str, tuple[int, int]] = {}
    for row in csv.DictReader(text.splitlines()):
        right, seen = counts.get(row["rule"], (0, 0))
        counts[row["rule"]] = right + int(row["right"]), seen + int(row["seen"])
    return counts


@cache
def confidence(rule: str) -> float | None:
    """How often a rule was right on labelled text, (right + 1) / (seen + 2).

    None where fewer than 20 citations were seen: too few to tell.
    """
    right, seen = _confidences().get(rule, (0, 0))
    return round((right + 1) / (seen + 2), 3) if seen >= _FEWEST else None

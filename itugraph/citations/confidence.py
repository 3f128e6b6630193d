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
    rows = csv.DictReader(text.splitlines())
    return {row["rule"]: (int(row["right"]), int(row["seen"])) for row in rows}


def confidence(rule: str) -> float | None:
    """How often a rule was right on labelled text, (right + 1) / (seen + 2).

    None where fewer than 20 citations were seen: too few to tell.
    """
    right, seen = _confidences().get(rule, (0, 0))
    return round((right + 1) / (seen + 2), 3) if seen >= _FEWEST else None

"""The English words of the verbs of clauses, for the legend."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from itugraph.resources import folder


def openers(verbs: Iterable[str]) -> dict[str, str]:
    """Return for each id of a verb its words; ids that the table does not hold are left out.

    >>> openers(["recalling", "instructs-sg", "sings"])
    {'instructs-sg': 'instructs the Secretary-General', 'recalling': 'recalling'}
    """
    wanted = set(verbs)
    table = folder("data").joinpath("registry", "clauses.csv").read_text(encoding="utf-8")
    words = {row["id"].lower(): row["en"] for row in csv.DictReader(table.splitlines())}
    return {verb: words[verb] for verb in sorted(wanted) if words.get(verb)}

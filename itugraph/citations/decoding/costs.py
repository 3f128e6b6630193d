"""What each oddity of a reading costs: named, explained and kept as data.

A cost is the negative natural logarithm of how seldom a thing is beside the ordinary: 0.7 is
one in two, 2.3 one in ten, 4.6 one in a hundred. A reading's cost is the sum of its oddities,
and its probability the share of exp(-cost) that it has among all readings of its window.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from functools import cache

from itugraph.resources import folder


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of `data/redline_costs.csv`, which says of each what it stands for."""

    run: float
    replaced: float
    inserted_first: float
    mixed_order: float
    split_word: float
    split_number: float
    split_year: float
    torn: float
    torn_from: float
    torn_run: float
    torn_split: float
    stray: float
    blank: float
    missing_comma: float
    unknown_place: float
    unknown_letter: float
    unknown_year: float
    other_body: float
    unknown_number: float
    number_nowhere: float
    unknown_edition: float
    odd_number: float
    number_in_mark: float
    wrong_rev: float
    wrong_suffix: float
    no_mark: float
    sector_changes: float
    wrong_plural: float
    unsorted_list: float
    later_than_base: float
    later_than_target: float
    not_newest: float
    kept: float
    revised: float
    first_revision: float
    edited: float
    backward: float
    suffix_stays: float
    renumbered: float
    list_to_one: float
    list_changed: float
    list_shrinks: float
    list_left: float
    added: float
    removed: float
    outdated_kept: float
    current_removed: float
    old_added: float
    glued: float
    title_follows: float
    title_missing: float
    repeated: float
    two_editions: float
    retyped: float
    unlike_neighbours: float
    with_item: float
    taken_alone: float
    replaced_whole: float
    torn_for_nothing: float
    label_changed: float
    label_gone: float
    label_breaks: float
    ends_early: float
    ends_open: float
    kept_without_label: float
    changed_without_label: float
    other_state_without_label: float


@cache
def costs() -> Costs:
    """The costs that the package comes with.

    >>> costs().later_than_base > costs().renumbered > costs().revised
    True
    """
    text = (folder("data") / "redline_costs.csv").read_text("utf-8")
    given = {row["name"]: float(row["cost"]) for row in csv.DictReader(text.splitlines())}
    names = {field.name for field in fields(Costs)}
    if given.keys() != names:
        raise ValueError(f"redline_costs.csv: {sorted(given.keys() ^ names)}")
    return Costs(**given)

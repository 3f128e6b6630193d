"""The costs of the decoder are data, each with what it stands for."""

from __future__ import annotations

import csv
from dataclasses import fields

from itugraph.citations.decoding.costs import Costs, costs
from itugraph.resources import folder

ROWS = list(csv.DictReader((folder("data") / "redline_costs.csv").read_text("utf-8").splitlines()))


def test_every_cost_has_a_row_and_every_row_a_cost() -> None:
    names = [row["name"] for row in ROWS]
    assert sorted(names) == sorted(field.name for field in fields(Costs))
    assert len(set(names)) == len(names)


def test_every_cost_is_explained() -> None:
    for row in ROWS:
        assert len(row["meaning"].split()) >= 3, row["name"]
        assert float(row["cost"]) == getattr(costs(), row["name"])


def test_what_cannot_be_costs_more_than_what_seldom_is() -> None:
    given = costs()
    for never in (given.later_than_base, given.later_than_target, given.backward):
        assert never > max(given.revised, given.first_revision, given.kept, given.removed)

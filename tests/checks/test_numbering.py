"""Whose numbers ascend: what numbering.csv says is what the first adoptions show."""

from __future__ import annotations

import csv

import pytest

from itugraph.checks.numbering import above_all, first_given_later
from itugraph.model import BODIES
from itugraph.registry import Registry
from itugraph.resources import folder

REGISTRY = Registry.load()
ROWS = list(
    csv.DictReader((folder("data") / "registry" / "numbering.csv").read_text("utf-8").splitlines())
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['body']} {row['type']}")
def test_verified_first_adoptions_ascend_where_the_table_says_so(row: dict[str, str]) -> None:
    assert row["body"] in BODIES
    given = sorted(
        (int(number), REGISTRY.conferences[history.editions[0].conference].key)
        for path, history in REGISTRY.histories.items()
        for series, type_, number in [path.split("/")]
        if (series, type_) == (row["body"].lower(), row["type"])
        and history.editions
        and history.editions[0].kind == "new"
        and history.editions[0].evidence == "verified"
    )
    if row["order"] == "ascending":
        assert [key for _, key in given] == sorted(key for _, key in given)


@pytest.mark.parametrize(
    ("path", "conference", "facts"),
    [
        ("pp/resolution/203", "PP-14", 0),
        ("pp/resolution/204", "PP-14", 1),
        ("pp/resolution/950", "PP-14", 2),
        ("pp/resolution/950", "PP-22", 0),
        ("pp-89/resolution/950", "PP-89", 0),
        ("wrc/resolution/900", "WRC-03", 0),
        ("wtpf/opinion/4", "WTPF-09", 0),
    ],
)
def test_a_number_given_later_is_told_by_itself_or_by_lower_ones(
    path: str, conference: str, facts: int
) -> None:
    met = REGISTRY.conferences[conference]
    assert met.body is not None
    assert len(first_given_later(path, met.body, met, REGISTRY)) == facts


def test_the_newest_conference_may_have_given_numbers_that_are_not_known_yet() -> None:
    known, newer = REGISTRY.conferences["WTSA-20"], REGISTRY.conferences["WTSA-24"]
    assert above_all("wtsa/resolution/105", "WTSA", known, REGISTRY) == 100
    assert above_all("wtsa/resolution/105", "WTSA", newer, REGISTRY) == 0

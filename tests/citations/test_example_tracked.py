"""The draft in data/examples with its true changes: every citation of both states."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from itugraph import Citation, Document, extract
from itugraph.citations.redline import redline
from itugraph.citations.report import report
from itugraph.model import Mark, Run
from itugraph.reading import read_bytes
from itugraph.resources import folder

from .support import DATA, registry

OPS = DATA / "example_ops.json"
pytestmark = pytest.mark.skipif(not OPS.is_file(), reason="the changes of the example are not here")
MARKS: dict[str, Mark] = {"k": "kept", "d": "deleted", "i": "inserted"}
# State, change, target, the target that it takes the place of, clause and item, number of pieces.
EXPECTED = {
    ("before", "removed", "pp/resolution/191/2014", None, "title", 2),
    ("after", "retargeted", "pp/resolution/191/2018", "pp/resolution/191/2014", "title", 2),
    ("before", "removed", "ra/resolution/6/2000", None, "noting a)", 3),
    ("after", "retargeted", "ra/resolution/6/2015", "ra/resolution/6/2000", "noting a)", 3),
    ("before", "removed", "ra/resolution/7/2012", None, "noting a)", 3),
    ("after", "retargeted", "ra/resolution/7/2015", "ra/resolution/7/2012", "noting a)", 3),
    ("before", "removed", "wtsa/resolution/44/2012", None, "noting b)", 1),
    ("before", "removed", "wtsa/resolution/45/2012", None, "noting b)", 2),
    ("after", "added", "wtsa/resolution/18/2016", None, "noting b)", 3),
    ("after", "retargeted", "wtsa/resolution/44/2016", "wtsa/resolution/44/2012", "noting b)", 1),
    ("before", "removed", "wtsa/resolution/57/2012", None, "noting c)", 1),
    ("after", "retargeted", "wtsa/resolution/45/2016", "wtsa/resolution/45/2012", "noting b)", 1),
    ("before", "removed", "wtdc/resolution/5/2014", None, "noting d)", 2),
    ("after", "retargeted", "wtdc/resolution/5/2017", "wtdc/resolution/5/2014", "noting c)", 2),
    ("before", "removed", "wtdc/resolution/59/2014", None, "noting e)", 2),
    ("after", "retargeted", "wtdc/resolution/59/2017", "wtdc/resolution/59/2014", "noting d)", 2),
    ("both", "kept", "cs/article/1", None, "considering a)", 1),
}


def tracked() -> Document:
    """Return the example as a file with tracked changes would tell it."""
    name = "resolution-191-draft.txt"
    document = read_bytes(name, (folder("data") / "examples" / name).read_bytes())
    runs = tuple(
        Run(start, end, MARKS[op[0]]) for op, start, end in json.loads(OPS.read_text("utf-8"))
    )
    return replace(document, runs=runs)


@pytest.fixture(scope="module")
def found() -> list[Citation]:
    return extract(tracked(), registry())


def test_every_citation_of_both_states_is_told_and_no_other(found: list[Citation]) -> None:
    targets = {c.id: c.target for c in found}
    told = [
        (
            c.state,
            c.change,
            c.target,
            targets[c.replaces] if c.replaces else None,
            " ".join(filter(None, [c.clause, c.item])),
            len(c.pieces),
        )
        for c in found
    ]
    assert sorted(told, key=str) == sorted(EXPECTED, key=str)


def test_nothing_is_undecided(found: list[Citation]) -> None:
    assert not [c for c in found if c.ambiguous]


def test_the_report_tells_each_change_once() -> None:
    document = tracked()
    told = report(document, redline(document, registry()))
    assert dict(told.counts) == {
        "kept": 1, "added": 1, "removed": 1, "retargeted": 6, "undecided": 0,
    }  # fmt: skip
    assert told.own is not None
    assert told.own.change == "retargeted"

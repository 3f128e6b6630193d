"""The labels of the items of both states; the sections are in ../../data/labels.toml."""

from __future__ import annotations

from typing import Any

import pytest

from itugraph.citations.decoding.costs import costs
from itugraph.citations.decoding.habits import Habit
from itugraph.citations.decoding.labels import Item, labels
from itugraph.citations.reader import Reader
from itugraph.reading import read_bytes
from tests.citations.support import registry, table

HEAD = "noting\n"
SECTIONS = table("labels.toml")["section"]
EACH = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section["about"])


def items(lines: list[str]) -> list[Item]:
    document = read_bytes("text.txt", (HEAD + "\n".join(lines) + "\n").encode(), ".txt")
    reader, _ = Reader.of(document, registry(), detect=True)
    found = labels(reader.normal.text, reader.clauses, costs(), Habit.of([], costs()))
    starts = [len(HEAD) + sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    told = [found.at(start) for start in starts]
    assert None not in told
    return [item for item in told if item]


@EACH
def test_each_state_has_its_own_run_of_labels(section: dict[str, Any]) -> None:
    found = items(section["lines"])
    assert [item.before or "" for item in found] == section["before"]
    assert [item.after or "" for item in found] == section["after"]


@EACH
def test_what_may_be_of_a_line_is_hardly_more_than_its_label(section: dict[str, Any]) -> None:
    for item in items(section["lines"]):
        assert 0.99 < item.kept + item.deleted + item.inserted <= 1.0 + 1e-9


@EACH
def test_an_item_of_one_state_is_probably_not_in_the_other(section: dict[str, Any]) -> None:
    rows = zip(items(section["lines"]), section["before"], section["after"], strict=True)
    for item, before, after in rows:
        share = item.kept if before and after else item.deleted if before else item.inserted
        assert share > 0.5

"""The example draft and its ten variants: every record of their gold comes out.

The texts are made by ../redlines/example.py. A variant may leave open whether the citation that
the draft drops without a trace ("gone") stands before alone: then both readings are told.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from itugraph import Citation
from itugraph.citations.redline import redline
from itugraph.reading import read_bytes
from tests.redlines.example import Example, rewritten
from tests.redlines.variants import Variant, example, variants

from .support import DATA, joined, registry

ALL = [example(), *variants()]
EACH = pytest.mark.parametrize("variant", ALL, ids=lambda v: v.name)
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "redline" / "seed_gold.json"
KEYS = (
    "state", "type", "body", "number", "revised", "place", "year", "conference", "instrument",
    "edition", "target", "clause", "item", "surface", "start", "end",
)  # fmt: skip
# What the decoder says of its grounds is no note on the citation.
GROUNDS = {"glued", "label-deleted", "label-inserted"}
GONE = "c11"


@cache
def made(variant: Variant) -> Example:
    return rewritten(variant, registry())


@cache
def read(variant: Variant) -> tuple[Citation, ...]:
    document = read_bytes("draft.txt", made(variant).text.encode(), ".txt")
    found = redline(document, registry())
    assert found.kind == "flattened"
    return found.citations


def told(variant: Variant, gold: dict[str, Any]) -> Citation | None:
    """Return the committed record of a gold record: its state, its target, its place."""
    [*found] = (
        c
        for c in read(variant)
        if (c.state, c.target) == (gold["state"], gold["target"])
        and c.start < gold["end"]
        and gold["start"] < c.end
        and not c.ambiguous
    )
    assert len(found) <= 1
    return found[0] if found else None


def left_open(variant: Variant) -> bool:
    """Whether the citation that is dropped without a trace is told with both readings."""
    [gold] = [c for c in made(variant).citations if c["id"] == GONE]
    questions = [c for c in read(variant) if c.ambiguous]
    if told(variant, gold) is not None:
        return False
    [question] = questions
    assert question.surface == gold["surface"]
    assert {r.edition for r in question.alternatives} == {gold["edition"]}
    assert {r.state for r in question.alternatives} >= {"before", "both"}
    assert question.alternatives[0].state == "before"
    return True


def wanted(variant: Variant) -> list[dict[str, Any]]:
    open_ = left_open(variant)
    return [c for c in made(variant).citations if not (open_ and c["id"] == GONE)]


@EACH
def test_every_record_comes_out_as_the_gold_has_it(variant: Variant) -> None:
    assert len(made(variant).citations) == 17
    for gold in wanted(variant):
        record = told(variant, gold)
        assert record is not None, gold["id"]
        assert {key: getattr(record, key) for key in KEYS} == {key: gold[key] for key in KEYS}
        assert [list(piece) for piece in record.pieces] == gold["pieces"]
        assert joined(made(variant).text, record.pieces) == gold["surface"]
        assert (record.self_, set(record.notes) - GROUNDS) == (gold["self"], set(gold["notes"]))


@EACH
def test_nothing_else_is_committed(variant: Variant) -> None:
    records = [told(variant, gold) for gold in wanted(variant)]
    assert {c.id for c in read(variant) if not c.ambiguous} == {c.id for c in records if c}


@EACH
def test_changes_and_what_they_replace_are_those_of_the_gold(variant: Variant) -> None:
    ids = {}
    for gold in wanted(variant):
        record = told(variant, gold)
        assert record is not None
        ids[gold["id"]] = record.id
    for gold in wanted(variant):
        record = told(variant, gold)
        assert record is not None
        assert record.change in gold.get("acceptable", [gold["change"]])
        if record.change == "retargeted":
            assert record.replaces == ids[gold["replaces"]]
        else:
            assert record.replaces is None


@EACH
def test_pairs_are_those_of_the_gold(variant: Variant) -> None:
    by_id = {gold["id"]: told(variant, gold) for gold in wanted(variant)}
    for pair in made(variant).pairs:
        before = [by_id.get(name) for name in pair["before"]]
        after = [by_id.get(name) for name in pair["after"]]
        if GONE in pair["before"] and before == [None]:
            continue
        if pair["kind"] == "retargeted":
            [old], [new] = before, after
            assert old
            assert new
            assert new.replaces == old.id
        elif pair["kind"] == "kept":
            assert before == after
            assert before[0]
            assert before[0].change == "kept"
        else:  # added, removed, or in the same place: none replaces another
            assert {c.replaces for c in (*before, *after) if c} <= {None}


@EACH
def test_every_record_says_how_sure_it_is(variant: Variant) -> None:
    for record in read(variant):
        assert record.ambiguous or 0.9 <= (record.confidence or 0.0) < 1


def test_most_variants_leave_nothing_open() -> None:
    assert sum(left_open(variant) for variant in ALL) <= 3


def test_the_example_leaves_nothing_open_and_tells_why_57_is_gone() -> None:
    assert not left_open(example())
    [gold] = [c for c in made(example()).citations if c["id"] == GONE]
    record = told(example(), gold)
    assert record is not None
    document = read_bytes("draft.txt", made(example()).text.encode(), ".txt")
    codes = redline(document, registry()).reasons[record.id]
    assert {"label-deleted", "text-ended"} <= set(codes)


@pytest.mark.skipif(not SHARED.is_file(), reason="the gold of the example is not at hand")
def test_the_gold_of_the_example_is_met_by_hand_too() -> None:
    gold = json.loads(SHARED.read_text("utf-8"))
    for row in gold["citations"]:
        record = told(example(), row)
        assert record is not None, row["id"]
        found = {key: getattr(record, key) for key in KEYS}
        assert found == {key: row[key] for key in KEYS}
        assert [list(piece) for piece in record.pieces] == row["pieces"]
    for span in gold["non_citations"]:
        start, end = span["pieces"][0][0], span["pieces"][-1][1]
        if span["clause"] != "heading":
            inside = [c.surface for c in read(example()) if start <= c.start and c.end <= end]
            assert inside == []
    own = json.loads((DATA / "seed_must_not_emit.json").read_text("utf-8"))
    assert len(gold["must_not_emit"]) <= len(own["must_not_emit"])

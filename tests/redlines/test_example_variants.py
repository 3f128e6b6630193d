"""The example draft rewritten to other conferences and numbers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from itugraph.registry import Registry
from itugraph.resources import folder
from tests.redlines.example import Example, rewritten
from tests.redlines.variants import Variant, example, variants

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = SHARED / "redline" / "seed_gold.json"
ALL = [example(), *variants()]


@cache
def made(variant: Variant) -> Example:
    """Return a variant's text and gold, made once."""
    return rewritten(variant, registry())


@cache
def registry() -> Registry:
    """Return the registry, loaded once."""
    return Registry.load()


def test_the_example_itself_comes_out_unchanged() -> None:
    path = folder("data") / "examples" / "resolution-191-draft.txt"
    assert made(example()).text == path.read_bytes().decode()


@pytest.mark.skipif(not GOLD.exists(), reason="the gold of the example is not at hand")
def test_the_example_itself_has_its_gold() -> None:
    gold = json.loads(GOLD.read_text("utf-8"))
    for wanted, found in zip(gold["citations"], made(example()).citations, strict=True):
        assert {key: found.get(key) for key in wanted} == wanted
    assert list(made(example()).pairs) == gold["pairs"]


def test_there_are_ten_variants_of_four_pairs_of_conferences() -> None:
    found = variants()
    assert len({v.name for v in found}) == 10
    assert len({v.pp for v in found}) == 4
    assert len({v.wtsa for v in found}) == 4
    assert len({v.wtdc for v in found}) == 4


@pytest.mark.parametrize("variant", ALL, ids=lambda v: v.name)
def test_operations_read_as_both_states(variant: Variant) -> None:
    e = made(variant)
    assert [op[1] for op in e.ops] == [0, *(op[2] for op in e.ops[:-1])]
    assert e.ops[-1][2] == len(e.text)
    assert "".join(e.text[a:b] for op, a, b in e.ops if op != "i") == e.before
    assert "".join(e.text[a:b] for op, a, b in e.ops if op != "d") == e.after


@pytest.mark.parametrize("variant", ALL, ids=lambda v: v.name)
def test_records_stand_where_their_pieces_say_and_name_editions_that_exist(
    variant: Variant,
) -> None:
    e = made(variant)
    assert len(e.citations) == 17
    for record in e.citations:
        assert "".join(e.text[a:b] for a, b in record["pieces"]) == record["surface"]
        gone = {"before": "i", "after": "d", "both": "id"}[record["state"]]
        for start, end in record["pieces"]:
            assert not any(op in gone and a < end and start < b for op, a, b in e.ops)
        if record["edition"]:
            assert registry().row(record["edition"]) is not None
    gone_record = next(c for c in e.citations if c["id"] == "c11")
    assert gone_record["surface"] not in e.after
    assert gone_record["pieces"] == [[gone_record["start"], gone_record["end"]]]


@pytest.mark.parametrize("variant", variants(), ids=lambda v: v.name)
def test_places_of_the_example_that_the_variant_does_not_cite_are_gone(variant: Variant) -> None:
    ids = (*variant.pp, *variant.wtsa, *variant.wtdc)
    cited = {registry().conferences[i].places["en"].upper() for i in ids}
    for place in ("Busan", "Dubai", "Hammamet", "Buenos Aires"):
        assert (place.upper() in cited) == (place.upper() in made(variant).text.upper())

"""The gold set is what its README and schema say, whatever the extractor makes of it."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from itugraph.evaluation import Labelled, read_gold

GOLD = Path(__file__).parent / "gold"
FILES = sorted((GOLD / "passages").glob("*.jsonl"))
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}


def rows(path: Path) -> list[dict[str, object]]:
    """Return the lines of a gold file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def passages() -> list[Labelled]:
    """Return all passages, their labels found in their texts."""
    return list(read_gold([GOLD / "passages"]))


@pytest.mark.parametrize("path", sorted(GOLD.rglob("*.jsonl")), ids=lambda path: path.name)
def test_every_line_fits_the_schema(path: Path) -> None:
    schema = json.loads((GOLD / "gold.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for number, row in enumerate(rows(path), start=1):
        assert not list(validator.iter_errors(row)), f"line {number}"


def test_each_language_has_sixty_passages_and_all_have_four_hundred() -> None:
    counts = Counter(passage.language for passage in passages())
    assert set(counts) == LANGUAGES
    assert min(counts.values()) >= 60
    assert counts.total() >= 400


def test_each_family_of_the_schema_has_a_passage_in_each_language() -> None:
    schema = json.loads((GOLD / "gold.schema.json").read_text("utf-8"))
    families = set(schema["properties"]["family"]["enum"])
    for language in LANGUAGES:
        found = {p.family for p in passages() if p.language == language}
        assert families - found == set(), language


def test_ids_are_unique_and_tell_language_and_family() -> None:
    ids = [str(row["id"]) for path in FILES for row in rows(path)]
    assert len(ids) == len(set(ids))
    for passage in passages():
        assert passage.name.startswith(f"{passage.language}-{passage.family}-")


def test_labels_ascend_and_do_not_overlap_and_negatives_have_none() -> None:
    for passage in passages():
        spans = [label.span for label in passage.labels]
        # The texts between the ends of a range rest on all of it.
        ranges = {
            span for span in spans if sum(span[0] <= a and b <= span[1] for a, b in set(spans)) > 1
        }
        ends = [span for span in spans if span not in ranges]
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends)), passage.name
        assert {a for a, _ in ranges} <= {a for a, _ in ends}, passage.name
        assert {b for _, b in ranges} <= {b for _, b in ends}, passage.name
        assert bool(spans) != (passage.family == "negative"), passage.name

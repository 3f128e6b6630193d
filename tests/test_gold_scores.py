"""The extractor on the gold set: what was reached is held."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from itugraph.evaluation import Scores, read_gold, score
from itugraph.registry import Registry

GOLD = Path(__file__).parent / "gold"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "pp18"
WHOLE = sorted(GOLD.glob("pp18-whole-*.jsonl"))
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
MANY = 10


@cache
def passages() -> Scores:
    """Return the scores on all passages, counted once."""
    return score(read_gold([GOLD / "passages"]), Registry.load())


def test_identity_is_right_over_all() -> None:
    assert passages().overall.f1 >= 0.99


@pytest.mark.parametrize("language", LANGUAGES)
def test_identity_is_right_in_each_language(language: str) -> None:
    assert passages().groups["language", language].f1 >= 0.97


def test_identity_is_right_in_each_family_with_enough_cases() -> None:
    poor = {
        name: round(rate.f1, 3)
        for (group, name), rate in passages().groups.items()
        if group == "family" and rate.labelled >= MANY and rate.f1 < 0.97
    }
    assert poor == {}


def test_no_hard_negative_is_found() -> None:
    assert passages().negatives > 60
    assert passages().broken == []


@pytest.mark.parametrize("detail", ["span", "edition", "part"])
def test_details_of_what_is_right_agree(detail: str) -> None:
    assert passages().details[detail].recall >= 0.98


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the texts are no part of the repository")
def test_ten_whole_resolutions_are_read_right() -> None:
    found = score(read_gold(WHOLE), Registry.load(), [CORPUS])
    assert found.overall.precision >= 0.985
    assert found.overall.recall >= 0.985
    assert found.details["edition"].recall >= 0.98
    assert found.details["clause"].recall >= 0.97

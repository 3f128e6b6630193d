"""How far the decoder is right on drafts made by rule (benchmarks/reliability.py has figures)."""

from __future__ import annotations

import pytest

from itugraph.registry import Registry
from tests.redlines.generator import TEST_SEEDS, draft
from tests.redlines.score import Scores, score

pytestmark = pytest.mark.slow
DRAFTS = 40


@pytest.fixture(scope="module")
def scores() -> Scores:
    """Score the first of the drafts that nothing was tuned on."""
    made = [draft(seed) for seed in TEST_SEEDS[:DRAFTS]]
    return score(made, Registry.load())


@pytest.mark.parametrize(
    ("state", "precision", "recall"), [("before", 0.97, 0.92), ("after", 0.95, 0.85)]
)
def test_what_is_committed_is_right_and_most_is_committed(
    state: str, precision: float, recall: float, scores: Scores
) -> None:
    assert scores.precision[state].all > 100  # type: ignore[index]
    assert scores.precision[state].share >= precision  # type: ignore[index]
    assert scores.recall[state].share >= recall  # type: ignore[index]


def test_what_is_right_is_told_or_among_the_readings(scores: Scores) -> None:
    right = sum(rate.right for rate in scores.readings.values())
    assert right / sum(rate.all for rate in scores.readings.values()) >= 0.95


def test_probabilities_mean_what_they_say(scores: Scores) -> None:
    assert scores.calibration_error <= 0.1

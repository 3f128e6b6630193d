"""The score of an extractor on drafts, with extractors whose score is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from itugraph.model import Citation, Document, Reading, State
from itugraph.registry import Registry
from tests.redlines.generator import TUNING_SEEDS, Draft, Gold, draft
from tests.redlines.score import SIDES, committed, score


@cache
def made() -> tuple[Draft, ...]:
    """Return some drafts, made once."""
    return tuple(draft(seed) for seed in TUNING_SEEDS[:60])


def record(document: Document, gold: Gold, state: State, *, self_: bool = False) -> Citation:
    """Return the record of a citation, certain."""
    return Citation(
        document=document.path,
        source=document.source,
        language="en",
        pieces=gold.pieces,
        surface=gold.surface,
        quote="",
        clause=None,
        verb=None,
        item=None,
        type=gold.cited.type,
        body=gold.cited.body,
        number=gold.cited.number,
        place=gold.cited.place,
        year=gold.cited.year,
        state=state,
        self_=self_,
    )


def undecided(document: Document, gold: Gold, readings: tuple[Reading, ...]) -> Citation:
    """Return a record that leaves the state open."""
    return Citation(
        document=document.path,
        source=document.source,
        language="en",
        pieces=gold.pieces,
        surface=gold.surface,
        quote="",
        clause=None,
        verb=None,
        item=None,
        type=gold.cited.type,
        body=None,
        number=None,
        state=None,
        ambiguous=True,
        alternatives=readings,
    )


def reading(gold: Gold, state: State, probability: float) -> Reading:
    """Return a reading of a citation."""
    cited = gold.cited
    return Reading(
        state, cited.type, cited.body, cited.number, cited.place, cited.year,
        probability=probability,
    )  # fmt: skip


def oracle(
    change: Callable[[Document, Gold, State], Citation] | None = None,
) -> Callable[[Document, Registry], list[Citation]]:
    """Return an extractor that knows the gold, with a change of its records of the before text."""
    by_text = {d.text: d for d in made()}

    def extractor(document: Document, _registry: Registry) -> list[Citation]:
        found = []
        for site in by_text[document.text].sites:
            own = site.kind == "self"
            for side in SIDES:
                for gold in getattr(site, side):
                    if change and side == "before" and not own:
                        found.append(change(document, gold, side))
                    else:
                        found.append(record(document, gold, side, self_=own))
        return found

    return extractor


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def test_who_knows_all_has_the_full_score(registry: Registry) -> None:
    scores = score(made(), registry, oracle())
    for rates in (scores.precision, scores.recall, scores.self_precision, scores.self_recall):
        assert all(rate.share == 1 and rate.all > 0 for rate in rates.values())
    assert all(rate.share == 1 for rate in scores.readings.values())
    assert all(rate.share == 1 for rate in scores.sites.values())
    assert scores.calibration_error == 0


def test_who_says_nothing_finds_nothing(registry: Registry) -> None:
    scores = score(made(), registry, lambda _document, _registry: [])
    assert [scores.recall[side].share for side in SIDES] == [0, 0]
    assert sum(rate.right for rate in scores.readings.values()) == 0


def test_readings_in_doubt_count_among_the_readings_alone(registry: Registry) -> None:
    def doubt(document: Document, gold: Gold, _state: State) -> Citation:
        return undecided(document, gold, (reading(gold, "both", 0.6), reading(gold, "before", 0.4)))

    scores = score(made(), registry, oracle(doubt))
    # The two readings hold the citation in the before text with certainty in sum.
    assert scores.recall["before"].share == 1
    assert all(rate.share == 1 for rate in scores.readings.values())
    assert scores.calibration_error > 0.05


def test_a_doubt_below_the_threshold_is_no_commitment(registry: Registry) -> None:
    def doubt(document: Document, gold: Gold, _state: State) -> Citation:
        return undecided(document, gold, (reading(gold, "before", 0.85),))

    scores = score(made(), registry, oracle(doubt))
    assert scores.recall["before"].right < scores.recall["before"].all
    assert scores.recall["after"].share == 1
    assert all(rate.share == 1 for rate in scores.readings.values())


def test_saying_both_of_what_is_gone_costs_precision_of_the_after_text(registry: Registry) -> None:
    scores = score(made(), registry, oracle(lambda d, g, _s: record(d, g, "both")))
    assert scores.precision["before"].share == 1
    assert scores.precision["after"].share < 0.7
    assert scores.sites["silent"].share == 0
    assert scores.recall_of["silent", "before"].share == 1


def test_a_committed_record_of_one_state_says_nothing_of_the_other() -> None:
    gold = made()[0].citations("before")[0]
    document = Document("a", "b", "c")
    assert committed(record(document, gold, "before"), "after") == set()
    assert committed(record(document, gold, "both"), "after") == {gold.identity}

"""Which editions stand on a day."""

from __future__ import annotations

import pytest

from itugraph.graph.standing import Standing, standing
from itugraph.registry import Registry
from itugraph.registry.dates import as_of


@pytest.fixture(scope="module")
def full() -> Registry:
    """Return the registry of the package."""
    return Registry.load()


def on(text: str, registry: Registry) -> Standing:
    """Return what stands on a day as people type it."""
    return standing(registry, as_of(text, registry))


@pytest.mark.parametrize(
    ("day", "edition", "status"),
    [
        ("2016-11-02", "wtsa/resolution/44/2012", "current"),
        ("2016-11-02", "wtsa/resolution/44/2016", None),
        ("2016-11-03", "wtsa/resolution/44/2012", "superseded"),  # the closing day counts
        ("2016-11-03", "wtsa/resolution/44/2016", "current"),
        ("2015", "wtsa/resolution/57/2012", "current"),
        ("WTSA-16", "wtsa/resolution/57/2012", "merged"),
        ("2018-11-15", "pp/resolution/185/2014", "current"),
        ("PP-18", "pp/resolution/185/2014", "suppressed"),
        ("2012-12-30", "council/decision/482/c12", None),  # only its year is known
        ("2012", "council/decision/482/c12", "current"),
        ("2012-12-30", "council/decision/482/c08", "current"),
        ("2016", "wtsa/resolution/9999/2012", None),
        ("1850-01-01", "wtsa/resolution/44/2012", None),
    ],
)
def test_the_status_of_an_edition_on_a_day(
    day: str, edition: str, status: str | None, full: Registry
) -> None:
    assert on(day, full).status(edition) == status


def test_what_ended_an_edition_is_told_with_what_took_its_place(full: Registry) -> None:
    ended = on("PP-18", full).ended
    found = [
        (e.conference, e.how, e.into)
        for e in (
            ended["wtsa/resolution/44/2012"],
            ended["wtsa/resolution/57/2012"],
            ended["pp/resolution/185/2014"],
        )
    ]
    assert found == [
        ("WTSA-16", "superseded", "wtsa/resolution/44/2016"),
        ("WTSA-16", "merged", "wtsa/resolution/18/2016"),
        ("PP-18", "suppressed", None),
    ]


@pytest.mark.parametrize(
    ("path", "stands"),
    [
        ("pp/resolution/101/2018", False),
        ("pp/resolution/101/2014", True),
        ("pp/resolution/101/2014/resolves/2", True),
        ("pp/resolution/191/draft/0c62e246f951d021", True),  # without a date of its own
        ("source/5e5268294d5a84d2", True),
        ("pp/resolution/101", True),
        ("cs/article/1", True),
        ("itu-t/recommendation/x.509/2019-10", False),  # the registry lacks it: its year
        ("itu-t/recommendation/x.509/2016-10", True),
        ("council/resolution/9999/c25", True),  # nothing tells its year in the graph
    ],
)
def test_a_text_dated_later_does_not_stand(path: str, stands: bool, full: Registry) -> None:
    assert on("2017-01-01", full).adopted(path) is stands
    assert standing(full).adopted(path)


def test_each_instrument_has_one_edition_in_force_or_none_ever_after_its_end(
    full: Registry,
) -> None:
    for year in range(1990, 2026):
        then = on(str(year), full)
        assert not set(then.current.values()) & set(then.ended)
        for history in full.histories.values():
            adopted = [e for e in history.editions if then.status(full.edition_path(e))]
            ended = history.ended and full.conferences[history.ended.conference].year <= year
            assert (history.path in then.current) == bool(adopted and not ended)

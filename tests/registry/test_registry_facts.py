"""What must hold of the shipped facts, whatever is added to them."""

from __future__ import annotations

import csv
import re
from typing import get_args

import pytest

from itugraph.identifiers import Instrument, body_of_series, parse_path
from itugraph.model import BODIES, TREATIES, Evidence
from itugraph.registry import EditionRow, History, Registry
from itugraph.registry.tables import LANGUAGES, EditionKind
from itugraph.resources import folder


def raw(name: str) -> list[dict[str, str]]:
    """Return the rows of a shipped table as they stand in the file."""
    text = (folder("data") / "registry" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def all_rows(history: History) -> list[EditionRow]:
    """Return every row of an instrument."""
    ended = [history.ended] if history.ended else []
    return [*history.editions, *ended, *history.aliases]


def test_every_row_of_the_table_is_in_the_registry(registry: Registry) -> None:
    table = raw("editions.csv")
    assert sum(len(all_rows(h)) for h in registry.histories.values()) == len(table)
    assert {row["instrument"] for row in table} == set(registry.histories)


def test_an_instrument_has_one_row_a_conference() -> None:
    seen: set[tuple[str, str, bool]] = set()
    for row in raw("editions.csv"):
        key = (row["instrument"], row["conference"], row["kind"] == "alias")
        assert key not in seen
        seen.add(key)


def test_the_rows_of_an_instrument_stand_together() -> None:
    order = [row["instrument"] for row in raw("editions.csv")]
    starts = [path for at, path in enumerate(order) if at == 0 or order[at - 1] != path]
    assert len(starts) == len(set(starts))


def test_kinds_and_evidence_are_of_the_closed_lists() -> None:
    for name in ("editions.csv", "conferences.csv"):
        for row in raw(name):
            assert row["evidence"] in get_args(Evidence), row
    assert {row["kind"] for row in raw("editions.csv")} <= set(get_args(EditionKind))


def test_every_instrument_has_the_path_it_would_be_given(registry: Registry) -> None:
    for path in registry.histories:
        name = parse_path(path)
        assert isinstance(name, Instrument)
        assert name.path == path
        assert name.body not in TREATIES


def test_editions_come_in_order_of_date(registry: Registry) -> None:
    for history in registry.histories.values():
        keys = [registry.conferences[e.conference].key for e in history.editions]
        assert keys == sorted(keys), history.path


def test_every_edition_has_a_path_of_its_own(registry: Registry) -> None:
    paths = [registry.edition_path(e) for h in registry.histories.values() for e in h.editions]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert parse_path(path).path == path


def test_every_conference_is_of_the_body_whose_text_it_adopted(registry: Registry) -> None:
    for history in registry.histories.values():
        name = parse_path(history.path)
        assert isinstance(name, Instrument)
        for row in all_rows(history):
            if row.conference:
                conference = registry.conferences[row.conference]
                made = registry.instrument(name.body, "resolution", "1", conference)
                assert conference.body == name.body, row
                assert made.series == name.series, row


def test_a_text_is_new_only_once_and_first(registry: Registry) -> None:
    for history in registry.histories.values():
        new = [at for at, e in enumerate(history.editions) if e.kind == "new"]
        assert new in ([], [0]), history.path


def test_a_suppressed_text_has_no_later_edition(registry: Registry) -> None:
    ended = 0
    for history in registry.histories.values():
        if history.ended:
            ended += 1
            last = registry.conferences[history.ended.conference].key
            later = [
                e.conference
                for e in history.editions
                if registry.conferences[e.conference].key >= last
            ]
            assert later == [], history.path
    assert ended


def test_a_text_that_ended_had_begun_or_its_beginning_is_not_known(registry: Registry) -> None:
    for history in registry.histories.values():
        assert all_rows(history)
        assert len([r for r in all_rows(history) if r.kind == "suppressed"]) <= 1


def test_texts_are_merged_into_known_texts_and_never_in_a_circle(registry: Registry) -> None:
    for history in registry.histories.values():
        seen = {history.path}
        at: History | None = history
        while at is not None and at.ended is not None and at.ended.into:
            assert at.ended.into in registry.histories
            assert at.ended.into not in seen
            seen.add(at.ended.into)
            at = registry.history(at.ended.into)
        assert [r.instrument for r in all_rows(history) if r.into and r.kind != "suppressed"] == []


def test_itu_r_suffixes_rise_with_the_editions(registry: Registry) -> None:
    for history in registry.histories.values():
        suffixes = [e.suffix for e in history.editions if e.suffix is not None]
        assert suffixes == sorted(set(suffixes)), history.path
        if suffixes:
            assert history.path.startswith("ra/")


def test_the_newest_conference_is_the_last_with_an_edition(registry: Registry) -> None:
    known = {e.conference for h in registry.histories.values() for e in h.editions}
    assert registry.newest.id in known
    assert all(registry.conferences[c].key <= registry.newest.key for c in known)


def test_dates_are_as_precise_as_they_are_known(registry: Registry) -> None:
    for conference in registry.conferences.values():
        for date in (conference.start, conference.end):
            assert re.fullmatch(r"((19|20)\d\d(-\d\d(-\d\d)?)?)?", date), conference
        if conference.start and conference.end:
            assert conference.start <= conference.end
        for date in filter(None, (conference.start, conference.end)):
            assert abs(int(date[:4]) - conference.year) <= 1, conference


def test_a_place_is_known_in_all_languages_or_not_at_all(registry: Registry) -> None:
    for conference in registry.conferences.values():
        assert set(conference.places) in (set(), set(LANGUAGES)), conference


def test_conferences_have_one_row_each_and_a_known_body(registry: Registry) -> None:
    ids = [row["id"] for row in raw("conferences.csv")]
    assert len(set(ids)) == len(ids) == len(registry.conferences)
    assert {row["body"] for row in raw("conferences.csv")} <= set(registry.bodies)


def test_a_numbering_of_a_conference_is_named_after_it(registry: Registry) -> None:
    restarted = 0
    for conference in registry.conferences.values():
        if conference.series:
            restarted += 1
            assert body_of_series(conference.series) == conference.body
            assert conference.series == conference.id.lower()
    assert restarted


@pytest.mark.parametrize("body", BODIES)
def test_every_body_of_the_closed_list_is_described(body: str, registry: Registry) -> None:
    described = registry.bodies[body]
    assert described.belongs_to == body
    assert described.names["en"]


def test_bodies_belong_to_the_closed_list_or_to_nobody() -> None:
    assert {row["belongs_to"] for row in raw("bodies.csv")} <= {"", *BODIES}


def test_openers_have_one_id_each_and_are_lower_case(registry: Registry) -> None:
    ids = [opener.id for opener in registry.openers]
    assert len(set(ids)) == len(ids)
    for opener in registry.openers:
        assert opener.words == " ".join(opener.words.split())
        assert opener.words[0].islower()
        assert opener.type != "formula"


def test_titles_are_short_and_on_one_line(registry: Registry) -> None:
    for history in registry.histories.values():
        assert len(history.title) <= 80
        assert history.title == " ".join(history.title.split())

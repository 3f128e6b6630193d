"""Look-ups: conferences by place, year and tag, instruments by number, editions by path."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.identifiers import Instrument
from itugraph.model import Body
from itugraph.registry import Registry, cited_by_place, fold, mark
from itugraph.registry.tables import LANGUAGES

DATA = Path(__file__).parent.parent / "data"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a table of cases."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("place", "year", "conferences"), rows("meetings.csv"))
def test_a_place_and_a_year_tell_who_met_there(
    place: str, year: str, conferences: str, registry: Registry
) -> None:
    assert {c.id for c in registry.meetings(place, int(year))} == set(conferences.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_conference_is_found_by_its_place_in_every_language(
    language: str, registry: Registry
) -> None:
    seen = 0
    for conference in registry.conferences.values():
        place = conference.places.get(language)
        if place is None:
            continue
        seen += 1
        decomposed = unicodedata.normalize("NFD", place)
        for written in (place, place.upper(), place.lower(), f" {place}  ", decomposed):
            assert conference in registry.meetings(written, conference.year), written
            assert registry.met_at(written)
        if "-" in place:
            assert conference in registry.meetings(place.replace("-", " "), conference.year)
    assert seen > 100


@pytest.mark.parametrize("place", ["Atlantis", "", "Dub", "Dubai 2012"])
def test_nobody_ever_met_at_an_unknown_place(place: str, registry: Registry) -> None:
    assert not registry.met_at(place)


@pytest.mark.parametrize(("tag", "conference"), rows("tags.csv"))
def test_a_tag_names_a_conference_or_none(tag: str, conference: str, registry: Registry) -> None:
    found = registry.tagged(tag)
    assert (found.id if found else "") == conference


def test_every_conference_is_found_by_its_own_tag(registry: Registry) -> None:
    wrong = {}
    for conference in registry.conferences.values():
        for written in (conference.id, conference.id.lower()):
            found = registry.tagged(written)
            if found is None or found.id != conference.id:
                wrong[written] = found and found.id
    assert wrong == {}


@pytest.mark.parametrize(
    ("body", "year", "conferences"),
    [
        ("PP", 2018, ["PP-18"]),
        ("PP", 2017, []),
        ("WRC", 1987, ["HFBC-87", "MOB-87"]),
        ("WTSA", 1993, ["WTSC-93"]),
        ("WTSA", 2022, ["WTSA-20"]),
        ("RA", 1990, ["CCIR-90"]),
        ("COUNCIL", 2019, ["C19"]),
        ("UNGA", 2016, []),
    ],
)
def test_what_a_body_held_in_a_year(
    body: Body, year: int, conferences: list[str], registry: Registry
) -> None:
    assert sorted(c.id for c in registry.held(body, year)) == conferences


def test_what_was_held_in_a_year_comes_in_order_of_date(registry: Registry) -> None:
    for conference in registry.conferences.values():
        if conference.body is not None:
            held = registry.held(conference.body, conference.year)
            assert conference in held
            assert [c.key for c in held] == sorted(c.key for c in held)


def test_a_number_leads_to_all_bodies_that_use_it(registry: Registry) -> None:
    assert registry.numbered("resolution", "191") == ("pp/resolution/191",)
    assert set(registry.numbered("resolution", "44")) == {
        "wtsa/resolution/44",
        "wtdc/resolution/44",
    }
    assert registry.numbered("resolution", "99999") == ()
    assert registry.numbered("decision", "44") == ()
    for path in registry.histories:
        _, type_, number = path.split("/")
        found = registry.numbered(type_, number.upper())  # type: ignore[arg-type]
        assert path in found


def test_a_restarted_numbering_is_that_of_its_conference(registry: Registry) -> None:
    nice = registry.conferences["PP-89"]
    dubai = registry.conferences["PP-18"]
    assert registry.instrument("PP", "resolution", "7", nice).path == "pp-89/resolution/7"
    assert registry.instrument("PP", "resolution", "7", dubai).path == "pp/resolution/7"
    assert registry.instrument("PP", "resolution", "7").path == "pp/resolution/7"
    # A conference of another body says nothing of the numbering.
    assert registry.instrument("WTSA", "resolution", "7", nice).path == "wtsa/resolution/7"


def test_what_is_known_of_an_instrument(registry: Registry) -> None:
    history = registry.history("wtsa/resolution/44")
    assert history is not None
    assert [e.conference for e in history.editions][-3:] == ["WTSA-16", "WTSA-20", "WTSA-24"]
    adopted = history.adopted_at("WTSA-16")
    assert adopted is not None
    assert registry.edition_path(adopted) == "wtsa/resolution/44/2016"
    assert history.adopted_at("WTSA-93") is None
    assert history.ended is None
    assert registry.history("wtsa/resolution/9999") is None


def test_a_text_merged_into_another_has_ended_there(registry: Registry) -> None:
    history = registry.history("wtsa/resolution/57")
    assert history is not None
    assert history.ended is not None
    assert (history.ended.conference, history.ended.into) == ("WTSA-16", "wtsa/resolution/18")
    assert history.ended not in history.editions


def test_an_itu_r_suffix_leads_to_its_edition(registry: Registry) -> None:
    history = registry.history("ra/resolution/6")
    assert history is not None
    found = history.revision(2)
    assert found is not None
    assert (found.conference, found.suffix) == ("RA-15", 2)
    assert history.revision(99) is None


def test_an_alias_is_for_look_up_and_no_edition(registry: Registry) -> None:
    history = registry.history("ra/resolution/6")
    assert history is not None
    assert [a.conference for a in history.aliases] == ["RA-07"]
    assert history.adopted_at("RA-07") is None
    assert registry.row("ra/resolution/6/2007") is None


def test_every_edition_is_found_by_its_path_and_no_other(registry: Registry) -> None:
    for history in registry.histories.values():
        for edition in history.editions:
            assert registry.row(registry.edition_path(edition)) is edition
    for path in ("wtsa/resolution/44", "wtsa/resolution/44/1999", "cs/article/1", "", "banana"):
        assert registry.row(path) is None


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("wtsa/resolution/44", "WTSA Resolution 44"),
        ("wtsa/resolution/44/2016", "WTSA Resolution 44 (Rev. Hammamet, 2016)"),
        ("wtsa/resolution/44/2000", "WTSA Resolution 44 (2000)"),
        ("pp/resolution/191/2014", "PP Resolution 191 (Busan, 2014)"),
        ("ra/resolution/6/2015", "Resolution ITU-R 6-2 (Rev. Geneva, 2015)"),
        ("ra/resolution/6/1993", "Resolution ITU-R 6 (Geneva, 1993)"),
        ("ra/resolution/6/s9", "Resolution ITU-R 6 (S9)"),
        ("wrc/resolution/80/2007", "WRC Resolution 80 (Rev.WRC-07)"),
        ("council/resolution/1305/c19", "Council Resolution 1305 (C19)"),
        ("cs/article/1", "Article 1 of the Constitution"),
        (
            "wtsa/resolution/44/2016/resolves/2",
            "resolves 2 of WTSA Resolution 44 (Rev. Hammamet, 2016)",
        ),
        ("wtsa/resolution/44/2000/resolves/2", "resolves 2 of WTSA Resolution 44 (2000)"),
    ],
)
def test_names_are_printed_as_they_are_cited(path: str, label: str, registry: Registry) -> None:
    assert registry.label(path) == label


@pytest.mark.parametrize("path", ["", "banana", "wtsa/resolution"])
def test_what_is_no_path_has_no_label(path: str, registry: Registry) -> None:
    with pytest.raises(ValueError, match=r"not (a|the) "):
        registry.label(path)


@pytest.mark.parametrize(
    ("conference", "revised", "printed"),
    [
        ("PP-18", True, "Rev. Dubai, 2018"),
        ("PP-18", False, "Dubai, 2018"),
        ("WRC-15", True, "Rev.WRC-15"),
        ("WRC-2000", False, "WRC-2000"),
        ("MOB-87", False, "Mob-87"),
        ("C19", True, "C19"),
        ("C19", False, "C19"),
        ("RA-19", True, "Rev. Sharm el-Sheikh, 2019"),
    ],
)
def test_the_mark_of_a_conference(
    conference: str, revised: bool, printed: str, registry: Registry
) -> None:
    assert mark(registry.conferences[conference], revised) == printed


def test_every_conference_has_a_mark_of_its_year(registry: Registry) -> None:
    for conference in registry.conferences.values():
        printed = mark(conference, revised=True)
        assert f"{conference.year % 100:02}" in printed
        assert printed == " ".join(printed.split())


@pytest.mark.parametrize(
    ("conference", "by_place"),
    [
        ("PP-18", True),
        ("WTSA-16", True),
        ("WTDC-17", True),
        ("RA-15", True),
        ("WCIT-12", True),
        ("WTPF-13", True),
        ("WRC-15", False),
        ("MOB-87", False),
        ("C19", False),
        ("RRC-06", False),
    ],
)
def test_radio_conferences_and_council_sessions_are_cited_by_tag(
    conference: str, by_place: bool, registry: Registry
) -> None:
    assert cited_by_place(registry.conferences[conference]) is by_place


@settings(deadline=None)
@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text("abcÀéñöśüß -", max_size=20))
def test_folding_forgets_case_accents_hyphens_and_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == fold(text.upper()) == fold(unicodedata.normalize("NFD", text))
    assert folded == fold(f"  {text.replace('-', ' ')} ")
    assert folded.isascii()
    assert folded == folded.lower()


def test_a_registry_is_its_content(registry: Registry) -> None:
    again = Registry.load()
    assert again is not registry
    assert again.digest == registry.digest
    assert list(again.histories) == list(registry.histories)


def test_an_instrument_of_the_registry_is_a_value(registry: Registry) -> None:
    made = registry.instrument("RA", "resolution", "6")
    assert made == Instrument("ra", "resolution", "6")

"""Redlines flattened into a text: readings of each state, and nothing that is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from itugraph import Citation
from itugraph.identifiers import split_suffix

from .support import citations, registry, table

WINDOWS: list[dict[str, Any]] = table("flattened.toml")["window"]
CLEAN: list[dict[str, Any]] = table("flattened.toml")["clean"]
EACH = pytest.mark.parametrize("window", WINDOWS, ids=lambda w: w["about"])


@dataclass(frozen=True)
class Case:
    """A window's text with its frame, and its record."""

    text: str
    record: Citation


def framed(row: dict[str, Any]) -> str:
    frames = dict(table("flattened.toml")["frames"])
    frames |= {f"forms {name}": text for name, text in table("forms.toml")["frames"].items()}
    return frames[row["within"]] + row["text"] if "within" in row else row["text"]


def read(row: dict[str, Any]) -> Case:
    text = framed(row)
    found = [c for c in citations(text) if not c.self_]
    assert [c.surface for c in found] == [row["surface"]]
    return Case(text, found[0])


def readings(citation: Citation) -> set[str]:
    return {f"{a.state} {a.edition}" for a in citation.alternatives}


def test_the_windows_are_many() -> None:
    assert len(WINDOWS) >= 20


@EACH
def test_a_window_is_one_undecided_record(window: dict[str, Any]) -> None:
    case = read(window)
    assert case.record.ambiguous
    assert case.record.edition is None
    assert case.record.change is None
    assert case.record.rule is None
    assert case.text[case.record.start : case.record.end] == window["surface"]


@EACH
def test_what_each_state_said_is_among_the_readings(window: dict[str, Any]) -> None:
    said = {f"{state} {path}" for state in ("before", "after") for path in window[state]}
    assert said <= readings(read(window).record)


@EACH
def test_nothing_else_is_among_them(window: dict[str, Any]) -> None:
    said = {f"{state} {path}" for state in ("before", "after") for path in window[state]}
    also = set(window.get("also", ()))
    assert "*" in also or readings(read(window).record) <= said | also


@EACH
def test_a_reading_is_a_whole_that_the_registry_knows(window: dict[str, Any]) -> None:
    for reading in read(window).record.alternatives:
        row = registry().row(reading.edition or "")
        assert row is not None
        assert row.instrument == reading.instrument
        plain, suffix = split_suffix(reading.body, reading.type, reading.number)
        assert reading.instrument == f"{reading.body.lower()}/{reading.type}/{plain}"
        assert suffix in (None, row.suffix)
        conference = registry().conferences[reading.conference or ""]
        assert (conference.id, conference.year) == (row.conference, reading.year)


@EACH
def test_no_reading_stands_twice(window: dict[str, Any]) -> None:
    alternatives = read(window).record.alternatives
    assert len(set(alternatives)) == len(alternatives) <= 8


@EACH
def test_what_the_readings_agree_on_is_said_and_the_rest_is_null(window: dict[str, Any]) -> None:
    record = read(window).record
    for key in ("body", "number", "state", "place", "year", "conference", "instrument"):
        values = {getattr(reading, key) for reading in record.alternatives}
        if len(values) > 1:
            assert getattr(record, key) is None, key
    bodies = {reading.body for reading in record.alternatives}
    if len(bodies) == 1:
        assert record.body in bodies


def test_a_later_conference_than_the_base_is_never_cited_before() -> None:
    for window in WINDOWS:
        if "within" not in window:
            continue
        base = {"pp": "PP-14", "wtsa": "WTSA-16"}[window["within"]]
        latest = registry().conferences[base].key
        for reading in read(window).record.alternatives:
            conference = registry().conferences[reading.conference or ""]
            assert reading.state == "after" or conference.key <= latest


def test_each_member_of_a_list_has_a_window_of_its_own() -> None:
    first = "Resolutions 101 (Rev. Busan, 2014Dubai, 2018)"
    second = "102 (Rev. Busan, 2014Dubai, 2018)"
    found = citations(f"Names are told by {first} and {second} of the Plenipotentiary Conference.")
    assert [c.surface for c in found] == [first, second]
    assert [readings(c) for c in found] == [
        {f"before pp/resolution/{number}/2014", f"after pp/resolution/{number}/2018"}
        for number in (101, 102)
    ]


def test_whole_citations_one_behind_the_other_are_told_apart() -> None:
    row = {
        "within": "pp",
        "text": "a)\tResolution 44 (Rev. Dubai, 2012)Resolution 45 (Rev. Hammamet, 2016) of WTSA;",
    }
    first, second = (c for c in citations(framed(row)) if not c.self_)
    assert first.surface == "Resolution 44 (Rev. Dubai, 2012)"
    assert first.ambiguous
    assert {reading.edition for reading in first.alternatives} == {"wtsa/resolution/44/2012"}
    assert "before" in {reading.state for reading in first.alternatives}
    assert (second.edition, second.state, second.change) == (
        "wtsa/resolution/45/2016",
        "after",
        "added",
    )


def test_a_clean_citation_of_a_redline_never_claims_a_state_that_is_not_sure() -> None:
    row = {"within": "pp", "text": "a)\tResolution 50 (Rev. Dubai, 2012) of WTSA;"}
    [citation] = [c for c in citations(framed(row)) if not c.self_]
    assert citation.ambiguous
    assert citation.state is None
    assert (citation.body, citation.number) == ("WTSA", "50")
    assert {"before"} < {reading.state for reading in citation.alternatives}


def test_the_title_of_a_redline_is_the_document_s_own_in_both_states() -> None:
    text = table("flattened.toml")["frames"]["pp"] + "a)\tits duties;"
    [title] = citations(text)
    assert title.self_
    assert title.ambiguous
    assert title.clause == "title"
    assert (title.body, title.number) == ("PP", "167")
    assert readings(title) == {"before pp/resolution/167/2014", "after pp/resolution/167/2018"}


@pytest.mark.parametrize(
    "text",
    [
        "The league passed Resolution 4 (Vienna, 2010Lima, 2015) at dawn.",
        "Members of the club know Decision 12 (Rev. Oslo, 19992004) by heart.",
        "Signed was Opinion 3 (Rome, 20012 (Paris, 2003) by the judges.",
    ],
)
def test_run_together_marks_of_nobody_s_conference_are_nothing(text: str) -> None:
    assert citations(text) == ()


@pytest.mark.parametrize("row", CLEAN, ids=lambda row: row["about"])
def test_a_clean_text_is_never_taken_for_a_redline(row: dict[str, Any]) -> None:
    found = [c for c in citations(framed(row)) if not c.self_]
    assert [c.target for c in found] == row["cites"]
    for citation in found:
        assert (citation.state, citation.change, citation.ambiguous) == ("both", None, False)
        assert "flattened" not in citation.notes

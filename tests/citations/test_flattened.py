"""Redlines flattened into a text: what each state cites, and nothing that is not known.

The texts are in ../data/flattened.toml, with their changes marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from itugraph import Citation
from itugraph.citations.redline import redline
from itugraph.identifiers import split_suffix
from itugraph.model import Reading
from itugraph.reading import read_bytes

from .support import citations, forms, joined, registry, table

WINDOWS: list[dict[str, Any]] = table("flattened.toml")["window"]
CLEAN: list[dict[str, Any]] = table("flattened.toml")["clean"]
RIGHT = [window for window in WINDOWS if "known_wrong" not in window]
EACH = pytest.mark.parametrize("window", RIGHT, ids=lambda w: w["about"])
STATES = ("before", "after")
# The windows that are read wrongly today: the table may lose some, never gain one.
MOST_WRONG = 0
OPEN_WITH_BODY = ("body", "instrument", "edition")
NAMED = ("type", "body", "number", "revised", "year", "instrument", "edition")


@dataclass(frozen=True)
class Case:
    """A window's text with its frame, the texts of its states, and its records."""

    text: str
    states: dict[str, str]
    records: tuple[Citation, ...]

    def committed(self, state: str) -> list[Citation]:
        return [c for c in self.records if not c.ambiguous and c.state in ("both", state)]

    def questions(self) -> list[Citation]:
        return [c for c in self.records if c.ambiguous]

    def readings(self, state: str) -> set[str | None]:
        return {r.edition for c in self.questions() for r in c.alternatives if r.state == state}


def framed(row: dict[str, Any], text: str) -> str:
    frames = dict(table("flattened.toml")["frames"])
    frames |= {f"forms {name}": text for name, text in table("forms.toml")["frames"].items()}
    return frames[row["within"]] + text if "within" in row else text


def text_of(row: dict[str, Any]) -> str:
    return framed(row, re.sub(r"[][{}]", "", row["marked"]))


def state_of(row: dict[str, Any], state: str) -> str:
    """Return the text of one state; of the frame only its body is needed."""
    gone = r"\{[^}]*\}" if state == "before" else r"\[[^]]*\]"
    text = re.sub(r"[][{}]", "", re.sub(gone, "", row["marked"]))
    return framed({"within": f"forms {row['within']}"}, text) if "within" in row else text


@cache
def read(about: str) -> Case:
    [row] = [row for row in WINDOWS if row["about"] == about]
    text = text_of(row)
    found = tuple(c for c in citations(text) if not c.self_)
    return Case(text, {state: state_of(row, state) for state in STATES}, found)


def wrong(window: dict[str, Any]) -> Iterator[str]:
    """Yield what comes out that is not so, or is missing."""
    case, open_ = read(window["about"]), window.get("open", [])
    for state in STATES:
        sure = {c.edition for c in case.committed(state)}
        left = {path for path in window[state] if f"{state} {path}" in open_}
        for path in sure - set(window[state]):
            yield f"{state} {path} is committed"
        for path in set(window[state]) - left - sure:
            yield f"{state} {path} is not committed"
        for path in left - sure - case.readings(state):
            yield f"{state} {path} is not among the readings"


def test_the_windows_are_many() -> None:
    assert len(RIGHT) >= 30


@EACH
def test_what_each_state_cites_is_committed_and_nothing_else(window: dict[str, Any]) -> None:
    assert list(wrong(window)) == []


def test_windows_that_are_read_wrongly_become_no_more() -> None:
    marked = [window for window in WINDOWS if "known_wrong" in window]
    assert len(marked) <= MOST_WRONG
    assert [window["about"] for window in marked if not list(wrong(window))] == []


@EACH
def test_the_table_says_what_the_states_cite_by_themselves(window: dict[str, Any]) -> None:
    case = read(window["about"])
    for state in STATES:
        cited = [c for c in citations(case.states[state]) if not c.self_]
        said = {c.edition for c in cited} | {r.edition for c in cited for r in c.alternatives}
        assert set(window[state]) <= said


@EACH
def test_a_committed_citation_reads_as_its_state_prints_it(window: dict[str, Any]) -> None:
    case = read(window["about"])
    for state in STATES:
        printed = citations(case.states[state])
        for record in case.committed(state):
            # Of a list whose other member is open only the number and its mark are sure.
            [twin] = [c for c in printed if c.surface.endswith(record.surface)]
            assert twin.surface == record.surface or case.readings(state)
            for key in NAMED:
                # The other state may tell the body that this one leaves open.
                if twin.body is not None or key not in OPEN_WITH_BODY:
                    assert getattr(record, key) == getattr(twin, key), key


@EACH
def test_a_committed_citation_stands_where_its_pieces_say(window: dict[str, Any]) -> None:
    case = read(window["about"])
    for record in case.records:
        assert joined(case.text, record.pieces) == record.surface
        assert all(a < b for a, b in record.pieces)
        assert list(record.pieces) == sorted(record.pieces)


@EACH
def test_a_committed_citation_says_how_sure_it_is(window: dict[str, Any]) -> None:
    for record in read(window["about"]).records:
        if record.ambiguous:
            assert (record.confidence, record.change) == (None, None)
        else:
            assert 0.9 <= (record.confidence or 0) < 1
            assert record.alternatives == ()


@EACH
def test_an_edition_that_the_registry_does_not_know_is_told(window: dict[str, Any]) -> None:
    case = read(window["about"])
    for record in (c for state in STATES for c in case.committed(state)):
        known = registry().row(record.edition or "") is not None
        assert known != ("unknown-edition" in record.notes)
        assert known != (record.edition in window.get("unknown", ()))


@EACH
def test_what_takes_the_place_of_an_older_edition_says_so(window: dict[str, Any]) -> None:
    case = read(window["about"])
    if case.questions():
        return
    old = {c.instrument: c for c in case.committed("before")}
    for record in case.committed("after"):
        replaced = old.get(record.instrument)
        assert record.replaces == (replaced.id if replaced else None)
        assert record.change == ("retargeted" if replaced else "added")
    assert {c.change for c in old.values()} == {"removed"}


@EACH
def test_there_is_at_most_one_question_a_state(window: dict[str, Any]) -> None:
    asked = [c.state for c in read(window["about"]).questions()]
    assert len(asked) == len(set(asked)) <= 2


@EACH
def test_readings_are_whole_and_stand_once(window: dict[str, Any]) -> None:
    for record in read(window["about"]).questions():
        readings = record.alternatives
        assert 1 < len(readings) <= 8
        named = [(r.state, r.body, r.number, r.place, r.year) for r in readings]
        assert len(set(named)) == len(named)
        for reading in readings:
            agrees(reading)


def agrees(reading: Reading) -> None:
    """Assert that the parts of a reading fit each other."""
    plain, _ = split_suffix(reading.body, reading.type, reading.number)
    assert reading.instrument == f"{reading.body.lower()}/{reading.type}/{plain}"
    assert (reading.edition or "").startswith(f"{reading.instrument}/")
    conference = registry().conferences[reading.conference or ""]
    assert (conference.body, conference.year) == (reading.body, reading.year)


@EACH
def test_probabilities_descend_and_are_one_in_all(window: dict[str, Any]) -> None:
    for record in read(window["about"]).questions():
        stated = [r.probability for r in record.alternatives if r.probability is not None]
        assert stated == sorted(stated, reverse=True)
        assert all(0 < p < 1 for p in stated)
        assert sum(stated) <= 1.005


@EACH
def test_what_the_readings_agree_on_is_said_and_the_rest_is_null(window: dict[str, Any]) -> None:
    for record in read(window["about"]).questions():
        for key in ("body", "number", "state", "place", "year", "conference", "instrument"):
            values = {getattr(reading, key) for reading in record.alternatives}
            assert getattr(record, key) == (values.pop() if len(values) == 1 else None), key
        assert record.edition is None


def test_a_later_conference_than_the_base_is_never_cited_before() -> None:
    for window in WINDOWS:
        if "within" not in window:
            continue
        base = {"pp": "PP-14", "wtsa": "WTSA-16"}[window["within"]]
        latest = registry().conferences[base].key
        case = read(window["about"])
        told = [*case.committed("before")]
        told += [r for c in case.questions() for r in c.alternatives if r.state != "after"]  # type: ignore[misc]
        for cited in told:
            conference = registry().conferences[cited.conference or ""]
            assert conference.key <= latest


def test_each_member_of_a_list_is_read() -> None:
    first = "Resolutions 101 (Rev. Busan, 2014Dubai, 2018)"
    second = "102 (Rev. Busan, 2014Dubai, 2018)"
    found = citations(f"Names are told by {first} and {second} of the Plenipotentiary Conference.")
    told = [(c.state, c.edition, c.surface.replace("Resolutions ", "")) for c in found]
    assert sorted(told) == [
        ("after", "pp/resolution/101/2018", "101 (Rev. Dubai, 2018)"),
        ("after", "pp/resolution/102/2018", "102 (Rev. Dubai, 2018)"),
        ("before", "pp/resolution/101/2014", "101 (Rev. Busan, 2014)"),
        ("before", "pp/resolution/102/2014", "102 (Rev. Busan, 2014)"),
    ]


def test_whole_citations_one_behind_the_other_are_told_apart() -> None:
    row = {
        "within": "pp",
        "marked": "a)\t[Resolution 44 (Rev. Dubai, 2012)]{Resolution 45 (Rev. Hammamet, 2016)} "
        "of WTSA;",
    }
    first, second = (c for c in citations(text_of(row)) if not c.self_)
    assert first.surface == "Resolution 44 (Rev. Dubai, 2012)"
    said = {first.state} if not first.ambiguous else {r.state for r in first.alternatives}
    assert "before" in said
    assert (second.edition, second.state, second.change) == (
        "wtsa/resolution/45/2016",
        "after",
        "added",
    )


@pytest.mark.parametrize("end", [";", ",", ";\nb)\tthe rest;\nc)\tits duties,"])
def test_a_clean_citation_of_a_redline_never_claims_a_state_that_is_not_sure(end: str) -> None:
    """It was superseded before the draft's own conference: kept or deleted, hardly inserted."""
    row = {"within": "pp", "marked": f"a)\tResolution 50 (Rev. Dubai, 2012) of WTSA{end}"}
    [citation] = [c for c in citations(text_of(row)) if not c.self_]
    assert (citation.body, citation.number) == ("WTSA", "50")
    if citation.ambiguous:
        shares = {reading.state: reading.probability or 0.0 for reading in citation.alternatives}
        assert citation.state is None
        assert max(shares.values()) < 0.9
        assert shares["before"] + shares["both"] >= 0.9
    else:
        assert citation.state in ("before", "both")
        assert (citation.confidence or 0.0) >= 0.9


def test_the_title_of_a_redline_is_the_document_s_own_in_both_states() -> None:
    text = table("flattened.toml")["frames"]["pp"] + "a)\tits duties;"
    new, old = citations(text)
    assert (old.self_, new.self_) == (True, True)
    assert (old.clause, new.clause) == ("title", "title")
    assert (old.state, old.edition) == ("before", "pp/resolution/167/2014")
    assert (new.state, new.edition) == ("after", "pp/resolution/167/2018")
    assert new.replaces == old.id


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
    found = [c for c in citations(framed(row, row["text"])) if not c.self_]
    assert [c.target for c in found] == row["cites"]
    for citation in found:
        assert (citation.state, citation.change, citation.ambiguous) == ("both", None, False)
        assert "flattened" not in citation.notes


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.about)
def test_a_sentence_of_one_state_never_goes_through_the_decoder(form: Any) -> None:
    document = read_bytes("text.txt", form.text.encode(), ".txt")
    assert redline(document, registry()).kind == "none"


def test_what_may_stand_in_either_state_is_one_record_with_the_readings_of_both() -> None:
    text = (
        "D;\nc)\tRe Resolution 45 (Rev. Hammamet, 2016) of sition.] \n\n"
        "ed)\tResolution 59 (Re, 2014Buenos Aires, 2017) of WTDt;,\nf)\tt"
    )
    found = citations(text)
    assert len({citation.id for citation in found}) == len(found) > 1

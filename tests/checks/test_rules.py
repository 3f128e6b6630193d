"""The rules on texts of our own: what is found, how sure, what is suggested.

The texts are in ../data/checks.toml.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from itugraph.checks import Finding, check
from itugraph.errors import InputError
from itugraph.model import Document, Run
from itugraph.reading import read_bytes
from itugraph.registry import Registry
from itugraph.registry.dates import AsOf, as_of, surely_by

TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "checks.toml").read_text("utf-8")
)
CASES: list[dict[str, Any]] = TABLE["case"]
REGISTRY = Registry.load()


def found(text: str, date: AsOf | None = None) -> tuple[Finding, ...]:
    """Return what is found in a text."""
    return check(read_bytes("draft.txt", text.encode()), REGISTRY, date).findings


def printed(finding: Finding) -> str:
    """Return a finding as the table has it."""
    told = f"{finding.severity} {finding.rule} {finding.citation.surface}"
    return f"{told} -> {finding.suggestion}" if finding.suggestion else told


def whole(case: dict[str, Any]) -> str:
    """Return the text of a case with its head."""
    head: str = TABLE["heads"].get(case.get("head"), "")
    return head + str(case["text"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_what_is_wrong_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    date = as_of(case["as_of"], REGISTRY) if "as_of" in case else None
    assert [printed(f) for f in found(whole(case), date)] == case["finds"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_an_error_rests_on_verified_facts_and_stands_on_its_characters(
    case: dict[str, Any],
) -> None:
    text = whole(case)
    for finding in found(text, as_of(case["as_of"], REGISTRY) if "as_of" in case else None):
        assert text[slice(*finding.span)] == finding.citation.surface
        if finding.severity == "error":
            assert {fact.evidence for fact in finding.why} == {"verified"}


def test_the_current_edition_is_named() -> None:
    [finding] = found(
        "We apply Resolution 44 (Rev. Dubai, 2012) of WTSA.\n", as_of("PP-18", REGISTRY)
    )
    assert finding.message == (
        "WTSA Resolution 44 (Rev. Dubai, 2012) was replaced by "
        "WTSA Resolution 44 (Rev. Hammamet, 2016)"
    )


def test_a_newer_edition_that_is_not_verified_is_told_with_the_one_that_is() -> None:
    [finding] = found(
        "We apply Resolution 44 (Rev. Dubai, 2012) of WTSA.\n", as_of("WTSA-20", REGISTRY)
    )
    assert finding.severity == "error"
    assert "(Rev. Geneva, 2022) (unchecked); WTSA-16 adopted" in finding.message


def test_a_merged_text_names_the_one_it_went_into() -> None:
    [finding] = found(
        "We apply Resolution 57 (Rev. Dubai, 2012) of WTSA.\n", as_of("PP-18", REGISTRY)
    )
    assert finding.message.endswith("was merged into WTSA Resolution 18 by WTSA-16")


def test_a_text_without_a_date_is_checked_for_the_newest_conference() -> None:
    document = read_bytes("letter.txt", b"The Assembly of Resolution 44 (Dubai, 2012) met.\n")
    checked = check(document, REGISTRY)
    assert (checked.date.told, checked.date.conference) == ("registry", REGISTRY.newest)


def test_a_sentence_about_a_conference_is_no_enacting_line() -> None:
    text = (
        "The World Telecommunication Standardization Assembly made Resolution 44 (Dubai, 2012),\n"
        "and then Resolution 44 (Rev. Hammamet, 2016) of WTSA.\n"
    )
    assert check(read_bytes("letter.txt", text.encode()), REGISTRY).date.told == "registry"


def test_of_a_redline_the_text_that_is_proposed_is_checked() -> None:
    old, new = "Resolution 44 (Rev. Dubai, 2012)", "Resolution 44 (Rev. Hammamet, 2016)"
    text = f"We apply {old}{new} of WTSA.\n"
    at = len("We apply ")
    for marks, wrong in ((("deleted", "inserted"), []), (("inserted", "deleted"), [old])):
        middle, end = at + len(old), at + len(old) + len(new)
        runs = (
            Run(0, at, "kept"),
            Run(at, middle, marks[0]),
            Run(middle, end, marks[1]),
            Run(end, len(text), "kept"),
        )
        document = Document("draft.docx", "0" * 16, text, runs)
        findings = check(document, REGISTRY, as_of("PP-18", REGISTRY)).findings
        assert [f.citation.surface for f in findings] == wrong


@pytest.mark.parametrize("text", ["PP-19", "2018-13-01", "yesterday", "", "0016", "٢٠١٦"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="neither a conference"):
        as_of(text, REGISTRY)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("2016", "2016-12-31"),
        ("2016-11-02", "2016-11-02"),
        ("WTSA-16", "2016-11-03"),
        ("wtsa-2016", "2016-11-03"),
        ("C16", "2016-12-31"),
        ("RA-93", "1993-12-31"),
    ],
)
def test_a_year_and_a_conference_of_unknown_day_count_from_their_end(
    text: str, last_day: str
) -> None:
    assert as_of(text, REGISTRY).last_day == last_day


def test_a_conference_of_unknown_day_has_closed_by_the_end_of_its_year() -> None:
    session = REGISTRY.conferences["C16"]
    found = [surely_by(session, as_of(text, REGISTRY)) for text in ("2016-12-30", "2016", "C16")]
    assert found == [False, True, True]

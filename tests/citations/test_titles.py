"""What a text says of itself: its own number, and whose bare numbers it cites.

The heads are in ../data/titles.toml.
"""

from __future__ import annotations

from typing import Any

import pytest

from .support import citations, table

CASES: list[dict[str, Any]] = table("titles.toml")["title"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
CLAUSE = "noting\na)\tResolution 139 (Rev. Bucharest, 2022),\n"


@EACH
def test_the_title_is_the_document_s_own_number(case: dict[str, Any]) -> None:
    title, _ = citations(case["text"] + CLAUSE)
    assert title.self_
    assert title.surface == case["surface"]
    assert f"{title.type} {title.body} {title.number}" == case["is"]
    assert title.target == case["target"]
    assert (title.clause, title.verb, title.item) == ("title", None, None)
    assert not title.ambiguous


@EACH
def test_what_the_text_cites_is_not_its_own(case: dict[str, Any]) -> None:
    _, cited = citations(case["text"] + CLAUSE)
    assert not cited.self_
    assert cited.target == "pp/resolution/139/2022"
    assert (cited.clause, cited.item) == ("noting", "a)")


@pytest.mark.parametrize("case", [c for c in CASES if "own" in c], ids=lambda c: c["about"])
def test_a_bare_number_is_the_citing_text_s_body_s(case: dict[str, Any]) -> None:
    _, cited = citations(case["text"] + "noting\na)\tthat Resolution 5 has to be kept,\n")
    assert (cited.surface, cited.target, cited.rule) == ("Resolution 5", case["own"], "own-body")
    assert cited.edition is None
    assert cited.revised is None


@EACH
def test_its_own_number_further_down_is_a_citation(case: dict[str, Any]) -> None:
    tail = f"noting\na)\tthat the older words of {case['surface']} were unclear;\n"
    title, again = citations(case["text"] + tail)
    assert (title.self_, again.self_) == (True, False)
    assert again.target == title.target


def test_a_letter_that_begins_with_a_citation_has_no_title() -> None:
    text = "Resolution 25 (Rev. Dubai, 2018) was sent to you.\nResolution 5 was not.\n"
    assert [c.self_ for c in citations(text)] == [False] * len(citations(text))


def test_a_list_is_no_title() -> None:
    text = "Resolutions 25 and 48 (Rev. Dubai, 2018)\nA subject of our own\n"
    assert [(c.number, c.self_) for c in citations(text)] == [("25", False), ("48", False)]


def test_only_the_first_title_is_the_document_s_where_no_line_enacts_the_second() -> None:
    first, second = (
        c["text"] for c in CASES if c["is"] in ("resolution PP 25", "resolution PP 71")
    )
    found = citations(first + second.partition("The Pleni")[0] + "noting\nthe work done,\n")
    assert [(c.number, c.self_) for c in found] == [("25", True), ("71", False)]


def test_each_document_of_a_collection_has_a_title_of_its_own() -> None:
    heads = [c["text"] for c in CASES if c["is"] in ("resolution PP 25", "resolution PP 71")]
    found = citations("".join(heads))
    assert [(c.number, c.self_) for c in found] == [("25", True), ("71", True)]


def test_a_sentence_about_a_body_and_its_resolution_enacts_nothing() -> None:
    text = (
        "The Council, by its Resolution 1336 (mod. 2019), set up a working group.\n"
        "Resolution 101 (Rev. Dubai, 2018) stands, as do Resolutions 102 and 133.\n"
    )
    assert [(c.target, c.rule) for c in citations(text)] == [
        ("council/resolution/1336/c19", "range"),
        ("pp/resolution/101/2018", "place-year"),
        ("pp/resolution/102", "range"),
        ("pp/resolution/133", "range"),
    ]

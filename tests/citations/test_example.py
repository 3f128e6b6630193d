"""The draft in data/examples: a redline whose two states run together in the text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import itugraph
from itugraph import Citation, extract
from itugraph.citations.records import jsonl
from itugraph.reading import read_bytes
from itugraph.resources import folder

from .support import DATA, joined, registry

NAME = "resolution-191-draft.txt"
CONTENT = (folder("data") / "examples" / NAME).read_bytes()
TEXT = CONTENT.decode()
GOLD: dict[str, list[dict[str, Any]]] = json.loads(
    (DATA / "seed_must_not_emit.json").read_text("utf-8")
)
KEYS = ("body", "number", "place", "year")


@pytest.fixture(scope="module")
def found() -> list[Citation]:
    return extract(read_bytes(NAME, CONTENT), registry())


def stated(citations: list[Citation]) -> list[dict[str, Any]]:
    """Return what is stated: each decided record, and each reading of the others."""
    rows = []
    for citation in citations:
        told = [*citation.alternatives] if citation.ambiguous else [citation]
        rows += [{key: getattr(t, key) for key in (*KEYS, "state")} for t in told]
        for row in rows[len(rows) - len(told) :]:
            row["decided"] = not citation.ambiguous
    return rows


def meant(wrong: dict[str, Any], row: dict[str, Any]) -> bool:
    """Return whether a statement is one that must not be made."""
    same = all(
        wrong[key] is None or str(wrong[key]).casefold() == str(row[key]).casefold() for key in KEYS
    )
    if wrong["number"] == "57" and wrong["state"] == "both" and not row["decided"]:
        return False  # whether 57 is kept is open: a reading may say so, a record may not
    return same and wrong["state"] in (None, row["state"])


@pytest.mark.parametrize(
    "wrong", GOLD["must_not_emit"], ids=lambda w: " ".join(map(str, w.values()))
)
def test_a_mixture_of_the_two_states_is_never_stated(
    wrong: dict[str, Any], found: list[Citation]
) -> None:
    assert [row for row in stated(found) if meant(wrong, row)] == []


@pytest.mark.parametrize("row", GOLD["must_hold"], ids=lambda r: " ".join(r.values()))
def test_what_either_state_cites_is_held(row: dict[str, str], found: list[Citation]) -> None:
    held = {(citation.body, citation.number) for citation in found}
    held |= {(reading.body, reading.number) for c in found for reading in c.alternatives}
    assert (row["body"], row["number"]) in held


def test_the_lists_are_whole() -> None:
    assert len(GOLD["must_not_emit"]) == 30
    assert len(GOLD["must_hold"]) == 11


def test_a_mixture_would_be_noticed() -> None:
    row = {"body": "WTSA", "number": "57", "place": "Dubai", "year": 2012}
    wrong = [w for w in GOLD["must_not_emit"] if w["number"] == "57"]
    assert any(meant(w, row | {"state": "both", "decided": True}) for w in wrong)
    assert not any(meant(w, row | {"state": "both", "decided": False}) for w in wrong)
    assert any(meant(w, row | {"state": "after", "decided": False}) for w in wrong)
    assert not any(meant(w, row | {"state": "before", "decided": True}) for w in wrong)


def test_every_record_lies_where_it_says(found: list[Citation]) -> None:
    assert found
    for citation in found:
        assert joined(TEXT, citation.pieces) == citation.surface
        if len(citation.pieces) == 1:
            assert TEXT[citation.start : citation.end] == citation.surface


def test_records_and_readings_are_few(found: list[Citation]) -> None:
    assert len(found) <= 40
    assert all(len(citation.alternatives) <= 8 for citation in found)


def test_records_are_sorted(found: list[Citation]) -> None:
    keys = [(c.document, c.start, c.state or "", c.number or "") for c in found]
    assert keys == sorted(keys)


def test_every_reading_is_one_that_the_registry_knows(found: list[Citation]) -> None:
    for citation in found:
        for reading in citation.alternatives:
            if reading.type == "resolution":
                assert registry().row(reading.edition or "") is not None


def test_no_state_cites_a_conference_after_its_own(found: list[Citation]) -> None:
    rows = [row for row in stated(found) if row["year"]]
    assert rows
    assert all(row["year"] <= 2014 for row in rows if row["state"] != "after")
    assert all(row["year"] <= 2018 for row in rows)


def test_only_the_title_is_the_document_s_own(found: list[Citation]) -> None:
    own = {c.state: c for c in found if c.self_}
    assert {state: (c.start, c.clause, c.number) for state, c in own.items()} == {
        "before": (1, "title", "191"),
        "after": (1, "title", "191"),
    }
    assert all(c.number != "191" for c in found if not c.self_)


@pytest.mark.parametrize(
    "words",
    [
        "The Plenipotentiary Conference of the International Telecommunication Union (Busan",
        "Inter-Sector Coordination Task Force in 2015",
        "RA, WTSA and WTDC",
        "this resolution",
        "the next plenipotentiary conference",
        "[bookmark: _Toc406757760]",
        "[footnoteRef:2]1",
    ],
)
def test_what_is_no_citation_has_no_record(words: str, found: list[Citation]) -> None:
    start = TEXT.index(words)
    end = start + len(words)
    assert [c.surface for c in found if c.start < end and start < c.end] == []


def test_clauses_are_told(found: list[Citation]) -> None:
    told = {c.surface: (c.clause, c.verb) for c in found}
    noting = [c for c in found if c.clause == "noting"]
    assert {c.verb for c in noting} == {"noting"}
    assert told["Article 1"] == ("considering", "considering")


def test_ids_are_unique(found: list[Citation]) -> None:
    assert len({c.id for c in found}) == len(found)


def test_an_id_does_not_depend_on_where_the_file_lies(
    found: list[Citation], tmp_path: Path
) -> None:
    moved = tmp_path / "a folder" / "another name.txt"
    moved.parent.mkdir()
    moved.write_bytes(CONTENT)
    again = extract(itugraph.read(moved), registry())
    assert [c.id for c in again] == [c.id for c in found]
    assert {c.document for c in again} == {str(moved)}


def test_an_id_depends_on_the_bytes(found: list[Citation]) -> None:
    again = extract(read_bytes(NAME, CONTENT + b"\n"), registry())
    assert [c.surface for c in again] == [c.surface for c in found]
    assert {c.id for c in again}.isdisjoint(c.id for c in found)


def test_another_process_prints_the_same(found: list[Citation], tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(CONTENT)
    printed = subprocess.run(
        [sys.executable, "-m", "itugraph", "extract", NAME, "--format", "jsonl"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert printed == jsonl(found)

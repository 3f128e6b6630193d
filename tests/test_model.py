"""The values that every part speaks of, and the errors a user can mend."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.errors import InputError, ItugraphError, MissingExtraError
from itugraph.model import (
    BODIES,
    TREATIES,
    TYPES,
    Citation,
    Document,
    Reading,
    Run,
    source_digest,
)
from itugraph.resources import FOLDERS, folder

PLAIN: dict[str, Any] = {
    "document": "letter.txt",
    "source": "0123456789abcdef",
    "language": "en",
    "pieces": ((10, 23),),
    "surface": "Resolution 44",
    "quote": "noting Resolution 44",
    "clause": "noting",
    "verb": "noting",
    "item": None,
    "type": "resolution",
    "body": "WTSA",
    "number": "44",
}
# What names a citation, and another value of each.
NAMING: dict[str, Any] = {
    "source": "fedcba9876543210",
    "pieces": ((10, 24),),
    "state": "after",
    "type": "decision",
    "body": "PP",
    "number": "45",
}
BESIDE: dict[str, Any] = {
    "document": "elsewhere/letter.txt",
    "language": "fr",
    "surface": "Res. 44",
    "quote": "",
    "clause": None,
    "verb": None,
    "item": "a)",
    "revised": True,
    "place": "Hammamet",
    "year": 2016,
    "conference": "WTSA-16",
    "instrument": "wtsa/resolution/44",
    "edition": "wtsa/resolution/44/2016",
    "target": "wtsa/resolution/44/2016",
    "evidence": "verified",
    "change": "kept",
    "replaces": "c0123456789ab",
    "rule": "tag",
    "confidence": 0.99,
    "ambiguous": True,
    "alternatives": (Reading("both", "resolution", "PP", "44"),),
    "notes": ("missing-rev",),
    "self_": True,
    "page": 3,
}


def test_the_closed_lists_are_those_of_the_record() -> None:
    assert set(BODIES) == {
        *("PP", "WTSA", "WTDC", "RA", "WRC", "WCIT", "WTPF", "COUNCIL", "ITU-T", "ITU-R"),
        *("ITU-D", "CS", "CV", "GR", "RR", "ITR", "UNGA", "ECOSOC", "UNSC", "WSIS"),
    }
    assert set(TYPES) == {
        *("resolution", "decision", "recommendation", "opinion", "report", "handbook"),
        *("question", "article", "provision", "appendix", "annex", "wsis-document"),
        *("un-resolution", "document"),
    }
    assert len(set(BODIES)) == len(BODIES)
    assert len(set(TYPES)) == len(TYPES)
    assert set(BODIES) > TREATIES


def test_the_cases_below_name_every_attribute_of_a_citation() -> None:
    given_ = {field.name for field in dataclasses.fields(Citation) if field.init}
    assert given_ == set(PLAIN) | set(NAMING) | set(BESIDE)


def test_the_id_of_a_citation_stays_what_stored_graphs_hold() -> None:
    assert Citation(**PLAIN).id == "c84d730df83ad"


def test_the_id_is_a_digest_of_place_state_and_identity() -> None:
    key = ["0123456789abcdef", [[10, 23]], "both", "resolution", "WTSA", "44"]
    canonical = json.dumps(key, separators=(",", ":")).encode()
    assert Citation(**PLAIN).id == "c" + hashlib.sha256(canonical).hexdigest()[:12]


@pytest.mark.parametrize("name", NAMING)
def test_the_id_changes_with_what_names_the_citation(name: str) -> None:
    assert Citation(**PLAIN | {name: NAMING[name]}).id != Citation(**PLAIN).id


@pytest.mark.parametrize("name", BESIDE)
def test_the_id_does_not_change_with_what_is_told_beside(name: str) -> None:
    assert Citation(**PLAIN | {name: BESIDE[name]}).id == Citation(**PLAIN).id


KEYS = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["0" * 16, "1" * 16]),
        "pieces": st.sampled_from([((0, 3),), ((0, 3), (5, 6)), ((0, 35), (6, 7))]),
        "state": st.sampled_from(["both", "before", "after", None]),
        "type": st.sampled_from(TYPES),
        "body": st.sampled_from([*BODIES, None]),
        "number": st.sampled_from(["1", "11", '1","1', "é", None]),
    }
)


@settings(deadline=None)
@given(KEYS, KEYS)
def test_two_citations_share_an_id_only_where_they_are_the_same(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    left, right = Citation(**PLAIN | one), Citation(**PLAIN | other)
    assert (left.id == right.id) == (one == other)
    assert re.fullmatch(r"c[0-9a-f]{12}", left.id)


def test_a_citation_starts_with_its_first_piece_and_ends_with_its_last() -> None:
    citation = Citation(**PLAIN | {"pieces": ((3, 7), (9, 12), (20, 21))})
    assert (citation.start, citation.end) == (3, 21)


@pytest.mark.parametrize(
    "value",
    [
        Citation(**PLAIN),
        Document("a.txt", "0" * 16, "text"),
        Reading("both", "resolution", "PP", "44"),
        Run(0, 1, "kept"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_frozen_and_can_be_keys(value: Any) -> None:
    field = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, "x")
    # A slotted value has no room for a name that is none of its own.
    assert not hasattr(value, "__dict__")
    assert {value: 1}[dataclasses.replace(value)] == 1


def test_a_document_is_english_and_all_kept_unless_told() -> None:
    document = Document("-", "0" * 16, "text")
    assert (document.language, document.runs, document.warnings) == ("en", (), ())


def test_a_source_is_named_by_its_bytes() -> None:
    assert source_digest(b"abc") == "ba7816bf8f01cfea"
    assert source_digest(b"abc\n") != source_digest(b"abc\r\n")


def test_errors_say_what_and_why_on_one_line() -> None:
    error = InputError("draft.docx", "is encrypted")
    assert isinstance(error, ItugraphError)
    assert (error.what, error.reason, str(error)) == (
        "draft.docx",
        "is encrypted",
        "draft.docx: is encrypted",
    )


def test_a_missing_extra_is_told_with_the_command_that_installs_it() -> None:
    error = MissingExtraError("validate --shacl", "shacl")
    assert isinstance(error, ItugraphError)
    assert "pip install 'itugraph[shacl]'" in str(error)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("data", "registry/editions.csv"),
        ("data", "languages/en.toml"),
        ("ontology", "itugraph.ttl"),
        ("ontology", "queries/who-cites.rq"),
    ],
)
def test_data_files_are_found_wherever_python_runs(
    name: str, file: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert folder(name).joinpath(*file.split("/")).is_file()


@pytest.mark.parametrize("name", ["", "tests", "..", "data/registry", "/etc"])
def test_no_other_folder_is_a_folder_of_data(name: str) -> None:
    assert name not in FOLDERS
    with pytest.raises(ValueError, match="no folder of data files"):
        folder(name)

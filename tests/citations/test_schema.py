"""The record of a citation, and the JSON Schema that documents it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from markup import redlined

from itugraph import extract, model
from itugraph.citations.records import jsonl
from itugraph.model import MOST_ALTERNATIVES, QUOTE_LENGTH, TYPES, Citation, Reading
from itugraph.resources import folder

from .support import citations, forms, joined, registry, table, windows

Record = dict[str, Any]
SCHEMA: Record = json.loads((folder("data") / "citation.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
EXAMPLE = (folder("data") / "examples" / "resolution-191-draft.txt").read_text("utf-8")


def printed(citation: Citation) -> Record:
    """Return a citation as a reader of the output gets it."""
    read: Record = json.loads(jsonl([citation]))
    return read


def faults(value: Record) -> list[str]:
    """Return what the schema has against a record."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(value)]


@pytest.fixture(scope="module")
def example() -> list[Record]:
    return [printed(c) for c in citations(EXAMPLE, "resolution-191-draft.txt")]


@pytest.fixture
def decided() -> Record:
    [citation] = citations("We follow Resolution 44 (Rev. Hammamet, 2016) of WTSA.")
    return printed(citation)


@pytest.fixture
def undecided() -> Record:
    """Two bodies met in Dubai in 2012; in the draft which of them is meant before is open."""
    text = table("flattened.toml")["frames"]["pp"]
    text += "a)\tResolution 1 (Rev. Dubai, 2012), on how to work;"
    return next(r for r in map(printed, citations(text)) if len(r["alternatives"]) > 1)


# --------------------------------------------------------------------------- the schema itself


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_keys_of_schema_and_record_are_the_same(decided: Record) -> None:
    assert list(SCHEMA["properties"]) == list(decided)
    assert SCHEMA["required"] == list(decided)
    assert SCHEMA["additionalProperties"] is False


def test_the_keys_of_a_reading_are_the_same(undecided: Record) -> None:
    reading = SCHEMA["$defs"]["alternative"]
    for alternative in undecided["alternatives"]:
        assert list(reading["properties"]) == list(alternative)
    assert reading["required"] == list(reading["properties"])
    assert reading["additionalProperties"] is False


def test_every_key_is_told_in_words() -> None:
    told = [*SCHEMA["properties"].items(), *SCHEMA["$defs"].items()]
    told += SCHEMA["$defs"]["alternative"]["properties"].items()
    for key, value in told:
        assert len(value.get("description", "")) > 10, key


@pytest.mark.parametrize(
    ("allowed", "closed"),
    [
        (SCHEMA["$defs"]["type"], TYPES),
        (SCHEMA["$defs"]["body"], model.BODIES),
        (SCHEMA["$defs"]["state"], get_args(model.State)),
        (SCHEMA["properties"]["evidence"], get_args(model.Evidence)),
        (SCHEMA["properties"]["change"], (*get_args(model.Change), None)),
        (SCHEMA["properties"]["rule"], (*get_args(model.Rule), None)),
    ],
    ids=["type", "body", "state", "evidence", "change", "rule"],
)
def test_the_closed_lists_are_the_model_s(allowed: Record, closed: tuple[object, ...]) -> None:
    assert allowed["enum"] == list(closed)


def test_the_limits_are_the_model_s() -> None:
    assert SCHEMA["properties"]["alternatives"]["maxItems"] == MOST_ALTERNATIVES == 8
    assert SCHEMA["properties"]["quote"]["maxLength"] == QUOTE_LENGTH == 400


# ----------------------------------------------------------------------- records that are right


def test_every_record_of_the_example_is_valid(example: list[Record]) -> None:
    assert example
    assert [fault for r in example for fault in faults(r)] == []


def test_every_record_of_the_forms_is_valid() -> None:
    texts = [form.text for form in forms()]
    texts += [case["text"] for case in table("forms.toml")["undecided"]]
    records = [printed(c) for text in texts for c in citations(text)]
    assert len(records) > len(texts)
    assert [fault for r in records for fault in faults(r)] == []


def test_every_record_of_run_together_windows_is_valid() -> None:
    texts = windows()
    records = [printed(c) for text in texts for c in citations(text)]
    assert len(records) >= len(texts)
    assert [fault for r in records for fault in faults(r)] == []


def test_every_record_of_a_redline_is_valid() -> None:
    drafts = [redlined(case["text"]) for case in table("redlines.toml")["redline"]]
    records = [printed(c) for draft in drafts for c in extract(draft, registry())]
    assert len(records) > len(drafts)
    assert [fault for r in records for fault in faults(r)] == []
    assert {r["change"] for r in records} == {"kept", "added", "removed", "retargeted"}


def test_pieces_ascend_and_frame_the_record(example: list[Record]) -> None:
    for r in example:
        ends = [offset for piece in r["pieces"] for offset in piece]
        assert ends == sorted(set(ends))
        assert (r["start"], r["end"]) == (ends[0], ends[-1])
        assert joined(EXAMPLE, r["pieces"]) == r["surface"]


def test_a_verb_is_an_opener_of_the_table(example: list[Record]) -> None:
    text = (folder("data") / "registry" / "clauses.csv").read_text("utf-8")
    verbs = {row["id"] for row in csv.DictReader(io.StringIO(text))}
    found = {r["verb"] for r in example if r["verb"]}
    assert found
    assert found <= verbs


def test_characters_are_printed_as_they_are() -> None:
    [citation] = citations("See Resolution 54 (Florianópolis, 2004) “of WTSA”.")
    line = jsonl([citation])
    assert "Florianópolis" in line
    assert line.endswith("\n")
    assert line.count("\n") == 1


def test_a_record_may_have_pieces_pages_and_a_forebear(decided: Record) -> None:
    later = decided | {"pieces": [[10, 20], [24, 30]], "start": 10, "end": 30, "page": 3}
    later |= {"state": "after", "change": "retargeted", "replaces": "c0123456789ab"}
    assert faults(later | {"confidence": 0.95}) == []


def test_a_reading_that_was_measured_is_valid() -> None:
    readings = (
        Reading("before", "resolution", "WTSA", "44", "Dubai", 2012, "WTSA-12", probability=0.79),
        Reading("after", "resolution", "WTSA", "44", instrument="wtsa/resolution/44"),
    )
    [citation] = citations("We follow Resolution 44 (Rev. Hammamet, 2016) of WTSA.")
    weighed = replace(citation, ambiguous=True, alternatives=readings)
    assert [a["probability"] for a in printed(weighed)["alternatives"]] == [0.79, None]
    assert faults(printed(weighed)) == []


# ---------------------------------------------------------------------- records that are broken


def dropped(key: str) -> Callable[[Record], Record]:
    return lambda r: {k: v for k, v in r.items() if k != key}


def changed(**values: object) -> Callable[[Record], Record]:
    return lambda r: r | values


def reading_with(**values: object) -> Callable[[Record], Record]:
    return lambda r: r | {"alternatives": [r["alternatives"][0] | values]}


BROKEN_DECIDED: dict[str, Callable[[Record], Record]] = {
    "an id of another form": changed(id="44"),
    "an id in upper case": changed(id="C0123456789AB"),
    "a source that is no digest": changed(source="text.txt"),
    "a language in words": changed(language="English"),
    "a document without a path": changed(document=""),
    "no pieces": changed(pieces=[]),
    "a piece of one end": changed(pieces=[[10]]),
    "a piece of three ends": changed(pieces=[[10, 20, 30]]),
    "a piece before the text": changed(pieces=[[-1, 20]]),
    "an offset in words": changed(start="10"),
    "half an offset": changed(start=10.5),
    "no surface": changed(surface=""),
    "page nought": changed(page=0),
    "a long quote": changed(quote="x" * 401),
    "an item with the wrong sign": changed(item="2 / i)"),
    "a clause over two lines": changed(clause="noting\nfurther  "),
    "a type that is none": changed(type="treaty"),
    "a body that is none": changed(body="WTSC"),
    "a body in small letters": changed(body="wtsa"),
    "no body although it is decided": changed(body=None),
    "no number although it is decided": changed(number=None),
    "no instrument although it is decided": changed(instrument=None, edition=None),
    "no target although it is decided": changed(target=None),
    "no state although it is decided": changed(state=None),
    "no rule although it is decided": changed(rule=None),
    "a number with another hyphen": changed(number="6\u20112"),
    "a number that is no text": changed(number=44),
    "a year in words": changed(year="2016"),
    "a year of six digits": changed(year=200715),
    "a place with two blanks": changed(place="Buenos  Aires"),
    "a conference by its name": changed(conference="Hammamet, 2016"),
    "an instrument with its base": changed(instrument="https://w3id.org/itugraph/id/wtsa"),
    "an edition in upper case": changed(edition="WTSA/resolution/44/2016"),
    "a target that ends in a stroke": changed(target="wtsa/resolution/44/"),
    "an edition of no instrument": changed(ambiguous=True, instrument=None),
    "evidence that is none": changed(evidence="certain"),
    "no evidence": changed(evidence=None),
    "a state that is none": changed(state="during"),
    "a change that is none": changed(change="moved"),
    "a retargeted citation that replaces none": changed(change="retargeted", replaces=None),
    "an added citation that replaces one": changed(change="added", replaces="c0123456789ab"),
    "a rule that is none": changed(rule="guess"),
    "confidence above one": changed(confidence=1.2),
    "confidence in words": changed(confidence="high"),
    "doubt in words": changed(ambiguous="no"),
    "notes in a sentence": changed(notes=["The year does not fit."]),
    "a note twice": changed(notes=["missing-rev", "missing-rev"]),
    "notes as one text": changed(notes="missing-rev"),
    "self in words": changed(self="yes"),
    "a key too many": changed(title="a title"),
}
BROKEN_UNDECIDED: dict[str, Callable[[Record], Record]] = {
    "readings of a decided citation": changed(ambiguous=False),
    "nine readings": lambda r: r | {"alternatives": r["alternatives"][:1] * 9},
    "a reading without a body": reading_with(body=None),
    "a reading without a number": reading_with(number=None),
    "a reading in no state": reading_with(state=None),
    "a reading of a type that is none": reading_with(type="treaty"),
    "a reading with a path in upper case": reading_with(edition="WTSA/44"),
    "a reading surer than sure": reading_with(probability=1.01),
    "a reading with a key too many": reading_with(surface="44"),
    "a reading that lacks a key": lambda r: (
        r | {"alternatives": [dropped("year")(r["alternatives"][0])]}
    ),
    "readings that are no list": changed(alternatives={}),
}


def test_the_records_that_are_broken_below_are_right_to_begin_with(
    decided: Record, undecided: Record
) -> None:
    assert faults(decided) == []
    assert faults(undecided) == []


@pytest.mark.parametrize("fault", BROKEN_DECIDED)
def test_a_broken_record_is_refused(fault: str, decided: Record) -> None:
    assert faults(BROKEN_DECIDED[fault](decided)) != []


@pytest.mark.parametrize("fault", BROKEN_UNDECIDED)
def test_a_broken_undecided_record_is_refused(fault: str, undecided: Record) -> None:
    assert faults(BROKEN_UNDECIDED[fault](undecided)) != []


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_record_that_lacks_a_key_is_refused(key: str, decided: Record) -> None:
    assert faults(dropped(key)(decided)) != []


def test_null_stands_only_where_something_can_be_unknown() -> None:
    assert {
        key
        for key, value in SCHEMA["properties"].items()
        if VALIDATOR.evolve(schema={**value, "$defs": SCHEMA["$defs"]}).is_valid(None)
    } == {
        "page", "clause", "verb", "item", "body", "number", "revised", "place", "year",
        "conference", "instrument", "edition", "target", "state", "change", "replaces", "rule",
        "confidence",
    }  # fmt: skip

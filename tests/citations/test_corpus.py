"""The adopted PP-18 texts, where they are at hand: what holds for every record of them.

The texts are no part of the repository.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import itugraph
from itugraph import Citation, Document
from itugraph.citations.records import jsonl
from itugraph.resources import folder

from .support import joined, names, registry

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "pp18"
Extracted = list[tuple[Document, list[Citation]]]

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"the adopted texts are not at {Path('../shared/corpus/pp18')}"
)


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    documents = [itugraph.read(path) for path in sorted(CORPUS.glob("*.txt"))]
    return [(document, itugraph.extract(document, registry())) for document in documents]


def test_every_record_lies_where_it_says(extracted: Extracted) -> None:
    assert sum(len(citations) for _, citations in extracted) > 500
    for document, citations in extracted:
        for citation in citations:
            assert joined(document.text, citation.pieces) == citation.surface
            assert citation.surface.strip() == citation.surface


def test_every_record_is_valid(extracted: Extracted) -> None:
    schema = json.loads((folder("data") / "citation.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for _, citations in extracted:
        for line in jsonl(citations[::4]).splitlines():
            assert [error.message for error in validator.iter_errors(json.loads(line))] == []


def test_each_text_has_one_number_of_its_own(extracted: Extracted) -> None:
    for document, citations in extracted:
        [own] = [c for c in citations if c.self_]
        type_, _, number = Path(document.path).stem.partition("-")
        assert (own.type, own.body, own.number) == (type_, "PP", number)
        assert own.conference == "PP-18"


def test_no_adopted_text_is_taken_for_a_redline(extracted: Extracted) -> None:
    for _, citations in extracted:
        assert {(c.state, c.change) for c in citations} == {("both", None)}
        assert not any("flattened" in c.notes for c in citations)


def test_records_do_not_overlap_and_have_ids_of_their_own(extracted: Extracted) -> None:
    for _, citations in extracted:
        ends = [offset for c in citations for offset in (c.start, c.end)]
        assert ends == sorted(ends)
    ids = [c.id for _, citations in extracted for c in citations]
    assert len(set(ids)) == len(ids)


def test_what_is_decided_is_whole(extracted: Extracted) -> None:
    for _, citations in extracted:
        for citation in citations:
            if not citation.ambiguous:
                assert citation.target is not None
                assert (citation.instrument, citation.edition) == names(citation.target)


def test_every_citation_of_a_resolution_stands_in_a_clause(extracted: Extracted) -> None:
    for document, citations in extracted:
        outside = [c.surface for c in citations if c.clause is None]
        assert outside == [], document.path

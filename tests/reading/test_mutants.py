"""Files that something went wrong with give a document or a refusal, and nothing else."""

from __future__ import annotations

import pytest

from itugraph.errors import InputError
from itugraph.model import Document
from itugraph.reading import read_bytes, state_text

from .mutants import pdf_mutants, text_mutants, word_mutants

SEED = 20221122


def outcome(content: bytes, suffix: str) -> Document | str:
    """Return the document of some bytes, or the line by which they are refused."""
    try:
        return read_bytes("a", content, suffix)
    except InputError as error:
        return str(error)


@pytest.mark.parametrize("block", range(4))
def test_a_mutated_word_file_is_read_whole_or_refused_in_a_line(block: int) -> None:
    read = 0
    for content in word_mutants(SEED + block, 100):
        document = outcome(content, ".docx")
        if isinstance(document, str):
            assert document.startswith("a: ")
            assert len(document.splitlines()) == 1
            continue
        read += 1
        ends = [0, *(run.end for run in document.runs)]
        assert [run.start for run in document.runs] == ends[:-1]
        assert ends[-1] in (0, len(document.text))
        for state in ("before", "after"):
            assert len(state_text(document.text, document.runs, state).text) <= len(document.text)
        assert all(0 <= start < end <= len(document.text) for start, end in document.notes)
    assert 10 < read < 90  # all of one kind would show that nothing is tried


def test_a_mutated_pdf_is_read_whole_or_refused_in_a_line() -> None:
    read = 0
    for content in pdf_mutants(SEED, 150):
        document = outcome(content, ".pdf")
        if isinstance(document, str):
            assert document.startswith("a: ")
            assert len(document.splitlines()) == 1
            continue
        read += 1
        ends = [0, *(run.end for run in document.runs)]
        assert [run.start for run in document.runs] == ends[:-1]
        assert ends[-1] in (0, len(document.text))
        assert all(0 <= start < end <= len(document.text) for start, end in document.notes)
        starts = [start for start, _ in document.pages]
        assert starts == sorted(set(starts))
        document.text.encode("utf-8")
    assert 20 < read < 145


def test_a_mutated_text_file_is_read_or_refused_in_a_line() -> None:
    found = [outcome(content, ".txt") for content in text_mutants(SEED, 100)]
    refused = [each for each in found if isinstance(each, str)]
    assert all(len(each.splitlines()) == 1 for each in refused)
    assert len(refused) < 60

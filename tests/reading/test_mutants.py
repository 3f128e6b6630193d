"""Files that something went wrong with give a document or a refusal, and nothing else."""

from __future__ import annotations

import pytest

from itugraph.errors import InputError
from itugraph.model import Document
from itugraph.reading import read_bytes, state_text

from .mutants import doc_mutants, html_mutants, pdf_mutants, text_mutants, word_mutants
from .office_files import needs_libreoffice

SEED = 20221122


def outcome(content: bytes, suffix: str) -> Document | str:
    """Return the document of some bytes, or the line by which they are refused."""
    try:
        return read_bytes("a", content, suffix)
    except InputError as error:
        return str(error)


def assert_whole(document: Document) -> None:
    """Fail unless the runs cover the text and the notes stand in it."""
    ends = [0, *(run.end for run in document.runs)]
    assert [run.start for run in document.runs] == ends[:-1]
    assert ends[-1] in (0, len(document.text))
    for state in ("before", "after"):
        assert len(state_text(document.text, document.runs, state).text) <= len(document.text)
    assert all(0 <= start < end <= len(document.text) for start, end in document.notes)


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
        assert_whole(document)
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


def test_a_mutated_page_is_read_whole_or_refused_in_a_line() -> None:
    read = 0
    for content in html_mutants(SEED, 200):
        document = outcome(content, ".html")
        if isinstance(document, str):
            assert document.startswith("a: ")
            assert len(document.splitlines()) == 1
        else:
            read += 1
            assert_whole(document)
    assert 100 < read < 200


@needs_libreoffice
def test_a_mutated_old_word_file_is_read_whole_or_refused_in_a_line() -> None:
    for content in doc_mutants(SEED, 4):  # two seconds each
        document = outcome(content, ".doc")
        if isinstance(document, str):
            assert len(document.splitlines()) == 1
        else:
            assert_whole(document)

"""What sounds like ITU and is not: whole texts, and sentences inside ITU's own texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import itugraph

from .support import DATA, citations, registry, table

TEXTS = sorted((DATA / "negatives").glob("*.txt"))
REFUSED: dict[str, Any] = table("refused.toml")
SOUNDS = re.compile(
    r"\b(?:resolution|decision|recommendation|opinion|report|question|document|article|nos?\.)s?"
    r"\s+[A-Z(]{0,4}\d|\([A-Z][\w ]+, (?:19|20)\d\d\)",
    re.IGNORECASE,
)
SENTENCES = pytest.mark.parametrize("row", REFUSED["sentence"], ids=lambda row: row["about"])


def framed(row: dict[str, Any], sentence: str) -> tuple[str, int, int]:
    """Return a text with the sentence in the midst of citations, and where it stands."""
    head = REFUSED["frames"][row.get("within", "pp")]
    return f"{head}{sentence}\n{REFUSED['tail']}", len(head), len(head) + len(sentence)


def test_the_texts_are_many_short_and_sound_like_it() -> None:
    assert len(TEXTS) >= 20
    for path in TEXTS:
        text = path.read_text("utf-8")
        assert 60 <= len(text.split()) <= 200, path.name
        assert len(SOUNDS.findall(text)) >= 3, path.name


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_of_others_has_no_record(path: Path) -> None:
    found = itugraph.extract(itugraph.read(path), registry())
    assert [(c.surface, c.type, c.body, c.target, c.rule) for c in found] == []


def test_the_sentences_are_many_and_told_apart() -> None:
    assert len(REFUSED["sentence"]) >= 25
    assert len({row["text"] for row in REFUSED["sentence"]}) == len(REFUSED["sentence"])


@SENTENCES
def test_a_sentence_of_an_itu_text_that_cites_nothing_has_no_record(row: dict[str, Any]) -> None:
    text, start, end = framed(row, row["text"])
    found = [c for c in citations(text) if c.end > start and c.start < end]
    assert [(c.surface, c.type, c.body, c.target, c.rule) for c in found] == []


@SENTENCES
def test_the_sentence_leaves_what_stands_around_it_alone(row: dict[str, Any]) -> None:
    text, _, end = framed(row, row["text"])
    plain, _, plain_end = framed(row, "a)\tnothing;")
    around = [(c.surface, c.target, c.self_) for c in citations(text) if c.start >= end or c.self_]
    wanted = [(c.surface, c.target, c.self_) for c in citations(plain)]
    assert around == wanted
    assert sum(1 for c in citations(plain) if c.start >= plain_end) == 1

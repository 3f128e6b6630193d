"""The same paragraph in the six languages cites the same texts."""

from __future__ import annotations

import pytest

from .support import citations, table

CASES = table("six_languages.toml")


@pytest.mark.parametrize("language", sorted(CASES["paragraph"]))
def test_a_paragraph_cites_the_same_texts_in_each_language(language: str) -> None:
    found = citations(CASES["paragraph"][language])
    assert sorted(c.target or "" for c in found) == CASES["targets"]
    assert {c.language for c in found} == {language}
    assert not any(c.ambiguous or c.notes for c in found)


@pytest.mark.parametrize("language", sorted(CASES["paragraph"]))
def test_all_six_paragraphs_in_one_text_are_each_read_in_their_language(language: str) -> None:
    whole = "\n".join(CASES["paragraph"].values())
    found = [c for c in citations(whole) if c.language == language]
    assert sorted(c.target or "" for c in found) == CASES["targets"]

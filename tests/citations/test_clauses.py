"""Which opener and which item a citation stands under, and what of them is quoted.

The texts are in ../data/clauses.toml.
"""

from __future__ import annotations

from typing import Any

import pytest

from .support import citations, registry, table

CASES: list[dict[str, Any]] = table("clauses.toml")["text"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])


def plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").split())


@EACH
def test_a_citation_is_told_by_opener_and_item(case: dict[str, Any]) -> None:
    found = [
        {"number": c.number, "clause": c.clause, "verb": c.verb, "item": c.item}
        for c in citations(case["text"])
    ]
    wanted = [{k: None if v == "none" else v for k, v in row.items()} for row in case["cites"]]
    assert found == wanted


@EACH
def test_a_verb_stands_only_with_an_opener_of_the_table(case: dict[str, Any]) -> None:
    openers = {opener.id: opener.words.lower() for opener in registry().openers}
    for citation in citations(case["text"]):
        if citation.verb is not None:
            assert citation.clause is not None
            assert citation.clause.startswith(openers[citation.verb])


@EACH
def test_a_quote_holds_its_citation(case: dict[str, Any]) -> None:
    for citation in citations(case["text"]):
        for start, end in citation.pieces:  # of a redline's citation one behind the other
            assert plain(case["text"][start:end]) in plain(citation.quote)
        assert len(citation.quote) <= 400


def test_a_quote_is_the_item_and_not_its_neighbours() -> None:
    text = (
        "noting\na)\tfirst of all Resolution 101 (Rev. Dubai, 2018),\n  which is long;\n"
        "b)\tsecondly Resolution 102 (Rev. Dubai, 2018),\nresolves\n1\tto rest,\n"
    )
    first, second = (plain(c.quote) for c in citations(text))
    assert first.startswith("a) first of all")
    assert "secondly" not in first
    assert second == "b) secondly Resolution 102 (Rev. Dubai, 2018),"


@pytest.mark.parametrize("before", [0, 30, 200, 390, 1000])
@pytest.mark.parametrize("after", [0, 30, 200, 390, 1000])
def test_a_long_item_is_quoted_around_its_citation(before: int, after: int) -> None:
    surface = "Resolution 101 (Rev. Dubai, 2018)"
    left = "".join(f"word{n} " for n in range(before // 6))
    right = "".join(f" tail{n}" for n in range(after // 6))
    text = f"noting\na)\tthat {left}{surface}{right};\n"
    [citation] = citations(text)
    whole = text.splitlines()[1]
    assert surface in citation.quote
    assert len(citation.quote) <= 400
    assert set(citation.quote.split()) <= set(whole.split())
    if len(whole) <= 400:
        assert citation.quote == plain(whole)
    else:
        assert len(citation.quote) >= 300


def test_a_quote_of_one_endless_word_is_cut() -> None:
    [citation] = citations("noting\na)\t" + "x" * 3000 + " Resolution 101 (Rev. Dubai, 2018);\n")
    assert len(citation.quote) <= 400
    assert "Resolution 101 (Rev. Dubai, 2018)" in citation.quote

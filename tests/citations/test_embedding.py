"""A redline whose base is known: what was inserted is found, and what is not sure is said."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.citations.embedding import Embedding, EmbeddingError, embed
from itugraph.citations.kept import deletions
from itugraph.errors import ItugraphError
from itugraph.reading import normalise

from .support import table

TABLE = table("embeddings.toml")
GOLD = Path(__file__).resolve().parents[3] / "shared" / "redline"
EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "examples" / "resolution-191-draft.txt"
RANDOM = settings(max_examples=200, deadline=None)
# Few letters, so that most insertions could stand in several places.
PIECES = st.text("ab \n", max_size=6)
REDLINES = st.lists(st.tuples(PIECES, PIECES), max_size=8)


def cases(name: str) -> pytest.MarkDecorator:
    """Return a mark that runs a test for each row of a table."""
    return pytest.mark.parametrize("case", TABLE[name], ids=lambda case: case["about"])


def draft_of(marked: str) -> str:
    return re.sub(r"[{}\[\]]", "", marked)


def base_of(marked: str) -> str:
    return re.sub(r"\{.*?\}|[\[\]]", "", marked, flags=re.DOTALL)


def inserted(embedding: Embedding) -> list[tuple[int, int]]:
    return [(run.start, run.end) for run in embedding.runs if run.mark == "inserted"]


def embedded(base: str, draft: str) -> Embedding | None:
    """Return the embedding, None where it is refused."""
    try:
        return embed(base, draft)
    except EmbeddingError:
        return None


def marked_by(embedding: Embedding, draft: str) -> str:
    """Return a draft with what was found to be inserted in braces."""
    parts = [(draft[run.start : run.end], run.mark == "inserted") for run in embedding.runs]
    return "".join(f"{{{text}}}" if new else text for text, new in parts)


def of_base(embedding: Embedding, draft: str) -> str:
    return "".join(draft[run.start : run.end] for run in embedding.runs if run.mark == "unknown")


@cases("case")
def test_insertions_are_found_where_words_and_lines_end(case: dict[str, Any]) -> None:
    draft, base = draft_of(case["marked"]), base_of(case["marked"])
    embedding = embed(base, draft)
    assert marked_by(embedding, draft) == case["marked"]
    assert (embedding.coverage, embedding.differences) == (1.0, ())


@cases("different")
def test_small_differences_are_bridged_and_told(case: dict[str, Any]) -> None:
    draft, base = draft_of(case["marked"]), case["base"]
    embedding = embed(base, draft)
    assert marked_by(embedding, draft) == case["marked"]
    told = [[d.kind, base[d.start : d.end]] for d in embedding.differences]
    assert told == case["differences"]


@cases("refused")
def test_another_text_is_refused_with_how_much_matches(case: dict[str, Any]) -> None:
    with pytest.raises(EmbeddingError) as error:
        embed(case["base"], case["draft"])
    assert isinstance(error.value, ItugraphError)
    assert isinstance(error.value, ValueError)
    assert 0 <= error.value.matched < 0.7


def test_letters_scattered_in_a_long_text_are_no_base() -> None:
    other = " ".join(
        f"the {number} studies of quality, by working xylophones" for number in range(999)
    )
    base = (
        "few working days ago a bold text was given to our quite brave union, so that it may vary "
        * 2
    )
    with pytest.raises(EmbeddingError):
        embed(base, other)


def test_a_longer_base_is_found_as_far_as_it_stands() -> None:
    draft = "".join(f"paragraph {number} of the report\n" for number in range(40))
    base = draft + "annex, which is not in the draft"
    embedding = embed(base, draft)
    assert of_base(embedding, draft) == draft
    assert embedding.coverage == pytest.approx(len(draft) / len(base))
    assert [(d.kind, d.start, d.end) for d in embedding.differences] == [
        ("missing", len(draft), len(base))
    ]


@RANDOM
@given(REDLINES)
def test_every_redline_gives_its_base_back(redline: list[tuple[str, str]]) -> None:
    base, draft = "".join(old for old, _ in redline), "".join(old + new for old, new in redline)
    embedding = embed(base, draft)
    assert of_base(embedding, draft) == base
    assert len(inserted(embedding)) <= sum(new != "" for _, new in redline)
    assert (embedding.coverage, embedding.differences) == (1.0, ())


@RANDOM
@given(REDLINES)
def test_runs_cover_the_draft_without_a_gap(redline: list[tuple[str, str]]) -> None:
    base, draft = "".join(old for old, _ in redline), "".join(old + new for old, new in redline)
    runs = embed(base, draft).runs
    assert [0, *(run.end for run in runs)] == [*(run.start for run in runs), len(draft)]
    assert all(run.start < run.end for run in runs)
    assert all(one.mark != other.mark for one, other in pairwise(runs))


@RANDOM
@given(REDLINES)
def test_no_embedding_has_fewer_runs(redline: list[tuple[str, str]]) -> None:
    base, draft = "".join(old for old, _ in redline), "".join(old + new for old, new in redline)
    assert len(inserted(embed(base, draft))) == fewest_runs(base, draft)


def fewest_runs(base: str, draft: str) -> int:
    """Return the least number of insertions, by trying every way."""

    @cache
    def least(at: int, place: int, *, inserting: bool) -> float:
        if place == len(draft):
            return 0 if at == len(base) else float("inf")
        best = least(at, place + 1, inserting=True) + (not inserting)
        if at < len(base) and base[at] == draft[place]:
            best = min(best, least(at + 1, place + 1, inserting=False))
        return best

    return int(least(0, 0, inserting=False))


@RANDOM
@given(REDLINES, st.data())
def test_a_stretch_of_the_base_leads_to_its_pieces(
    redline: list[tuple[str, str]], data: st.DataObject
) -> None:
    base, draft = "".join(old for old, _ in redline), "".join(old + new for old, new in redline)
    start = data.draw(st.integers(0, len(base)))
    end = data.draw(st.integers(start, len(base)))
    pieces = embed(base, draft).source(start, end)
    assert "".join(draft[first:last] for first, last in pieces) == base[start:end]
    assert all(one[1] < other[0] for one, other in pairwise(pieces))


@RANDOM
@given(REDLINES, st.data())
def test_the_mask_of_a_window_is_that_of_the_text(
    redline: list[tuple[str, str]], data: st.DataObject
) -> None:
    base, draft = "".join(old for old, _ in redline), "".join(old + new for old, new in redline)
    embedding = embed(base, draft)
    mask = embedding.before_mask(0, len(draft))
    start = data.draw(st.integers(0, len(draft)))
    end = data.draw(st.integers(start, len(draft)))
    assert len(mask) == len(draft)
    assert embedding.before_mask(start, end) == mask[start:end]
    sure = zip(mask, marks(embedding), strict=True)
    assert all(flag == mark for flag, mark in sure if flag != "?")


def marks(embedding: Embedding) -> str:
    """Return the runs of an embedding as flags."""
    return "".join(
        ("0" if run.mark == "inserted" else "1") * (run.end - run.start) for run in embedding.runs
    )


def test_what_could_as_well_be_the_other_thing_is_doubtful() -> None:
    mask = embed("Resolution 44", "Resolution 444").before_mask(0, 14)
    assert mask == "1" * 11 + "???"
    draft = "the role (see above) of the Union, the use (see above) of the Union, as before"
    base = "the role (see above) of the Union, as before"
    assert "?" in embed(base, draft).before_mask(0, len(draft))


@RANDOM
@given(st.text('abAB.,;- \n\t“"', max_size=30), st.text('abAB.,;- \n\t“"', max_size=30))
def test_any_two_texts_are_embedded_or_refused(base: str, draft: str) -> None:
    embedding = embedded(base, draft)
    if embedding is None:
        return
    assert [0, *(run.end for run in embedding.runs)] == [
        *(run.start for run in embedding.runs),
        len(draft),
    ]
    covered = [s.start for s in embedding.stretches] + [
        d.start for d in embedding.differences if d.source == d.source_end
    ]
    assert (covered != []) == (base != "")


def test_the_same_texts_give_the_same_embedding() -> None:
    base, draft = "ab ba ab" * 20, "ab bab a ab" * 20
    assert embed(base, draft) == embed(base, draft)


@cases("deleted")
def test_deletions_are_told_with_their_evidence(case: dict[str, Any]) -> None:
    draft, base = draft_of(case["marked"]), base_of(case["marked"])
    found = {(d.start, d.end) for d in deletions(draft, embed(base, draft))}
    wanted: set[tuple[int, int]] = set()
    at = 0
    for char in case["marked"]:
        if char == "[":
            begin = at
        elif char == "]":
            wanted.add((begin, at))
        at += char not in "[]{}"
    assert found == wanted


HOSTILE = {
    "one letter": ("a" * 60_000, "a" * 120_000),
    "two letters": ("a" * 40_000, "ab" * 60_000),
    "a letter that is missing": ("a" * 60_000 + "b", "a" * 120_000),
    "one word": ("a " * 40_000 + "b", "a " * 60_000),
    "white space": (" " * 40_000 + "x", " " * 60_000 + "x\n" * 100 + " " * 60_000),
    "a base longer than the draft": ("a b " * 40_000, "a b " * 20_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_bounded_time(name: str) -> None:
    base, draft = HOSTILE[name]
    begun = time.process_time()
    embedding = embedded(base, draft)
    assert embedding is None or of_base(embedding, draft) == base
    # An exhaustive comparison would take hours.
    assert time.process_time() - begun < 30


@pytest.fixture(scope="module")
def example() -> tuple[str, Embedding, str]:
    """Return the draft of the example in normal form, its embedding, and its true flags."""
    if not (GOLD.is_dir() and EXAMPLE.is_file()):
        pytest.skip("the base of the example document is not here")
    text = EXAMPLE.read_text("utf-8")
    flat = normalise(text)
    base = normalise((GOLD / "before.txt").read_text("utf-8")).text
    flags = ["1"] * len(text)
    for operation, start, end in json.loads((GOLD / "seed_gold.json").read_text("utf-8"))["ops"]:
        if operation == "insert":
            flags[start:end] = "0" * (end - start)
    truth = "".join(flags[flat.source(at, at + 1)[0]] for at in range(len(flat.text)))
    return flat.text, embed(base, flat.text), truth


def test_insertions_of_the_example_are_found(example: tuple[str, Embedding, str]) -> None:
    _, embedding, truth = example
    found, wanted = marks(embedding), truth
    right = sum(one == other == "0" for one, other in zip(found, wanted, strict=True))
    assert right / found.count("0") >= 0.96
    assert right / wanted.count("0") >= 0.96
    true_runs = [match.span() for match in re.finditer("0+", wanted)]
    near = [
        (start, end)
        for start, end in true_runs
        if any(b - a == end - start and abs(a - start) <= 2 for a, b in inserted(embedding))
    ]
    assert len(near) >= len(true_runs) - 2


def test_what_is_sure_of_the_example_is_right(example: tuple[str, Embedding, str]) -> None:
    draft, embedding, truth = example
    mask = embedding.before_mask(0, len(draft))
    assert all(flag in ("?", true) for flag, true in zip(mask, truth, strict=True))
    assert mask.count("?") < 0.05 * len(mask)

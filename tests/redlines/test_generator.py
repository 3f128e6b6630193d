"""The drafts of the generator: shares of the classes, round trips, habits of editors."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from itugraph.citations import extract
from itugraph.reading import read_bytes
from itugraph.registry import Registry
from tests.redlines.chains import identity
from tests.redlines.draws import ALL, SHARES
from tests.redlines.editing import GRAINS
from tests.redlines.generator import TEST_SEEDS, TUNING_SEEDS, Draft, draft
from tests.redlines.shares import shares

SEEDS = TUNING_SEEDS[:1500]


@cache
def made() -> tuple[Draft, ...]:
    """Return many drafts, made once."""
    return tuple(draft(seed) for seed in SEEDS)


def test_a_seed_decides_the_draft() -> None:
    assert [draft(seed) for seed in (0, 7, 1_000_003)] == [draft(s) for s in (0, 7, 1_000_003)]
    assert len({d.text for d in made()}) == len(made())


def test_seeds_for_tuning_and_for_test_are_apart() -> None:
    assert not set(TUNING_SEEDS) & set(TEST_SEEDS)


@pytest.mark.parametrize("kind", SHARES)
def test_each_class_has_its_share_of_the_citations(kind: str) -> None:
    assert shares(made())[kind] == pytest.approx(SHARES[kind] / ALL, abs=0.015)


def test_operations_cover_the_text_and_read_as_both_states() -> None:
    for d in made():
        assert d.ops[0][1] == 0
        assert d.ops[-1][2] == len(d.text)
        assert all(a[2] == b[1] and a[0] != b[0] for a, b in zip(d.ops, d.ops[1:], strict=False))
        assert "".join(d.text[a:b] for op, a, b in d.ops if op != "i") == d.before
        assert "".join(d.text[a:b] for op, a, b in d.ops if op != "d") == d.after


def test_pieces_joined_are_the_citation_as_printed() -> None:
    for d in made():
        for site in d.sites:
            for gold in (*site.before, *site.after):
                gone = "i" if gold.side == "before" else "d"
                state = d.before if gold.side == "before" else d.after
                joined = "".join(d.text[a:b] for a, b in gold.pieces)
                assert joined == gold.surface
                assert joined in state
                assert gold.cited.number.upper() in joined.upper()
                for start, end in gold.pieces:
                    assert not any(op == gone and a < end and start < b for op, a, b in d.ops), (
                        "a piece holds text of the other state only"
                    )


def test_every_grain_and_order_is_there() -> None:
    editors = Counter((d.editor.grain, d.editor.inserted_first) for d in made())
    for grain, share in GRAINS.items():
        both = editors[grain, False] + editors[grain, True]
        assert both / len(made()) == pytest.approx(share / 100, abs=0.05)
        assert editors[grain, True] / both == pytest.approx(0.15, abs=0.06)


def test_a_silent_deletion_shows_nothing_inside() -> None:
    for d in made():
        for site in d.sites:
            if site.kind == "silent":
                [gold] = site.before
                assert not site.after
                assert len(gold.pieces) == 1
                assert gold.surface == d.text[site.start : site.end]


def test_each_state_read_as_a_clean_text_cites_what_the_gold_says() -> None:
    registry = Registry.load()
    right = wrong = 0
    for d in made()[:60]:
        for side, text in (("before", d.before), ("after", d.after)):
            records = extract(read_bytes("state.txt", text.encode(), ".txt"), registry)
            found = {identity(r.body, r.number, r.place, r.year) for r in records}
            wanted = {gold.identity for site in d.sites for gold in getattr(site, side)}
            right += len(wanted & found)
            wrong += len(wanted ^ found)
    assert wrong <= right / 500

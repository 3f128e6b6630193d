"""The table of confidence is what its script counts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from itugraph.citations.confidence import confidence

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "pp18"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return benchmarks/write_confidence.py."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import write_confidence

    return write_confidence


def test_the_rows_of_the_passages_are_true(script: ModuleType) -> None:
    assert [row for row in script.stored() if row[0] == "passages"] == script.passages()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the texts are no part of the repository")
def test_the_rows_of_the_published_texts_are_true(script: ModuleType) -> None:
    assert [row for row in script.stored() if row[0] == "pp18"] == script.published(CORPUS)


def test_confidence_is_of_both_and_none_where_few_were_seen(script: ModuleType) -> None:
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for _, rule, good, all_ in script.stored():
        right[rule] += good
        seen[rule] += all_
    for rule in script.RULES:
        expected = round((right[rule] + 1) / (seen[rule] + 2), 3) if seen[rule] >= 20 else None
        assert confidence(rule) == expected

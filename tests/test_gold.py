"""The extractor on the labelled clauses of published texts, where those are at hand."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from itugraph.evaluation import read_gold, score
from itugraph.registry import Registry

HERE = Path(__file__).parent / "gold"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "pp18"
SAMPLES = ("pp18-any.jsonl", "pp18-worded.jsonl", "pp18-fresh.jsonl")

needs_texts = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the labelled texts are no part of the repository"
)


@pytest.mark.parametrize("name", SAMPLES)
def test_labels_lie_inside_their_clauses_in_order(name: str) -> None:
    clauses = [json.loads(line) for line in (HERE / name).read_text().splitlines()]
    assert len(clauses) == 100
    for clause in clauses:
        spans = [(c["start"], c["end"]) for c in clause["citations"]]
        assert spans == sorted(spans)
        assert all(clause["start"] <= a < b <= clause["end"] for a, b in spans)


@pytest.mark.parametrize("name", SAMPLES)
@needs_texts
def test_the_sample_is_the_one_its_seed_draws(name: str) -> None:
    sample = name.removeprefix("pp18-").removesuffix(".jsonl")
    drawn = subprocess.run(
        [sys.executable, HERE / "draw_pp18.py", CORPUS, sample],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    labelled = [json.loads(line) for line in (HERE / name).read_text().splitlines()]
    expected = [{key: clause[key] for key in ("document", "start", "end")} for clause in labelled]
    assert [json.loads(line) for line in drawn.splitlines()] == expected


@pytest.mark.parametrize("name", SAMPLES)
@needs_texts
def test_precision_and_recall_of_identity_are_at_least_97_percent(name: str) -> None:
    found = score(read_gold([HERE / name]), Registry.load(), [CORPUS])
    assert found.overall.precision >= 0.97, found.misses
    assert found.overall.recall >= 0.97, found.misses


@needs_texts
def test_the_example_graph_is_what_its_script_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE.parents[1] / "benchmarks"))
    import make_pp18

    stored = HERE.parents[1] / "data" / "examples" / "pp18.nq.gz"
    # Unpacked: another zlib may pack the same facts into other bytes.
    written = gzip.decompress(make_pp18.facts(CORPUS))
    assert written == gzip.decompress(stored.read_bytes())

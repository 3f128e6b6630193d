"""Score the extractor on the labelled PP-18 clauses.

    python tests/gold/score.py FOLDER [SAMPLE.jsonl …]

Precision and recall of identity (type, body, number): a citation is right if a label of the
same identity overlaps its span. Undecided records state no identity and count as nothing.
Misses and false alarms are listed by document and offset.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from itugraph.citations import extract
from itugraph.model import Citation
from itugraph.reading import read
from itugraph.registry import Registry

HERE = Path(__file__).parent
SAMPLES = ("pp18-any.jsonl", "pp18-worded.jsonl", "pp18-fresh.jsonl")


@dataclass
class Score:
    """Counts over the clauses of the samples, and what went wrong."""

    right: int = 0
    found: int = 0
    labelled: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    right_rules: Counter[str] = field(default_factory=Counter)
    exact_spans: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


def score(folder: Path, samples: tuple[str, ...] = SAMPLES) -> Score:
    """Extract the documents of the samples and compare."""
    registry = Registry.load()
    lines = [line for name in samples for line in (HERE / name).read_text().splitlines()]
    extracted: dict[str, list[Citation]] = {}
    result = Score()
    for clause in map(json.loads, lines):
        document = clause["document"]
        if document not in extracted:
            extracted[document] = extract(read(folder / document), registry)
        compare(clause, extracted[document], result)
    return result


def compare(clause: dict, citations: list[Citation], result: Score) -> None:
    """Add one clause to a score."""
    here = [c for c in citations if clause["start"] <= c.start < clause["end"] and not c.ambiguous]
    labels = list(clause["citations"])
    result.labelled += len(labels)
    for citation in here:
        result.found += 1
        result.rules[citation.rule or "none"] += 1
        label = next((label for label in labels if _same(label, citation)), None)
        if label is None:
            result.wrong.append(
                f"{clause['document']} {citation.start}-{citation.end} "
                f"{citation.type} {citation.body} {citation.number} ({citation.rule})"
            )
            continue
        labels.remove(label)
        result.right += 1
        result.right_rules[citation.rule or "none"] += 1
        result.exact_spans += (label["start"], label["end"]) == (citation.start, citation.end)
    result.missed.extend(
        f"{clause['document']} {m['start']}-{m['end']} {m['type']} {m['body']} {m['number']}"
        for m in labels
    )


def _same(label: dict, citation: Citation) -> bool:
    identity = (label["type"], label["body"], label["number"])
    overlap = label["start"] < citation.end and citation.start < label["end"]
    return overlap and identity == (citation.type, citation.body, citation.number)


def main() -> None:
    samples = tuple(sys.argv[2:]) or SAMPLES
    result = score(Path(sys.argv[1]), samples)
    print(f"precision {result.precision:.3f} ({result.right}/{result.found})")
    print(f"recall    {result.recall:.3f} ({result.right}/{result.labelled})")
    print(f"spans exact {result.exact_spans}/{result.right}")
    for title, rows in (("false alarms", result.wrong), ("misses", result.missed)):
        print(f"{title}: {len(rows)}")
        for row in rows:
            print("  " + row)


if __name__ == "__main__":
    main()

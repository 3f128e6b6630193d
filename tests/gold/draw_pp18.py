"""Draw the clauses of the PP-18 texts that the labelled samples are made of.

    python tests/gold/draw_pp18.py FOLDER any     > clauses to label in pp18-any.jsonl
    python tests/gold/draw_pp18.py FOLDER worded  > clauses to label in pp18-worded.jsonl
    python tests/gold/draw_pp18.py FOLDER fresh   > clauses to label in pp18-fresh.jsonl

A clause is a line of at least 40 characters. "any" draws from those with a digit:
citations, dates, amounts and document numbers alike, so that hard negatives come with
the rest and no extractor has a say. Most of them cite nothing; "worded" draws, from those
that "any" left, lines with a word that opens citations, to have enough of them to measure.
"fresh" draws from what both left, with another seed: labelled after the extractor was made,
by somebody who had not seen it or its output.
Printed: the seed, then one JSON object a clause (document, start, end in characters).
"""

import json
import random
import re
import sys
from pathlib import Path

SEED = 20181116
CLAUSES = 100
SHORTEST = 40
WORDS = re.compile(
    r"(?:resolution|decision|recommendation|opinion|question|article|document|report|annex)s? "
    r"|Nos?\. |§|paragraph|Tunis|Geneva",
    re.IGNORECASE,
)

Clause = tuple[str, int, int]


def clauses(folder: Path) -> list[tuple[Clause, str]]:
    """Every clause with a digit, as (document, start, end), and its text."""
    found: list[tuple[Clause, str]] = []
    for path in sorted(folder.glob("*.txt")):
        start = 0
        for line in path.read_text(encoding="utf-8").split("\n"):
            if len(line) >= SHORTEST and any(c.isdigit() for c in line):
                found.append(((path.name, start, start + len(line)), line))
            start += len(line) + 1
    return found


def draw(folder: Path, sample: str) -> list[Clause]:
    """The clauses of one sample, in the order of the documents."""
    population = clauses(folder)
    drawn = random.Random(SEED).sample([clause for clause, _ in population], CLAUSES)
    if sample != "any":
        left = [c for c, text in population if c not in set(drawn) and WORDS.search(text)]
        drawn = random.Random(SEED).sample(left, CLAUSES)
        if sample == "fresh":
            left = [c for c in left if c not in set(drawn)]
            drawn = random.Random(SEED + 1).sample(left, CLAUSES)
    return sorted(drawn)


def main() -> None:
    folder, sample = Path(sys.argv[1]), sys.argv[2]
    print(f"seed {SEED}, sample {sample}", file=sys.stderr)
    for document, start, end in draw(folder, sample):
        print(json.dumps({"document": document, "start": start, "end": end}))


if __name__ == "__main__":
    main()

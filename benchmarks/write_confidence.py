"""Write data/confidence.csv: how often each rule was right on labelled texts.

    python benchmarks/write_confidence.py [FOLDER]

Counted are the passages of the gold set and, in rows of their own, the labelled PP-18 texts,
which FOLDER holds; without it the rows of those stay. A citation counts as right if its
type, body and number are those of a label at the same place.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from itugraph.evaluation import Labelled, read_gold, score
from itugraph.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
TABLE = ROOT / "data" / "confidence.csv"
RULES = ("tag", "words", "place-year", "range", "own-body")
Row = tuple[str, str, int, int]


def rows(name: str, gold: Iterator[Labelled], files: Sequence[Path] = ()) -> list[Row]:
    """Return for each rule how many records of labelled texts were right and seen."""
    scores = score(gold, Registry.load(), files)
    rates = {rule: scores.groups["rule", rule] for rule in RULES}
    return [(name, rule, rate.right, rate.found) for rule, rate in rates.items()]


def passages() -> list[Row]:
    """Return the rows of the passages, but for ranges: all texts of one are decided at once."""
    gold = (one for one in read_gold([GOLD / "passages"]) if one.family != "range")
    return rows("passages", gold)


def published(folder: Path) -> list[Row]:
    """Return the rows of the labelled PP-18 texts."""
    return rows("pp18", _published(), [folder])


def _published() -> Iterator[Labelled]:
    """Whole texts, and the clauses that were drawn from the others: nothing counts twice."""
    whole = list(read_gold(sorted(GOLD.glob("pp18-whole-*.jsonl"))))
    yield from whole
    known = {labelled.document for labelled in whole}
    seen: set[tuple[str | None, tuple[int, int]]] = set()
    for clause in read_gold([GOLD / f"pp18-{name}.jsonl" for name in ("any", "worded", "fresh")]):
        if clause.document not in known and (clause.document, clause.span) not in seen:
            seen.add((clause.document, clause.span))
            yield clause


def stored() -> list[Row]:
    """Return the rows of the table as it is."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            (row["texts"], row["rule"], int(row["right"]), int(row["seen"]))
            for row in csv.DictReader(file)
        ]


def main() -> None:
    """Write the table and print it."""
    if len(sys.argv) > 1:
        of_texts = published(Path(sys.argv[1]))
    else:
        of_texts = [row for row in stored() if row[0] == "pp18"]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["texts", "rule", "right", "seen"])
        for row in (*passages(), *of_texts):
            writer.writerow(row)
            print(*row)


if __name__ == "__main__":
    main()

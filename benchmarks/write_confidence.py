"""Write data/confidence.csv: how often each rule was right on the labelled clauses.

    python benchmarks/write_confidence.py FOLDER

FOLDER holds the PP-18 texts that tests/gold labels. A citation counts as right if its type,
body and number are those of a label at the same place.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "gold"))

from score import score  # noqa: E402 - found only once the path is set

RULES = ("tag", "words", "place-year", "range", "own-body")


def main() -> None:
    result = score(Path(sys.argv[1]))
    with (ROOT / "data" / "confidence.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rule", "right", "seen"])
        for rule in RULES:
            writer.writerow([rule, result.right_rules[rule], result.rules[rule]])
            print(rule, f"{result.right_rules[rule]}/{result.rules[rule]}")


if __name__ == "__main__":
    main()

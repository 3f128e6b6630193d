"""How far an extractor's word can be trusted on flattened redlines, as Markdown tables.

    python benchmarks/reliability.py [--drafts 300] [--seed N] [--test-seeds | --tuning-seeds]

Drafts are made by rule (`tests/redlines`). Printed: the shares of the classes of change,
precision and recall of both states, recall by class, and stated against observed probability.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from itugraph.registry import Registry
    from tests.redlines.draws import ALL, SHARES
    from tests.redlines.generator import TEST_SEEDS, TUNING_SEEDS, draft
    from tests.redlines.score import BINS, SIDES, score
    from tests.redlines.shares import shares

    parser = argparse.ArgumentParser(description="Reliability on flattened redlines.")
    parser.add_argument("--drafts", type=int, default=300, help="how many")
    parser.add_argument("--seed", type=int, help="the first seed, counted from the range's start")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--test-seeds", action="store_true", help="the seeds for test")
    which.add_argument("--tuning-seeds", action="store_true", help="the seeds for tuning (default)")
    given = parser.parse_args()
    seeds = TEST_SEEDS if given.test_seeds else TUNING_SEEDS
    first = given.seed or 0
    if given.drafts < 1 or not 0 <= first <= len(seeds) - given.drafts:
        parser.error("there are no such seeds")

    start = time.process_time()
    made = [draft(seed) for seed in seeds[first : first + given.drafts]]
    making = time.process_time() - start
    registry = Registry.load()
    start = time.process_time()
    scores = score(made, registry)
    spent = time.process_time() - start
    found = shares(made)

    name = "test" if given.test_seeds else "tuning"
    print(f"{len(made)} drafts, {name} seeds from {made[0].seed}; ", end="")
    print(f"CPU: {making:.1f} s to make, {spent:.1f} s to read\n")
    print("| state | precision | recall | title precision | title recall |")
    print("|---|---|---|---|---|")
    for side in SIDES:
        print(
            f"| {side} | {scores.precision[side]} | {scores.recall[side]} "
            f"| {scores.self_precision[side]} | {scores.self_recall[side]} |"
        )
    print("\n| class | share wanted | share | before recall | after recall ", end="")
    print("| among the readings | wholly right |")
    print("|---|---|---|---|---|---|---|")
    for kind, part in SHARES.items():
        before, after = (scores.recall_of[kind, side] for side in SIDES)
        print(
            f"| {kind} | {part / ALL:.1%} | {found[kind]:.1%} "
            f"| {before if before.all else '-'} | {after if after.all else '-'} "
            f"| {scores.readings[kind]} | {scores.sites[kind]} |"
        )
    for title, table in (("among the readings", scores.readings), ("wholly right", scores.sites)):
        right, count = sum(r.right for r in table.values()), sum(r.all for r in table.values())
        print(f"\nSites {title}: {right / count:.3f} ({right}/{count})")
    print("\n| stated | mean stated | observed | statements |\n|---|---|---|---|")
    for at, tenth in enumerate(scores.bins):
        if tenth.observed.all:
            mean = tenth.stated / tenth.observed.all
            band = f"{at / BINS:.1f}-{(at + 1) / BINS:.1f}"
            print(f"| {band} | {mean:.3f} | {tenth.observed.share:.3f} | {tenth.observed.all} |")
    print(f"\nExpected calibration error: {scores.calibration_error:.3f}")


if __name__ == "__main__":
    main()

"""CPU seconds of the main commands, each the median of some runs, as whole processes.

    python benchmarks/commands.py FOLDER [RUNS]

FOLDER holds texts, such as the 43 adopted at PP-18. Printed: a line a command with its
median and its ratio to starting Python and importing click, which no command can beat.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

QUERIES = (
    ("who-cites", "WTSA Res. 44"),
    ("life", "WTSA Res. 44"),
    ("superseded",),
    ("most-cited",),
    ("co-cited", "WTSA Res. 44"),
    ("cites-by-clause", "PP-18 Res. 137"),
    ("undecided",),
)


def seconds(command: list[str], runs: int) -> float:
    """The median of user and system seconds of a command's runs."""
    spent = []
    for _ in range(runs):
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
        children = after.children_user + after.children_system
        spent.append(children - before.children_user - before.children_system)
    return statistics.median(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU seconds of the main commands.")
    parser.add_argument("folder", type=Path, help="texts to read, such as the 43 of PP-18")
    parser.add_argument("runs", type=int, nargs="?", default=5, help="runs a median is of")
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"{given.folder} is no folder")
    texts, runs = str(given.folder), given.runs
    itugraph = [sys.executable, "-m", "itugraph"]
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph")
        fresh = str(Path(folder) / "again")
        subprocess.run([*itugraph, "build", texts, "-g", graph], check=True, capture_output=True)
        commands = {
            "python and click": [sys.executable, "-c", "import click"],
            "--help": [*itugraph, "--help"],
            "extract": [*itugraph, "extract", texts, "--format", "jsonl"],
            "build": [*itugraph, "build", texts, "-g", fresh],
            "build, nothing new": [*itugraph, "build", texts, "-g", graph],
            "validate": [*itugraph, "validate", "-g", graph],
            "view": [*itugraph, "view", "-g", graph, "-o", str(Path(folder) / "page.html")],
        }
        commands |= {f"query {q[0]}": [*itugraph, "query", *q, "-g", graph] for q in QUERIES}
        least = 0.0
        for name, command in commands.items():
            # A build that finds its graph there would have nothing to do.
            median = seconds(command, 1 if name == "build" else runs)
            least = least or median
            print(f"{name:22} {median:6.2f} s {median / least:6.1f}")


if __name__ == "__main__":
    main()

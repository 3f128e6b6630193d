"""Reads thousands of mutated Word and text files: what came of them, the slowest, the memory.

    python benchmarks/mutants.py [COUNT]

COUNT of each kind (2,500), drawn by a fixed seed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from itugraph.citations import extract
from itugraph.errors import InputError
from itugraph.reading import read_bytes
from itugraph.registry import Registry
from tests.reading.mutants import text_mutants, word_mutants


def main() -> int:
    """Print the figures; 1 if anything but a refusal went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    registry = Registry.load()
    failures = 0
    for suffix, made in ((".docx", word_mutants), (".txt", text_mutants)):
        outcomes: Counter[str] = Counter()
        slowest = 0.0
        for at, content in enumerate(made(1, count)):
            started = time.process_time()
            try:
                found = list(extract(read_bytes("a", content, suffix), registry))
                outcomes["with citations" if found else "without citations"] += 1
            except InputError:
                outcomes["refused"] += 1
            except Exception as error:  # noqa: BLE001 - what this script is to find
                failures += 1
                print(f"{suffix} number {at}: {type(error).__name__}: {error}")
            slowest = max(slowest, time.process_time() - started)
        print(f"{count} {suffix}: {dict(outcomes)}, slowest {slowest:.2f} s of CPU")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB, failures {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Reads thousands of mutated files of each kind: what came of them, the slowest, the memory.

    python benchmarks/mutants.py [COUNT] [SUFFIX]

COUNT of each kind (2,500), or of one alone, drawn by a fixed seed; of old Word files, which
need LibreOffice and two seconds each, a fortieth.
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
from itugraph.reading.libreoffice import found
from itugraph.registry import Registry
from tests.reading.mutants import doc_mutants, html_mutants, text_mutants, word_mutants

MADE = {
    ".docx": word_mutants,
    ".txt": text_mutants,
    ".html": html_mutants,
    ".doc": doc_mutants,
}


def main() -> int:
    """Print the figures; 1 if anything but a refusal went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    registry = Registry.load()
    failures = 0
    kinds = [sys.argv[2]] if len(sys.argv) > 2 else list(MADE)
    if found() is None and ".doc" in kinds:
        kinds.remove(".doc")
        print("no LibreOffice here: no old Word files")
    for suffix in kinds:
        most = max(count // 40, 1) if suffix == ".doc" else count
        began = time.monotonic()
        outcomes: Counter[str] = Counter()
        slowest = 0.0
        for at, content in enumerate(MADE[suffix](1, most)):
            started = time.process_time()
            try:
                citations = list(extract(read_bytes("a", content, suffix), registry))
                outcomes["with citations" if citations else "without citations"] += 1
            except InputError:
                outcomes["refused"] += 1
            except Exception as error:  # noqa: BLE001 - what this script is to find
                failures += 1
                print(f"{suffix} number {at}: {type(error).__name__}: {error}")
            slowest = max(slowest, time.process_time() - started)
        each = (time.monotonic() - began) / most
        print(
            f"{most} {suffix}: {dict(outcomes)}, {each:.3f} s each, slowest {slowest:.2f} s of CPU"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB, failures {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Reads thousands of mutated files of each kind: what came of them, the slowest, the memory.

    python benchmarks/mutants.py [COUNT [SUFFIX ...]]

COUNT of each kind (2,500), drawn by a fixed seed; of old Word files, which need LibreOffice
and two seconds each, a fortieth. Each kind is read in a process of its own: if a library that
reads it dies, the file that it died of is named.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from multiprocessing import Process, Value
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from itugraph.citations import extract
from itugraph.errors import InputError
from itugraph.reading import read_bytes
from itugraph.reading.libreoffice import found
from itugraph.registry import Registry
from tests.reading.mutants import (
    doc_mutants,
    html_mutants,
    pdf_mutants,
    text_mutants,
    word_mutants,
)

MADE = {
    ".docx": word_mutants,
    ".pdf": pdf_mutants,
    ".html": html_mutants,
    ".txt": text_mutants,
    ".doc": doc_mutants,
}


def read_all(suffix: str, count: int, at: Synchronized[int], failed: Synchronized[int]) -> None:
    """Read the mutants of a kind and print the figures.

    Args:
        at: the number of the file that is read, for who is left if the process dies.
    """
    registry = Registry.load()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number, content in enumerate(MADE[suffix](1, count)):
        at.value = number
        started = time.process_time()
        try:
            cited = list(extract(read_bytes("a", content, suffix), registry))
            outcomes["with citations" if cited else "without citations"] += 1
        except InputError:
            outcomes["refused"] += 1
        except Exception as error:  # noqa: BLE001 - what this script is to find
            failed.value += 1
            print(f"{suffix} number {number}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.process_time() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} {suffix}: {dict(outcomes)}, slowest {slowest:.2f} s of CPU, "
        f"peak memory {peak:.0f} MiB",
        flush=True,
    )


def main() -> int:
    """Print the figures; 1 if anything but a refusal went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    suffixes = sys.argv[2:] or list(MADE)
    failures = 0
    if found() is None and ".doc" in suffixes:
        suffixes.remove(".doc")
        print("no LibreOffice here: no old Word files")
    for suffix in suffixes:
        most = max(count // 40, 1) if suffix == ".doc" else count
        at, failed = Value("q", 0), Value("q", 0)
        process = Process(target=read_all, args=(suffix, most, at, failed))
        process.start()
        process.join()
        failures += failed.value
        if process.exitcode:
            failures += 1
            print(f"{suffix} number {at.value}: the process died ({process.exitcode})")
    print(f"failures {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""CPU seconds of reading Word files with tracked changes and numbers: 20 and 500 pages.

    python benchmarks/word.py [FILE ...]

Printed: for the made files, and for those given, the median and the least of some readings.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from itugraph.reading import read_bytes
from tests.reading.word_files import deleted, inserted, level, lists, numbered, r, whole

CLAUSES_A_PAGE = 18
REST = (
    ") of the World Telecommunication Standardization Assembly, on mutual cooperation and "
    "integration of the activities of the Sectors in areas of common interest, goes on;"
)


def made(pages: int) -> bytes:
    """A redline of that many pages, of about 4,000 characters each."""
    clauses = (
        numbered(
            r(f"that Resolution {at} (Rev. "),
            *(deleted("Dubai, 2012"), inserted("Hammamet, 2016")),
            r(REST),
        )
        for at in range(pages * CLAUSES_A_PAGE)
    )
    return whole("".join(clauses), numbering=lists(level(0, "lowerLetter", "%1)")))


def main() -> None:
    """Print a line a file."""
    files = {f"{pages} pages": made(pages) for pages in (20, 500)}
    files |= {name: Path(name).read_bytes() for name in sys.argv[1:]}
    for name, content in files.items():
        spent = []
        for _ in range(5):
            started = time.process_time()
            document = read_bytes(name, content, ".docx")
            spent.append(time.process_time() - started)
        print(
            f"{name}: {len(document.text)} characters, {len(document.runs)} runs, "
            f"median {statistics.median(spent):.3f} s, least {min(spent):.3f} s"
        )


if __name__ == "__main__":
    main()

"""What decoding a flattened redline costs, and what it costs a clean text.

    python benchmarks/decoding.py

CPU seconds, the median of five runs, of reading one document's citations: the example once to
eight times over, and a clean text of the same length with and without the look for two states
that run together.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from itugraph.citations.reader import Reader
    from itugraph.citations.redline import redline
    from itugraph.reading import read_bytes
    from itugraph.registry import Registry

    registry = Registry.load()
    content = (ROOT / "data" / "examples" / "resolution-191-draft.txt").read_text("utf-8")
    head, _, body = content.partition("noting\n")
    first = 0.0
    for times in (1, 2, 4, 8):
        text = head + ("noting\n" + body) * times
        document = read_bytes("example.txt", text.encode(), ".txt")
        spent = median(lambda document=document: redline(document, registry))
        first = first or spent
        print(f"example x {times}: {spent:.2f} s, ratio {spent / first:.2f}")

    clean = "\n".join(
        f"{chr(97 + i % 26)})\tResolution {i % 90 + 1} (Rev. Dubai, 2012) of WTSA, on its own work;"
        for i in range(400)
    )
    document = read_bytes("clean.txt", f"noting\n{clean}\n".encode(), ".txt")

    def plain(*, detect: bool) -> None:
        reader, found = Reader.of(document, registry, detect=detect)
        for mention in found:
            list(reader.citations(mention))

    without = median(lambda: plain(detect=False))
    with_ = median(lambda: plain(detect=True))
    assert redline(document, registry).kind == "none"
    print(f"clean text of 400 citations: {without:.3f} s; looked through for two states: ", end="")
    print(f"{with_:.3f} s, ratio {with_ / without:.2f}")


def median(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


if __name__ == "__main__":
    main()

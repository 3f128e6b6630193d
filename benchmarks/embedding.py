"""CPU seconds to find a base in its redline, for texts of one to eight times a length.

    python benchmarks/embedding.py FOLDER

FOLDER holds texts, such as the 43 of PP-18. They are joined; every second part is a base, and
pieces of the others are inserted into it, by chance but alike every time.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from itugraph.citations.embedding import embed
from itugraph.reading import normalise

SHORTEST = 25_000


def redline(base: str, others: str, chance: random.Random) -> tuple[str, str]:
    """Insert words of other texts; with a flag for each character, "0" for inserted."""
    parts: list[str] = []
    at = 0
    while at < len(base):
        end = base.find(" ", at + chance.randint(20, 250)) + 1 or len(base)
        start = others.find(" ", chance.randrange(len(others) - 1000)) + 1
        stop = others.find(" ", start + chance.choice((3, 10, 30, 100, 300))) + 1
        parts += [base[at:end], others[start:stop]]
        at = end
    flags = (("1" if i % 2 == 0 else "0") * len(part) for i, part in enumerate(parts))
    return "".join(parts), "".join(flags)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the embedding of bases in redlines.")
    parser.add_argument("folder", type=Path, help="texts, such as the 43 of PP-18")
    folder: Path = parser.parse_args().folder
    texts = [normalise(path.read_text("utf-8")).text for path in sorted(folder.glob("*.txt"))]
    bases, others = "".join(texts[::2]), "".join(texts[1::2])
    if len(bases) < SHORTEST or len(others) < SHORTEST:
        parser.error(f"{folder} holds too little text")
    print("base\tdraft\tseconds\tratio\tdoubtful\tsure and wrong")
    before = 0.0
    for times in (1, 2, 4, 8):
        base = (bases * 8)[: SHORTEST * times]
        draft, truth = redline(base, others, random.Random(times))
        begun = time.process_time()
        found = embed(base, draft)
        spent = time.process_time() - begun
        mask = found.before_mask(0, len(draft))
        wrong = sum(a not in ("?", b) for a, b in zip(mask, truth, strict=True))
        doubtful = f"{mask.count('?') / len(mask):.3f}"
        ratio = f"{spent / before:.2f}" if before else ""
        print(len(base), len(draft), f"{spent:.2f}", ratio, doubtful, wrong, sep="\t")
        before = spent


if __name__ == "__main__":
    main()

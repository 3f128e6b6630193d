"""The shares of the classes over the citations of drafts.

python -m tests.redlines.shares [DRAFTS]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from tests.redlines.draws import ALL, SHARES
from tests.redlines.generator import TUNING_SEEDS, Draft, drafts


def shares(made: Iterable[Draft]) -> dict[str, float]:
    """The share of each class; a site counts for the citations of its longer side."""
    counts: Counter[str] = Counter()
    for d in made:
        for site in d.sites:
            if site.kind != "self":
                counts[site.kind] += max(len(site.before), len(site.after))
    return {kind: counts[kind] / counts.total() for kind in SHARES}


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = shares(drafts(TUNING_SEEDS[:number]))
    for kind, share in found.items():
        sys.stdout.write(f"{kind:15} {100 * SHARES[kind] / ALL:5.1f} %  {100 * share:5.1f} %\n")


if __name__ == "__main__":
    main()

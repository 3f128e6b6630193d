"""Where two long texts surely stand side by side: words in a row that each holds once."""

from __future__ import annotations

import re
from bisect import bisect_left

from itugraph.citations.alike import fold_characters

_WORDS = re.compile(r"\w+|[^\w\s]")


def anchors(base: str, text: str, words: int) -> list[tuple[int, int]]:
    """Places of the base, ascending, with the places of the text that are the same ones.

    Args:
        words: how many in a row; both texts must hold them exactly once.

    >>> anchors("of the three Sectors", "of the Union and of the three new Sectors", 2)
    [(7, 24)]
    """
    ours, theirs = _unique(base, words), _unique(text, words)
    pairs = [(at, theirs[key]) for key, at in ours.items() if at >= 0 and theirs.get(key, -1) >= 0]
    pairs.sort()
    return _ascending(pairs)


def _unique(text: str, words: int) -> dict[tuple[str, ...], int]:
    """For words in a row, where the middle one of them starts; -1 if they stand there twice."""
    tokens = [(match.start(), match[0]) for match in _WORDS.finditer(fold_characters(text))]
    found: dict[tuple[str, ...], int] = {}
    names = [word for _, word in tokens]
    for index in range(len(tokens) - words + 1):
        key = tuple(names[index : index + words])
        found[key] = -1 if key in found else tokens[index + words // 2][0]
    return found


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain that ascends in both texts."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at] = place
            ends[at] = index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    chain.reverse()
    return chain

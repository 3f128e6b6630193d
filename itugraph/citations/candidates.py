"""Where words stand that may open a citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from itugraph.citations.heads import opening
from itugraph.citations.lexicon import Lexicon

_SHORT = 1000
"""Of a shorter stretch all words are looked for at once, in characters."""


_LONG = 4
"""Words that have so many letters in common are found by these sooner than by a pattern."""


def candidates(text: str, start: int, end: int, lexicon: Lexicon) -> list[re.Match[str]]:
    """The words that may open a citation in [start, end), in order, without overlaps.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> text = "Article 5, Resolution 44 and the Geneva Plan of Action Line"
    >>> [m[0] for m in candidates(text, 0, len(text), load("en", Registry.load()))]
    ['Article', 'Resolution', 'Geneva Plan of Action']
    """
    if end - start < _SHORT:
        return list(lexicon.candidates.finditer(text, start, end))
    found: list[re.Match[str]] = []
    for begins, words in _by_letter(lexicon):
        at = text.find(begins, start, end)
        if at >= 0 and len(begins) < _LONG:
            found += words.finditer(text, at, end)
            continue
        while at >= 0:
            if match := words.match(text, at, end):
                found.append(match)
            at = text.find(begins, at + 1, end)
    found.sort(key=re.Match.start)
    reached = start
    apart: list[re.Match[str]] = []
    for match in found:
        if match.start() >= reached:
            apart.append(match)
            reached = match.end()
    return apart


@lru_cache(maxsize=16)
def _by_letter(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words by their first letter: one letter is found many times faster than any of some.

    With each pattern goes what all its words begin with, which is found sooner still, but for two
    letters: one of them is found sooner.
    """
    words: dict[str, list[str]] = {}
    for word in lexicon.heads:
        words.setdefault(word[0], []).append(word)
    told = ((_common(listed), opening(listed)) for listed in words.values())
    return tuple((begins if len(begins) != 2 else begins[:1], words) for begins, words in told)


def _common(words: Sequence[str]) -> str:
    """What all of some words begin with."""
    first, last = min(words), max(words)
    same = next((i for i, char in enumerate(first) if last[i] != char), len(first))
    return first[:same]

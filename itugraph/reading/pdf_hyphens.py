"""Words that a line of a PDF ends in the midst of: which keep their hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:-\w+)*")
_TAIL = re.compile(r"(?:[\w]+-)*[\w]+-$")
_HEAD = re.compile(r"\w+(?:-\w+)*")
_SOFT = "\u00ad"


class Hyphens:
    """Decides by the other words of the document.

    >>> hyphens = Hyphens(["the inter-sectoral telecommunication networks"])
    >>> hyphens.join("of ITU-", "R and"), hyphens.join("telecommu-", "nication")
    ('of ITU-', 'telecommu')
    >>> hyphens.join("the inter-", "sectoral"), hyphens.join("the well-", "known")
    ('the inter-', 'the well')
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word.lower() for text in texts for word in _WORD.findall(text)}

    def is_cut(self, before: str, after: str) -> bool:
        """Whether a line ends in the midst of a word that the next one goes on with."""
        if before.endswith(_SOFT):
            return True
        return _TAIL.search(before[-80:]) is not None and _HEAD.match(after) is not None

    def join(self, before: str, after: str) -> str:
        """The end of a line as it is printed before the next one, without a blank."""
        if before.endswith(_SOFT):
            return before[:-1]
        tail, head = _TAIL.search(before[-80:]), _HEAD.match(after)
        if tail is None or head is None:
            return before
        return before if self._keeps(tail[0][:-1], head[0]) else before[:-1]

    def _keeps(self, left: str, right: str) -> bool:
        # Capitals and digits: "ITU-R", "6-12". A script without small letters cuts no words.
        if not (left[-1].islower() and right[0].islower()):
            return True
        if f"{left}{right}".lower() in self._words:
            return False
        return f"{left}-{right}".lower() in self._words

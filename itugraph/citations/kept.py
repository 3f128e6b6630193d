"""What of the base a redline deleted, as far as it shows: little, each with its evidence.

The base does not tell what of it was kept. Only where base and insertion touch in a way that no
one text prints is something known: of two labels, two signs or two words run together one has
gone, and what was inserted has not, unless its author forgot a space. How far the deletion goes
beyond them stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from itugraph.citations.embedding import Embedding
from itugraph.model import Run

DeletionEvidence = Literal["label", "sign", "glued"]

_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(?<!\w)\w+\Z")
_LABEL = re.compile(r"[a-z]{1,2}(?=\))")
_SIGNS = frozenset(",;:.")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Deletion:
    """A stretch [start, end) of the flattened text that is of the base and was deleted.

    Attributes:
        evidence: "label": two labels of one item, "dc)"; "sign": two signs that end a clause,
            ";,"; "glued": two words without a space, each a word of its own, "reportingreport".
    """

    start: int
    end: int
    evidence: DeletionEvidence


def deletions(flattened: str, embedding: Embedding) -> tuple[Deletion, ...]:
    """What of the base shows that it was deleted, ascending; nothing where doubt is.

    Args:
        flattened: the text that the embedding is of, in normal form.

    >>> from itugraph.citations.embedding import embed
    >>> draft = "dc) reportingreport to the Council;, a report on reporting"
    >>> base = "d) reporting to the Council; a report on reporting"
    >>> [(draft[d.start : d.end], d.evidence) for d in deletions(draft, embed(base, draft))]
    [('d', 'label'), ('reporting', 'glued'), (';', 'sign')]
    """
    words = _Words(flattened)
    found = {
        (deletion.start, deletion.end): deletion
        for one, other in pairwise(embedding.runs)
        if not _torn(flattened, one, other)
        for deletion in _between(flattened, one, other, words)
        if "?" not in embedding.before_mask(deletion.start, deletion.end)
    }
    return tuple(found[key] for key in sorted(found))


class _Words:
    """How often words stand in a text."""

    def __init__(self, text: str) -> None:
        self._counts: dict[str, int] = {}
        for match in _WORD.finditer(text):
            word = match[0].lower()
            self._counts[word] = self._counts.get(word, 0) + 1

    def known(self, word: str) -> bool:
        """Whether it stands somewhere by itself."""
        return word.lower() in self._counts

    def alone(self, word: str) -> bool:
        """Whether it stands in one place only."""
        return self._counts.get(word.lower(), 0) <= 1


def _between(text: str, one: Run, other: Run, words: _Words) -> Iterator[Deletion]:
    """What the border of two runs tells, of which one is of the base, one inserted."""
    border = one.end
    base_first = other.mark == "inserted"
    left, right = text[one.start : border], text[border : other.end]
    if {left[-1], right[0]} <= _SIGNS:
        yield (
            Deletion(border - 1, border, "sign")
            if base_first
            else Deletion(border, border + 1, "sign")
        )
        return
    ends, starts = _LAST_WORD.search(left), _WORD.match(right)
    if not ends or not starts:
        return
    begin, end = border - len(ends[0]), border + len(starts[0])
    line = begin == 0 or text[begin - 1] == "\n"
    if line and end - begin == 2 and _LABEL.match(text, begin) and base_first:
        yield Deletion(begin, border, "label")
        return
    # Both whole, letters both or letters and a number: each stands elsewhere, together nowhere.
    if (
        _whole(text, begin, end)
        and words.alone(text[begin:end])
        and _two(ends[0], starts[0], words)
    ):
        yield Deletion(begin, border, "glued") if base_first else Deletion(border, end, "glued")


def _torn(text: str, one: Run, other: Run) -> bool:
    """Whether the insertion stands within a word of the base."""
    inserted = one if one.mark == "inserted" else other
    around = (
        text[max(inserted.start - 1, 0) : inserted.start] + text[inserted.end : inserted.end + 1]
    )
    return len(around) == 2 and around.isalnum()


def _whole(text: str, begin: int, end: int) -> bool:
    return not (text[max(begin - 1, 0) : begin].isalnum() or text[end : end + 1].isalnum())


def _two(first: str, second: str, words: _Words) -> bool:
    if first.isdigit() and second.isdigit():
        return False
    return all(
        len(word) >= _SHORTEST and (word.isdigit() or words.known(word) or word[0].isupper())
        for word in (first, second)
    )

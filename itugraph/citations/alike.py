"""Two texts that should be the same and are not quite: what counts as the same, what as missing.

A text saved twice, by two programs, differs in white space, quotation marks, dashes, the case of
headings, here and there a comma. Such a stretch is still found in the other text, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from itugraph.citations.subsequence import least_runs
from itugraph.model import Piece

_SIGNS = {ord(c): '"' for c in "“”„‟«»"} | {ord(c): "'" for c in "‘’‚‛`´"}
_SIGNS |= {ord(c): "-" for c in "–—―"}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch [start, end) of a base and [source, source_end) of the text it stands in.

    Attributes:
        unlike: it is not known which characters are which: all that is known is the place.
    """

    start: int
    end: int
    source: int
    source_end: int
    unlike: bool = False

    @property
    def even(self) -> bool:
        """Whether it runs character by character; white space of two lengths does not."""
        return not self.unlike and self.end - self.start == self.source_end - self.source

    def moved(self, base: int, text: int) -> Stretch:
        """The same stretch in the larger texts in which the compared ones start there."""
        return Stretch(
            base + self.start,
            base + self.end,
            text + self.source,
            text + self.source_end,
            self.unlike,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A base in a text.

    Attributes:
        doubtful: stretches of the text of which it is not sure whether they are of the base.
    """

    stretches: tuple[Stretch, ...]
    doubtful: tuple[Piece, ...] = ()

    def moved(self, base: int, text: int) -> Found:
        """The same in the larger texts in which the compared ones start there."""
        return Found(
            tuple(stretch.moved(base, text) for stretch in self.stretches),
            tuple((start + text, end + text) for start, end in self.doubtful),
        )


def exactly(base: str, text: str) -> Found | None:
    """Stretches of `text` that are `base`, or None if it is no subsequence."""
    least = least_runs(base, text)
    if least is None:
        return None
    stretches = (Stretch(a, a + length, b, b + length) for a, b, length in least.matched)
    return Found(tuple(stretches), least.doubtful)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case, kinds of signs and lengths of white space.

    Attributes:
        starts: where each of its characters starts in the text, and the end of the text.
    """

    text: str
    starts: tuple[int, ...]


def fold(text: str) -> Folded:
    """A text as it is compared, with the way back.

    >>> fold("The  “Union”").text
    'the "union"'
    """
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for space in _SPACES.finditer(text):
        parts += [text[at : space.start()], " "]
        starts += range(at, space.start() + 1)
        at = space.end()
    parts.append(text[at:])
    starts += range(at, len(text) + 1)
    return Folded(fold_characters("".join(parts)), tuple(starts))


def fold_characters(text: str) -> str:
    """A text without case and kinds of signs: as many characters as before."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.translate(_SIGNS)


def alike(base: str, text: str) -> Found | None:
    """Stretches of `text` that are `base` but for case, signs and white space, or None.

    >>> [(s.start, s.end, s.source, s.source_end) for s in alike("On  t", "ON t").stretches]
    [(0, 2, 0, 2), (2, 4, 2, 3), (4, 5, 3, 4)]
    """
    short, long = fold(base), fold(text)
    least = least_runs(short.text, long.text)
    if least is None:
        return None
    found: list[Stretch] = []
    for start, place, length in least.matched:
        for into in range(length):
            first, after = short.starts[start + into : start + into + 2]
            source, source_after = long.starts[place + into : place + into + 2]
            character = _character(base[first:after], text[source:source_after])
            found += [stretch.moved(first, source) for stretch in character]
    doubtful = tuple((long.starts[a], long.starts[b]) for a, b in least.doubtful)
    return Found(tuple(joined(found)), doubtful)


def _character(base: str, text: str) -> tuple[Stretch, ...]:
    """One folded character: a sign or letter, or white space of two lengths."""
    if len(base) == len(text):
        return (Stretch(0, len(base), 0, len(text)),)
    exact = exactly(base, text)
    return exact.stretches if exact else (Stretch(0, len(base), 0, len(text)),)


def joined(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches with those that go on without a gap made one."""
    last: Stretch | None = None
    for stretch in found:
        if (
            last is not None
            and last.even
            and stretch.even
            and (last.end, last.source_end) == (stretch.start, stretch.source)
        ):
            last = Stretch(last.start, stretch.end, last.source, stretch.source_end)
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last

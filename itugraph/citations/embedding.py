"""A redline whose first text is known: where that base stands in the flattened draft.

The flattened draft holds all of its base, in order, with what was inserted between. So what is
of the base is found, and the rest was inserted. What is of the base may have been kept or
deleted: that the base does not tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from itugraph.citations.alike import Found, Stretch, alike, exactly, joined
from itugraph.citations.anchors import anchors
from itugraph.citations.repair import repair
from itugraph.errors import ItugraphError
from itugraph.model import Piece, Run

DifferenceKind = Literal["case", "space", "sign", "missing", "unlike"]

_WORD = re.compile(r"\w+")
# Words in a row that both texts hold once, from those that hardly err to those that help last.
_ANCHORS = (8, 4, 2, 1)
# Products of lengths: below the first a repair is quicker than a look for further anchors,
# above the second it takes too long.
_SOON, _LARGEST = 4_000, 40_000
# Measured on true bases, of which 5 % was changed too, at least 0.94 of both; on other resolutions
# at most 0.5 of the words, though letters scattered in a long text can cover all of a short one.
_LEAST_COVERAGE = 0.7
_FEWEST_WORDS = 20
_LEAST_WHOLE = 0.6


class EmbeddingError(ItugraphError, ValueError):
    """A text that is not the base of a draft: another text, or the two changed places.

    Attributes:
        matched: which share of its words or characters is found in the draft, 0 to 1.

    >>> str(EmbeddingError(0.12))
    'only 12 % of the base stands in the draft'
    """

    def __init__(self, matched: float) -> None:
        super().__init__(f"only {matched:.0%} of the base stands in the draft".replace("%", " %"))
        self.matched = matched


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch [start, end) of the base that the flattened text holds otherwise.

    Attributes:
        source, source_end: the stretch of the flattened text in its place, empty where missing.
        kind: "case" of letters; "space" for white space; "sign" for quotation marks and dashes;
            "missing"; "unlike" where the two could not be compared character by character.
    """

    start: int
    end: int
    source: int
    source_end: int
    kind: DifferenceKind


@dataclass(frozen=True, slots=True)
class Embedding:
    """A base in the flattened text of a redline.

    All offsets count characters of the normal forms. In a run of equal characters of which some
    were inserted ("44" made "444"), and where a run may as well start a little earlier or later
    ("[purposes ]of", "[ purposes]of"), which ones are the inserted is a convention: words and
    lines are kept whole. `doubtful` says where.

    Attributes:
        runs: ascending and without a gap over the flattened text. "inserted": not of the base;
            "unknown": of the base, kept or deleted.
        stretches: of the base, each with the stretch of the flattened text it stands in.
        doubtful: stretches of the flattened text, ascending, that another embedding, as good or
            with one run more, takes for the other thing; and those unlike the base. Where base
            and draft differ, what is not doubtful is nearly sure: few in ten thousand are wrong.
        differences: what the flattened text holds otherwise, ascending.
        coverage: which share of the characters of the base is found, 1.0 for an empty one.
    """

    runs: tuple[Run, ...]
    stretches: tuple[Stretch, ...]
    doubtful: tuple[Piece, ...]
    differences: tuple[Difference, ...]
    coverage: float
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _run_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(s.start for s in self.stretches))
        object.__setattr__(self, "_run_starts", tuple(run.start for run in self.runs))

    def source(self, start: int, end: int) -> tuple[Piece, ...]:
        """The stretches of the flattened text that [start, end) of the base stands on.

        Nothing for what is missing there; the whole stretch in its place for what is unlike.

        >>> embed("Resolution 6-1 of RA", "Resolution 6-12 of the RA").source(11, 20)
        ((11, 14), (15, 19), (23, 25))
        """
        found: list[Piece] = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.stretches) and self.stretches[index].start < end:
            stretch = self.stretches[index]
            index += 1
            if start >= end or stretch.end <= start:
                continue
            first, last = stretch.source, stretch.source_end
            if stretch.even:
                first = stretch.source + max(start - stretch.start, 0)
                last = stretch.source + min(end, stretch.end) - stretch.start
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], last)
            elif first < last:
                found.append((first, last))
        return tuple(found)

    def before_mask(self, start: int, end: int) -> str:
        """Whether characters [start, end) of the flattened text were in the base, one flag each.

        "1": of the base; "0": inserted; "?": doubtful.

        >>> embed("Resolution 6-1 of RA", "Resolution 6-12 of the RA").before_mask(11, 26)
        '1110111?000?11'
        """
        flags: list[str] = []
        index = max(bisect_right(self._run_starts, start) - 1, 0)
        while index < len(self.runs) and self.runs[index].start < end:
            run = self.runs[index]
            flag = "0" if run.mark == "inserted" else "1"
            flags += flag * (min(end, run.end) - max(start, run.start))
            index += 1
        index = bisect_right(self.doubtful, start, key=itemgetter(1))
        while index < len(self.doubtful) and self.doubtful[index][0] < end:
            first, last = self.doubtful[index]
            for at in range(max(first, start), min(last, end)):
                flags[at - start] = "?"
            index += 1
        return "".join(flags)


def embed(base: str, flattened: str) -> Embedding:
    """Find a base in the flattened text of a redline, with the fewest runs of insertions.

    Args:
        base: the text before the changes; flattened: deleted and inserted words run together.
            Both in normal form.

    Raises:
        EmbeddingError: if less than 0.7 of the base stands in the flattened text, or of its words
            (of 20 and more) less than 0.6 stand there whole.

    >>> embedding = embed("Resolution 6-1 of RA", "Resolution 6-12 of the RA")
    >>> [(run.start, run.end) for run in embedding.runs if run.mark == "inserted"]
    [(14, 15), (19, 23)]
    >>> embed("Decision 5", "Resolution 44")
    Traceback (most recent call last):
        ...
    itugraph.citations.embedding.EmbeddingError: only 0 % of the base stands in the draft
    """
    parts = list(_found(base, flattened))
    found = list(joined(stretch for part in parts for stretch in part.stretches))
    doubtful = tuple(piece for part in parts for piece in part.doubtful)
    differences = tuple(_differences(base, flattened, found))
    covered = sum(stretch.end - stretch.start for stretch in found if not stretch.unlike)
    coverage = covered / len(base) if base else 1.0
    if coverage < _LEAST_COVERAGE:
        raise EmbeddingError(coverage)
    whole, words = _whole(base, found)
    if words >= _FEWEST_WORDS and whole < _LEAST_WHOLE * words:
        raise EmbeddingError(whole / words)
    return Embedding(
        tuple(_runs(found, len(flattened))), tuple(found), doubtful, differences, coverage
    )


def _found(base: str, text: str) -> Iterator[Found]:
    """The base as it stands if nothing differs, or nothing at its ends, or piece by piece."""
    if exact := exactly(base, text):
        yield exact
        return
    core = base.strip()
    first = base.index(core)
    if exact := exactly(core, text):
        yield exact.moved(first, 0)
    else:
        yield from _piecewise(core, text, first, 0, 0)


def _piecewise(base: str, text: str, start: int, source: int, level: int) -> Iterator[Found]:
    """A gap between anchors: as it stands, else but for small things, else in smaller gaps.

    Args:
        start, source: where the two stand in the whole texts.
        level: which anchors are the next to be tried; 0 for the whole texts.
    """
    if not base or not text:
        return
    if base == text:
        yield Found((Stretch(start, start + len(base), source, source + len(text)),))
        return
    product = len(base) * len(text)
    # Long texts not as a whole: for one heading in capitals, case would count nowhere.
    if level or product <= _SOON:
        found = exactly(base, text) or alike(base, text)
        if found:
            yield found.moved(start, source)
            return
    if level < len(_ANCHORS) and product > _SOON:
        begin, place = 0, 0
        for at, there in [*anchors(base, text, _ANCHORS[level]), (len(base), len(text))]:
            gap = base[begin:at], text[place:there]
            yield from _piecewise(*gap, start + begin, source + place, level + 1)
            begin, place = at, there
    elif product <= _LARGEST:
        yield Found(tuple(repair(base, text))).moved(start, source)
    else:
        stretch = Stretch(start, start + len(base), source, source + len(text), unlike=True)
        yield Found((stretch,), ((source, source + len(text)),))


def _differences(base: str, text: str, found: list[Stretch]) -> Iterator[Difference]:
    at, place = 0, 0
    for stretch in found:
        yield from _missing(base, at, stretch.start, place)
        ours = base[stretch.start : stretch.end]
        theirs = text[stretch.source : stretch.source_end]
        if stretch.even:
            yield from _unequal(ours, theirs, stretch)
        else:
            kind: DifferenceKind = "unlike" if stretch.unlike else "space"
            yield Difference(stretch.start, stretch.end, stretch.source, stretch.source_end, kind)
        at, place = stretch.end, stretch.source_end
    yield from _missing(base, at, len(base), place)


def _missing(base: str, start: int, end: int, place: int) -> Iterator[Difference]:
    if start < end:
        kind: DifferenceKind = "space" if base[start:end].isspace() else "missing"
        yield Difference(start, end, place, place, kind)


def _unequal(ours: str, theirs: str, stretch: Stretch) -> Iterator[Difference]:
    """Single characters that differ, those of one kind in a row as one."""
    if ours == theirs:
        return
    kinds = [_kind(a, b) for a, b in zip(ours, theirs, strict=True)]
    begin = 0
    for index in range(1, len(kinds) + 1):
        if index < len(kinds) and kinds[index] == kinds[begin]:
            continue
        kind = kinds[begin]
        if kind is not None:
            first, place = stretch.start + begin, stretch.source + begin
            length = index - begin
            yield Difference(first, first + length, place, place + length, kind)
        begin = index


def _kind(ours: str, theirs: str) -> DifferenceKind | None:
    if ours == theirs:
        return None
    if ours.isspace():
        return "space"
    return "case" if ours.isalpha() else "sign"


def _whole(base: str, found: list[Stretch]) -> tuple[int, int]:
    """How many words of the base stand in one stretch each, and how many there are."""
    whole = words = index = 0
    for word in _WORD.finditer(base):
        words += 1
        while index < len(found) and found[index].end < word.end():
            index += 1
        if index < len(found) and not found[index].unlike:
            whole += found[index].start <= word.start()
    return whole, words


def _runs(found: list[Stretch], length: int) -> Iterator[Run]:
    """Runs over the whole text; stretches that touch there are one."""
    begin = at = 0
    for stretch in found:
        if stretch.source > at:
            if begin < at:
                yield Run(begin, at, "unknown")
            yield Run(at, stretch.source, "inserted")
            begin = stretch.source
        at = stretch.source_end
    if begin < at:
        yield Run(begin, at, "unknown")
    if at < length:
        yield Run(at, length, "inserted")

"""A text as a subsequence of another, with the fewest runs between its pieces.

Where a character of the shorter text can stand is bounded from both sides: not before its
place in the leftmost embedding, not after its place in the rightmost. In prose the two meet
again soon after every insertion, so few places are ever tried, and memory is given back
wherever one place is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from itugraph.model import Piece

# Dearer than all borders of a text together.
_RUN = 1 << 24
# Costs of a border, by what stands before and behind it: the end of a line, white space, a
# sign, a letter or digit. Runs start and end where words and lines do, if they can.
_BORDER = ((0, 0, 0, 0), (3, 3, 1, 1), (2, 2, 2, 2), (2, 2, 2, 8))
_LINE, _SPACE, _SIGN, _WORD = range(4)
_TORN = 8
# An embedding is nearly as good as the best with one more run, if that ends at fair borders.
_MORE_RUNS = 1
_MORE_BORDERS = 5
# Places tried beyond which the search narrows to the leftmost few: bounds time and memory.
_ALLOWANCE = 100_000
_ALLOWANCE_EACH = 8
_NARROWEST = 4
# Places kept at most before the cheapest way so far is taken: bounds memory.
_MOST_OPEN = 400_000
_NOWHERE = 1 << 60


@dataclass(frozen=True, slots=True)
class Least:
    """The embedding with the fewest runs.

    Attributes:
        matched: stretches: where each starts in the shorter text and in the longer, its length.
        doubtful: stretches of the longer text that an embedding nearly as good, one run more,
            takes for the other thing.
    """

    matched: tuple[tuple[int, int, int], ...]
    doubtful: tuple[Piece, ...]


def least_runs(base: str, text: str) -> Least | None:
    """The stretches of `text` that are `base`, with the fewest runs between and around them.

    Among embeddings of equally many runs, the one whose runs begin and end at borders of words
    and lines, and which leaves the words of the base whole. Between equal characters where
    neither decides, the choice is a convention. None if `base` is no subsequence of `text`.
    Exact but for texts of a few repeated characters, where time is bounded instead.

    >>> least_runs("the Sectors of", "the three Sectors, of").matched
    ((0, 0, 4), (4, 10, 7), (11, 18, 3))
    >>> least_runs("kept", "keep") is None
    True
    """
    first = _leftmost(base, text)
    if first is None:
        return None
    search = _Search(base, text, first, _rightmost(base, text))
    search.run()
    return Least(tuple(search.matched), tuple(search.doubtful()))


def borders(text: str) -> list[int]:
    """What a run costs, beside itself, that begins or ends at each place of a text.

    >>> borders("a b"), borders("ab")
    ([0, 2, 1, 2], [0, 8, 2])
    """
    return [_BORDER[one][other] for one, other in pairwise(_kinds(text))]


def tears(base: str) -> list[int]:
    """What a run costs, beside itself, that stands before each character of a base.

    >>> tears("a bc")
    [0, 0, 0, 8, 0]
    """
    return [_TORN if one == other == _WORD else 0 for one, other in pairwise(_kinds(base))]


def _kinds(text: str) -> list[int]:
    known = {char: _kind(char) for char in set(text)}
    return [_LINE, *(known[char] for char in text), _LINE]


def _leftmost(base: str, text: str) -> list[int] | None:
    places: list[int] = []
    at = -1
    for char in base:
        at = text.find(char, at + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def _rightmost(base: str, text: str) -> list[int]:
    """As the leftmost, from the other end; there is one, since a leftmost was found."""
    places: list[int] = []
    at = len(text)
    for char in reversed(base):
        at = text.rfind(char, 0, at)
        places.append(at)
    places.reverse()
    return places


def _kind(char: str) -> int:
    if char.isalnum():
        return _WORD
    if char == "\n":
        return _LINE
    return _SPACE if char.isspace() else _SIGN


class _Search:
    """Row by row over the base: what each place of its character costs at least."""

    def __init__(self, base: str, text: str, first: list[int], last: list[int]) -> None:
        self._base = base
        self._text = text
        self._first = first
        self._last = last
        self._border = borders(text)
        # What a run costs before a character of the base.
        self._run = [_RUN + torn for torn in tears(base)]
        self.matched: list[tuple[int, int, int]] = []
        # Places that are not sure, and whether as few runs can take them for the other thing.
        self._doubtful: dict[int, bool] = {}
        # Rows whose choice is open: their places, what each costs, and the index of the place
        # before it.
        self._open_from = 0
        self._rows: list[tuple[list[int], list[int], list[int]]] = []

    def run(self) -> None:
        """Choose a place for every character of the base."""
        places, costs = [-1], [0]
        allowance = _ALLOWANCE
        kept = 0
        for row in range(len(self._base)):
            allowance += _ALLOWANCE_EACH
            if self._first[row] == self._last[row]:
                tried = [self._last[row]]
            else:
                tried = self._places(row, places[0] + 1, max(allowance, _NARROWEST))
            places, costs, back = self._step(row, places, costs, tried)
            allowance -= len(places)
            self._rows.append((places, costs, back))
            kept += len(places)
            if len(places) == 1 or kept > _MOST_OPEN:
                self._settle([0] * len(places))
                places, costs, kept = [sum(self.matched[-1][1:]) - 1], [0], 0
        if self._rows:
            length = len(self._text)
            after = [_RUN + self._border[at + 1] if at + 1 < length else 0 for at in places]
            self._settle(after)

    def doubtful(self) -> list[Piece]:
        """The doubtful places as stretches.

        White space alone is none that stands in an insertion and costs a run of its own.
        """
        found: list[Piece] = []
        for at in sorted(self._doubtful):
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return [
            (start, end)
            for start, end in found
            if not self._text[start:end].isspace()
            or any(map(self._doubtful.get, range(start, end)))
        ]

    def _places(self, row: int, start: int, most: int) -> list[int]:
        """The places of a row's character that can be part of an embedding, at most so many."""
        char, last, text = self._base[row], self._last[row], self._text
        tried: list[int] = []
        at = text.find(char, max(start, self._first[row]), last + 1)
        while at >= 0 and len(tried) < most:
            tried.append(at)
            at = text.find(char, at + 1, last + 1)
        return tried

    def _step(
        self, row: int, places: list[int], costs: list[int], tried: list[int]
    ) -> tuple[list[int], list[int], list[int]]:
        """Costs of the places of a row, each with the index of the place before it."""
        border, run = self._border, self._run[row]
        reached: list[int] = []
        new_costs: list[int] = []
        back: list[int] = []
        # The cheapest place from which a run may begin, so far.
        cheapest, origin = 0, -1
        index, count = 0, len(places)
        for at in tried:
            while index < count and places[index] < at - 1:
                cost = costs[index] + border[places[index] + 1]
                if origin < 0 or cost < cheapest:
                    cheapest, origin = cost, index
                index += 1
            best, chosen = cheapest + run + border[at], origin
            adjoins = index < count and places[index] == at - 1
            if adjoins and (origin < 0 or costs[index] <= best):
                best, chosen = costs[index], index
            if chosen >= 0:
                reached.append(at)
                new_costs.append(best)
                back.append(chosen)
        return reached, new_costs, back

    def _settle(self, after: list[int]) -> None:
        """Take the open rows by the cheapest way, and note which places are not sure.

        Args:
            after: what it costs to go on from each place of the last row.
        """
        whole = [cost + more for cost, more in zip(self._rows[-1][1], after, strict=True)]
        least = min(whole)
        chosen = whole.index(least)
        taken: list[int] = []
        row = self._open_from + len(self._rows)
        following: list[int] = []
        for places, costs, back in reversed(self._rows):
            row -= 1
            if following:
                after = self._back(row + 1, places, following, after)
            if len(places) > 1:
                self._note(places, costs, after, least)
            following = places
            taken.append(places[chosen])
            chosen = back[chosen]
        taken.reverse()
        for at in taken:
            self._take(at)
        self._rows.clear()

    def _back(
        self, row: int, places: list[int], following: list[int], after: list[int]
    ) -> list[int]:
        """What it costs at least to go on from each place before a row, as `_step` mirrored."""
        border, run = self._border, self._run[row]
        found: list[int] = []
        cheapest = -1
        index = len(following) - 1
        for at in reversed(places):
            while index >= 0 and following[index] > at + 1:
                cost = after[index] + border[following[index]]
                if cheapest < 0 or cost < cheapest:
                    cheapest = cost
                index -= 1
            best = cheapest + run + border[at + 1] if cheapest >= 0 else _NOWHERE
            if index >= 0 and following[index] == at + 1:
                best = min(best, after[index])
            found.append(best)
        found.reverse()
        return found

    def _note(self, places: list[int], costs: list[int], after: list[int], least: int) -> None:
        """Note the places of a row by which ways nearly as good as the best lead."""
        near = [
            (at, runs)
            for at, cost, more in zip(places, costs, after, strict=True)
            if (runs := _more_runs(cost + more - least)) <= _MORE_RUNS
        ]
        as_few = sum(not runs for _, runs in near) > 1
        if len(near) > 1:
            for at, runs in near:
                equal = as_few and not runs
                self._doubtful[at] = equal or self._doubtful.get(at, False)

    def _take(self, at: int) -> None:
        if self.matched and sum(self.matched[-1][1:]) == at:
            start, place, length = self.matched[-1]
            self.matched[-1] = (start, place, length + 1)
        else:
            self.matched.append((self._open_from, at, 1))
        self._open_from += 1


def _more_runs(more: int) -> int:
    """How many more runs than the best an embedding has that costs so much more.

    One run too many if its borders are poor.
    """
    # Where there are more runs, the borders may be better than the best's.
    runs = (more + _RUN // 2) // _RUN
    return runs + 1 if runs and more - runs * _RUN > _MORE_BORDERS else runs

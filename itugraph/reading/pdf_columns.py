"""The reading order of a page of a PDF: blocks of one, two or more columns, found by gaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from itugraph.reading.archive import Deadline
from itugraph.reading.pdf_chars import Stretch
from itugraph.reading.pdf_lines import rows_of
from itugraph.reading.pdf_paths import Rule

_VALLEY = 0.8
"""How wide the gap between two columns is at least, in sizes of the type."""
_NARROWEST = 7.0
"""How wide a column is at least, in sizes of the type."""
_MOST_EDGES = 10
"""How many edges are tried, those that most stretches start at."""
_DEEPEST = 6
_FEWEST_ROWS = 4
_GRID = 2.0
_SAME = 4.0
"""How far the edges of one column waver, in points."""


_WHOLE = (None, None)


@dataclass(frozen=True, slots=True)
class Block:
    """Stretches that are read line by line, and the gaps that they stand between.

    Attributes:
        column: where the gap at its left and that at its right end, None for the page's edge.
    """

    stretches: list[Stretch]
    column: tuple[float | None, float | None] = (None, None)


@dataclass(slots=True)
class Columns:
    """Finds the blocks of pages, and knows where other pages have their columns."""

    deadline: Deadline
    known: Counter[int] = field(default_factory=Counter)

    def learn(self, stretches: list[Stretch], rules: list[Rule]) -> list[Block]:
        """The blocks of a page as it tells them itself; where it has columns is kept."""
        blocks = list(self._split(Block(stretches), rules, 0))
        for block in blocks:
            if block.column[0] is not None:
                self.known[round(block.column[0] / _GRID)] += 1
        return blocks

    def blocks(self, learnt: list[Block], rules: list[Rule]) -> Iterator[Block]:
        """The blocks of a page in reading order, now that all pages are known."""
        for block in learnt:
            if block.column == _WHOLE and self.known:
                yield from self._split(block, rules, 0)
            else:
                yield block

    def _split(self, block: Block, rules: list[Rule], depth: int) -> Iterator[Block]:
        self.deadline.check()
        found = self._gap(block.stretches, rules) if depth < _DEEPEST else None
        if found is None:
            if block.stretches:
                yield block
            return
        edge, top, bottom = found
        sides: dict[str, list[Stretch]] = {"above": [], "left": [], "right": [], "below": []}
        for stretch in block.stretches:
            if stretch.middle >= top:
                sides["above"].append(stretch)
            elif stretch.middle <= bottom:
                sides["below"].append(stretch)
            else:
                sides["right" if stretch.left >= edge - 1 else "left"].append(stretch)
        outer_left, outer_right = block.column
        columns = {
            "above": block.column,
            "left": (outer_left, edge),
            "right": (edge, outer_right),
            "below": block.column,
        }
        for side, inside in sides.items():
            yield from self._split(Block(inside, columns[side]), rules, depth + 1)

    def _gap(
        self, stretches: list[Stretch], rules: list[Rule]
    ) -> tuple[float, float, float] | None:
        """The edge behind the best gap, and how far it reaches from top to bottom."""
        if len(stretches) < 2:
            return None
        edges = Counter(round(stretch.left / _GRID) for stretch in stretches)
        tried = [edge for edge, count in edges.most_common(_MOST_EDGES) if count > 2]
        tried += [edge for edge in edges if self._is_known(edge) and edge not in tried]
        by_height = sorted(stretches, key=lambda stretch: stretch.middle)
        heights = [stretch.middle for stretch in by_height]
        best: tuple[int, float, float, float] | None = None
        for edge in tried:
            x = min(s.left for s in stretches if abs(s.left - edge * _GRID) <= _GRID)
            known = self._is_known(edge)
            fewest = 2 if known else max(2 * _FEWEST_ROWS, best[0] if best else 0)
            for bottom, top in _free(by_height, x):
                low, high = bisect_right(heights, bottom), bisect_left(heights, top)
                if high - low < fewest:
                    continue
                rows = _rows(by_height[low:high], x, rules, known=known)
                if rows and (best is None or rows > best[0]):
                    best = rows, x, top, bottom
        return None if best is None else best[1:]

    def _is_known(self, edge: int) -> bool:
        return any(self.known[edge + by] for by in (-2, -1, 0, 1, 2))


def _free(by_height: list[Stretch], x: float) -> Iterator[tuple[float, float]]:
    """Between which heights nothing stands in the gap that ends at x."""
    bottom = float("-inf")
    for stretch in by_height:
        if stretch.left < x - 1 and stretch.right > x - _VALLEY * stretch.size:
            yield bottom, stretch.middle
            bottom = stretch.middle
    yield bottom, float("inf")


def _rows(inside: list[Stretch], x: float, rules: list[Rule], *, known: bool) -> int:
    """How many rows stand left and right of a gap, if it parts two columns; else 0."""
    left = [stretch for stretch in inside if stretch.left < x - 1]
    right = [stretch for stretch in inside if stretch.left >= x - 1]
    fewest = 1 if known else _FEWEST_ROWS
    if len(left) < fewest or len(right) < fewest:
        return 0
    low, high = (
        max(min(s.middle for s in left), min(s.middle for s in right)),
        min(max(s.middle for s in left), max(s.middle for s in right)),
    )
    if low > high + max(stretch.size for stretch in inside):
        return 0
    bottom, top = inside[0].middle, inside[-1].middle
    crossing = {
        round(rule.height)
        for rule in rules
        if bottom < rule.height < top and rule.left < x - 10 and rule.right > x + 10
    }
    if len(crossing) > 1:
        return 0
    rows_left = _prose(left, known=known)
    rows_right = _prose(right, known=known) if rows_left else 0
    return rows_left + rows_right if rows_right else 0


def _prose(side: list[Stretch], *, known: bool) -> int:
    """How many rows a side has, if it is text that runs on over its lines; else 0."""
    if known:
        return len(list(rows_of(side)))
    left, right = min(s.left for s in side), max(s.right for s in side)
    size = sorted(stretch.size for stretch in side)[len(side) // 2]
    if right - left < _NARROWEST * size:
        return 0
    rows = list(rows_of(side))
    if len(rows) < _FEWEST_ROWS:
        return 0
    wide = sum(_width(row) >= 0.6 * (right - left) for row in rows)
    cased = [row[0].text[:1] for row in rows if row[0].text[:1].lower() != row[0].text[:1].upper()]
    running = sum(char.islower() for char in cased)
    is_prose = 2 * wide >= len(rows) and (len(cased) * 2 < len(rows) or 4 * running >= len(cased))
    return len(rows) if is_prose else 0


def _width(row: Iterable[Stretch]) -> float:
    edges = [(stretch.left, stretch.right) for stretch in row]
    return max(right for _, right in edges) - min(left for left, _ in edges)

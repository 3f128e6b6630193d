"""Tables with lines around their cells become rows, the cells parted by tabs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from itugraph.reading.pdf_chars import Stretch
from itugraph.reading.pdf_lines import rows_of
from itugraph.reading.pdf_marks import PLAIN, between
from itugraph.reading.pdf_paths import Bar, Rule

_SAME = 2.5
"""How far lines that are one may stand apart, in points."""
_MOST_LINES = 2_000
_LOWEST_ROW = 6.0


def with_rows(stretches: list[Stretch], rules: list[Rule], bars: list[Bar]) -> list[Stretch]:
    """The stretches of a page, those in a table's row made one.

    Args:
        rules: those that mark no text.
    """
    if len(bars) < 2 or len(rules) < 2 or len(rules) + len(bars) > _MOST_LINES:
        return stretches
    rest = stretches
    made: list[Stretch] = []
    heights = _merged(sorted(rule.height for rule in rules))
    for bottom, top in pairwise(heights):
        if top - bottom < _LOWEST_ROW:
            continue
        sides = _merged(
            sorted(bar.x for bar in bars if bar.bottom <= bottom + _SAME and bar.top >= top - _SAME)
        )
        if len(sides) < 3:
            continue
        inside = [
            stretch
            for stretch in rest
            if bottom < stretch.middle < top and sides[0] - 1 <= stretch.left < sides[-1]
        ]
        crossing = any(_cell(sides, s.left) != _cell(sides, s.right) for s in inside)
        if inside and not crossing:
            made.append(_row(inside, sides))
            taken = set(map(id, inside))
            rest = [stretch for stretch in rest if id(stretch) not in taken]
    return [*rest, *made]


def _merged(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in places:
        if not kept or place - kept[-1] > _SAME:
            kept.append(place)
    return kept


def _cell(sides: list[float], x: float) -> int:
    return min(bisect_right(sides, x + _SAME), bisect_left(sides, x - _SAME) + 1)


def _row(inside: list[Stretch], sides: list[float]) -> Stretch:
    cells: list[list[Stretch]] = [[] for _ in sides[1:]]
    for stretch in inside:
        at = bisect_right(sides, (stretch.left + stretch.right) / 2) - 1
        cells[min(max(at, 0), len(cells) - 1)].append(stretch)
    text, looks = "", ""
    for number, cell in enumerate(cells):
        for place, (part, look) in enumerate(_lines(cell)):
            sign = "" if not number and not place else "\t" if not place else " "
            look_of_sign = between(looks[-1:], look[:1]) if sign else ""
            text, looks = text + sign + part, looks + look_of_sign + look
        if not cell and number:
            text, looks = text + "\t", looks + PLAIN
    first = max(inside, key=lambda stretch: stretch.base)
    return Stretch(
        text=text,
        looks=looks,
        left=sides[0],
        right=sides[-1],
        base=first.base,
        size=first.size,
        font=first.font,
        is_row=True,
    )


def _lines(cell: list[Stretch]) -> Iterator[tuple[str, str]]:
    for row in rows_of(cell):
        text, looks = row[0].text, row[0].looks
        for before, stretch in pairwise(row):
            sign = "" if stretch.is_raised or before.is_raised else " "
            looks += between(looks[-1:], stretch.looks[:1]) * len(sign) + stretch.looks
            text += sign + stretch.text
        yield text, looks

"""Running headers, footers and page numbers: what stands at one height on several pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from itugraph.reading.pdf_chars import Stretch
from itugraph.reading.pdf_lines import rows_of

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
_BARE = re.compile(r"[-\u2013\u2014\s]*(?:page\s*)?(\d{1,4})[-\u2013\u2014\s]*", re.IGNORECASE)
_ROMAN = re.compile(r"[-\u2013\u2014\s]*[ivxlc]{1,7}[-\u2013\u2014\s]*", re.IGNORECASE)
_MOST_ROWS = 4
"""How many rows at the top of a page, and at its foot, may be a margin."""
_ZONE = 0.2
"""How far into the page a margin reaches, as a share of its height."""
_SAME_HEIGHT = 3.0
_LARGER = 1.12
"""How much larger than the body's a page's number may be set."""
_FEW_PAGES = 4
_NEAR_PAGES = 8
_DENSITY = 0.4
"""On what share of the pages, from its first to its last, a running header stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row at the edge of a page.

    Attributes:
        page: its index.
        level: how far it stands from the page's edge, coarsely, and from which.
        depth: how many rows stand between it and the edge.
        core: its text without a page's number at its left or right.
    """

    page: int
    level: tuple[str, int]
    depth: int
    text: str
    core: str
    size: float
    stretches: tuple[Stretch, ...]

    @property
    def pattern(self) -> str:
        """Its text without its numbers."""
        return "i" if _ROMAN.fullmatch(self.text) else _DIGITS.sub("#", self.core)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked of a page: its place in the file, its height and what stands on it."""

    index: int
    height: float
    stretches: list[Stretch]


def margins(pages: Sequence[Page], body_size: float) -> Iterator[Row]:
    """The rows of pages that are margins, in the order of the pages.

    A row is one that comes again at its height, to the letter or with numbers that go up with
    the pages, or that stands at the edge where others do; also a lone number that is the page's.
    """
    rows = [row for page in pages for row in _edges(page)]
    alike: dict[tuple[tuple[str, int], str], list[Row]] = defaultdict(list)
    for row in rows:
        for by in (0, 1):
            # A height on the border of two classes is in both.
            alike[(row.level[0], row.level[1] + by), row.pattern].append(row)
    found: dict[int, Row] = {}
    for (_, pattern), group in alike.items():
        if len({row.page for row in group}) > 1:
            for row in _repeated(group, pattern, len(pages), body_size):
                found[id(row)] = row
    for row in rows:
        bare = _BARE.fullmatch(row.text)
        if bare and int(bare[1]) == row.page + 1 and row.depth == 0:
            found[id(row)] = row
    heights = Counter((row.level, round(row.size, 1)) for row in found.values())
    for row in rows:
        # A header that stands on one page alone: nothing else is as near to the edge.
        if row.depth == 0 and heights[row.level, round(row.size, 1)] > 1:
            found.setdefault(id(row), row)
    inside = _inward(rows, found)
    yield from (row for row in rows if id(row) in inside)


def _repeated(group: list[Row], pattern: str, pages: int, body_size: float) -> Iterator[Row]:
    """The rows of one pattern, at one height, that come again as margins do."""
    if "#" not in pattern and pattern != "i":
        if _is_running(group, pages):
            yield from group
        return
    by_text: dict[str, list[Row]] = defaultdict(list)
    for row in group:
        by_text[row.core].append(row)
    running = {core for core, rows in by_text.items() if _is_running(rows, pages)}
    counting = _counting(group)
    for row in group:
        is_number = row.size <= _LARGER * body_size and (pattern == "i" or row.page in counting)
        if row.core in running or is_number:
            yield row


def _is_running(group: list[Row], pages: int) -> bool:
    """Whether rows stand on page after page, or on each left or right one."""
    on = {row.page for row in group}
    needed = 2 if pages <= _FEW_PAGES else 3
    return len(on) >= needed and len(on) >= _DENSITY * (max(on) - min(on) + 1)


def _counting(group: list[Row]) -> set[int]:
    """The pages on which a number in a row goes up with the pages, as on another one near it."""
    on: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in group:
        for at, number in enumerate(_NUMBER.findall(row.text)):
            on[at, int(number) - row.page].append(row.page)
    found: set[int] = set()
    for pages in on.values():
        for one, other in pairwise(sorted(set(pages))):
            if other - one <= _NEAR_PAGES:
                found |= {one, other}
    return found


def _inward(rows: list[Row], found: dict[int, Row]) -> set[int]:
    """The margins among rows: nothing that is none stands between them and the edge."""
    inside: set[int] = set()
    ends: dict[tuple[int, str], int] = {}
    for row in sorted(rows, key=lambda row: (row.page, row.level[0], row.depth)):
        key = row.page, row.level[0]
        if id(row) in found and ends.get(key, 0) == row.depth:
            inside.add(id(row))
            ends[key] = row.depth + 1
    return inside


def _edges(page: Page) -> Iterator[Row]:
    rows = list(rows_of(page.stretches))
    for side, some in (("top", rows[:_MOST_ROWS]), ("foot", rows[::-1][:_MOST_ROWS])):
        for depth, row in enumerate(some):
            base = row[0].base
            away = page.height - base if side == "top" else base
            if away > _ZONE * page.height:
                break
            yield Row(
                page=page.index,
                level=(side, round(away / _SAME_HEIGHT)),
                depth=depth,
                text=_joined(row),
                core=_joined(_without_number(row)),
                size=max(stretch.size for stretch in row),
                stretches=tuple(row),
            )


def _joined(row: Sequence[Stretch]) -> str:
    return " ".join(stretch.text for stretch in row).strip()


def _without_number(row: list[Stretch]) -> list[Stretch]:
    """A row without the page's number, which left pages have at the left, right ones at the right.

    A number alone is all that there is.
    """
    for number, rest in ((row[0], row[1:]), (row[-1], row[:-1])):
        if rest and (_BARE.fullmatch(number.text) or _ROMAN.fullmatch(number.text)):
            return rest
    return row

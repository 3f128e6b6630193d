"""Stretches of a page of a PDF become lines: raised marks, labels of items, cells of a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from itugraph.reading.pdf_chars import Stretch
from itugraph.reading.pdf_marks import between

_LABEL = re.compile(
    r"[(\[]?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]{1,2}|[ivx]{1,6}|[A-Z]|[ء-ي]{1,2})[)\].]*"
    r"|[•●○◦▪■–—−\-*\u00b7\uf0b7]"
)
_CLOSED = re.compile(r"[(\[]?(?:[a-z]{1,4}|[ivx]{1,6}|\d{1,2})[)\]]\S{0,4}|\S{0,3}\d\.\d[.\d]*")
"""A label that its bracket tells from a word or a number at the start of a line."""
TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LABEL_GAP, _OPEN_GAP = 0.45, 0.8
"""The gap behind a label that is a tab, with a bracket and without, in sizes of the type."""
_EVEN = 1.4
"""How many times wider a tab is than the blanks of its line."""
_CELL_GAP, _ALONE_GAP = 1.5, 3.0
"""The gap between two cells where others stand below, and where none does."""
_ON_LINE = 0.3
_JOINED = 0.12
"""Two stretches that are no further apart are one word."""
_SMALL = 0.85
_RAISED = (0.12, 0.75)
_LOWERED = (-0.4, -0.05)
_NEAR = 1.0
TO_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")


@dataclass(slots=True)
class Line:
    """A line of a block.

    Attributes:
        inner: where its text starts, behind a label, or its last cell.
        head: how wide its first word is.
        has_label: whether it starts an item.
        is_row: whether it is a table's row.
    """

    page: int
    text: str
    looks: str
    left: float
    right: float
    base: float
    size: float
    font: int
    inner: float
    head: float
    has_label: bool
    is_row: bool


def finish(stretch: Stretch) -> Iterator[Stretch]:
    """Take from a stretch what its edges tell, a label apart, and forget them."""
    text, lefts, rights = stretch.text, stretch.lefts, stretch.rights
    blanks = [at for at, char in enumerate(text) if char == " " and 0 < at < len(text) - 1]
    gaps = [_gap(stretch, at) for at in blanks]
    end = blanks[0] if blanks else len(text)
    stretch.head = max(rights[:end]) - min(lefts[:end])
    stretch.blank = max(gaps, default=0.0)
    others = max(gaps[1:], default=0.0)
    if blanks and _is_label_gap(text[:end], gaps[0] / stretch.size, others / stretch.size):
        rest = Stretch(
            text=text[end + 1 :],
            left=min(lefts[end + 1 :]),
            right=stretch.right,
            base=stretch.base,
            size=stretch.size,
            font=stretch.font,
            lefts=lefts[end + 1 :],
            rights=rights[end + 1 :],
            looks=stretch.looks[end + 1 :],
        )
        stretch.text, stretch.looks = text[:end], stretch.looks[:end]
        stretch.right, stretch.blank = max(rights[:end]), 0.0
        yield _without_edges(stretch)
        yield from finish(rest)
        return
    yield _without_edges(stretch)


def _gap(stretch: Stretch, at: int) -> float:
    """How wide a blank is, whichever way the words run."""
    lefts, rights = stretch.lefts, stretch.rights
    return max(lefts[at + 1] - rights[at - 1], lefts[at - 1] - rights[at + 1])


def _is_label_gap(text: str, gap: float, others: float) -> bool:
    """Whether a gap stands behind a label, in sizes of the type as the other blanks are."""
    if not _LABEL.fullmatch(text) and not _CLOSED.fullmatch(text):
        return False
    least = _LABEL_GAP if _CLOSED.fullmatch(text) else _OPEN_GAP
    return gap > max(least, _EVEN * others)


def _without_edges(stretch: Stretch) -> Stretch:
    stretch.lefts, stretch.rights, stretch.colours = [], [], []
    return stretch


def settle_raised(stretches: list[Stretch]) -> None:
    """Put raised and lowered marks on the line that they belong to; raised digits show it."""
    # Decided before any is moved, so that one mark is never measured against another.
    moved: list[tuple[Stretch, Stretch, bool]] = []
    for one, other in pairwise(stretches):
        for small, large in ((one, other), (other, one)):
            if small.size > _SMALL * large.size:
                continue
            above = (small.base - large.base) / large.size
            near = _NEAR * large.size
            apart = max(small.left - large.right, large.left - small.right)
            if not -large.size < apart <= near:
                continue
            raised = _RAISED[0] <= above <= _RAISED[1]
            if raised or _LOWERED[0] <= above <= _LOWERED[1]:
                moved.append((small, large, raised))
    for small, large, raised in moved:
        small.base, small.size, small.is_raised = large.base, large.size, raised
        if raised:
            small.text = small.text.translate(TO_RAISED)


def lines(block: Iterable[Stretch], page: int) -> list[Line]:
    """The lines of a block, from top to bottom."""
    rows = list(rows_of(block))
    starts = Counter(round(stretch.left / 3) for row in rows for stretch in row[1:])
    return [_line(row, page, starts) for row in rows]


def rows_of(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches on one base line together, from top to bottom, each row in reading order."""
    row: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: -s.base):
        size = max(stretch.size, row[0].size) if row else 0.0
        if row and row[0].base - stretch.base > _ON_LINE * size:
            yield _in_order(row)
            row = []
        row.append(stretch)
    if row:
        yield _in_order(row)


def _in_order(row: list[Stretch]) -> list[Stretch]:
    row.sort(key=lambda stretch: stretch.left)
    if len(row) > 1 and 2 * sum(map(_runs_to_left, row)) > len(row):
        row.reverse()
    return row


def _runs_to_left(stretch: Stretch) -> bool:
    return TO_LEFT.search(stretch.text) is not None


def _line(row: list[Stretch], page: int, starts: Counter[int]) -> Line:
    main = max(row, key=lambda stretch: len(stretch.text))
    texts, looks = [row[0].text], [row[0].looks]
    gaps = [max(two.left - one.right, one.left - two.right) for one, two in pairwise(row)]
    inner = max(stretch.blank for stretch in row)
    has_label = bool(gaps) and _has_label(row, gaps, inner)
    words = _is_justified(gaps[has_label:], inner)
    cells = {
        at
        for at, (gap, after) in enumerate(zip(gaps, row[1:], strict=True))
        if not words and _parts_cells(gap / main.size, starts[round(after.left / 3)])
    } - ({0} if has_label else set())
    for at, (gap, after) in enumerate(zip(gaps, row[1:], strict=True)):
        is_tab = at in cells or (at == 0 and has_label)
        sign = "\t" if is_tab else " " if gap > _JOINED * main.size else ""
        texts += [sign, after.text]
        looks += [between(looks[-1][-1:], after.looks[:1]) * len(sign), after.looks]
    text = "".join(texts)
    return Line(
        page=page,
        text=text,
        looks="".join(looks),
        left=min(stretch.left for stretch in row),
        right=max(stretch.right for stretch in row),
        base=main.base,
        size=main.size,
        font=main.font if len({s.font for s in row if not s.is_raised}) == 1 else 0,
        inner=row[max(cells) + 1].left if cells else row[has_label].left,
        head=row[0].head,
        has_label=has_label or _CLOSED.fullmatch(text.partition(" ")[0]) is not None,
        is_row=bool(cells) or any(stretch.is_row for stretch in row),
    )


def _has_label(row: list[Stretch], gaps: list[float], inner: float) -> bool:
    if row[0].is_raised or row[1].is_raised:
        return False
    size = row[0].size
    return _is_label_gap(row[0].text, gaps[0] / size, max(inner, *gaps[1:], 0.0) / size)


def _parts_cells(gap: float, below: int) -> bool:
    return gap > _CELL_GAP and (gap > _ALONE_GAP or below > 1)


def _is_justified(gaps: list[float], inner: float) -> bool:
    """Whether gaps are the blanks of a line that was stretched: all are about as wide."""
    if not gaps:
        return False
    if inner:
        return max(gaps) < _EVEN * inner
    return len(gaps) > 2 and max(gaps) < _EVEN * min(gaps)

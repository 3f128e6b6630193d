"""Lines of a PDF become paragraphs, over the ends of columns and pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from itugraph.reading.pdf_chars import ITALIC
from itugraph.reading.pdf_hyphens import Hyphens
from itugraph.reading.pdf_lines import Line
from itugraph.reading.pdf_marks import between

_WIDER = 1.3
"""How many times the usual distance of two lines parts paragraphs."""
_LEADING = 1.25
"""The usual distance where a block is too short to tell, in sizes of the type."""
_OTHER_SIZE = 0.08
_INDENT = 0.7
_FARTHEST_OUT = 5.0
"""How far the first line of a paragraph may be indented, in sizes of the type."""
_SAME_END = 1.2
_WIDE = 15.0
_ROOM = 0.4
"""What a blank takes at the end of a line and a little more, in sizes of the type."""
_GRID = 3.0
_TELLING = 3
_PAGE_SHARE = 0.8
_WHOLE_PAGE = (-1, -1)
_ITEM_ENDS = (",", ";", ".", ":")
_ENDS = (".", ";", ":", "!", "?")

_Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The lines of a block.

    Attributes:
        key: the same for blocks that stand in one column of their pages: the page's width and
            where the column starts and ends, -1 for the page's edge.
    """

    key: _Key
    lines: list[Line]


@dataclass(slots=True)
class Paragraph:
    """Lines that are one.

    Attributes:
        pages: where each page starts in its text, with its number.
        first, last: its lines.
        body: where its lines start but for the first; None for one line.
        font: that of all its lines, 0 for several.
    """

    text: str
    looks: str
    pages: list[tuple[int, int]]
    first: Line
    last: Line
    body: float | None
    font: int

    @classmethod
    def of(cls, line: Line) -> Paragraph:
        """A paragraph of one line."""
        return cls(line.text, line.looks, [(0, line.page)], line, line, None, line.font)

    def add(self, line: Line, hyphens: Hyphens) -> None:
        """Take a line that goes on with it."""
        text, sign = self.text.rstrip(), " "
        if hyphens.is_cut(text, line.text):
            text, sign = hyphens.join(text, line.text), ""
        looks = self.looks[: len(text)]
        looks += between(looks[-1:], line.looks[:1]) * len(sign)
        if self.last.page != line.page:
            self.pages.append((len(text) + len(sign), line.page))
        self.text, self.looks = text + sign + line.text, looks + line.looks
        self.last = line
        self.font = self.font if self.font == line.font else 0


def joined(some: Sequence[Line], hyphens: Hyphens) -> Paragraph:
    """Lines as one paragraph."""
    paragraph = Paragraph.of(some[0])
    for line in some[1:]:
        paragraph.add(line, hyphens)
    return paragraph


@dataclass(slots=True)
class Joiner:
    """Joins the lines of columns, which come in reading order."""

    hyphens: Hyphens
    _ends: dict[_Key, float] = field(default_factory=dict)

    def paragraphs(self, columns: Iterable[Column]) -> Iterator[Paragraph]:
        """The paragraphs of columns."""
        filled = [column for column in columns if column.lines]
        self._ends = _right_edges(filled)
        open_: Paragraph | None = None
        for before, column in zip([*filled[:1], *filled], filled, strict=False):
            leadings = _leadings(column.lines)
            for at, line in enumerate(column.lines):
                if open_ is None:
                    open_ = Paragraph.of(line)
                    continue
                if at:
                    shift, last = 0.0, column.lines[at - 1]
                    usual = leadings.get(round(line.size), _LEADING * line.size)
                    near = last.base - line.base <= _WIDER * usual
                    around = column.lines[max(at - 2, 0) : at + 1]
                else:
                    shift, near = _start(column) - _start(before), _may_run_over(open_, line)
                    around = before.lines[-2:]
                    if open_.body is not None:
                        open_.body += shift
                source = column if at else before
                edges = _start(source), self._ends[source.key]
                if near and self._goes_on(open_, line, edges, around, shift):
                    open_.add(line, self.hyphens)
                    open_.body = line.left if open_.body is None else open_.body
                else:
                    yield open_
                    open_ = Paragraph.of(line)
        if open_ is not None:
            yield open_

    def _goes_on(
        self,
        open_: Paragraph,
        line: Line,
        edges: tuple[float, float],
        around: list[Line],
        shift: float,
    ) -> bool:
        """Whether a line goes on with a paragraph.

        Args:
            edges: where the column of the paragraph's last line starts and ends.
            around: the lines next to that.
            shift: how far the line's column stands to the right of that one.
        """
        last, size = open_.last, open_.last.size
        if line.is_row or _is_item(open_, line):
            return False
        if open_.first.is_row:
            return _is_in_cell(open_, line, edges[0], shift)
        if abs(line.size - size) > _OTHER_SIZE * size or _stands_out(open_, line):
            return False
        if not self._is_full(last, line, edges[1], around):
            return False
        return _is_below(open_, line, edges[0], shift)

    def _is_full(self, last: Line, line: Line, end: float, around: list[Line]) -> bool:
        """Whether a line reaches the column's edge: the next one's first word had no room."""
        if self.hyphens.is_cut(last.text, line.text):
            return True
        if end - last.right <= line.head + _ROOM * line.size:
            return True
        # Set within a narrower measure than the column: lines end together all the same.
        return any(
            other is not last
            and abs(other.right - last.right) <= _SAME_END
            and other.right - other.left > _WIDE * other.size
            for other in around
        )


def _is_item(open_: Paragraph, line: Line) -> bool:
    """Whether a line starts an item: "a) and" may go on in the next line with "b) above"."""
    return line.has_label and ("\t" in line.text or open_.text.rstrip().endswith(_ITEM_ENDS))


def _is_in_cell(open_: Paragraph, line: Line, start: float, shift: float) -> bool:
    """Whether a line goes on with the last cell of a row."""
    left, indent = line.left - shift, _INDENT * line.size
    return left > start + 2 * line.size and abs(left - open_.first.inner) <= indent


def _is_below(open_: Paragraph, line: Line, start: float, shift: float) -> bool:
    """Whether a line starts where one of the paragraph's may."""
    first, indent = open_.first, _INDENT * line.size
    if open_.body is not None:
        if abs(line.left - open_.body) <= indent:
            return True
    else:
        left = line.left - shift
        if min(abs(left - first.inner), abs(left - first.left)) <= indent:
            return True
        out = first.left - left
        if 0 < out <= _FARTHEST_OUT * line.size and not first.has_label:
            return True
    # In the middle of the column, as titles are.
    middle = (line.left + line.right) / 2 - shift - (open_.last.left + open_.last.right) / 2
    return min(line.left - shift, open_.last.left) > start + indent and abs(middle) <= indent


def _stands_out(open_: Paragraph, line: Line) -> bool:
    """Whether a line is set in a type of its own, as openers and headings are."""
    if line.font == open_.font:
        return False
    if line.font and open_.font:
        return True
    return bool(line.font & ITALIC) and open_.text.rstrip().endswith(_ITEM_ENDS)


def _may_run_over(open_: Paragraph, line: Line) -> bool:
    """Whether a paragraph may go on in the next column."""
    if open_.first.is_row:
        return False
    return line.text[:1].islower() or not open_.text.rstrip().endswith(_ENDS)


def _start(column: Column) -> float:
    return min(line.left for line in column.lines)


def _leadings(some: Iterable[Line]) -> dict[int, float]:
    """The usual distance of two lines, by their size: a low one, as paragraphs stand apart."""
    found: dict[int, list[float]] = defaultdict(list)
    before: Line | None = None
    for line in some:
        if before is not None and abs(before.size - line.size) < 1:
            found[round(line.size)].append(before.base - line.base)
        before = line
    usual = {}
    for size, gaps in found.items():
        near = sorted(gap for gap in gaps if 0 < gap < 3.2 * size)
        if len(near) > 2:
            usual[size] = near[len(near) // 4]
    return usual


def _right_edges(columns: Sequence[Column]) -> dict[_Key, float]:
    """Where the lines of each column end, as far as more than a stray one reaches it."""
    rights: dict[_Key, Counter[int]] = defaultdict(Counter)
    exact: dict[tuple[_Key, int], float] = {}
    for column in columns:
        for line in column.lines:
            at = round(line.right / _GRID)
            rights[column.key][at] += not line.is_row
            exact[column.key, at] = max(exact.get((column.key, at), 0.0), line.right)
    edges: dict[_Key, float] = {}
    starts = {column.key: _start(column) for column in columns}
    for key, counts in rights.items():
        needed = max(2, sum(counts.values()) // 50)
        far = sorted(counts, reverse=True)
        shared = (at for at in far if sum(counts[at - by] for by in range(3)) >= needed)
        edges[key] = exact[key, next(shared, far[0])]
        if sum(counts[at] for at in far[:3]) < _TELLING and key[1:] == _WHOLE_PAGE:
            # Too few lines to tell: the margins of a page are about as wide as each other.
            edges[key] = max(edges[key], _PAGE_SHARE * (key[0] - starts[key]))
    return edges

"""What is drawn on a page of a PDF: thin lines, level and upright, pictures and links."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from itugraph.reading.archive import Deadline

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_THIN = 3.0
"""How thick a line may be, in points."""
_SHORTEST = 1.5
_DEEPEST = 4
_MOST_SEGMENTS = 20_000
"""A path of more segments is a drawing; its segments are not looked at."""
_MOST_DRAWN = 50_000
"""How many lines of a page are kept."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line, at a height above the page's lower edge."""

    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """An upright line."""

    x: float
    bottom: float
    top: float


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page but for its characters."""

    rules: list[Rule] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    links: list[Box] = field(default_factory=list)
    has_picture: bool = False

    def put(self, box: Box) -> None:
        """Keep a box that is as thin as a line."""
        left, bottom, right, top = box
        if top - bottom <= _THIN and right - left >= max(_SHORTEST, top - bottom):
            self.rules.append(Rule(left, right, (top + bottom) / 2))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            self.bars.append(Bar((left + right) / 2, bottom, top))


@dataclass(frozen=True, slots=True)
class Turn:
    """How the places of a page become those of the page as it is looked at.

    >>> turn = Turn((0.0, 0.0, 600.0, 800.0), 90)
    >>> turn.width, turn.box(10.0, 20.0, 30.0, 25.0)
    (800.0, (20.0, 570.0, 25.0, 590.0))
    """

    bounds: Box
    degrees: int

    @property
    def width(self) -> float:
        """Of the page as it is looked at."""
        left, bottom, right, top = self.bounds
        return top - bottom if self.degrees in (90, 270) else right - left

    @property
    def height(self) -> float:
        """Of the page as it is looked at."""
        left, bottom, right, top = self.bounds
        return right - left if self.degrees in (90, 270) else top - bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box (left, bottom, right, top), turned."""
        x0, y0, x1, y1 = self.bounds
        if self.degrees == 90:
            return bottom - y0, x1 - right, top - y0, x1 - left
        if self.degrees == 180:
            return x1 - right, y1 - top, x1 - left, y1 - bottom
        if self.degrees == 270:
            return y1 - top, left - x0, y1 - bottom, right - x0
        return left - x0, bottom - y0, right - x0, top - y0

    def direction(self, along: float, up: float) -> tuple[float, float]:
        """A direction, turned."""
        if self.degrees == 90:
            return up, -along
        if self.degrees == 180:
            return -along, -up
        if self.degrees == 270:
            return -up, along
        return along, up


def drawn_on(page: PdfPage, turn: Turn, deadline: Deadline) -> Drawn:
    """What is drawn on a page."""
    import pypdfium2.raw as pdfium

    drawn = Drawn()
    raw = page.raw
    count = pdfium.FPDFPage_CountObjects(raw)
    objects = ((pdfium.FPDFPage_GetObject(raw, at), _AS_IT_IS, 0) for at in range(count))
    stack: list[Iterator[tuple[object, _Matrix, int]]] = [objects]
    seen = 0
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        item, outer, depth = found
        seen += 1
        if not seen % 1024:
            deadline.check()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            for box in _boxes(item, outer):
                if len(drawn.rules) + len(drawn.bars) < _MOST_DRAWN:
                    drawn.put(turn.box(*box))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawn.has_picture = True
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            stack.append(_inside(item, _times(_matrix(item), outer), depth + 1))
    drawn.links = [turn.box(*box) for box in _links(raw)]
    return drawn


def _inside(form: object, matrix: _Matrix, depth: int) -> Iterator[tuple[object, _Matrix, int]]:
    import pypdfium2.raw as pdfium

    for at in range(max(pdfium.FPDFFormObj_CountObjects(form), 0)):
        item = pdfium.FPDFFormObj_GetObject(form, at)
        if item:
            yield item, matrix, depth


def _boxes(path: object, outer: _Matrix) -> Iterator[Box]:
    """The boxes around the parts of a path that is filled or stroked."""
    import pypdfium2.raw as pdfium

    fill, stroke = c_int(), c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)):
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not (fill.value or stroke.value) or not 2 <= count <= _MOST_SEGMENTS:
        return
    matrix = _times(_matrix(path), outer)
    x, y = c_float(), c_float()
    points: list[tuple[float, float]] = []
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        starts = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
        if starts and len(points) > 1:
            yield _around(points)
        if starts:
            points = []
        points.append(_at(matrix, x.value, y.value))
    if len(points) > 1:
        yield _around(points)


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _links(page: object) -> Iterator[Box]:
    import pypdfium2.raw as pdfium

    at, link, box = c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, byref(at), byref(link)):
        if pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            yield box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def _matrix(item: object) -> _Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(found)):
        return _AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """The matrix that does first what is inside, then what is outside."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

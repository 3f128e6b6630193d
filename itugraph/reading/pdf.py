"""PDF files as documents: paragraphs in reading order, with what a redline's look tells."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from itugraph.errors import InputError
from itugraph.model import Document
from itugraph.reading.archive import Deadline
from itugraph.reading.pdf_columns import Block, Columns
from itugraph.reading.pdf_hyphens import Hyphens
from itugraph.reading.pdf_lines import TO_LEFT, finish, lines, settle_raised
from itugraph.reading.pdf_margins import Page, margins
from itugraph.reading.pdf_marks import Colours, Marker
from itugraph.reading.pdf_notes import notes_of, without_marks
from itugraph.reading.pdf_page import Sheet, sheets
from itugraph.reading.pdf_paragraphs import Column, Joiner
from itugraph.reading.pdf_tables import with_rows
from itugraph.reading.pdf_text import Aside, Notes, document_of, plain_paragraph

SECONDS = 120.0
"""How long the reading of one PDF may take: on a slow machine 2,000 full pages need most of it."""
_ALONE = threading.Lock()
"""The library that reads PDFs is used by one thread at a time."""
_MOST_UNREADABLE = 0.1
_MOST_NAMED = 10
_END = b"%%EOF"
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")


def read_pdf(path: str, content: bytes, seconds: float = SECONDS) -> Document:
    """The document of a PDF: the text of its columns, with what its redline does to it.

    Lines of one paragraph are joined, also over the ends of columns and pages; a paragraph
    ends with a line feed, cells of a table's row are parted by tabs. Footnotes follow the
    body, a line each; headers, footers and page numbers stand apart.

    Args:
        seconds: how long it may take.

    Raises:
        InputError: naming the file and the reason: protected, damaged, without text, too slow.
    """
    deadline = Deadline.within(path, seconds)
    colours = Colours()
    with _ALONE:
        found = [_finished(sheet, colours) for sheet in sheets(path, content, deadline)]
    warnings = list(_warnings(path, found))
    if not content[-2048:].rstrip(b"\0\r\n ").endswith(_END):
        warnings.append("its end is missing: pages may be missing too")
    reader = _Reader(found, deadline)
    return document_of(path, content, reader.text(), warnings)


def _finished(sheet: Sheet, colours: Colours) -> Sheet:
    """A page whose stretches have their looks; only the rules that mark no text stay."""
    marker = Marker(sheet.drawn, colours)
    used = {rule for stretch in sheet.stretches for rule in marker.put(stretch)}
    sheet.drawn.rules = [rule for rule in sheet.drawn.rules if rule not in used]
    settle_raised(sheet.stretches)
    sheet.stretches = [each for stretch in sheet.stretches for each in finish(stretch)]
    return sheet


def _warnings(path: str, found: Sequence[Sheet]) -> Iterator[str]:
    """What was doubtful in reading the pages.

    Raises:
        InputError: if there is nothing to read, or what there is has no letters.
    """
    damaged = [sheet.number for sheet in found if sheet.is_damaged]
    empty = [s for s in found if not (s.is_damaged or s.stretches or s.sideways)]
    pictures = [sheet.number for sheet in empty if sheet.drawn.has_picture]
    if len(damaged) == len(found):
        raise InputError(path, "is truncated or damaged: none of its pages can be read")
    if len(damaged) + len(empty) == len(found):
        if not pictures:
            raise InputError(path, "holds no text")
        raise InputError(path, "holds no text: its pages are pictures")
    if damaged:
        yield f"{_named(damaged)} damaged, not read"
    if pictures:
        yield f"{_named(pictures)} without text: pictures are not read"
    text = "".join(stretch.text for sheet in found for stretch in sheet.stretches)
    if TO_LEFT.search(text):
        yield "holds words that run from right to left: letters of them may be misread"
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise InputError(path, "its fonts do not tell their letters")


def _named(pages: Sequence[int]) -> str:
    """Pages by their numbers.

    >>> _named([3]), _named([1, 4])
    ('page 3 is', 'pages 1, 4 are')
    """
    shown = ", ".join(map(str, pages[:_MOST_NAMED]))
    if len(pages) > _MOST_NAMED:
        shown += f" and {len(pages) - _MOST_NAMED} more"
    return f"page {shown} is" if len(pages) == 1 else f"pages {shown} are"


@dataclass(slots=True)
class _Reader:
    """The reading of one file, when all of its pages are known."""

    found: list[Sheet]
    deadline: Deadline
    size: float = field(init=False)

    def __post_init__(self) -> None:
        sizes: Counter[float] = Counter()
        for sheet in self.found:
            for stretch in sheet.stretches:
                sizes[round(2 * stretch.size) / 2] += len(stretch.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 1.0

    def text(self) -> Aside:
        """The paragraphs of the body and the notes, and what stands apart from them."""
        asides = self._take_margins()
        columns, blocks, foots = Columns(self.deadline), list[list[Block]](), []
        for sheet in self.found:
            size = (sheet.width, sheet.height)
            drawn = sheet.drawn
            rows = with_rows(sheet.stretches, drawn.rules, drawn.bars)
            body, foot = notes_of(rows, drawn.rules, self.size, size)
            blocks.append(columns.learn(body, drawn.rules))
            foots.append(foot)
        notes, found = Notes(), list[Column]()
        marks = [
            {mark for group in foot for mark in notes.add(lines(group, sheet.number))}
            for sheet, foot in zip(self.found, foots, strict=True)
        ]
        # A note may stand at the foot of the page behind the one that calls it.
        near = (one | other for one, other in zip_longest(marks, marks[1:], fillvalue=set[str]()))
        for sheet, learnt, called in zip(self.found, blocks, near, strict=True):
            for block in columns.blocks(learnt, sheet.drawn.rules):
                inside = lines(block.stretches, sheet.number)
                for line in inside:
                    without_marks(line, called)
                found.append(Column(_key(block, sheet), inside))
        texts = [line.text for column in found for line in column.lines]
        hyphens = Hyphens([*texts, *(line.text for line in notes.lines)])
        return Aside(
            body=[
                *Joiner(hyphens).paragraphs(found),
                *(plain_paragraph(text, sheet.number) for sheet, text in self._sideways(asides)),
            ],
            notes=notes.paragraphs(hyphens),
            margins=list(asides.items()),
        )

    def _take_margins(self) -> dict[str, str]:
        """Take the margins from the pages; returns the text of each once, with its looks."""
        pages = [Page(at, sheet.height, sheet.stretches) for at, sheet in enumerate(self.found)]
        taken: set[int] = set()
        once: dict[tuple[str, str], tuple[str, str]] = {}
        for row in margins(pages, self.size):
            taken.update(map(id, row.stretches))
            for line in lines(row.stretches, row.page):
                once.setdefault((row.level[0], row.pattern), (line.text, line.looks))
        for sheet in self.found:
            sheet.stretches = [each for each in sheet.stretches if id(each) not in taken]
        return dict(once.values())

    def _sideways(self, asides: dict[str, str]) -> Iterator[tuple[Sheet, str]]:
        """What is set sideways, but for what stands on several pages: that is a margin."""
        counts = Counter(text for sheet in self.found for text in sheet.sideways)
        for sheet in self.found:
            for text in sheet.sideways:
                if counts[text] > 1:
                    asides.setdefault(text, "\0" * len(text))
                elif text.strip():
                    yield sheet, text


def _key(block: Block, sheet: Sheet) -> tuple[int, ...]:
    edges = (-1 if edge is None else round(edge / 8) for edge in block.column)
    return round(sheet.width), *edges

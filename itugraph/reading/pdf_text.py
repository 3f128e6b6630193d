"""Paragraphs of a PDF become the text of a document, with its runs, notes and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from itugraph.model import Document, Margin, Mark, Piece, source_digest
from itugraph.reading.pdf_chars import BOLD
from itugraph.reading.pdf_hyphens import Hyphens
from itugraph.reading.pdf_lines import TO_PLAIN, TO_RAISED, Line
from itugraph.reading.pdf_marks import (
    HEADING,
    PLAIN,
    UNDERLINED,
    Policy,
    runs_of,
    without_addresses,
)
from itugraph.reading.pdf_notes import mark_of, take_mark
from itugraph.reading.pdf_paragraphs import Paragraph, joined

_BY_HAND = "strike and underline read as a redline made by hand"
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Aside:
    """What a PDF holds: its body, its notes and, as text and looks, its margins."""

    body: list[Paragraph]
    notes: list[Paragraph]
    margins: list[tuple[str, str]]


@dataclass(slots=True)
class Notes:
    """The footnotes of all pages: one may go on at the foot of the next page."""

    lines: list[Line] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _last: str = ""

    def add(self, group: list[Line]) -> list[str]:
        """Take the lines at the foot of a column; returns the marks of the notes in it."""
        marks: list[str] = []
        for line in group:
            if self._is_next(line, bool(marks)):
                self._starts.append(len(self.lines))
                mark = take_mark(line)
                self._last = mark
                marks.append(mark.translate(TO_RAISED))
            self.lines.append(line)
        return marks

    def _is_next(self, line: Line, inside: bool) -> bool:
        """Whether a line starts a note: "44" within one may be a number that it cites."""
        mark = mark_of(line)
        number = mark.translate(TO_PLAIN)
        if not mark or mark != number or not mark.isdigit() or not self._last:
            return bool(mark)
        last = self._last.translate(TO_PLAIN)
        follows = last.isdigit() and int(number) == int(last) + 1
        return follows or (not inside and number == "1")

    def paragraphs(self, hyphens: Hyphens) -> list[Paragraph]:
        """A paragraph for each note."""
        starts = self._starts if self._starts[:1] == [0] else [0, *self._starts]
        ends = [*starts[1:], len(self.lines)]
        groups = (self.lines[start:end] for start, end in zip(starts, ends, strict=True))
        return [joined(group, hyphens) for group in groups if group]


def plain_paragraph(text: str, page: int) -> Paragraph:
    """A paragraph of a text without marks.

    >>> plain_paragraph("Resolution 44", 3).pages
    [(0, 3)]
    """
    line = Line(page, text, PLAIN * len(text), 0, 0, 0, 1, 0, 0, 0, has_label=False, is_row=True)
    return Paragraph.of(line)


def document_of(path: str, content: bytes, found: Aside, warnings: list[str]) -> Document:
    """The document of what a PDF holds."""
    paragraphs = [each for each in (*found.body, *found.notes) if each.text.strip()]
    for paragraph in paragraphs:
        paragraph.looks = without_addresses(paragraph.text, paragraph.looks)
        if _is_heading(paragraph):
            paragraph.looks = "".join(chr(ord(look) | HEADING) for look in paragraph.looks)
    told = [(each.text, each.looks) for each in paragraphs]
    policy = Policy.of([*told, *found.margins])
    marks = [list(_marks(looks, policy)) for _, looks in told]
    ends = _ends(marks, [text for text, _ in told])
    pages: list[tuple[int, int]] = []
    notes: list[Piece] = []
    first_note = len(paragraphs) - sum(1 for each in found.notes if each.text.strip())
    at = 0
    for number, paragraph in enumerate(paragraphs):
        for start, page in paragraph.pages:
            if not pages or pages[-1][1] != page:
                pages.append((at + start, page))
        if number >= first_note:
            notes.append((at, at + len(paragraph.text)))
        at += len(paragraph.text) + 1
    runs = runs_of(
        pair for inside, end in zip(marks, ends, strict=True) for pair in (*inside, (end, 1))
    )
    margins = tuple(Margin(text, runs_of(_marks(looks, policy))) for text, looks in found.margins)
    if runs or any(margin.runs for margin in margins):
        warnings = [*warnings, _BY_HAND]
    return Document(
        path,
        source_digest(content),
        "".join(each.text + "\n" for each in paragraphs),
        runs=runs,
        notes=tuple(notes),
        margins=margins,
        warnings=tuple(warnings),
        pages=tuple(pages),
    )


def _is_heading(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.text) <= _LONGEST_HEADING
        and bool(paragraph.font & BOLD)
        and all(
            ord(look) & UNDERLINED
            for char, look in zip(paragraph.text, paragraph.looks, strict=True)
            if not char.isspace()
        )
    )


def _marks(looks: str, policy: Policy) -> Iterator[tuple[Mark, int]]:
    for look, alike in groupby(looks):
        yield policy.mark(look), sum(1 for _ in alike)


def _ends(marks: Sequence[list[tuple[Mark, int]]], texts: Sequence[str]) -> list[Mark]:
    """What was done to the ends of paragraphs, of which the page does not tell.

    One goes or comes whole when all its text does; where one change goes on from the end of a
    paragraph into a part of the next, the end between them is of it.
    """
    shown = [_shown(each, text) for each, text in zip(marks, texts, strict=True)]
    ends: list[Mark] = []
    for at, inside in enumerate(shown):
        following = shown[at + 1] if at + 1 < len(shown) else []
        if len(set(inside)) == 1:
            ends.append(inside[0])
        elif inside and len(set(following)) > 1 and inside[-1] == following[0]:
            ends.append(inside[-1])
        else:
            ends.append("kept")
    return ends


def _shown(marks: Iterable[tuple[Mark, int]], text: str) -> list[Mark]:
    """The marks of a paragraph's runs that are more than blanks."""
    shown: list[Mark] = []
    at = 0
    for mark, length in marks:
        if text[at : at + length].strip():
            shown.append(mark)
        at += length
    return shown

"""The walk over the XML of a Word file: elements become bits of text in their states.

Pandoc reads both states as well (and is the oracle of the tests), but needs two seconds and
162 MB for it, and leaves out headers; the Python readers mix the states or lose moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from itugraph.errors import InputError
from itugraph.reading.archive import MC, Deadline, W
from itugraph.reading.story import KEPT, LINKED, PLAIN, Bit, Change, Look, Paragraph, Row, Story
from itugraph.reading.word_fields import Fields
from itugraph.reading.word_hand import Looks
from itugraph.reading.word_styles import is_on
from itugraph.reading.word_symbols import symbol

MOST_NESTED = 200
"""How deep elements may be nested; the deepest text box in a table of a box stays below 80."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_SILENT = frozenset(
    W + name
    for name in (
        *("annotationRef", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid"),
        *("trPr", "tcPr", "sectPr", "rt", "rubyPr", "fldData", "smartTagPr", "customXmlPr"),
    )
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_INS, _DEL = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
_CELL_INS, _CELL_DEL = (W + "cellIns",), (W + "cellDel",)
_LONGEST_MARK = 10
_NO_TEXT = str.maketrans("\r\n", "  ")


@dataclass(slots=True)
class Reference:
    """Where a note is called: in which states, and with which mark of its own, if any."""

    kind: str
    id: str
    change: Change
    mark: str = ""


@dataclass(slots=True)
class Walk:
    """One walk: over a body, a note or a margin.

    Attributes:
        story: what was read so far.
        references: the notes that were called, in order.
        foreign: whether there was a part in another format.
    """

    deadline: Deadline
    looks: Looks
    story: Story = field(default_factory=Story)
    references: list[Reference] = field(default_factory=list)
    foreign: bool = False
    _handlers: dict[object, Callable[[etree._Element, Change], None]] = field(init=False)
    _depth: int = 0
    _line_end: str = "\n"
    _paragraph: Paragraph | None = None
    _row: Row | None = None
    _fields: Fields = field(default_factory=Fields)
    _balanced: bool = True
    _boxes: list[tuple[Callable[[etree._Element, Change], None], etree._Element, Change]] = field(
        default_factory=list
    )
    _look: Look = PLAIN
    _linked: bool = False
    _own_mark: Reference | None = None
    _own_from: int = 0
    _note_mark: str = ""

    def __post_init__(self) -> None:
        self._handlers = {
            W + "p": self._on_paragraph,
            W + "r": self._on_run,
            W + "t": self._on_text,
            W + "delText": self._on_deleted_text,
            _MATH + "t": self._on_text,
            W + "sym": self._on_symbol,
            W + "instrText": self._on_instruction,
            W + "delInstrText": self._on_instruction,
            W + "fldChar": self._on_field,
            W + "hyperlink": self._on_link,
            W + "ins": self._on_inserted,
            W + "moveTo": self._on_inserted,
            W + "del": self._on_deleted,
            W + "moveFrom": self._on_deleted,
            W + "tbl": self._on_table,
            W + "tr": self._on_row,
            W + "tc": self._on_cell,
            W + "txbxContent": self._on_box,
            MC + "AlternateContent": self._on_alternatives,
            W + "footnoteReference": self._on_reference,
            W + "endnoteReference": self._on_reference,
            W + "altChunk": self._on_foreign,
            W + "subDoc": self._on_foreign,
            **{W + name: self._on_character for name in _CHARACTERS},
        }

    def container(
        self, element: etree._Element, change: Change, line_end: str, mark: str = ""
    ) -> None:
        """Walk over the paragraphs and tables of a body, a note or a margin.

        Args:
            change: of all in it.
            line_end: what ends its paragraphs, but the last one.
            mark: what a note starts with instead of its number; no text.

        Raises:
            InputError: if it is nested too deeply or takes too long.
        """
        kinds = [found.get(W + "fldCharType") for found in element.iter(W + "fldChar")]
        self._balanced = kinds.count("begin") == kinds.count("end")
        outer, self._line_end, self._note_mark = self._line_end, line_end, mark
        self._inside(element, change)
        self._put_boxes()
        self._close()
        self._line_end, self._note_mark = outer, ""

    def _inside(self, element: etree._Element, change: Change) -> None:
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise InputError(self.deadline.path, "is nested too deeply")
        handlers = self._handlers
        for child in element.iterchildren("*"):
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child, change)
            elif child.tag not in _SILENT:
                self._inside(child, change)
        self._depth -= 1

    # Paragraphs and what holds them.

    def _on_paragraph(self, element: etree._Element, change: Change) -> None:
        if self._paragraph is not None:  # as in a text box, though no box is around it
            self._boxes.append((self._on_paragraph, element, change))
            return
        self.deadline.check()
        bits = self.story.bits
        properties = element.find(W + "pPr")
        self._paragraph = paragraph = Paragraph(len(bits), 0, properties)
        bits.append(Bit("", KEPT))
        self._inside(element, change)
        self._paragraph = None
        paragraph.end = len(bits)
        marks = None if properties is None else properties.find(W + "rPr")
        end = _tracked(marks, change, _INS, _DEL)
        bits.append(Bit(self._line_end, end, self.looks.of(marks)))
        self.story.paragraphs.append(paragraph)
        if self._boxes and end.before and end.after:
            self._put_boxes()

    def _on_box(self, element: etree._Element, change: Change) -> None:
        self._boxes.append((self._put_box, element, change))

    def _put_boxes(self) -> None:
        while self._boxes:
            boxes, self._boxes = self._boxes, []
            self._close()
            for put, element, change in boxes:
                put(element, change)

    def _put_box(self, element: etree._Element, change: Change) -> None:
        # What stands around a box is no part of it: its fields, its row, its link.
        outside = self._fields, self._row, self._linked
        self._fields, self._row, self._linked = Fields(), None, False
        self._inside(element, change)
        self._close()
        self._fields, self._row, self._linked = outside

    def _close(self) -> None:
        """Nothing runs on from the last paragraph."""
        paragraphs = self.story.paragraphs
        if paragraphs and paragraphs[-1].end == len(self.story.bits) - 1:
            paragraphs[-1].closed = True

    def _on_table(self, element: etree._Element, change: Change) -> None:
        if self._paragraph is not None:
            self._boxes.append((self._on_table, element, change))
            return
        self._put_boxes()
        self._close()
        outside, self._row = self._row, None
        self._inside(element, change)
        self._row = outside

    def _on_row(self, element: etree._Element, change: Change) -> None:
        if self._paragraph is not None or self._row is not None:
            self._inside(element, change)
            return
        change = _tracked(element.find(W + "trPr"), change, _INS, _DEL)
        self._row, line_end, self._line_end = Row(), self._line_end, " "
        self._inside(element, change)
        self._row, self._line_end = None, line_end
        self.story.bits.append(Bit(line_end, change))

    def _on_cell(self, element: etree._Element, change: Change) -> None:
        row = self._row
        if row is None or self._paragraph is not None:
            self._inside(element, change)
            return
        change = _tracked(element.find(W + "tcPr"), change, _CELL_INS, _CELL_DEL)
        bits = self.story.bits
        row.begin_cell(bits, change)
        first = len(bits)
        self._row = None
        self._inside(element, change)
        self._put_boxes()
        self._close()
        self._row = row
        if len(bits) > first:  # the end of the last paragraph, or of a row of a table in it
            bits[-1] = Bit("", change)

    def _on_alternatives(self, element: etree._Element, change: Change) -> None:
        chosen = element.find(MC + "Choice")  # the same content stands in each alternative
        if chosen is None:
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self._inside(chosen, change)

    def _on_foreign(self, element: etree._Element, change: Change) -> None:
        self.foreign = True

    # Changes.

    def _on_inserted(self, element: etree._Element, change: Change) -> None:
        self._inside(element, change.inserted(*_hand(element)))

    def _on_deleted(self, element: etree._Element, change: Change) -> None:
        self._inside(element, change.deleted(*_hand(element)))

    # What stands in paragraphs.

    def _on_run(self, element: etree._Element, change: Change) -> None:
        self.deadline.check()
        outside = self._look
        self._look = self.looks.of(element.find(W + "rPr"))
        if self._linked or self._fields.linked:
            self._look = LINKED if self._look is PLAIN else replace(self._look, linked=True)
        bits = self.story.bits
        first = len(bits)
        self._inside(element, change)
        if self._own_mark is not None and len(bits) > self._own_from:
            # The mark follows in the same run, as Word writes it, or in the next.
            mark = "".join(bit.text for bit in bits[self._own_from :]).strip()
            if len(mark) <= _LONGEST_MARK:
                self._own_mark.mark = mark
                del bits[self._own_from :]
            self._own_mark = None
        elif self._note_mark and len(bits) > first:
            if "".join(bit.text for bit in bits[first:]).strip() == self._note_mark:
                del bits[first:]
            self._note_mark = ""
        self._look = outside

    def _put(self, text: str, change: Change) -> None:
        if text and self._fields.shown and self._paragraph is not None:
            self.story.bits.append(Bit(text, change, self._look))

    def _on_text(self, element: etree._Element, change: Change) -> None:
        text = element.text or ""
        if element.get(_PRESERVE) != "preserve":
            text = text.strip(" \t\r\n")
        self._put(text.translate(_NO_TEXT), change)

    def _on_deleted_text(self, element: etree._Element, change: Change) -> None:
        self._on_text(element, change if not change.after else change.deleted(None, None))

    def _on_character(self, element: etree._Element, change: Change) -> None:
        self._put(_CHARACTERS[str(element.tag)[len(W) :]], change)

    def _on_symbol(self, element: etree._Element, change: Change) -> None:
        font = element.get(W + "font", "")
        self._put(symbol(element.get(W + "char"), font), change)

    def _on_link(self, element: etree._Element, change: Change) -> None:
        outside, self._linked = self._linked, True
        self._inside(element, change)
        self._linked = outside

    def _on_instruction(self, element: etree._Element, change: Change) -> None:
        self._fields.instruct(element.text or "")

    def _on_field(self, element: etree._Element, change: Change) -> None:
        if self._balanced:  # a field that never ends must not swallow what follows
            self._fields.turn(element.get(W + "fldCharType"))

    def _on_reference(self, element: etree._Element, change: Change) -> None:
        if not self._fields.shown:
            return
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        reference = Reference(kind, element.get(W + "id", ""), change)
        self.references.append(reference)
        if is_on(element, "customMarkFollows", absent=False):
            self._own_mark, self._own_from = reference, len(self.story.bits)


def _hand(element: etree._Element) -> tuple[str | None, str | None]:
    return element.get(W + "author"), element.get(W + "date")


def _tracked(
    properties: etree._Element | None,
    change: Change,
    inserting: tuple[str, ...],
    deleting: tuple[str, ...],
) -> Change:
    """The change of a paragraph's end, a row or a cell, as its properties tell it."""
    if properties is None:
        return change
    for found in properties.iterchildren(*inserting):
        change = change.inserted(*_hand(found))
    for found in properties.iterchildren(*deleting):
        change = change.deleted(*_hand(found))
    return change

"""The walk over a page: elements become bits of text in their states, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree

from itugraph.reading.archive import Deadline
from itugraph.reading.html_lists import Item, List, form_of, whole_number
from itugraph.reading.html_styles import Declarations, Sheet
from itugraph.reading.html_tags import (
    BLOCKS,
    CELLS,
    HEADINGS,
    SILENT,
    is_for_layout,
    is_hidden,
    is_note,
    look_of,
)
from itugraph.reading.story import KEPT, PLAIN, Bit, Change, Look, Paragraph, Row, Story

_SPACES = re.compile(r"[ \t\n\r\f]+")
_KEEPS_SPACES = ("pre", "pre-wrap", "break-spaces")
_APART = HEADINGS | {"li", "table"}
"""What does not run on from the paragraph before, nor is joined with it."""
_Leave = tuple[Callable[[], None], ...]
_INLINE = ("inline", "inline-block", "contents", "none")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds inside of an element.

    Attributes:
        ending: of the paragraphs in it, the change of their ends.
        spaces: whether white space stays as it is.
        layout: whether rows and cells are only there for the layout.
    """

    change: Change = KEPT
    ending: Change = KEPT
    look: Look = PLAIN
    spaces: bool = False
    layout: bool = False
    silent: bool = False
    list_: List | None = None


@dataclass(slots=True)
class PageWalk:
    """One walk over a page.

    Attributes:
        story: what was read so far.
        lists: the numbered lists, in order.
        notes: the first bit of each note, and its end.
        signed: whether a change tells its hand or its time.
    """

    deadline: Deadline
    sheet: Sheet
    story: Story = field(default_factory=Story)
    lists: list[List] = field(default_factory=list)
    notes: list[tuple[Bit, Bit]] = field(default_factory=list)
    signed: bool = False
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    _line_end: str = "\n"
    _row: Row | None = None
    _in_note: bool = False
    _label: int | None = None
    _after_space: bool = True
    _loose: Bit | None = None
    _unlabelled: list[Item] = field(default_factory=list)

    def over(self, root: etree._Element) -> PageWalk:
        """Walk over all of a page.

        Raises:
            InputError: if it takes too long.
        """
        leaves: list[_Leave] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            self.deadline.check()
            if event == "start":
                frame, leave = self._enter(element, self._frames[-1])
                self._frames.append(frame)
                leaves.append(leave)
                if frame.silent:
                    walker.skip_subtree()
                else:
                    self._put(element.text or "")
            else:
                for each in reversed(leaves.pop()):
                    each()
                del self._frames[-1]
                self._put(element.tail or "")
        self._end_paragraph()
        self._close()
        return self

    def _enter(self, element: etree._Element, outer: _Frame) -> tuple[_Frame, _Leave]:
        """What holds in an element and what is left to do at its end; its start is done."""
        tag = str(element.tag).lower()
        declared = self.sheet.of(
            tag,
            element.get("class", "").lower(),
            element.get("id", "").lower(),
            element.get("style"),
        )
        if tag in SILENT or is_hidden(element, declared):
            return replace(outer, silent=True), ()
        change = self._changed(tag, element, outer.change)
        look = look_of(tag, element, declared, outer.look)
        spaces = outer.spaces or tag == "pre"
        if "white-space" in declared:
            spaces = declared["white-space"] in _KEEPS_SPACES
        frame = outer
        if change is not outer.change or look is not outer.look or spaces != outer.spaces:
            frame = replace(outer, change=change, look=look, spaces=spaces)
        if tag == "br":
            self._break(frame)
            return frame, ()
        if "mso-tab-count" in declared:  # the blanks that stand for a tab
            self._open().append(Bit("\t", change, look))
            self._after_space, self._loose = True, None
            return replace(frame, silent=True), ()
        shown = declared.get("display", "")
        if tag in BLOCKS or (shown and not shown.startswith(_INLINE)):
            return self._enter_block(tag, element, declared, frame)
        return frame, ()

    def _enter_block(
        self, tag: str, element: etree._Element, declared: Declarations, frame: _Frame
    ) -> tuple[_Frame, _Leave]:
        self._end_paragraph()
        if frame.ending is not frame.change:
            frame = replace(frame, ending=frame.change)
        leave: list[Callable[[], None]] = []
        if is_note(tag, element, declared) and not self._in_note:
            leave.append(self._enter_note())
        if tag in _APART:
            self._close()
        if tag == "table":
            layout = is_for_layout(element)
            frame = replace(frame, layout=layout) if layout != frame.layout else frame
        elif tag in ("ol", "ul"):
            frame = replace(frame, list_=self._list(tag, element, declared))
        elif tag == "li":
            leave.append(self._enter_item(element, declared, frame))
        elif tag == "tr" and not frame.layout and self._row is None:
            leave.append(self._enter_row(frame))
        elif tag in CELLS and not frame.layout and self._row is not None:
            leave.append(self._enter_cell(self._row, frame))
        return frame, (*leave, self._end_paragraph)

    # Changes and looks.

    def _changed(self, tag: str, element: etree._Element, change: Change) -> Change:
        if tag not in ("ins", "del"):
            return change
        cited = element.get("cite", "")
        author = unquote(cited[7:]).strip() if cited.lower().startswith("mailto:") else ""
        date = (element.get("datetime") or "").strip()
        self.signed = self.signed or bool(author or date)
        turn = change.inserted if tag == "ins" else change.deleted
        return turn(author or None, date or None)

    # Lists, notes, rows and cells.

    def _list(self, tag: str, element: etree._Element, declared: Declarations) -> List | None:
        if tag == "ul":
            return None
        form = form_of(element.get("type"), _list_style(declared))
        backwards = element.get("reversed") is not None
        self.lists.append(List(form, whole_number(element.get("start")), backwards))
        return self.lists[-1]

    def _enter_item(
        self, element: etree._Element, declared: Declarations, frame: _Frame
    ) -> Callable[[], None]:
        list_ = frame.list_
        if list_ is None:
            return _nothing
        form = form_of(element.get("type"), _list_style(declared), list_.form)
        item = Item(len(self.story.bits), form, whole_number(element.get("value")))
        list_.items.append(item)
        self._unlabelled.append(item)

        def leave() -> None:
            if item.label is None:
                self._open()
                self._end_paragraph()
            item.end = len(self.story.bits)

        return leave

    def _enter_note(self) -> Callable[[], None]:
        self._close()
        bits = self.story.bits
        first = Bit("", KEPT)
        bits.append(first)
        at = len(bits)
        self._in_note = True

        def leave() -> None:
            self._in_note = False
            self._close()
            if any(bit.text.strip() for bit in bits[at:]):
                self.notes.append((first, bits[-1]))

        return leave

    def _enter_row(self, frame: _Frame) -> Callable[[], None]:
        line_end, self._line_end = self._line_end, " "
        self._row = Row()

        def leave() -> None:
            if self._row is not None:
                self._line_end, self._row = line_end, None
            self.story.bits.append(Bit(self._line_end, frame.change))

        return leave

    def _enter_cell(self, row: Row, frame: _Frame) -> Callable[[], None]:
        bits, change = self.story.bits, frame.change
        row.begin_cell(bits, change)
        first = len(bits)
        self._row = None

        def leave() -> None:
            self._close()
            self._row = row
            if len(bits) > first:  # the end of the last paragraph
                bits[-1].text, bits[-1].change = "", change

        return leave

    # Text.

    def _open(self) -> list[Bit]:
        """The bits, to which those of a paragraph are added."""
        bits = self.story.bits
        if self._label is None:
            self._label = len(bits)
            bits.append(Bit("", KEPT))
            for item in self._unlabelled:
                item.label = self._label
            self._unlabelled.clear()
            self._after_space, self._loose = True, None
        return bits

    def _put(self, text: str) -> None:
        frame = self._frames[-1]
        if frame.spaces:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            if text and (self._label is not None or text.strip()):
                starts = self._label is None
                self._open().append(
                    Bit(text.removeprefix("\n") if starts else text, frame.change, frame.look)
                )
                self._after_space, self._loose = False, None
            return
        text = _SPACES.sub(" ", text)
        if self._label is None or self._after_space:
            text = text.removeprefix(" ")
        if text:
            bit = Bit(text, frame.change, frame.look)
            self._open().append(bit)
            self._after_space = text.endswith(" ")
            self._loose = bit if self._after_space else None

    def _break(self, frame: _Frame) -> None:
        bits = self._open()
        self._trim()
        bits.append(Bit("\n", frame.change, frame.look))
        self._after_space = True

    def _trim(self) -> None:
        """White space at the end of a line is not printed."""
        if self._loose is not None:
            self._loose.text = self._loose.text[:-1]
            self._loose = None

    def _end_paragraph(self) -> None:
        if self._label is None:
            return
        self._trim()
        bits = self.story.bits
        # The end of the paragraph ends its last line as well.
        bits[-1].text = bits[-1].text.removesuffix("\n")
        bits.append(Bit(self._line_end, self._frames[-1].ending))
        self.story.paragraphs.append(Paragraph(self._label, len(bits) - 1, None))
        self._label = None

    def _close(self) -> None:
        """Nothing runs on from the last paragraph."""
        paragraphs = self.story.paragraphs
        if paragraphs and paragraphs[-1].end == len(self.story.bits) - 1:
            paragraphs[-1].closed = True


def _nothing() -> None:
    """What is left to do where nothing is."""


def _list_style(declared: Declarations) -> str:
    return f"{declared.get('list-style-type', '')} {declared.get('list-style', '')}"

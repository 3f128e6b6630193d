"""What the walk over a Word file leaves behind: bits of text, and the paragraphs they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from itugraph.model import Mark, Piece, Run
from itugraph.reading.states import OneState

STATES: tuple[OneState, OneState] = ("before", "after")
_MARKS: dict[tuple[bool, bool], Mark] = {
    (True, True): "kept",
    (True, False): "deleted",
    (False, True): "inserted",
    (False, False): "passing",
}


@dataclass(frozen=True, slots=True)
class Change:
    """In which states something stands, and whose change it is.

    >>> Change().inserted("Ada", None).deleted("Ben", None).mark
    'passing'
    """

    before: bool = True
    after: bool = True
    author: str | None = None
    date: str | None = None

    @property
    def mark(self) -> Mark:
        """The mark of a run of it."""
        return _MARKS[self.before, self.after]

    def shown(self) -> tuple[Mark, str | None, str | None]:
        """What a run of it tells: its mark, and whose change it is, if it is one."""
        mark = self.mark
        return (mark, None, None) if mark == "kept" else (mark, self.author, self.date)

    def stands(self, state: OneState) -> bool:
        """Whether it is in a state."""
        return self.before if state == "before" else self.after

    def deleted(self, author: str | None, date: str | None) -> Change:
        """The same, deleted."""
        return Change(self.before, False, author, date)

    def inserted(self, author: str | None, date: str | None) -> Change:
        """The same, inserted; of what is deleted too, the hand that deleted is told."""
        return (
            Change(False, self.after, author, date) if self.after else replace(self, before=False)
        )

    def only(self, before: bool, after: bool) -> Change:
        """The same hand's change with other states."""
        return KEPT if before and after else replace(self, before=before, after=after)


KEPT = Change()


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as redlines made by hand use it."""

    struck: bool = False
    underlined: bool = False
    bold: bool = False
    colour: str | None = None
    linked: bool = False


PLAIN, LINKED = Look(), Look(linked=True)


@dataclass(slots=True)
class Bit:
    """A stretch of text that stands in the same states."""

    text: str
    change: Change
    look: Look = PLAIN


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its bits are those after its label's, up to that of its end.

    Attributes:
        label, end: places among the bits of its story.
        closed: nothing that follows can run on from it.
    """

    label: int
    end: int
    properties: etree._Element | None
    closed: bool = False


@dataclass(slots=True)
class Row:
    """The cells of a row of a table so far: whether there was one in each state."""

    before: bool = False
    after: bool = False

    def begin_cell(self, bits: list[Bit], change: Change) -> None:
        """Part a cell from those before it, in the states in which there were some."""
        parted = change.before and self.before, change.after and self.after
        if any(parted):
            bits.append(Bit("\t", change.only(*parted)))
        self.before, self.after = self.before or change.before, self.after or change.after


@dataclass(slots=True)
class Story:
    """A text under construction."""

    bits: list[Bit] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def inside(self, paragraph: Paragraph) -> Sequence[Bit]:
        """The bits of a paragraph, without its label and its end."""
        return self.bits[paragraph.label + 1 : paragraph.end]

    def settle(self) -> None:
        """Give back the ends that cannot go: of a line with text before what cannot join it.

        The end before a table, of a cell, a note, a box or of the whole text stays in each
        state in which its line has text, whatever the file says.
        """
        filled = dict.fromkeys(STATES, False)
        for paragraph in self.paragraphs:
            for bit in self.inside(paragraph):
                if bit.text:
                    filled["before"] |= bit.change.before
                    filled["after"] |= bit.change.after
            end = self.bits[paragraph.end]
            if paragraph.closed:
                before = end.change.before or filled["before"]
                after = end.change.after or filled["after"]
                if (before, after) != (end.change.before, end.change.after):
                    end.change = end.change.only(before, after)
            for state in STATES:
                if paragraph.closed or end.change.stands(state):
                    filled[state] = False

    def offsets(self, pairs: Sequence[tuple[Bit, Bit]]) -> tuple[Piece, ...]:
        """The stretches of the text from the start of one bit to that of another."""
        wanted = {id(bit) for pair in pairs for bit in pair}
        found: dict[int, int] = {}
        at = 0
        for bit in self.bits if wanted else ():
            if id(bit) in wanted:
                found[id(bit)] = at
            at += len(bit.text)
        return tuple((found[id(first)], found[id(last)]) for first, last in pairs)

    def text(self) -> tuple[str, tuple[Run, ...]]:
        """The text and its runs, none where all is kept."""
        runs: list[Run] = []
        start = at = 0
        last: Change | None = None
        for bit in self.bits:
            if not bit.text:
                continue
            change = bit.change
            if last is not None and change is not last and change.shown() != last.shown():
                runs.append(Run(start, at, *last.shown()))
                start = at
            last = change
            at += len(bit.text)
        if last is not None:
            runs.append(Run(start, at, *last.shown()))
        text = "".join([bit.text for bit in self.bits])
        changed = any(run.mark != "kept" for run in runs)
        return text, tuple(runs) if changed else ()

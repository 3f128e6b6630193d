"""What a state of the text can print next, a character at a time.

    Resolutions 44 and 45 (Rev. Dubai, 2012)
    └ head ───┘ └ numbers ┘ └ mark ─────────┘

The automaton is made of the words of the language and the places, years and tags of the
registry. A place or year that the registry does not know is no wall: it has a cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.words import Words, starts
from itugraph.registry import fold

_LONGEST_NUMBER = 4
_LONGEST_SYMBOL = 7
_LONGEST_PLACE = 40


class PrintedMark(NamedTuple):
    """A mark as a tape prints it: "(Rev. Dubai, 2012)" or "(WRC-15)".

    Attributes:
        place: folded, "" where a tag stands instead; year: 0 where a tag stands.
        known: whether the registry knows a conference there and then.
    """

    revised: bool
    place: str
    year: int
    tag: str
    known: bool


class Printed(NamedTuple):
    """One number of a list with its own mark, None without one."""

    number: str
    mark: PrintedMark | None


class State(NamedTuple):
    """Where a tape is in the grammar, and what it has printed."""

    phase: str
    buffer: str = ""
    many: bool = False
    sector: str = ""
    members: tuple[Printed, ...] = ()
    revised: bool = False
    place: str = ""
    known: bool = True


class Automaton:
    """What follows a state over a character, with what it costs."""

    def __init__(self, words: Words, costs: Costs) -> None:
        """Make an automaton of words."""
        self.words = words
        self.costs = costs
        self._head_starts = starts(words.heads)
        self._join_starts = starts(words.joins)
        self._revision_starts = starts(words.revisions)

    def next(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        """The states that a character leads to, each with its cost."""
        match at.phase:
            case "start" | "head":
                return self._head(at, char)
            case "gap":
                return self._gap(at, char)
            case "sector":
                return self._sector(at, char)
            case "number":
                return self._digits(at, char)
            case "after":
                return self._after(at, char)
            case "join":
                return self._join(at, char)
            case "open" | "revised":
                return self._open(at, char)
            case "place" | "elsewhere":
                return self._place(at, char)
            case "tag":
                return self._tag(at, char)
            case _:
                return self._year(at, char)

    def _head(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        longer = at.buffer + char
        if longer in self._head_starts:
            yield at._replace(phase="head", buffer=longer), 0.0
        if at.buffer in self.words.heads:
            opened = at._replace(phase="gap", buffer="", many=self.words.heads[at.buffer])
            if char.isspace():
                yield opened, 0.0
            elif char.isdecimal() and at.buffer.endswith("."):
                yield opened._replace(phase="number", buffer=char), 0.0

    def _gap(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        if char.isspace():
            yield at, self.costs.blank
        elif char.isdecimal() and char != "0":
            yield at._replace(phase="number", buffer=char), 0.0
        elif char == "I":
            yield at._replace(phase="sector", buffer=char), 0.0
        elif at.members and char in self._join_starts:
            yield at._replace(phase="join", buffer=char), 0.0

    def _sector(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        if len(at.buffer) == 5:
            named = at._replace(phase="gap", buffer="", sector=at.buffer[-1])
            if char.isspace():
                yield named, 0.0
            elif char.isdecimal():
                yield named._replace(phase="number", buffer=char), 0.0
        elif char.isspace() and at.buffer.startswith("ITU"):
            yield at, 0.0
        elif len(at.buffer) == 3 and char in "RTD":
            yield at._replace(buffer=f"ITU-{char}"), 0.0
        elif any(tag.startswith(at.buffer + char) for tag in ("ITU-R", "ITU-T", "ITU-D")):
            yield at._replace(buffer=at.buffer + char), 0.0

    def _digits(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        longer = at.buffer + char
        if char.isdecimal():
            symbol = "/" in at.buffer
            if len(at.buffer) < (_LONGEST_SYMBOL if symbol else _LONGEST_NUMBER):
                leaves = at.buffer in self.words.numbers and longer not in self.words.numbers
                extra = self.costs.number_nowhere if leaves and not symbol else 0.0
                yield at._replace(buffer=longer), extra
            return
        if char in "-/":
            if "-" not in at.buffer and "/" not in at.buffer:
                yield at._replace(buffer=longer), 0.0
            return
        if at.buffer.endswith(("-", "/")):
            return
        member = Printed(at.buffer, None)
        yield from self._after(
            at._replace(phase="after", buffer="", members=(*at.members, member)), char
        )

    def _after(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        if char.isspace():
            yield at._replace(buffer=" "), self.costs.blank if at.buffer else 0.0
        elif char == ",":
            yield at._replace(phase="gap", buffer=""), 0.0
        elif char == "(" and at.members[-1].mark is None:
            yield at._replace(phase="open", buffer="", revised=False), 0.0
        elif at.buffer and char in self._join_starts:
            yield at._replace(phase="join", buffer=char), 0.0

    def _join(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        if at.buffer + char in self._join_starts:
            yield at._replace(buffer=at.buffer + char), 0.0
        if at.buffer in self.words.joins and char.isspace():
            yield at._replace(phase="gap", buffer=""), 0.0

    def _open(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        """Behind the bracket: "Rev.", a tag, or the first letter of a place."""
        if at.phase == "revised":
            longer = at.buffer + char
            if longer in self._revision_starts:
                yield at._replace(buffer=longer), 0.0
            if at.buffer not in self.words.revisions:
                return
            at = at._replace(phase="open", buffer="", revised=True)
            if char.isspace():
                yield at, 0.0
                return
        elif char.isspace():
            yield at, self.costs.blank
            return
        elif char in self._revision_starts and not at.revised:
            yield at._replace(phase="revised", buffer=char), 0.0
        small = fold(char)
        if small in self.words.place_starts:
            yield at._replace(phase="place", buffer=small), 0.0
        if small in self.words.tag_starts:
            yield at._replace(phase="tag", buffer=small), 0.0
        if char.isalpha() and char.isupper():
            yield at._replace(phase="elsewhere", buffer=small), self.costs.unknown_place

    def _place(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        named = at._replace(phase="year", buffer="", place=at.buffer)
        known = at.buffer in self.words.places
        blank = char.isspace() or char == "-"
        longer = at.buffer + (" " if blank else fold(char))
        if at.phase == "place":
            if longer in self.words.place_starts:
                yield at._replace(buffer=longer), 0.0
            if not known:
                return
        elif (blank or char.isalpha()) and len(at.buffer) < _LONGEST_PLACE:
            yield at._replace(buffer=longer), self.costs.unknown_letter
        if char == ",":
            yield named, 0.0
        elif blank and at.phase == "place":
            yield named, self.costs.missing_comma
        elif char.isdecimal():
            yield from self._year(named, char)

    def _tag(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        if char == ")" and at.buffer in self.words.tags:
            yield self._marked(at, PrintedMark(at.revised, "", 0, at.buffer, True)), 0.0
        elif at.buffer + char.lower() in self.words.tag_starts:
            yield at._replace(buffer=at.buffer + char.lower()), 0.0
        elif char.isdecimal() and re.search(r"-\d?$", at.buffer):
            yield at._replace(buffer=at.buffer + char, known=False), self.costs.unknown_year
        elif char == ")" and not at.known and at.buffer[-2:].isdecimal():
            mark = PrintedMark(at.revised, "", 0, at.buffer, False)
            yield self._marked(at, mark), 0.0

    def _year(self, at: State, char: str) -> Iterable[tuple[State, float]]:
        if char.isspace() and len(at.buffer) in (0, 4):
            yield at, 0.0
        elif char.isdecimal() and len(at.buffer) < 4:
            longer = at.buffer + char
            years = self.words.places.get(at.place, frozenset())
            met = at.known and any(str(year).startswith(longer) for year in years)
            if not re.match(r"(?:1|19|19\d|19\d\d|2|20|20\d|20\d\d)$", longer):
                return
            # An unknown place has paid already.
            extra = self.costs.unknown_year if at.known and years and not met else 0.0
            yield at._replace(buffer=longer, known=met), extra
        elif char == ")" and len(at.buffer) == 4:
            mark = PrintedMark(at.revised, at.place, int(at.buffer), "", at.known)
            yield self._marked(at, mark), 0.0

    @staticmethod
    def _marked(at: State, mark: PrintedMark) -> State:
        last = at.members[-1]._replace(mark=mark)
        members = (*at.members[:-1], last)
        return State("after", "", at.many, at.sector, members)

"""One tape: what a single state of the text can print in a window, a character at a time.

    Resolutions 44 and 45 (Rev. Dubai, 2012)
    └ head ───┘ └ numbers ┘ └ mark ─────────┘

The automaton is made of the words of the language and the places, years and tags of the
registry. A place or year that the registry does not know is no wall: it has a cost. States
are numbered as they are met, so that two ways to the same state are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from itugraph.citations.decoding.costs import Costs
from itugraph.citations.lexicon import Lexicon
from itugraph.identifiers import body_of_series
from itugraph.model import Body, InstrumentType
from itugraph.registry import Registry, cited_by_place, fold

K = TypeVar("K")
V = TypeVar("V")

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


class _State(NamedTuple):
    phase: str
    buffer: str = ""
    many: bool = False
    sector: str = ""
    members: tuple[Printed, ...] = ()
    revised: bool = False
    place: str = ""
    known: bool = True


class Parse(NamedTuple):
    """What a tape has printed when it ends: nothing, or a list of numbers with marks."""

    many: bool
    sector: str
    members: tuple[Printed, ...]


class _Row(NamedTuple):
    """What a tape has printed of a list: the Sector's tag and the numbers."""

    sector: str
    numbers: tuple[str, ...]


_START = _State("start")
EMPTY = Parse(False, "", ())
Step = tuple[tuple[int, float], ...]
Fit = Callable[[Printed], tuple[float, float]]


class Filled(dict[K, V]):
    """A table whose rows are made when they are first looked up."""

    def __init__(self, make: Callable[[K], V]) -> None:
        """Make an empty table."""
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        """Make a row."""
        made = self[key] = self._make(key)
        return made


@dataclass(frozen=True, slots=True)
class Words:
    """What the automaton is compiled from.

    Attributes:
        heads: the words that open an instrument of the window's type, and whether each is a
            plural; joins: words between the members of a list; revisions: "Rev." and its like.
        numbers: all that the registry has of the type, with and without ITU-R's suffixes, and
            their beginnings; highest: the highest of them, 0 where none bounds them.
        places: years by folded place; tags: of conferences cited by them, without blanks, small.
    """

    heads: dict[str, bool]
    joins: tuple[str, ...]
    revisions: tuple[str, ...]
    numbers: frozenset[str]
    highest: int
    places: dict[str, frozenset[int]]
    place_starts: frozenset[str]
    tags: frozenset[str]
    tag_starts: frozenset[str]

    @classmethod
    def of(
        cls, lexicon: Lexicon, registry: Registry, type_: InstrumentType, bodies: frozenset[Body]
    ) -> Words:
        """The words of a language and the facts of a registry for one type and some bodies.

        Without bodies, those of all.
        """
        places: dict[str, set[int]] = {}
        tags: set[str] = set()
        for conference in registry.conferences.values():
            if bodies and conference.body not in bodies:
                continue
            if cited_by_place(conference):
                name = fold(conference.places.get(lexicon.language, ""))
                if name:
                    places.setdefault(name, set()).add(conference.year)
            elif conference.tag:
                tags.add(re.sub(r"\s", "", conference.tag).lower())
        heads = {word: head.many for word, head in lexicon.heads.items() if head.type == type_}
        return cls(
            heads=heads,
            joins=tuple({*lexicon.joins, *lexicon.ranges}),
            revisions=lexicon.revisions,
            highest=max((registry.highest(b, type_) for b in bodies if b != "COUNCIL"), default=0),
            numbers=_starts(_numbers(registry, type_, bodies)),
            places={name: frozenset(years) for name, years in places.items()},
            place_starts=_starts(places),
            tags=frozenset(tags),
            tag_starts=_starts(tags),
        )


class Tape:
    """The automaton, with the states met so far; one for a document and type."""

    def __init__(self, words: Words, costs: Costs, fit: Fit | None = None) -> None:
        """Make an automaton of words.

        Args:
            fit: what a number with its mark will cost in the states before and after; for
                pruning, where the facts are known.
        """
        self.words = words
        self.costs = costs
        self._fit = fit
        self._head_starts = _starts(words.heads)
        self._join_starts = _starts(words.joins)
        self._revision_starts = _starts(words.revisions)
        self._states: list[_State] = [_START]
        self._numbers: dict[_State, int] = {_START: 0}
        self._steps: dict[tuple[str, bool], Filled[int, Step]] = {}
        self._doubts: list[tuple[float, float]] = [(0.0, 0.0)]
        self._fits: dict[Printed, tuple[float, float]] = {}
        # By state: where it stands in the grammar, and which row of numbers it has printed.
        self.kinds: list[int] = [0]
        self.rows: list[int] = [0]
        self.in_number: list[bool] = [False]
        self._kinds: dict[tuple[str, bool, int], int] = {("start", False, 0): 0}
        self._rows: list[_Row] = [_Row("", ())]
        self._row_numbers: dict[_Row, int] = {self._rows[0]: 0}
        # How two rows of numbers differ, as a kind, and the least that this will cost.
        self.apart: Mapping[tuple[int, int], tuple[int, float]] = Filled(self._differ)

    def steps(self, char: str, *, bracketed: bool = False) -> Mapping[int, Step]:
        """What leads from each state over a character: the states, each with its cost.

        Args:
            bracketed: whether the character stands within a bracket of the window.
        """
        key = (char, bracketed)
        if key not in self._steps:
            self._steps[key] = Filled(partial(self._over, char, bracketed))
        return self._steps[key]

    def _over(self, char: str, bracketed: bool, state: int) -> Step:
        extra = self.costs.number_in_mark if bracketed and char.isdecimal() else 0.0
        return tuple(
            (self._number(s), cost + (extra if s.phase == "number" else 0.0))
            for s, cost in self._next(state, char)
        )

    def _differ(self, rows: tuple[int, int]) -> tuple[int, float]:
        return _apart(self._rows[rows[0]], self._rows[rows[1]], self.costs)

    def doubts(self) -> Sequence[tuple[float, float]]:
        """What each state's numbers will cost in the states before and after; for pruning."""
        return self._doubts

    def parse(self, state: int) -> Parse | None:
        """What has been printed if the text ends here; None where it cannot end."""
        at = self._states[state]
        if at.phase == "start":
            return EMPTY
        if at.phase == "after":
            return Parse(at.many, at.sector, at.members)
        if at.phase == "number" and not at.buffer.endswith(("-", "/")):
            return Parse(at.many, at.sector, (*at.members, Printed(at.buffer, None)))
        return None

    def _number(self, state: _State) -> int:
        found = self._numbers.get(state)
        if found is None:
            found = self._numbers[state] = len(self._states)
            self._states.append(state)
            kind = (state.phase, state.revised, len(state.members))
            self.kinds.append(self._kinds.setdefault(kind, len(self._kinds)))
            self.in_number.append(state.phase == "number")
            row = _Row(state.sector, tuple(member.number for member in state.members))
            if row not in self._row_numbers:
                self._row_numbers[row] = len(self._rows)
                self._rows.append(row)
            self.rows.append(self._row_numbers[row])
            doubts = [self._doubt(member) for member in state.members]
            self._doubts.append((sum(d[0] for d in doubts), sum(d[1] for d in doubts)))
        return found

    def _doubt(self, member: Printed) -> tuple[float, float]:
        known = self._fits.get(member)
        if known is None:
            if member.mark is not None and self._fit is not None:
                known = self._fit(member)
            else:
                plain, dash, _ = member.number.partition("-")
                known_plain = plain in self.words.numbers
                unfit = dash and known_plain and member.number not in self.words.numbers
                # What is odd about a number that stands on both tapes is odd once.
                half = self.costs.odd_number * odd(plain, self.words.highest) / 2
                known = (half + self.costs.wrong_suffix / 2 if unfit else half,) * 2
            self._fits[member] = known
        return known

    def _next(self, number: int, char: str) -> Iterable[tuple[_State, float]]:
        at = self._states[number]
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

    def _head(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
        longer = at.buffer + char
        if longer in self._head_starts:
            yield at._replace(phase="head", buffer=longer), 0.0
        if at.buffer in self.words.heads:
            opened = at._replace(phase="gap", buffer="", many=self.words.heads[at.buffer])
            if char.isspace():
                yield opened, 0.0
            elif char.isdecimal() and at.buffer.endswith("."):
                yield opened._replace(phase="number", buffer=char), 0.0

    def _gap(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
        if char.isspace():
            yield at, self.costs.blank
        elif char.isdecimal() and char != "0":
            yield at._replace(phase="number", buffer=char), 0.0
        elif char == "I":
            yield at._replace(phase="sector", buffer=char), 0.0
        elif at.members and char in self._join_starts:
            yield at._replace(phase="join", buffer=char), 0.0

    def _sector(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
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

    def _digits(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
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

    def _after(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
        if char.isspace():
            yield at._replace(buffer=" "), self.costs.blank if at.buffer else 0.0
        elif char == ",":
            yield at._replace(phase="gap", buffer=""), 0.0
        elif char == "(" and at.members[-1].mark is None:
            yield at._replace(phase="open", buffer="", revised=False), 0.0
        elif at.buffer and char in self._join_starts:
            yield at._replace(phase="join", buffer=char), 0.0

    def _join(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
        if at.buffer + char in self._join_starts:
            yield at._replace(buffer=at.buffer + char), 0.0
        if at.buffer in self.words.joins and char.isspace():
            yield at._replace(phase="gap", buffer=""), 0.0

    def _open(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
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

    def _place(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
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

    def _tag(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
        if char == ")" and at.buffer in self.words.tags:
            yield self._marked(at, PrintedMark(at.revised, "", 0, at.buffer, True)), 0.0
        elif at.buffer + char.lower() in self.words.tag_starts:
            yield at._replace(buffer=at.buffer + char.lower()), 0.0
        elif char.isdecimal() and re.search(r"-\d?$", at.buffer):
            yield at._replace(buffer=at.buffer + char, known=False), self.costs.unknown_year
        elif char == ")" and not at.known and at.buffer[-2:].isdecimal():
            mark = PrintedMark(at.revised, "", 0, at.buffer, False)
            yield self._marked(at, mark), 0.0

    def _year(self, at: _State, char: str) -> Iterable[tuple[_State, float]]:
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
    def _marked(at: _State, mark: PrintedMark) -> _State:
        last = at.members[-1]._replace(mark=mark)
        members = (*at.members[:-1], last)
        return _State("after", "", at.many, at.sector, members)


def _apart(before: _Row, after: _Row, costs: Costs) -> tuple[int, float]:
    pairs = [
        (old.partition("-"), new.partition("-"))
        for old, new in zip(before.numbers, after.numbers, strict=False)
    ]
    numbers = sum(old[0] != new[0] for old, new in pairs)
    suffixes = sum(old != new for old, new in pairs)
    least = _least(before.numbers, after.numbers, costs) if numbers else 0.0
    if any(old[0] == new[0] and _fewer(old[2], new[2]) for old, new in pairs):
        least += costs.backward
    tagged = before.sector != after.sector
    if tagged and before.numbers and after.numbers:
        least += costs.sector_changes
    return 100 * tagged + 10 * numbers + suffixes, least


def _least(before: tuple[str, ...], after: tuple[str, ...], costs: Costs) -> float:
    """The least that it costs when other numbers stand in the places of some."""
    if len(before) != len(after) and set(after) < set(before):
        return costs.list_shrinks
    return min(costs.renumbered, costs.list_to_one)


def _fewer(before: str, after: str) -> bool:
    """Whether a revision suffix goes down."""
    return after.isdecimal() and before.isdecimal() and int(after) < int(before)


def odd(number: str, highest: int) -> int:
    """How far beyond what its body has used a number is: 0, 1, or 2 for another order.

    Args:
        number: without a suffix; highest: the highest known, 0 where none bounds it.

    >>> odd("57", 99), odd("180", 99), odd("4518", 99), odd("07", 99)
    (0, 1, 2, 2)
    """
    if number.startswith("0"):
        return 2
    if not highest or not number.isdecimal():
        return 0
    if int(number) > 4 * highest + 20:
        return 2
    return int(int(number) > 1.3 * highest + 10)


def _numbers(registry: Registry, type_: InstrumentType, bodies: frozenset[Body]) -> Iterator[str]:
    for path, history in registry.histories.items():
        series, kind, number = path.split("/")
        if kind == type_ and (not bodies or body_of_series(series) in bodies):
            yield number
            yield from (f"{number}-{row.suffix}" for row in history.editions if row.suffix)


def _starts(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:length] for word in words for length in range(1, len(word) + 1))

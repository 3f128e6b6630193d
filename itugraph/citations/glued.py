"""Marks into which tracked changes were flattened: "ITU-R 6-12 (Rev. Geneva, 200715)".

A converter that prints deleted and inserted words in one line leaves marks that nobody wrote.
They are what shows that two states run together in a text; what each state said is decoded
elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from itugraph.citations.ahead import before
from itugraph.citations.behind import after
from itugraph.citations.context import After, Before
from itugraph.citations.decoding.alignment import align
from itugraph.citations.decoding.automaton import PrintedMark
from itugraph.citations.decoding.costs import costs
from itugraph.citations.decoding.tape import Tape
from itugraph.citations.decoding.words import Words
from itugraph.citations.heads import Head
from itugraph.citations.lexicon import Lexicon
from itugraph.model import InstrumentType
from itugraph.registry import Conference, Registry

_RADIO = r"(?:WRC|WARC|Mob|MOB|Orb|ORB|HFBC)-"
# What no single state prints: digits that run together, a word or tag right behind a digit,
# a second mark that opens within the first or right behind it.
_GLUE = (
    r"\d{5}|\d(?=[A-Z][A-Za-z]{2})|\d[^()\n]{0,20}\((?:Rev|REV|[A-Z][\w -]{2,30},? ?\d{4})"
    rf"|{_RADIO}(?!(?:19[4-9]|20[0-3])\d\b)\d{{3}}"
)

_NEAR = 40
"""How far before a bracket its number is looked for; nothing but blanks there is one as well."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """A number or list of numbers with a bracket into which two states ran together.

    Attributes:
        window: all of it; bracket: from the bracket on; number: what ends before a bracket.
    """

    window: re.Pattern[str]
    bracket: re.Pattern[str]
    number: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    joins = rf"{lexicon.and_}|{lexicon.to}"
    numbers = rf"\s{{0,3}}(?:ITU\s?-?\s?[RTD]\s*)?\d(?:[\d\s,–-]|{joins}){{0,50}}"
    more = rf"(?:\(?(?:{lexicon.revised})[^()\n]{{0,40}}\)|\d[\d-]{{0,7}}\s?\([^()\n]{{4,40}}\))"
    within = rf"(?=[^()\n]{{0,60}}?(?:{_GLUE}))[^()\n]*(?:\([^()\n]*)?\){more}{{0,6}}"
    behind = rf"[^()\n]*\){more}{{1,6}}"
    return _Patterns(
        window=re.compile(rf"{numbers}\((?:{within}|{behind})"),
        # One bracket may stand within another: what follows is not taken.
        bracket=re.compile(rf"\((?={within}|{behind})"),
        number=re.compile(rf"(?:^|\d|{joins})[\s,–-]*$"),
    )


@dataclass(frozen=True, slots=True)
class Glued:
    """A window that no single state of the text printed.

    Attributes:
        text: the window; start, end: where it stands in the normal form.
        conferences: those whose place and year stand in it, in order of date.
    """

    head: Head
    text: str
    start: int
    end: int
    conferences: tuple[Conference, ...]
    before: Before
    after: After


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds what no single state printed; one for a document.

    The automaton that reads the marks is built when the first suspicious one is met: a clean
    text never needs it.
    """

    lexicon: Lexicon
    registry: Registry
    _tapes: dict[InstrumentType, Tape] = field(default_factory=dict)

    def may_find(self, text: str) -> bool:
        """Whether a text has a bracket that may belong to a window: most have none.

        >>> from itugraph.citations.lexicon import load
        >>> registry = Registry.load()
        >>> detector = Detector(load("en", registry), registry)
        >>> detector.may_find("ITU-R 6-12 (Rev. Geneva, 200715)"), detector.may_find("6 (2015)")
        (True, False)
        """
        patterns = _patterns(self.lexicon)
        return any(
            patterns.number.search(text[max(0, found.start() - _NEAR) : found.start()])
            for found in patterns.bracket.finditer(text)
        )

    def glued(self, text: str, start: int, end: int, head: Head) -> Glued | None:
        """The window at a head word, if two states run together in it and a known mark is seen.

        Args:
            text: in normal form.
            start, end: of the head word, in characters; the same where a list goes on.
        """
        if head.type is None:
            return None
        match = _patterns(self.lexicon).window.match(text, end)
        if match is None:
            return None
        word = text[start:end] or next(w for w, h in self.lexicon.heads.items() if h == head)
        conferences = self._conferences(word + " " + match[0].lstrip(), head.type)
        if not conferences:
            return None
        words_before = before(text, start, self.lexicon)
        if words_before.body_start is not None:
            start = words_before.body_start
        return Glued(
            head=head,
            text=text[start : match.end()],
            start=start,
            end=match.end(),
            conferences=conferences,
            before=words_before,
            after=after(text, match.end(), self.lexicon),
        )

    def conferences(self, mark: str) -> tuple[Conference, ...]:
        """The conferences of a mark in which two states may run together, in order of date.

        >>> from itugraph.citations.lexicon import load
        >>> registry = Registry.load()
        >>> detector = Detector(load("en", registry), registry)
        >>> [c.id for c in detector.conferences("(Busan, 2014Dubai, 2018)") if c.body == "PP"]
        ['PP-14', 'PP-18']
        """
        head = next(w for w, h in self.lexicon.heads.items() if h.type == "resolution")
        return self._conferences(f"{head} 1 {mark}", "resolution")

    def _conferences(self, window: str, type_: InstrumentType) -> tuple[Conference, ...]:
        if type_ not in self._tapes:
            words = Words.of(self.lexicon, self.registry, type_, frozenset())
            self._tapes[type_] = Tape(words, costs())
        found = align(window, self._tapes[type_])
        if not found:
            return ()
        members = (*found[0].before.members, *found[0].after.members)
        met = {c for m in members if m.mark for c in self._met(m.mark)}
        return tuple(sorted(met, key=lambda c: (c.key, c.id)))

    def _met(self, mark: PrintedMark) -> tuple[Conference, ...]:
        if mark.tag:
            tagged = self.registry.tagged(mark.tag)
            return (tagged,) if tagged else ()
        return self.registry.meetings(mark.place, mark.year)

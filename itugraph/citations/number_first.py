"""Citations whose number stands before the word, as Chinese has them.

    世界电信标准化全会第44和45号决议(2016年,哈马马特,修订版)
    └ body ──────────┘└ members ┘└ head ┘└ mark ────────┘

What is read is a `Mention` or `Provision` like those of the other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations import marks
from itugraph.citations.context import After, Before
from itugraph.citations.grammar import Member, Mention, shared
from itugraph.citations.heads import Head
from itugraph.citations.letters import SECTOR, sector_of
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.marks import Mark
from itugraph.citations.patterns import alternation
from itugraph.citations.provisions import GENEVA_PLAN, Provision
from itugraph.model import UNITED_NATIONS, Body, Piece

_BEFORE = 60
"""How far back the name of a body is looked for, in characters."""
_DOCUMENT = (
    r"(?:PP|WTSA|WTDC|WTPF|WCIT|RA|WRC|C)-?\d\d/[A-Z]{0,4}/?\d+(?:\((?:Rev|Add|Corr)\.\d+\))*"
)
_MEMBERS = 60
"""The most members of a list behind its first. Each is read in one way only, as a list without its
word is read again from each of its numbers."""
_NUMBER = (
    rf"{_DOCUMENT}|"
    r"[A-Z]{1,3}\.\d+(?:\.\d+)*(?:-\d{1,2})?(?:/[A-Z]{1,3}\.\d+(?:\.\d+)*)?"
    r"|\d{1,4}(?:-\d{1,2})?/\d{1,4}[A-Z]?|\d{1,4}(?:-\d{1,2})?[A-Z]?"
)
_PROVISION = r"\d{1,4}\.\d{1,4}[A-Z]{0,2}(?:\.\d+)?|\d{1,4}[A-Z]{0,2}"
_LETTER = r"(?:\s?\(?(?P<letter>[a-z])\))"
_ANY_SECTOR = SECTOR.replace("?P<sector>", "?:")
_MARK = r"\([^()\n]{2,40}\)"
_BRACKET = re.compile(rf"\s?{_MARK}")
_ORDINAL = "第"
_COUNTER = "号"
_OF = "的"
_OPEN, _CLOSE = "《", "》"
# What lists of numbers begin with: a sign is found many times sooner than any such list.
_BEGINS = re.compile(rf"[{_ORDINAL}A-ZМ]")
_BEHIND_NAME = re.compile(rf"{_CLOSE}?\s*(?:\([^()§\n]{{2,24}}\))?\s*(?:{_OF})?\s*\(?\s*")


@dataclass(frozen=True, slots=True)
class _Patterns:
    instruments: re.Pattern[str]
    member: re.Pattern[str]
    provisions: re.Pattern[str]
    numbered: re.Pattern[str]
    name: re.Pattern[str]
    own: re.Pattern[str]
    owner: re.Pattern[str]
    pointer: re.Pattern[str]
    lines: re.Pattern[str]
    joined: re.Pattern[str]
    others: re.Pattern[str]
    union: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    instruments = [w for w, h in lexicon.heads.items() if h.kind == "instrument" and h.type]
    provisions = [
        w for w, h in lexicon.heads.items() if h.word in ("article", "number", "paragraph")
    ]
    lines = [w for w, h in lexicon.heads.items() if h.word == "action-line"]
    join = rf"\s*(?:,?\s*(?:{lexicon.and_})|[,;]|{lexicon.to}|[-–—])\s*"
    tagged = rf"(?:{_ORDINAL}\s?)?(?:{_ANY_SECTOR}\s?)?(?:{_ORDINAL}\s?)?(?:{_NUMBER})"
    first = (
        rf"(?:{_ORDINAL}\s?(?:{_ANY_SECTOR}\s?)?|{_ANY_SECTOR}\s?(?:{_ORDINAL}\s?)?"
        rf"|(?=[A-Z]{{1,3}}\.\d|{_DOCUMENT}))"
    )
    item = rf"(?:{tagged})\s?{_COUNTER}?\s?(?:{_MARK})?"
    owner = (
        rf"(?P<open>{_OPEN})?(?:(?P<treaty>{lexicon.treaty_names})|(?P<wsis>{lexicon.wsis_names}))"
        rf"{_CLOSE}?\s*(?:\([^()\n]*?(?P<year>(?:19|20)\d\d)?[^()\n\d]{{0,20}}\))?\s*(?:{_OF})?\s*\(?\s*"
        rf"(?:{_ORDINAL}[一二三四五六七八九十]+[章节]\s*)?$"
    )
    number = rf"(?:{_PROVISION})(?:\s?\(?[a-z]\))?"
    return _Patterns(
        instruments=re.compile(
            rf"(?P<list>{first}(?:{_NUMBER})\s?{_COUNTER}?\s?(?:{_MARK})?(?>{join}{item}){{0,{_MEMBERS}}}?)\s?"
            rf"{_COUNTER}?\s?(?P<head>{alternation(instruments)})(?P<behind>)"
        ),
        member=re.compile(
            rf"(?P<to>(?:{lexicon.to}|[-–—])\s*)?(?P<whole>(?:{_ORDINAL}\s?)?(?:{SECTOR}\s?)?"
            rf"(?:{_ORDINAL}\s?)?(?P<number>{_NUMBER})\s?{_COUNTER}?)"
        ),
        provisions=re.compile(
            rf"{_ORDINAL}\s?(?P<list>{number}(?>(?:{join})(?:{_ORDINAL}\s?)?{number}){{0,{_MEMBERS}}})\s?"
            rf"(?P<head>{alternation(provisions)})(?:(?P<letter>[a-z])\))?"
        ),
        numbered=re.compile(rf"(?P<whole>(?:{_ORDINAL}\s?)?(?P<number>{_PROVISION}){_LETTER}?)"),
        name=re.compile(
            rf"(?P<whole>(?:(?P<event>{lexicon.event})|(?P<name>{lexicon.body_names}))\s?)"
            rf"(?P<between>(?:\([^()\n]{{1,12}}\))?(?:(?:{lexicon.topic})[^,;。\n]{{1,40}}?)?"
            rf"(?:{lexicon.whose})?\s?)$"
        ),
        own=re.compile(rf"(?:{lexicon.own})(?:{lexicon.whose})?\s?$"),
        owner=re.compile(owner),
        pointer=re.compile(
            rf"\s?(?:{_OF})?\s?(?:(?P<word>{alternation(lexicon.parts)})"
            rf"|[“\"「](?P<opener>{alternation(lexicon.pointer_names)})[”\"」])(?:部分)?\s?(?:{_ORDINAL}\s?)?"
            rf"(?P<label>\d{{1,2}}|[a-z](?=\))|[A-Z](?![A-Za-z]))?"
        ),
        lines=re.compile(
            rf"(?P<list>[CС]\s?\d{{1,2}}(?:{join}[CС]\s?\d{{1,2}})*)\s?(?P<head>{alternation(lines)})"
        ),
        joined=re.compile(rf"\s?(?:{join})?"),
        # What names end with that are of other organisations.
        others=re.compile(rf"(?<!^)(?:{lexicon.others})\s?(?:{_OF})?$"),
        union=re.compile(rf"(?:{lexicon.own_names}|{alternation(lexicon.context)})\s?(?:{_OF})?$"),
    )


def instruments(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, Mention]]:
    """The instruments cited in a stretch of a text in normal form, each with where it starts.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> text = "WTSA第44和45号决议(2016年,哈马马特,修订版)"
    >>> [(_, found)] = instruments(text, 0, len(text), load("zh", Registry.load()))
    >>> [(m.number, text[slice(*m.span)], m.mark.place) for m in found.members]
    [('44', 'WTSA第44', '哈马马特'), ('45', '45号决议(2016年,哈马马特,修订版)', '哈马马特')]
    """
    patterns = _patterns(lexicon)
    at = start
    for begins in _BEGINS.finditer(text, start, end):
        if begins.start() < at:
            continue
        match = patterns.instruments.match(text, begins.start(), end)
        if match is None:
            continue
        at = match.end()
        head = lexicon.heads[match["head"]]
        mark = marks.parse(text, match.end(), lexicon)
        before, own, first = _before(text, match.start(), start, patterns, lexicon)
        members = _members(text, match, mark, first, patterns, lexicon)
        if not members:
            continue
        stop = members[-1].span[1]
        steps = _steps(patterns.pointer.match(text, stop), lexicon)
        yield (
            first,
            Mention(
                head=head,
                members=shared(members),
                sector=members[0].sector,
                before=before,
                after=After(own=own, steps=steps, end=stop),
                end=stop,
            ),
        )
        at = stop


def _before(
    text: str, start: int, zone: int, patterns: _Patterns, lexicon: Lexicon
) -> tuple[Before, bool, int]:
    """What stands before: the body, whether it is this conference, and where the span starts."""
    window = text[max(zone, start - _BEFORE) : start]
    if patterns.own.search(window):
        return Before(), True, start
    match = patterns.name.search(window)
    if match is None:
        foreign = patterns.others.search(window) and not patterns.union.search(window)
        return Before(foreign=bool(foreign)), False, start
    name = match["name"] or ""
    # Words between leave the body outside of the citation, as the Union's own name does.
    begin = start
    if not match["between"]:
        begin -= len(match["whole"]) - (_own_name(name, lexicon) if name else 0)
    before = Before(
        body=lexicon.bodies.get(" ".join(name.split())),
        event=match["event"],
        weak=name in lexicon.weak_bodies,
        body_start=begin,
    )
    return before, False, begin


def _own_name(name: str, lexicon: Lexicon) -> int:
    """How long the Union's own name is that stands before the name of its body."""
    if lexicon.bodies[name] in UNITED_NATIONS:
        return 0
    own = re.match(lexicon.own_names, name)
    return own.end() if own and name[own.end() :] in lexicon.bodies else 0


def _members(
    text: str,
    match: re.Match[str],
    mark: Mark | None,
    first: int,
    patterns: _Patterns,
    lexicon: Lexicon,
) -> list[Member]:
    members: list[Member] = []
    at, stop = match.span("list")
    sector: str | None = None
    while found := patterns.member.search(text, at, stop):
        sector = sector_of(found["sector"]) or sector
        own = marks.parse(text, found.end(), lexicon)
        end = own.end if own else found.end()
        begin = first if not members else found.start("whole")
        # What a bracket holds that is no mark is no member: "A.1158(32)".
        bracket = None if own else _BRACKET.match(text, end, stop)
        at = bracket.end() if bracket else end
        members.append(
            Member((begin, end), found["number"], own, sector=sector, ranged=bool(found["to"]))
        )
    if members:
        last = members[-1]
        end = mark.end if mark else match.end("head")
        members[-1] = Member(
            (last.span[0], end),
            last.number,
            last.mark or mark,
            sector=last.sector,
            ranged=last.ranged,
        )
    return members


def _steps(match: re.Match[str] | None, lexicon: Lexicon) -> tuple[str, ...]:
    if match is None:
        return ()
    part = lexicon.parts.get(match["word"])
    step = part or "-".join(lexicon.pointer_names[match["opener"]].split())
    if match["label"]:
        return (step, match["label"].lower())
    return (step,) if part == "annex" else ()


def provisions(
    text: str, start: int, end: int, lexicon: Lexicon
) -> Iterator[tuple[int, Provision]]:
    """The provisions of treaties and documents in a stretch of a text in normal form.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> text = "《组织法》第84A款"
    >>> [(_, found)] = provisions(text, 0, len(text), load("zh", Registry.load()))
    >>> found.treaty, found.numbers
    ('CS', ('84A',))
    """
    patterns = _patterns(lexicon)
    last = _Owner()
    reached = start
    for match in patterns.provisions.finditer(text, start, end):
        head = lexicon.heads[match["head"]]
        if not patterns.joined.fullmatch(text, reached, match.start()):
            last = _owner(
                text, max(start, match.start() - _BEFORE), match.start(), patterns, lexicon
            )
        reached = match.end()
        numbers = list(patterns.numbered.finditer(text, *match.span("list")))
        if not numbers:
            continue
        spans: list[Piece] = [found.span("whole") for found in numbers]
        spans[0] = (match.start(), spans[0][1])
        spans[-1] = (spans[-1][0], match.end())
        yield (
            match.start(),
            Provision(
                head=head,
                spans=tuple(spans),
                numbers=tuple(found["number"] for found in numbers),
                letters=tuple(found["letter"] or match["letter"] or "" for found in numbers),
                treaty=last.treaty,
                document=last.document,
                weak=last.weak,
                end=match.end(),
                marks=(None,) * len(numbers),
                year=last.year,
            ),
        )


def action_lines(
    text: str, start: int, end: int, lexicon: Lexicon
) -> Iterator[tuple[int, Provision]]:
    """The action lines of the summit: "C2和C5行动方面".

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> [(_, found)] = action_lines("C2和C5行动方面", 0, 9, load("zh", Registry.load()))
    >>> found.numbers
    ('C2', 'C5')
    """
    for match in _patterns(lexicon).lines.finditer(text, start, end):
        found = list(re.finditer(r"\S\s?\d{1,2}", match["list"]))
        at = match.start()
        spans = [(at + one.start(), at + one.end()) for one in found]
        spans[-1] = (spans[-1][0], match.end())
        yield (
            at,
            Provision(
                head=lexicon.heads[match["head"]],
                spans=tuple(spans),
                numbers=tuple("C" + one[0][1:].strip() for one in found),
                letters=("",) * len(found),
                treaty="WSIS",
                document=GENEVA_PLAN,
                weak=False,
                end=match.end(),
                marks=(None,) * len(found),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Owner:
    treaty: Body | None = None
    document: str | None = None
    weak: bool = False
    year: int | None = None


def _owner(text: str, start: int, end: int, patterns: _Patterns, lexicon: Lexicon) -> _Owner:
    """Whose provisions stand behind a text that ends with a treaty's or document's name."""
    window = text[start:end]
    match = patterns.owner.search(window)
    if match is None or patterns.others.search(window, 0, match.start()):
        return _Owner()
    if match["wsis"]:
        return _Owner("WSIS", lexicon.wsis[match["wsis"]])
    name = " ".join(match["treaty"].split())
    year = int(match["year"]) if match["year"] else None
    return _Owner(lexicon.treaties[name], None, name in lexicon.weak_treaties, year)


def titled(text: str, start: int, end: int) -> Piece:
    """A name with the marks that a title is printed in, if they stand around it.

    >>> titled("《突尼斯议程》", 1, 6)
    (0, 7)
    """
    if text[start - 1 : start] == _OPEN and text[end : end + 1] == _CLOSE:
        return start - 1, end + 1
    return start, end


def is_owner(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether provisions follow the name that ends here: they are cited, not the whole.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> is_owner("突尼斯议程》第35段", 5, load("zh", Registry.load()))
    True
    """
    pattern = _patterns(lexicon).provisions
    at = _BEHIND_NAME.match(text, end)
    if at is None:
        return False
    return text.startswith("§", at.end()) or pattern.match(text, at.end()) is not None


def is_behind(head: Head) -> bool:
    """Whether a word stands behind its number: "第84A款", but "CS 84A"."""
    return head.treaty is None and head.word in ("article", "number", "paragraph")

"""Citations into which tracked changes were flattened: "ITU-R 6-12 (Rev. Geneva, 200715)".

A converter that prints deleted and inserted words in one line leaves marks that nobody wrote.
Such a window states nothing by itself: what it may have said before and after are the
editions that the registry knows and whose number and mark can both be read out of the window,
the number before its mark. Each is a reading; none is chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations.context import After, Before, after, before
from itugraph.citations.grammar import Member, Mention
from itugraph.citations.lexicon import Head, Lexicon
from itugraph.identifiers import Instrument, split_suffix
from itugraph.model import MOST_ALTERNATIVES, Body, Reading, State
from itugraph.registry import Conference, EditionRow, Registry, cited_by_place, fold

_RADIO = r"(?:WRC|WARC|Mob|MOB|Orb|ORB|HFBC)-"
# What no single state prints: digits that run together, a word or tag right behind a digit,
# a second mark that opens within the first or right behind it.
_GLUE = (
    r"\d{5}|\d(?=[A-Z][A-Za-z]{2})|\d[^()\n]{0,20}\((?:Rev|REV|[A-Z][\w -]{2,30},? ?\d{4})"
    rf"|{_RADIO}(?!(?:19[4-9]|20[0-3])\d\b)\d{{3}}"
)


@lru_cache(maxsize=16)
def _glued_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """A number or list of numbers with a bracket into which two states ran together."""
    numbers = (
        rf"\s{{0,3}}(?:ITU\s?-?\s?[RTD]\s*)?\d(?:[\d\s,–-]|{lexicon.and_}|{lexicon.to}){{0,50}}"
    )
    more = rf"(?:\(?(?:{lexicon.revised})[^()\n]{{0,40}}\)|\d[\d-]{{0,7}}\s?\([^()\n]{{4,40}}\))"
    return re.compile(
        rf"{numbers}\((?=[^()\n]{{0,60}}?(?:{_GLUE}))[^()\n]*(?:\([^()\n]*)?\){more}*"
        rf"|{numbers}\([^()\n]*\){more}+"
    )


_RUN = re.compile(r"\d+(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Glued:
    """A window that no single state of the text printed.

    Attributes:
        text: the window; start, end: where it stands in the normal form.
        word_end: where the head word ends, in characters of the window.
        conferences: those whose place and year can be read in it.
    """

    head: Head
    text: str
    start: int
    end: int
    word_end: int
    conferences: tuple[Conference, ...]
    sector: str | None
    before: Before
    after: After


@dataclass(frozen=True, slots=True)
class _PlacedMark:
    conference: Conference
    at: int
    left_over: str
    left_at: int


def glued(
    text: str, start: int, end: int, head: Head, lexicon: Lexicon, registry: Registry
) -> Glued | None:
    """The window at a head word, if two states run together in it and a known mark is seen.

    Args:
        text: in normal form.
        start, end: of the head word, in characters.
    """
    if head.type is None:
        return None
    match = _glued_pattern(lexicon).match(text, end)
    if match is None:
        return None
    words_before = before(text, start, lexicon)
    if words_before.body_start is not None:
        start = words_before.body_start
    window = text[start : match.end()]
    conferences = placed_conferences(window, registry)
    if not conferences:
        return None
    sector = re.match(r"\s*ITU\s?-?\s?([RTD])(?![A-Za-z])", text[end : end + 12])
    return Glued(
        head=head,
        text=window,
        start=start,
        end=match.end(),
        word_end=end - start,
        conferences=conferences,
        sector=sector[1] if sector else words_before.sector,
        before=words_before,
        after=after(text, match.end(), lexicon),
    )


def spliced(mention: Mention, member: Member, text: str, registry: Registry) -> Glued:
    """The window of a citation whose mark reads cleanly and whose number may be two in one.

    In a flattened text "6-12 (Rev. Geneva, 2015)" is as suspect as a glued mark, once no
    edition of that number is known.
    """
    start, end = member.span
    window = text[start:end]
    return Glued(
        head=mention.head,
        text=window,
        start=start,
        end=end,
        word_end=0,
        conferences=placed_conferences(window, registry),
        sector=mention.sector,
        before=mention.before,
        after=mention.after,
    )


def placed_conferences(window: str, registry: Registry) -> tuple[Conference, ...]:
    """The conferences whose place and year can be read in a window, in order of date.

    >>> registry = Registry.load()
    >>> [c.id for c in placed_conferences("(Busan, 2014Dubai, 2018)", registry)]
    ['PP-14', 'PP-18']
    """
    found = {mark.conference for mark in _marks(window, registry)}
    return tuple(sorted(found, key=lambda c: (c.key, c.id)))


def readings(
    window: Glued, bodies: frozenset[Body], base: Conference | None, registry: Registry
) -> tuple[Reading, ...]:
    """What a window may have said, in each state; at most eight, the certain marks first.

    Args:
        bodies: whose texts it can be; empty for any.
        base: the conference whose text the redline starts from: nothing later was cited before.
    """
    marks = [m for m in _marks(window.text, registry) if not bodies or m.conference.body in bodies]
    # A number that one body has is not cut short for the sake of another.
    found = _read(window, marks, registry, whole=True) or _read(
        window, marks, registry, whole=False
    )
    return tuple(_with_states(found, base))[:MOST_ALTERNATIVES]


def _read(
    window: Glued, marks: list[_PlacedMark], registry: Registry, *, whole: bool
) -> list[tuple[Reading, Conference]]:
    """The editions that numbers and marks of a window name; `whole`: no digit left out."""
    found: dict[tuple[str, str], tuple[Reading, Conference]] = {}
    for mark in marks:
        conference = mark.conference
        body = conference.body
        if body is None or window.head.type is None:
            continue
        for number in _numbers(window, mark, body, registry, whole=whole):
            row = _edition(registry, body, number, conference, window.head)
            if row is None:
                continue
            reading = Reading(
                state=None,
                type=window.head.type,
                body=body,
                number=number,
                place=None if body == "WRC" else conference.places["en"],
                year=conference.year,
                conference=conference.id,
                instrument=row.instrument,
                edition=registry.edition_path(row),
            )
            found.setdefault((number, conference.id), (reading, conference))
    return list(found.values())


def _with_states(
    found: list[tuple[Reading, Conference]], base: Conference | None
) -> Iterator[Reading]:
    # Bodies that met in one year stand for one mark: days do not tell old from new.
    years = {conference.year for _, conference in found}
    for reading, conference in found:
        states: tuple[State, ...] = ("before", "after")
        if base is not None and conference.key > base.key:
            states = ("after",)  # a conference after the base cannot be cited in it
        elif len(years) > 1 and conference.year == min(years):
            states = ("before",)  # the newer mark of a window took the place of the older
        elif len(years) > 1 and conference.year == max(years):
            states = ("after",)
        for state in states:
            yield Reading(
                state,
                reading.type,
                reading.body,
                reading.number,
                reading.place,
                reading.year,
                reading.conference,
                reading.instrument,
                reading.edition,
            )


def _marks(window: str, registry: Registry) -> Iterator[_PlacedMark]:
    """Each place of the window with each year that its digits can be read as."""
    folded = fold_in_place(window)
    for conference in registry.conferences.values():
        if conference.body == "WRC":
            pattern, wanted = _tagged(conference)
        else:
            pattern, wanted = _placed(conference)
        if not pattern:
            continue
        for match in re.finditer(pattern, folded):
            digits = match[1]
            if digits == wanted:
                yield _PlacedMark(conference, match.start(), "", match.end())
            elif len(digits) > len(wanted) and _readable(wanted, digits):
                left = digits[len(wanted) :] if digits.startswith(wanted) else ""
                yield _PlacedMark(conference, match.start(), left, match.start(1) + len(wanted))


def _placed(conference: Conference) -> tuple[str, str]:
    """The pattern of a place and the digits behind it, and the digits that are wanted."""
    place = conference.places.get("en")
    if not place or not cited_by_place(conference):
        return "", ""
    name = re.escape(fold(place)).replace(r"\ ", r"[ -]")
    # Another place may have run in between: "GuadalajaraBusan, 20102014".
    return name + r"[^\d()]{0,40}?(\d{4,})", str(conference.year)


def _tagged(conference: Conference) -> tuple[str, str]:
    """As `_placed`, for conferences that are cited by a tag such as WRC-15."""
    name, _, digits = conference.tag.rpartition("-")
    return (rf"{re.escape(name.lower())}[ -]?(\d{{2,}})", digits) if name else ("", "")


def _readable(year: str, digits: str) -> bool:
    """Whether a year is the digits with one stretch left out: 2007 and 2015 of "200715"."""
    return any(
        digits.startswith(year[:kept]) and digits.endswith(year[kept:])
        for kept in range(len(year) + 1)
    )


def _numbers(
    window: Glued, mark: _PlacedMark, body: Body, registry: Registry, *, whole: bool
) -> Iterator[str]:
    """The numbers that stand before a mark of the window.

    A number that exists is read whole; one that does not, unless `whole`, with a stretch of
    its digits left out.
    """
    zone = window.text[: mark.at]
    for match in _RUN.finditer(zone, min(window.word_end, len(zone))):
        if _is_year(zone, match.start()):
            # Digits behind a year are a number that took the place of others: "201218".
            rest = match[0][4:]
            if rest:
                yield rest
            continue
        if _known(registry, body, match[0], window.head):
            yield match[0]
        elif not whole:
            yield from dict.fromkeys(_shortened(match[0]))


def _is_year(zone: str, at: int) -> bool:
    bracketed = "(" in zone[:at] and re.search(r"[^\W\d_],?\s*$", zone[:at]) is not None
    return bracketed and re.match(r"(?:19|20)\d\d", zone[at:]) is not None


def _shortened(digits: str) -> Iterator[str]:
    for start in range(len(digits)):
        for end in range(start + 1, len(digits) + 1):
            shorter = digits[:start] + digits[end:]
            if re.fullmatch(r"\d+(?:-\d+)?", shorter):
                yield shorter


def _known(registry: Registry, body: Body, number: str, head: Head) -> bool:
    if head.type is None:
        return False
    plain, suffix = split_suffix(body, head.type, number)
    history = registry.history(Instrument(body.lower(), head.type, plain).path)
    if history is None:
        return False
    return suffix is None or history.revision(suffix) is not None


def _edition(
    registry: Registry, body: Body, number: str, conference: Conference, head: Head
) -> EditionRow | None:
    """The edition that a number and a mark name together, if the registry knows it."""
    if head.type is None:
        return None
    plain, suffix = split_suffix(body, head.type, number)
    history = registry.history(registry.instrument(body, head.type, plain, conference).path)
    if history is None:
        return None
    row = history.adopted_at(conference.id)
    if (
        row is not None
        and (suffix is None or row.suffix == suffix)
        and not (suffix is None and row.suffix)
    ):
        return row
    cited = any(a.conference == conference.id and a.suffix == suffix for a in history.aliases)
    return history.revision(suffix) if cited and suffix is not None else None


def fold_in_place(text: str) -> str:
    """Case and accents folded without moving an offset.

    >>> fold_in_place("Florianópolis, 2004DUBAI")
    'florianopolis, 2004dubai'
    """
    folded = [fold(c) or c for c in text]
    return "".join(f if len(f) == 1 else c for f, c in zip(folded, text, strict=True))

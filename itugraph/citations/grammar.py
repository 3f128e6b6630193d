"""The grammar read at a candidate: numbers, lists, marks, and the words around them.

A candidate is a word that opens a citation. From there the grammar reads on:

    Resolutions 50 and 52 (Rev. Hammamet, 2016) of WTSA
    └─ head ──┘ └─ members and marks ───────┘ └ body ┘

What it yields is what is printed; which instrument that is, is decided elsewhere.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from itugraph.citations import marks
from itugraph.citations.ahead import before, between
from itugraph.citations.behind import after, shared_out
from itugraph.citations.context import After, Before
from itugraph.citations.families import families
from itugraph.citations.heads import Head
from itugraph.citations.letters import CAPITALS, SECTOR, look_alike, sector_of
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.marks import Mark
from itugraph.model import Body, Piece


class Member(NamedTuple):
    """One number of a list, with its mark.

    Attributes:
        span: of number and own mark, in characters of the normal form; of the first member,
            from the head word.
        number: as printed, hyphens as "-".
        mark: own mark, or the one that closes the list.
        shared: whether the mark stands behind a later member.
        sector: "R", "T" or "D" of its own tag, or of the last one before it.
        ranged: whether the number is the second end of a range ("25 to 30").
        body: whose it is, where bodies behind the list share out its members.
    """

    span: Piece
    number: str
    mark: Mark | None = None
    shared: bool = False
    sector: str | None = None
    ranged: bool = False
    body: Body | None = None


class Mention(NamedTuple):
    """A citation, or a list of them, as printed.

    Attributes:
        sector: "R", "T" or "D" of a tag such as ITU-R.
        before, after: what the words around say of the body.
        end: where the last member ends.
    """

    head: Head
    members: tuple[Member, ...]
    sector: str | None
    before: Before
    after: After
    end: int


_TAG = rf"{SECTOR}\s*"
_TAG_BEHIND = re.compile(rf"\s*{_TAG}")
_OF_BODIES = frozenset(
    {"resolution", "decision", "recommendation", "opinion", "report", "question"}
)
_SUFFIXED = r"(?:-\d{1,2})?"
_DATE = re.compile(r"\d{1,2},? (?:19|20)\d\d(?!\d)")
# A number may be cut out of a longer one ("70.5", "12th"), but Chinese writes its words right
# behind a number.
_GOES_ON = re.compile(r"[^\W\u3400-\u9fff]|/|\.\d")


# A handbook has no number: its title stands for one, in quotation marks or in capitals.
_CAPITALISED = r"[^\W\d_a-zа-яё][\w-]*"
_TITLE = (
    r"(?:[«\"“《](?P<number>[^«»\"“”《》\n]{2,90})[»\"”》]"
    rf"|(?P<bare>{_CAPITALISED}(?:\s(?:(?:of|and|for|in|on|the|de|la|del|des|du)\s)*{_CAPITALISED}){{0,8}}))"
)


@lru_cache(maxsize=16)
def _title(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?:(?:{lexicon.whose})(?:{lexicon.the})?)?(?:{_TAG})?(?:{lexicon.topic})?{_TITLE}"
    )


@cache
def _number(type_: str, *, suffixed: bool) -> re.Pattern[str]:
    numbers = families()[type_].number
    numbers = numbers if suffixed else numbers.replace(_SUFFIXED, "")
    numbers = numbers.replace("A-Z", CAPITALS).replace("|C)-?", "|[CС])-?")
    return re.compile(rf"\s{{0,3}}(?:(?:No\.|№|رقم)\s?)?(?:{_TAG})?(?P<number>{numbers})")


@cache
def _separator(and_: str, to: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*[,;]?\s+(?:{and_})|\s*(?P<comma>[,;])\s*|\s+(?P<to>{to})|\s*(?P<dash>[-–—])\s*"
    )


def mention(text: str, start: int, end: int, head: Head, lexicon: Lexicon) -> Mention | None:
    """Read the citation that a head word opens.

    Args:
        text: in normal form.
        start, end: of the head word, in characters.

    Returns:
        None where no number of the type follows.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> text = "see Resolutions 50 and 52 (Rev. Hammamet, 2016) of WTSA"
    >>> found = mention(text, 4, 15, english.heads["Resolutions"], english)
    >>> [(text[slice(*m.span)], m.mark.year) for m in found.members], found.after.body
    ([('Resolutions 50', 2016), ('52 (Rev. Hammamet, 2016)', 2016)], 'WTSA')
    """
    if head.type is None:
        return None
    if head.type == "handbook":
        return _handbook(text, start, end, head, lexicon)
    number = _number(head.type, suffixed=True)
    first = _first(text, end, number, head, lexicon)
    named = between(text, end, lexicon) if first is None and head.type in _OF_BODIES else None
    if first is None and named is None:
        return None
    words_before = before(text, start, lexicon)
    # A list without ITU-R's tag has no revision suffixes: "71-72" is a range there.
    untagged = head.many and words_before.sector is None
    if first is not None and untagged and _TAG_BEHIND.match(text, end, end + 12) is None:
        number = _number(head.type, suffixed=False)
        first = _first(text, end, number, head, lexicon)
    if named is not None and words_before.body is None and not words_before.foreign:
        # "Resolution of the Council 1332"
        said, stop = named
        words_before = words_before._replace(
            body=said.body,
            event=said.event,
            weak=said.weak,
            sector=said.sector or words_before.sector,
        )
        number = _number(head.type, suffixed=said.sector is not None or not head.many)
        first = number.match(text, stop)
    if first is None or _GOES_ON.match(text, first.end("number")):
        return None
    if text[end - 1] == "." and _DATE.match(text, first.start("number")):
        return None  # "Dec. 12, 2018"
    span_start = start if words_before.body_start is None else words_before.body_start
    members = _members(text, first, number, head, lexicon, span_start)
    return _mention(text, head, members, sector_of(first["sector"]), words_before, lexicon)


def _first(
    text: str, end: int, number: re.Pattern[str], head: Head, lexicon: Lexicon
) -> re.Match[str] | None:
    """The first number behind a head word, in some languages behind "from"."""
    first = number.match(text, end)
    if first is None and head.many and lexicon.from_:
        opened = _from(lexicon.from_).match(text, end)
        first = number.match(text, opened.end()) if opened else None
    return first


@cache
def _from(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{words})")


def _handbook(text: str, start: int, end: int, head: Head, lexicon: Lexicon) -> Mention | None:
    """A handbook of a Sector, by its title: "ITU-R Handbook on Spectrum Monitoring"."""
    match = _title(lexicon).match(text, end)
    if match is None:
        return None
    words_before = before(text, start, lexicon)
    sector = sector_of(match["sector"]) or words_before.sector
    if sector is None:
        return None
    begin = start if words_before.body_start is None else words_before.body_start
    number = " ".join((match["number"] or match["bare"]).split())
    member = Member((begin, match.end()), number, sector=sector)
    return Mention(head, (member,), sector, words_before, After(end=match.end()), match.end())


def continued(text: str, mention_: Mention, lexicon: Lexicon) -> Mention | None:
    """The list that goes on behind the body of its first part.

    "Resolutions 44 (Rev. Hammamet, 2016) of WTSA and 37 (Rev. Buenos Aires, 2017) of WTDC".
    """
    if mention_.after.end <= mention_.end:
        return None
    start = next_number(text, mention_.after.end, mention_.head, lexicon)
    return resumed(text, start, mention_.head, lexicon) if start is not None else None


def next_number(text: str, end: int, head: Head, lexicon: Lexicon) -> int | None:
    """Where the next number of a list stands, None where the list does not go on at `end`."""
    if not head.many or head.type is None:
        return None
    separator = _separator(lexicon.and_then, lexicon.to_then).match(text, end)
    if separator is None:
        return None
    if head.type is None or head.type == "handbook":
        return None
    first = _number(head.type, suffixed=False).match(text, separator.end())
    return first.start("number") if first else None


def resumed(text: str, start: int, head: Head, lexicon: Lexicon) -> Mention | None:
    """The rest of a list from one of its numbers on; None where it closes without a mark."""
    if head.type is None or head.type == "handbook":
        return None
    number = _number(head.type, suffixed=False)
    first = number.match(text, start)
    if first is None or _GOES_ON.match(text, first.end("number")):
        return None
    members = _members(text, first, number, head, lexicon)
    found = _mention(text, head, members, sector_of(first["sector"]), Before(), lexicon)
    told = found.after.body or found.after.event or found.after.sector
    return found if members[-1].mark is not None or told else None


def _mention(
    text: str,
    head: Head,
    members: list[Member],
    sector: str | None,
    words_before: Before,
    lexicon: Lexicon,
) -> Mention:
    stop = members[-1].span[1]
    words_after = after(text, stop, lexicon)
    if members[-1].mark is None and words_after.end > stop:
        # "Resolution 123 of the Plenipotentiary Conference (Rev. Dubai, 2018)"
        mark = marks.parse(text, words_after.end, lexicon)
        members = [*members[:-1], members[-1]._replace(mark=mark)]
    if len(members) > 1 and words_after.body:
        several = shared_out(text, stop, len(members), lexicon)
        if several:
            bodies, end = several
            members = [m._replace(body=b) for m, b in zip(members, bodies, strict=True)]
            words_after = words_after._replace(end=end)
    return Mention(head, shared(members), sector, words_before, words_after, stop)


def _members(
    text: str,
    first: re.Match[str],
    number: re.Pattern[str],
    head: Head,
    lexicon: Lexicon,
    start: int | None = None,
) -> list[Member]:
    """The members of a list, from the first number on; `start`: of the first one's span."""
    members = [_member(text, first, lexicon, start)]
    last_comma = False
    separators = _separator(lexicon.and_then, lexicon.to_then)
    while separator := separators.match(text, members[-1].span[1]):
        following = number.match(text, separator.end())
        if following is None or _GOES_ON.match(text, following.end("number")):
            break
        member = _member(text, following, lexicon)
        comma = separator["comma"] is not None
        # Behind a singular only numbers with marks of their own go on, "Resolution 5, 3 experts",
        # and those that a series makes unmistakable: "Rec. ITU-T A.8 and A.13".
        series = head.type == "recommendation" and "." in member.number
        if not (head.many or member.mark or series):
            break
        if comma and member.mark is None and not _list_goes_on(text, member.span[1], lexicon):
            break
        ranged = separator["to"] is not None or separator["dash"] is not None
        sector = member.sector or members[-1].sector
        members.append(member._replace(ranged=ranged, sector=sector))
        last_comma = comma
    if last_comma and len(members) > 1 and members[-1].mark is None:
        members.pop()
    return members


def _member(text: str, match: re.Match[str], lexicon: Lexicon, start: int | None = None) -> Member:
    begin, end = match.span("number")
    mark = marks.parse(text, end, lexicon)
    number, sector = match.group("number", "sector")
    if not number.isdecimal():
        number = look_alike(number).strip('«»"“”')
    span = (begin if start is None else start, mark.end if mark else end)
    return Member(span, number, mark, False, sector_of(sector))


def _list_goes_on(text: str, end: int, lexicon: Lexicon) -> bool:
    return _separator(lexicon.and_then, lexicon.to_then).match(text, end) is not None


def shared(members: list[Member]) -> tuple[Member, ...]:
    """Give the mark behind a member to the members without one before it."""
    if len(members) == 1:
        return tuple(members)
    told: list[Member] = []
    following: Mark | None = None
    for member in reversed(members):
        if member.mark is not None:
            # The date of a Recommendation is its own, the mark of a conference is many texts'.
            following = member.mark if member.mark.dated is None else None
            told.append(member)
        elif following is not None:
            told.append(member._replace(mark=following, shared=True))
        else:
            told.append(member)
    return tuple(reversed(told))

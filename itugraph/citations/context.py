"""What the words directly before and after a citation say: whose it is, which part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from itugraph.citations.lexicon import EVENT, Lexicon
from itugraph.model import Body

_REACH = 160
"""How far back the words of a body or a pointer are looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before the head word.

    Attributes:
        body: named there; event: a label such as "PP-18"; weak: whether the name means
            ITU's body only in ITU's context.
        body_start: where the body word stands, if it stands directly before the head.
        foreign: whether a capitalised name that is none of ITU's owns the citation.
        sector: "R", "T" or "D" of a tag such as "ITU-D Question".
        distributive: whether "the respective" stands there: one number in several bodies.
        steps: the part a pointer names ("annex", "1").
    """

    body: Body | None = None
    event: str | None = None
    weak: bool = False
    body_start: int | None = None
    foreign: bool = False
    sector: str | None = None
    distributive: bool = False
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """What stands behind the last member.

    Attributes:
        body, event, weak, foreign, sector: as in `Before`.
        own: whether it says "of this conference".
    """

    body: Body | None = None
    event: str | None = None
    weak: bool = False
    own: bool = False
    foreign: bool = False
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class _Patterns:
    name: re.Pattern[str]
    bracketed: re.Pattern[str]
    capitals: re.Pattern[str]
    sector: re.Pattern[str]
    pointer: re.Pattern[str]
    after: re.Pattern[str]
    after_sector: re.Pattern[str]
    after_foreign: re.Pattern[str]


@cache
def _patterns(bodies: str, own: str, parts: str) -> _Patterns:
    label = r"\d+(?:\.\d+)*[A-Z]?(?:\s?[a-z]\))?|[A-Z](?![\w])|[a-z]\)|[ivx]+\)"
    return _Patterns(
        name=re.compile(rf"(?:(?P<event>{EVENT})|(?P<name>{bodies}))(?:'s)?\s+$"),
        bracketed=re.compile(rf"\((?:(?P<event>{EVENT})|(?P<name>{bodies}))\)(?:\s+in\s+its)?\s+$"),
        capitals=re.compile(r"(?P<word>[A-Z][\w.&'/+-]*)\s+$"),
        sector=re.compile(r"ITU\s?-?\s?(?P<sector>[RTD])\s+$"),
        pointer=re.compile(
            rf"(?<![\w-])(?P<word>{parts}|(?:further\s+)?(?:resolves|decides|instructs|invites|considering"
            rf"|recognizing|noting|recalling)(?:\s+(?:further|the\s[A-Z][\w -]{{2,40}}?))?)"
            rf"\s*(?P<label>{label})?(?:\s+(?:and|to|,)\s*(?P<more>{label}))?\s+(?:to|of|in)\s+(?:the\s+)?$"
        ),
        after=re.compile(
            rf"\s*,?\s*(?:\([^()]{{1,12}}\)\s*)?(?:as\s+)?(?:adopted\s+(?:by|at)|of|by|from)\s+"
            rf"(?:(?P<own>{own})|(?:the\s+)?(?:ITU\s+)?(?:(?P<event>{EVENT})|(?P<name>{bodies})))(?![\w-])"
            rf"|\s*\((?:(?P<event2>{EVENT})|(?P<name2>{bodies}))\)"
        ),
        after_sector=re.compile(
            r"\s+(?:of|by)\s+(?:the\s+)?ITU\s?-?\s?(?P<sector>[RTD])(?![A-Za-z])"
        ),
        after_foreign=re.compile(
            r"\s*,?\s*(?:adopted\s+)?(?:of|by)\s+(?:(?:the|its|an?|each)\s+)?"
            r"(?P<word>[A-Z][\w.&'/+-]*)(?P<rest>(?:\s+(?:of\s+(?:the\s+)?|and\s+|for\s+)?[A-Z][\w.&'/+-]*)*)"
        ),
    )


def before(text: str, start: int, lexicon: Lexicon) -> Before:
    """Read the words before a head word that starts at `start` of the normal form.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> before("the Human Rights Council ", 25, english).foreign
    True
    >>> before("see Annex 1 to WTSA ", 20, english).body, before("Annex 1 to ", 11, english).steps
    ('WTSA', ('annex', '1'))
    """
    patterns = _patterns(lexicon.body_names, lexicon.own, lexicon.part_names)
    line = text.rfind("\n", 0, start) + 1
    window = text[max(line, start - _REACH) : start]
    offset = start - len(window)
    found = Before()
    at = len(window)
    if match := patterns.sector.search(window):
        found = Before(sector=match["sector"], body_start=offset + match.start())
        at = match.start()
    elif match := patterns.name.search(window):
        head = window[: match.start()]
        owner = patterns.capitals.search(head)
        if owner and owner["word"].rstrip(".") not in lexicon.neutral_before:
            # "Human Rights Council": a longer name of somebody else's.
            return Before(foreign=True)
        name = match["name"]
        found = Before(
            body=lexicon.bodies.get(" ".join(name.split())) if name else None,
            event=match["event"],
            weak=name in lexicon.weak_bodies and not head.endswith("ITU "),
            body_start=offset + match.start(),
        )
        at = match.start()
    elif match := patterns.bracketed.search(window):
        name = match["name"]
        found = Before(
            body=lexicon.bodies.get(" ".join(name.split())) if name else None, event=match["event"]
        )
        at = match.start()
    elif match := patterns.capitals.search(window):
        word = match["word"].rstrip(".")
        # A capital opens a sentence too: only a name in its midst is somebody's.
        opens = (
            not window[: match.start()].rstrip() or window[: match.start()].rstrip()[-1] in ".;:)"
        )
        return Before(foreign=word not in lexicon.neutral_before and not opens)
    elif window.endswith(lexicon.distributive):
        return Before(distributive=True)
    if pointer := patterns.pointer.search(window[:at].removesuffix("ITU ")):
        return Before(
            found.body,
            found.event,
            found.weak,
            found.body_start,
            sector=found.sector,
            steps=_steps(pointer, lexicon),
        )
    return found


def _steps(match: re.Match[str], lexicon: Lexicon) -> tuple[str, ...]:
    word = " ".join(match["word"].split())
    part = lexicon.parts.get(word, "-".join(word.lower().split()[:1]))
    if word.startswith("further"):
        part = "-".join(word.lower().split()[:2])
    if match["more"] or not match["label"]:
        # Several parts of one instrument: the instrument is the most specific single thing.
        return (part,) if not match["label"] and part in lexicon.parts.values() else ()
    return (part, *(label.rstrip(")").lower() for label in match["label"].split()))


def after(text: str, end: int, lexicon: Lexicon) -> After:
    """Read the words behind a citation that ends at `end` of the normal form.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> after(" of this conference, on", 0, english).own
    True
    >>> after(" of the African Union", 0, english).foreign
    True
    """
    patterns = _patterns(lexicon.body_names, lexicon.own, lexicon.part_names)
    if match := patterns.after_sector.match(text, end):
        return After(sector=match["sector"])
    if match := patterns.after.match(text, end):
        if match["own"]:
            return After(own=True)
        name = match["name"] or match["name2"]
        weak = name in lexicon.weak_bodies and "ITU " not in match[0]
        return After(
            body=lexicon.bodies.get(" ".join(name.split())) if name else None,
            event=match["event"] or match["event2"],
            weak=weak,
        )
    if match := patterns.after_foreign.match(text, end):
        return After(foreign=match["word"].rstrip(".") not in lexicon.neutral_after)
    return After()

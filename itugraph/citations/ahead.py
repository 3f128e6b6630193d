"""What the words before a citation say: whose it is, which part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations.context import LABEL, Before, longer_name, owned, pointer_words, steps_of
from itugraph.citations.letters import SECTOR, sector_of
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.patterns import alternation, names
from itugraph.citations.words import words_of

_REACH = 160
"""How far back the words of a body or a pointer are looked for, in characters."""
_LINK = 60
"""How far back the words between a pointer and its citation are looked for, in characters."""
_SECTORS = frozenset("RTDРТД")
_NOTHING = Before()


@dataclass(frozen=True, slots=True)
class _Patterns:
    name: re.Pattern[str]
    between: re.Pattern[str]
    name_ends: tuple[str, ...]
    bracketed: re.Pattern[str]
    links: re.Pattern[str]
    link_ends: tuple[str, ...]
    sector: re.Pattern[str]
    pointer: re.Pattern[str]
    item_of: re.Pattern[str] | None
    longer: re.Pattern[str]
    its: re.Pattern[str]
    its_ends: tuple[str, ...]
    other_ends: tuple[str, ...]
    joined: tuple[str, ...]
    somebody: re.Pattern[str]
    of_others: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    bodies, the, whose, event = lexicon.body_names, lexicon.the, lexicon.whose, lexicon.event
    label, pointer = LABEL, pointer_words(lexicon)
    return _Patterns(
        name=re.compile(
            rf"(?:(?P<event>{event})|(?P<name>{names(lexicon.names_before) or '$'}))(?:'s)?\s+$"
        ),
        between=re.compile(
            rf"\s+(?:(?:{whose})(?:{the})?|(?:{the}))?(?:(?P<event>{event})|(?P<name>{bodies})"
            rf"|(?P<named>{lexicon.sector_names}))"
            # "the resolutions of the conference 2018" have no number there.
            rf"(?=\s+(?:رقم\s)?(?!(?:18|19|20)\d\d(?![\d/]))[A-Z/]{{0,6}}\.?\d)"
        ),
        # The last words of names: where none stands, no name is looked for.
        name_ends=tuple({name.split()[-1] for name in lexicon.bodies}),
        bracketed=re.compile(
            rf"\((?:(?P<event>{event})|(?P<name>{bodies}))\)\s+(?:(?:\w+\s+its|{lexicon.into})\s+(?:{the})?)?$"
        ),
        # What stands between a pointer and its citation: short of it no pointer is looked for.
        links=re.compile(rf"(?:^|\s)(?:{lexicon.part}){lexicon.owns}(?:{the})?$"),
        # Their last words, which tell sooner; where nothing joins them any word does.
        link_ends=("",) if lexicon.owns else _last_words(lexicon.language),
        sector=re.compile(rf"{SECTOR}\s*$"),
        pointer=re.compile(
            rf"(?<![\w-])(?P<word>{pointer})\s*(?P<label>{label})?"
            rf"(?:\s+(?:{lexicon.and_}|{lexicon.to}|,)\s*(?P<more>{label}))?"
            rf"\s+(?:{lexicon.part}){lexicon.owns}(?:{the})?$"
        ),
        # "point 2 du décide de la Résolution 64"
        item_of=re.compile(
            rf"(?<![\w-])(?:{lexicon.items})\s+(?P<label>{label})(?P<more>)\s+(?:{lexicon.under})"
            rf"[«\"“]?\s*(?P<word>{lexicon.pointers})\s*[»\"”]?\s+(?:{lexicon.part}){lexicon.owns}"
            rf"(?:{the})?$"
        )
        if lexicon.items
        else None,
        longer=longer_name(lexicon),
        its=re.compile(rf"(?<!\w)(?:{alternation(lexicon.its) or '$.'})\s+$"),
        its_ends=tuple({words.split()[-1] for words in lexicon.its}),
        other_ends=_other_ends(lexicon.language),
        joined=tuple(word.removesuffix("~") for word in lexicon.joins if word.endswith("~")),
        somebody=re.compile(rf"(?<![\w-])(?:(?P<event>{event})|(?P<name>{bodies}))(?![\w-])"),
        of_others=re.compile(
            rf"\s+(?:{lexicon.belongs})(?:{the})?(?!(?:{lexicon.own_names})\b)[^\W\d_]"
        ),
    )


def _last_words(language: str) -> tuple[str, ...]:
    """The last words of what stands between a pointer and its citation."""
    links = words_of(language)["links"]
    return tuple({w.removesuffix("~").split()[-1] for w in (*links["part"], *links["the"])})


def _other_ends(language: str) -> tuple[str, ...]:
    """The last words of what says that bodies share a number, or bring in a citation."""
    table = words_of(language)
    words = (*table["distributive"]["before"], *table["links"].get("into", ()), "its")
    return tuple({word.removesuffix("~").split()[-1] for word in words})


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
    patterns = _patterns(lexicon)
    reach = max(0, start - _REACH)
    line = text.rfind("\n", reach, start) + 1
    window = text[max(line, reach) : start]
    stem = window.rstrip()
    last = stem[stem.rfind(" ") + 1 :]
    # Of most windows their last word tells that nothing of the kind is there.
    if _says_nothing(last, lexicon) and not (last[-1:] == ")" and "(" in window):
        return _NOTHING
    offset = start - len(window)
    found = _NOTHING
    at = len(window)
    # Where "and" is written as part of the head word, what is named before it closed another
    # citation.
    if text.startswith(patterns.joined, start):
        return found
    tagged = last[-1:] in _SECTORS
    if tagged and (match := patterns.sector.search(window)):
        found = Before(sector=sector_of(match["sector"]), body_start=offset + match.start())
        at = match.start()
    elif match := _name(window, last, lexicon):
        head = window[: match.start()]
        if owned(head, lexicon):
            # "Human Rights Council": a longer name of somebody else's.
            return Before(foreign=True)
        name = match["name"] or ""
        found = Before(
            body=lexicon.bodies.get(" ".join(name.split())),
            event=match["event"],
            weak=name in lexicon.weak_bodies and not head.endswith("ITU "),
            # The Union's own name before that of its body stands outside of the citation.
            body_start=offset + match.start() + (4 if name.startswith("ITU ") else 0),
        )
        at = match.start()
    elif "(" in window and (match := patterns.bracketed.search(window)):
        name = match["name"] or ""
        found = Before(body=lexicon.bodies.get(" ".join(name.split())), event=match["event"])
        at = match.start()
    elif window.endswith(lexicon.distributive):
        return Before(distributive=True)
    elif its := _its_owner(window, lexicon):
        found = its
    elif owned(window, lexicon):
        return Before(foreign=True)
    ahead = window[:at].removesuffix("ITU ")
    if not ahead.rstrip().endswith(patterns.link_ends):
        return found
    if patterns.links.search(ahead[-_LINK:]) is None:
        return found
    # "point 2 du décide de": its last words alone are a pointer too, one without an item.
    pointer = patterns.item_of.search(ahead) if patterns.item_of is not None else None
    pointer = pointer or patterns.pointer.search(ahead)
    return found._replace(steps=steps_of(pointer, lexicon)) if pointer else found


@lru_cache(maxsize=4096)
def _says_nothing(last: str, lexicon: Lexicon) -> bool:
    """Whether nothing that ends with this word tells whose a citation is, or which part.

    A word in small letters that ends no name, link or pointer is one, and none at all.
    """
    patterns = _patterns(lexicon)
    ends = (*patterns.name_ends, *patterns.link_ends, *patterns.its_ends, *patterns.other_ends)
    plain = last == last.lower() and not last[-1:].isdigit() and last[-1:] not in _SECTORS
    return plain and not last.removesuffix("'s").endswith(ends)


def _its_owner(window: str, lexicon: Lexicon) -> Before | None:
    """The body named last in the sentence, where "its" stands before the head."""
    patterns = _patterns(lexicon)
    if not window.rstrip().endswith(patterns.its_ends) or not patterns.its.search(window):
        return None
    named = list(patterns.somebody.finditer(window))
    if not named:
        return None
    last = named[-1]
    name = last["name"] or ""
    if name in lexicon.weak_bodies or re.search(r"[.;]\s", window[last.end() :]):
        return None
    if patterns.of_others.match(window, last.end()) or patterns.longer.match(window, last.end()):
        return None  # "the Security Council of the housing estate, in its Resolution 1325"
    if owned(window[: last.start()], lexicon):
        return None
    return Before(body=lexicon.bodies.get(" ".join(name.split())), event=last["event"])


def between(text: str, end: int, lexicon: Lexicon) -> tuple[Before, int] | None:
    """Read the body between a head word that ends at `end` and its number, and where it ends.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> found, end = between("Resolution of the Council 1332", 10, english)
    >>> found.body, found.weak, end
    ('COUNCIL', True, 25)
    """
    match = _patterns(lexicon).between.match(text, end)
    if match is None:
        return None
    name = " ".join((match["name"] or "").split())
    found = Before(
        body=lexicon.bodies.get(name),
        event=match["event"],
        weak=name in lexicon.weak_bodies,
        sector=lexicon.sectors.get(" ".join((match["named"] or "").split())),
    )
    return found, match.end()


def _name(window: str, last: str, lexicon: Lexicon) -> re.Match[str] | None:
    """The name or tag of a body that ends a window, whose last word is at hand."""
    if last[-1:].isdigit() or last[-3:-2].isdigit():
        stem = window.rstrip().removesuffix("'s")
        return _patterns(lexicon).name.search(window) if "-" in stem[-5:] else None
    pattern = _named(last, lexicon)
    return pattern.search(window) if pattern is not None else None


@lru_cache(maxsize=1024)
def _named(last: str, lexicon: Lexicon) -> re.Pattern[str] | None:
    """The names of bodies that end with this last word, None for none."""
    word = last.removesuffix("'s")
    ending = [name for name in lexicon.names_before if word.endswith(name.split()[-1])]
    # None of them is a tag.
    pattern = rf"(?P<name>{names(ending)})(?:'s)?\s+$(?P<event>(?!))?"
    return re.compile(pattern) if ending else None

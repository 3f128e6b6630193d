"""What the words directly before and after a citation say: whose it is, which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from itugraph.citations.lexicon import SECTOR, UPPER, Lexicon, latin, sector_of
from itugraph.citations.patterns import alternation
from itugraph.model import Body

_REACH = 160
"""How far back the words of a body or a pointer are looked for, in characters."""
_LINK = 60
"""How far back the words between a pointer and its citation are looked for, in characters."""
_SECTORS = frozenset("RTDРТД")
_OVER = frozenset(";.:")
"""What ends all that may belong to the citation before it."""


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
        others: bodies that are named beside the first, "of PP and WTSA".
        steps: the part that a pointer behind names; end: where the words of the body end.
        other: whether a small-lettered owner stands there ("of the budget committee"):
            enough against a citation that nothing else decides.
    """

    body: Body | None = None
    event: str | None = None
    weak: bool = False
    own: bool = False
    foreign: bool = False
    sector: str | None = None
    steps: tuple[str, ...] = ()
    end: int = 0
    other: bool = False
    others: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class _Patterns:
    name: re.Pattern[str]
    between: re.Pattern[str]
    name_ends: tuple[str, ...]
    bracketed: re.Pattern[str]
    capitals: re.Pattern[str]
    links: re.Pattern[str]
    sector: re.Pattern[str]
    pointer: re.Pattern[str]
    item_of: re.Pattern[str] | None
    after: re.Pattern[str]
    longer: re.Pattern[str]
    session: re.Pattern[str]
    after_sector: re.Pattern[str]
    after_foreign: re.Pattern[str]
    after_other: re.Pattern[str]
    after_pointer: re.Pattern[str]
    respectively: re.Pattern[str]
    beside: re.Pattern[str]
    its: re.Pattern[str]
    its_ends: tuple[str, ...]
    joined: tuple[str, ...]
    somebody: re.Pattern[str]
    of_others: re.Pattern[str]
    ends_name: re.Pattern[str]
    after_item: re.Pattern[str] | None


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    label = r"\d+(?:\.\d+)*[A-Z]?(?:\s?[a-z]\))?|[A-Z](?![\w])|[a-zа-яأ-ي]\)|[ivx]+\)"
    bodies, the, whose, event = lexicon.body_names, lexicon.the, lexicon.whose, lexicon.event
    own_whose = rf"(?:{whose}){lexicon.owns}"
    capitals = rf"[{UPPER}][\w.&'/+-]*"
    pointer = (
        rf"{lexicon.part_names}|(?:{lexicon.pointers})(?:\s+(?:{the})[{UPPER}][\w -]{{2,40}}?)?"
    )
    # The stop within "1.16" is none of a sentence.
    over = r"(?=\s*(?:[(),;:]|\.(?!\d))|\s*$)"
    # Digits of a footnote stick to the name before it.
    ends = r"(?:\d(?!\d))?(?![\w-])"
    return _Patterns(
        name=re.compile(
            rf"(?:(?P<event>{event})|(?P<name>{lexicon.names_before or '$'}))(?:'s)?\s+$"
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
        capitals=re.compile(rf"{capitals}$"),
        # What stands between a pointer and its citation: short of it no pointer is looked for.
        links=re.compile(rf"(?:^|\s)(?:{lexicon.part}){lexicon.owns}(?:{the})?$"),
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
        after=re.compile(
            rf"\s*,?\s*(?:\([^()]{{1,12}}\)\s*)?(?:as\s+)?(?i:{own_whose})"
            rf"(?:(?P<own>{lexicon.own})"
            rf"|(?i:{the})?(?:ITU(?:'s)?\s+)?(?:(?P<event>{event})|(?P<name>{bodies}))){ends}"
            rf"|\s*\((?:(?P<event2>{event})|(?P<name2>{bodies}))\)"
        ),
        longer=longer_name(lexicon),
        session=re.compile(r"\s*\((?P<label>[CС]\d\d)\)"),
        beside=re.compile(
            rf"(?:\s*,\s*|\s*,?\s+(?:{lexicon.and_then}))(?:{own_whose})?(?:{the})?(?P<name>{bodies})"
            # "and WTDC Resolution 5" begins a citation of its own.
            rf"(?![\w-]|\s+[{UPPER}\d])"
        ),
        respectively=re.compile(
            rf"\s*,?\s*{own_whose}(?P<bodies>[^.;()\n]{{3,400}}?),?\s*(?:{lexicon.respectively})(?!\w)"
        ),
        its=re.compile(rf"(?<!\w)(?:{alternation(lexicon.its) or '$.'})\s+$"),
        joined=tuple(word.removesuffix("~") for word in lexicon.joins if word.endswith("~")),
        its_ends=tuple({words.split()[-1] for words in lexicon.its}),
        somebody=re.compile(rf"(?<![\w-])(?:(?P<event>{event})|(?P<name>{bodies}))(?![\w-])"),
        of_others=re.compile(
            rf"\s+(?:{lexicon.belongs})(?:{the})?(?!(?:{lexicon.own_names})\b)[^\W\d_]"
        ),
        ends_name=re.compile(rf"\s*(?:[,.;:)]|$)|\s+(?:{lexicon.and_})\s"),
        # "Question 22-1/1 de la Commission d'études 1 de l'UIT-D"
        after_sector=re.compile(
            rf"(?:\s+{own_whose}(?:{the})?(?:{lexicon.groups})\s+\d{{1,2}})?"
            rf"\s+{own_whose}(?:{the})?(?:{SECTOR}|(?P<named>{lexicon.sector_names})(?!\w))"
        ),
        after_foreign=re.compile(
            # A bracket that is no mark of ITU's may stand between: "222 (XXIV-14) of CICAD".
            rf"\s*(?:\([^()\n]{{1,30}}\))?\s*,?\s*(?:{whose})"
            rf"(?:{the}|(?:its|an?|each)\s+)?(?P<word>{capitals})"
        ),
        after_other=re.compile(
            rf"\s*,?\s*(?:{whose})(?:{the}|(?:its|their|an?|each|every)\s+)(?P<word>[a-z-]+)"
        ),
        after_pointer=re.compile(
            rf"\s*[,(]\s*(?P<word>{pointer})\s+(?P<label>{label})(?P<more>)"
            rf"(?:\s*\((?:19|20)\d\d\))?{over}"
        ),
        after_item=re.compile(
            rf"\s*[,(]\s*(?:{lexicon.items})\s+(?P<label>{label})(?P<more>)\s+(?:{lexicon.under})"
            rf"[«\"“]?\s*(?P<word>{lexicon.pointers})\s*[»\"”]?{over}"
        )
        if lexicon.items
        else None,
    )


@lru_cache(maxsize=16)
def longer_name(lexicon: Lexicon) -> re.Pattern[str]:
    """What makes of a name of ITU's the name of somebody else, when it follows it.

    "the Council" is ITU's, "the Council Working Group" and "the Council of Europe" are not.
    """
    numbered = "|".join(re.escape(w) for w, h in lexicon.heads.items() if h.kind == "provision")
    the, own = lexicon.the, lexicon.own_names
    return re.compile(
        rf"[ ]+(?!(?:{numbered})\s?\d)[A-Z][a-z]"
        rf"|[ ]+(?:{lexicon.belongs})(?:{the})?(?!(?:{own})\b)[{UPPER}]"
        rf"|[ ]+(?:{lexicon.others})(?!\w)"
    )


def names_itu(text: str, lexicon: Lexicon) -> bool:
    """Whether words of a text show that it speaks of ITU's instruments.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> arabic = load("ar", Registry.load())
    >>> names_itu("مجلس للاتحاد", arabic), names_itu("مجلس للاتحاد الأوروبي", arabic)
    (True, False)
    """
    return any(
        re.search(rf"{re.escape(word)}(?!\s+(?:{lexicon.others})(?!\w))", text)
        for word in lexicon.context
        if word in text
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
    patterns = _patterns(lexicon)
    reach = max(0, start - _REACH)
    line = text.rfind("\n", reach, start) + 1
    window = text[max(line, reach) : start]
    offset = start - len(window)
    found = Before()
    at = len(window)
    # Where "and" is written as part of the head word, what is named before it closed another
    # citation.
    if text.startswith(patterns.joined, start):
        return found
    # Of most windows their last letters tell that nothing of the kind is there.
    tagged = window.rstrip()[-1:] in _SECTORS
    if tagged and (match := patterns.sector.search(window)):
        found = Before(sector=sector_of(match["sector"]), body_start=offset + match.start())
        at = match.start()
    elif match := _name(window, patterns):
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
    if patterns.links.search(ahead[-_LINK:]) is None:
        return found
    # "point 2 du décide de": its last words alone are a pointer too, one without an item.
    pointer = patterns.item_of.search(ahead) if patterns.item_of is not None else None
    pointer = pointer or patterns.pointer.search(ahead)
    return replace(found, steps=_steps(pointer, lexicon)) if pointer else found


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


def _name(window: str, patterns: _Patterns) -> re.Match[str] | None:
    """The name or tag of a body that ends a window."""
    stem = window.rstrip().removesuffix("'s")
    tagged = stem[-1:].isdigit() and "-" in stem[-5:]
    return patterns.name.search(window) if tagged or stem.endswith(patterns.name_ends) else None


def owned(words: str, lexicon: Lexicon) -> bool:
    """Whether the last of the words is a capitalised name of somebody else.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> owned("the Human Rights ", english), owned("Compare ", english), owned("FIDE ", english)
    (True, False, True)
    """
    stripped = words.rstrip()
    if len(stripped) == len(words):
        return False
    last = stripped.rfind(" ") + 1
    found = _patterns(lexicon).capitals.search(stripped, last)
    if found is None:
        return False
    owner = found[0]
    if not {owner.rstrip("."), owner.capitalize()}.isdisjoint(lexicon.neutral_before):
        return False
    if owner in lexicon.parts:
        return False
    if len(owner) > 1 and owner.isupper():
        return True  # an acronym names somebody wherever it stands
    if lexicon.owner_behind:
        return False
    # A capital opens a sentence too: only a name in its midst is somebody's.
    sentence = words[: found.start()].rstrip()
    labelled = re.fullmatch(r"\s*(?:\d[\d.]*|[a-z]{1,2})", sentence) is not None
    return bool(sentence) and sentence[-1] not in ".;:)" and not labelled


def _steps(match: re.Match[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The steps of a pointer: "resolves 11c)" is ("resolves", "11", "c")."""
    word = " ".join(match["word"].split())
    part = lexicon.parts.get(word) or _opener_step(word, lexicon)
    if match["more"] or not match["label"]:
        # Several parts of one instrument: the instrument is the most specific single thing.
        return (part,) if not match["label"] and word in lexicon.parts else ()
    labels = re.findall(r"\d+(?:\.\d+)*[A-Z]?|[^\W\d_]+", match["label"])
    return (part, *(latin(label.lower(), lexicon.letters) for label in labels))


def _opener_step(words: str, lexicon: Lexicon) -> str:
    """An opener as a step: its English words, whatever language it is printed in."""
    opener = re.match(lexicon.pointers, words)
    printed = (opener[0] if opener else words).lower()
    return "-".join(lexicon.pointer_names.get(printed, printed).split())


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
    if text[end : end + 1] in _OVER:
        return After(end=end)
    patterns = _patterns(lexicon)
    if match := patterns.after_sector.match(text, end):
        named = lexicon.sectors.get(" ".join((match["named"] or "").split()))
        return After(sector=sector_of(match["sector"]) or named, end=match.end())
    if match := patterns.after.match(text, end):
        if longer := patterns.longer.match(text, match.end()):
            # "the General Assembly of the African Union" is an owner of its own; in "the Council
            # Working Group" a title without a comma may follow as well: the mark tells.
            titled = longer[0].lstrip()[0].isupper()
            return After(other=titled, foreign=not titled, end=end)
        steps = _behind(text, match.end(), patterns, lexicon)
        if match["own"]:
            return After(own=True, steps=steps, end=match.end())
        name = match["name"] or match["name2"] or ""
        session = patterns.session.match(text, match.end())
        return After(
            body=lexicon.bodies.get(" ".join(name.split())),
            event=match["event"] or match["event2"] or (session["label"] if session else None),
            weak=name in lexicon.weak_bodies and "ITU " not in match[0],
            steps=steps,
            end=match.end(),
            others=tuple(_beside(text, match.end(), patterns, lexicon)),
        )
    if match := patterns.after_foreign.match(text, end):
        word = match["word"].rstrip(".")
        # "of the Assembly" alone is a body named before, in capitals as some languages have it.
        generic = word.lower() in lexicon.neutral_bodies and patterns.ends_name.match(
            text, match.end()
        )
        return After(foreign=word not in lexicon.neutral_after and not generic, end=end)
    if match := patterns.after_other.match(text, end):
        return After(other=match["word"] not in lexicon.neutral_bodies, end=end)
    return After(steps=_behind(text, end, patterns, lexicon), end=end)


def _beside(text: str, end: int, patterns: _Patterns, lexicon: Lexicon) -> Iterator[Body]:
    """The bodies that are named beside one that ends here: "of PP and WTSA"."""
    while match := patterns.beside.match(text, end):
        yield lexicon.bodies[" ".join(match["name"].split())]
        end = match.end()


def shared_out(
    text: str, end: int, count: int, lexicon: Lexicon
) -> tuple[tuple[Body, ...], int] | None:
    """The bodies behind a list that share out its members, one each, and where they end.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> shared_out(" of WTSA, WTDC and the ITU Council, respectively", 0, 3, english)
    (('WTSA', 'WTDC', 'COUNCIL'), 48)
    """
    match = _patterns(lexicon).respectively.match(text, end)
    if match is None:
        return None
    names = re.findall(rf"(?<!\w)(?:{lexicon.body_names})(?!\w)", match["bodies"])
    bodies = tuple(lexicon.bodies[" ".join(name.split())] for name in names)
    return (bodies, match.end()) if len(bodies) == count else None


def _behind(text: str, end: int, patterns: _Patterns, lexicon: Lexicon) -> tuple[str, ...]:
    """The part that a pointer behind the citation names: "Resolution 64, resolves 2"."""
    item = patterns.after_item.match(text, end) if patterns.after_item is not None else None
    match = item or patterns.after_pointer.match(text, end)
    return _steps(match, lexicon) if match else ()

"""Numbered provisions: "Article 1 of the Constitution", "§ 50 d) of the Tunis Agenda"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from itugraph.citations import marks
from itugraph.citations.context import longer_name, owned
from itugraph.citations.families import families
from itugraph.citations.heads import Head
from itugraph.citations.letters import CAPITALS, UPPER, latin, look_alike
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.marks import Mark
from itugraph.citations.patterns import alternation
from itugraph.model import Body, Piece


class Provision(NamedTuple):
    """Numbered provisions of one treaty or document, as printed.

    Attributes:
        spans, numbers: one a provision; the first span starts at the head word.
        letters: the letter below each number ("c" of "27 c)"), "" for none.
        treaty: whose they are, None where the words around do not say.
        document: the outcome document of WSIS they belong to.
        weak: whether the treaty's name means ITU's only in ITU's context.
        marks: of each provision that carries its own, as appendices do.
        year, place: behind the treaty's name: "(Geneva, 1992)".
        end: where the reading ends, the treaty's name included.
        elsewhere: whether something else than a known treaty owns them ("of the agreement").
    """

    head: Head
    spans: tuple[Piece, ...]
    numbers: tuple[str, ...]
    letters: tuple[str, ...]
    treaty: Body | None
    document: str | None
    weak: bool
    end: int
    marks: tuple[Mark | None, ...] = ()
    year: int | None = None
    elsewhere: bool = False
    place: str | None = None


GENEVA_PLAN = "Geneva Plan of Action"


_NUMBER_ALONE = re.compile(r"^(\d[\d.]*[A-Z]*(?:\.\d+)?).*$", re.DOTALL)


@lru_cache(maxsize=16)
def _own_paragraphs(lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w, head in lexicon.heads.items() if head.word == "paragraph")
    return re.compile(rf"(?:\s+\w+\s+\d{{4}}|\s*\([^()\n]{{4,24}}\))?\s*[(,]?\s*(?:{words})\s*\d")


@cache
def _number(word: str) -> re.Pattern[str]:
    # A number with a tab behind it is the label of the next item.
    numbers = families()[word].number.replace("A-Z", CAPITALS)
    return re.compile(rf"\s{{0,3}}(?P<number>{numbers})(?!\t)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    separator: re.Pattern[str]
    thereof: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    elsewhere: re.Pattern[str]
    items_of: re.Pattern[str]
    named: re.Pattern[str]
    titled: re.Pattern[str]
    longer: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    the, part, treaties, wsis = (
        lexicon.the,
        lexicon.part,
        lexicon.treaty_names,
        lexicon.wsis_names,
    )
    articles = alternation(w for w, h in lexicon.heads.items() if h.word == "article")
    annex = "|".join(w for w, name in lexicon.parts.items() if name == "annex")
    # Where nothing joins a treaty to its provisions, only a comma tells that a topic is over.
    over = "," if lexicon.owns else ",?"
    topic = rf"(?:,?\s+(?:{lexicon.topic})[^.;\n]{{1,200}}?{over})?"
    others = "|".join(
        re.escape(w)
        for w, h in lexicon.heads.items()
        if h.word in ("article", "number", "appendix")
    )
    # "No. 1.23 RR"
    short = alternation(name for name in lexicon.treaties if name.isupper() and name.isalpha())
    # "No. 48 in Article 3 of", "Article 22 and No. 5.441B of", "Article 9 and Nos. 9.6 to 9.21 of"
    more = rf"(?:\s*(?:,|[-–—])\s*|\s+(?:{lexicon.and_then}|{lexicon.to_then}))\d[\w.]*"
    inside = (
        rf"(?P<inside>\s+(?:{part}){lexicon.owns}(?:{articles})\s+\d+[A-Z]?"
        rf"|(?>\s*,?\s+(?:{lexicon.and_then})?(?:{the})?(?:{others})\s*(?:{lexicon.from_})?"
        rf"\d[\w.]*(?>{more}){{0,12}}){{1,3}})?"
    )
    blank = r"\s+" if lexicon.spaced else r"\s*"
    word_start = r"(?<!\w)" if lexicon.spaced else ""
    return _Patterns(
        separator=re.compile(
            rf"\s*[,;]?{blank}(?:{lexicon.and_then})|\s*,\s*|{blank}(?:{lexicon.to_then})|\s*[-–—]\s*|(?P<twin>/)"
        ),
        thereof=re.compile(rf"\s+(?:{lexicon.thereof})(?!\w)"),
        after=re.compile(
            # "No. 5.149 (Radio Regulations)" has no link.
            # Of "§§ 35 a) - e)" the paragraph is told.
            rf"\)?(?:\s?[-–—]\s?[a-z]\))?(?P<topic>{topic}){inside}(?:\s+(?:{part}){lexicon.owns}|\s\(|\s(?=(?:{short})(?!\w)))"
            rf"(?:{the})?(?:WSIS\s+)?"
            rf"(?:(?:{annex})\s+(?:{part})(?:{the}))?"
            # Digits of a footnote may stick to the name.
            rf"(?:(?P<wsis>{wsis})(?:\s?\((?P<year>(?:19|20)\d\d)\))?(?:\d(?!\d))?(?!\w|'s)"
            rf"|(?P<treaty>{treaties})(?:\d(?!\d))?"
            # "the Convention on the Rights of the Child" is somebody else's.
            rf"(?!\w|'s|\s+(?:{lexicon.other})(?:{the})?[{UPPER}]"
            rf"|\s+(?:{lexicon.not_ours})(?!\w)))"
        ),
        elsewhere=re.compile(rf"\s+(?:{part})(?:{the}|\w+\s)"),
        before=re.compile(
            rf"{word_start}(?:(?P<treaty>{treaties})|(?P<wsis>{wsis}))》?"
            r"(?:\s+\w+\s+\d{4}|\s*\([^()\n]{4,24}\))?\s*(?P<apart>[(,])?\s*$"
        ),
        items_of=re.compile(rf"\s+(?:{lexicon.part})?(?:{lexicon.items_of})(?!\w)"),
        named=re.compile(rf"(?<!\w)(?:{lexicon.treaty_names})(?!\w)"),
        titled=re.compile(rf"\s+(?:{lexicon.other})[^\W\d_]"),
        longer=longer_name(lexicon),
    )


def provision(text: str, start: int, end: int, head: Head, lexicon: Lexicon) -> Provision | None:
    """Read the provisions that a head word ("Article", "Nos.", "§") opens.

    Args:
        text: in normal form.
        start, end: of the head word, in characters.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> text = "§§ 27 c) and 50 d) of the Tunis Agenda"
    >>> found = provision(text, 0, 2, english.heads["§§"], english)
    >>> found.numbers, found.letters, found.document
    (('27', '50'), ('c', 'd'), 'Tunis Agenda')
    """
    if head.word is None:
        return None
    patterns = _patterns(lexicon)
    number = _number(head.word)
    match = number.match(text, end)
    if match is None and head.many and lexicon.from_:
        opened = re.compile(rf"\s+(?:{lexicon.from_})").match(text, end)
        match = number.match(text, opened.end()) if opened else None
    if match is None:
        return None
    found = [match]
    own = [_own_mark(text, match, head, lexicon)]
    while separator := patterns.separator.match(text, _stop(found[-1], own[-1])):
        following = number.match(text, separator.end())
        # "Appendix 30/30A" names two.
        if following is None or not (head.many or head.word == "paragraph" or separator["twin"]):
            break
        found.append(following)
        own.append(_own_mark(text, following, head, lexicon))
    stop = _stop(found[-1], own[-1])
    if head.treaty is not None:
        owner = _Owner(stop, head.treaty, weak=True)
    elif head.word == "action-line":
        owner = _Owner(stop, "WSIS", GENEVA_PLAN)
        summit = re.search(rf"(?:{lexicon.summit})\s+$", text[max(0, start - 12) : start])
        start -= len(summit[0]) if summit else 0
    else:
        owner = _owner(text, start, stop, patterns, lexicon)
        if owner.treaty and head.word in ("article", "number", "appendix", "table"):
            start = _from_name(text, start, owner.treaty, lexicon)
        if owner.treaty is None and (head.its or patterns.thereof.match(text, stop)):
            owner = _named_before(text, start, stop, lexicon)
    spans = [(m.start("number"), _stop(m, mark)) for m, mark in zip(found, own, strict=True)]
    return Provision(
        head=head,
        spans=((start, spans[0][1]), *spans[1:]),
        numbers=tuple(_number_of(head.word, m["number"]) for m in found),
        letters=tuple(latin(m.groupdict().get("letter") or "", lexicon.letters) for m in found),
        treaty=owner.treaty,
        document=owner.document,
        weak=owner.weak and (head.word != "number" or lexicon.weak_numbers),
        end=max(owner.end, spans[-1][1]),
        marks=tuple(own),
        year=owner.year,
        elsewhere=owner.elsewhere
        or (owner.treaty is None and patterns.elsewhere.match(text, stop) is not None),
        place=owner.place,
    )


def _own_mark(text: str, number: re.Match[str], head: Head, lexicon: Lexicon) -> Mark | None:
    """The mark behind a number: only appendices carry their own."""
    return marks.parse(text, number.end(), lexicon) if head.word == "appendix" else None


def _stop(number: re.Match[str], mark: Mark | None) -> int:
    return mark.end if mark else number.end("number")


def _from_name(text: str, start: int, treaty: Body, lexicon: Lexicon) -> int:
    """Where a citation starts that has the short name of its treaty directly before it."""
    window = text[max(0, start - 12) : start]
    word = window.rsplit(maxsplit=1)[-1] if window[-1:] == " " and window.strip() else ""
    named = word.isupper() and lexicon.treaties.get(word) == treaty
    return start - len(word) - 1 if named else start


def _number_of(word: str, printed: str) -> str:
    """The number without its letter: "27" of "27 c)", "C5" of "С5"."""
    if word == "action-line":
        return "C" + "".join(filter(str.isdecimal, printed))
    number = look_alike(printed)
    return number if word == "table" else _NUMBER_ALONE.sub(r"\1", number)


def names_its_paragraphs(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the name of a document that ends here is followed by its paragraphs.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> names_its_paragraphs("Tunis Agenda (§ 35)", 12, load("en", Registry.load()))
    True
    """
    return _own_paragraphs(lexicon).match(text, end) is not None


class _Owner(NamedTuple):
    """Whose provisions they are; `end`: where the reading goes on."""

    end: int
    treaty: Body | None = None
    document: str | None = None
    weak: bool = False
    year: int | None = None
    place: str | None = None
    elsewhere: bool = False


def _named_before(text: str, start: int, stop: int, lexicon: Lexicon) -> _Owner:
    """The treaty that was named last in the line: "the Regulations, in their Article 15"."""
    line = text.rfind("\n", 0, start) + 1
    patterns = _patterns(lexicon)
    found = list(patterns.named.finditer(text, line, start))
    if not found:
        return _Owner(stop)
    name = " ".join(found[-1][0].split())
    if patterns.longer.match(text, found[-1].end()):
        return _Owner(stop)
    return _Owner(stop, lexicon.treaties[name], weak=name in lexicon.weak_treaties)


def _owner(text: str, start: int, stop: int, patterns: _Patterns, lexicon: Lexicon) -> _Owner:
    mark: Mark | None = None
    if match := patterns.after.match(text, stop):
        # What stands between a provision and its treaty is read again: "No. 48 in Article 3 of".
        reach = stop if match["topic"] or match["inside"] else match.end()
        mark = marks.parse(text, match.end(), lexicon)
    elif lexicon.items_of and patterns.items_of.match(text, stop):
        return _Owner(stop, elsewhere=True)
    else:
        reach = max(0, start - 80)
        window = text[max(text.rfind("\n", reach, start) + 1, reach) : start]
        match = patterns.before.search(window)
        if match and owned(window[: match.start()], lexicon):
            match = None  # "ILO Convention No. 169"
        elif match and match["treaty"] in lexicon.weak_treaties and not match["apart"]:
            # "Convention No. 169" is numbered itself; ITU's has its numbers behind or in brackets.
            match = match if match["treaty"].isupper() else None
        reach = stop
    if match is None:
        return _Owner(reach)
    if match["wsis"]:
        return _Owner(reach, "WSIS", lexicon.wsis[" ".join(match["wsis"].split())])
    name = " ".join(match["treaty"].split())
    weak = name in lexicon.weak_treaties
    if patterns.longer.match(text, max(match.end(), stop)):
        return _Owner(stop)  # "the Constitution of UNESCO"
    treaty = lexicon.treaties[name]
    small = weak and treaty in ("CS", "CV") and lexicon.owner_behind
    if small and patterns.titled.match(text, max(match.end(), stop)):
        return _Owner(stop)  # "Конвенции о правах ребенка": its name goes on in small letters
    year, place = (mark.year, mark.place) if mark else (None, None)
    return _Owner(reach, treaty, weak=weak, year=year, place=place)

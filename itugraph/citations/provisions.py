"""Numbered provisions: "Article 1 of the Constitution", "§ 50 d) of the Tunis Agenda"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from itugraph.citations.lexicon import Head, Lexicon
from itugraph.model import Body, Piece


@dataclass(frozen=True, slots=True)
class Provision:
    """Numbered provisions of one treaty or document, as printed.

    Attributes:
        spans, numbers: one a provision; the first span starts at the head word.
        letters: the letter below each number ("c" of "27 c)"), "" for none.
        treaty: whose they are, None where the words around do not say.
        document: the outcome document of WSIS they belong to.
        weak: whether the treaty's name means ITU's only in ITU's context.
        end: where the reading ends, the treaty's name included.
    """

    head: Head
    spans: tuple[Piece, ...]
    numbers: tuple[str, ...]
    letters: tuple[str, ...]
    treaty: Body | None
    document: str | None
    weak: bool
    end: int


_NUMBERS = {
    "article": r"\d{1,3}[A-Z]{0,2}(?![\w/])",
    "number": r"\d{1,2}\.\d{1,4}[A-Z]{0,2}(?:\.\d+)?(?![\w/])|\d{1,4}[A-Z]{0,2}(?![\w/]|\.\d)",
    "appendix": r"\d{1,2}[A-Z]?(?![\w/])",
    "paragraph": r"\d{1,3}(?:\s?(?P<letter>[a-z])\))?(?![\w/]|\.\d)",
}


_OWN_PARAGRAPHS = re.compile(r"(?:\s+of\s+\d{4})?\s*[(,]\s*(?:§|paragraph|para\.)")


@cache
def _number(word: str) -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?P<number>{_NUMBERS[word]})")


@dataclass(frozen=True, slots=True)
class _Patterns:
    separator: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _patterns(and_: str, to: str, treaties: str, wsis: str) -> _Patterns:
    topic = r"(?:,?\s+(?:on|relating\s+to|concerning|regarding|dealing\s+with)\s[^.;\n]{1,200}?,?)?"
    inside = r"(?P<inside>\s+(?:in|of)\s+Articles?\s+\d+[A-Z]?)?"
    return _Patterns(
        separator=re.compile(
            rf"\s*[,;]?\s+(?:{and_})\s+|\s*(?P<comma>,)\s*|\s+(?:{to})\s+|\s*[-–—]\s*"
        ),
        after=re.compile(
            rf"(?P<topic>{topic}){inside}\s+(?:of|in|to)\s+(?:the\s+)?(?:Annex\s+to\s+the\s+)?"
            rf"(?:(?P<treaty>{treaties})|(?P<wsis>{wsis})(?:\s?\((?P<year>\d{{4}})\))?)"
            # "the Convention on the Rights of the Child" is somebody else's.
            r"(?!\w|\s+(?:on|for|against|relating|concerning)\s+(?:the\s+)?[A-Z])"
        ),
        before=re.compile(
            rf"(?<!\w)(?:(?P<treaty>{treaties})|(?P<wsis>{wsis}))(?:\s+of\s+\d{{4}})?"
            r"\s*(?:\(|,)?\s*(?:provision\s+)?$"
        ),
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
    patterns = _patterns(lexicon.and_, lexicon.to, lexicon.treaty_names, lexicon.wsis_names)
    number = _number(head.word)
    match = number.match(text, end)
    if match is None:
        return None
    found = [match]
    while separator := patterns.separator.match(text, found[-1].end()):
        following = number.match(text, separator.end())
        if following is None or not (head.many or head.word == "paragraph"):
            break
        found.append(following)
    stop = found[-1].end()
    treaty, document, weak, reach = _owner(text, start, stop, patterns, lexicon)
    spans = [m.span("number") for m in found]
    return Provision(
        head=head,
        spans=((start, spans[0][1]), *spans[1:]),
        numbers=tuple(re.match(r"[\d.]+[A-Z]*[\d.]*", m["number"])[0].rstrip(".") for m in found),  # type: ignore[index]
        letters=tuple(m.groupdict().get("letter") or "" for m in found),
        treaty=treaty,
        document=document,
        weak=weak,
        end=reach,
    )


def names_its_paragraphs(text: str, end: int) -> bool:
    """Whether the name of a document that ends here is followed by its paragraphs.

    >>> names_its_paragraphs("Tunis Agenda (§ 35)", 12)
    True
    """
    return _OWN_PARAGRAPHS.match(text, end) is not None


def _owner(
    text: str, start: int, stop: int, patterns: _Patterns, lexicon: Lexicon
) -> tuple[Body | None, str | None, bool, int]:
    if match := patterns.after.match(text, stop):
        # What stands between a provision and its treaty is read again: "No. 48 in Article 3 of".
        reach = stop if match["topic"] or match["inside"] else match.end()
    else:
        line = text.rfind("\n", 0, start) + 1
        window = text[max(line, start - 80) : start]
        match = patterns.before.search(window)
        reach = stop
    if match is None:
        return None, None, False, reach
    if match["wsis"]:
        return "WSIS", lexicon.wsis[" ".join(match["wsis"].split())], False, reach
    name = " ".join(match["treaty"].split())
    return lexicon.treaties[name], None, name in lexicon.weak_treaties, reach

"""Which language each stretch of a text is in.

A script tells Arabic, Chinese and Russian; small words tell the languages of the Latin script.
Paragraphs that tell nothing are in the language of those around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from itugraph.citations.words import words_of
from itugraph.reading import beyond_ascii
from itugraph.registry.tables import LANGUAGES

_SAMPLE = 20_000
"""How much of a text is searched for words of another language at a time, in characters."""
_FEW = 0.1
"""Of letters, the share of another script that makes a paragraph that script's."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs [start, end) of one language, in characters of the normal form."""

    start: int
    end: int
    language: str


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(words_of(language)["detect"]["script"] + "+")
        for language in LANGUAGES
        if "script" in words_of(language).get("detect", {})
    }


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(words_of(language)["detect"]["words"])
        for language in LANGUAGES
        if "words" in words_of(language).get("detect", {})
    }


def stretches(text: str) -> tuple[Stretch, ...]:
    r"""The languages of a text in normal form, in order, without a gap.

    >>> [(s.language, s.start) for s in stretches("of the Union\nдля Союза\n44\nand of others")]
    [('en', 0), ('ru', 13), ('en', 26)]
    """
    chars = beyond_ascii(text)
    scripts = {language for language, pattern in _scripts().items() if pattern.search(chars)}
    latin = _spoken(text)
    if not scripts and not latin:
        return (Stretch(0, len(text), "en"),)
    found: list[Stretch] = []
    for start, end, language in _paragraphs(text, scripts, latin):
        if found and language in (found[-1].language, None):
            found[-1] = Stretch(found[-1].start, end, found[-1].language)
        else:
            found.append(Stretch(start, end, language or ""))
    if found and not found[0].language:
        if len(found) > 1:
            found[:2] = [Stretch(0, found[1].end, found[1].language)]
        else:
            found = [Stretch(0, len(text), "en")]
    return tuple(found)


def cited_in(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Languages that a text may cite in though its paragraphs are in others.

    Args:
        languages: of its paragraphs.

    >>> cited_in("see «la Résolution 58 (Rév. Busan, 2014)»", ("en",))
    ('fr',)
    """
    found: list[str] = [] if languages == ("en",) or not languages else ["en"]
    if not text.isascii():
        found += [
            language
            for language in LANGUAGES
            if language not in ("en", *languages)
            and any(word in text for word in _openers_of_citations(language))
        ]
    return tuple(found)


@cache
def _openers_of_citations(language: str) -> tuple[str, ...]:
    """The words of a language for a resolution and a decision, as no other writes them."""
    table = words_of(language)["instruments"]
    words = [word for type_ in ("resolution", "decision") for word in table[type_]["one"]]
    return tuple(word for word in words if not word.isascii() and len(word) > 4)


def _spoken(text: str) -> set[str]:
    """The languages whose small words somewhere in a text outnumber those of English."""
    others = tuple(language for language in _words() if language != "en")
    found: set[str] = set()
    for at in range(0, len(text), _SAMPLE):
        # Words are looked for between blanks: the ends of a line count as such.
        sample = f" {text[at : at + _SAMPLE]} ".lower().replace("\n", " \n ")
        if not _has_words(sample, others):
            continue
        lines = sample.split("\n")
        for language in others:
            met = language not in found and _has_words(sample, (language,))
            if met and any(_outnumbers(line, language) for line in lines):
                found.add(language)
    return found


def _outnumbers(line: str, language: str) -> bool:
    has = _has_words(f" {line} ".lower(), (language,))
    return has and _told(line, {language}) == language


def _has_words(text: str, languages: tuple[str, ...]) -> bool:
    """Whether any small word of the languages stands in a text."""
    between, others = _small_words(languages, ascii_only=text.isascii())
    # What stands between two blanks: neither the first nor the last of the parts.
    return not between.isdisjoint(text.split(" ")[1:-1]) or any(word in text for word in others)


@cache
def _small_words(
    languages: tuple[str, ...], *, ascii_only: bool
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The small words of languages: those that stand between two blanks, and the others."""
    words = {word for language in languages for word in _words()[language]}
    if ascii_only:
        words = set(filter(str.isascii, words))
    between = {word for word in words if re.fullmatch(r" [^ ]+ ", word)}
    return frozenset(word[1:-1] for word in between), tuple(words - between)


@cache
def _all_spoken() -> tuple[str, ...]:
    return tuple(_words())


def _count(text: str, language: str) -> int:
    return sum(text.count(word) for word in _words()[language])


def _paragraphs(
    text: str, scripts: set[str], latin: set[str]
) -> Iterator[tuple[int, int, str | None]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        yield start, end, _scripted(line, scripts) or _told(line, latin)
        start = end


def _scripted(line: str, scripts: set[str]) -> str | None:
    counts = {language: sum(map(len, _scripts()[language].findall(line))) for language in scripts}
    best = max(counts, key=lambda language: counts[language], default=None)
    if best is None or not counts[best]:
        return None
    # Where they are enough of all characters they are enough of the letters.
    if counts[best] > _FEW * len(line):
        return best
    letters = sum(map(str.isalpha, line))
    return best if letters and counts[best] > _FEW * letters else None


def _told(line: str, latin: set[str]) -> str | None:
    """The language of the Latin script that a line's small words tell, None for no language."""
    if not latin:
        return "en" if _has_words(f" {line} ", ("en",)) else None
    padded = f" {line} ".lower()
    if not _has_words(padded, _all_spoken()):
        return None
    counts = {language: _count(padded, language) for language in {*latin, "en"}}
    best = max(sorted(counts), key=lambda language: counts[language])
    second = max((count for language, count in counts.items() if language != best), default=0)
    return best if counts[best] > second else None

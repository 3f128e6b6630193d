"""Which language each stretch of a text is in.

A script tells Arabic, Chinese and Russian; small words tell the languages of the Latin script.
Paragraphs that tell nothing are in the language of those around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from itugraph.citations.small_words import PASSED, Words, latin
from itugraph.citations.words import words_of
from itugraph.model import Piece
from itugraph.reading import beyond_ascii
from itugraph.registry.tables import LANGUAGES

_BLOCK = 20_000
"""How much of a text is searched for words of another language at a time, in characters."""
_FEW = 0.1
"""Of letters, the share of another script that makes a paragraph that script's."""
_Told = str | Mapping[str, int]
"""What a paragraph tells: its language by its script, or how many small words of each it has."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs [start, end) of one language, in characters of the normal form."""

    start: int
    end: int
    language: str


def stretches(text: str) -> tuple[Stretch, ...]:
    r"""The languages of a text in normal form, in order, without a gap.

    >>> [(s.language, s.start) for s in stretches("of the Union\nдля Союза\n44\nand of others")]
    [('en', 0), ('ru', 13), ('en', 26)]
    """
    return Paragraphs.of(text).stretches(0, len(text))


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs [start, end) of a text that tell the same, which one by one would tell it too.

    Attributes:
        told: None where nothing in them is of another language than English.
    """

    start: int
    end: int
    told: _Told | None


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What the paragraphs of a text tell of their languages: of it, and of each part of it.

    Attributes:
        text: in normal form; scripts: the languages whose letters it has.
        runs: nothing where all of it is English.
        citing: the languages in which it names a resolution or decision as no other does.
    """

    text: str
    scripts: frozenset[str]
    small: Words
    runs: tuple[_Run, ...]
    citing: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Paragraphs:
        """The paragraphs of a text in normal form."""
        encoded = text.encode("utf-8", PASSED)
        beyond = beyond_ascii(text, encoded)
        scripts = frozenset(name for name, letters in _scripts().items() if letters.search(beyond))
        small = Words.of(beyond)
        english = not scripts and not small.foreign.may_stand_in(text, encoded)
        runs = () if english else tuple(_runs(text, scripts, small))
        return cls(text, scripts, small, runs, tuple(_citing(text, beyond)))

    def stretches(self, start: int, end: int) -> tuple[Stretch, ...]:
        """The languages of [start, end) as if it stood alone, offsets from its start."""
        runs = self._within(start, end)
        counts = [run.told for run in runs if isinstance(run.told, Mapping)]
        spoken = {name for name in latin() for count in counts if count[name] > count["en"]}
        if not spoken and not any(isinstance(run.told, str) for run in runs):
            return (Stretch(0, end - start, "en"),)
        languages = sorted({*spoken, "en"})
        # Where each language begins that is not that of what stands before.
        found: list[tuple[int, str]] = []
        for run in runs:
            told = run.told
            if isinstance(told, Mapping):
                told = _most({name: told[name] for name in languages})
            at = run.start
            if run.told is None and (not found or found[-1][1] != "en"):
                english = self._first_english(run)
                at, told = (run.start, None) if english is None else (english, "en")
            if told is not None and (not found or told != found[-1][1]):
                found.append((at, told))
        # What stands before the first that tells is of its language.
        starts = [start, *(at for at, _ in found[1:])]
        spoken_there = [language for _, language in found] or ["en"]
        return tuple(
            Stretch(begin - start, stop - start, language)
            for begin, stop, language in zip(starts, [*starts[1:], end], spoken_there, strict=True)
        )

    def _first_english(self, run: _Run) -> int | None:
        """Where the first paragraph of a run stands that has a small word of English."""
        english = self.small.of_each["en"]
        lines = _lines(self.text, run.start, run.end)
        return next((a for a, b in lines if english.stand_in(self.text[a:b])), None)

    def _within(self, start: int, end: int) -> list[_Run]:
        """The runs of [start, end), those at its ends cut, where need be within a paragraph."""
        first = max(bisect_right(self.runs, start, key=_start) - 1, 0)
        runs = list(self.runs[first : bisect_left(self.runs, end, key=_start)])
        if not runs or start == end:
            return []
        if start > runs[0].start:
            runs[:1] = self._from(runs[0], start)
        if end < runs[-1].end:
            runs[-1:] = self._until(runs[-1], end)
        return runs

    def _from(self, run: _Run, start: int) -> list[_Run]:
        """The rest of a run, whose first paragraph may be cut."""
        if self.text[start - 1] == "\n":
            return [_Run(start, run.end, run.told)]
        line = self.text.find("\n", start, run.end) + 1 or run.end
        rest = [_Run(line, run.end, run.told)] if line < run.end else []
        return [self._told(start, line), *rest]

    def _until(self, run: _Run, end: int) -> list[_Run]:
        """The first part of a run, whose last paragraph may be cut."""
        if self.text[end - 1] == "\n":
            return [_Run(run.start, end, run.told)]
        line = max(self.text.rfind("\n", run.start, end) + 1, run.start)
        rest = [_Run(run.start, line, run.told)] if run.start < line else []
        return [*rest, self._told(line, end)]

    def _told(self, start: int, end: int) -> _Run:
        return _Run(start, end, _told(self.text[start:end], self.scripts, self.small))

    def cited(self, start: int, end: int, languages: Collection[str]) -> tuple[str, ...]:
        """Languages that [start, end) may cite in though its paragraphs are in others.

        Args:
            languages: of its paragraphs.

        >>> text = "see «la Résolution 58 (Rév. Busan, 2014)»"
        >>> Paragraphs.of(text).cited(0, len(text), ("en",))
        ('fr',)
        """
        found: list[str] = [] if set(languages) == {"en"} or not languages else ["en"]
        whole = (start, end) == (0, len(self.text))
        return (
            *found,
            *(
                language
                for language in self.citing
                if language not in languages and (whole or self._cites(language, start, end))
            ),
        )

    def _cites(self, language: str, start: int, end: int) -> bool:
        words = _openers_of_citations(language)
        return any(self.text.find(word, start, end) >= 0 for word in words)


def _citing(text: str, beyond: str) -> Iterator[str]:
    """The languages in which a text names a resolution or decision as no other language does.

    Args:
        beyond: its characters beyond ASCII.
    """
    for language in LANGUAGES:
        for word in _openers_of_citations(language):
            # Letters are found sooner than a word, and most are not there.
            if all(letter in beyond for letter in beyond_ascii(word)) and word in text:
                yield language
                break


def _start(run: _Run) -> int:
    return run.start


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    return {
        language: re.compile(words_of(language)["detect"]["script"] + "+")
        for language in LANGUAGES
        if "script" in words_of(language).get("detect", {})
    }


@cache
def _openers_of_citations(language: str) -> tuple[str, ...]:
    """The words of a language for a resolution and a decision, as no other writes them."""
    table = words_of(language)["instruments"]
    words = [word for type_ in ("resolution", "decision") for word in table[type_]["one"]]
    return tuple(word for word in words if not word.isascii() and len(word) > 4)


def _runs(text: str, scripts: Collection[str], small: Words) -> Iterator[_Run]:
    begun, told = 0, None
    for start, what in _each(text, scripts, small):
        if what != told or isinstance(what, Mapping):
            if begun < start:
                yield _Run(begun, start, told)
            begun, told = start, what
    yield _Run(begun, len(text), told)


def _each(text: str, scripts: Collection[str], small: Words) -> Iterator[tuple[int, _Told | None]]:
    """What each paragraph tells, those of a block where none tells anything as one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        block = text[start:end]
        lettered = frozenset(name for name in scripts if _scripts()[name].search(block))
        if lettered or small.foreign.may_stand_in(block, block.encode("utf-8", PASSED)):
            for line, stop in _lines(text, start, end):
                yield line, _told(text[line:stop], lettered, small)
        else:
            yield start, None
        start = end


def _lines(text: str, start: int, end: int) -> Iterator[Piece]:
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield start, stop
        start = stop


def _told(line: str, scripts: Collection[str], small: Words) -> _Told | None:
    """What a paragraph tells, None where nothing in it is of another language than English."""
    if scripts and (script := _scripted(line, scripts)):
        return script
    if not small.foreign.stand_in(line):
        return None
    padded = f" {line} ".lower()
    return {name: words.count(padded) for name, words in small.of_each.items()}


def _scripted(line: str, scripts: Collection[str]) -> str | None:
    counts: dict[str, int] = {}
    # Where they are enough of all characters they are enough of the letters; where they are
    # half of them no other script has more.
    enough = (_FEW if len(scripts) == 1 else 0.5) * len(line)
    for language in scripts:
        count = 0
        for run in _scripts()[language].finditer(line):
            count += run.end() - run.start()
            if count > enough:
                return language
        if count:
            counts[language] = count
    if not counts:
        return None
    best = max(counts, key=lambda language: counts[language])
    if counts[best] > _FEW * len(line):
        return best
    letters = sum(map(str.isalpha, line))
    return best if letters and counts[best] > _FEW * letters else None


def _most(counts: Mapping[str, int]) -> str | None:
    """The language that has more small words than any other."""
    best = max(counts, key=lambda language: counts[language])
    second = max((count for language, count in counts.items() if language != best), default=0)
    return best if counts[best] > second else None

"""Which language each stretch of a text is in.

A script tells Arabic, Chinese and Russian; small words tell the languages of the Latin script.
Paragraphs that tell nothing are in the language of those around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters

from itugraph.citations.patterns import trie
from itugraph.citations.words import words_of
from itugraph.model import Piece
from itugraph.reading import beyond_ascii
from itugraph.registry.tables import LANGUAGES

_BLOCK = 20_000
"""How much of a text is searched for words of another language at a time, in characters."""
_ASCII = frozenset(map(chr, range(128)))
_COMMON = frozenset(f" .{ascii_letters}")
# As bytes a text is folded at once: its letters to small ones, all that parts words to blanks.
_FOLD = bytes(32 if chr(n).isspace() else n for n in range(128)).lower() + bytes(range(128, 256))
_PASSED = "surrogatepass"
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


def stretches(text: str) -> tuple[Stretch, ...]:
    r"""The languages of a text in normal form, in order, without a gap.

    >>> [(s.language, s.start) for s in stretches("of the Union\nдля Союза\n44\nand of others")]
    [('en', 0), ('ru', 13), ('en', 26)]
    """
    return _stretches(text, _Signs.of(text))


def spoken(text: str) -> tuple[tuple[Stretch, ...], tuple[str, ...]]:
    """The languages of a text's paragraphs, and others that it may cite in.

    >>> spoken("see «la Résolution 58 (Rév. Busan, 2014)» of the Union")
    ((Stretch(start=0, end=54, language='en'),), ('fr',))
    """
    signs = _Signs.of(text)
    found = _stretches(text, signs)
    languages = tuple(dict.fromkeys(stretch.language for stretch in found))
    return found, _cited_in(text, languages, signs.beyond)


@dataclass(frozen=True, slots=True)
class _Signs:
    """A text as bytes, and its characters beyond ASCII: both are had from one another."""

    encoded: bytes
    beyond: str

    @classmethod
    def of(cls, text: str) -> _Signs:
        encoded = text.encode("utf-8", _PASSED)
        return cls(encoded, beyond_ascii(text, encoded))


def _stretches(text: str, signs: _Signs) -> tuple[Stretch, ...]:
    beyond = signs.beyond
    scripts = {language for language, pattern in _scripts().items() if pattern.search(beyond)}
    # In small letters too: those of a line are counted so.
    small = _Words.of("".join(c for c in _signs() if c in beyond or c.upper() in beyond))
    if not scripts and not small.foreign.may_stand_in(text, signs.encoded):
        return (Stretch(0, len(text), "en"),)
    blocks = tuple(_blocks(text, scripts, small))
    counts = [count for block in blocks for count in block.counts.values()]
    latin = {name for name in _latin() for count in counts if count[name] > count["en"]}
    if not scripts and not latin:
        return (Stretch(0, len(text), "en"),)
    found: list[Stretch] = []
    for block in blocks:
        for start, end, language in _paragraphs(text, block, {*latin, "en"}, small):
            spoken = found[-1].language if found else None
            if language in (spoken, None) and found:
                found[-1] = Stretch(found[-1].start, end, found[-1].language)
            else:
                found.append(Stretch(start, end, language or ""))
            if found[-1].language == "en" and not (block.scripted or block.counts):
                # What follows speaks no other language: its lines need not be told apart.
                found[-1] = Stretch(found[-1].start, block.end, "en")
                break
    if found and not found[0].language:
        if len(found) > 1:
            found[:2] = [Stretch(0, found[1].end, found[1].language)]
        else:
            found = [Stretch(0, len(text), "en")]
    return tuple(found)


def is_script(paragraph: str, language: str) -> bool:
    """Whether a paragraph is told to be of a language by its script.

    >>> is_script("РЕЗОЛЮЦИЯ 71", "ru"), is_script("RESOLUTION 71", "ru"), is_script("44", "en")
    (True, False, False)
    """
    return language in _scripts() and _scripted(paragraph, {language}) == language


def cited_in(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Languages that a text may cite in though its paragraphs are in others.

    Args:
        languages: of its paragraphs.

    >>> cited_in("see «la Résolution 58 (Rév. Busan, 2014)»", ("en",))
    ('fr',)
    """
    return _cited_in(text, languages, beyond_ascii(text))


def _cited_in(text: str, languages: tuple[str, ...], chars: str) -> tuple[str, ...]:
    found: list[str] = [] if languages == ("en",) or not languages else ["en"]
    if chars:
        found += [
            language
            for language in LANGUAGES
            if language not in ("en", *languages)
            and any(
                # A letter is found sooner than a word, and most are not there.
                word in text
                for word in _openers_of_citations(language)
                if beyond_ascii(word)[0] in chars
            )
        ]
    return tuple(found)


@cache
def _openers_of_citations(language: str) -> tuple[str, ...]:
    """The words of a language for a resolution and a decision, as no other writes them."""
    table = words_of(language)["instruments"]
    words = [word for type_ in ("resolution", "decision") for word in table[type_]["one"]]
    return tuple(word for word in words if not word.isascii() and len(word) > 4)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some whole paragraphs [start, end) of a text.

    Attributes:
        scripted: the language that a script tells, by where its paragraph starts.
        counts: of other paragraphs, by where they start, that have small words of another
            language than English: how many of each language.
    """

    start: int
    end: int
    scripted: Mapping[int, str]
    counts: Mapping[int, Mapping[str, int]]


def _blocks(text: str, scripts: set[str], small: _Words) -> Iterator[_Block]:
    start = 0
    while start < len(text):
        end = text.find("\n", start + _BLOCK) + 1 or len(text)
        scripted: dict[int, str] = {}
        counts: dict[int, Mapping[str, int]] = {}
        if any(_scripts()[name].search(text, start, end) for name in scripts):
            for line_start, line_end in _lines(text, start, end):
                if told := _scripted(text[line_start:line_end], scripts):
                    scripted[line_start] = told
        if small.foreign.may_stand_in(block := text[start:end], block.encode("utf-8", _PASSED)):
            for line_start, line_end in _lines(text, start, end):
                line = text[line_start:line_end]
                if line_start not in scripted and small.foreign.stand_in(line):
                    padded = f" {line} ".lower()
                    counts[line_start] = {
                        name: words.count(padded) for name, words in small.of_each.items()
                    }
        yield _Block(start, end, scripted, counts)
        start = end


def _lines(text: str, start: int, end: int) -> Iterator[Piece]:
    while start < end:
        stop = text.find("\n", start) + 1 or len(text)
        yield start, stop
        start = stop


@dataclass(frozen=True, slots=True)
class _Small:
    """Small words.

    Attributes:
        between: those that stand between two blanks, in small letters and in capitals.
        parts: those that may be parts of words, in small letters.
        telling: of the parts, in small letters and in capitals, those that hold no other one;
            marked: those of them with a sign or letter that few words have, which are found
            by it.
        folded: of the words between blanks, folded_parts: of the others that are told by
            common letters, as folded bytes; none where a text has blanks beyond ASCII.
    """

    between: frozenset[str]
    parts: tuple[str, ...]
    telling: tuple[str, ...]
    marked: tuple[re.Pattern[str], ...]
    folded: re.Pattern[bytes] | None
    folded_parts: tuple[bytes, ...]

    def may_stand_in(self, text: str, encoded: bytes) -> bool:
        """Whether any of them may stand in a text: where none does this tells so soonest.

        Args:
            encoded: the text as bytes.
        """
        if self.folded is None:
            return True
        folded = b" " + encoded.translate(_FOLD) + b" "
        return (
            self.folded.search(folded) is not None
            or any(part in folded for part in self.folded_parts)
            or any(pattern.search(part) for pattern in self.marked for part in _opened(text))
        )

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands in a text, whose lines end words too."""
        if not self.between.isdisjoint(text.split()):
            return True
        return any(
            any(map(part.__contains__, self.telling))
            or any(pattern.search(part) for pattern in self.marked)
            for part in _opened(text)
        )

    def count(self, text: str) -> int:
        """How many stand in a text in small letters, which blanks enclose."""
        counted = sum(map(self.between.__contains__, text.split()))
        return counted + sum(map(text.count, self.parts))


def _opened(text: str) -> tuple[str, str]:
    """A text and how it opens: there a word may stand that is told by the blank before it."""
    return text, f" {text[:20]}" if text[:1].isalpha() else ""


@cache
def _latin() -> tuple[str, ...]:
    """The languages that small words tell from English."""
    spoken = (name for name in LANGUAGES if "words" in words_of(name).get("detect", {}))
    return tuple(name for name in spoken if name != "en")


@cache
def _signs() -> str:
    """The letters beyond ASCII of all small words, small and capital."""
    listed = {word for name in _latin() for word in words_of(name)["detect"]["words"]}
    forms = "".join(form for word in listed for form in _cases(word))
    return "".join(sorted(set(forms) - _ASCII))


@lru_cache(maxsize=256)
def _small_words(languages: tuple[str, ...], chars: str) -> _Small:
    """The small words of languages that a text with these characters beyond ASCII can have."""
    listed = {word for name in languages for word in words_of(name)["detect"]["words"]}
    between = {word for word in listed if re.fullmatch(r" [^ ]+ ", word)}
    possible = [
        form
        for word in sorted(listed - between)
        for form in _cases(word)
        if form.isascii() or set(form) - _ASCII <= set(chars)
    ]
    telling = [
        form
        for form in dict.fromkeys(possible)
        if not any(other in form for other in possible if other != form)
    ]
    by_mark: dict[str, list[str]] = {}
    for form in telling:
        mark = next((char for char in form if char not in _COMMON), "")
        ahead, _, behind = form.partition(mark) if mark else (form, "", "")
        by_mark.setdefault(mark, []).append(f"(?<={re.escape(ahead + mark)}){re.escape(behind)}")
    by_mark.pop("", None)
    common = tuple(form for form in telling if _COMMON.issuperset(form))
    enclosed = frozenset(form for word in between for form in _cases(word.strip()))
    return _Small(
        enclosed,
        tuple(dict.fromkeys(form for form in possible if form.islower())),
        common,
        tuple(re.compile(f"{mark}(?:{'|'.join(found)})") for mark, found in by_mark.items()),
        None if any(map(str.isspace, chars)) else _folded(enclosed, chars),
        tuple(dict.fromkeys(form.encode().translate(_FOLD) for form in common)),
    )


def _folded(words: Iterable[str], chars: str) -> re.Pattern[bytes]:
    """A pattern of words between blanks, of those that a text with these characters can have."""
    possible = {word.encode() for word in words if word.isascii() or set(word) & set(chars)}
    # Trees are made of characters: one stands for each byte.
    tree = trie(sorted({word.translate(_FOLD).decode("latin-1") for word in possible}))
    return re.compile(f" {tree or '(?!)'}(?= )".encode("latin-1"))


@dataclass(frozen=True, slots=True)
class _Words:
    """The small words that a text can have: of English and the others, and of the others."""

    of_each: Mapping[str, _Small]
    foreign: _Small

    @classmethod
    def of(cls, chars: str) -> _Words:
        """Those of a text with these characters beyond ASCII."""
        each = {name: _small_words((name,), chars) for name in (*_latin(), "en")}
        return cls(each, _small_words(_latin(), chars))


def _cases(word: str) -> tuple[str, ...]:
    """A word in small letters, with a capital, in capitals."""
    bare = word.lstrip()
    return word, word[: -len(bare)] + bare.capitalize(), word.upper()


def _paragraphs(
    text: str, block: _Block, latin: set[str], small: _Words
) -> Iterator[tuple[int, int, str | None]]:
    """Paragraphs of a block with their language, neighbours of one language together."""
    # What follows the first English line of a block without other words is not looked at.
    joined = bool(block.scripted or block.counts)
    begun, spoken = block.start, None
    for start, end in _lines(text, block.start, block.end):
        told = block.scripted.get(start)
        if told is None and start in block.counts:
            told = _most({name: block.counts[start][name] for name in sorted(latin)})
        elif told is None and small.of_each["en"].stand_in(text[start:end]):
            told = "en"
        if not joined:
            yield start, end, told
        elif told not in (spoken, None):
            if begun < start:
                yield begun, start, spoken
            begun, spoken = start, told
    if joined:
        yield begun, block.end, spoken


def _scripted(line: str, scripts: set[str]) -> str | None:
    counts = dict.fromkeys(scripts, 0)
    # Where they are enough of all characters they are enough of the letters.
    enough = _FEW * len(line)
    for language in scripts:
        for run in _scripts()[language].finditer(line):
            counts[language] += run.end() - run.start()
            if counts[language] > enough and len(scripts) == 1:
                return language  # the rest of the line would change nothing
    best = max(counts, key=lambda language: counts[language], default=None)
    if best is None or not counts[best]:
        return None
    if counts[best] > enough:
        return best
    letters = sum(map(str.isalpha, line))
    return best if letters and counts[best] > _FEW * letters else None


def _most(counts: Mapping[str, int]) -> str | None:
    """The language that has more small words than any other."""
    best = max(counts, key=lambda language: counts[language])
    second = max((count for language, count in counts.items() if language != best), default=0)
    return best if counts[best] > second else None

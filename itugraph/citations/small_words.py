"""Small words, which tell the languages of the Latin script apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters

from itugraph.citations.patterns import trie
from itugraph.citations.words import words_of
from itugraph.registry.tables import LANGUAGES

PASSED = "surrogatepass"
"""How a text is turned into bytes: whatever characters it holds."""
_ASCII = frozenset(map(chr, range(128)))
_COMMON = frozenset(f" .{ascii_letters}")
# As bytes a text is folded at once: its letters to small ones, all that parts words to blanks.
_FOLD = bytes(32 if chr(n).isspace() else n for n in range(128)).lower() + bytes(range(128, 256))


@dataclass(frozen=True, slots=True)
class SmallWords:
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
def latin() -> tuple[str, ...]:
    """The languages that small words tell from English."""
    spoken = (name for name in LANGUAGES if "words" in words_of(name).get("detect", {}))
    return tuple(name for name in spoken if name != "en")


@cache
def signs() -> str:
    """The letters beyond ASCII of all small words, small and capital."""
    listed = {word for name in latin() for word in words_of(name)["detect"]["words"]}
    forms = "".join(form for word in listed for form in _cases(word))
    return "".join(sorted(set(forms) - _ASCII))


@lru_cache(maxsize=256)
def _small_words(languages: tuple[str, ...], chars: str) -> SmallWords:
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
    return SmallWords(
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
class Words:
    """The small words that a text can have: of English and the others, and of the others."""

    of_each: Mapping[str, SmallWords]
    foreign: SmallWords

    @classmethod
    def of(cls, beyond: str) -> Words:
        """Those of a text with these characters beyond ASCII.

        >>> words = Words.of("é")
        >>> words.foreign.stand_in("de la conférence"), words.foreign.stand_in("of the Union")
        (True, False)
        """
        # In small letters too: those of a line are counted so.
        chars = "".join(c for c in signs() if c in beyond or c.upper() in beyond)
        each = {name: _small_words((name,), chars) for name in (*latin(), "en")}
        return cls(each, _small_words(latin(), chars))


def _cases(word: str) -> tuple[str, ...]:
    """A word in small letters, with a capital, in capitals."""
    bare = word.lstrip()
    return word, word[: -len(bare)] + bare.capitalize(), word.upper()

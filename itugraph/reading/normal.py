"""The normal form that is scanned, with the way back to the text as it was read.

Most changes put one character for another and move no offset: no-break spaces become
spaces, the many hyphens "-", foreign digits ASCII ones. What changes the length (artefacts of
converters, soft hyphens, composed letters) is kept as a sparse list of changed runs, looked
up by bisection, so that clean text costs one scan.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_NO_BREAK = "\u00a0"
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\r\u000b\u2028"
# Punctuation of Arabic and Chinese, for the marks that the grammar knows.
_PUNCTUATION = dict(
    zip(
        "\uff08\uff09\uff0c\u3001\uff1b\uff1a\u060c\u061b\u2019\uff0f\uff0e",
        "(),,;:,;'/.",
        strict=True,
    )
)
# Vowel signs of Arabic, and the stroke that stretches a word: written or not as one likes.
_VOWELS = "\u064b-\u0652\u0670\u0640"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_DELETED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u061c"
# Apache POI and Tika print these in place of notes, bookmarks and pictures.
_ARTEFACT = r"\[(?:footnoteRef|endnoteRef|bookmark|image): ?[^\]\n]{0,80}\]"
# Of a note behind a number or a title, and of bold words in Markdown: not those between blanks.
_STARS = r"(?<=[\w).,;:])\*{1,3}|\*{1,3}(?=[\w(])"
# What changes the length, each by the characters that it needs: what a text does not have is
# not looked for, as a letter that a sign may follow would be at every letter.
_SIGNS = r"[\u0300-\u036f\u0653-\u0655]"
_CHANGES_LENGTH = {
    rf"[{_DELETED}]": rf"[{_DELETED}]",
    rf"[{_VOWELS}]": rf"[{_VOWELS}]+",
    _SIGNS: rf"[^\W\d_]?{_SIGNS}+",
    r"[\ufb00-\ufb06\uff21-\uff5a]": r"[\ufb00-\ufb06\uff21-\uff5a]",
}
_ASCII = bytes(range(128))
# All but the plain letters of the scripts that fill whole texts: nothing changes those.
_TO_LOOK_AT = re.compile(r"[^\u0400-\u0482\u0621-\u063a\u0641-\u064a\u4e00-\u9fff]")
# A converter's table mix-up: between Latin letters it stands for the no-break hyphen.
_STRAY_HYPHEN = re.compile("\u01e6(?<=[A-Za-z]\u01e6)(?=[A-Za-z])")
# A dash within a name in capitals is a hyphen: "UIT–T", "CMR–15".
_NAME_DASH = re.compile(r"\u2013(?<=[A-ZА-Я]{2}\u2013)(?=[A-ZА-Я]\b|\d\d(?!\d))")
# Of a word cut at a line's end, and of Chinese words that blanks were put into.
_HAN = re.compile(r"[\u3400-\u9fff]")
_CUT_WORD = r"-\n(?<=[a-zß-öø-ÿа-яё]-\n)(?=[a-zß-öø-ÿа-яё])"
_CUT_HAN = r" (?<=[\u3400-\u9fff] )(?=[\u3400-\u9fff])"
_VOWEL = re.compile(f"[{_VOWELS}]+")
_SINGLES: dict[str, str] = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **_PUNCTUATION,
}


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal form and its map.

    Attributes:
        text: the normal form.
        starts, sources: for each changed run, where it starts in the normal form and in the
            source; lengths, source_lengths: how long it is in each. All in characters.

    >>> normal = normalise("Resolution\u00a044[footnoteRef:2] (Rev.\u00adDubai, 2012)")
    >>> normal.text
    'Resolution 44 (Rev.Dubai, 2012)'
    >>> normal.source(11, 13), normal.source(14, 31)
    ((11, 13), (29, 47))
    """

    text: str
    starts: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    source_lengths: tuple[int, ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that [start, end) of the normal form comes from."""
        if not self.starts:
            return start, end
        if start >= end:
            at = self._first(start)
            return at, at
        return self._first(start), self._after(end - 1)

    def place(self, position: int) -> int:
        """Where a position of the source stands in the normal form.

        >>> normalise("no\u00adwhere (ﬁn)").place(10)
        9
        """
        run = bisect_right(self.sources, position) - 1
        if run < 0:
            return position
        into = position - self.sources[run]
        if into < self.source_lengths[run]:
            return self.starts[run]
        return self.starts[run] + self.lengths[run] + into - self.source_lengths[run]

    def cut(self, start: int, end: int) -> Normal:
        r"""The normal form of [start, end) of the source, which no changed run crosses.

        >>> normalise("no\u00adwhere\nin\u00ad it").cut(9, 15)
        Normal(text='in it', starts=(2,), sources=(2,), lengths=(0,), source_lengths=(1,))
        """
        first, last = self.place(start), self.place(end)
        if not self.starts:
            return Normal(self.text[first:last])
        begin, stop = bisect_left(self.sources, start), bisect_left(self.sources, end)
        return Normal(
            self.text[first:last],
            tuple([at - first for at in self.starts[begin:stop]]),
            tuple([at - start for at in self.sources[begin:stop]]),
            self.lengths[begin:stop],
            self.source_lengths[begin:stop],
        )

    def _run(self, position: int) -> int:
        """The last changed run that starts at or before a position; -1 for none."""
        return bisect_right(self.starts, position) - 1

    def _first(self, position: int) -> int:
        run = self._run(position)
        if run < 0:
            return position
        into = position - self.starts[run]
        if into < self.lengths[run]:
            return self.sources[run]
        return self.sources[run] + self.source_lengths[run] + into - self.lengths[run]

    def _after(self, position: int) -> int:
        run = self._run(position)
        if run >= 0 and position - self.starts[run] < self.lengths[run]:
            return self.sources[run] + self.source_lengths[run]
        return self._first(position) + 1


def beyond_ascii(text: str, encoded: bytes | None = None) -> str:
    """The characters of a text that are not ASCII, in their order.

    Args:
        encoded: the text in UTF-8, surrogates passed, where it is at hand.

    >>> beyond_ascii("Resolución de la Unión")
    'óó'
    """
    if text.isascii():
        return ""
    # Bytes are left out many times faster than characters are told apart.
    encoded = text.encode("utf-8", "surrogatepass") if encoded is None else encoded
    kept = encoded.translate(None, _ASCII)
    return kept.decode("utf-8", "surrogatepass")


def normalise(text: str) -> Normal:
    """The normal form of a text, with the way back."""
    beyond = beyond_ascii(text)
    # Where blanks are no-break spaces there are more of these than of all others.
    others = beyond.replace(_NO_BREAK, "")
    chars = frozenset(_TO_LOOK_AT.findall(others))
    if len(others) < len(beyond):
        chars |= {_NO_BREAK}
    for char, plain in _singles(chars):
        text = text.replace(char, plain)
    if "\u01e6" in chars:
        text = _STRAY_HYPHEN.sub("-", text)
    if "\u2013" in chars:
        text = _NAME_DASH.sub("-", text)
    pattern = _changing(
        "".join(sorted(chars)),
        artefacts="[" in text,
        stars="*" in text,
        words="-\n" in text,
        han=_HAN.search(beyond) is not None,
    )
    if pattern is None:
        return Normal(text)
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    lengths: list[int] = []
    source_lengths: list[int] = []
    at = length = 0
    for start, end, new in _changes(text, pattern):
        pieces.append(text[at:start])
        length += start - at
        starts.append(length)
        sources.append(start)
        lengths.append(len(new))
        source_lengths.append(end - start)
        pieces.append(new)
        length += len(new)
        at = end
    pieces.append(text[at:])
    return Normal(
        "".join(pieces), tuple(starts), tuple(sources), tuple(lengths), tuple(source_lengths)
    )


@lru_cache(maxsize=64)
def _changing(
    chars: str, *, artefacts: bool, stars: bool, words: bool, han: bool
) -> re.Pattern[str] | None:
    """What may change the length of a text with these characters, None for nothing."""
    found = [_ARTEFACT] if artefacts else []
    found += [_STARS] if stars else []
    found += [_CUT_WORD] if words else []
    found += [_CUT_HAN] if han else []
    found += [pattern for need, pattern in _CHANGES_LENGTH.items() if re.search(need, chars)]
    return re.compile("|".join(found)) if found else None


def _changes(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(text):
        found = match[0]
        if found[0] in "[-* " or found in _DELETED or _VOWEL.fullmatch(found):
            new = ""
        elif len(found) == 1:
            new = unicodedata.normalize("NFKC", found)
        else:
            new = unicodedata.normalize("NFC", found)
        if new != found:
            yield match.start(), match.end(), new


def _singles(chars: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The characters to replace, each with what stands for it; ASCII ones cost nothing to try."""
    yield from (("\r", " "), ("\v", " "))
    for char in chars:
        if char.isdecimal():
            yield char, str(unicodedata.decimal(char))
        elif plain := _SINGLES.get(char):
            yield char, plain

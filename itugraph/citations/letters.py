"""Letters of the alphabets that texts are written in, and those that look alike."""

from __future__ import annotations

_LIKE = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")
CAPITALS = "A-ZАВЕКМНОРСТХУ"
"""The capitals of numbers, for character classes: Latin ones and their Cyrillic look-alikes."""

UPPER = "A-ZÀ-ÖØ-ÞЀ-Я"
"""Capital letters, for character classes."""
SMALL = "a-zß-öø-ÿа-яё"
"""Small letters, for character classes."""
SECTOR = r"(?:ITU|UIT|МСЭ)\s?-?\s?(?P<sector>[RTDРТД])(?![A-Za-zÀ-ɏЀ-ӿ])"
"""The tag of a Sector as any language prints it."""
_LATIN = {"Р": "R", "Т": "T", "Д": "D"}


def look_alike(number: str) -> str:
    """A number whose Cyrillic capitals were typed for the Latin ones that look like them.

    >>> look_alike("Е.164"), look_alike("30В"), look_alike("G.711")
    ('E.164', '30B', 'G.711')
    """
    if number.isascii():
        return number
    # A title is no number: it has small letters.
    return number.translate(_LIKE) if number.upper() == number else number


def sector_of(letter: str | None) -> str | None:
    """The letter of a Sector, whose Cyrillic look-alikes are typed for it.

    >>> sector_of("Т"), sector_of("R")
    ('T', 'R')
    """
    return _LATIN.get(letter, letter) if letter else None


def latin(label: str, letters: str) -> str:
    """A label in Latin letters: the first letter of another alphabet's order is "a".

    >>> latin("ب", "أبجد"), latin("2", "أبجد"), latin("c", "")
    ('b', '2', 'c')
    """
    at = letters.find(label) if len(label) == 1 else -1
    return chr(ord("a") + at) if at >= 0 else label

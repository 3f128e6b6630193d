"""Letters of another alphabet that are typed for Latin ones."""

from __future__ import annotations

_LIKE = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")
CAPITALS = "A-ZАВЕКМНОРСТХУ"
"""The capitals of numbers, for character classes: Latin ones and their Cyrillic look-alikes."""


def look_alike(number: str) -> str:
    """A number whose Cyrillic capitals were typed for the Latin ones that look like them.

    >>> look_alike("Е.164"), look_alike("30В"), look_alike("G.711")
    ('E.164', '30B', 'G.711')
    """
    if number.isascii():
        return number
    # A title is no number: it has small letters.
    return number.translate(_LIKE) if number.upper() == number else number

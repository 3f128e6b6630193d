"""Characters of a page of a PDF become stretches: what stands in a row without a wide gap."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

Colour = tuple[int, int, int]
BOLD, ITALIC = 1, 2

_HYPHENS = (0x02, 0xFFFE)
"""What the library gives for a hyphen at the end of a line, soft or not."""
_UNREADABLE = "\ufffd"
_MIRRORED = str.maketrans("()[]", ")(][")
_APART = 0.9
"""How far two words of one stretch may stand apart, in sizes of the type."""
_FAR = 4.0
"""The same where words run to the left and numbers in them to the right."""
_BLANK = 0.3
"""A gap that is a blank although the file has none, in sizes of the type."""
_BACK = 0.5
"""How far a character may reach back over the one before, in sizes of the type."""
_JITTER = 0.1
"""How far the base line of one stretch may waver, in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Type:
    """How the characters of one text object are set.

    Attributes:
        font: of `BOLD` and `ITALIC`.
        level: whether they run from left to right, neither turned nor slanting.
        is_mute: whether the font does not tell which letter its first one is.
    """

    base: float
    size: float
    font: int
    colour: Colour
    level: bool
    is_mute: bool = False


@dataclass(slots=True)
class Stretch:
    """Characters in a row on one base line.

    Attributes:
        base: the height of the base line above the page's lower edge.
        font: that of its first character.
        lefts, rights, colours: of each character, until the looks are taken from them.
        looks: a character for each, see `pdf_marks`.
        head: how wide its first word is.
        blank: how wide its widest blank is.
        is_raised: whether it stands above the line that it belongs to.
        is_row: whether it is a table's row, its cells parted by tabs.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    font: int
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    colours: list[Colour] = field(default_factory=list)
    looks: str = ""
    head: float = 0.0
    blank: float = 0.0
    is_raised: bool = False
    is_row: bool = False

    @property
    def middle(self) -> float:
        """The height of the middle of its small letters."""
        return self.base + 0.25 * self.size


@dataclass(slots=True)
class Builder:
    """Puts characters together as they come, in the order of the text."""

    stretches: list[Stretch] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    _chars: list[str] = field(default_factory=list)
    _lefts: list[float] = field(default_factory=list)
    _rights: list[float] = field(default_factory=list)
    _colours: list[Colour] = field(default_factory=list)
    _type: Type | None = None
    _size: float = 0.0
    _to_left: bool = False
    _blank: bool = False
    _blank_colour: Colour | None = None
    _broken: bool = False
    _aside: bool = False

    def blank(self, colour: Colour | None, *, breaks: bool) -> None:
        """Take a blank, or the end of a line as the library sees it.

        Args:
            colour: of a blank that is in the file; None for one that the library put.
        """
        self._blank, self._blank_colour = True, colour
        self._broken |= breaks

    def add(self, code: int, left: float, right: float, type_: Type) -> None:
        """Take a character with its left and right edge."""
        if type_ is self._type and not self._blank and 0x20 < code < 0x7F:
            # Most characters follow the one before in its word.
            gap = left - self._rights[-1]
            if -_BACK * self._size < gap <= _BLANK * self._size and not self._to_left:
                self._put(chr(code), left, right, type_.colour)
                return
        char = _char(code)
        if self._to_left and char == _UNREADABLE:
            # A stroke that stretches an Arabic word.
            self._lefts[-1] = min(left, self._lefts[-1])
            return
        if not type_.level:
            self._turned(char)
            return
        self._aside = False
        if self._type is None or not self._goes_on(self._type, left, right, type_):
            self.end()
            self._type, self._size = type_, type_.size
        elif self._blank or self._gap(left, right) > _BLANK * self._size:
            end = self._rights[-1]
            colour = self._blank_colour or self._colours[-1]
            self._put(" ", min(end, left), max(end, left), colour)
        self._blank_colour = None
        self._blank = self._broken = False
        self._put(char, left, right, type_.colour)
        if code > 0x590 and unicodedata.bidirectional(char) in ("R", "AL"):
            self._to_left = True

    def _put(self, char: str, left: float, right: float, colour: Colour) -> None:
        self._chars.append(char)
        self._lefts.append(left)
        self._rights.append(right)
        self._colours.append(colour)

    def _turned(self, char: str) -> None:
        """Characters that are not level are read as they come, a line for each run of them."""
        if not self._aside:
            self.sideways.append("")
        self.sideways[-1] += (" " if self._blank and self.sideways[-1] else "") + char
        self._aside, self._blank = True, False

    def _gap(self, left: float, right: float) -> float:
        return max(left - self._rights[-1], self._lefts[-1] - right)

    def _goes_on(self, before: Type, left: float, right: float, type_: Type) -> bool:
        size = max(self._size, type_.size)
        if before is not type_ and abs(before.base - type_.base) > _JITTER * size:
            return False
        gap = left - self._rights[-1]
        if self._to_left:
            return not self._broken and self._gap(left, right) < _FAR * size
        return -_BACK * size - (right - left) < gap < _APART * size

    def end(self) -> None:
        """Close the stretch that is open, if one is."""
        if self._type is not None:
            text = "".join(self._chars)
            if self._to_left:  # what is printed is the mirrored bracket
                text = text.translate(_MIRRORED)
            self.stretches.append(
                Stretch(
                    text=text,
                    left=min(self._lefts),
                    right=max(self._rights),
                    base=self._type.base,
                    size=self._size,
                    font=self._type.font,
                    lefts=self._lefts,
                    rights=self._rights,
                    colours=self._colours,
                )
            )
            self._chars, self._lefts, self._rights, self._colours = [], [], [], []
        self._type, self._to_left = None, False


def _char(code: int) -> str:
    """The character of a code; what is none, or a control, is one that cannot be read."""
    if code in _HYPHENS:
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return _UNREADABLE
    return chr(code)

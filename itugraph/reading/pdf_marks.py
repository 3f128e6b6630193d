"""What a redline does to the text of a PDF: struck, underlined, coloured characters.

A character's look is a character itself, so that a text and its looks are cut and joined alike:
the lowest bits of its code are `STRUCK` to `LINKED`, those above the number of its colour.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from itugraph.model import Mark, Run
from itugraph.reading.pdf_chars import Colour, Stretch
from itugraph.reading.pdf_paths import Drawn, Rule

STRUCK, UNDERLINED, TWICE, LINKED, HEADING = 1, 2, 4, 8, 16
_COLOUR = 32
PLAIN = "\0"

_MOST_COLOURS = 1000
_STRIKE = (0.13, 0.55)
_UNDERLINE = (-0.3, 0.08)
"""Between which heights above the base line such a rule runs, in sizes of the type."""
_BEYOND = 1.5
"""How far a rule may reach beyond the words that it marks, in sizes of the type."""
_GREY = 24
"""How far the parts of a grey may differ."""
_ADDRESS = ("http://", "https://", "www.", "@")


@dataclass(slots=True)
class Colours:
    """The colours that stand out, by number; 0 is black, or a grey."""

    numbers: dict[Colour, int] = field(default_factory=dict)

    def number(self, colour: Colour) -> int:
        """The number of a colour.

        >>> colours = Colours()
        >>> colours.number((0, 0, 0)), colours.number((200, 0, 0)), colours.number((0, 0, 200))
        (0, 1, 2)
        """
        if max(colour) - min(colour) <= _GREY or len(self.numbers) >= _MOST_COLOURS:
            return self.numbers.get(colour, 0)
        return self.numbers.setdefault(colour, len(self.numbers) + 1)


@dataclass(slots=True)
class Marker:
    """Puts looks on the characters of a page."""

    drawn: Drawn
    colours: Colours
    _rules: list[Rule] = field(init=False)
    _heights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._rules = sorted(self.drawn.rules, key=lambda rule: rule.height)
        self._heights = [rule.height for rule in self._rules]

    def put(self, stretch: Stretch) -> set[Rule]:
        """Put its looks on a stretch; returns the rules that mark it."""
        # Most stretches are of one colour.
        numbers = {colour: self.colours.number(colour) for colour in set(stretch.colours)}
        flags = [_COLOUR * numbers[colour] for colour in stretch.colours]
        used = self._rule(stretch, flags, _STRIKE, STRUCK)
        used |= self._rule(stretch, flags, _UNDERLINE, UNDERLINED)
        middle = stretch.base + 0.25 * stretch.size
        for left, bottom, right, top in self.drawn.links:
            if bottom <= middle <= top:
                self._flag(stretch, flags, left, right, LINKED)
        stretch.looks = "".join(map(chr, _even(stretch.text, flags)))
        return used

    def _rule(
        self, stretch: Stretch, flags: list[int], between: tuple[float, float], flag: int
    ) -> set[Rule]:
        low, high = (stretch.base + share * stretch.size for share in between)
        reach = _BEYOND * stretch.size
        used: set[Rule] = set()
        for at in range(bisect_left(self._heights, low), len(self._rules)):
            rule = self._rules[at]
            if rule.height > high:
                break
            if rule.right <= stretch.left or rule.left >= stretch.right:
                continue
            # A line of a table runs on where there are no words.
            if flag == UNDERLINED and (
                rule.left < stretch.left - reach or rule.right > stretch.right + reach
            ):
                continue
            self._flag(stretch, flags, rule.left, rule.right, flag)
            used.add(rule)
        return used

    def _flag(
        self, stretch: Stretch, flags: list[int], left: float, right: float, flag: int
    ) -> None:
        for at, (start, end) in enumerate(zip(stretch.lefts, stretch.rights, strict=True)):
            if left <= (start + end) / 2 <= right:
                again = flag == UNDERLINED and flags[at] & UNDERLINED
                flags[at] |= flag | (TWICE if again else 0)


def _even(text: str, flags: list[int]) -> list[int]:
    """Looks of blanks between two words of one look are of that look."""
    if min(flags) == max(flags):
        return flags
    for at in range(1, len(text) - 1):
        if text[at] == " " and flags[at - 1] == flags[at + 1]:
            flags[at] = flags[at - 1]
    return flags


def between(before: str, after: str) -> str:
    """The look of a blank that was put between two looks.

    >>> between("", "a"), between("a", "a"), between("a", "b") == PLAIN
    ('a', 'a', True)
    """
    if before and after:
        return before if before == after else PLAIN
    return before or after or PLAIN


@dataclass(frozen=True, slots=True)
class Policy:
    """Which looks say that a character was deleted or inserted.

    What is struck was deleted. Inserted is what is underlined and coloured; where something
    is struck also what is only underlined, or where nothing is, what has a colour that is met
    beside struck text. Links and headings are never inserted.
    """

    struck: bool
    plain_underline: bool
    colours: frozenset[int]

    @classmethod
    def of(cls, paragraphs: Sequence[tuple[str, str]]) -> Policy:
        """The policy for texts with their looks."""
        met = {look for _, looks in paragraphs for look in set(looks)}
        codes = [ord(look) for look in met]
        struck = any(code & STRUCK for code in codes)
        lined = [code for code in codes if code & UNDERLINED and not code & (LINKED | HEADING)]
        if any(code >= _COLOUR or code & TWICE for code in lined) or not struck:
            return cls(struck, False, frozenset())
        if lined:
            return cls(struck, True, frozenset())
        return cls(struck, False, frozenset(_beside_struck(paragraphs)))

    def mark(self, look: str) -> Mark:
        """What was done to a character of a look."""
        code = ord(look)
        inserted = self._inserted(code)
        if code & STRUCK:
            return "passing" if inserted else "deleted"
        return "inserted" if inserted else "kept"

    def _inserted(self, code: int) -> bool:
        if code & (LINKED | HEADING):
            return False
        if code & UNDERLINED:
            return bool(self.plain_underline or code >= _COLOUR or code & TWICE)
        return not code & STRUCK and code // _COLOUR in self.colours


def _beside_struck(paragraphs: Sequence[tuple[str, str]]) -> Iterator[int]:
    for text, looks in paragraphs:
        shown = [ord(look) for char, look in zip(text, looks, strict=True) if not char.isspace()]
        for one, other in pairwise(code for code, _ in groupby(shown)):
            if (one ^ other) & STRUCK:
                plain = other if one & STRUCK else one
                if plain >= _COLOUR and not plain & LINKED:
                    yield plain // _COLOUR


def without_addresses(text: str, looks: str) -> str:
    """Looks with the addresses of pages and of mail taken for links."""
    if not any(sign in text for sign in _ADDRESS):
        return looks
    found: list[str] = []
    at = 0
    for word in text.split(" "):
        part = looks[at : at + len(word)]
        if any(sign in word for sign in _ADDRESS):
            part = "".join(chr(ord(look) | LINKED) for look in part)
        found.append(part + looks[at + len(word) : at + len(word) + 1])
        at += len(word) + 1
    return "".join(found)


def runs_of(marks: Iterable[tuple[Mark, int]]) -> tuple[Run, ...]:
    """The runs of marks in a row, each with the number of its characters.

    >>> runs_of([("kept", 2), ("kept", 1), ("deleted", 3)])
    (Run(start=0, end=3, mark='kept', author=None, date=None), \
Run(start=3, end=6, mark='deleted', author=None, date=None))
    """
    runs: list[Run] = []
    start = 0
    for mark, alike in groupby(marks, key=lambda pair: pair[0]):
        end = start + sum(length for _, length in alike)
        if end > start:
            runs.append(Run(start, end, mark))
        start = end
    return tuple(runs) if any(run.mark != "kept" for run in runs) else ()

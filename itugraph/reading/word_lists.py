"""The lists of a Word file, as numbering.xml and the styles define them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from itugraph.reading.archive import MC, W
from itugraph.reading.word_styles import Styles, is_on, value

_LEVELS = 9
_SUFFIXES = {"space": " ", "nothing": ""}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered.

    Attributes:
        restart: the level (from 1) that starts it anew; 0 for none, None for any above.
        style: the paragraph style that stands for this level.
    """

    start: int = 0
    format: str = "decimal"
    text: str = ""
    suffix: str = "\t"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list (`w:num`): the counters it shares, its levels, and where it starts anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Lists:
    """Look-ups in numbering.xml; without one there are no lists."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums: dict[str, etree._Element] = {}
        self._abstracts: dict[str, etree._Element] = {}
        for element in () if root is None else root.iterchildren("*"):
            if element.tag == W + "num":
                self._nums[element.get(W + "numId", "")] = element
            elif element.tag == W + "abstractNum":
                self._abstracts[element.get(W + "abstractNumId", "")] = element
        self._lists: dict[str, List | None] = {}

    def __bool__(self) -> bool:
        return bool(self._nums)

    def list_of(self, number: str | None) -> List | None:
        """The list of a number (`w:numId`); None for none, or one that leads nowhere."""
        if number is None or number == "0":
            return None
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> List | None:
        element = self._nums.get(number)
        name = self._abstract_of(element)
        if element is None or name is None:
            return None
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for each in self._abstracts[name].iterchildren(W + "lvl"):
            _put_level(levels, each, each.get(W + "ilvl"))
        for override in element.iterchildren(W + "lvlOverride"):
            at = override.get(W + "ilvl")
            for each in override.iterchildren(W + "lvl"):
                _put_level(levels, each, at)
            start = integer(value(override.find(W + "startOverride")))
            depth = integer(at)
            if start is not None and depth is not None:
                starts[depth] = start
        return List(name, levels, starts)

    def _abstract_of(self, element: etree._Element | None) -> str | None:
        """The definition of a list, through the styles it may be linked by."""
        seen: set[str] = set()
        while element is not None:
            name = value(element.find(W + "abstractNumId"))
            if name is None or name in seen or name not in self._abstracts:
                return None
            seen.add(name)
            link = value(self._abstracts[name].find(W + "numStyleLink"))
            if link is None:
                return name
            number = next(
                (
                    value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
                    for at, style in self._styles.chain(link)
                    if at == link
                ),
                None,
            )
            element = None if number is None else self._nums.get(number)
        return None


def formatted(number: int, form: str) -> str:
    """A number as a list writes it.

    >>> [formatted(28, form) for form in ("lowerLetter", "upperRoman", "ordinal", "decimalZero")]
    ['bb', 'XXVIII', '28th', '28']
    """
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26 * 10:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        letters = ""
        for size, sign in _ROMAN:
            letters += sign * (number // size)
            number %= size
        return letters.upper() if form == "upperRoman" else letters
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "ordinal":
        teen = number % 100 in (11, 12, 13)
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)


def _put_level(levels: dict[int, Level], element: etree._Element, at: str | None) -> None:
    depth = integer(at)
    if depth is None or not 0 <= depth < _LEVELS:
        return
    legal = element.find(W + "isLgl")
    level = Level(
        start=integer(value(element.find(W + "start"))) or 0,
        format=_format(element),
        text=value(element.find(W + "lvlText")) or "",
        suffix=_SUFFIXES.get(value(element.find(W + "suff")) or "tab", "\t"),
        restart=integer(value(element.find(W + "lvlRestart"))),
        legal=legal is not None and is_on(legal),
        style=value(element.find(W + "pStyle")),
    )
    hidden = element.find(f"{W}rPr/{W}vanish")
    if hidden is not None and is_on(hidden):
        level = replace(level, text="", format="none")
    levels[depth] = level


def _format(element: etree._Element) -> str:
    form = element.find(W + "numFmt")
    if form is None:  # a format of a later Word, beside one for all
        form = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    return value(form) or "decimal"


def start_of(of: List, depth: int) -> int:
    """The number at which a level of a list starts."""
    if depth in of.starts:
        return of.starts[depth]
    return of.levels[depth].start if depth in of.levels else 1


def integer(text: str | None) -> int | None:
    """A number of a reasonable size; None for all else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None

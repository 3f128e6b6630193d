"""Where a flattened redline may hold citations of one state or the other.

A window starts at a head word and runs over whatever one or two citations can print: numbers,
the words of a list, brackets with marks, and further head words and marks glued to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations.ahead import before
from itugraph.citations.behind import after
from itugraph.citations.context import After, Before
from itugraph.citations.heads import Head
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.patterns import alternation

_LONGEST = 260
"""The longest window, in characters: a list of eight numbers with marks of their own."""
_AROUND = 200
"""How far around a window the words of a body are looked for, in characters."""
_READ = frozenset({"resolution", "decision", "opinion"})


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch [start, end) of the normal form that one or two citations print.

    Attributes:
        before, after: what the words around say of the body.
    """

    start: int
    end: int
    text: str
    head: Head
    before: Before
    after: After

    @property
    def sector(self) -> str | None:
        """R, T or D of a tag before the head word, in the window or behind it."""
        inside = re.search(r"ITU\s?-?\s?([RTD])", self.text)
        return inside[1] if inside else self.before.sector or self.after.sector


@lru_cache(maxsize=16)
def _seam(lexicon: Lexicon) -> re.Pattern[str]:
    """Where words of two states run together: "SerbiaResolution", "WTSAthe", "WTDC)Resolution"."""
    short = sorted({name for name in lexicon.bodies if len(name) > 1 and name.isupper()})
    behind = "|".join(rf"(?<=\b{re.escape(name)})(?=[A-Za-z][a-z])" for name in short)
    letters = r"(?<=[a-z])(?=[A-Z][A-Za-z])"
    return re.compile(rf"{behind}|{letters}|(?<=\))(?=[^\W\d_])")


def parted(text: str, lexicon: Lexicon) -> str:
    """A text with a blank where words of two states run together; for reading what is around.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> parted("of WTSAthe World Telecommunication AssemblyResolution 5", english)
    'of WTSA the World Telecommunication Assembly Resolution 5'
    """
    return _seam(lexicon).sub(" ", text)


@lru_cache(maxsize=64)
def seams(text: str, lexicon: Lexicon) -> tuple[int, ...]:
    """Where words of two states run together, in characters of the text.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> seams("of WTSAthe World", load("en", Registry.load()))
    (7,)
    """
    return tuple(match.start() for match in _seam(lexicon).finditer(text))


def runs_into(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether words run into a citation, or into the name of the body directly before it.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> runs_into("of WTSAResolution 5", 7, english)
    True
    >>> runs_into("2002)WTDC Resolution 5", 10, english)
    True
    >>> runs_into("the WTDC Resolution 5", 9, english)
    False
    """
    if text[:start][-1:].isalnum() or text[:start][-1:] in (")", "]"):
        return True
    word = text[max(0, start - 40) : start].rsplit(maxsplit=1)[-1:]
    named = word and re.search(r"[\w)\]][A-Z]{2,5}$", word[0])
    return bool(named) and bool(seams(word[0], lexicon))


@lru_cache(maxsize=16)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    words = [w for w, head in lexicon.heads.items() if head.type in _READ and not head.small]
    heads = alternation(words)
    number = r"\d+(?:[-/]\d+)*"
    tag = r"ITU\s?-?\s?[RTD](?![A-Za-z])"
    join = rf"(?:\s*,)?\s*(?:{lexicon.and_}|{lexicon.to})\s+|\s*,\s*"
    revised = rf"(?:{lexicon.revised})"
    mark = r"\((?=[^)\n]*\d)[^()\n]{0,90}(?:\([^()\n]{0,60})?\)"
    # Glued behind a mark: the rest of another, which has its bracket in common with it.
    tail = rf"(?:{revised}\s?)?[^\W\d_][^()\n;]{{2,40}}?\d{{1,4}}\)|\s?\d{{1,4}}\)|\)"
    item = rf"\s*(?:{tag}\s*)?{number}|\s*{mark}(?:{tail})*"
    return re.compile(
        rf"(?:{heads})(?:(?:{heads}))?"
        rf"(?:(?:{item})(?:(?:{heads})(?=\s*(?:{tag}\s*)?\d))?"
        rf"|(?:{join})(?=(?:{tag}\s*)?\d)"
        rf"|(?:\s*,)?\s*(?:{lexicon.and_})?\s*(?:{heads})(?=\s*(?:{tag}\s*)?\d)(?<=\w{{12}}))+"
    )


def _ahead(text: str, start: int, lexicon: Lexicon) -> tuple[str, int]:
    """The words of the line before a window, and where it starts behind them."""
    line = text.rfind("\n", 0, start) + 1
    ahead = parted(text[max(line, start - _AROUND) : start], lexicon)
    if ahead[-1:].isalnum() or ahead[-1:] == ")":
        ahead += " "
    return ahead, len(ahead)


def windows(text: str, lexicon: Lexicon) -> Iterator[Window]:
    """The windows of a text in normal form, in order, without overlaps.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> text = "see Resolutions 44 and 45 (Rev. Dubai, 201218 (Rev. Hammamet, 2016) of WTSA, on"
    >>> [window.text for window in windows(text, load("en", Registry.load()))]
    ['Resolutions 44 and 45 (Rev. Dubai, 201218 (Rev. Hammamet, 2016)']
    """
    end = 0
    pattern = _pattern(lexicon)
    for found in lexicon.candidates.finditer(text):
        start = found.start()
        head = lexicon.heads[found[0]]
        # A word may run into the head; a letter of the same word may not.
        torn = start and text[start - 1].isalpha() and found[0][0].islower()
        if start < end or torn or head.type not in _READ or head.small or head.symbol:
            continue
        match = pattern.match(text, start, start + _LONGEST)
        if match is None or not re.search(r"\d", match[0]):
            continue
        end = match.end()
        yield Window(
            start,
            end,
            match[0],
            head,
            before(*_ahead(text, start, lexicon), lexicon),
            after(parted(text[end : end + _AROUND], lexicon), 0, lexicon),
        )

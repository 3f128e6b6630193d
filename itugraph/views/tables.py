"""Tables for terminals: columns aligned, long cells wrapped, nothing cut."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "
_MARKDOWN = re.compile(r"[\\`*_\[\]|~<>&]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def width(text: str) -> int:
    r"""How many columns a text takes on a terminal.

    >>> width("决议"), width("Re\u0301s.")
    (4, 4)
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], columns: int = 100) -> str:
    """Rows under headings, wrapped into a number of terminal columns.

    A cell may hold several lines; None is an empty cell.

    >>> print(table(["edition", "state"], [["wtsa/resolution/44/2016", "both"]]))
    edition                  state
    wtsa/resolution/44/2016  both
    <BLANKLINE>
    """
    cells = [[_clean(value) for value in row] for row in rows]
    widths = _widths(headings, cells, columns)
    lines = [_line([[heading] for heading in headings], widths)]
    lines.extend(
        _line([_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)], widths)
        for row in cells
    )
    return "\n".join(lines) + "\n"


def markdown(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Rows under headings as a table of Markdown; what it would read as markup is escaped.

    A cell may hold several lines; None is an empty cell.

    >>> print(markdown(["text"], [["a|b *c*\nd"], [None]]))
    | text |
    | --- |
    | a\|b \*c\*<br>d |
    |  |
    <BLANKLINE>
    """
    lines = [headings, ["---"] * len(headings), *([plain(_clean(v)) for v in row] for row in rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def plain(text: str) -> str:
    """A text that Markdown shows as it stands, line feeds as breaks."""
    escaped = _MARKDOWN.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), printable(text))
    return escaped.replace("\n", "<br>")


def printable(text: str) -> str:
    r"""A text without the control characters that would drive a terminal; line feeds stay.

    >>> printable("\x1b[31mred\nblack")
    ' [31mred\nblack'
    """
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)


def _clean(value: object) -> str:
    return "" if value is None else printable(str(value))


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    natural = [
        max([width(heading), *(width(line) for row in rows for line in row[i].split("\n"))])
        for i, heading in enumerate(headings)
    ]
    room = columns - len(_GAP) * (len(headings) - 1)
    while sum(natural) > room:
        longest = natural.index(max(natural))
        if natural[longest] <= 12:
            break
        natural[longest] -= 1
    return natural


def _wrapped(cell: str, size: int) -> list[str]:
    return [
        part
        for line in cell.split("\n")
        for part in (textwrap.wrap(line, size, break_on_hyphens=False) or [""])
    ]


def _line(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    height = max(len(cell) for cell in cells)
    lines: list[str] = []
    for i in range(height):
        parts = [(cell[i] if i < len(cell) else "") for cell in cells]
        padded = [
            part + " " * (size - width(part)) for part, size in zip(parts, widths, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines)

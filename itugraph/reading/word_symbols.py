"""Symbols that Word writes as a code of a font."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from itugraph.resources import folder


def symbol(code: str | None, font: str = "") -> str:
    """The character of a symbol's code in a font; "" for none.

    >>> symbol("F0A3", "Symbol"), symbol("F06D"), symbol("00A7"), symbol("x")
    ('≤', 'm', '§', '')
    """
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    # Symbol fonts stand in the private use area; their low byte is the character.
    point = point - 0xF000 if 0xF020 <= point <= 0xF0FF else point
    if font == "Symbol" and point in _symbol_font():
        return _symbol_font()[point]
    return chr(point) if 0x20 <= point <= 0xFFFF and not 0xD800 <= point < 0xE000 else ""


@cache
def _symbol_font() -> Mapping[int, str]:
    """What the codes of the font Symbol show, where they show no Latin character."""
    lines = folder("data").joinpath("symbol_font.csv").read_text(encoding="utf-8").splitlines()
    return {int(code, 16): shown for code, shown in (line.split(",") for line in lines[1:])}

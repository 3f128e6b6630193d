"""Bytes of a page become characters: by their mark, by what the page says, by a guess."""

from __future__ import annotations

import codecs
import re

from itugraph.errors import InputError
from itugraph.reading.plain import decode

_LOOKED_AT = 4096
"""How many bytes may stand before a page says its encoding."""

_META = re.compile(rb"<meta\b[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# As browsers take them: the names on the left are used for the wider sets on the right.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_KNOWN = re.compile(
    r"utf-8|cp12\d\d|cp8\d\d|cp9\d\d|iso8859-\d+|koi8-[rut]|gb18030|big5hkscs|euc_jp"
    r"|iso2022_jp|mac-(?:roman|cyrillic)"
)


def decode_page(path: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page, and a warning where its encoding was guessed.

    A byte order mark decides, then what the page says of itself where it fits, then UTF-8,
    then a guess.

    Raises:
        InputError: if the bytes are no text.

    >>> decode_page("a.html", '<meta charset="windows-1251">Резолюция'.encode("cp1251"))
    ('<meta charset="windows-1251">Резолюция', ())
    """
    name = None if content.startswith(_MARKS) else _declared(content[:_LOOKED_AT])
    if name is None or name == "utf-8":
        return decode(path, content)
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return decode(path, content)
    if "\0" in text:
        raise InputError(path, "is binary, not text")
    return text, ()


def _declared(start: bytes) -> str | None:
    """The encoding that a page says it is in; None for one that is not known or not said."""
    found = _XML.match(start) or _META.search(start)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    name = _WIDER.get(name, name)
    return name if _KNOWN.fullmatch(name) else None

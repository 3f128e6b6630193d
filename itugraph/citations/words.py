"""The file of a language's words, as it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from itugraph.resources import folder


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """A language's file, as it is written.

    >>> words_of("en")["lists"]["to"]
    ['to', 'through']
    """
    return tomllib.loads((folder("data") / "languages" / f"{language}.toml").read_text("utf-8"))


def attached(word: str, table: Mapping[str, Any]) -> Iterator[str]:
    """A word, and with the prefixes that a language writes as part of it.

    The article of an Arabic noun melts with the preposition before it: "القرار", "للقرار".
    """
    yield word
    prefixes = table.get("prefixes")
    if prefixes is None:
        return
    article, melted = prefixes["article"], prefixes["melted"]
    outer = ["", *prefixes["outer"]]
    if word.startswith(article):
        rest = word.removeprefix(article)
        inner = [article, *(p + article for p in prefixes["inner"]), melted]
    else:
        rest = word
        inner = ["", *prefixes["inner"], prefixes["bare"]]
    for first in outer:
        for second in inner:
            if first + second + rest != word:
                yield first + second + rest
        if word.startswith(article):
            # "التزام" only looks as if it had the article: "لالتزام".
            yield first + prefixes["bare"] + word

"""Regular expressions of the words that a language's file lists."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    r"""A regex of literal words, longest first, blanks of any number.

    >>> alternation(["and", "as well as"])
    'as\\s+well\\s+as|and'
    """
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered)


def trie(words: Iterable[str]) -> str:
    r"""A regex of literal words, the longest that stands there, as a tree of their letters.

    It tells where none of them stands sooner than an alternation of whole words.

    >>> trie(["Res.", "Resolution", "Resolutions", "§"])
    '(?:Res(?:\\.|olution(?:s)?)|§)'
    """
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = branches.pop("", None) is not None
    told = [re.escape(first) + trie(rest) for first, rest in branches.items()]
    if not told:
        return ""
    if len(told) == 1 and not ends:
        return told[0]
    return f"(?:{'|'.join(told)})" + ("?" if ends else "")


def names(words: Iterable[str]) -> str:
    r"""A regex of names as a tree of their letters, blanks of any number.

    >>> names(["General Rules", "General Assembly"])
    'General\\s+(?:Rules|Assembly)'
    """
    return trie(words).replace("\\ ", r"\s+")


def phrases(words: Iterable[str]) -> str:
    r"""A regex of literal words, longest first, each with the blank that follows it.

    No blank follows an elided article, or a word that ends in "~", which is none of it.

    >>> phrases(["de", "de l'"])
    "de\\s+l'\\s*|de\\s+"
    """
    found: list[str] = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        bare = word.removesuffix("~")
        end = r"\s*" if word.endswith(("'", "~")) else r"\s+"
        found.append(re.escape(bare).replace("\\ ", r"\s+") + end)
    return "|".join(found)

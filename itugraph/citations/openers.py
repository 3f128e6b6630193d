"""The words that open clauses in a language, in each form in which its texts print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from itugraph.citations.words import words_of
from itugraph.reading import normalise
from itugraph.registry import Opener, Registry


@lru_cache(maxsize=16)
def openers_of(language: str, registry: Registry) -> tuple[Opener, ...]:
    """The openers of a language in normal form, the usual one of several first.

    Arabic writes "and" as part of the word, and its verbs follow the gender of the body: a
    conference "يقرر", an assembly "تقرر".

    >>> registry = Registry.load()
    >>> found = {o.words: o.id for o in openers_of("ar", registry)}
    >>> found["إذ يذكر"], found["وإذ تذكر"], found["تقرر"]
    ('recalling', 'recalling', 'resolves')
    """
    found: dict[str, Opener] = {}
    for opener in registry.openers_of[language]:
        for words in _forms(normalise(opener.words).text, language):
            found.setdefault(words, replace(opener, words=words))
    return tuple(found.values())


def _forms(words: str, language: str) -> Iterator[str]:
    table = words_of(language)
    genders: dict[str, str] = table["openers"].get("genders", {})
    outer: list[str] = table.get("prefixes", {}).get("outer", [])
    other = " ".join(genders.get(word, word) for word in words.split())
    for form in dict.fromkeys((words, other)):
        yield form
        joined = next((prefix for prefix in outer if _is_joined(form, prefix)), None)
        if joined:
            yield form.removeprefix(joined)
        else:
            yield from (prefix + form for prefix in outer)


def _is_joined(words: str, prefix: str) -> bool:
    """Whether "and" is part of the first word."""
    return words.startswith(prefix)

"""The words of a language and the facts of a registry that a tape is read with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from itugraph.citations.lexicon import Lexicon
from itugraph.identifiers import body_of_series
from itugraph.model import Body, InstrumentType
from itugraph.registry import Registry, cited_by_place, fold


@dataclass(frozen=True, slots=True)
class Words:
    """What the automaton is compiled from.

    Attributes:
        heads: the words that open an instrument of the window's type, and whether each is a
            plural; joins: words between the members of a list; revisions: "Rev." and its like.
        numbers: all that the registry has of the type, with and without ITU-R's suffixes, and
            their beginnings; highest: the highest of them, 0 where none bounds them.
        places: years by folded place; tags: of conferences cited by them, without blanks, small.
    """

    heads: dict[str, bool]
    joins: tuple[str, ...]
    revisions: tuple[str, ...]
    numbers: frozenset[str]
    highest: int
    places: dict[str, frozenset[int]]
    place_starts: frozenset[str]
    tags: frozenset[str]
    tag_starts: frozenset[str]

    @classmethod
    def of(
        cls, lexicon: Lexicon, registry: Registry, type_: InstrumentType, bodies: frozenset[Body]
    ) -> Words:
        """The words of a language and the facts of a registry for one type and some bodies.

        Without bodies, those of all.
        """
        places: dict[str, set[int]] = {}
        tags: set[str] = set()
        for conference in registry.conferences.values():
            if bodies and conference.body not in bodies:
                continue
            if cited_by_place(conference):
                name = fold(conference.places.get(lexicon.language, ""))
                if name:
                    places.setdefault(name, set()).add(conference.year)
            elif conference.tag:
                tags.add(re.sub(r"\s", "", conference.tag).lower())
        heads = {word: head.many for word, head in lexicon.heads.items() if head.type == type_}
        return cls(
            heads=heads,
            joins=tuple({*lexicon.joins, *lexicon.ranges}),
            revisions=lexicon.revisions,
            highest=max((registry.highest(b, type_) for b in bodies if b != "COUNCIL"), default=0),
            numbers=starts(_numbers(registry, type_, bodies)),
            places={name: frozenset(years) for name, years in places.items()},
            place_starts=starts(places),
            tags=frozenset(tags),
            tag_starts=starts(tags),
        )


def _numbers(registry: Registry, type_: InstrumentType, bodies: frozenset[Body]) -> Iterator[str]:
    for path, history in registry.histories.items():
        series, kind, number = path.split("/")
        if kind == type_ and (not bodies or body_of_series(series) in bodies):
            yield number
            yield from (f"{number}-{row.suffix}" for row in history.editions if row.suffix)


def starts(words: Iterable[str]) -> frozenset[str]:
    """The beginnings of words, and the words themselves.

    >>> sorted(starts(["ab"]))
    ['a', 'ab']
    """
    return frozenset(word[:length] for word in words for length in range(1, len(word) + 1))

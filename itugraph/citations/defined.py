"""Short names that a text defines for itself: "the Assembly (hereinafter "the Assembly")"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations.lexicon import Lexicon, Short
from itugraph.citations.patterns import alternation

_QUOTED = r"[«\"“„《](?P<short>[^«»\"“”„《》()\n]{2,40})[»\"”“》]"
_REACH = 200
"""How long a name may be that gets a short one, in characters."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    bracket: re.Pattern[str]
    named: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    return _Patterns(
        bracket=re.compile(
            rf"\((?P<words>[^()\n«\"“„《]{{0,60}}?(?:{alternation(lexicon.hereinafter)})"
            rf"[^()\n«\"“„《]{{0,30}}?){_QUOTED}\s*\)"
        ),
        named=re.compile(
            rf"(?:(?P<body>{lexicon.body_names})|(?P<treaty>{lexicon.treaty_names})"
            rf"|(?P<document>{lexicon.wsis_names}))》?\s*$"
        ),
    )


def defined(text: str, lexicon: Lexicon) -> tuple[Short, ...]:
    """The short names that a text in normal form defines.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> text = "L'Agenda de Tunis (ci-après «l'Agenda») traite de cela"
    >>> defined(text, load("fr", Registry.load()))
    (Short(name='Agenda', body=None, document='Tunis Agenda'),)
    """
    if not any(word in text for word in lexicon.hereinafter):
        return ()
    return tuple(dict.fromkeys(_found(text, lexicon)))


def _found(text: str, lexicon: Lexicon) -> Iterator[Short]:
    patterns = _patterns(lexicon)
    for match in patterns.bracket.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        named = patterns.named.search(before)
        if named is None:
            continue
        short = re.sub(rf"^(?:{lexicon.the or '$.'})", "", match["short"].strip())
        name = " ".join(named[named.lastgroup or 0].split())
        if named["document"]:
            yield Short(short, document=lexicon.wsis[name])
        elif named["treaty"]:
            yield Short(short, lexicon.treaties[name])
        else:
            yield Short(short, lexicon.bodies[name])

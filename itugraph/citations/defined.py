"""Short names that a text defines for itself: "the Assembly (hereinafter "the Assembly")"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from itugraph.citations.lexicon import Lexicon, Short
from itugraph.citations.patterns import alternation

_QUOTED = r"[«\"“„《](?P<short>[^«»\"“”„《》()\n]{2,40})[»\"”“》]"


@lru_cache(maxsize=16)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    names = (
        rf"(?:(?P<body>{lexicon.body_names})|(?P<treaty>{lexicon.treaty_names})"
        rf"|(?P<document>{lexicon.wsis_names}))"
    )
    return re.compile(
        rf"{names}》?\s*\((?P<words>[^()\n«\"“„《]{{0,60}}?(?:{alternation(lexicon.hereinafter)})"
        rf"[^()\n«\"“„《]{{0,30}}?){_QUOTED}\s*\)"
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
    for match in _pattern(lexicon).finditer(text):
        short = re.sub(rf"^(?:{lexicon.the or '$.'})", "", match["short"].strip())
        if match["document"]:
            yield Short(short, document=lexicon.wsis[" ".join(match["document"].split())])
        elif match["treaty"]:
            yield Short(short, lexicon.treaties[" ".join(match["treaty"].split())])
        else:
            yield Short(short, lexicon.bodies[" ".join(match["body"].split())])

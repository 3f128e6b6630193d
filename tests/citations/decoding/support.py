"""What the tests of the decoder share."""

from __future__ import annotations

from functools import cache

from itugraph.citations.decoding.automaton import Printed
from itugraph.citations.decoding.costs import costs
from itugraph.citations.decoding.tape import Parse, Tape
from itugraph.citations.decoding.words import Words
from itugraph.citations.lexicon import Lexicon, load
from itugraph.model import Body
from tests.citations.support import registry


@cache
def lexicon() -> Lexicon:
    """Return the words of English, read once."""
    return load("en", registry())


def tape(*bodies: Body) -> Tape:
    """Return a new automaton for resolutions of some bodies."""
    words = Words.of(lexicon(), registry(), "resolution", frozenset(bodies))
    return Tape(words, costs())


def shown(member: Printed) -> str:
    """Return a number with its mark, as tables have it."""
    mark = member.mark
    if mark is None:
        return member.number
    return (
        f"{member.number} ({'Rev. ' if mark.revised else ''}{mark.tag or mark.place} {mark.year})"
    )


def members(parse: Parse) -> list[str]:
    """Return the numbers of a parse with their marks."""
    return [shown(member) for member in parse.members]


def printings(automaton: Tape, text: str) -> dict[Parse, float]:
    """Return what one state can mean by a text, each with its least cost."""
    layer = {0: 0.0}
    bracketed = False
    for char in text:
        step = automaton.steps(char, bracketed=bracketed)
        bracketed = char == "(" or (bracketed and char != ")")
        new: dict[int, float] = {}
        for state, cost in layer.items():
            for to, more in step[state]:
                new[to] = min(cost + more, new.get(to, float("inf")))
        layer = new
    found: dict[Parse, float] = {}
    for state, cost in layer.items():
        parse = automaton.parse(state)
        if parse is not None:
            found[parse] = min(cost, found.get(parse, float("inf")))
    return found

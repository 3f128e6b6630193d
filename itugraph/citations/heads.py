"""The words that open a citation, and what each opens."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from itugraph.citations.patterns import trie
from itugraph.citations.words import attached
from itugraph.model import Body, InstrumentType

ProvisionWord = Literal["article", "number", "appendix", "paragraph", "table", "action-line"]
UNION = ("ITU", "UIT", "МСЭ")
"""How languages write the name of the Union in the tag of a Sector."""


@dataclass(frozen=True, slots=True)
class Head:
    """A word that opens a citation.

    Attributes:
        kind: whether an instrument, a provision or an outcome document of WSIS is opened.
        type: of the instrument; word: of the provision; name: of the WSIS document.
        treaty: that a short name stands for, as in "CS 224".
        symbol: the body of the United Nations whose symbol it is, as in "A/RES/70/1".
        many: whether the word is a plural, which takes a list of numbers.
        small: whether it is written small, as in "resolution 70/1" of the United Nations.
        tag: whether it is a Sector's tag, behind which a Recommendation is named by its number
            alone: "[b-ITU-T F.791]".
        its: whether it means a treaty named before, as in "its Article 15".
        items: whether it counts the items of other texts too, as "п." does, and "No." does not.
        generic: whether it counts the items of any text: only a named treaty makes it a citation.
    """

    kind: Literal["instrument", "provision", "wsis"]
    type: InstrumentType | None = None
    word: ProvisionWord | None = None
    name: str | None = None
    treaty: Body | None = None
    symbol: Body | None = None
    many: bool = False
    small: bool = False
    tag: bool = False
    its: bool = False
    items: bool = False
    generic: bool = False


def opening(words: Collection[str]) -> re.Pattern[str]:
    """A pattern of some of the words, the longest that stands there.

    >>> opening(["Resolution", "Resolutions", "ITU"]).findall("ITU Resolutions, ITU-T A.1")
    ['Resolutions', 'ITU']
    """
    plain = [word for word in words if word not in UNION]
    tags = [rf"{u}(?=\s?-?\s?[RTРТ]\s{{1,3}}[A-Z]{{1,3}}\.\d)" for u in UNION if u in words]
    several = len({word[0] for word in plain}) > 1
    # All branches begin with a letter, on one level: they are looked for by these.
    told = trie(plain).removeprefix("(?:").removesuffix(")") if several else trie(plain)
    return re.compile("|".join([told, *tags] if told else tags))


def heads_of(table: Mapping[str, Any]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for name, forms in table["instruments"].items():
        type_ = cast("InstrumentType", name)
        for many in ("one", "many"):
            for word in forms.get(many, ()):
                for form in attached(word, table):
                    heads[form] = Head("instrument", type=type_, many=many == "many")
        for small in ("small", "small_many"):
            for word in forms.get(small, ()):
                for form in attached(word, table):
                    many_ = small == "small_many"
                    heads[form] = Head("instrument", type=type_, many=many_, small=True)
    for name, forms in table["provisions"].items():
        provision = cast("ProvisionWord", name)
        for many in ("one", "many", "its"):
            for word in forms.get(many, ()):
                for form in attached(word, table):
                    heads[form] = Head(
                        "provision",
                        word=provision,
                        many=many != "one",
                        its=many == "its",
                        items=word in forms.get("items", ()),
                        generic=word in forms.get("generic", ()),
                    )
    for word, body in table["symbols"].items():
        heads[word] = Head("instrument", type="resolution", symbol=body)
    for word in UNION:
        heads[word] = Head("instrument", type="recommendation", tag=True)
    for word, treaty in table["shorthand"].items():
        heads[word] = Head("provision", word="number", treaty=treaty, many=True)
    for printed, name in table["wsis"].items():
        for form in attached(printed, table):
            heads[form] = Head("wsis", name=name)
    return heads

"""The words of a language, compiled: what opens a citation, joins a list, names a body."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, cast

from itugraph.model import BODIES, Body, InstrumentType
from itugraph.registry import BodyRow, Registry
from itugraph.resources import folder

ProvisionWord = Literal["article", "number", "appendix", "paragraph"]
EVENT = r"(?:PP|WTSA|WTSC|WTDC|RA|WRC|WARC|WCIT|WTPF)-(?:(?:19|20)\d\d|\d\d)"


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
    """

    kind: Literal["instrument", "provision", "wsis"]
    type: InstrumentType | None = None
    word: ProvisionWord | None = None
    name: str | None = None
    treaty: Body | None = None
    symbol: Body | None = None
    many: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is compiled from a language's file.

    Attributes:
        heads: by the printed word; candidates: one alternation of all of them.
        and_, to: what joins the members of a list and the ends of a range; joins, ranges:
            their words one by one.
        each, revised, amended: alternations of the words of a mark; revisions: the words for
            "revised" one by one.
        bodies, treaties: by the printed name; body_names, treaty_names: alternations.
        weak_bodies, weak_treaties: names that mean ITU's only in ITU's context.
        own: alternation of "this conference" and its like; own_names: of who owns ITU's bodies.
        neutral_before, neutral_after: capitalised words that name nobody.
        neutral_bodies: small words that may stand for a body of ITU.
        distributive: words, each with its blank, that give one number to several bodies.
        parts: by the printed word of a pointer; part_names: an alternation.
        pointers: alternation of the openers that a pointer names.
        followed_by, also, ends, chained: of openers glued into a line, see the language's file.
        the, whose, belongs, part, topic, other: alternations of small words, see there.
    """

    heads: Mapping[str, Head]
    candidates: re.Pattern[str]
    and_: str
    to: str
    joins: tuple[str, ...]
    ranges: tuple[str, ...]
    each: str
    revised: str
    revisions: tuple[str, ...]
    amended: str
    bodies: Mapping[str, Body]
    body_names: str
    treaties: Mapping[str, Body]
    treaty_names: str
    weak_bodies: frozenset[str]
    weak_treaties: frozenset[str]
    own: str
    own_names: str
    neutral_before: frozenset[str]
    neutral_after: frozenset[str]
    neutral_bodies: frozenset[str]
    distributive: tuple[str, ...]
    parts: Mapping[str, str]
    part_names: str
    pointers: str
    followed_by: str
    also: tuple[str, ...]
    ends: str
    chained: str
    the: str
    whose: str
    belongs: str
    part: str
    topic: str
    other: str
    wsis_names: str
    wsis: Mapping[str, str]


def alternation(words: Iterable[str]) -> str:
    r"""A regex of literal words, longest first, blanks of any number.

    >>> alternation(["and", "as well as"])
    'as\\s+well\\s+as|and'
    """
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered)


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads((folder("data") / "languages" / f"{language}.toml").read_text("utf-8"))


@lru_cache(maxsize=16)
def load(language: str, registry: Registry) -> Lexicon:
    """Compile a language's words with the registry's names of bodies."""
    table = _table(language)
    heads = _heads(table)
    bodies = _bodies(table, registry.bodies.values(), language)
    treaties = cast("dict[str, Body]", table["treaties"])
    parts = {word: part for part, words in table["parts"].items() for word in words}
    return Lexicon(
        heads=heads,
        candidates=re.compile("|".join(re.escape(w) for w in sorted(heads, key=len, reverse=True))),
        and_=alternation(table["lists"]["and"]),
        to=alternation(table["lists"]["to"]),
        joins=tuple(table["lists"]["and"]),
        ranges=tuple(table["lists"]["to"]),
        each=alternation(table["marks"]["each"]),
        revised=alternation(table["marks"]["revised"]),
        revisions=tuple(table["marks"]["revised"]),
        amended=alternation(table["marks"]["amended"]),
        bodies=bodies,
        body_names=alternation(bodies),
        treaties=treaties,
        treaty_names=alternation(treaties),
        weak_bodies=frozenset(table["weak"]["bodies"]),
        weak_treaties=frozenset(table["weak"]["treaties"]),
        own=alternation(table["own"]["conference"]),
        own_names=alternation(table["own"]["names"]),
        neutral_before=frozenset(table["neutral"]["before"]),
        neutral_after=frozenset(table["neutral"]["after"]),
        neutral_bodies=frozenset(table["neutral"]["bodies"]),
        distributive=tuple(f"{word} " for word in table["distributive"]["before"]),
        parts=parts,
        part_names=alternation(parts),
        pointers=alternation([*table["pointers"]["openers"], *(o.words for o in registry.openers)]),
        followed_by=alternation(table["openers"]["followed_by"]),
        also=tuple(table["openers"]["also"]),
        ends=alternation(table["openers"]["ends"]),
        chained=alternation(table["openers"]["chained"]),
        the=alternation(table["links"]["the"]),
        whose=alternation(table["links"]["whose"]),
        belongs=alternation(table["links"]["belongs"]),
        part=alternation(table["links"]["part"]),
        topic=alternation(table["links"]["topic"]),
        other=alternation(table["links"]["other"]),
        wsis_names=alternation(table["wsis"]),
        wsis=table["wsis"],
    )


def _heads(table: Mapping[str, Any]) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for name, forms in table["instruments"].items():
        type_ = cast("InstrumentType", name)
        for many in ("one", "many"):
            for word in forms[many]:
                heads[word] = Head("instrument", type=type_, many=many == "many")
        for word in forms.get("small", ()):
            heads[word] = Head("instrument", type=type_, many=word.endswith("s"), small=True)
    for name, forms in table["provisions"].items():
        provision = cast("ProvisionWord", name)
        for many in ("one", "many"):
            for word in forms[many]:
                heads[word] = Head("provision", word=provision, many=many == "many")
    for word, body in table["symbols"].items():
        heads[word] = Head("instrument", type="resolution", symbol=body)
    for word, treaty in table["shorthand"].items():
        heads[word] = Head("provision", word="number", treaty=treaty, many=True)
    for printed, name in table["wsis"].items():
        heads[printed] = Head("wsis", name=name)
    return heads


def _bodies(table: Mapping[str, Any], rows: Iterable[BodyRow], language: str) -> dict[str, Body]:
    found: dict[str, Body] = {}
    for row in rows:
        if row.belongs_to is None or row.kind in ("sector", "treaty", "rules", "summit"):
            continue
        name, short = row.names.get(language, ""), row.abbreviations.get(language, "")
        if name:
            found[name] = found[name.upper()] = row.belongs_to
        if len(short) > 1:
            found[short] = row.belongs_to
    found.update({words: body for words, body in table["bodies"].items() if body in BODIES})
    return found

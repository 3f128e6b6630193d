"""The words of a language, compiled: what opens a citation, joins a list, names a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from itugraph.citations.heads import Head, heads_of, opening
from itugraph.citations.openers import openers_of
from itugraph.citations.patterns import alternation, names, phrases
from itugraph.citations.words import attached, words_of
from itugraph.model import BODIES, TREATIES, Body
from itugraph.registry import BodyRow, Registry

_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_MEETINGS = ("conference", "assembly", "forum")


@dataclass(frozen=True, slots=True)
class Short:
    """A name that a text gives a body, treaty or document of the summit on itself.

    "the World Telecommunication Standardization Assembly (hereinafter "the Assembly")".
    """

    name: str
    body: Body | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is compiled from a language's file.

    Attributes:
        language: whose words they are.
        heads: by the printed word; candidates: one alternation of all of them.
        and_, to: what joins the members of a list and the ends of a range; joins, ranges:
            their words one by one; from_: what stands before the first end.
        each, revised, amended: alternations of the words of a mark; revisions: the words for
            "revised" one by one; at: what stands between these and the conference or year.
        bodies, treaties: by the printed name; body_names, treaty_names: alternations.
        names_before: of the bodies that may stand before a citation.
        owner_behind: whether whose it is stands behind it, but for abbreviations.
        weak_bodies, weak_treaties: names that mean ITU's only in ITU's context; weak_numbers:
            whether that holds for numbers in the margin of such a treaty too.
        sectors: the letter of each Sector by its name; sector_names: an alternation.
        thereof: alternation of words behind a provision of a treaty named before.
        own: alternation of "this conference" and its like; own_names: of who owns ITU's bodies.
        neutral_before, neutral_after: capitalised words that name nobody.
        neutral_bodies: small words that may stand for a body of ITU.
        distributive: words, each with its blank, that give one number to several bodies.
        parts: by the printed word of a pointer; part_names: an alternation.
        pointers: alternation of the openers that a pointer names; pointer_names: the English
            opener of each, small; items: of words for an item of an opener ("point 2 du décide");
            under: what stands between the item and its opener.
        followed_by, also, ends, chained: of openers glued into a line, see the language's file.
        and_then, to_then: `and_` and `to` with the blank that follows them.
        the, whose, belongs, merged, part, topic, other: alternations of small words, each with its
            blank, see there; owns: what stands between a citation and its body or treaty, which in
            some languages is nothing.
        event: of a conference by its tag, in all languages; year_words: behind a year.
        context: words that show that a text speaks of ITU's instruments.
        summit: alternation of the short names of the summit on the information society.
        items_of: alternation of what makes a number an item of another text ("of the agenda").
        hereinafter: words that define a short name.
        letters: those of another alphabet that label items, in their order.
        others: what names of other organisations end with.
        into: of a body before its text: "the Assembly (WTSA) in Resolution 5"; respectively:
            behind bodies that share out the members of a list; its: before a text of the body
            that is named last; groups: that study a Question, between it and its Sector;
            not_ours: words that make of a treaty's name that of somebody else's.
        number_first: whether the number stands before the word, as in Chinese.
        enacting: what may stand before the body in an enacting line.
        spaced: whether words are parted by blanks.
    """

    language: str
    heads: Mapping[str, Head]
    candidates: re.Pattern[str]
    and_: str
    to: str
    joins: tuple[str, ...]
    ranges: tuple[str, ...]
    from_: str
    each: str
    revised: str
    revisions: tuple[str, ...]
    amended: str
    at: str
    bodies: Mapping[str, Body]
    body_names: str
    treaties: Mapping[str, Body]
    treaty_names: str
    names_before: tuple[str, ...]
    owner_behind: bool
    weak_bodies: frozenset[str]
    weak_treaties: frozenset[str]
    weak_numbers: bool
    sectors: Mapping[str, str]
    sector_names: str
    thereof: str
    own: str
    own_names: str
    neutral_before: frozenset[str]
    neutral_after: frozenset[str]
    neutral_bodies: frozenset[str]
    distributive: tuple[str, ...]
    parts: Mapping[str, str]
    part_names: str
    pointers: str
    pointer_names: Mapping[str, str]
    items: str
    under: str
    followed_by: str
    also: tuple[str, ...]
    ends: str
    chained: str
    and_then: str
    to_then: str
    the: str
    whose: str
    owns: str
    event: str
    tag: str
    year_words: str
    context: tuple[str, ...]
    summit: str
    others: str
    into: str
    its: tuple[str, ...]
    groups: str
    not_ours: str
    respectively: str
    items_of: str
    letters: str
    number_first: bool
    enacting: str
    spaced: bool
    belongs: str
    merged: str
    part: str
    topic: str
    other: str
    wsis_names: str
    wsis: Mapping[str, str]
    hereinafter: tuple[str, ...]


@lru_cache(maxsize=16)
def load(language: str, registry: Registry, short: tuple[Short, ...] = ()) -> Lexicon:
    """Compile a language's words with the registry's names of bodies.

    Args:
        short: names that a text defines for itself.
    """
    table = words_of(language)
    heads = heads_of(table)
    bodies = _bodies(table, registry.bodies.values(), language)
    named = table["treaties"].items()
    treaties = {form: cast("Body", b) for name, b in named for form in attached(name, table)}
    wsis = {
        form: name for printed, name in table["wsis"].items() for form in attached(printed, table)
    }
    for one in short:
        forms = tuple(attached(one.name, table))
        if one.document:
            wsis.update(dict.fromkeys(forms, one.document))
        elif one.body in TREATIES:
            treaties.update(dict.fromkeys(forms, one.body))
        elif one.body:
            bodies.update(dict.fromkeys(forms, one.body))
    behind = table["own"].get("behind", False)
    named = table.get("sectors", {}).items()
    sectors = {form: letter for name, letter in named for form in attached(name, table)}
    listed = [(word, part) for part, words in table["parts"].items() for word in words]
    parts = {form: part for word, part in listed for form in attached(word, table)}
    return Lexicon(
        language=language,
        heads=heads,
        candidates=opening(heads),
        and_=alternation(word.removesuffix("~") for word in table["lists"]["and"]),
        to=alternation(word.removesuffix("~") for word in table["lists"]["to"]),
        and_then=phrases(table["lists"]["and"]),
        to_then=phrases(table["lists"]["to"]),
        joins=tuple(table["lists"]["and"]),
        ranges=tuple(table["lists"]["to"]),
        from_=phrases(table["lists"].get("from", [])),
        each=alternation(table["marks"]["each"]),
        revised=alternation(table["marks"]["revised"]),
        revisions=tuple(table["marks"]["revised"]),
        amended=alternation(table["marks"]["amended"]),
        at=phrases(table["marks"].get("at", [])) or "$.",
        bodies=bodies,
        body_names=names(bodies),
        treaties=treaties,
        treaty_names=names(treaties),
        names_before=tuple(n for n in bodies if n.isupper() or not behind),
        owner_behind=behind,
        weak_bodies=frozenset(table["weak"]["bodies"]),
        weak_treaties=frozenset(table["weak"]["treaties"]),
        weak_numbers=table["weak"].get("numbers", True),
        sectors=sectors,
        sector_names=alternation(sectors) or "$.",
        thereof=alternation(table["links"].get("thereof", [])) or "$.",
        own=alternation(table["own"]["conference"]),
        own_names=alternation(table["own"]["names"]),
        neutral_before=frozenset(table["neutral"]["before"]),
        neutral_after=frozenset(table["neutral"]["after"]),
        neutral_bodies=frozenset(table["neutral"]["bodies"]),
        distributive=tuple(f"{word} " for word in table["distributive"]["before"]),
        parts=parts,
        part_names=names(parts),
        pointers=names(
            [*table["pointers"]["openers"], *(o.words for o in openers_of(language, registry))]
        ),
        pointer_names=_pointer_names(registry, language),
        items=alternation(
            form for word in table["pointers"].get("items", []) for form in attached(word, table)
        ),
        under=phrases(table["pointers"].get("under", [])),
        followed_by=alternation(table["openers"]["followed_by"]),
        also=tuple(table["openers"]["also"]),
        ends=alternation(table["openers"]["ends"]),
        chained=alternation(table["openers"]["chained"]),
        the=phrases(table["links"]["the"]),
        whose=phrases(table["links"]["whose"]),
        belongs=phrases(table["links"]["belongs"]),
        merged=phrases(table["links"].get("merged", [])) or "(?!)",
        part=phrases(table["links"]["part"]),
        topic=phrases(table["links"]["topic"]),
        other=phrases(table["links"]["other"]),
        owns="?" if table["links"].get("nothing") else "",
        event=rf"(?:{alternation(_meetings(registry))})-{_YEAR}",
        tag=rf"(?:{alternation(_tags(registry))})[ -]?{_YEAR}",
        year_words=alternation(table["marks"].get("year", [])),
        summit=alternation(
            filter(None, (registry.bodies["WSIS"].abbreviations.get(language), "WSIS"))
        ),
        others=alternation(table["own"].get("others", ["~"])),
        into=alternation(table["links"].get("into", ["~"])),
        its=tuple(table["links"].get("its", ())),
        groups=alternation(table["links"].get("groups", ["~"])),
        not_ours=alternation(table["weak"].get("not_ours", ["~"])),
        respectively=alternation(table["lists"].get("respectively", ["~"])),
        context=tuple(table["own"]["context"]),
        items_of=alternation(table["neutral"].get("items_of", [])),
        letters=table.get("letters", ""),
        number_first=table.get("number_first", False),
        enacting=phrases(table["own"]["enacting"]),
        spaced=table.get("spaced", True),
        wsis_names=names(wsis),
        wsis=wsis,
        hereinafter=tuple(table["lists"].get("hereinafter", ())),
    )


def _pointer_names(registry: Registry, language: str) -> dict[str, str]:
    english = {opener.id: opener.words.lower() for opener in registry.openers}
    # Some languages have one word for two openers; the first of the table is the usual one.
    return {o.words.lower(): english[o.id] for o in reversed(openers_of(language, registry))}


def _meetings(registry: Registry) -> set[str]:
    """The abbreviations of conferences in all languages: "WRC", "CMR", "ВКР"."""
    rows = [row for row in registry.bodies.values() if row.kind in _MEETINGS]
    return {row.id for row in rows} | {a for row in rows for a in row.abbreviations.values() if a}


def _tags(registry: Registry) -> set[str]:
    """What conferences are cited by whose texts belong to the Radio Regulations."""
    rows = [row for row in registry.bodies.values() if row.id in ("WRC", "WARC", "RRC")]
    short = {a for row in rows for a in row.abbreviations.values() if a}
    return {*short, "Mob", "MOB", "Orb", "ORB", "HFBC"}


def _bodies(table: Mapping[str, Any], rows: Iterable[BodyRow], language: str) -> dict[str, Body]:
    found: dict[str, Body] = {}
    for row in rows:
        if row.belongs_to is None or row.kind in ("sector", "treaty", "rules", "summit"):
            continue
        name, short = row.names.get(language, ""), row.abbreviations.get(language, "")
        if name:
            for form in attached(name, table):
                found[form] = found[form.upper()] = row.belongs_to
        if len(short) > 1:
            found[short] = row.belongs_to
    for words, body in table["bodies"].items():
        if body in BODIES:
            found.update(dict.fromkeys(attached(words, table), body))
    return found

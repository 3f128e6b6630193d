"""The example draft with other conferences and numbers: the same redline, another story.

`rewritten` puts the places, years, numbers and titles of a variant where those of the example
stand, run by run, so that what is kept, deleted and inserted stays in its order.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from itugraph.model import Piece
from itugraph.registry import Conference, Registry
from itugraph.resources import folder
from tests.redlines.editing import Op, Runs, by_words, grouped, merged, pieces, typed

DATA = Path(__file__).resolve().parent.parent / "data"
Record = dict[str, Any]
Slots = dict[str, Runs]


@dataclass(frozen=True, slots=True)
class Variant:
    """What a variant cites: conferences before and after, and numbers.

    Attributes:
        pp, wtsa, wtdc: the two conferences of a body.
        ra1, ra2: number, and conference and suffix of both states.
        members: the numbers of the list, each cited by itself after.
        into: what takes the list's place; gone: what the before text alone cites.
    """

    pp: tuple[str, str]
    wtsa: tuple[str, str]
    wtdc: tuple[str, str]
    own: str
    ra1: tuple[str, tuple[str, int], tuple[str, int]]
    ra2: tuple[str, tuple[str, int], tuple[str, int]]
    members: tuple[str, str]
    into: str
    gone: str
    pair: tuple[str, str]
    article: str

    @property
    def name(self) -> str:
        """A short name, for a test."""
        return f"{self.pp[0]}-{self.own}"


@dataclass(frozen=True, slots=True)
class Example:
    """A rewritten example.

    Attributes:
        ops: (op, start, end) over the flattened text: k kept, d deleted, i inserted.
        citations: the records of both states, with the keys of the gold of the example.
        pairs: ids before, ids after, and kind.
    """

    variant: Variant
    text: str
    ops: tuple[tuple[Op, int, int], ...]
    before: str
    after: str
    citations: tuple[Record, ...]
    pairs: tuple[Record, ...]


def example() -> Variant:
    """The example as it stands."""
    return _variant(_table()["example"])


def variants() -> list[Variant]:
    """The ten variants."""
    return [_variant(row) for row in _table()["variant"]]


def rewritten(variant: Variant, registry: Registry) -> Example:
    """The example with what a variant cites."""
    slots = _slots(variant, registry)
    runs: Runs = []
    for op, start, end in _ops():
        at = start
        for name, (first, last) in sorted(_places(variant).items(), key=lambda s: s[1]):
            if not start <= first < end:
                continue
            if first >= at:
                runs.append((op, _text()[at:first]))
                runs += slots[name]
            at = max(at, last)
        # A slot may reach over several runs: the rest of them is part of it.
        skipped = max((b for a, b in _places(variant).values() if a < start < b), default=start)
        at = max(at, min(end, skipped))
        runs.append((op, _text()[at:end]))
    text, ops = "", []
    for op, words in runs:
        if not words:
            continue
        if ops and ops[-1][0] == op:
            ops[-1] = op, ops[-1][1], len(text) + len(words)
        else:
            ops.append((op, len(text), len(text) + len(words)))
        text += words
    before = "".join(text[a:b] for op, a, b in ops if op != "i")
    after = "".join(text[a:b] for op, a, b in ops if op != "d")
    citations = _records(variant, registry, text, tuple(ops))
    pairs = tuple(_table()["pairs"])
    return Example(variant, text, tuple(ops), before, after, citations, pairs)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "example_variants.toml").read_text("utf-8"))


@cache
def _text() -> str:
    path = folder("data") / "examples" / "resolution-191-draft.txt"
    return path.read_bytes().decode("utf-8")


@cache
def _ops() -> tuple[tuple[Op, int, int], ...]:
    return tuple(
        (op, a, b) for op, a, b in json.loads((DATA / "example_ops.json").read_text("utf-8"))
    )


def _variant(row: Mapping[str, Any]) -> Variant:
    def chain(name: str) -> tuple[str, tuple[str, int], tuple[str, int]]:
        given = row[name]
        return str(given["number"]), tuple(given["before"]), tuple(given["after"])

    return Variant(
        pp=tuple(row["pp"]),
        wtsa=tuple(row["wtsa"]),
        wtdc=tuple(row["wtdc"]),
        own=str(row["own"]),
        ra1=chain("ra1"),
        ra2=chain("ra2"),
        members=tuple(map(str, row["list"])),  # type: ignore[arg-type]
        into=str(row["into"]),
        gone=str(row["gone"]),
        pair=tuple(map(str, row["pair"])),  # type: ignore[arg-type]
        article=str(row["article"]),
    )


def _retitled(variant: Variant) -> bool:
    """Whether the interleaved titles of the list's members and of what is gone are others."""
    here = example()
    return (variant.members, variant.gone) != (here.members, here.gone)


def _places(variant: Variant) -> dict[str, Piece]:
    """The slots that are filled; the interleaved titles as one where they are others."""
    found = {name: (a, b) for name, (a, b) in _table()["slots"].items()}
    del found["member2" if _retitled(variant) else "interleaved"]
    return found


def _date(conference: Conference) -> str:
    return f"{conference.places['en']}, {conference.year}"


def _slots(variant: Variant, registry: Registry) -> Slots:
    """The runs of each slot."""
    dates = {
        name: [_date(registry.conferences[c]) for c in pair]
        for name, pair in (("pp", variant.pp), ("wtsa", variant.wtsa), ("wtdc", variant.wtdc))
    }
    here = example()

    def title(slot: str, path: str, same: bool, op: Op = "k") -> Runs:
        if same:
            start, end = _table()["slots"][slot]
            return [(op, _text()[start:end])]
        return [(op, registry.histories[path].title)]

    def adopted(number: str) -> str:
        return f"Resolution {number} (Rev. {dates['wtsa'][1]})"

    def wtsa(number: str) -> str:
        return f"wtsa/resolution/{number}"

    first, second = variant.members
    filled: Slots = {
        "title-number": [("k", variant.own)],
        "title-base": [("d", dates["pp"][0])],
        # The place of the new mark stands in capitals in the title.
        "title-target": [("i", dates["pp"][1].upper())],
        "line-base": [("d", dates["pp"][0])],
        "line-target": [("i", dates["pp"][1])],
        "list": [("d", f"{first} and {second} (Rev. {dates['wtsa'][0]}")],
        "into": [("i", f"{variant.into} (Rev. {dates['wtsa'][1]}")],
        "into-title": title("into-title", wtsa(variant.into), variant.into == here.into, "i"),
        "member1": [("i", adopted(first))],
        "gone": [("d", f"Resolution {variant.gone} (Rev. {dates['wtsa'][0]})")],
        "article": [("k", variant.article)],
    }
    if _retitled(variant):
        titles = [registry.histories[wtsa(n)].title for n in (variant.gone, first, second)]
        after = f"{titles[1]}, and {adopted(second)} of WTSA on {titles[2]}"
        filled["interleaved"] = grouped(merged(by_words(titles[0], after)), "d")
    else:
        filled["member2"] = [("i", adopted(second))]
    for at, number in enumerate(variant.pair):
        slot = f"wtdc{at + 1}"
        filled[f"{slot}-number"] = [("k", number)]
        filled[f"{slot}-base"] = [("d", dates["wtdc"][0])]
        filled[f"{slot}-target"] = [("i", dates["wtdc"][1])]
        path = f"wtdc/resolution/{number}"
        filled[f"{slot}-title"] = title(f"{slot}-title", path, number == here.pair[at])
    for slot, now, then in (("ra1", variant.ra1, here.ra1), ("ra2", variant.ra2, here.ra2)):
        number, (old, before), (new, after_) = now
        marks = [_date(registry.conferences[c]) for c in (old, new)]
        runs: Runs = [("k", f"{number}-"), ("d", str(before)), ("i", str(after_)), ("k", " (Rev. ")]
        places = [m.rpartition(", ")[0] for m in marks]
        whole: Runs = [("d", marks[0]), ("i", marks[1])]
        filled[f"{slot}-number"] = runs + (typed(*marks) if places[0] == places[1] else whole)
        path = f"ra/resolution/{number}"
        filled[f"{slot}-title"] = title(f"{slot}-title", path, number == then[0])
    return filled


def _records(
    variant: Variant, registry: Registry, text: str, ops: tuple[tuple[Op, int, int], ...]
) -> tuple[Record, ...]:
    """The records with the pieces of the rewritten text: each the next of its state."""
    offsets = {
        "before": [i for op, a, b in ops if op != "i" for i in range(a, b)],
        "after": [i for op, a, b in ops if op != "d" for i in range(a, b)],
    }
    states = {side: "".join(text[i] for i in found) for side, found in offsets.items()}
    read = {"before": 0, "after": 0}
    records = []
    for row in _table()["record"]:
        record = _identity(row, variant, registry)
        side = "before" if row["state"] == "both" else row["state"]
        surface = record["surface"]
        # The sector's name may have another hyphen in the text.
        start = states[side].replace("\u2011", "-").index(surface, read[side])
        read[side] = start + len(surface)
        where = pieces(offsets[side][start : read[side]])
        record |= {
            "surface": states[side][start : read[side]],
            "pieces": [list(p) for p in where],
            "start": where[0][0],
            "end": where[-1][1],
        }
        records.append(record)
    return tuple(records)


def _identity(row: Mapping[str, Any], variant: Variant, registry: Registry) -> Record:
    """A record without its place in the text."""
    at = 0 if row["state"] == "before" else 1
    cites, notes = row["cites"], []
    suffix: int | None = None
    if cites == "article":
        body, number, conference = "CS", variant.article, None
    elif cites in ("ra1", "ra2"):
        given = variant.ra1 if cites == "ra1" else variant.ra2
        body, number = "RA", given[0]
        conference, suffix = (given[1], given[2])[at]
    elif cites == "own":
        body, number, conference = "PP", variant.own, variant.pp[at]
    elif cites.startswith("pair"):
        body, number = "WTDC", variant.pair[int(cites[-1]) - 1]
        conference = variant.wtdc[at]
    else:
        body, conference = "WTSA", variant.wtsa[at]
        number = {
            "list1": variant.members[0],
            "list2": variant.members[1],
            "into": variant.into,
            "gone": variant.gone,
        }[cites]
    met = registry.conferences[conference] if conference else None
    instrument = f"{body.lower()}/resolution/{number}"
    edition = None
    printed = f"{number}-{suffix}" if suffix is not None else number
    revised: bool | None = cites != "own"
    if met is None:
        instrument, revised, surface = "cs", None, f"Article {number}"
    else:
        history = registry.histories[instrument]
        adopted = history.adopted_at(met.id) if suffix is None else history.revision(suffix)
        assert adopted is not None, f"{instrument} has no edition of {met.id}"
        edition = registry.edition_path(adopted)
        if adopted.conference != met.id:
            notes.append("year-against-suffix")
        if adopted.kind == "revised" and not revised:
            notes.append("missing-rev")
        place = met.places["en"].upper() if cites == "own" and at else met.places["en"]
        mark = f" ({'Rev. ' if revised else ''}{place}, {met.year})"
        head = "Resolution ITU-R " if body == "RA" else "Resolution "
        surface = f"{head}{printed}{mark}"
        if cites == "list1" and not at:
            surface = f"Resolutions {number}"
        elif cites == "list2" and not at:
            surface = f"{number}{mark}"
    return {
        "id": row["id"],
        "state": row["state"],
        "change": row["change"],
        "replaces": row.get("replaces"),
        "type": "article" if met is None else "resolution",
        "body": body,
        "number": printed,
        "revised": revised,
        "place": place if met else None,
        "year": met.year if met else None,
        "conference": conference,
        "instrument": instrument,
        "edition": edition,
        "target": edition or f"cs/article/{number}",
        "clause": row["clause"],
        "item": row.get("item"),
        "self": cites == "own",
        "notes": notes,
        "surface": surface,
    } | ({"acceptable": row["acceptable"]} if "acceptable" in row else {})

"""The gold of a rewritten example: its records, with the pieces of the new text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from itugraph.registry import Registry
from tests.redlines.editing import Op, pieces
from tests.redlines.variants import Variant, table

Record = dict[str, Any]


def records_of(
    variant: Variant, registry: Registry, text: str, ops: Sequence[tuple[Op, int, int]]
) -> tuple[Record, ...]:
    """The records with the pieces of the rewritten text: each the next of its state."""
    offsets = {
        "before": [i for op, a, b in ops if op != "i" for i in range(a, b)],
        "after": [i for op, a, b in ops if op != "d" for i in range(a, b)],
    }
    states = {side: "".join(text[i] for i in found) for side, found in offsets.items()}
    read = {"before": 0, "after": 0}
    records = []
    for row in table()["record"]:
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

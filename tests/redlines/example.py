"""The example draft with other conferences and numbers: the same redline, another story.

`rewritten` puts the places, years, numbers and titles of a variant where those of the example
stand, run by run, so that what is kept, deleted and inserted stays in its order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from itugraph.model import Piece
from itugraph.registry import Conference, Registry
from itugraph.resources import folder
from tests.redlines.editing import Op, Runs, by_words, grouped, merged, typed
from tests.redlines.example_records import Record, records_of
from tests.redlines.variants import DATA, Variant, example, table

Slots = dict[str, Runs]


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
    text = ""
    ops: list[tuple[Op, int, int]] = []
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
    citations = records_of(variant, registry, text, tuple(ops))
    pairs = tuple(table()["pairs"])
    return Example(variant, text, tuple(ops), before, after, citations, pairs)


@cache
def _text() -> str:
    path = folder("data") / "examples" / "resolution-191-draft.txt"
    return path.read_bytes().decode("utf-8")


@cache
def _ops() -> tuple[tuple[Op, int, int], ...]:
    return tuple(
        (op, a, b) for op, a, b in json.loads((DATA / "example_ops.json").read_text("utf-8"))
    )


def _retitled(variant: Variant) -> bool:
    """Whether the interleaved titles of the list's members and of what is gone are others."""
    here = example()
    return (variant.members, variant.gone) != (here.members, here.gone)


def _places(variant: Variant) -> dict[str, Piece]:
    """The slots that are filled; the interleaved titles as one where they are others."""
    found = {name: (a, b) for name, (a, b) in table()["slots"].items()}
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
            start, end = table()["slots"][slot]
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

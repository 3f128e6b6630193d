"""Which numbers a body can have given by when: those that ascend tell it of each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from itugraph.checks.finding import Fact, adopted
from itugraph.model import Body, Evidence, InstrumentType
from itugraph.registry import Conference, Registry
from itugraph.registry.tables import evidence, rows
from itugraph.resources import folder

_COLUMNS = frozenset({"body", "type", "order", "evidence"})


@cache
def _orders() -> dict[tuple[str, str], tuple[str, Evidence]]:
    """Of the bodies whose numbers stay with their texts: "ascending" or "kept", no order."""
    name = "numbering.csv"
    text = (folder("data") / "registry" / name).read_text("utf-8")
    return {
        (row["body"], row["type"]): (row["order"], evidence(f"{name}:{line}", row["evidence"]))
        for line, row in rows(name, text, _COLUMNS)
    }


def first_given_later(
    instrument: str, body: Body, conference: Conference, registry: Registry
) -> tuple[Fact, ...]:
    """The facts that a number was first given after a conference; empty if none tells it.

    Either the text itself was first adopted later, or one of a lower number was, where the
    numbers of the body ascend.

    >>> registry = Registry.load()
    >>> busan = registry.conferences["PP-14"]
    >>> [fact.text for fact in first_given_later("pp/resolution/205", "PP", busan, registry)]
    ['PP-18 first adopted PP Resolution 205']
    >>> first_given_later("pp/resolution/71", "PP", busan, registry)
    ()
    """
    series, type_, number = instrument.split("/")
    order, known = _orders().get((body, type_), ("", "unknown"))
    if order and _first_later(instrument, conference, registry):
        return (_first(instrument, registry),)
    if order != "ascending" or series != body.lower() or not number.isdecimal():
        return ()
    lower = [
        path
        for path, given in _numbers(series, type_, registry)
        if given < int(number) and _first_later(path, conference, registry)
    ]
    if not lower:
        return ()
    facts = [_first(path, registry) for path in lower]
    best = next((fact for fact in facts if fact.evidence == "verified"), facts[0])
    return (best, Fact(f"the numbers of {body} {type_}s ascend", known))


def above_all(instrument: str, body: Body, conference: Conference, registry: Registry) -> int:
    """The highest number known of a body, where one is above it; else 0.

    Only of conferences whose new texts the registry knows, and where numbers ascend.

    >>> registry = Registry.load()
    >>> above_all("pp/resolution/999", "PP", registry.conferences["PP-22"], registry)
    219
    """
    series, type_, number = instrument.split("/")
    order, _ = _orders().get((body, type_), ("", "unknown"))
    if order != "ascending" or series != body.lower() or not number.isdecimal():
        return 0
    firsts = [
        registry.conferences[registry.histories[path].editions[0].conference].key
        for path, _ in _numbers(series, type_, registry)
    ]
    if not firsts or conference.key > max(firsts):
        return 0
    highest = max(given for _, given in _numbers(series, type_, registry))
    return highest if int(number) > highest else 0


def _numbers(
    series: str, type_: InstrumentType | str, registry: Registry
) -> Iterator[tuple[str, int]]:
    for path, history in registry.histories.items():
        body, kind, number = path.split("/")
        if (body, kind) == (series, type_) and number.isdecimal() and history.editions:
            yield path, int(number)


def _first_later(path: str, conference: Conference, registry: Registry) -> bool:
    history = registry.history(path)
    if history is None or not history.editions or history.editions[0].kind != "new":
        return False
    return registry.conferences[history.editions[0].conference].key > conference.key


def _first(path: str, registry: Registry) -> Fact:
    row = registry.histories[path].editions[0]
    return Fact(
        f"{row.conference} first adopted {registry.label(path)}", adopted(row, registry).evidence
    )

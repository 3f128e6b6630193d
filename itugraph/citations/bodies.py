"""Whose text a printed citation names: the order in which the body is decided."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from itugraph.citations.frame import Frame
from itugraph.citations.grammar import Member, Mention
from itugraph.citations.identity import Memory
from itugraph.citations.provisions import Provision
from itugraph.identifiers import Instrument, body_of_series
from itugraph.model import UNITED_NATIONS, Body, InstrumentType, Rule
from itugraph.registry import Conference, EditionRow, Registry

_COUNCIL_FROM = {"resolution": 1000, "decision": 400}
# Which bodies adopt texts of a type that place and year alone can name: an assembly of ITU-R
# prints its tag.
_BY_PLACE: Mapping[str, frozenset[Body]] = {
    "resolution": frozenset({"PP", "WTSA", "WTDC", "WCIT"}),
    "decision": frozenset({"PP"}),
    "recommendation": frozenset({"PP", "WTDC"}),
    "opinion": frozenset({"WTPF"}),
}
_COUNTED_THROUGH = 3
"""Digits and letters of a number that no article's own paragraphs reach ("28A", "169")."""
_SECTOR_BODIES: Mapping[str, Body] = {"R": "ITU-R", "T": "ITU-T", "D": "ITU-D"}
# Whose study groups a body hands its Questions to.
_STUDIES: Mapping[Body, Body] = {"WTSA": "ITU-T", "RA": "ITU-R", "WTDC": "ITU-D"}
# "CCITT Recommendation X.25": what a Sector recommends bears the name of its assembly too.
_SERIES_OF: Mapping[Body, Body] = {"WTSA": "ITU-T", "RA": "ITU-R"}
_ASSEMBLIES: Mapping[str, Body] = {"R": "RA", "T": "WTSA", "D": "WTDC"}


def is_strong(mention: Mention | Provision, registry: Registry) -> bool:
    """Whether a mention shows by itself that the text speaks of ITU's instruments.

    A tag does, a name that only ITU bears, and a place and year at which the registry knows
    an edition with that number.
    """
    if isinstance(mention, Provision):
        if mention.place and mention.year and registry.meetings(mention.place, mention.year):
            return mention.treaty is not None
        return _is_strong_provision(mention, registry)
    before, after = mention.before, mention.after
    if mention.sector or before.sector or after.sector or before.event or after.event:
        return True
    for said in (before, after):
        if said.body and not said.weak and said.body not in UNITED_NATIONS:
            return True
    if before.foreign or after.foreign:
        return False
    if mention.head.type == "document":
        return any("-" in member.number for member in mention.members)
    if "COUNCIL" in (before.body, after.body) and mention.head.type is not None:
        paths = (f"council/{mention.head.type}/{member.number}" for member in mention.members)
        marked = len(mention.members) > 1 or any(member.mark for member in mention.members)
        return marked and any(registry.history(path) for path in paths)
    return any(_known_mark(mention, member, registry) for member in mention.members)


def _is_strong_provision(provision: Provision, registry: Registry) -> bool:
    """Whether provisions are of a treaty that only ITU has, or numbered as only ITU's are."""
    if any(mark and mark.label and registry.tagged(mark.label) for mark in provision.marks):
        return True
    if provision.treaty is None or not provision.weak:
        return provision.treaty is not None
    if provision.head.word != "number" or provision.head.treaty is not None:
        return False
    # Only ITU numbers the provisions of its treaties through: "No. 73 of the Convention". Where
    # the word counts other things too, the number must be one that no article's items reach.
    counts = provision.head.items
    return not counts or any("." in n or len(n) >= _COUNTED_THROUGH for n in provision.numbers)


def _known_mark(mention: Mention, member: Member, registry: Registry) -> bool:
    mark = member.mark
    if mark is None or mention.head.type is None:
        return False
    if mark.label:
        return registry.tagged(mark.label) is not None
    if not mark.place or not mark.year:
        return False
    return any(
        mark.revised
        or row_at(registry, registry.instrument(c.body, mention.head.type, member.number, c), c)
        for c in registry.meetings(mark.place, mark.year)
        if c.body is not None and c.body in _BY_PLACE.get(mention.head.type, ())
    )


def decide(
    mention: Mention,
    member: Member,
    type_: InstrumentType,
    frame: Frame,
    memory: Memory,
    registry: Registry,
    *,
    in_context: bool,
) -> tuple[Body | None, Rule, tuple[Conference, ...]] | None:
    before, after, mark = mention.before, mention.after, member.mark
    if member.body:
        return member.body, "words", ()
    sector = member.sector or mention.sector or before.sector or after.sector
    if sector:
        if type_ == "recommendation" and sector != "D" and member.number[0].isdecimal():
            return None  # those Recommendations have a series; this number is something else
        assembly = type_ in ("resolution", "decision") or (type_, sector) == ("opinion", "R")
        return (_ASSEMBLIES if assembly else _SECTOR_BODIES)[sector], "tag", ()
    if mark and mark.label:
        tagged = registry.tagged(mark.label)
        if tagged and tagged.body:
            return tagged.body, "tag", ()
    label = before.event or after.event
    event = registry.tagged(label) if label else None
    if event and event.body:
        return event.body, "words", ()
    if after.others and mark and mark.place and mark.year:
        # "Resolutions 140 (Rev. Dubai, 2018) and 75 (Rev. Geneva, 2022) of PP and WTSA"
        there = {c.body for c in registry.meetings(mark.place, mark.year)}
        fits = there & {after.body, *after.others}
        if len(fits) == 1:
            return fits.pop(), "words", ()
    for said in (before, after):
        recommends = _SERIES_OF.get(said.body) if said.body else None
        if recommends and type_ == "recommendation" and member.number[0].isupper():
            return recommends, "words", ()
        if said.body and (in_context or not said.weak) and _adopts(said.body, type_, member):
            return said.body, "words", ()
    if after.own and frame.body:
        return frame.body, "words", ()
    met = _met(type_, member, registry)
    known = in_context or _known_mark(mention, member, registry)
    if met and known and not before.foreign and not after.foreign:
        bodies = {c.body for c in met}
        if len(bodies) == 1:
            return met[0].body, "place-year", ()
        if frame.body in bodies:
            return frame.body, "place-year", ()
        return None, "place-year", met
    if before.foreign or after.foreign or after.other or not in_context:
        return None
    if before.body or after.body:
        return None  # a body that adopts no such texts
    if mark and mark.place and not registry.met_at(mark.place):
        return None  # where ITU never met, somebody else did
    if type_ == "recommendation" and not member.number[0].isdecimal():
        series = member.number.split(".")[0]
        return ("ITU-T", "range", ()) if len(series) == 1 and series not in "FMPSV" else None
    if member.number.isdecimal() and int(member.number) >= _COUNCIL_FROM.get(type_, 10_000):
        return "COUNCIL", "range", ()
    said_before = memory.bodies.get((type_, member.number))
    if said_before and mark is None:
        return said_before[0], said_before[1], ()
    if frame.body and _own(frame.body, type_):
        return frame.body, "own-body", ()
    studies = _STUDIES.get(frame.body) if frame.body else None
    if studies and type_ == "question":
        return studies, "own-body", ()
    numbered = _bodies_with(type_, member.number, registry)
    if len(numbered) == 1:
        return numbered[0], "range", ()
    return (None, "range", ()) if numbered else None


def _bodies_with(type_: InstrumentType, number: str, registry: Registry) -> list[Body]:
    """The bodies that have a text of the number and are cited without a tag."""
    found = [path.partition("/")[0] for path in registry.numbered(type_, number)]
    return [body_of_series(s) for s in found if s not in ("ra", "wrc")]


def _adopts(body: Body, type_: InstrumentType, member: Member) -> bool:
    if type_ == "recommendation" and not member.number[0].isdecimal():
        return False
    if body == "COUNCIL":
        return type_ in _COUNCIL_FROM and int("".join(filter(str.isdecimal, member.number))) >= 100
    return True


def _own(body: Body, type_: InstrumentType) -> bool:
    return type_ == "resolution" or (type_ in ("decision", "recommendation") and body == "PP")


def _met(type_: InstrumentType, member: Member, registry: Registry) -> tuple[Conference, ...]:
    """The conferences at the mark's place and year that can have adopted the text."""
    mark = member.mark
    if mark is None or not mark.place or not mark.year:
        return ()
    return _held(type_, member.number, mark.place, mark.year, registry)


@lru_cache(maxsize=2048)
def _held(
    type_: InstrumentType, number: str, place: str, year: int, registry: Registry
) -> tuple[Conference, ...]:
    bodies = _BY_PLACE.get(type_, frozenset())
    met = [c for c in registry.meetings(place, year) if c.body in bodies]
    if len(met) > 1:
        known = [
            c
            for c in met
            if c.body and row_at(registry, registry.instrument(c.body, type_, number, c), c)
        ]
        met = known or met
    return tuple(met)


def row_at(registry: Registry, instrument: Instrument, conference: Conference) -> EditionRow | None:
    history = registry.history(instrument.path)
    return history.adopted_at(conference.id) if history else None

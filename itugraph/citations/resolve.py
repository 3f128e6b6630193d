"""Which instrument and edition a printed citation names.

The body is decided in this order, and the rule that decided is kept: the tag of a sector or
conference, explicit words, place and year, the range of numbers, the citing document's own
body. What does not fit is told in notes, never repaired.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from itugraph.citations.frame import Frame
from itugraph.citations.grammar import Member, Mention
from itugraph.citations.marks import Mark
from itugraph.citations.provisions import Provision
from itugraph.identifiers import (
    Edition,
    Instrument,
    Name,
    Part,
    body_of_series,
    split_suffix,
)
from itugraph.model import Body, Evidence, InstrumentType, Reading, Rule
from itugraph.registry import Conference, EditionRow, Registry, cited_by_place

_UNITED_NATIONS: frozenset[Body] = frozenset({"UNGA", "ECOSOC", "UNSC"})
_COUNCIL_FROM = {"resolution": 1000, "decision": 400}
# Which bodies adopt texts of a type that place and year alone can name: an assembly of ITU-R
# prints its tag.
_BY_PLACE: Mapping[str, frozenset[Body]] = {
    "resolution": frozenset({"PP", "WTSA", "WTDC", "WCIT"}),
    "decision": frozenset({"PP"}),
    "recommendation": frozenset({"PP", "WTDC"}),
    "opinion": frozenset({"WTPF"}),
}
_SECTOR_BODIES: Mapping[str, Body] = {"R": "ITU-R", "T": "ITU-T", "D": "ITU-D"}
_ASSEMBLIES: Mapping[str, Body] = {"R": "RA", "T": "WTSA", "D": "WTDC"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a citation names.

    Attributes:
        whole: the instrument or edition; target: the most specific thing, with its part.
        alternatives: the readings, where several bodies are possible.
    """

    type: InstrumentType
    body: Body | None
    number: str | None
    rule: Rule | None
    revised: bool | None = None
    place: str | None = None
    year: int | None = None
    conference: str | None = None
    instrument: Instrument | None = None
    edition: Edition | None = None
    target: Name | None = None
    evidence: Evidence = "unknown"
    notes: tuple[str, ...] = ()
    alternatives: tuple[Reading, ...] = ()


@dataclass(slots=True)
class Memory:
    """What the document said before: the body of each number, the last treaty of a line.

    The one thing that changes while a document is read; it never leaves its document.
    """

    bodies: dict[tuple[str, str], tuple[Body, Rule]] = field(default_factory=dict)
    treaty: tuple[int, Body] | None = None


def is_strong(mention: Mention | Provision, registry: Registry) -> bool:
    """Whether a mention shows by itself that the text speaks of ITU's instruments.

    A tag does, a name that only ITU bears, and a place and year at which the registry knows
    an edition with that number.
    """
    if isinstance(mention, Provision):
        return mention.treaty is not None and not mention.weak
    before, after = mention.before, mention.after
    if mention.sector or before.sector or after.sector or before.event or after.event:
        return True
    for said in (before, after):
        if said.body and not said.weak and said.body not in _UNITED_NATIONS:
            return True
    if before.foreign or after.foreign:
        return False
    return any(_known_mark(mention, member, registry) for member in mention.members)


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
        or _row(registry, registry.instrument(c.body, mention.head.type, member.number, c), c)
        for c in registry.meetings(mark.place, mark.year)
        if c.body is not None and c.body in _BY_PLACE.get(mention.head.type, ())
    )


def resolve(
    mention: Mention,
    member: Member,
    frame: Frame,
    memory: Memory,
    registry: Registry,
    *,
    in_context: bool,
) -> Identity | None:
    """The identity of one member of a mention; None where it is no citation of ours.

    Args:
        in_context: whether the document is known to speak of ITU's instruments: short of
            that, words such as "the Council" and bare numbers mean other things.
    """
    type_ = mention.head.type
    if type_ is None:
        return None
    number = member.number.removeprefix("A/RES/")
    if type_ == "document":
        return _document(number, in_context=in_context)
    said = mention.before.body or mention.after.body
    if mention.head.small and "/" not in number and said not in _UNITED_NATIONS:
        return None  # written small it means a text named before, not a number of its own
    if "/" in number and type_ == "resolution":
        return _united_nations(mention, member, number, in_context=in_context)
    mark = member.mark
    if mention.before.distributive and mark is None and in_context:
        return _each(type_, number, None, registry)
    decided = _body(mention, member, type_, frame, memory, registry, in_context=in_context)
    if decided is None:
        return None
    body, rule, several = decided
    if body is None and not several:
        return _each(type_, number, mark, registry)
    if body is None:
        return _several(type_, number, mark, several, registry)
    memory.bodies[type_, number] = (body, rule)
    identity = _identify(body, rule, type_, number, mention, member, frame, registry)
    return _with_part(identity, mention.before.steps or mention.after.steps)


def _document(number: str, *, in_context: bool) -> Identity | None:
    """A document of a meeting; short of ITU's context "C14/24" is anybody's, "PP-18/46" is not."""
    if not in_context and "-" not in number.partition("/")[0]:
        return None
    series = number.split("/", maxsplit=1)[0].split("-", maxsplit=1)[0].rstrip("0123456789")
    body: Body = "COUNCIL" if series == "C" else series  # type: ignore[assignment]
    instrument = Instrument(body.lower(), "document", number)
    return Identity("document", body, number, "tag", instrument=instrument, target=instrument)


def _united_nations(
    mention: Mention, member: Member, number: str, *, in_context: bool
) -> Identity | None:
    said = mention.before.body or mention.after.body
    body: Body
    rule: Rule
    if member.number.startswith("A/RES/"):
        body, rule = "UNGA", "tag"
    elif said in _UNITED_NATIONS:
        body, rule = said, "words"
    elif said or mention.before.foreign or mention.after.foreign:
        return None
    elif in_context and _is_assembly_number(number):
        body, rule = "UNGA", "range"
    else:
        return None
    instrument = Instrument(body.lower(), "un-resolution", number)
    year = member.mark.year if member.mark else None
    identity = Identity(
        "un-resolution", body, number, rule, year=year, instrument=instrument, target=instrument
    )
    return _with_part(identity, mention.before.steps)


def _is_assembly_number(number: str) -> bool:
    session, _, serial = number.partition("/")
    return 31 <= int(session) <= 99 and int(serial.rstrip("ABCDEF") or 0) < 600


def _body(
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
    sector = mention.sector or before.sector or after.sector
    if sector:
        if type_ == "recommendation" and sector != "D" and member.number[0].isdecimal():
            return None  # those Recommendations have a series; this number is something else
        assembly = type_ in ("resolution", "decision")
        return (_ASSEMBLIES if assembly else _SECTOR_BODIES)[sector], "tag", ()
    if mark and mark.label:
        tagged = registry.tagged(mark.label)
        if tagged and tagged.body:
            return tagged.body, "tag", ()
    event = registry.tagged(before.event or after.event or "")
    if event and event.body:
        return event.body, "words", ()
    for said in (before, after):
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
    bodies = _BY_PLACE.get(type_, frozenset())
    met = [c for c in registry.meetings(mark.place, mark.year) if c.body in bodies]
    if len(met) > 1:
        known = [
            c
            for c in met
            if c.body and _row(registry, registry.instrument(c.body, type_, member.number, c), c)
        ]
        met = known or met
    return tuple(met)


def _several(
    type_: InstrumentType,
    number: str,
    mark: Mark | None,
    met: tuple[Conference, ...],
    registry: Registry,
) -> Identity:
    readings: list[Reading] = []
    for conference in met:
        if conference.body is None:
            continue
        instrument = registry.instrument(conference.body, type_, number, conference)
        row = _row(registry, instrument, conference)
        readings.append(
            Reading(
                "both",
                type_,
                conference.body,
                number,
                mark.place if mark else None,
                conference.year,
                conference.id,
                instrument.path,
                registry.edition_path(row) if row else None,
            )
        )
    return Identity(
        type_,
        None,
        number,
        "place-year",
        revised=mark.revised if mark else None,
        place=mark.place if mark else None,
        year=mark.year if mark else None,
        alternatives=tuple(r for r in readings if r.edition),
    )


def _each(type_: InstrumentType, number: str, mark: Mark | None, registry: Registry) -> Identity:
    """The texts that a number without a body may mean: one in each body that has it.

    With a mark it is one that no conference can have made: nothing is decided on it.
    """
    readings: list[Reading] = []
    for path in registry.numbered(type_, number):
        body = body_of_series(path.partition("/")[0])
        if body != "WRC" and (body != "RA" or mark is None):  # those would carry their tag
            readings.append(Reading("both", type_, body, number, instrument=path))
    return Identity(
        type_,
        None,
        number,
        "range",
        revised=mark.revised if mark else None,
        place=mark.place if mark else None,
        year=mark.year if mark else None,
        notes=("impossible-mark",) if mark else (),
        alternatives=tuple(readings),
    )


def _row(registry: Registry, instrument: Instrument, conference: Conference) -> EditionRow | None:
    history = registry.history(instrument.path)
    return history.adopted_at(conference.id) if history else None


def _identify(
    body: Body,
    rule: Rule,
    type_: InstrumentType,
    number: str,
    mention: Mention,
    member: Member,
    frame: Frame,
    registry: Registry,
) -> Identity:
    mark = member.mark
    conference, notes = _conference(body, mention, member, frame, registry)
    if type_ == "resolution" and body in _UNITED_NATIONS:
        type_ = "un-resolution"
    plain, suffix = split_suffix(body, type_, number)
    instrument = registry.instrument(body, type_, plain, conference)
    history = registry.history(instrument.path)
    if member.shared and conference and history and not history.adopted_at(conference.id):
        # The mark behind a list is not that of a text which had no such edition.
        mark, conference, notes = None, None, ()
    row = None
    edition: Edition | None = None
    if suffix is not None:
        row = history.revision(suffix) if history else None
        if row is not None:
            edition = Edition(instrument, registry.edition_tag(row))
            if conference is None and mark is None:
                conference = registry.conferences[row.conference]
            elif conference is not None and row.conference != conference.id:
                notes = (*notes, "year-against-suffix")
        elif conference is not None:
            edition = Edition(instrument, conference.edition_tag)
            notes = (*notes, "unknown-edition")
        else:
            edition = Edition(instrument, f"s{suffix}")
            if history is not None:
                notes = (*notes, "unknown-edition")
    elif conference is not None:
        row = history.adopted_at(conference.id) if history else None
        edition = Edition(instrument, conference.edition_tag)
        if row is None:
            notes = (*notes, "unknown-edition")
    elif mark is not None and mark.dated:
        edition = Edition(instrument, mark.dated)
    if row is not None and mark is not None and mark.place and conference is not None:
        notes = (*notes, *_revision_notes(row, mark))
    evidence: Evidence = "unknown"
    if row is not None:
        evidence = row.evidence
    elif edition is None and history is not None and history.editions:
        evidence = history.editions[-1].evidence
    return Identity(
        type_,
        body,
        number,
        rule,
        revised=None if mark is None or mark.dated else mark.revised,
        place=mark.place if mark else None,
        year=mark.year if mark else conference.year if conference else None,
        conference=conference.id if conference else None,
        instrument=instrument,
        edition=edition,
        target=edition or instrument,
        evidence=evidence,
        notes=notes,
    )


def _revision_notes(row: EditionRow, mark: Mark) -> tuple[str, ...]:
    if row.kind == "revised" and not mark.revised:
        return ("missing-rev",)
    if row.kind == "new" and mark.revised:
        return ("superfluous-rev",)
    return ()


def _conference(
    body: Body, mention: Mention, member: Member, frame: Frame, registry: Registry
) -> tuple[Conference | None, tuple[str, ...]]:
    mark = member.mark
    if mark is None:
        event = registry.tagged(mention.before.event or mention.after.event or "")
        return (event, ()) if event and event.body == body else (None, ())
    if mark.label:
        tagged = registry.tagged(mark.label)
        if tagged is None:
            return None, ("impossible-mark",)
        return (tagged, ()) if tagged.body == body else (None, ("body-against-mark",))
    if mark.dated or mark.year is None:
        return None, ()
    if mark.place is None:
        held = registry.held(body, mark.year)
        return (held[-1], ()) if held else (None, ())
    met = registry.meetings(mark.place, mark.year)
    for conference in met:
        if conference.body == body:
            wrong = mention.after.own and frame.conference and conference != frame.conference
            return conference, ("body-against-mark",) if wrong else ()
    notes = ("body-against-mark",) if any(cited_by_place(c) for c in met) else ()
    return None, (*notes, "impossible-mark")


def _with_part(identity: Identity, steps: tuple[str, ...]) -> Identity:
    whole = identity.edition or identity.instrument
    if not steps or whole is None:
        return identity
    return replace(identity, target=Part(whole, steps))


def provisions(
    provision: Provision, start: int, line: int, memory: Memory, *, in_context: bool
) -> tuple[Identity, ...] | None:
    """The identities of numbered provisions; None where they are not ITU's.

    Args:
        start: where the head word stands; line: where its line starts, in characters.
    """
    treaty: Body | None = provision.treaty
    rule: Rule = "words"
    if treaty is not None and provision.weak and not in_context:
        return None
    if treaty is None:
        if provision.head.word != "number":
            return None
        if memory.treaty is not None and memory.treaty[0] >= line:
            treaty = memory.treaty[1]
        elif in_context and all("." in number for number in provision.numbers):
            treaty, rule = "RR", "range"
        else:
            return None
    memory.treaty = (start, treaty)
    return tuple(
        _provision(provision, treaty, rule, number, letter, mark)
        for number, letter, mark in zip(
            provision.numbers, provision.letters, provision.marks, strict=True
        )
    )


def _provision(
    provision: Provision,
    treaty: Body,
    rule: Rule,
    number: str,
    letter: str,
    mark: Mark | None,
) -> Identity:
    if provision.document:
        whole = Instrument("wsis", "wsis-document", provision.document)
    else:
        # A treaty made twice has a numbering for each year.
        again = treaty == "ITR" and provision.year in (1988, 2012)
        whole = Instrument(f"itr-{provision.year}" if again else treaty.lower())
    word = provision.head.word or "number"
    edition = (str(mark.year),) if mark and mark.year else ()
    steps = (word, number.lower(), *((letter,) if letter else ()), *edition)
    types: dict[str, InstrumentType] = {"article": "article", "appendix": "appendix"}
    return Identity(
        types.get(word, "provision"),
        treaty,
        number,
        rule,
        revised=mark.revised if mark else None,
        year=mark.year if mark else None,
        instrument=whole,
        target=Part(whole, steps),
    )


def outcome_document(name: str, year: int | None = None) -> Identity:
    """The identity of a WSIS document named without a paragraph.

    >>> outcome_document("Tunis Agenda").target.path
    'wsis/wsis-document/tunis-agenda'
    """
    instrument = Instrument("wsis", "wsis-document", name)
    return Identity(
        "wsis-document",
        "WSIS",
        name,
        "words",
        year=year,
        instrument=instrument,
        target=instrument,
    )

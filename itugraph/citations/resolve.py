"""Which instrument and edition a printed citation names.

The body is decided in this order, and the rule that decided is kept: the tag of a sector or
conference, explicit words, place and year, the range of numbers, the citing document's own
body. What does not fit is told in notes, never repaired.
"""

from __future__ import annotations

from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from itugraph.citations.bodies import decide, row_at
from itugraph.citations.frame import Frame
from itugraph.citations.grammar import Member, Mention
from itugraph.citations.identity import Identity, Memory, with_part
from itugraph.citations.marks import Mark
from itugraph.identifiers import Edition, Instrument, body_of_series, split_suffix
from itugraph.model import BODIES, UNITED_NATIONS, Body, Evidence, InstrumentType, Reading, Rule
from itugraph.registry import Conference, EditionRow, Registry, cited_by_place


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
    if "/" in number:
        number = "".join(number.split())
    if type_ == "document":
        return _document(number, in_context=in_context)
    said = mention.before.body or mention.after.body
    marked = member.mark is not None and (member.mark.place or member.mark.label)
    if mention.head.small and "/" not in number and said not in UNITED_NATIONS and not marked:
        return None  # written small it means a text named before, not a number of its own
    if type_ == "resolution" and ("/" in number or mention.head.symbol):
        return _united_nations(mention, member, number, in_context=in_context)
    mark = member.mark
    if mention.before.distributive and mark is None and in_context:
        return _each(type_, number, None, registry)
    decided = decide(mention, member, type_, frame, memory, registry, in_context=in_context)
    if decided is None:
        return None
    body, rule, several = decided
    if body is None and not several:
        return _each(type_, number, mark, registry)
    if body is None:
        return _several(type_, number, mark, several, registry)
    memory.bodies[type_, number] = (body, rule)
    before, after = mention.before, mention.after
    own = frame.conference.id if after.own and frame.conference else None
    identity = _identify(
        # Where a mark stands says nothing of what it names.
        _Printed(type_, number, mark[2:] if mark else None, member.shared),
        body,
        rule,
        before.body or after.body,
        before.event or after.event,
        own,
        registry,
    )
    steps = before.steps or after.steps
    return with_part(identity, steps) if steps else identity


def _document(number: str, *, in_context: bool) -> Identity | None:
    """A document of a meeting; short of ITU's context "C14/24" is anybody's, "PP-18/46" is not."""
    if not in_context and "-" not in number.partition("/")[0]:
        return None
    series = number.split("/", maxsplit=1)[0].split("-", maxsplit=1)[0].rstrip("0123456789")
    body = "COUNCIL" if series == "C" else series
    if body not in BODIES:
        return None
    instrument = Instrument(body.lower(), "document", number)
    return Identity("document", body, number, "tag", instrument=instrument, target=instrument)


def _united_nations(
    mention: Mention, member: Member, number: str, *, in_context: bool
) -> Identity | None:
    said = mention.before.body or mention.after.body
    body: Body
    rule: Rule
    if mention.head.symbol:
        body, rule = mention.head.symbol, "tag"
    elif member.number.startswith("A/RES/"):
        body, rule = "UNGA", "tag"
    elif said in UNITED_NATIONS:
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
    return with_part(identity, mention.before.steps)


def _is_assembly_number(number: str) -> bool:
    session, _, serial = number.rstrip(ascii_uppercase).partition("/")
    return 31 <= int(session) <= 99 and int(serial or 0) < 600


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
        row = row_at(registry, instrument, conference)
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


class _Printed(NamedTuple):
    """What is printed of one text, wherever it stands.

    Attributes:
        mark: without where it stands.
        shared: whether the mark stands behind a later member of a list.
    """

    type: InstrumentType
    number: str
    mark: tuple[bool, str | None, int | None, str | None, str | None] | None
    shared: bool


@lru_cache(maxsize=2048)
def _identify(
    printed: _Printed,
    body: Body,
    rule: Rule,
    said: Body | None,
    event: str | None,
    own: str | None,
    registry: Registry,
) -> Identity:
    """The identity of a text whose body is decided: documents cite the same texts many times.

    Args:
        said: the body that the words around name; event: a label such as "PP-18" in them.
        own: the conference of the document, where they say "of this conference".
    """
    type_, number, told, shared = printed
    mark = Mark(0, 0, *told) if told else None
    conference, notes = _conference(body, mark, event, own, registry)
    if type_ == "resolution" and body in UNITED_NATIONS:
        type_ = "un-resolution"
    plain, suffix = split_suffix(body, type_, number)
    instrument = registry.instrument(body, type_, plain, conference)
    history = registry.history(instrument.path)
    again = body == "WTPF"  # each forum numbers its opinions anew
    if shared and not again and conference and history and not history.adopted_at(conference.id):
        # The mark behind a list is not that of a text which had no such edition.
        mark, conference, notes = None, None, ()
    if rule == "tag" and mark is not None and mark.label and said not in (None, body):
        notes = (*notes, "body-against-mark")
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
    elif mark is not None and mark.label and body == "COUNCIL":
        edition = Edition(instrument, f"c{mark.label[-2:]}")
        notes = (*notes, "unknown-edition")
    elif mark is not None and mark.dated:
        edition = Edition(instrument, mark.dated)
    elif mark is not None and mark.year and body in ("ITU-T", "ITU-R", "ITU-D"):
        edition = Edition(instrument, str(mark.year))  # "Recommendation ITU-T A.5 (2019)"
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
    body: Body, mark: Mark | None, event: str | None, own: str | None, registry: Registry
) -> tuple[Conference | None, tuple[str, ...]]:
    if mark is None:
        named = registry.tagged(event) if event else None
        return (named, ()) if named and named.body == body else (None, ())
    if mark.label:
        tagged = registry.tagged(mark.label)
        if tagged is None and body == "COUNCIL":
            return None, ()  # it meets each year: that the registry lacks a session says nothing
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
            wrong = own is not None and conference.id != own
            return conference, ("body-against-mark",) if wrong else ()
    notes = ("body-against-mark",) if any(cited_by_place(c) for c in met) else ()
    return None, (*notes, "impossible-mark")

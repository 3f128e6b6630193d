"""What the registry says, and what follows from it, as statements."""

from __future__ import annotations

import re

from itugraph.graph.standing import HowEnded, standing
from itugraph.graph.statements import Statements
from itugraph.identifiers import Instrument, parse_path
from itugraph.registry import Conference, EditionRow, History, Registry
from itugraph.vocabulary import (
    CITO,
    CLASS_OF_TYPE,
    DCT,
    ELI,
    ITG,
    LABEL,
    ORG,
    PROV,
    SCHEMA,
    SKOS,
    TYPE,
    VERB,
)

IN_FORCE = ELI + "InForce-inForce"
NOT_IN_FORCE = ELI + "InForce-notInForce"
ENDINGS: dict[HowEnded, str] = {
    "superseded": ITG + "Superseded",
    "suppressed": ITG + "Suppressed",
    "merged": ITG + "Merged",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def event_path(conference: str) -> str:
    """The path of a conference.

    >>> event_path("WTSA-16")
    'event/wtsa-16'
    """
    return f"event/{conference.lower()}"


def body_path(body: str) -> str:
    """The path of a body.

    >>> body_path("ITU-T")
    'body/itu-t'
    """
    return f"body/{body.lower()}"


def closing_day(conference: Conference) -> str | None:
    """The day a conference closed, None where it is not known to the day."""
    return conference.end if _DAY.fullmatch(conference.end) else None


def registry_statements(registry: Registry, base: str) -> Statements:
    """The registry as the named graph `registry`."""
    said = Statements(base, "registry")
    for body in registry.bodies.values():
        if body.belongs_to == body.id:
            said.node(body_path(body.id), TYPE, ORG + "Organization")
            said.text(body_path(body.id), LABEL, body.names["en"], "en")
    for conference in registry.conferences.values():
        if conference.body is not None:
            _conference(said, conference)
    for history in registry.histories.values():
        _instrument(said, history)
        for row, older in zip(history.editions, (None, *history.editions), strict=False):
            _edition(said, registry, row, older)
        if history.ended is not None:
            _ending(said, registry, history, history.ended)
    for opener in registry.openers:
        said.external(VERB + opener.id, TYPE, SKOS + "Concept")
        said.external_text(VERB + opener.id, LABEL, opener.words, "en")
        if opener.cito:
            said.external(VERB + opener.id, SKOS + "closeMatch", CITO + opener.cito)
    return said


def _conference(said: Statements, conference: Conference) -> None:
    path = event_path(conference.id)
    place = conference.places.get("en")
    label = f"{conference.id} ({place}, {conference.year})" if place else conference.id
    said.node(path, TYPE, SCHEMA + "Event")
    said.path(path, SCHEMA + "organizer", body_path(conference.body or ""))
    said.typed(path, ITG + "year", conference.year, "gYear")
    said.text(path, LABEL, label, "en")
    said.text(path, SCHEMA + "location", place)
    day = closing_day(conference)
    if day:
        said.typed(path, SCHEMA + "endDate", day, "date")


def _instrument(said: Statements, history: History) -> None:
    name = parse_path(history.path)
    if not isinstance(name, Instrument):
        return
    describe_instrument(said, name)
    said.text(history.path, DCT + "title", history.title, "en")


def describe_instrument(said: Statements, name: Instrument) -> None:
    """Class, body, number and label of an instrument."""
    said.node(name.path, TYPE, ELI + "ComplexWork")
    said.node(name.path, TYPE, CLASS_OF_TYPE[name.type] if name.type else ITG + "Treaty")
    said.path(name.path, ITG + "body", body_path(name.body))
    said.text(name.path, ELI + "number", name.number)
    said.text(name.path, LABEL, name.printed, "en")


def _edition(
    said: Statements, registry: Registry, row: EditionRow, older: EditionRow | None
) -> None:
    path = registry.edition_path(row)
    conference = registry.conferences[row.conference]
    said.node(path, TYPE, ELI + "LegalResource")
    said.path(path, ELI + "is_member_of", row.instrument)
    said.path(path, PROV + "wasGeneratedBy", event_path(row.conference))
    said.typed(path, ITG + "year", conference.year, "gYear")
    said.text(path, ITG + "evidence", row.evidence)
    said.text(path, LABEL, registry.label(path), "en")
    day = closing_day(conference)
    if day:
        said.typed(path, ELI + "date_document", day, "date")
    if older is not None:
        said.path(path, DCT + "replaces", registry.edition_path(older))


def _ending(said: Statements, registry: Registry, history: History, ended: EditionRow) -> None:
    """A suppression, told of the last edition; a merger is told of the text merged into."""
    if not history.editions:
        return
    last = registry.edition_path(history.editions[-1])
    said.path(last, PROV + "wasInvalidatedBy", event_path(ended.conference))
    into = registry.history(ended.into)
    taking = into.adopted_at(ended.conference) if into else None
    if taking is not None:
        said.path(registry.edition_path(taking), DCT + "replaces", last)


def derived_statements(registry: Registry, base: str) -> Statements:
    """What follows from the registry: which edition is current, which have ended, when and how.

    It stands for one date, the newest conference of the registry.
    """
    said = Statements(base, "derived")
    now = standing(registry)
    for work, edition in now.current.items():
        said.path(work, ITG + "current", edition)
        said.node(edition, ELI + "in_force", IN_FORCE)
    for edition, ending in now.ended.items():
        said.node(edition, ELI + "in_force", NOT_IN_FORCE)
        said.node(edition, ITG + "ending", ENDINGS[ending.how])
        if ending.how == "superseded":
            said.path(edition, PROV + "wasInvalidatedBy", event_path(ending.conference))
        if ending.row.into:
            said.path(edition, ITG + "mergedInto", ending.row.into)
        day = closing_day(registry.conferences[ending.conference])
        if day:
            said.typed(edition, ELI + "date_no_longer_in_force", day, "date")
    return said

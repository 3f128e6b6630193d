"""The mark in the title of a text: "Rev." where it is a revision, and only there."""

from __future__ import annotations

from collections.abc import Iterator

from itugraph.checks.draft import Draft
from itugraph.checks.finding import Fact, Finding, adopted, finding, held
from itugraph.checks.numbering import first_given_later
from itugraph.model import Citation
from itugraph.registry import Conference, EditionRow, History, Registry, mark


def title(draft: Draft) -> Iterator[Finding]:
    """Find a title whose mark says a revision where it is none, or does not where it is one."""
    own, registry = draft.own, draft.registry
    if own is None or own.ambiguous or own.body is None or own.revised is None:
        return
    conference = registry.conferences.get(own.conference or "")
    # The Council's marks are of sessions, and amend a text without "Rev.".
    if conference is None or conference.body != own.body or own.body == "COUNCIL":
        return
    history = registry.history(own.instrument or "")
    why = _former(history, conference, registry)
    if why and not own.revised:
        message = (
            "the title lacks the word for a revision: an earlier conference adopted this number"
        )
        yield finding("title", message, own, why, suggestion=mark(conference, revised=True))
    elif not why and own.revised:
        message = "the title says a revision: no earlier conference adopted this number"
        why = _new(own, history, conference, registry)
        if why:
            yield finding("title", message, own, why, suggestion=mark(conference, revised=False))


def _former(
    history: History | None, conference: Conference, registry: Registry
) -> tuple[Fact, ...]:
    """That the number was adopted before: the best known of its editions."""
    if history is None:
        return ()
    row = history.adopted_at(conference.id)
    if row is not None and row.kind == "new":
        return ()
    earlier: list[EditionRow] = [
        e for e in history.editions if registry.conferences[e.conference].key < conference.key
    ]
    if row is not None and row.kind == "revised":
        earlier.append(row)
    facts = [adopted(e, registry) for e in earlier]
    known = [fact for fact in facts if fact.evidence == "verified"]
    return tuple((known or facts)[-1:])


def _new(
    own: Citation, history: History | None, conference: Conference, registry: Registry
) -> tuple[Fact, ...]:
    """That the number is given for the first time, as far as the registry can tell."""
    row = history.adopted_at(conference.id) if history else None
    if row is not None:
        return (adopted(row, registry),) if row.kind == "new" else ()
    if own.instrument is None or own.body is None:
        return ()
    before = [
        c for c in registry.conferences.values() if c.body == own.body and c.key < conference.key
    ]
    last = max(before, key=lambda c: c.key, default=None)
    if last is None:
        return ()
    later = first_given_later(own.instrument, own.body, last, registry)
    return (held(conference), *later) if later else ()

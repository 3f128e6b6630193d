"""Marks that cannot be: nobody met there then, or could have adopted that number, or not yet."""

from __future__ import annotations

from collections.abc import Iterator

from itugraph.checks.draft import Draft
from itugraph.checks.finding import Fact, Finding, adopted, finding, held, suggested
from itugraph.checks.numbering import above_all, first_given_later
from itugraph.model import Body, Citation
from itugraph.registry import Conference, Registry, cited_by_place
from itugraph.registry.dates import surely_after


def impossible(draft: Draft) -> Iterator[Finding]:
    """Find marks that contradict the facts of the registry; each citation has one finding.

    What the registry does not know yet is possible.
    """
    for citation in draft.citations:
        if citation.ambiguous or citation.body is None:
            continue
        for rule in (_never_met, _suffix, _not_this_conference, _two_bodies, _later, _number):
            found = rule(citation, draft)
            if found is not None:
                yield found
                break


def _never_met(citation: Citation, draft: Draft) -> Finding | None:
    body, year = citation.body, citation.year
    if "impossible-mark" not in citation.notes or body is None or year is None:
        return None
    if body == "COUNCIL":
        return None  # its marks are of sessions, with words of change before the year
    registry = draft.registry
    if citation.place is None:
        message = f"no conference is known by the tag of {_shown(citation)}"
        return finding("impossible", message, citation, (), at_most="hint")
    there = [c for c in _of(body, registry) if c in registry.meetings(citation.place, c.year)]
    then = [c for c in _of(body, registry) if c.year == year]
    others = [c for c in registry.meetings(citation.place, year) if cited_by_place(c)]
    if not there and not then and not others:
        return None
    # Beyond the conferences it has, the registry knows nothing; a place where nobody ever met
    # may be misread, and a body that only the citing text suggests may be another.
    years = [c.year for c in _of(body, registry)]
    told = citation.rule in ("tag", "words")
    if others and not told:
        return None
    sure = (told or bool(there)) and registry.met_at(citation.place)
    sure = sure and min(years) <= year <= max(years)
    meant = there + [c for c in then if c not in there]
    why = [held(c) for c in (others or then or there)]
    message = f"{_name(body)} did not meet in {citation.place}, {year}"
    if others:
        message += f": that is the mark of {' and '.join(c.id for c in others)}"
    elif then:
        message += f": in {year} it met in {_places(then)}"
    else:
        message += f": it met there in {', '.join(str(c.year) for c in there)}"
    return finding(
        "impossible",
        message,
        citation,
        why,
        suggestion=_likely(citation, meant, registry),
        at_most="error" if sure else "hint",
    )


def _suffix(citation: Citation, draft: Draft) -> Finding | None:
    registry = draft.registry
    row = registry.row(citation.edition or "")
    if "year-against-suffix" not in citation.notes or row is None:
        return None
    label = registry.label(citation.edition or "")
    message = f"{_shown(citation)}: that suffix is of {label}"
    why = [adopted(row, registry)]
    return finding("impossible", message, citation, why, suggestion=suggested(row, registry))


def _not_this_conference(citation: Citation, draft: Draft) -> Finding | None:
    own, cited = draft.conference, draft.registry.conferences.get(citation.conference or "")
    if not draft.misplaces(citation) or own is None or cited is None:
        return None
    said = f"{_shown(citation)} is said to be of this conference, {own.id}"
    message = f"{said}, and bears the mark of {cited.id}"
    return finding(
        "impossible",
        message,
        citation,
        (held(own), held(cited)),
        suggestion=_likely(citation, [own], draft.registry),
    )


def _two_bodies(citation: Citation, draft: Draft) -> Finding | None:
    """Words that name one body, and a tag of another: a list may have led the words astray."""
    cited = draft.registry.conferences.get(citation.conference or "")
    if "body-against-mark" not in citation.notes or cited is None:
        return None
    message = f"{_shown(citation)}: the words name another body than the mark of {cited.id}"
    return finding("impossible", message, citation, (held(cited),), at_most="hint")


def _later(citation: Citation, draft: Draft) -> Finding | None:
    registry, date = draft.registry, draft.date
    cited = registry.conferences.get(citation.conference or "")
    if cited is None or citation.self_ or date.told == "registry":
        return None
    if not surely_after(cited, date):
        return None
    message = (
        f"{_shown(citation)} is of {cited.id}, held after {date.printed}, the date of this text"
    )
    why = [held(cited), *([held(date.conference)] if date.conference else [])]
    return finding("impossible", message, citation, why)


def _number(citation: Citation, draft: Draft) -> Finding | None:
    registry = draft.registry
    cited = registry.conferences.get(citation.conference or "")
    if cited is None or citation.self_ or not citation.edition or not citation.instrument:
        return None
    if citation.body is None or cited.body != citation.body or registry.row(citation.edition):
        return None
    shown = f"{_name(citation.body)} had no {citation.type} {citation.number}"
    why = first_given_later(citation.instrument, citation.body, cited, registry)
    if why:
        history = registry.history(citation.instrument)
        rows = history.editions if history else ()
        return finding(
            "impossible",
            f"{shown} in {cited.year}: {why[0].text}",
            citation,
            (held(cited), *why),
            suggestion=suggested(rows[0], registry) if len(rows) == 1 else None,
        )
    highest = above_all(citation.instrument, citation.body, cited, registry)
    if not highest:
        return None
    why = (Fact(f"the highest number known is {highest}", "unknown"),)
    return finding("impossible", f"{shown}: {why[0].text}", citation, why)


def _of(body: Body, registry: Registry) -> list[Conference]:
    found = [c for c in registry.conferences.values() if c.body == body]
    return sorted(found, key=lambda c: c.key)


def _likely(citation: Citation, meant: list[Conference], registry: Registry) -> str | None:
    """The mark that is meant: of the one conference that adopted an edition of the text."""
    history = registry.history(citation.instrument or "")
    rows = [history.adopted_at(c.id) for c in meant] if history else []
    found = [row for row in rows if row is not None]
    return suggested(found[0], registry) if len(found) == 1 else None


def _places(conferences: list[Conference]) -> str:
    return " and ".join(c.places.get("en") or c.tag for c in conferences)


def _name(body: Body) -> str:
    return "the Council" if body == "COUNCIL" else body


def _shown(citation: Citation) -> str:
    return " ".join(citation.surface.split())

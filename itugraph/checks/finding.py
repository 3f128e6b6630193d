"""What a rule finds: where, how sure, and the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from itugraph.model import Citation, Evidence, Piece
from itugraph.registry import Conference, EditionRow, Registry

RuleId = Literal["superseded", "impossible", "title"]
Severity = Literal["error", "hint"]


@dataclass(frozen=True, slots=True)
class About:
    """A rule in words: its name in one line, and what it looks for."""

    name: str
    description: str


RULES: Mapping[RuleId, About] = {
    "superseded": About(
        "An edition that is no longer current",
        "The edition cited was replaced or suppressed by the date of the text.",
    ),
    "impossible": About(
        "A mark that cannot be",
        "No conference can have adopted a text of this number and mark, or not by then.",
    ),
    "title": About(
        "The mark of the title",
        "The title of the text says a revision where it is none, or does not where it is one.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the registry, in words, and how well it is known."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or may be.

    Attributes:
        severity: "error" where the facts it rests on are verified, else "hint".
        span: [start, end) in characters of the document's text.
        suggestion: the mark to use, as the registry prints it ("Rev. Dubai, 2018"), with the
            number before it where that changes too; None where nothing can be suggested.
        why: the facts that tell it.
    """

    rule: RuleId
    severity: Severity
    message: str
    citation: Citation
    span: Piece
    suggestion: str | None
    why: tuple[Fact, ...]


def finding(
    rule: RuleId,
    message: str,
    citation: Citation,
    why: Iterable[Fact],
    *,
    suggestion: str | None = None,
    at_most: Severity = "error",
) -> Finding:
    """A finding, an error only if every one of its facts is verified.

    Args:
        at_most: "hint" where no fact can make it an error.
    """
    facts = tuple(why)
    known = bool(facts) and all(fact.evidence == "verified" for fact in facts)
    severity: Severity = "error" if known and at_most == "error" else "hint"
    span = (citation.start, citation.end)
    return Finding(rule, severity, message, citation, span, suggestion, facts)


def held(conference: Conference) -> Fact:
    """That a conference met where and when it did.

    >>> held(Registry.load().conferences["PP-18"]).text
    'PP-18 met in Dubai, 2018'
    """
    place = conference.places.get("en")
    where = f"{place}, {conference.year}" if place else str(conference.year)
    return Fact(f"{conference.id} met in {where}", conference.evidence)


def adopted(row: EditionRow, registry: Registry) -> Fact:
    """That a conference adopted, or suppressed, what a row says.

    >>> registry = Registry.load()
    >>> adopted(registry.row("wtsa/resolution/44/2016"), registry).text
    'WTSA-16 adopted WTSA Resolution 44 (Rev. Hammamet, 2016)'
    """
    evidence = row.evidence
    if registry.conferences[row.conference].evidence != "verified" and evidence == "verified":
        evidence = registry.conferences[row.conference].evidence
    if row.kind == "suppressed":
        into = f", merged into {registry.label(row.into)}" if row.into else ""
        return Fact(f"{row.conference} suppressed {registry.label(row.instrument)}{into}", evidence)
    return Fact(f"{row.conference} adopted {registry.label(registry.edition_path(row))}", evidence)


def suggested(row: EditionRow, registry: Registry) -> str:
    """The mark of an edition, with the number before it where a suffix is part of that.

    >>> registry = Registry.load()
    >>> suggested(registry.row("ra/resolution/6/2015"), registry)
    '6-2 (Rev. Geneva, 2015)'
    """
    if row.suffix is None:
        return registry.mark_of(row)
    number = row.instrument.rpartition("/")[2].upper()
    return f"{number}{f'-{row.suffix}' if row.suffix else ''} ({registry.mark_of(row)})"

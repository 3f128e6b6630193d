"""All that is known of one instrument: its editions, who cites it, and what is not known."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from itugraph.citations.families import address
from itugraph.errors import InputError
from itugraph.graph.graph import Graph
from itugraph.graph.queries import LAST_DAY
from itugraph.graph.standing import Standing, standing
from itugraph.identifiers import BASE, Edition, Instrument, Name, Part, parse_path
from itugraph.model import Evidence
from itugraph.registry import Registry, find
from itugraph.registry.dates import AsOf

_CITED_BY = """PREFIX itg: <https://w3id.org/itugraph/ns#>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
SELECT ?citing ?label ?cited ?change ?clause ?item ?quote (MIN(?begin) AS ?offset) WHERE {
  VALUES ?work { <%s> }
  VALUES ?asOf { "%s" }
  ?c itg:citedWork ?work ; cito:hasCitingEntity ?citing ; cito:hasCitedEntity ?cited ;
     itg:mention/nif:beginIndex ?begin .
  FILTER NOT EXISTS { ?moved itg:movedFrom ?c }
  FILTER NOT EXISTS {
    ?citing itg:year ?year . FILTER (CONCAT(STR(?year), "-12-31") > ?asOf)
    FILTER NOT EXISTS { ?citing eli:date_document ?day . FILTER (STR(?day) <= ?asOf) }
  }
  OPTIONAL { ?citing skos:prefLabel ?label . FILTER (LANG(?label) IN ("", "en")) }
  OPTIONAL { ?c itg:change ?change } OPTIONAL { ?c itg:clause ?clause }
  OPTIONAL { ?c itg:item ?item } OPTIONAL { ?c itg:quote ?quote }
} GROUP BY ?c ?citing ?label ?cited ?change ?clause ?item ?quote ORDER BY ?citing ?offset ?cited"""
_UNDECIDED = """PREFIX itg: <https://w3id.org/itugraph/ns#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX cito: <http://purl.org/spar/cito/>
SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {
  VALUES ?asOf { "%s" }
  ?c a itg:UndecidedCitation ; cito:hasCitingEntity ?citing ; itg:candidate ?reading .
  ?reading itg:target ?target .
  FILTER (STRSTARTS(CONCAT(STR(?target), "/"), "%s/"))
  FILTER NOT EXISTS {
    ?citing itg:year ?year . FILTER (CONCAT(STR(?year), "-12-31") > ?asOf)
    FILTER NOT EXISTS { ?citing eli:date_document ?day . FILTER (STR(?day) <= ?asOf) }
  } }"""


@dataclass(frozen=True, slots=True)
class EditionPortrait:
    """One edition: its label, path, status and evidence.

    Attributes:
        status: "current", "superseded", "suppressed" or "merged", on the day that is asked for.
        until: the conference that ended it by then, None while it stands.
    """

    label: str
    path: str
    conference: str
    status: str
    until: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CitedBy:
    """One citation of the instrument, with its words.

    Attributes:
        citing, label: path and name of the citing text; target, cited: of what it cites.
    """

    citing: str
    label: str
    target: str
    cited: str
    change: str | None
    clause: str | None
    item: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of an instrument, and what is not.

    Attributes:
        asked: the instrument, edition or part that was asked for.
        ended: the conference that suppressed it; into: label of the text it was merged into.
        citations: in the graph, by citing text; undecided: how many may mean it.
        as_of: the day that is asked for, None for all that is known. Editions adopted later
            and texts dated later are left out.
        gaps: sentences on what the registry does not know.
        address: its page at ITU or the United Nations, None where no rule for it is known.
    """

    asked: str
    instrument: str
    label: str
    title: str | None
    editions: tuple[EditionPortrait, ...]
    current: str | None
    ended: str | None
    into: str | None
    citations: tuple[CitedBy, ...]
    undecided: int
    gaps: tuple[str, ...]
    address: str | None = None
    as_of: str | None = None


def portrait(
    typed: str, registry: Registry, graph: Graph | None = None, at: AsOf | None = None
) -> Portrait:
    """Tell of the instrument that a person means, with its citations in a graph.

    Args:
        at: the day to tell of it; without one all that is known.

    Raises:
        InputError: if neither the registry nor the graph knows it; near names are told.

    >>> found = portrait("WTSA Res. 57", Registry.load())
    >>> found.ended, found.into
    ('WTSA-16', 'WTSA Resolution 18')
    """
    name = find(registry, typed, graph.base if graph else BASE)
    instrument = _instrument(name)
    then = standing(registry, at)
    citations = _citations(graph, instrument.path, then.day) if graph else ()
    history = registry.history(instrument.path)
    # What the graph cites only after the day is no unknown name.
    cited = citations or (graph and at and _citations(graph, instrument.path, None))
    if history is None and not cited and instrument.type in ("resolution", "decision"):
        raise InputError(repr(typed), _unknown(instrument, registry))
    editions = _editions(instrument, then)
    ended = history.ended if history else None
    if not any(e.status in ("suppressed", "merged") for e in editions):
        ended = None  # as of the day, its end is still to come
    into = registry.history(ended.into) if ended and ended.into else None
    return Portrait(
        asked=name.path,
        instrument=instrument.path,
        label=registry.label(instrument.path),
        title=history.title or None if history else None,
        editions=editions,
        current=next((e.path for e in editions if e.status == "current"), None),
        ended=ended.conference if ended else None,
        into=registry.label(into.path) if into else None,
        citations=citations,
        undecided=_undecided(graph, instrument.path, then.day) if graph else 0,
        gaps=_gaps(instrument, registry),
        address=address(instrument),
        as_of=then.day,
    )


def _instrument(name: Name) -> Instrument:
    whole = name.whole if isinstance(name, Part) else name
    return whole.instrument if isinstance(whole, Edition) else whole


def _editions(instrument: Instrument, then: Standing) -> tuple[EditionPortrait, ...]:
    registry = then.registry
    history = registry.history(instrument.path)
    found: list[EditionPortrait] = []
    for row in history.editions if history else ():
        path = registry.edition_path(row)
        status = then.status(path)
        if status is None:
            continue  # not adopted yet
        ending = then.ended.get(path)
        found.append(
            EditionPortrait(
                registry.label(path),
                path,
                row.conference,
                status,
                ending.conference if ending else None,
                row.evidence,
            )
        )
    return tuple(found)


def _citations(graph: Graph, path: str, day: str | None) -> tuple[CitedBy, ...]:
    rows = graph.evaluate(_CITED_BY % (graph.base + path, day or LAST_DAY))
    return tuple(
        CitedBy(
            citing=str(citing),
            label=str(label or citing),
            target=str(cited),
            cited=_shown(str(cited), graph.registry),
            change=str(change).removeprefix("itg:").lower() if change else None,
            clause=str(clause) if clause else None,
            item=str(item) if item else None,
            quote=str(quote) if quote else None,
        )
        for citing, label, cited, change, clause, item, quote, _ in rows
    )


def _shown(path: str, registry: Registry) -> str:
    try:
        parse_path(path)
    except ValueError:
        return path
    return registry.label(path)


def _undecided(graph: Graph, path: str, day: str | None) -> int:
    [(count,)] = graph.evaluate(_UNDECIDED % (day or LAST_DAY, graph.base + path))
    return int(count or 0)


def _gaps(instrument: Instrument, registry: Registry) -> tuple[str, ...]:
    history = registry.history(instrument.path)
    if history is None:
        return ("The registry holds no editions of it.",)
    gaps: list[str] = []
    known = [registry.conferences[row.conference] for row in history.editions]
    if known and history.editions[0].kind == "revised":
        gaps.append("Its first adoption is not in the registry; the chain starts with a revision.")
    unchecked = [row.conference for row in history.editions if row.evidence != "verified"]
    if unchecked:
        gaps.append(f"Not verified against a published text: {', '.join(unchecked)}.")
    body = instrument.body
    latest = max(
        (
            c
            for h in registry.histories.values()
            for e in h.editions
            if (c := registry.conferences[e.conference]).body == body
        ),
        key=lambda c: c.key,
        default=None,
    )
    coming = [
        c.id for c in registry.conferences.values()
        if c.body == body and latest and c.key > latest.key and c.places
    ]  # fmt: skip
    if coming:
        gaps.append(f"What {', '.join(sorted(coming))} did is not in the registry.")
    return tuple(gaps)


def _unknown(instrument: Instrument, registry: Registry) -> str:
    same = [h for h in registry.histories if h.split("/")[:2] == instrument.path.split("/")[:2]]
    near = difflib.get_close_matches(instrument.path, same, n=3)
    hint = f"; did you mean {' or '.join(registry.label(path) for path in near)}?" if near else ""
    return f"is not in the registry nor in the graph{hint}"

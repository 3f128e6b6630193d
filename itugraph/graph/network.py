"""The network of citations and revisions as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from itugraph.graph.results import Value
from itugraph.identifiers import Edition, Instrument, Part, parse_path
from itugraph.model import Evidence
from itugraph.registry import History, Registry

if TYPE_CHECKING:
    from itugraph.graph.graph import Graph

_PREFIXES = """PREFIX itg: <https://w3id.org/itugraph/ns#>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CITATIONS = (
    _PREFIXES
    + """SELECT ?c ?citing ?cited ?change ?verb ?clause ?item ?quote ?confidence WHERE {
  ?c a cito:Citation ; cito:hasCitingEntity ?citing ; cito:hasCitedEntity ?cited .
  OPTIONAL { ?c itg:change ?change } OPTIONAL { ?c itg:verb ?verb }
  OPTIONAL { ?c itg:clause ?clause } OPTIONAL { ?c itg:item ?item }
  OPTIONAL { ?c itg:quote ?quote } OPTIONAL { ?c itg:confidence ?confidence }
} ORDER BY ?citing ?c"""
)
_UNDECIDED = (
    _PREFIXES
    + """SELECT ?c ?citing ?target ?change ?clause ?item ?quote WHERE {
  ?c a itg:UndecidedCitation ; cito:hasCitingEntity ?citing ; itg:candidate ?reading .
  ?reading itg:target ?target .
  OPTIONAL { ?reading itg:change ?change }
  OPTIONAL { ?c itg:clause ?clause } OPTIONAL { ?c itg:item ?item } OPTIONAL { ?c itg:quote ?quote }
} ORDER BY ?citing ?c ?reading"""
)
_BASES = _PREFIXES + "SELECT DISTINCT ?base WHERE { ?draft itg:base ?base }"
_LABELS = (
    _PREFIXES
    + """SELECT ?node ?label WHERE {
  { SELECT DISTINCT ?node WHERE {
    { ?c cito:hasCitingEntity ?node } UNION { ?c cito:hasCitedEntity ?node }
    UNION { ?c itg:target ?node } } }
  ?node skos:prefLabel ?label . FILTER (LANG(?label) IN ("", "en"))
}"""
)


def network(graph: Graph) -> nx.MultiDiGraph[str]:
    """The texts that cite and are cited, with the revisions between them.

    Nodes are paths of editions, drafts, parts, undated instruments and unidentified sources,
    with the attributes label, level ("instrument", "edition", "draft", "part", "source"),
    instrument, number, title, body, body_name, kind, year, place, status ("current",
    "superseded", "suppressed", "draft", "unknown") and evidence. Of each instrument the
    editions from the oldest that is cited to the current one are there.

    Edges have `relation`: "cites" (with id, change, verb, clause, item, quote, confidence),
    "undecided" (a reading of a citation that could not be decided) or "replaces" (from the
    newer edition to the older one). Unknown attributes are None.
    """
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Citations and revisions of ITU texts")
    labels = {str(node): str(label) for node, label in graph.query(_LABELS)}
    undecided = 0
    for c, citing, cited, change, verb, clause, item, quote, confidence in graph.query(_CITATIONS):
        net.add_edge(
            str(citing),
            str(cited),
            relation="cites",
            id=str(c).rpartition("#")[2],
            change=_tail(change),
            verb=_tail(verb),
            clause=clause,
            item=item,
            quote=quote,
            confidence=confidence,
        )
    seen: set[Value] = set()
    for c, citing, target, change, clause, item, quote in graph.query(_UNDECIDED):
        undecided += c not in seen
        seen.add(c)
        net.add_edge(
            str(citing),
            str(target),
            relation="undecided",
            id=str(c).rpartition("#")[2],
            change=_tail(change),
            clause=clause,
            item=item,
            quote=quote,
        )
    # A draft stands in no chain, but beside that of the text it starts from.
    net.add_nodes_from(str(base) for (base,) in graph.query(_BASES))
    _add_revisions(net, graph.registry)
    for node in net:
        net.nodes[node].update(_attributes(node, labels.get(node), graph.registry))
    net.graph["notes"] = _notes(net, undecided)
    return net


def _tail(value: Value) -> str | None:
    """The last word of a prefixed name: "Removed" of "itg:Removed", in small letters."""
    return str(value).rpartition(":")[2].rpartition("/")[2].lower() if value is not None else None


def _add_revisions(net: nx.MultiDiGraph[str], registry: Registry) -> None:
    present = set(net)
    for history in registry.histories.values():
        paths = [registry.edition_path(row) for row in history.editions]
        first = next((i for i, path in enumerate(paths) if path in present), None)
        if first is None:
            continue
        for older, newer in zip(paths[first:], paths[first + 1 :], strict=False):
            net.add_edge(newer, older, relation="replaces")
    for history in registry.histories.values():
        if history.ended is None or not history.ended.into or not history.editions:
            continue
        into = registry.history(history.ended.into)
        taking = into.adopted_at(history.ended.conference) if into else None
        last = registry.edition_path(history.editions[-1])
        if taking is not None and last in net and registry.edition_path(taking) in net:
            net.add_edge(registry.edition_path(taking), last, relation="replaces")


def _attributes(path: str, label: str | None, registry: Registry) -> dict[str, Value]:
    if path.startswith("source/"):
        return {"label": label or path, "level": "source", "kind": "source", "status": "unknown"}
    if "/draft/" in path:
        instrument = path.partition("/draft/")[0]
        return _of_instrument(instrument, registry) | {
            "label": label or path,
            "level": "draft",
            "status": "draft",
            "year": None,
        }
    name = parse_path(path)
    whole = name.whole if isinstance(name, Part) else name
    work = whole.instrument if isinstance(whole, Edition) else whole
    found = _of_instrument(work.path, registry)
    found["label"] = label or registry.label(path)
    found["level"] = (
        "part"
        if isinstance(name, Part)
        else "edition"
        if isinstance(name, Edition)
        else "instrument"
    )
    if isinstance(whole, Edition):
        found |= _of_edition(whole, registry)
    return found


def _of_instrument(path: str, registry: Registry) -> dict[str, Value]:
    name = parse_path(path)
    if not isinstance(name, Instrument):
        raise TypeError(f"not the path of an instrument: {path!r}")
    history = registry.history(path)
    kind = name.type or "treaty"
    return {
        "instrument": path,
        "number": name.number or name.printed,
        "title": history.title or None if history else None,
        "body": name.body,
        "body_name": registry.bodies[name.body].names["en"],
        "kind": kind,
        "year": None,
        "place": None,
        "status": "unknown",
        "evidence": None,
    }


def _of_edition(edition: Edition, registry: Registry) -> dict[str, Value]:
    row = registry.row(edition.path)
    if row is None:
        year = int(edition.tag[:4]) if edition.tag[:4].isdecimal() else _session_year(edition.tag)
        unknown: Evidence = "unknown"
        return {"year": year, "status": "unknown", "evidence": unknown}
    conference = registry.conferences[row.conference]
    history = registry.histories[row.instrument]
    return {
        "year": conference.year,
        "place": conference.places.get("en"),
        "status": _status(history, row.conference),
        "evidence": row.evidence,
    }


def _session_year(tag: str) -> int | None:
    return 2000 + int(tag[1:]) if tag[0] == "c" and int(tag[1:]) < 47 else None


def _status(history: History, conference: str) -> str:
    if history.editions[-1].conference != conference:
        return "superseded"
    return "suppressed" if history.ended else "current"


def _notes(net: nx.MultiDiGraph[str], undecided: int) -> list[str]:
    unknown = sum(1 for _, data in net.nodes(data=True) if data.get("evidence") == "unknown")
    notes = [
        f"{unknown} of the editions cited are not in the registry: "
        "their place in a chain is not known."
    ]
    if undecided:
        notes.append(
            f"{undecided} citations could not be decided; their readings are drawn dotted."
        )
    doubtful = sum(
        1 for _, d in net.nodes(data=True) if d.get("evidence") in ("unchecked", "doubtful")
    )
    notes.append(f"{doubtful} editions rest on registry rows that were not checked against a text.")
    return notes if unknown else notes[1:]

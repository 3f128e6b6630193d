"""The network of citations and revisions as a networkx graph."""

from __future__ import annotations

import networkx as nx

from itugraph.graph.graph import Graph
from itugraph.graph.results import Value
from itugraph.graph.standing import Standing, standing
from itugraph.registry.dates import AsOf

Attributes = dict[str, Value]

_PREFIXES = """PREFIX itg: <https://w3id.org/itugraph/ns#>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CITATIONS = """SELECT ?c ?citing ?cited ?change ?verb ?clause ?item ?quote ?confidence WHERE {
  ?c a cito:Citation ; cito:hasCitingEntity ?citing ; cito:hasCitedEntity ?cited .
  OPTIONAL { ?c itg:change ?change } OPTIONAL { ?c itg:verb ?verb }
  OPTIONAL { ?c itg:clause ?clause } OPTIONAL { ?c itg:item ?item }
  OPTIONAL { ?c itg:quote ?quote } OPTIONAL { ?c itg:confidence ?confidence }
  FILTER NOT EXISTS { ?moved itg:movedFrom ?c }
} ORDER BY ?citing ?c"""
_RETARGETED = "SELECT DISTINCT ?c ?old WHERE { ?c prov:wasRevisionOf/cito:hasCitedEntity ?old }"
_UNDECIDED = """SELECT ?c ?citing ?target ?change ?clause ?item ?quote WHERE {
  ?c a itg:UndecidedCitation ; cito:hasCitingEntity ?citing ; itg:candidate ?reading .
  ?reading itg:target ?target .
  OPTIONAL { ?reading itg:change ?change }
  OPTIONAL { ?c itg:clause ?clause } OPTIONAL { ?c itg:item ?item } OPTIONAL { ?c itg:quote ?quote }
} ORDER BY ?citing ?c ?reading"""
_BASES = "SELECT DISTINCT ?base WHERE { ?draft itg:base ?base }"
_REVISIONS = "SELECT DISTINCT ?newer ?older WHERE { ?newer dct:replaces ?older }"
# One pattern a query: with several OPTIONALs the engine joins in an order that takes seconds.
_WORKS = """SELECT DISTINCT ?work ?kind ?body WHERE {
  ?work a eli:ComplexWork ; a ?kind ; itg:body ?body . FILTER (?kind != eli:ComplexWork)
}"""
_NAMES = """SELECT DISTINCT ?thing ?name WHERE {
  { ?thing a eli:ComplexWork } UNION { ?thing a org:Organization }
  ?thing skos:prefLabel ?name . FILTER (LANG(?name) IN ("", "en"))
}"""
_TITLES = "SELECT DISTINCT ?work ?title WHERE { ?work a eli:ComplexWork ; dct:title ?title }"
_NUMBERS = "SELECT DISTINCT ?work ?number WHERE { ?work a eli:ComplexWork ; eli:number ?number }"
_EDITIONS = """SELECT DISTINCT
  ?edition ?work ?label ?year ?evidence ?current ?end ?newer ?place
WHERE {
  ?edition eli:is_member_of ?work ; skos:prefLabel ?label .
  FILTER (LANG(?label) IN ("", "en"))
  OPTIONAL { ?edition itg:year ?year } OPTIONAL { ?edition itg:evidence ?evidence }
  OPTIONAL { ?current itg:current ?edition } OPTIONAL { ?edition prov:wasInvalidatedBy ?end }
  OPTIONAL { ?newer dct:replaces ?edition . ?newer eli:is_member_of ?work }
  OPTIONAL { ?edition prov:wasGeneratedBy/schema:location ?place }
}"""
_PARTS = """SELECT DISTINCT ?part ?whole ?label WHERE {
  ?part eli:is_part_of ?whole ; skos:prefLabel ?label . FILTER (LANG(?label) IN ("", "en"))
}"""
_SOURCES = "SELECT ?source ?label WHERE { ?source a itg:Source ; skos:prefLabel ?label }"
# Types whose class has another name, and those of treaties, which have none.
_KINDS = {
    "OutcomeDocument": "wsis-document",
    "UnitedNationsResolution": "un-resolution",
    "MeetingDocument": "document",
}


def network(graph: Graph, at: AsOf | None = None) -> nx.MultiDiGraph[str]:
    """The texts that cite and are cited, with the revisions between them.

    Nodes are paths of editions, drafts, parts, undated instruments and unidentified sources,
    with the attributes label, level ("instrument", "edition", "draft", "part", "source"),
    instrument, number, title, body, body_name, kind, year, place, status ("current",
    "superseded", "suppressed", "draft", "unknown") and evidence. Of each instrument the
    editions from the oldest that is cited to the current one are there.

    Edges have `relation`: "cites" (with id, change, was, verb, clause, item, quote, confidence;
    `was` is what a retargeted citation cited before), "undecided" (a reading of a citation that
    could not be decided) or "replaces" (from the newer edition to the older one). Unknown
    attributes are None.

    Args:
        at: the day whose network it is: texts adopted later are left out with what they cite,
            and status is that of the day. Without one, all that the graph knows.
    """
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Citations and revisions of ITU texts")
    _add_citations(net, graph)
    undecided = _add_undecided(net, graph)
    # A draft stands in no chain, but beside that of the text it starts from.
    net.add_nodes_from(str(base) for (base,) in graph.evaluate(_PREFIXES + _BASES))
    _add_revisions(net, graph)
    _describe(net, graph)
    if at is not None:
        _as_it_stood(net, standing(graph.registry, at))
    net.graph["notes"] = _notes(net, undecided)
    return net


def _add_citations(net: nx.MultiDiGraph[str], graph: Graph) -> None:
    rows = graph.evaluate(_PREFIXES + _CITATIONS)
    was = _pairs(graph, _RETARGETED)
    for c, citing, cited, change, verb, clause, item, quote, confidence in rows:
        net.add_edge(
            str(citing),
            str(cited),
            relation="cites",
            id=str(c).rpartition("#")[2],
            change=_tail(change),
            was=was.get(c),
            verb=_tail(verb),
            clause=clause,
            item=item,
            quote=quote,
            confidence=confidence,
        )


def _add_undecided(net: nx.MultiDiGraph[str], graph: Graph) -> int:
    """Add the readings of undecided citations; how many citations those are."""
    seen: set[Value] = set()
    rows = graph.evaluate(_PREFIXES + _UNDECIDED)
    for c, citing, target, change, clause, item, quote in rows:
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
    return len(seen)


def _add_revisions(net: nx.MultiDiGraph[str], graph: Graph) -> None:
    """Add the editions that came after those that are there, and mergers between two of them."""
    replaced_by: dict[str, list[str]] = {}
    for newer, older in graph.evaluate(_PREFIXES + _REVISIONS):
        replaced_by.setdefault(str(older), []).append(str(newer))
    waiting = sorted(node for node in net if node in replaced_by)
    mergers: list[tuple[str, str]] = []
    seen: set[str] = set()
    while waiting:
        older = waiting.pop()
        if older in seen:
            continue
        seen.add(older)
        for newer in sorted(replaced_by.get(older, ())):
            if newer.rpartition("/")[0] != older.rpartition("/")[0]:
                mergers.append((newer, older))
                continue
            net.add_edge(newer, older, relation="replaces")
            waiting.append(newer)
    for newer, older in mergers:
        if newer in net:
            net.add_edge(newer, older, relation="replaces")


def _as_it_stood(net: nx.MultiDiGraph[str], then: Standing) -> None:
    linked = {node for node in net if net.degree(node)}
    net.remove_nodes_from([node for node in net if not then.adopted(node)])
    net.remove_nodes_from([node for node in linked if node in net and not net.degree(node)])
    for node, data in net.nodes(data=True):
        status = then.status(node)
        if data["level"] == "edition" and status is not None:
            data["status"] = "suppressed" if status == "merged" else status


def _describe(net: nx.MultiDiGraph[str], graph: Graph) -> None:
    works = _works(graph)
    editions = _editions(graph, works)
    known = works | editions | _parts(graph, works | editions)
    for source, label in graph.evaluate(_PREFIXES + _SOURCES):
        known[str(source)] = _blank(label=str(label), level="source", kind="source")
    for node in net:
        net.nodes[node].update(known.get(node) or _blank(label=node, level="source"))


def _blank(**attributes: Value) -> Attributes:
    """All attributes of a node, those not given as None."""
    blank: Attributes = dict.fromkeys(
        (
            "label", "level", "instrument", "number", "title", "body", "body_name", "kind",
            "year", "place", "status", "evidence",
        )
    )  # fmt: skip
    return blank | {"status": "unknown"} | attributes


def _works(graph: Graph) -> dict[str, Attributes]:
    names = _pairs(graph, _NAMES)
    titles = _pairs(graph, _TITLES)
    numbers = _pairs(graph, _NUMBERS)
    found: dict[str, Attributes] = {}
    for work, kind, body in graph.evaluate(_PREFIXES + _WORKS):
        name_of_class = str(kind).rpartition(":")[2]
        found[str(work)] = _blank(
            label=names.get(work, work),
            level="instrument",
            instrument=work,
            number=numbers.get(work) or names.get(work),
            title=titles.get(work),
            body=str(body).rpartition("/")[2].upper(),
            body_name=names.get(body),
            kind=_KINDS.get(name_of_class, name_of_class.lower()),
        )
    return found


def _pairs(graph: Graph, query: str) -> dict[Value, Value]:
    """The rows of a query with two columns, the first one as key."""
    return {row[0]: row[1] for row in graph.evaluate(_PREFIXES + query)}


def _editions(graph: Graph, works: dict[str, Attributes]) -> dict[str, Attributes]:
    found: dict[str, Attributes] = {}
    rows = graph.evaluate(_PREFIXES + _EDITIONS)
    for edition, work, label, year, evidence, current, end, newer, place in rows:
        draft = "/draft/" in str(edition)
        status = "current" if current else "superseded" if newer else "suppressed"
        if draft:
            status = "draft"
        elif not current and not end and not newer:
            status = "unknown"
        attributes = works.get(str(work), _blank()) | {
            "label": label,
            "level": "draft" if draft else "edition",
            "year": year if year is not None else _session_year(str(edition)),
            "place": place,
            "status": status,
            "evidence": evidence,
        }
        found[str(edition)] = attributes
    return found


def _session_year(path: str) -> int | None:
    """The year of a Council session's edition that no registry dates: "…/c19" is 2019."""
    tag = path.rpartition("/")[2]
    return 2000 + int(tag[1:]) if tag[0] == "c" and tag[1:].isdecimal() else None


def _parts(graph: Graph, wholes: dict[str, Attributes]) -> dict[str, Attributes]:
    rows = graph.evaluate(_PREFIXES + _PARTS)
    return {
        str(part): wholes.get(str(whole), _blank()) | {"label": label, "level": "part"}
        for part, whole, label in rows
    }


def _tail(value: Value) -> str | None:
    """The last word of a prefixed name: "removed" of "itg:Removed"."""
    return str(value).rpartition(":")[2].rpartition("/")[2].lower() if value is not None else None


def _notes(net: nx.MultiDiGraph[str], undecided: int) -> list[str]:
    evidence = [data.get("evidence") for _, data in net.nodes(data=True)]
    notes: list[str] = []
    unknown = evidence.count("unknown")
    if unknown:
        notes.append(
            f"{unknown} of the editions cited are not in the registry: "
            "their place in a chain is not known."
        )
    if undecided:
        notes.append(
            f"{undecided} citations could not be decided; their readings are drawn dotted."
        )
    doubtful = evidence.count("unchecked") + evidence.count("doubtful")
    notes.append(f"{doubtful} editions rest on registry rows that were not checked against a text.")
    return notes

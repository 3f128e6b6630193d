"""The network of citations and revisions as a networkx graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import networkx as nx

from itugraph.graph.graph import Graph
from itugraph.graph.results import Value
from itugraph.graph.texts import Attributes, blank, describe, rows
from itugraph.registry.dates import AsOf
from itugraph.registry.dates import as_of as read_day

_CITATIONS = """SELECT ?c ?citing ?cited ?change ?verb ?clause ?item ?quote ?confidence WHERE {
  ?c a cito:Citation ; cito:hasCitingEntity ?citing ; cito:hasCitedEntity ?cited .
  OPTIONAL { ?c itg:change ?change } OPTIONAL { ?c itg:verb ?verb }
  OPTIONAL { ?c itg:clause ?clause } OPTIONAL { ?c itg:item ?item }
  OPTIONAL { ?c itg:quote ?quote } OPTIONAL { ?c itg:confidence ?confidence }
}"""
_MOVED = "SELECT DISTINCT ?c WHERE { ?moved itg:movedFrom ?c }"
_RETARGETED = "SELECT DISTINCT ?c ?old WHERE { ?c prov:wasRevisionOf/cito:hasCitedEntity ?old }"
_UNDECIDED = """SELECT ?c ?reading ?citing ?target ?change ?clause ?item ?quote WHERE {
  ?c a itg:UndecidedCitation ; cito:hasCitingEntity ?citing ; itg:candidate ?reading .
  ?reading itg:target ?target .
  OPTIONAL { ?reading itg:change ?change }
  OPTIONAL { ?c itg:clause ?clause } OPTIONAL { ?c itg:item ?item } OPTIONAL { ?c itg:quote ?quote }
}"""
_BASES = "SELECT DISTINCT ?draft ?base WHERE { ?draft itg:base ?base }"
_REVISIONS = "SELECT DISTINCT ?newer ?older WHERE { ?newer dct:replaces ?older }"


def network(graph: Graph, as_of: AsOf | str | None = None) -> nx.MultiDiGraph[str]:
    """The texts that cite and are cited, with the revisions between them.

    Nodes are paths of editions, drafts, parts, undated instruments and unidentified sources.
    Of each instrument the editions from the oldest that is cited to the current one are there.
    Edges have `relation`: "cites", "undecided" (a reading of a citation that could not be
    decided) or "replaces" (from the newer edition to the older one). All attributes are always
    there, None where they are not known; `docs/networks.md` explains them.

    Args:
        as_of: a day, as `itugraph.registry.dates` reads it. Texts adopted after it are left out
            with what they cite, and `status` is that of the day. Without it, all that the graph
            knows, which is what its registry does of its newest conference.

    Raises:
        InputError: if `as_of` is no day.
    """
    when = read_day(as_of, graph.registry) if isinstance(as_of, str) else as_of
    day = when.last_day if when else None
    known = describe(graph, day)
    later = {path for path, data in known.items() if day and str(data["adopted"] or "") > day}
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title="Citations and revisions of ITU texts", level="text", as_of=day
    )
    _add_citations(net, graph, later)
    _add_undecided(net, graph, later)
    # A draft stands in no chain, but beside that of the text it starts from.
    bases = ((str(draft), str(base)) for draft, base in rows(graph, _BASES))
    net.add_nodes_from(base for draft, base in bases if {draft, base}.isdisjoint(later))
    _add_revisions(net, graph, later)
    for node in net:
        net.nodes[node].update(known.get(node) or blank(label=node, level="source"))
    net.graph["notes"] = notes(net)
    return net


def _add_citations(net: nx.MultiDiGraph[str], graph: Graph, later: set[str]) -> None:
    moved = {c for (c,) in rows(graph, _MOVED)}
    was = {row[0]: row[1] for row in rows(graph, _RETARGETED)}
    # Sorted here: an engine that sorts writes every row down first.
    found = sorted(rows(graph, _CITATIONS), key=lambda row: (str(row[1]), str(row[0])))
    for c, citing, cited, change, verb, clause, item, quote, confidence in found:
        if c in moved or citing in later:
            continue
        net.add_edge(
            str(citing),
            str(cited),
            relation="cites",
            **_identity(c),
            change=_tail(change),
            was=was.get(c),
            verb=_tail(verb),
            clause=clause,
            item=item,
            quote=quote,
            confidence=confidence,
        )


def _add_undecided(net: nx.MultiDiGraph[str], graph: Graph, later: set[str]) -> None:
    """Add the readings of undecided citations."""
    found = sorted(rows(graph, _UNDECIDED), key=lambda row: (str(row[2]), str(row[1])))
    for c, _, citing, target, change, clause, item, quote in found:
        if citing in later:
            continue
        net.add_edge(
            str(citing),
            str(target),
            relation="undecided",
            **_identity(c),
            change=_tail(change),
            clause=clause,
            item=item,
            quote=quote,
        )


def _add_revisions(net: nx.MultiDiGraph[str], graph: Graph, later: set[str]) -> None:
    """Add the editions that came after those that are there, and mergers between two of them."""
    replaced_by: defaultdict[str, list[str]] = defaultdict(list)
    for newer, older in rows(graph, _REVISIONS):
        if newer not in later:
            replaced_by[str(older)].append(str(newer))
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


def _identity(citation: Value) -> Attributes:
    """The record's id, and the digest of the source it stands in."""
    source, _, id_ = str(citation).rpartition("#")
    return {"id": id_, "source_id": source.removeprefix("source/")}


def _tail(value: Value) -> str | None:
    """The last word of a prefixed name: "removed" of "itg:Removed"."""
    return str(value).rpartition(":")[2].rpartition("/")[2].lower() if value is not None else None


def notes(net: nx.MultiDiGraph[str]) -> list[str]:
    """What is not known of a network, in sentences."""
    nodes: list[Mapping[str, Value]] = [data for _, data in net.nodes(data=True)]
    evidence = [data.get("evidence") for data in nodes]
    told: list[str] = []
    unknown = evidence.count("unknown")
    if unknown:
        told.append(
            f"{unknown} of the editions cited are not in the registry: "
            "their place in a chain is not known."
        )
    undecided = {
        (data.get("source_id"), data.get("id"))
        for *_, data in net.edges(data=True)
        if data.get("relation") == "undecided"
    }
    if undecided:
        told.append(
            f"{len(undecided)} citations could not be decided; their readings are drawn dotted."
        )
    doubtful = evidence.count("unchecked") + evidence.count("doubtful")
    told.append(f"{doubtful} editions rest on registry rows that were not checked against a text.")
    return told

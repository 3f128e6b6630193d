"""A graph in the formats of other tools."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from itugraph.graph.graph import Graph
from itugraph.graph.network import network as network_of
from itugraph.graph.texts import NODE_ATTRIBUTES
from itugraph.resources import folder
from itugraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

# Characters of a text that XML cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FORMATS = ("turtle", "nquads", "ntriples", "jsonld", "graphml", "nodes", "edges")

_NODE_COLUMNS = ("id", *NODE_ATTRIBUTES)
_EDGE_COLUMNS = (
    "source",
    "target",
    "relation",
    "id",
    "source_id",
    "change",
    "was",
    "verb",
    "clause",
    "item",
    "quote",
    "confidence",
)


def export(graph: Graph, format_: str) -> bytes:
    """A graph as bytes in one of `FORMATS`.

    Raises:
        ValueError: if the format is none of them.
    """
    if format_ == "turtle":
        return dump(graph, RdfFormat.TURTLE)
    if format_ == "nquads":
        return dump(graph, RdfFormat.N_QUADS)
    if format_ == "ntriples":
        return dump(graph, RdfFormat.N_TRIPLES)
    if format_ == "jsonld":
        return _jsonld(graph)
    network = network_of(graph)
    if format_ == "graphml":
        return graphml(network)
    if format_ == "nodes":
        return nodes_csv(network).encode()
    if format_ == "edges":
        return edges_csv(network).encode()
    raise ValueError(f"not an export format: {format_!r}")


def dump(graph: Graph, format_: RdfFormat) -> bytes:
    """All triples of a graph in an RDF format, in an order that does not vary."""
    quads = sorted(graph.store, key=str)
    if format_.supports_datasets:
        return _serialized(quads, format_, graph.base)
    # Turtle groups what stands together: sorted, the statements of a subject do.
    triples = sorted({Triple(q.subject, q.predicate, q.object) for q in quads}, key=str)
    return _serialized(triples, format_, graph.base)


def _serialized(what: Iterable[Quad] | Iterable[Triple], format_: RdfFormat, base: str) -> bytes:
    prefixes = dict(PREFIXES) if format_ == RdfFormat.TURTLE else None
    return serialize(what, format=format_, prefixes=prefixes and prefixes | {"": base}) or b""


def to_rdflib(graph: Graph) -> Dataset:
    """A graph as an RDFLib Dataset, each source in a named graph of its own."""
    # Imported here: most uses do without.
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(data=dump(graph, RdfFormat.N_QUADS).decode(), format="nquads")
    return dataset


def _jsonld(graph: Graph) -> bytes:
    """JSON-LD with the terms of `ontology/context.jsonld`, which stands inside the file."""
    # Imported here: pyoxigraph writes JSON-LD without a context of one's own.
    from rdflib import Graph as RdflibGraph

    merged = RdflibGraph()
    context = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    merged.parse(data=dump(graph, RdfFormat.N_TRIPLES).decode(), format="nt")
    content = json.loads(merged.serialize(format="json-ld", context=context))
    # The context has its own word for @graph; a single thing would stand without one.
    key = next((word for word, meaning in context.items() if meaning == "@graph"), "@graph")
    things = content.get(key, [{k: v for k, v in content.items() if k != "@context"}])
    ordered = {"@context": context, key: _in_order([thing for thing in things if thing])}
    return json.dumps(ordered, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _in_order(value: object) -> object:
    """JSON whose lists are sorted: they are sets here, and RDFLib's order varies."""
    if isinstance(value, list):
        return sorted((_in_order(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    if isinstance(value, dict):
        return {key: _in_order(inner) for key, inner in value.items()}
    return value


def graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """The network as GraphML; attributes that are not known are left out."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(network):
        plain.add_node(node, **_known(network.nodes[node]))
    for source, target, data in _edges(network):
        plain.add_edge(source, target, **_known(data))
    buffer = io.BytesIO()
    nx.write_graphml(plain, buffer)
    return buffer.getvalue()


def nodes_csv(network: nx.MultiDiGraph[str]) -> str:
    """The nodes as a CSV table, sorted."""
    rows = ({"id": node, **network.nodes[node]} for node in sorted(network))
    return _csv(_NODE_COLUMNS, rows)


def edges_csv(network: nx.MultiDiGraph[str]) -> str:
    """The edges as a CSV table, sorted."""
    rows = ({"source": s, "target": t, **data} for s, t, data in _edges(network))
    return _csv(_EDGE_COLUMNS, rows)


def _edges(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, dict[str, object]]]:
    return sorted(
        network.edges(data=True), key=lambda e: (e[0], e[1], str(sorted(e[2].items(), key=str)))
    )


def _known(attributes: Mapping[str, object]) -> dict[str, str | int | float | bool]:
    known = {k: v for k, v in attributes.items() if isinstance(v, str | int | float | bool)}
    return {k: _NOT_XML.sub(" ", v) if isinstance(v, str) else v for k, v in known.items()}


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = [row.get(column) for column in columns]
        writer.writerow(["" if value is None else value for value in values])
    return buffer.getvalue()

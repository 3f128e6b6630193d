"""What the endpoint says of itself: the vocabularies of service descriptions and of VoID."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from itugraph.graph import Graph
from itugraph.serve.limits import Limits
from itugraph.serve.negotiation import ROWS, TRIPLES, choose, told
from itugraph.serve.reply import Reply, refusal
from itugraph.serve.sinks import written
from itugraph.vocabulary import DCT, PREFIXES, TYPE, XSD

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
_PREFIXES = PREFIXES | {"sd": SD, "void": VOID}
_MOST_GRAPHS = 1_000
"""Graphs are listed up to so many, and counted beyond."""
_TRIPLES = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"
_CLASSES = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?x } GROUP BY ?x ORDER BY ?x"
_PROPERTIES = "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x ORDER BY ?x"


@dataclass(frozen=True, slots=True)
class Description:
    """The description of an endpoint, as a task.

    Attributes:
        endpoint: its address.
        counts: whether triples are counted, which takes a while in a large graph.
    """

    endpoint: str
    accept: str
    counts: bool = True

    def reply(self, graph: Graph, limits: Limits) -> Reply:
        """The description in the format that its reader likes."""
        format_ = choose(self.accept, TRIPLES)
        if format_ is None:
            return refusal(406, f"the endpoint is described as {told(TRIPLES)}")
        triples = list(self._triples(graph))
        body = written(triples, format_.name, limits.size, _PREFIXES)
        return Reply(200, body, format_.content_type)

    def _triples(self, graph: Graph) -> Iterator[Triple]:
        service = NamedNode(self.endpoint)
        dataset = NamedNode(f"{self.endpoint}#dataset")
        default = NamedNode(f"{self.endpoint}#default-graph")
        yield _triple(service, TYPE, NamedNode(SD + "Service"))
        yield _triple(service, SD + "endpoint", service)
        yield _triple(service, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query"))
        yield _triple(service, SD + "feature", NamedNode(SD + "UnionDefaultGraph"))
        for format_ in (*ROWS, *TRIPLES):
            yield _triple(service, SD + "resultFormat", NamedNode(format_.iri))
        yield _triple(service, SD + "defaultDataset", dataset)
        for kind in (SD + "Dataset", VOID + "Dataset"):
            yield _triple(dataset, TYPE, NamedNode(kind))
        yield _triple(
            dataset, DCT + "title", Literal("Citations of ITU resolutions", language="en")
        )
        yield _triple(dataset, VOID + "uriSpace", Literal(graph.base))
        yield _triple(dataset, VOID + "sparqlEndpoint", service)
        yield _triple(dataset, SD + "defaultGraph", default)
        yield _triple(default, TYPE, NamedNode(SD + "Graph"))
        names = graph.named_graphs
        for name in names if len(names) <= _MOST_GRAPHS else ():
            listed = NamedNode(f"{self.endpoint}?graph={name}")
            yield _triple(dataset, SD + "namedGraph", listed)
            yield _triple(listed, TYPE, NamedNode(SD + "NamedGraph"))
            yield _triple(listed, SD + "name", NamedNode(name))
        if self.counts:
            yield from self._counted(graph, dataset, default)

    def _counted(self, graph: Graph, dataset: NamedNode, default: NamedNode) -> Iterator[Triple]:
        [(triples,)] = graph.evaluate(_TRIPLES)
        [(subjects,)] = graph.evaluate(_SUBJECTS)
        for node in (dataset, default):
            yield _triple(node, VOID + "triples", _number(triples))
        yield _triple(dataset, VOID + "distinctSubjects", _number(subjects))
        parts = (
            ("class", "classPartition", "entities", _CLASSES),
            ("property", "propertyPartition", "triples", _PROPERTIES),
        )
        for kind, link, measure, sparql in parts:
            solutions = graph.run(sparql)
            if not isinstance(solutions, QuerySolutions):
                continue
            for index, solution in enumerate(solutions):
                part = NamedNode(f"{self.endpoint}#{kind}-{index}")
                yield _triple(dataset, VOID + link, part)
                yield _triple(part, VOID + kind, solution["x"])
                yield _triple(part, VOID + measure, solution["n"])


def _triple(subject: NamedNode, predicate: str, object_: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), object_)


def _number(value: object) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))

"""What pages of IRIs look up in a graph, over and over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from itugraph.graph import Graph
from itugraph.serve.node_queries import LABELS

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
Term = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Link:
    """An IRI with what people call it."""

    iri: str
    label: str


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that can stand in SPARQL.

    >>> is_iri("https://x.example/a#b"), is_iri("https://x.example/> } #"), is_iri("a b")
    (True, False, False)
    """
    if not _IRI.fullmatch(text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def rows_on(graph: Graph, sparql: str, iri: str) -> Iterator[tuple[Term, ...]]:
    """The rows of a query on one IRI, which stands in it as NODE."""
    return solutions(graph, sparql.replace("NODE", f"<{iri}>"))


def solutions(graph: Graph, sparql: str) -> Iterator[tuple[Term, ...]]:
    """The rows of a query in which every variable has a value; the data hold no blank nodes."""
    answer = graph.run(sparql)
    if isinstance(answer, QuerySolutions):
        for solution in answer:
            yield tuple(term for term in solution if isinstance(term, NamedNode | Literal))


def labels_of(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    """What people call these IRIs; those without a name are left out."""
    wanted = sorted({iri for iri in iris if is_iri(iri)})
    if not wanted:
        return {}
    labels: dict[str, str] = {}
    for x, label in solutions(graph, LABELS.replace("VALUES_ROWS", values_rows(wanted))):
        labels.setdefault(x.value, label.value)
    return labels


def values_rows(iris: Iterable[str]) -> str:
    """IRIs as rows of VALUES.

    >>> values_rows(["https://x.example/a", "no IRI"])
    '<https://x.example/a>'
    """
    return " ".join(f"<{iri}>" for iri in iris if is_iri(iri))

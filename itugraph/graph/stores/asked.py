"""How Oxigraph is asked: of the union of all graphs, or of the graphs that are named."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import NamedNode

from itugraph.errors import InputError
from itugraph.graph.guard import Dataset, has_dataset, reading
from itugraph.graph.stores.store import Answer, refused


def ask(
    engine: pyoxigraph.Store, sparql: str, dataset: Dataset | None = None, *, union: bool = True
) -> Answer:
    """The answer to SPARQL that only reads.

    Args:
        dataset: the graphs to ask in place of those that the query itself names.
        union: whether the union of all graphs is to be made; else the default graph holds it.

    Raises:
        InputError: if the engine refuses it, or a graph is named that is not stored.
        OSError, RuntimeError: if what is stored cannot be read.

    >>> bool(ask(pyoxigraph.Store(), "ASK { ?s ?p ?o }"))
    False
    >>> ask(pyoxigraph.Store(), "ASK FROM <file:///etc/passwd> { ?s ?p ?o }")
    Traceback (most recent call last):
    itugraph.errors.InputError: query: names <file:///etc/passwd>, no graph that is stored here
    """
    if dataset is None and has_dataset(sparql):
        dataset = reading(sparql).dataset
    try:
        if dataset is None:
            return engine.query(sparql, use_default_graph_as_union=union)
        # The engine forgets FROM as soon as it is told to ask the union.
        return engine.query(
            sparql,
            default_graph=list(_stored(engine, dataset.default)),
            named_graphs=list(_stored(engine, dataset.named)),
        )
    except (SyntaxError, ValueError) as error:
        raise refused(error) from error


def _stored(engine: pyoxigraph.Store, iris: Iterable[str]) -> Iterable[NamedNode]:
    for iri in iris:
        try:
            node = NamedNode(iri)
        except ValueError as error:
            raise InputError("query", f"names <{iri}>, no graph that is stored here") from error
        if not engine.contains_named_graph(node):
            raise InputError("query", f"names <{iri}>, no graph that is stored here")
        yield node

"""How a server is asked so that the union of all named graphs is seen.

Queries are written for that union. Some servers show it by themselves, some when a parameter
asks for it, others show an empty default graph. To wrap the patterns of a query in GRAPH would
lose what is joined across graphs, so the server is asked in other ways, and each is tried out
before it is trusted: as many sources must be seen as stand in named graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from itugraph.errors import InputError
from itugraph.graph.stores.remote_errors import RefusedError
from itugraph.graph.stores.sparql_words import uses
from itugraph.vocabulary import ITG

Parameters = tuple[tuple[str, str], ...]
SOURCES: Final = f"?s a <{ITG}Source>"
_SEEN = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {SOURCES} }}"
_MOST_LISTED = 2_000
"""Named graphs that are listed with each query where the server knows nothing better."""


@dataclass(frozen=True, slots=True)
class Union:
    """A way to ask a server for the union of all named graphs.

    Attributes:
        parameters: sent with each query.
        graphs: all named graphs, listed too where a query speaks of them by GRAPH.
    """

    parameters: Parameters = ()
    graphs: tuple[str, ...] = ()

    def sent_with(self, sparql: str) -> Parameters:
        """The parameters of a query; none where it says itself which graphs it means."""
        if not self.parameters or uses(sparql, "FROM"):
            return ()
        if self.graphs and uses(sparql, "GRAPH"):
            # Once a default graph is named, only those named graphs are there that are named too.
            return self.parameters + tuple(("named-graph-uri", graph) for graph in self.graphs)
        return self.parameters


def union(
    what: str,
    wanted: int,
    graphs: Callable[[], Sequence[str]],
    seen: Callable[[str, Parameters], int],
) -> Union:
    """The first way that shows all sources.

    Args:
        what: the address, as it is printed.
        wanted: how many sources stand in named graphs.
        graphs: gives their names; asked only where it is needed.
        seen: the number that is the answer to a query sent with parameters.

    Raises:
        InputError: if there is none.
    """
    for way in _ways(graphs):
        try:
            if seen(_SEEN, way.parameters) >= wanted:
                return way
        except RefusedError:
            # A server that refuses what it does not know is asked in the next way.
            if not way.parameters:
                raise
    raise InputError(
        what,
        "shows an empty default graph, and no way to ask for the union of its named graphs:"
        " set that on the server (docs/remote.md)",
    )


def _ways(graphs: Callable[[], Sequence[str]]) -> Iterator[Union]:
    yield Union()
    yield Union((("union-default-graph", "true"),))  # Oxigraph
    named = tuple(graphs())
    yield Union((("default-graph-uri", "urn:x-arq:UnionGraph"),), named)  # Jena Fuseki
    yield Union((("default-graph-uri", "tag:stardog:api:context:all"),), named)  # Stardog
    if len(named) <= _MOST_LISTED:
        yield Union(tuple(("default-graph-uri", graph) for graph in named), named)

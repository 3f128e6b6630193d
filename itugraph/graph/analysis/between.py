"""Betweenness: on how many of the shortest ways between others a text lies."""

from __future__ import annotations

import networkx as nx

from itugraph.graph.analysis.counted import Arcs
from itugraph.graph.analysis.fast import Engine, converted, pays

# Measured by benchmarks/networks.py, in edges: each node looks at all of them.
_PAYS_FROM = 1_000


def betweenness(net: nx.MultiDiGraph[str], engine: Engine = "auto") -> dict[str, float]:
    """The share of all pairs of other nodes whose shortest ways of citations lead over a node.

    Where a pair has several shortest ways, each counts for its part; the number of texts that
    cite does not shorten a way. Without rustworkx this takes minutes from 10,000 instruments on.

    Raises:
        MissingExtraError: if rustworkx is asked for and not installed.

    >>> net = nx.MultiDiGraph()
    >>> net.add_edges_from([("a", "b", {"relation": "cites"}), ("b", "c", {"relation": "cites"})])
    [0, 0]
    >>> betweenness(net)
    {'a': 0.0, 'b': 0.5, 'c': 0.0}
    """
    arcs = Arcs.of(net)
    if pays(engine, len(arcs.arcs), _PAYS_FROM, "betweenness"):
        import rustworkx as rx

        by_number = dict(rx.digraph_betweenness_centrality(converted(arcs), normalized=True))
    else:
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(len(arcs.nodes)))
        graph.add_edges_from((citing, cited) for citing, cited, _ in arcs.arcs)
        by_number = nx.betweenness_centrality(graph, normalized=True)
    return {node: float(by_number[i]) for i, node in enumerate(arcs.nodes)}

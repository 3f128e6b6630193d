"""Communities: groups of texts that cite each other more than others."""

from __future__ import annotations

import networkx as nx

from itugraph.graph.analysis.counted import Arcs

_SEED = 20181116


def communities(net: nx.MultiDiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """The communities of a network by Louvain's method, largest first, always the same ones.

    Who cites whom does not matter, in how many texts does. The method looks for the groups that
    cite each other most beyond chance; small changes of a network can change them, so they are a
    way of looking and no fact.

    >>> net = nx.MultiDiGraph()
    >>> for pair in ("ab", "bc", "ac", "xy", "yz", "xz", "cx"):
    ...     _ = net.add_edge(*pair, relation="cites")
    >>> communities(net)
    (('a', 'b', 'c'), ('x', 'y', 'z'))
    """
    arcs = Arcs.of(net)
    # Numbers, for sets of them have one order in every process, which sets of paths have not.
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(arcs.nodes)))
    for citing, cited, texts in arcs.arcs:
        before = graph.get_edge_data(citing, cited, {"weight": 0})["weight"]
        graph.add_edge(citing, cited, weight=before + texts)
    groups = nx.community.louvain_communities(graph, seed=_SEED) if arcs.nodes else []
    named = [tuple(arcs.nodes[i] for i in sorted(group)) for group in groups]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))

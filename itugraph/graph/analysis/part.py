"""A part of a network: some of its texts, with what it is told to be."""

from __future__ import annotations

from collections.abc import Container

import networkx as nx

from itugraph.graph.network import notes


def part(net: nx.MultiDiGraph[str], kept: Container[str], chosen: str) -> nx.MultiDiGraph[str]:
    """The texts of `net` that are in `kept`, in its order, and the links between them.

    It tells in `chosen` by what it was chosen, in `of_texts` how many texts the whole has, and in
    `notes` what is not known of it; `net` stays as it is.

    >>> net = nx.MultiDiGraph()
    >>> net.add_edges_from([("a", "b", {"relation": "cites"}), ("b", "c", {"relation": "cites"})])
    [0, 0]
    >>> smaller = part(net, {"a", "b"}, "what is near a")
    >>> list(smaller.edges()), smaller.graph["of_texts"], smaller.graph["chosen"]
    ([('a', 'b')], 3, 'what is near a')
    """
    before = net.graph.get("chosen")
    told = {
        "chosen": f"{before}; {chosen}" if before else chosen,
        "of_texts": net.graph.get("of_texts", net.number_of_nodes()),
    }
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(**net.graph | told)
    found.add_nodes_from((node, dict(data)) for node, data in net.nodes(data=True) if node in kept)
    found.add_edges_from(
        (citing, cited, dict(data))
        for citing, cited, data in net.edges(data=True)
        if citing in kept and cited in kept
    )
    if "notes" in net.graph:
        found.graph["notes"] = notes(found)
    return found

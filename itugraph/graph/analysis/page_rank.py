"""PageRank: a text weighs what the texts that cite it weigh."""

from __future__ import annotations

import networkx as nx

from itugraph.graph.analysis.counted import Arcs
from itugraph.graph.analysis.fast import Engine, converted, pays

DAMPING = 0.85
_TURNS = 1000
# The sum of all changes of a turn that ends it. What is left is six times as much, far below
# the 1e-9 to which both engines are to agree, and well above what rounding moves in each turn.
_ENOUGH = 1e-14
# Measured by benchmarks/networks.py, in edges.
_PAYS_FROM = 10_000


def pagerank(net: nx.MultiDiGraph[str], engine: Engine = "auto") -> dict[str, float]:
    """The PageRank of each node; together they are 1.

    A walker goes from a text to one it cites, more often to those that more of its texts cite;
    one time in seven (0.15) it goes anywhere, and so it does from texts that cite none.

    Raises:
        MissingExtraError: if rustworkx is asked for and not installed.

    >>> net = nx.MultiDiGraph()
    >>> net.add_edges_from([("a", "c", {"relation": "cites"}), ("b", "c", {"relation": "cites"})])
    [0, 0]
    >>> {node: round(rank, 3) for node, rank in pagerank(net).items()}
    {'a': 0.213, 'b': 0.213, 'c': 0.574}
    """
    arcs = Arcs.of(net)
    if not arcs.nodes:
        return {}
    if pays(engine, len(arcs.arcs), _PAYS_FROM, "PageRank"):
        return _by_rustworkx(arcs)
    return dict(zip(arcs.nodes, _plain(arcs), strict=True))


def _plain(arcs: Arcs) -> list[float]:
    # networkx has it only through SciPy, which is larger than all that itugraph needs together.
    count = len(arcs.nodes)
    given = [0] * count
    for citing, _, texts in arcs.arcs:
        given[citing] += texts
    shares = [
        (citing, cited, DAMPING * texts / given[citing]) for citing, cited, texts in arcs.arcs
    ]
    ends = [node for node in range(count) if not given[node]]
    ranks = [1 / count] * count
    for _ in range(_TURNS):
        anywhere = (1 - DAMPING + DAMPING * sum(ranks[node] for node in ends)) / count
        turned = [anywhere] * count
        for citing, cited, share in shares:
            turned[cited] += ranks[citing] * share
        moved = sum(abs(new - old) for new, old in zip(turned, ranks, strict=True))
        ranks = turned
        if moved < _ENOUGH:
            break
    return ranks


def _by_rustworkx(arcs: Arcs) -> dict[str, float]:
    import rustworkx as rx

    found = rx.pagerank(
        converted(arcs),
        alpha=DAMPING,
        weight_fn=float,
        tol=_ENOUGH / len(arcs.nodes),  # it multiplies by their number
        max_iter=_TURNS,
    )
    return {node: found[i] for i, node in enumerate(arcs.nodes)}

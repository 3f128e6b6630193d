"""Routes: by which citations a way leads from one text to another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from itugraph.graph.analysis.counted import counted


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of a step, with its words.

    Attributes:
        citing, cited: paths of texts; citing_label, cited_label: their names.
    """

    citing: str
    citing_label: str
    cited: str
    cited_label: str
    clause: str | None
    item: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one instrument to another that its texts cite, in order of their paths."""

    citing: str
    cited: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A way from a text to another; it has the nodes and, between them, the steps."""

    nodes: tuple[str, ...]
    steps: tuple[Step, ...]


def routes(
    net: nx.MultiDiGraph[str],
    rolled: nx.MultiDiGraph[str],
    start: str,
    end: str,
    most: int = 5,
) -> tuple[Route, ...]:
    """The shortest routes of citations from one instrument to another, in order of path.

    Args:
        net: the network of texts, which has the words; rolled: its roll-up.
        most: no more than so many routes of the same length.

    Returns:
        None at all where no route leads there, or one of both is not in the network.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    # In order, for that is the order in which routes are found.
    graph.add_edges_from(sorted((citing, cited) for citing, cited, _ in counted(rolled)))
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return ()
    ways = list(islice(nx.all_shortest_paths(graph, start, end), most))
    pairs = {pair for way in ways for pair in pairwise(way)}
    words = _words(net, pairs)
    return tuple(
        Route(
            tuple(way),
            tuple(Step(*pair, words[pair]) for pair in pairwise(way)),
        )
        for way in sorted(ways)
    )


def _words(
    net: nx.MultiDiGraph[str], pairs: set[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Cited, ...]]:
    found: defaultdict[tuple[str, str], list[Cited]] = defaultdict(list)
    for citing, cited, data in counted(net):
        pair = _home(net, citing), _home(net, cited)
        if pair in pairs:
            found[pair].append(
                Cited(
                    citing,
                    str(net.nodes[citing].get("label") or citing),
                    cited,
                    str(net.nodes[cited].get("label") or cited),
                    _text(data.get("clause")),
                    _text(data.get("item")),
                    _text(data.get("quote")),
                )
            )
    return {
        pair: tuple(sorted(citations, key=lambda c: (c.citing, c.cited, str(c.item), str(c.quote))))
        for pair, citations in found.items()
    }


def _home(net: nx.MultiDiGraph[str], node: str) -> str:
    return str(net.nodes[node].get("instrument") or node)


def _text(value: object) -> str | None:
    return str(value) if value is not None else None

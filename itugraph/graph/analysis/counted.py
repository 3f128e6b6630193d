"""Which citations of a network count, and its texts and citations as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import networkx as nx


def counted(net: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """The citations that count, each with its ends: no undecided ones and none that are removed.

    >>> net = nx.MultiDiGraph()
    >>> _ = net.add_edge("a", "b", relation="cites", change="removed")
    >>> _ = net.add_edge("a", "c", relation="cites", change="added")
    >>> _ = net.add_edge("a", "d", relation="undecided")
    >>> [(citing, cited) for citing, cited, _ in counted(net)]
    [('a', 'c')]
    """
    for citing, cited, data in net.edges(data=True):
        if data.get("relation") == "cites" and data.get("change") != "removed":
            yield citing, cited, data


@dataclass(frozen=True, slots=True)
class Arcs:
    """Who cites whom, in numbers: a form that does not hang on the order of a network's filling.

    Attributes:
        nodes: by their number, in order of their paths.
        arcs: citing, cited, and how many texts of the citing one cite the other; ascending, one
            a pair, none of a node to itself.
    """

    nodes: tuple[str, ...]
    arcs: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, net: nx.MultiDiGraph[str]) -> Self:
        """Of a network, rolled up or not: where edges tell no number of texts, a pair is one.

        >>> net = nx.MultiDiGraph()
        >>> net.add_edges_from([("b", "a", {"relation": "cites"})] * 2)
        [0, 1]
        >>> Arcs.of(net)
        Arcs(nodes=('a', 'b'), arcs=((1, 0, 1),))
        """
        nodes = tuple(sorted(net))
        number = {node: i for i, node in enumerate(nodes)}
        texts: dict[tuple[int, int], int] = {}
        for citing, cited, data in counted(net):
            if citing != cited:
                weight = data.get("texts")
                pair = number[citing], number[cited]
                texts[pair] = weight if isinstance(weight, int) else 1
        return cls(nodes, tuple((*pair, weight) for pair, weight in sorted(texts.items())))

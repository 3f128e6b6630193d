"""Chains of revisions: how many editions an instrument has had, and how often it is revised."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx


@dataclass(frozen=True, slots=True)
class Chain:
    """Editions of an instrument that replace each other.

    Attributes:
        editions: oldest first; of those that the network has.
        years: from each to the next.
    """

    instrument: str
    editions: tuple[str, ...]
    years: tuple[int, ...]


def chains(net: nx.MultiDiGraph[str]) -> tuple[Chain, ...]:
    """The chains of a network of texts that have two editions or more, longest first.

    A network has the editions of an instrument from the oldest that is cited; what is older is
    in the registry (`itugraph show`).

    >>> net = nx.MultiDiGraph()
    >>> for year in (2010, 2014, 2018):
    ...     net.add_node(f"pp/resolution/2/{year}", instrument="pp/resolution/2", year=year)
    >>> _ = net.add_edge("pp/resolution/2/2014", "pp/resolution/2/2010", relation="replaces")
    >>> _ = net.add_edge("pp/resolution/2/2018", "pp/resolution/2/2014", relation="replaces")
    >>> [(chain.instrument, len(chain.editions), chain.years) for chain in chains(net)]
    [('pp/resolution/2', 3, (4, 4))]
    """
    newer_of = {
        older: newer
        for newer, older, data in net.edges(data=True)
        if data.get("relation") == "replaces" and _home(net, newer) == _home(net, older)
    }
    first = sorted(set(newer_of) - set(newer_of.values()))
    found = [_chain(net, node, newer_of) for node in first]
    return tuple(sorted(found, key=lambda chain: (-len(chain.editions), chain.instrument)))


def _home(net: nx.MultiDiGraph[str], node: str) -> str:
    return str(net.nodes[node].get("instrument") or node)


def _chain(net: nx.MultiDiGraph[str], first: str, newer_of: dict[str, str]) -> Chain:
    editions = [first]
    # A graph of others may go in a circle.
    while (newer := newer_of.get(editions[-1])) and newer not in editions:
        editions.append(newer)
    dated = [year for node in editions if isinstance(year := net.nodes[node].get("year"), int)]
    years = tuple(after - before for before, after in pairwise(dated))
    return Chain(_home(net, first), tuple(editions), years)

"""What the tests of networks share: small networks, and networks as hypothesis draws them."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from hypothesis import strategies as st

from itugraph.graph.texts import blank

Cited = tuple[str, str]


def of_texts(citations: Iterable[Cited], **edge: object) -> nx.MultiDiGraph[str]:
    """Return a network of editions ("a/1" is one of instrument "a") and their citations."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(level="text", as_of=None, notes=[])
    for citing, cited in citations:
        add(net, citing, cited, **edge)
    return net


def add(net: nx.MultiDiGraph[str], citing: str, cited: str, **edge: object) -> None:
    """Add a citation and its ends."""
    for node in (citing, cited):
        instrument = None if node.startswith("source") else node.partition("/")[0]
        net.add_node(node, **blank(label=node, instrument=instrument))
    net.add_edge(citing, cited, **{"relation": "cites", "change": None, "source_id": citing} | edge)


def of_instruments(citations: Iterable[tuple[str, str, int]]) -> nx.MultiDiGraph[str]:
    """Return a network as a roll-up gives it."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(level="instrument")
    for citing, cited, texts in citations:
        net.add_edge(citing, cited, key="cites", relation="cites", texts=texts, citations=texts)
    return net


_NAMES = st.sampled_from([f"n{i:02}" for i in range(24)])
NETWORKS = st.lists(st.tuples(_NAMES, _NAMES, st.integers(1, 5)), max_size=120).map(of_instruments)

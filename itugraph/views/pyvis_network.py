"""The network as a pyvis Network, for those who want pages of their own.

pyvis's own page writer is not used by itugraph: it loads from other hosts and, where any title
holds "href", runs script found in titles. So nodes and edges have no titles that are not
itugraph's own words; a label is text wherever vis-network draws it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from itugraph.views.layout import lanes
from itugraph.views.palette import lane_code, look

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

_STEP: Final = 120
_ROW: Final = 40
_WORDS: Final = frozenset(
    {"cites", "undecided", "replaces", "kept", "added", "removed", "retargeted"}
)


def to_pyvis(network: nx.MultiDiGraph[str]) -> Network:
    """A pyvis Network with the nodes where the lanes put them, physics off.

    Ids are the nodes' own, labels are their labels, colours those of the page, coordinates
    pixels. Every edge is there, also those that share their ends; its title is its relation, or
    what a draft does to it. `network` stays as it is.

    >>> import networkx as nx
    >>> network = nx.MultiDiGraph()
    >>> network.add_node("pp/resolution/2/2014", label="PP Resolution 2", body="PP", year=2014)
    >>> [(node["id"], node["label"], node["color"]) for node in to_pyvis(network).nodes]
    [('pp/resolution/2/2014', 'PP Resolution 2', '#0072b2')]
    """
    # Imported here: pyvis brings IPython with it.
    from pyvis.network import Network

    made = Network(directed=True, cdn_resources="in_line")
    made.toggle_physics(False)
    for spot in lanes(network).spots():
        data = network.nodes[spot.node]
        body = data.get("body")
        made.add_node(
            spot.node,
            label=str(data.get("label") or spot.node),
            x=spot.x * _STEP,
            y=spot.y * _ROW,
            color=look(lane_code(str(body) if body else None)).colour,
            shape="dot",
            size=9,
        )
    # `add_edge` looks through all nodes for each end, and drops edges in parallel.
    made.edges.extend(
        {"from": citing, "to": cited, "title": _word(data), "arrows": "to"}
        for citing, cited, data in network.edges(data=True)
    )
    return made


def _word(data: dict[str, object]) -> str:
    """The relation of an edge, or the change where a draft makes one; "" for any other word."""
    word = data.get("change") or data.get("relation")
    return str(word) if word in _WORDS else ""

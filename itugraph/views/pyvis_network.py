"""The network as a pyvis Network, for those who want pages of their own.

pyvis is given labels and positions only. Its own page writer is not used by itugraph: it
loads from other hosts and runs script found in titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itugraph.views.layout import lanes

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

_STEP = 120
_ROW = 40


def to_pyvis(network: nx.MultiDiGraph[str]) -> Network:
    """A pyvis Network with the nodes where the lanes put them, physics off.

    Coordinates are pixels; edges carry their relation as title.
    """
    # Imported here: pyvis brings IPython with it.
    from pyvis.network import Network

    made = Network(directed=True, cdn_resources="in_line")
    made.toggle_physics(False)
    for spot in lanes(network).spots():
        label = str(network.nodes[spot.node].get("label", spot.node))
        made.add_node(spot.node, label=label, x=spot.x * _STEP, y=spot.y * _ROW)
    for citing, cited, data in network.edges(data=True):
        made.edges.append({"from": citing, "to": cited, "title": data["relation"], "arrows": "to"})
    return made

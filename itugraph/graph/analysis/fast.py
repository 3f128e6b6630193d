"""rustworkx, where it is installed and pays: networks in numbers handed over to it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from itugraph.errors import MissingExtraError
from itugraph.graph.analysis.counted import Arcs

if TYPE_CHECKING:
    import rustworkx as rx

Engine = Literal["auto", "plain", "rustworkx"]
"""What computes: "auto" is rustworkx where it is installed and pays, else networkx or Python."""


def installed() -> bool:
    """Whether rustworkx is there (extra "fast")."""
    return find_spec("rustworkx") is not None


def pays(engine: Engine, size: int, threshold: int, feature: str) -> bool:
    """Whether rustworkx is to compute something, for its size and the threshold of that.

    Raises:
        MissingExtraError: if it is asked for by name and not installed.

    >>> pays("plain", 1_000_000, 1, "betweenness")
    False
    """
    if engine == "rustworkx" and not installed():
        raise MissingExtraError(f"{feature} by rustworkx", "fast")
    return engine == "rustworkx" or (engine == "auto" and size >= threshold and installed())


def converted(arcs: Arcs) -> rx.PyDiGraph[int, float]:
    """The same network for rustworkx, whose numbers of nodes are those of `arcs`."""
    import rustworkx as rx

    graph: rx.PyDiGraph[int, float] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(len(arcs.nodes)))
    graph.add_edges_from([(citing, cited, float(n)) for citing, cited, n in arcs.arcs])
    return graph

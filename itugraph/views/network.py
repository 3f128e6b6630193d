"""The network as a networkx graph that shows itself in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from itugraph.shown import notice
from itugraph.views.frame import View
from itugraph.views.page import page

if TYPE_CHECKING:
    _MultiDiGraph = nx.MultiDiGraph[str]
else:
    _MultiDiGraph = nx.MultiDiGraph  # generic for type checkers alone

MOST_EDGES = 10_000
"""Of a network that is drawn without being asked to: more take seconds."""


class Network(_MultiDiGraph):
    """A `networkx.MultiDiGraph` that shows itself as its page; so do its copies and subgraphs.

    >>> network = Network()
    >>> _ = network.add_edge("a", "b", relation="cites")
    >>> network.subgraph(["a"])
    a network of 1 node and 0 edges
    """

    def __repr__(self) -> str:
        nodes, edges = self.number_of_nodes(), self.number_of_edges()
        return (
            f"a network of {nodes} node{'' if nodes == 1 else 's'}"
            f" and {edges} edge{'' if edges == 1 else 's'}"
        )

    def view(self, title: str | None = None, height: int = 640) -> View:
        """The interactive page of this network.

        Args:
            height: of the frame in a notebook, in pixels.

        Raises:
            ValueError: if an edge has a relation that the page does not know.
        """
        return View(page(self, title=title), height)

    def _repr_html_(self) -> str:
        edges = self.number_of_edges()
        if edges > MOST_EDGES:
            return notice(f"This is {self!r}: .view() draws it, which takes a while.")
        try:
            return self.view()._repr_html_()
        except ValueError as error:
            return notice(f"This is {self!r}, which the page cannot show: {error}.")

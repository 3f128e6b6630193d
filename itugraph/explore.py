"""The graph as people explore it in Python and Jupyter: with its page and its pyvis network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from itugraph import graph as _graph
from itugraph.model import Body
from itugraph.registry.dates import AsOf
from itugraph.shown import notice
from itugraph.views.frame import View

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network as PyvisNetwork
    from rdflib import Dataset

    from itugraph.graph.analysis.ranking import Measure, Ranking
    from itugraph.graph.analysis.summary import Summary
    from itugraph.graph.analysis.way import Way
    from itugraph.views.network import Network

__all__ = ["Graph", "View"]

MOST_CITATIONS = 10_000
"""Of a graph that is drawn without being asked to: more take seconds."""
_COUNTED = """PREFIX cito: <http://purl.org/spar/cito/>
SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a cito:Citation }"""


@dataclass(frozen=True, slots=True, repr=False)
class Graph(_graph.Graph):
    """A graph that can also be walked, looked at and handed to other libraries.

    >>> Graph.open("nowhere")
    Traceback (most recent call last):
    itugraph.errors.InputError: nowhere: holds no graph: make one with itugraph build
    """

    def view(
        self,
        title: str | None = None,
        height: int = 640,
        *,
        as_of: AsOf | str | None = None,
        around: str | Sequence[str] = (),
        depth: int = 1,
        changes: bool = False,
    ) -> View:
        """The interactive page of citations and revisions: one file that asks for nothing.

        Args:
            height: of the frame in a notebook, in pixels.
            as_of: the day whose network it shows; around, depth: a part of it; see `network`.
            changes: only what drafts change; see `itugraph.graph.analysis.changed`.

        Raises:
            InputError: if `as_of` is no day, a name is not known, or no draft changes a citation.
        """
        from itugraph.graph.analysis import changed
        from itugraph.views.page import page

        net = self._around(as_of, around, depth)
        return View(page(changed(net) if changes else net, title=title), height)

    def network(
        self,
        level: Literal["text", "instrument"] = "text",
        as_of: AsOf | str | None = None,
        *,
        around: str | Sequence[str] = (),
        depth: int = 1,
    ) -> Network:
        """The citation and revision network; see `itugraph.graph.network.network`.

        Args:
            level: its nodes: texts, or instruments with all their texts in one
                (`itugraph.graph.analysis.rolled_up`).
            as_of: the day it stood on ("2017-01-01", "2017", "PP-18"); else all that is known.
            around: what a person types for a text, or several: only what is within `depth` steps
                of citations and revisions of it (`itugraph.graph.analysis.ego`).

        Raises:
            InputError: if `as_of` is no day, or `around` names no text of the network.
        """
        from itugraph.graph.analysis import rolled_up
        from itugraph.views.network import Network

        net = self._around(as_of, around, depth)
        return Network(rolled_up(net) if level == "instrument" else net)

    def _around(
        self, as_of: AsOf | str | None, around: str | Sequence[str], depth: int
    ) -> nx.MultiDiGraph[str]:
        from itugraph.graph.analysis import ego
        from itugraph.graph.network import network

        net = network(self, as_of)
        names = [around] if isinstance(around, str) else around
        return ego(net, self, names, depth) if names else net

    def rank(
        self,
        by: Measure = "cited",
        body: Body | None = None,
        top: int = 10,
        as_of: AsOf | str | None = None,
    ) -> Ranking:
        """The instruments that stand highest, as `itugraph rank` tells them.

        Args:
            by: "cited", "citing", "pagerank" or "betweenness".
            body: tell only of this body's instruments; top: how many at most.

        Raises:
            InputError: if `as_of` is no day.
        """
        from itugraph.graph.analysis.ranking import Ranking, ranking

        found = ranking(self.network("instrument", as_of), by, body)
        return Ranking(one for one in found if one.value)[:top]

    def path(self, start: str, end: str, as_of: AsOf | str | None = None) -> Way:
        """By which citations a way leads from one text to another, or why none does.

        Raises:
            InputError: if one of them is not known, both are one, or `as_of` is no day.
        """
        from itugraph.graph.analysis.way import way

        return way(self, start, end, as_of)

    def stats(self, as_of: AsOf | str | None = None) -> Summary:
        """The graph in figures.

        Raises:
            InputError: if `as_of` is no day.
        """
        from itugraph.graph.analysis.summary import summary
        from itugraph.graph.network import network
        from itugraph.graph.texts import languages

        return summary(network(self, as_of), languages(self))

    def _repr_html_(self) -> str:
        """The page, where it can be drawn at once; else a line that says how to draw it."""
        if self.stands_elsewhere:
            return notice(f"{self!r}. Its .view() reads it whole, and draws it.")
        [(citations,)] = self.evaluate(_COUNTED)
        if isinstance(citations, int) and citations > MOST_CITATIONS:
            return notice(f"{self!r}, {citations} citations. Its .view() draws them.")
        return self.view()._repr_html_()

    def rdflib(self) -> Dataset:
        """The graph as an RDFLib Dataset."""
        from itugraph.graph.export import to_rdflib

        return to_rdflib(self)

    def pyvis(self) -> PyvisNetwork:
        """The network as a pyvis Network, for pages of one's own."""
        from itugraph.views.pyvis_network import to_pyvis

        return to_pyvis(self.network())

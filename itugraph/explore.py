"""The graph as people explore it in Python and Jupyter: with its page and its pyvis network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from itugraph import graph as _graph
from itugraph.registry.dates import AsOf

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network
    from rdflib import Dataset


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A page that shows itself in a notebook, in a frame of its own.

    Attributes:
        html: the whole page; height: of the frame, in pixels.

    >>> View("<!doctype html><title>t</title>")
    a page of 31 characters: write it to a file, or show it in a notebook
    """

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        """The page in a sandboxed frame: nothing of it touches the notebook's own page."""
        return (
            f'<iframe title="Citations and revisions" srcdoc="{escape(self.html)}"'
            f' sandbox="allow-scripts allow-downloads" style="width:100%;height:{self.height}px;'
            'border:1px solid #ccc"></iframe>'
        )

    def __repr__(self) -> str:
        return (
            f"a page of {len(self.html)} characters: write it to a file, or show it in a notebook"
        )


@dataclass(frozen=True, slots=True)
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

        net = self.network(as_of=as_of, around=around, depth=depth)
        return View(page(changed(net) if changes else net, title=title), height)

    def network(
        self,
        level: Literal["text", "instrument"] = "text",
        as_of: AsOf | str | None = None,
        *,
        around: str | Sequence[str] = (),
        depth: int = 1,
    ) -> nx.MultiDiGraph[str]:
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
        from itugraph.graph.analysis import ego, rolled_up
        from itugraph.graph.network import network

        net = network(self, as_of)
        names = [around] if isinstance(around, str) else around
        if names:
            net = ego(net, self, names, depth)
        return rolled_up(net) if level == "instrument" else net

    def rdflib(self) -> Dataset:
        """The graph as an RDFLib Dataset."""
        from itugraph.graph.export import to_rdflib

        return to_rdflib(self)

    def pyvis(self) -> Network:
        """The network as a pyvis Network, for pages of one's own."""
        from itugraph.views.pyvis_network import to_pyvis

        return to_pyvis(self.network())

"""The way between two texts as people name them, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from itugraph.errors import InputError
from itugraph.graph.analysis.rollup import rolled_up
from itugraph.graph.analysis.route import Route, routes
from itugraph.graph.graph import Graph
from itugraph.graph.network import network
from itugraph.registry.dates import AsOf
from itugraph.shown import Cell, data_frame, html_table, notice

if TYPE_CHECKING:
    import pandas as pd

_MOST = 5
_COLUMNS = ("route", "citing", "clause", "item", "cited", "quote")


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """What leads from one instrument, or text that is of none, to another.

    Attributes:
        start, end: paths; labels: names of all that the routes go through, and of both ends.
        routes: the shortest, at most five; more: whether there are others as short.
        why_not: a sentence where there is none, None where there is one.
    """

    start: str
    end: str
    labels: dict[str, str]
    routes: tuple[Route, ...]
    more: bool
    why_not: str | None

    def __repr__(self) -> str:
        if self.why_not is not None:
            return self.why_not
        names = (" → ".join(self.labels[node] for node in route.nodes) for route in self.routes)
        return "\n".join(names) + ("\nand more" if self.more else "")

    def _repr_html_(self) -> str:
        if self.why_not is not None:
            return notice(self.why_not)
        rows = list(self._rows())
        shown = html_table(_COLUMNS, rows, len(rows), "citations")
        return notice(*repr(self).split("\n")) + shown

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for number, route in enumerate(self.routes, start=1):
            for step in route.steps:
                for c in step.citations:
                    yield number, c.citing_label, c.clause, c.item, c.cited_label, c.quote

    def frame(self) -> pd.DataFrame:
        """A row a citation of each route's steps.

        Raises:
            MissingExtraError: if pandas is not installed (extra "notebook").
        """
        return data_frame(_COLUMNS, list(self._rows()))


def way(graph: Graph, start: str, end: str, as_of: AsOf | str | None = None) -> Way:
    """The shortest routes of citations between two texts that a person means.

    Raises:
        InputError: if one of them is not known, both are one, or `as_of` is no day.
    """
    first, last = (_place(graph, typed) for typed in (start, end))
    if first == last:
        raise InputError(repr(end), f"is the same instrument as {start!r}")
    net = network(graph, as_of)
    rolled = rolled_up(net)
    found = routes(net, rolled, first, last, _MOST + 1)
    shown = found[:_MOST]
    nodes = sorted({first, last, *(node for route in shown for node in route.nodes)})
    labels = {node: _label(rolled, graph, node) for node in nodes}
    why_not = None if found else _why_not(net, rolled, first, last, labels)
    return Way(first, last, labels, shown, len(found) > _MOST, why_not)


def _place(graph: Graph, typed: str) -> str:
    """The instrument, or the text that is of none: files of the graph first."""
    try:
        text = graph.text(typed)
    except InputError:
        return graph.work(typed)
    return text if text.startswith("source/") else graph.work(text)


def _label(rolled: nx.MultiDiGraph[str], graph: Graph, node: str) -> str:
    if node in rolled:
        return str(rolled.nodes[node].get("label") or node)
    return node if node.startswith("source/") else graph.registry.label(node)


def _why_not(
    net: nx.MultiDiGraph[str],
    rolled: nx.MultiDiGraph[str],
    first: str,
    last: str,
    labels: dict[str, str],
) -> str:
    none = f"No citations lead from {labels[first]} to {labels[last]}"
    cites = {citing for citing, _, data in rolled.edges(data=True) if "texts" in data}
    cited = {cited for _, cited, data in rolled.edges(data=True) if "texts" in data}
    day = f" on {net.graph['as_of']}" if net.graph.get("as_of") else ""
    if first not in cites:
        none += f": no text of {labels[first]} cites anything in this graph{day}"
    elif last not in cited:
        none += f": nothing in this graph cites {labels[last]}{day}"
    if routes(net, rolled, last, first, 1):
        return f"{none}. The other way, from {labels[last]} to {labels[first]}, there is a route."
    return f"{none}. The other way there is none either."

"""Instruments in the order of a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, SupportsIndex, overload

import networkx as nx

from itugraph.graph.analysis.between import betweenness
from itugraph.graph.analysis.counted import Arcs
from itugraph.graph.analysis.fast import Engine
from itugraph.graph.analysis.page_rank import pagerank
from itugraph.shown import data_frame, html_table

if TYPE_CHECKING:
    import pandas as pd

Measure = Literal["cited", "citing", "pagerank", "betweenness"]
_EQUAL = 1e-9
"""So far the engines agree."""
MEASURES: tuple[Measure, ...] = ("cited", "citing", "pagerank", "betweenness")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An instrument at its place.

    Attributes:
        place: from 1; what is equal shares one, in order of path.
        value: of the measure: texts that cite it, instruments it cites, or a share of 1.
        texts: how many texts cite it; status: "current", "suppressed" or "unknown".
    """

    place: int
    path: str
    label: str
    title: str | None
    body: str | None
    status: str
    value: float
    texts: int


class Ranking(tuple[Ranked, ...]):
    """Instruments at their places; a plain tuple but for how it shows itself."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Ranked: ...
    @overload
    def __getitem__(self, index: slice, /) -> Ranking: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Ranked | Ranking:
        """One place, or some, which show themselves too."""
        if isinstance(index, slice):
            return Ranking(super().__getitem__(index))
        return super().__getitem__(index)

    def __repr__(self) -> str:
        first = f", {self[0].label} first" if self else ""
        return f"{len(self)} ranked{first}"

    def _repr_html_(self) -> str:
        headings = ["place", "instrument", "title", "status", "texts that cite it"]
        rows = ((r.place, r.label, r.title, r.status, r.texts, r.value) for r in self)
        # A rank by those very texts says nothing more.
        if any(r.value != r.texts for r in self):
            headings.append("value")
        shown = (row[: len(headings)] for row in rows)
        return html_table(headings, shown, len(self), "instruments and texts")

    def frame(self) -> pd.DataFrame:
        """A row an instrument, with the attributes of `Ranked`, typed.

        Raises:
            MissingExtraError: if pandas is not installed (extra "notebook").
        """
        columns = ("place", "path", "label", "title", "body", "status", "value", "texts")
        rows = [
            (r.place, r.path, r.label, r.title, r.body, r.status, r.value, r.texts) for r in self
        ]
        return data_frame(columns, rows)


def ranking(
    net: nx.MultiDiGraph[str],
    by: Measure = "cited",
    body: str | None = None,
    engine: Engine = "auto",
) -> Ranking:
    """All nodes of a rolled-up network by a measure, the highest first.

    Args:
        by: "cited" by how many texts, "citing" how many instruments, PageRank or betweenness.
        body: tell only of this body's instruments; they are ranked among themselves by what
            all texts say.

    >>> net = nx.MultiDiGraph()
    >>> for citing, cited in ("ab", "cb", "bd"):
    ...     _ = net.add_edge(citing, cited, relation="cites", texts=1)
    >>> [(r.place, r.path, r.value) for r in ranking(net)]
    [(1, 'b', 2), (2, 'd', 1), (3, 'a', 0), (3, 'c', 0)]
    """
    arcs = Arcs.of(net)
    cited: Counter[str] = Counter()
    citing: Counter[str] = Counter()
    for one, other, texts in arcs.arcs:
        cited[arcs.nodes[other]] += texts
        citing[arcs.nodes[one]] += 1
    values: Mapping[str, float] = cited
    if by == "citing":
        values = citing
    elif by == "pagerank":
        values = _levelled(pagerank(net, engine))
    elif by == "betweenness":
        values = _levelled(betweenness(net, engine))
    nodes = [n for n in arcs.nodes if body is None or net.nodes[n].get("body") == body]
    nodes.sort(key=lambda node: (-values.get(node, 0), node))
    found: list[Ranked] = []
    before: float | None = None
    for i, node in enumerate(nodes, start=1):
        value = values.get(node, 0)
        data = net.nodes[node]
        found.append(
            Ranked(
                found[-1].place if value == before else i,
                node,
                str(data.get("label") or node),
                data.get("title"),
                data.get("body"),
                str(data.get("status") or "unknown"),
                round(value, 10),
                cited[node],
            )
        )
        before = value
    return Ranking(found)


def _levelled(values: Mapping[str, float]) -> dict[str, float]:
    """Values that lie within the tolerance of each other as one: their last digits are chance.

    Rounding would not do, for what is equal can lie on both sides of where it turns.
    """
    found: dict[str, float] = {}
    level = 0.0
    for node in sorted(values, key=lambda node: (-values[node], node)):
        if not found or level - values[node] > _EQUAL:
            level = values[node]
        found[node] = level
    return found

"""The age of citations: years from what is cited to what cites it, and whether it still stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from itugraph.graph.analysis.counted import counted

Stood = Literal[
    "in force", "ended before", "ended at the same conference", "not adopted yet", "not known"
]


@dataclass(frozen=True, slots=True)
class Age:
    """A text and an edition that it cites, however often and in whatever parts.

    Attributes:
        citing, cited: paths.
        years: between the years of both; None where one is not known, as of a draft.
        stood: how the edition stood when the citing text was adopted; of a text without a date,
            on the day the network is asked for.
    """

    citing: str
    cited: str
    years: int | None
    stood: Stood


def ages(net: nx.MultiDiGraph[str]) -> tuple[Age, ...]:
    """The age of each citation of an edition, in order of their paths; undated ones have none.

    Conferences whose day is not known count from the end of their year. That an edition was
    replaced by the very conference that adopted the citing text is told apart.

    Args:
        net: a network of texts, not rolled up.
    """
    editions: dict[str, Mapping[str, object]] = {}
    for node, data in net.nodes(data=True):
        edition = data.get("edition")
        if edition and (node == edition or edition not in editions):
            editions[edition] = data
    pairs = {(citing, net.nodes[cited].get("edition")) for citing, cited, _ in counted(net)}
    day = net.graph.get("as_of")
    return tuple(
        Age(citing, edition, _years(net.nodes[citing], own), _stood(net.nodes[citing], own, day))
        for citing, edition in sorted((c, e) for c, e in pairs if e)
        if (own := editions[edition])
    )


def _years(citing: Mapping[str, object], cited: Mapping[str, object]) -> int | None:
    newer, older = citing.get("year"), cited.get("year")
    return newer - older if isinstance(newer, int) and isinstance(older, int) else None


def _stood(citing: Mapping[str, object], cited: Mapping[str, object], day: str | None) -> Stood:
    if cited.get("status") == "unknown":
        return "not known"
    if citing.get("adopted_at") is not None and citing.get("adopted_at") == cited.get("ended_at"):
        return "ended at the same conference"
    when = citing.get("adopted") or day
    adopted, ended = cited.get("adopted"), cited.get("ended")
    if when is not None and str(adopted or "") > str(when):
        return "not adopted yet"
    if ended is not None and (when is None or str(ended) <= str(when)):
        return "ended before"
    return "in force"

"""How an edition stood when it was cited, and the words for the verbs of clauses."""

from __future__ import annotations

import networkx as nx
import pytest

from itugraph.views.layout import lanes
from itugraph.views.openers import openers
from itugraph.views.payload import payload
from itugraph.views.standing import standing

PP_18 = {"level": "edition", "adopted": "2018-11-16", "adopted_at": "PP-18"}


@pytest.mark.parametrize(
    ("citing", "cited", "expected"),
    [
        (PP_18, {"status": "current"}, "current"),
        # As of a day: it stands, whatever happened later.
        (PP_18, {"status": "current", "ended": "2022-10-14"}, "current"),
        (PP_18, {"status": "superseded", "ended": "2016-11-03"}, "before"),
        (PP_18, {"status": "superseded", "ended": "2018-11-16"}, "before"),
        (PP_18, {"status": "suppressed", "ended": "2016-11-03"}, "before"),
        (PP_18, {"status": "superseded", "ended": "2018-11-16", "ended_at": "PP-18"}, "same"),
        (PP_18, {"status": "superseded", "ended": "2018-11-17"}, "since"),
        (PP_18, {"status": "superseded", "ended": "2022-10-14"}, "since"),
        (PP_18, {"status": "superseded"}, "ended"),
        (PP_18, {"status": "superseded", "ended": "2018-12-31"}, "ended"),
        ({"adopted": "2018-12-31"}, {"status": "superseded", "ended": "2018-03-01"}, "ended"),
        (PP_18, {"status": "superseded", "ended": "2017-12-31"}, "before"),
        ({"level": "source"}, {"status": "superseded", "ended": "2016-11-03"}, "ended"),
        ({"level": "draft"}, {"status": "superseded"}, "before"),
        ({"level": "draft"}, {"status": "current"}, "current"),
        (PP_18, {"status": "unknown", "level": "edition"}, "unknown"),
        (PP_18, {"status": "unknown", "level": "instrument"}, "undated"),
        (PP_18, {"status": "unknown", "level": "part"}, "undated"),
        (PP_18, {"status": "unknown", "level": "part", "edition": "x/2012"}, "unknown"),
        ({}, {}, "unknown"),
    ],
)  # fmt: skip
def test_a_citation_tells_how_what_it_cites_stood(
    citing: dict[str, object], cited: dict[str, object], expected: str
) -> None:
    assert standing(citing, cited) == expected


def test_every_citation_has_a_standing_and_no_revision_has(
    network: nx.MultiDiGraph[str],
) -> None:
    edges = payload(network, lanes(network))["edges"]
    assert isinstance(edges, list)
    told = {(str(edge["kind"]) == "replaces", "stands" in edge) for edge in edges}
    assert told == {(True, False), (False, True)}


def test_every_verb_of_a_network_has_words(network: nx.MultiDiGraph[str]) -> None:
    network.add_edge("cs/article/1", "cs/article/1", relation="cites", verb="sings")
    assert payload(network, lanes(network))["verbs"] == {"noting": "noting"}
    assert openers([]) == {}

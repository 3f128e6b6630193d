"""The network as of a day."""

from __future__ import annotations

import pytest

from itugraph import Graph
from itugraph.errors import InputError
from itugraph.graph.standing import standing
from itugraph.graph.texts import describe
from itugraph.registry import Registry
from itugraph.registry.dates import as_of

from .test_network import DRAFT, LETTER


@pytest.fixture(scope="module")
def shipped() -> Registry:
    """Return the registry of the package."""
    return Registry.load()


@pytest.fixture(scope="module")
def whole(shipped: Registry, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph that tells the whole registry."""
    text = tmp_path_factory.mktemp("days") / "letter.txt"
    text.write_text("We recall Resolution 44 (Rev. Hammamet, 2016) of WTSA.\n", "utf-8")
    return Graph.build([text], text.parent / "graph", shipped)


@pytest.mark.parametrize(
    "day", ["1990", "2012", "2012-12-30", "2016-11-02", "2016-11-03", "PP-18", "C18", "2030"]
)
def test_a_graph_says_of_every_edition_what_the_rule_of_the_registry_does(
    day: str, whole: Graph, shipped: Registry
) -> None:
    """The graph is its own witness, and yet the rule is one."""
    at = as_of(day, shipped)
    then = standing(shipped, at)
    told = describe(whole, at.last_day)
    compared = 0
    for history in shipped.histories.values():
        for row in history.editions:
            path = shipped.edition_path(row)
            expected = (then.status(path) or "future").replace("merged", "suppressed")
            assert told[path]["status"] == expected, path
            compared += 1
        stands = told[history.path]["instrument_status"] == "current"
        assert stands == (history.path in then.current), history.path
    assert compared > 1000


def test_without_a_day_all_that_is_known_is_told(whole: Graph, shipped: Registry) -> None:
    now = standing(shipped)
    for path, data in describe(whole).items():
        if data["level"] == "edition":
            expected = (now.status(path) or "unknown").replace("merged", "suppressed")
            assert data["status"] == expected, path


def test_texts_adopted_later_are_left_out_with_what_they_cite(graph: Graph) -> None:
    net = graph.network(as_of="2018-11-15")
    cited = {(s, t) for s, t, data in net.edges(data=True) if data["relation"] == "cites"}
    assert {citing for citing, _ in cited} == {DRAFT, LETTER}  # which have no date
    assert "pp/resolution/911/2018" not in net
    assert "pp/resolution/913/2014" not in net
    assert net.graph["as_of"] == "2018-11-15"
    on_the_day = graph.network(as_of="PP-18")
    assert ("pp/resolution/911/2018", "pp/resolution/913/2014") in on_the_day.edges()


def test_revisions_and_mergers_that_were_still_to_come_are_no_edges(graph: Graph) -> None:
    net = graph.network(as_of="2016-11-02")
    assert [data for *_, data in net.edges(data=True) if data["relation"] == "replaces"] == []
    assert net.nodes["wtsa/resolution/902/2012"]["status"] == "current"
    # The draft cites it all the same; by then it was not adopted.
    assert net.nodes["wtsa/resolution/901/2016"]["status"] == "future"
    merged = graph.network(as_of="2016-11-03")
    assert ("wtsa/resolution/901/2016", "wtsa/resolution/902/2012") in merged.edges()


def test_a_day_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(InputError, match="neither a conference"):
        graph.network(as_of="yesterday")

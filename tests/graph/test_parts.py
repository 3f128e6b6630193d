"""Parts of a network: what is around a text, and what drafts change."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from itugraph import Graph
from itugraph.errors import InputError
from itugraph.graph.analysis import changed, ego

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"


@pytest.fixture(scope="module")
def pp18() -> Graph:
    """Return the graph of the PP-18 texts."""
    return Graph.open(EXAMPLES / "pp18.nq.gz")


@pytest.fixture(scope="module")
def whole(pp18: Graph) -> nx.MultiDiGraph[str]:
    """Return its network."""
    return pp18.network()


@pytest.fixture(scope="module")
def redline(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the example document, a redline."""
    file = EXAMPLES / "resolution-191-draft.txt"
    return Graph.build([file], tmp_path_factory.mktemp("parts") / "graph")


def as_networkx_finds(
    whole: nx.MultiDiGraph[str], centre: str, depth: int, *, instrument: bool
) -> set[str]:
    """Return what networkx finds within some steps, walked from each text of the centre."""
    plain = whole.to_undirected()
    own = {
        node
        for node, data in whole.nodes(data=True)
        if f"{node}/".startswith(f"{centre}/") or (instrument and data["instrument"] == centre)
    }
    found: set[str] = set()
    for node in own:
        found |= set(nx.single_source_shortest_path_length(plain, node, cutoff=depth))
    return found


@pytest.mark.parametrize(
    ("typed", "path", "instrument"),
    [
        ("WTSA Res 44", "wtsa/resolution/44", True),
        ("Resolution 44 (Rev. Hammamet, 2016)", "wtsa/resolution/44/2016", False),
        ("pp/resolution/130", "pp/resolution/130", True),
        ("the Constitution", "cs", True),
    ],
)
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_what_is_within_some_steps_is_there_with_all_links_between(
    pp18: Graph, whole: nx.MultiDiGraph[str], typed: str, path: str, instrument: bool, depth: int
) -> None:
    found = ego(whole, pp18, [typed], depth)
    expected = as_networkx_finds(whole, path, depth, instrument=instrument)
    assert set(found) == expected
    links = nx.utils.edges_equal(found.edges(data=True), whole.subgraph(expected).edges(data=True))
    assert links


def test_several_texts_have_one_neighbourhood(pp18: Graph, whole: nx.MultiDiGraph[str]) -> None:
    both = ego(whole, pp18, ["WTSA Res 44", "PP Res 130"], 1)
    one, other = (ego(whole, pp18, [name], 1) for name in ("WTSA Res 44", "PP Res 130"))
    assert set(both) == set(one) | set(other)
    assert both.graph["chosen"] == "within a step of WTSA Resolution 44 or PP Resolution 130"


def test_a_part_tells_how_it_was_chosen_and_of_how_many(
    pp18: Graph, whole: nx.MultiDiGraph[str]
) -> None:
    before = nx.node_link_data(whole, edges="edges")
    found = ego(whole, pp18, ["WTSA Res 44"], 2)
    assert found.graph["chosen"] == "within 2 steps of WTSA Resolution 44"
    assert found.graph["of_texts"] == len(whole)
    assert found.graph["title"] == "Around WTSA Resolution 44"
    assert nx.node_link_data(whole, edges="edges") == before


def test_notes_of_a_part_are_of_the_part(pp18: Graph, whole: nx.MultiDiGraph[str]) -> None:
    near = ego(whole, pp18, ["WTSA Res 44"], 0)
    doubtful = sum(d["evidence"] in ("unchecked", "doubtful") for _, d in near.nodes(data=True))
    assert near.graph["notes"] == [
        f"{doubtful} editions rest on registry rows that were not checked against a text."
    ]


def test_a_file_of_the_graph_is_a_name_too(redline: Graph) -> None:
    found = redline.network(around="resolution-191-draft.txt")
    [draft] = [node for node, data in found.nodes(data=True) if data["level"] == "draft"]
    assert set(found) == {draft, *redline.network().succ[draft]}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("WTSA Res 999", "neither cites nor is cited in this graph; did you mean"),
        ("nonsense", "names no instrument"),
    ],
)
def test_a_name_without_a_text_is_refused_with_near_ones(
    pp18: Graph, typed: str, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        pp18.network(around=[typed])


def test_on_a_day_the_part_is_of_that_day(pp18: Graph) -> None:
    found = pp18.network(as_of="PP-18", around="WTSA Res 44", depth=1)
    assert not {node for node in found if node.endswith("44/2022")}
    with pytest.raises(InputError, match="in this graph on 1990-12-31"):
        pp18.network(as_of="1990", around="WTSA Res 44")


def test_what_a_draft_changes_is_the_draft_its_targets_and_what_lies_between(
    redline: Graph,
) -> None:
    whole = redline.network()
    found = changed(whole)
    [draft] = [node for node, data in whole.nodes(data=True) if data["level"] == "draft"]
    assert set(found) == {draft, *whole.succ[draft]}
    assert {
        (a, b) for a, b, d in found.edges(data=True) if d["relation"] == "replaces"
    } == {
        ("ra/resolution/6/2015", "ra/resolution/6/2000"),
        ("ra/resolution/7/2015", "ra/resolution/7/2012"),
        ("wtdc/resolution/5/2017", "wtdc/resolution/5/2014"),
        ("wtdc/resolution/59/2017", "wtdc/resolution/59/2014"),
        ("wtsa/resolution/18/2016", "wtsa/resolution/57/2012"),
        ("wtsa/resolution/44/2016", "wtsa/resolution/44/2012"),
        ("wtsa/resolution/45/2016", "wtsa/resolution/45/2012"),
    }  # fmt: skip
    assert found.graph["changes"] is True


def moved(*, was: str | None = "x/2012") -> nx.MultiDiGraph[str]:
    """Return a draft that moves a citation past an edition that nobody cites."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for year in (2008, 2012, 2016, 2022, 2024):
        net.add_node(f"x/{year}", instrument="x", year=year)
    for newer, older in ((2012, 2008), (2016, 2012), (2022, 2016), (2024, 2022)):
        net.add_edge(f"x/{newer}", f"x/{older}", relation="replaces")
    net.add_edge("draft", "x/2022", relation="cites", change="retargeted", was=was)
    net.add_edge("other", "x/2022", relation="cites", change=None)
    return net


def test_editions_between_the_old_and_the_new_target_stand_there_too() -> None:
    assert set(changed(moved())) == {"draft", "x/2012", "x/2016", "x/2022"}


@pytest.mark.parametrize("was", [None, "not/here"])
def test_an_old_target_that_is_not_known_adds_nothing(was: str | None) -> None:
    assert set(changed(moved(was=was))) == {"draft", "x/2022"}


def test_citations_of_other_texts_are_left_out() -> None:
    net = moved()
    net.add_edge("x/2022", "x/2012", relation="cites", change=None)
    assert {
        citing for citing, _, d in changed(net).edges(data=True) if d["relation"] == "cites"
    } == {"draft"}


def test_a_graph_without_changes_is_refused(whole: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(InputError, match="no redline that changes"):
        changed(whole)
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept.add_edge("draft", "x", relation="cites", change="kept")
    with pytest.raises(InputError, match="no redline that changes"):
        changed(kept)


def test_a_part_rolled_up_counts_no_texts(pp18: Graph) -> None:
    rolled = pp18.network("instrument", around="WTSA Res 44")
    assert "wtsa/resolution/44" in rolled
    assert rolled.graph["chosen"] == "within a step of WTSA Resolution 44"
    assert "of_texts" not in rolled.graph

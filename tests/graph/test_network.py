"""The network of citations and revisions that a graph is walked as."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from itugraph import Graph
from itugraph.graph import build
from itugraph.graph.texts import NODE_ATTRIBUTES
from itugraph.reading import read
from itugraph.registry import Registry

from .support import TEXTS

EDGE = {
    "cites": {
        "relation",
        "id",
        "source_id",
        "change",
        "was",
        "verb",
        "clause",
        "item",
        "quote",
        "confidence",
    },
    "undecided": {"relation", "id", "source_id", "change", "clause", "item", "quote"},
    "replaces": {"relation"},
}
LETTER = f"source/{read(TEXTS / 'letter.txt').source}"
DRAFT = f"pp/resolution/911/draft/{read(TEXTS / 'draft-911.txt').source}"


@pytest.fixture(scope="module")
def net(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return the network of the texts."""
    return graph.network()


def edges(net: nx.MultiDiGraph[str], relation: str) -> list[tuple[str, str]]:
    """Return the ends of the edges of a relation, sorted."""
    return sorted((s, t) for s, t, data in net.edges(data=True) if data["relation"] == relation)


def test_the_nodes_are_the_texts_that_cite_and_are_cited_and_the_editions_since(
    net: nx.MultiDiGraph[str],
) -> None:
    assert set(net) == {
        LETTER,
        DRAFT,
        "pp/resolution/911/2014",  # what the draft starts from
        "pp/resolution/911/2018",
        "pp/resolution/912/2018",
        "pp/resolution/913/2014",
        "wtsa/resolution/901",
        "wtsa/resolution/901/2012",
        "wtsa/resolution/901/2016",
        "wtsa/resolution/902/2012",
        "wtsa/resolution/903/2012",
        "wcit/resolution/903/2012",
        "wtdc/resolution/921/2017",
        "wtdc/resolution/922/2017",
        "cs/article/1",
    }


def test_of_an_instrument_the_editions_from_the_oldest_cited_to_the_newest_are_there(
    registry: Registry, tmp_path: Path
) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("We recall Resolution 44 (Rev. Johannesburg, 2008) of WTSA.\n", "utf-8")
    net = Graph.build([text], tmp_path / "graph", registry).network()
    years = sorted(data["year"] for _, data in net.nodes(data=True) if data.get("year"))
    history = registry.histories["wtsa/resolution/44"]
    known = [registry.conferences[row.conference].year for row in history.editions]
    assert years == [year for year in known if year >= 2008]
    assert len(years) >= 4


def test_every_citation_is_an_edge(net: nx.MultiDiGraph[str]) -> None:
    assert edges(net, "cites") == sorted(
        [
            ("pp/resolution/911/2018", "wtsa/resolution/901/2012"),
            ("pp/resolution/911/2018", "pp/resolution/913/2014"),
            ("pp/resolution/911/2018", "cs/article/1"),
            ("pp/resolution/911/2018", "wtsa/resolution/901/2016"),
            ("pp/resolution/911/2018", "wtdc/resolution/921/2017"),
            ("pp/resolution/912/2018", "wtsa/resolution/901/2016"),
            ("pp/resolution/912/2018", "wtsa/resolution/902/2012"),
            ("pp/resolution/912/2018", "wtdc/resolution/922/2017"),
            (LETTER, "wtsa/resolution/901"),
            (LETTER, "wtsa/resolution/902/2012"),
            (DRAFT, "wtdc/resolution/921/2017"),
            (DRAFT, "wtsa/resolution/901/2012"),
            (DRAFT, "wtsa/resolution/901/2016"),
            (DRAFT, "cs/article/1"),
        ]
    )


def test_a_citation_twice_is_two_edges(registry: Registry, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Resolution 901 of WTSA. Again: Resolution 901 of WTSA.\n", "utf-8")
    net = Graph.build([text], tmp_path / "graph", registry).network()
    cites = [data["id"] for _, _, data in net.edges(data=True) if data["relation"] == "cites"]
    assert len(set(cites)) == 2


def test_revisions_lead_from_the_newer_edition_to_the_older_one(
    net: nx.MultiDiGraph[str],
) -> None:
    assert edges(net, "replaces") == [
        ("pp/resolution/911/2018", "pp/resolution/911/2014"),
        ("wtsa/resolution/901/2016", "wtsa/resolution/901/2012"),
        ("wtsa/resolution/901/2016", "wtsa/resolution/902/2012"),  # merged into it
    ]


def test_every_reading_of_an_undecided_citation_is_an_edge(net: nx.MultiDiGraph[str]) -> None:
    assert edges(net, "undecided") == sorted(
        [
            (LETTER, "wcit/resolution/903/2012"),
            (LETTER, "wtsa/resolution/903/2012"),
        ]
    )


def test_an_open_reading_of_a_draft_says_what_it_would_change(
    registry: Registry, tmp_path: Path
) -> None:
    head, _, _ = (TEXTS / "draft-911.txt").read_text("utf-8").partition("a)\t")
    text = tmp_path / "draft.txt"
    text.write_text(f"{head}a)\tResolution 903 (Dubai, 2012),\n", "utf-8")
    net = Graph.build([text], tmp_path / "graph", registry).network()
    open_ = {
        (cited, data["change"])
        for _, cited, data in net.edges(data=True)
        if data["relation"] == "undecided"
    }
    assert open_ == {
        ("wcit/resolution/903/2012", "kept"),
        ("wtsa/resolution/903/2012", "kept"),
    }


def test_every_node_has_the_attributes_that_are_promised(net: nx.MultiDiGraph[str]) -> None:
    for node, data in net.nodes(data=True):
        assert set(data) == set(NODE_ATTRIBUTES), node
        assert data["label"], node
        assert data["level"] in ("instrument", "edition", "draft", "part", "source"), node
        assert data["status"] in ("current", "superseded", "suppressed", "draft", "unknown"), node


def test_every_edge_has_the_attributes_that_are_promised(net: nx.MultiDiGraph[str]) -> None:
    for source, target, data in net.edges(data=True):
        assert set(data) == EDGE[data["relation"]], (source, target)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (
            "wtsa/resolution/901/2012",
            {
                "label": "WTSA Resolution 901 (Rev. Dubai, 2012)",
                "level": "edition",
                "instrument": "wtsa/resolution/901",
                "number": "901",
                "title": "testing of test texts",
                "body": "WTSA",
                "body_name": "World Telecommunication Standardization Assembly",
                "kind": "resolution",
                "year": 2012,
                "place": "Dubai",
                "status": "superseded",
                "evidence": "verified",
            },
        ),
        ("wtsa/resolution/901/2016", {"status": "current", "evidence": "unchecked"}),
        ("wtsa/resolution/902/2012", {"status": "suppressed", "evidence": "doubtful"}),
        ("pp/resolution/913/2014", {"status": "suppressed"}),
        (
            "wtsa/resolution/901",
            {"level": "instrument", "label": "WTSA Resolution 901", "year": None, "place": None},
        ),
        (
            "wtdc/resolution/922/2017",
            {"level": "edition", "year": 2017, "status": "unknown", "evidence": "unknown"},
        ),
        (
            "cs/article/1",
            {
                "level": "part",
                "label": "Article 1 of the Constitution",
                "instrument": "cs",
                "body": "CS",
            },
        ),
        (
            DRAFT,
            {
                "level": "draft",
                "status": "draft",
                "instrument": "pp/resolution/911",
                "year": None,
                "label": "PP Resolution 911 (Busan, 2014), draft revision",
            },
        ),
        (LETTER, {"level": "source", "kind": "source", "label": "letter.txt"}),
    ],
)
def test_a_node_tells_what_is_known_of_it(
    node: str, expected: dict[str, object], net: nx.MultiDiGraph[str]
) -> None:
    data = net.nodes[node]
    assert {key: data[key] for key in expected} == expected


def test_an_edge_tells_where_a_text_cites(net: nx.MultiDiGraph[str]) -> None:
    [data] = net.get_edge_data("pp/resolution/911/2018", "wtsa/resolution/901/2012").values()
    assert data["id"].startswith("c")
    assert data["source_id"] == read(TEXTS / "pp-911.txt").source
    assert {k: v for k, v in data.items() if k not in ("id", "source_id", "confidence")} == {
        "relation": "cites",
        "change": None,
        "was": None,
        "verb": "recalling",
        "clause": "recalling",
        "item": "a)",
        "quote": "a) Resolution 901 (Rev. Dubai, 2012) of WTSA, on how tests are tested;",
    }
    assert 0 < data["confidence"] < 1
    [added] = net.get_edge_data(DRAFT, "wtdc/resolution/921/2017").values()
    assert added["change"] == "added"


def test_the_notes_say_how_much_is_not_known(net: nx.MultiDiGraph[str]) -> None:
    unknown, undecided, doubtful = net.graph["notes"]
    assert unknown.startswith("1 of the editions cited are not in the registry")
    assert undecided.startswith("1 citations could not be decided")
    assert doubtful.startswith("2 editions rest on registry rows that were not checked")
    assert net.graph["title"]


def test_where_all_is_known_the_notes_say_nothing_of_unknown_editions(
    registry: Registry, tmp_path: Path
) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Resolution 921 (Buenos Aires, 2017) of WTDC.\n", "utf-8")
    net = Graph.build([text], tmp_path / "graph", registry).network()
    assert [note for note in net.graph["notes"] if "not in the registry" in note] == []


def test_a_graph_is_its_own_witness_of_editions_that_a_user_added(made: Path) -> None:
    """Opened with the shipped registry, a graph still knows the editions it was built with."""
    net = Graph.open(made).network()
    data = net.nodes["wtsa/resolution/901/2012"]
    assert (data["status"], data["evidence"]) == ("superseded", "verified")


def test_the_network_of_a_graph_of_files_that_cite_nothing_is_empty(
    registry: Registry, tmp_path: Path
) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Nothing is cited here.\n", "utf-8")
    build([text], tmp_path / "graph", registry)
    net = Graph.open(tmp_path / "graph", registry).network()
    assert net.number_of_nodes() == net.number_of_edges() == 0

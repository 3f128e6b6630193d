"""Exports are read back by other libraries and hold the same triples, in the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from pyoxigraph import RdfFormat, Store, Triple, parse
from rdflib import Graph as RdflibGraph

from itugraph import Graph
from itugraph.graph.export import FORMATS, export
from itugraph.registry import Registry

from .support import small_registry


@pytest.fixture(scope="module")
def exported(graph: Graph) -> dict[str, bytes]:
    """Return the graph in every format."""
    return {format_: export(graph, format_) for format_ in FORMATS}


@pytest.fixture(scope="module")
def triples(graph: Graph) -> set[Triple]:
    """Return the triples of the graph, each once."""
    return {Triple(q.subject, q.predicate, q.object) for q in graph.store}


def test_the_formats_are_those_that_are_promised() -> None:
    assert set(FORMATS) == {
        "turtle",
        "nquads",
        "ntriples",
        "jsonld",
        "graphml",
        "nodes",
        "edges",
    }


def test_another_format_is_refused(graph: Graph) -> None:
    with pytest.raises(ValueError, match="not an export format: 'dot'"):
        export(graph, "dot")


@pytest.mark.parametrize(
    ("format_", "name"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")],
)
def test_rdflib_reads_the_same_triples_back(
    format_: str, name: str, exported: dict[str, bytes], triples: set[Triple]
) -> None:
    merged = RdflibGraph().parse(data=exported[format_].decode(), format=name)
    assert len(merged) == len(triples)
    expected = RdflibGraph().parse(data=exported["ntriples"].decode(), format="nt")
    assert set(merged) == set(expected)


@pytest.mark.parametrize(
    ("format_", "rdf"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_oxigraph_reads_the_same_triples_back(
    format_: str, rdf: RdfFormat, exported: dict[str, bytes], triples: set[Triple]
) -> None:
    found = {Triple(q.subject, q.predicate, q.object) for q in parse(exported[format_], format=rdf)}
    assert found == triples


def test_nquads_keep_the_named_graphs(exported: dict[str, bytes], graph: Graph) -> None:
    store = Store()
    store.bulk_load(exported["nquads"], format=RdfFormat.N_QUADS)
    assert set(store) == set(graph.store)
    assert exported["nquads"].count(b"\n") == len(graph.store)


def test_turtle_is_written_with_prefixes_and_names_below_the_base(
    exported: dict[str, bytes],
) -> None:
    text = exported["turtle"].decode()
    assert "@prefix itg: <https://w3id.org/itugraph/ns#> ." in text
    assert "cito:Citation" in text
    # A subject is written once, with all that is said of it.
    lines = text.splitlines()
    starts = [line.split(" ")[0] for line in lines if line[:1] not in (" ", "\t", "@", "")]
    assert len(starts) == len(set(starts))


def test_json_ld_carries_its_context_and_asks_for_none(exported: dict[str, bytes]) -> None:
    content = json.loads(exported["jsonld"])
    assert content["@context"]["itg"] == "https://w3id.org/itugraph/ns#"
    assert not isinstance(content["@context"], str)
    things = content["graph"] if "graph" in content else content["@graph"]  # the context's alias
    assert any(thing.get("type") == "Citation" for thing in things)


def test_graphml_has_the_nodes_edges_and_known_attributes_of_the_network(
    exported: dict[str, bytes], graph: Graph
) -> None:
    net = graph.network()
    read = nx.read_graphml(io.BytesIO(exported["graphml"]), force_multigraph=True)
    assert read.is_directed()
    assert set(read) == set(net)
    for node, data in net.nodes(data=True):
        assert read.nodes[node] == {k: v for k, v in data.items() if v is not None}, node
    assert read.number_of_edges() == net.number_of_edges()

    def ends(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, str]]:
        return sorted(
            (s, t, d["relation"], d.get("quote") or "") for s, t, d in network.edges(data=True)
        )

    assert ends(read) == ends(net)


def test_graphml_is_well_formed_for_other_tools(exported: dict[str, bytes]) -> None:
    root = etree.fromstring(exported["graphml"])
    assert etree.QName(root).localname == "graphml"


@pytest.mark.parametrize("table", ["nodes", "edges"])
def test_a_csv_table_has_a_row_for_each_and_empty_cells_for_what_is_not_known(
    table: str, exported: dict[str, bytes], graph: Graph
) -> None:
    net = graph.network()
    rows = list(csv.DictReader(io.StringIO(exported[table].decode())))
    if table == "nodes":
        assert [row["id"] for row in rows] == sorted(net)
        for row in rows:
            data = net.nodes[row["id"]]
            known = {k: str(v) for k, v in data.items() if k in row and v is not None}
            assert row == {"id": row["id"]} | dict.fromkeys(list(row)[1:], "") | known
        assert {"label", "level", "instrument", "year", "status", "evidence"} <= set(rows[0])
    else:
        assert [(row["source"], row["target"]) for row in rows] == sorted(net.edges())
        assert {row["relation"] for row in rows} == {"cites", "undecided", "replaces"}
        attributes = {key for _, _, data in net.edges(data=True) for key in data}
        assert attributes <= set(rows[0])
    assert "None" not in exported[table].decode()


# ------------------------------------------------------------------ the same bytes

DIGESTS = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from graph.support import small_registry
from itugraph import Graph
from itugraph.graph.export import FORMATS, export
from itugraph.registry import Registry
graph = Graph.open(Path(sys.argv[2]), small_registry())
for name in FORMATS:
    print(name, hashlib.sha256(export(graph, name)).hexdigest())
"""


def test_an_export_is_the_same_in_another_process_with_another_hash_seed(
    exported: dict[str, bytes], made: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS, str(Path(__file__).parents[1]), str(made)],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(line.split(" ") for line in done.stdout.splitlines()) == {
        name: hashlib.sha256(content).hexdigest() for name, content in exported.items()
    }


def test_an_export_does_not_hang_on_the_order_in_which_triples_came(
    exported: dict[str, bytes], registry: Registry, tmp_path: Path
) -> None:
    lines = exported["nquads"].splitlines(keepends=True)
    assert lines == sorted(lines)
    path = tmp_path / "graph.nq"
    path.write_bytes(b"".join(random.Random(5).sample(lines, len(lines))))
    shuffled = Graph.open(path, registry)
    for format_, content in exported.items():
        assert export(shuffled, format_) == content, format_


# ------------------------------------------------------------------ awkward texts


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of a text with characters that formats stumble over."""
    work = tmp_path_factory.mktemp("awkward")
    text = work / 'a "b" <c>, d.txt'
    text.write_text(
        'We recall \x1b[31mred\x1b[0m \x0c and \\"Resolution 901 of WTSA\\" <b>&amp;</b>, '
        "决议 \U0001f600 \u2028 =1+1;\n",
        "utf-8",
    )
    return Graph.build([text], work / "graph", small_registry())


@pytest.mark.parametrize("format_", FORMATS)
def test_control_characters_quotes_and_mark_up_of_a_text_break_no_format(
    format_: str, awkward: Graph
) -> None:
    content = export(awkward, format_)
    text = content.decode()
    readers = {
        "turtle": lambda: len(RdflibGraph().parse(data=text, format="turtle")),
        "ntriples": lambda: len(RdflibGraph().parse(data=text, format="nt")),
        "jsonld": lambda: len(RdflibGraph().parse(data=text, format="json-ld")),
        "nquads": lambda: len({q.triple for q in parse(content, format=RdfFormat.N_QUADS)}),
    }
    if format_ in readers:
        assert readers[format_]() == len({q.triple for q in awkward.store})
    elif format_ == "graphml":
        assert len(nx.read_graphml(io.BytesIO(content))) == len(awkward.network())
    else:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        net = awkward.network()
        size = net.number_of_nodes() if format_ == "nodes" else net.number_of_edges()
        assert len(rows) == size
        assert all(None not in row and None not in row.values() for row in rows)


def test_a_quote_comes_back_through_turtle_as_it_was(awkward: Graph) -> None:
    merged = RdflibGraph().parse(data=export(awkward, "turtle").decode(), format="turtle")
    quotes = {str(o) for _, p, o in merged if str(p).endswith("#quote")}
    [(expected,)] = awkward.query(
        "PREFIX itg: <https://w3id.org/itugraph/ns#> SELECT ?q WHERE { ?c itg:quote ?q }"
    )
    assert quotes == {expected}
    assert "\x1b[31mred" in str(expected)


# ------------------------------------------------------------------ RDFLib


def test_rdflib_gets_every_quad_in_its_graph(graph: Graph) -> None:
    dataset = graph.rdflib()
    assert len(list(dataset.quads())) == len(graph.store)
    names = {str(g.identifier) for g in dataset.graphs() if len(g)}
    assert names == set(graph.named_graphs)
    assert len(names) == 6


def test_rdflib_queries_all_graphs_as_one(graph: Graph, triples: set[Triple]) -> None:
    found = graph.rdflib().query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    [(count,)] = found
    assert int(count) == len(triples)

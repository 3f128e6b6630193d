"""itugraph view, export and validate."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse

from itugraph import Graph

from .support import Run, misused, refused

# ------------------------------------------------------------------ view


def test_view_writes_one_file_and_tells_how_much_is_in_it(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    output = tmp_path / "pages" / "graph.html"
    done = run("view", "-g", graph, "-o", output, "--title", "Ours <b>")
    assert (done.code, done.data) == (0, b"")
    assert [path.name for path in output.parent.iterdir()] == ["graph.html"]
    html = output.read_text("utf-8")
    assert html.lower().startswith("<!doctype html>")
    assert "Ours &lt;b&gt;" in html
    assert "Ours <b>" not in html
    [line] = done.lines
    network = Graph.open(graph).network()
    assert line.startswith(
        f"{output}: {network.number_of_nodes()} texts, {network.number_of_edges()} links"
    )
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_view_goes_to_standard_output_whole(run: Run, graph: Path, tmp_path: Path) -> None:
    output = tmp_path / "graph.html"
    run("view", "-g", graph, "-o", output)
    assert run("view", "-g", graph).data == output.read_bytes()


def test_view_shows_a_part_and_tells_how_much_of_the_whole(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    output = tmp_path / "near.html"
    done = run("view", "-g", graph, "--around", "WTSA Res. 44", "--depth", "2", "-o", output)
    opened = Graph.open(graph)
    near = opened.network(around="WTSA Res. 44", depth=2)
    assert done.code == 0
    [line] = done.lines
    assert line.startswith(f"{output}: {len(near)} of {len(opened.network())} texts, ")
    html = output.read_text("utf-8")
    assert "<title>Around WTSA Resolution 44</title>" in html
    assert html == opened.view(around="WTSA Res. 44", depth=2).html


def test_view_of_the_changes_of_a_draft_is_that_of_python(run: Run, tmp_path: Path) -> None:
    draft = Path(__file__).parents[2] / "data" / "examples" / "resolution-191-draft.txt"
    assert run("build", draft, "-g", tmp_path / "graph").code == 0
    done = run("view", "-g", tmp_path / "graph", "--changes", "-o", tmp_path / "page.html")
    assert done.code == 0
    html = (tmp_path / "page.html").read_text("utf-8")
    assert html == Graph.open(tmp_path / "graph").view(changes=True).html


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--around", "WTSA Ress 44"], "did you mean WTSA Resolution 44"),
        (["--around", "WTSA Res. 999"], "neither cites nor is cited in this graph"),
    ],
)
def test_view_refuses_what_it_cannot_show(
    run: Run, graph: Path, arguments: list[str], reason: str
) -> None:
    refused(run("view", "-g", graph, *arguments), reason)


# ------------------------------------------------------------------ export


@pytest.mark.parametrize(
    ("format_", "rdf"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("nquads", RdfFormat.N_QUADS),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_export_writes_all_triples(format_: str, rdf: RdfFormat, run: Run, graph: Path) -> None:
    done = run("export", "-g", graph, "--format", format_)
    assert (done.code, done.err) == (0, "")
    expected = {quad.triple for quad in Graph.open(graph).store}
    assert {quad.triple for quad in parse(done.data, format=rdf)} == expected


def test_export_writes_turtle_unless_told_otherwise(run: Run, graph: Path, tmp_path: Path) -> None:
    output = tmp_path / "graph.ttl"
    assert run("export", "-g", graph, "-o", output).code == 0
    assert output.read_bytes() == run("export", "-g", graph, "--format", "turtle").data


def test_export_writes_the_network(run: Run, graph: Path) -> None:
    network = Graph.open(graph).network()
    graphml = run("export", "-g", graph, "--format", "graphml")
    assert set(nx.read_graphml(io.BytesIO(graphml.data))) == set(network)
    nodes = list(csv.DictReader(io.StringIO(run("export", "-g", graph, "--format", "nodes").out)))
    assert {row["id"] for row in nodes} == set(network)
    edges = list(csv.DictReader(io.StringIO(run("export", "-g", graph, "--format", "edges").out)))
    assert len(edges) == network.number_of_edges()


def test_export_writes_both_tables_into_a_folder(run: Run, graph: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    done = run("export", "-g", graph, "--format", "csv", "-o", folder)
    assert (done.code, done.data) == (0, b"")
    assert {path.name for path in folder.iterdir()} == {"nodes.csv", "edges.csv"}
    for name in ("nodes", "edges"):
        expected = run("export", "-g", graph, "--format", name).data
        assert (folder / f"{name}.csv").read_bytes() == expected
    misused(run("export", "-g", graph, "--format", "csv"), "needs --output FOLDER")


def test_an_unknown_format_is_a_wrong_call(run: Run, graph: Path) -> None:
    misused(run("export", "-g", graph, "--format", "dot"), "dot", "'turtle'", "'graphml'")


def test_an_export_is_a_graph_again(run: Run, graph: Path, tmp_path: Path) -> None:
    output = tmp_path / "graph.nq"
    run("export", "-g", graph, "--format", "nquads", "-o", output)
    for query in (["most-cited"], ["who-cites", "WTSA Res. 44"], ["changes", "draft-191.txt"]):
        assert run("query", *query, "-g", output).out == run("query", *query, "-g", graph).out
    refused(run("build", output, "-g", output), str(output))


# ------------------------------------------------------------------ validate


def tampered(graph: Path, folder: Path, old: str, new: str) -> Path:
    """Return a copy of a graph in which a text of a source is another, with its digest."""
    shutil.copytree(graph, folder)
    index = json.loads((folder / "graph.json").read_bytes())
    done = 0
    for name in index["files"]:
        content = (folder / name).read_text("utf-8")
        if name.startswith("sources/") and old in content:
            data = content.replace(old, new, 1).encode()
            (folder / name).write_bytes(data)
            index["files"][name] = hashlib.sha256(data).hexdigest()
            done += 1
    assert done
    (folder / "graph.json").write_text(json.dumps(index), "utf-8")
    return folder


def test_a_good_graph_conforms(run: Run, graph: Path) -> None:
    done = run("validate", "-g", graph)
    assert (done.code, done.data) == (0, b"")
    assert done.lines == [f"{graph}: conforms"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "<http://data.europa.eu/eli/ontology#cites>",
            "<http://data.europa.eu/eli/ontology#cites_x>",
            "shortcut-missing",
        ),
        ('"Article 1"', '"Article 2 and more"', "mention"),
    ],
)
def test_a_fault_is_told_with_its_rule_and_exit_code_1(
    old: str, new: str, rule: str, run: Run, graph: Path, tmp_path: Path
) -> None:
    done = run("validate", "-g", tampered(graph, tmp_path / "g", old, new))
    assert (done.code, done.err) == (1, "")
    head, *rows = done.out.splitlines()
    assert head.split()[:3] == ["rule", "subject", "detail"]
    assert rule in {row.split(" ")[0] for row in rows}


def test_shapes_find_a_fault_too(run: Run, graph: Path, tmp_path: Path) -> None:
    """A source without its registry cites what has no type."""
    pytest.importorskip("pyshacl")
    [content] = [
        path.read_bytes()
        for path in (graph / "sources").iterdir()
        if b'"letter.txt"' in path.read_bytes()
    ]
    alone = tmp_path / "letter.nq"
    alone.write_bytes(content)
    done = run("validate", "-g", alone, "--shacl")
    assert (done.code, done.err) == (1, "")
    by_queries = run("validate", "-g", alone)
    assert by_queries.code == 1
    rules = [
        {line.split(" ")[0] for line in out.splitlines()[1:] if line[0] != " "}
        for out in (done.out, by_queries.out)
    ]
    assert rules[0] == rules[1]
    assert "cited" in rules[0]

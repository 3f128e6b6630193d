"""A graph is opened from a folder or a file, and asked for texts and instruments by name."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pandas as pd
import pytest

import itugraph
from itugraph import Graph
from itugraph.errors import InputError
from itugraph.graph import Rows
from itugraph.graph.export import export
from itugraph.graph.results import value
from itugraph.reading import read
from itugraph.registry import Registry
from itugraph.resources import folder as data_folder
from itugraph.shown import Day

from .support import TEXTS

LETTER = read(TEXTS / "letter.txt").source
DRAFT = read(TEXTS / "draft-911.txt").source


# ------------------------------------------------------------------ files of N-Quads


@pytest.fixture(scope="module")
def nquads(graph: Graph) -> bytes:
    """Return the whole graph as N-Quads."""
    return export(graph, "nquads")


@pytest.mark.parametrize("name", ["graph.nq", "graph.nq.gz"])
def test_a_file_of_nquads_is_a_graph_too(
    name: str, nquads: bytes, graph: Graph, registry: Registry, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(nquads) if name.endswith(".gz") else nquads)
    opened = Graph.open(path, registry)
    assert set(opened.store) == set(graph.store)
    assert opened.query("most-cited") == graph.query("most-cited")
    assert [(e.path, e.source, e.identity) for e in opened.index.sources] == [
        ("draft-911.txt", DRAFT, f"pp/resolution/911/draft/{DRAFT}"),
        ("letter.txt", LETTER, None),
        ("pp-911.txt", read(TEXTS / "pp-911.txt").source, "pp/resolution/911/2018"),
        ("pp-912.txt", read(TEXTS / "pp-912.txt").source, "pp/resolution/912/2018"),
    ]
    assert len(opened.query("cites-by-clause", "letter.txt")) == 2


def test_the_graph_that_is_shipped_is_opened_and_queried() -> None:
    path = Path(str(data_folder("data"))) / "examples" / "pp18.nq.gz"
    graph = Graph.open(path)
    assert len(graph.index.sources) == 43
    assert len(graph.query("who-cites", "PP Res. 2")) >= 1
    assert graph.network().number_of_nodes() > 100


def cut(content: bytes) -> bytes:
    """Keep the first half."""
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    """Turn over the bits in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes(b ^ 0xFF for b in content[middle : middle + 8])


BROKEN = {
    "no gzip at all": ("graph.nq.gz", lambda _: b"not packed"),
    "a gzip cut short": ("graph.nq.gz", lambda text: cut(gzip.compress(text, mtime=0))),
    "a gzip with wrong bits": ("graph.nq.gz", lambda text: flip(gzip.compress(text, mtime=0))),
    "a gzip with blocks of no known type": (
        "graph.nq.gz",
        lambda text: gzip.compress(text, mtime=0)[:10] + b"\xff" * 20,
    ),
    "a gzip of something else": ("graph.nq.gz", lambda _: gzip.compress(b"hello", mtime=0)),
    "a letter": ("graph.nq", lambda _: b"Dear all,\n"),
    "bytes": ("graph.nq", lambda _: bytes(range(256))),
    "quads cut short": ("graph.nq", lambda text: text[:-3]),
}


@pytest.mark.parametrize(("name", "harm"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_holds_no_nquads_is_one_line(
    name: str, harm: object, nquads: bytes, registry: Registry, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(harm(nquads))  # type: ignore[operator]
    with pytest.raises(InputError, match="is no file of N-Quads") as refused:
        Graph.open(path, registry)
    assert str(refused.value).startswith(str(path))
    assert "\n" not in str(refused.value)


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("letter.txt", f"source/{LETTER}"),
        ("texts/letter.txt", f"source/{LETTER}"),
        (LETTER, f"source/{LETTER}"),
        ("pp-911.txt", "pp/resolution/911/2018"),
        ("pp/resolution/911/2018", "pp/resolution/911/2018"),
        ("PP-18 Res 911", "pp/resolution/911/2018"),
        ("Resolution 912 (Dubai, 2018)", "pp/resolution/912/2018"),
        ("PP Res. 912", "pp/resolution/912/2018"),
        ("draft-911.txt", f"pp/resolution/911/draft/{DRAFT}"),
        (f"pp/resolution/911/draft/{DRAFT}", f"pp/resolution/911/draft/{DRAFT}"),
    ],
)
def test_a_text_is_found_by_file_source_identity_or_what_people_type(
    typed: str, path: str, graph: Graph
) -> None:
    assert graph.text(typed) == path


@pytest.mark.parametrize("typed", ["PP-14 Res 911", "letter", "WTSA Res. 901", "letter.tx", ""])
def test_a_text_that_is_not_in_the_graph_is_one_line(typed: str, graph: Graph) -> None:
    with pytest.raises(InputError) as refused:
        graph.text(typed)
    assert repr(typed) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("WTSA Res. 901", "wtsa/resolution/901"),
        ("Resolution 901 (Rev. Dubai, 2012)", "wtsa/resolution/901"),
        ("wtsa/resolution/901/2012", "wtsa/resolution/901"),
        ("wtsa/resolution/901/2012/resolves/2", "wtsa/resolution/901"),
        ("https://w3id.org/itugraph/id/wtsa/resolution/901/2012", "wtsa/resolution/901"),
        ("Article 1 of the Constitution", "cs"),
        ("No. 5.441B of the Radio Regulations", "rr"),
        ("cv/number/78", "cv"),
    ],
)
def test_an_instrument_is_found_by_any_of_its_editions_and_parts(
    typed: str, path: str, graph: Graph
) -> None:
    assert graph.work(typed) == path


# ------------------------------------------------------------------ rows


def test_rows_are_values_and_a_table() -> None:
    rows = Rows(("a", "b"), ((1, "x"), (2, None)))
    assert len(rows) == 2
    assert rows[1] == (2, None)
    assert list(rows) == [(1, "x"), (2, None)]
    frame = rows.frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == ["a", "b"]
    assert list(frame["a"]) == [1, 2]


def test_ask_gives_an_answer_and_construct_gives_triples(graph: Graph) -> None:
    assert graph.query("ASK { ?s ?p ?o }") == Rows(("answer",), ((True,),))
    assert graph.query("ASK { ?s ?p 'nobody says this' }").rows == ((False,),)
    rows = graph.query(
        "PREFIX eli: <http://data.europa.eu/eli/ontology#> CONSTRUCT { ?s eli:cites ?o }"
        " WHERE { ?s eli:cites ?o . FILTER (STRENDS(STR(?s), '912/2018')) }"
    )
    assert rows.columns == ("subject", "predicate", "object")
    assert sorted(rows, key=str) == [
        ("pp/resolution/912/2018", "eli:cites", "wtdc/resolution/922/2017"),
        ("pp/resolution/912/2018", "eli:cites", "wtsa/resolution/901/2016"),
        ("pp/resolution/912/2018", "eli:cites", "wtsa/resolution/902/2012"),
    ]


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("3", 3),
        ("3.5", 3.5),
        ("1.5e0", 1.5),
        ("true", True),
        ("'text'", "text"),
        ("'texte'@fr", "texte"),
        ("'2016'^^<http://www.w3.org/2001/XMLSchema#gYear>", 2016),
        ("'2016-11-03'^^<http://www.w3.org/2001/XMLSchema#date>", Day("2016-11-03")),
        ("<https://w3id.org/itugraph/id/cs>", "cs"),
        ("<http://purl.org/spar/cito/Citation>", "cito:Citation"),
        ("<https://w3id.org/itugraph/ns/verb/noting>", "verb:noting"),
        ("<http://elsewhere.example/>", "http://elsewhere.example/"),
        # Wrong by its datatype, and still something that is shown.
        ("'x'^^<http://www.w3.org/2001/XMLSchema#integer>", "x"),
        ("'-0044'^^<http://www.w3.org/2001/XMLSchema#gYear>", -44),
        ("'2016Z'^^<http://www.w3.org/2001/XMLSchema#gYear>", "2016Z"),
        ("'1'^^<http://www.w3.org/2001/XMLSchema#boolean>", True),
        ("'INF'^^<http://www.w3.org/2001/XMLSchema#double>", float("inf")),
    ],
)
def test_a_term_becomes_a_value(sparql: str, expected: object, graph: Graph) -> None:
    [(found,)] = graph.query(f"SELECT ({sparql} AS ?x) WHERE {{ }}")
    assert found == expected
    assert type(found) is type(expected)


def test_nothing_is_no_value() -> None:
    assert value(None, "") is None


# ------------------------------------------------------------------ from Python and notebooks


def test_the_package_builds_opens_and_shows_a_graph(registry: Registry, tmp_path: Path) -> None:
    shutil.copytree(TEXTS, tmp_path / "texts")
    made = itugraph.Graph.build([tmp_path / "texts"], tmp_path / "graph", registry)
    assert isinstance(made, itugraph.Graph)
    opened = itugraph.Graph.open(tmp_path / "graph", registry)
    assert set(opened.store) == set(made.store)
    view = opened.view("A title", height=300)
    assert view.html.startswith("<!")
    assert "A title" in view.html
    shown = view._repr_html_()
    assert shown.startswith("<iframe")
    assert "height:300px" in shown
    assert set(opened.pyvis().get_nodes()) == set(opened.network())


def test_names_of_graphs_are_those_of_the_sources(graph: Graph) -> None:
    names = {name.removeprefix(graph.base) for name in graph.named_graphs}
    assert names == {"registry", "derived"} | {f"source/{e.source}" for e in graph.index.sources}

"""A graph on a server answers as the same graph does in memory."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from graph.support import DATA
from pyoxigraph import Literal, NamedNode, Quad

from itugraph import Graph
from itugraph.errors import InputError
from itugraph.graph.stores import RemoteStore
from itugraph.graph.stores.remote import connection
from itugraph.graph.stores.remote_whole import counts, quads
from itugraph.graph.stores.remote_write import Writer
from itugraph.graph.validate import check
from itugraph.identifiers import BASE
from itugraph.registry import Registry
from itugraph.vocabulary import ITG

from . import servers
from .awkward import Awkward, Handler, awkward
from .conftest import cleared, put
from .servers import Server

ANSWERS = tomllib.loads((DATA / "answers.toml").read_text("utf-8"))["answer"]
OTHER = "https://other.example/graph"
LARGE = 2501
"""Triples of a graph of somebody else: more than Virtuoso gives rows."""
DERIVED = "SELECT (COUNT(*) AS ?n) FROM <BASEderived> { ?s ?p ?o }"
ALL_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, made: Path) -> Iterator[Server]:
    """Return each server in turn, with our graph and a large one of somebody else."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Server)
    lines = b"".join(b'<urn:s%d> <urn:p> "%d" .\n' % (n // 2, n) for n in range(LARGE))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in found.environment.items():
            patch.setenv(name, value)
        put(made, cleared(found))
        Writer(connection(), None, found.update).replace(OTHER, lines)
    yield found
    cleared(found)


@pytest.fixture(scope="module")
def opened(server: Server, registry: Registry) -> Iterator[Graph]:
    """Return the graph on a server."""
    graph = Graph.open(server.query, registry)
    yield graph
    graph.store.close()


def test_named_queries_give_the_same_rows(opened: Graph, memory: Graph) -> None:
    assert ANSWERS
    for answer in ANSWERS:
        asked = answer["query"], *answer.get("arguments", [])
        assert opened.query(*asked).rows == memory.query(*asked).rows, asked


def test_the_server_tells_what_the_folder_told(opened: Graph, memory: Graph) -> None:
    assert opened.base == memory.base
    assert {s.source for s in opened.index.sources} == {s.source for s in memory.index.sources}
    assert opened.named_graphs == memory.named_graphs
    assert len(opened.store) == len(memory.store)


def test_the_page_of_the_network_is_the_same(opened: Graph, memory: Graph) -> None:
    theirs, ours = opened.network(), memory.network()
    assert sorted(theirs.nodes(data=True), key=str) == sorted(ours.nodes(data=True), key=str)
    assert sorted(theirs.edges(data=True), key=str) == sorted(ours.edges(data=True), key=str)


def test_all_statements_are_read_and_checked_here(opened: Graph, memory: Graph) -> None:
    here = opened.at_hand()
    # Virtuoso keeps numbers as numbers: 0.50 becomes 0.5.
    assert {valued(quad) for quad in here.store} == {valued(quad) for quad in memory.store}
    assert check(here.store) == []


def valued(quad: Quad) -> tuple[object, ...]:
    """Return a statement with numbers as numbers."""
    object_: object = quad.object
    if isinstance(quad.object, Literal) and quad.object.datatype.value.endswith("decimal"):
        object_ = float(quad.object.value)
    return quad.subject, quad.predicate, object_, quad.graph_name


def test_what_others_keep_there_is_seen_by_queries_and_is_not_ours(opened: Graph) -> None:
    assert opened.query("SELECT ?o { <urn:s3> <urn:p> ?o } ORDER BY ?o").rows == (("6",), ("7",))
    assert OTHER not in opened.named_graphs
    assert NamedNode(OTHER) not in {quad.graph_name for quad in opened.store}


@pytest.mark.parametrize(
    ("sparql", "rows"),
    [
        ("ASK { ?s a <urn:nothing> }", ((False,),)),
        ("ASK { ?s ?p ?o }", ((True,),)),
        ("CONSTRUCT { <urn:a> <urn:b> true } WHERE { }", (("urn:a", "urn:b", True),)),
        (
            "SELECT (true AS ?yes) (1.50 AS ?n) ('é中\\n' AS ?t) ?none { }",
            ((True, 1.5, "é中\n", None),),
        ),
    ],
)
def test_answers_of_every_form_are_read(
    opened: Graph, sparql: str, rows: tuple[tuple[object, ...], ...]
) -> None:
    assert opened.query(sparql).rows == rows


def test_what_would_change_the_server_does_not_leave(opened: Graph, server: Server) -> None:
    before = server.graphs()
    for sparql in ("DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"):
        with pytest.raises(InputError, match=r"is an update|uses SERVICE"):
            opened.query(sparql)
    assert server.graphs() == before


def test_the_servers_own_words_are_told(opened: Graph) -> None:
    with pytest.raises(InputError) as refused:
        opened.run("SELECT ?s { ?s ?p")
    assert refused.value.reason.startswith("answers 400: ")


# ------------------------------------------------------------------ limits of real servers


def test_a_graph_of_any_size_is_read_whole(opened: Graph) -> None:
    store = opened.store
    assert isinstance(store, RemoteStore)
    ask = store.asked.counted
    found = [quad.object.value for quad in quads(ask, "server", counts(ask, [OTHER]))]
    assert Counter(found) == Counter(str(n) for n in range(LARGE))


def test_a_graph_that_is_not_given_whole_is_refused(opened: Graph) -> None:
    store = opened.store
    assert isinstance(store, RemoteStore)
    with pytest.raises(InputError, match=r"changes while .* is read, or counts it wrongly"):
        list(quads(store.asked.counted, "server", {OTHER: LARGE + 1}))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s ?o { ?s <urn:p> ?o }",
        "CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }",
        "CONSTRUCT WHERE { ?s <urn:p> ?o }",
    ],
)
def test_an_answer_is_whole_or_none(opened: Graph, server: Server, sparql: str) -> None:
    if server.name == "virtuoso":
        with pytest.raises(InputError) as refused:
            opened.query(sparql)
        assert refused.value.reason == "gives 1,000 of 2,501 rows: ask for fewer with LIMIT"
    else:
        assert len(opened.query(sparql)) == LARGE


def test_as_many_rows_as_were_wanted_are_all(opened: Graph) -> None:
    limit = servers.ROWS
    assert len(opened.query(f"SELECT ?o {{ ?s <urn:p> ?o }} LIMIT {limit}")) == limit


# ------------------------------------------------------------------ the default graph


@contextmanager
def without(server: Server, hidden: Callable[[str, str], bool]) -> Iterator[Awkward]:
    """Run a server before another that knows less: some fields of forms do not get through."""

    def forward(handler: Handler) -> None:
        form = [pair for pair in parse_qsl(found.seen[-1].body.decode()) if not hidden(*pair)]
        fields: dict[str, list[str]] = {}
        for name, value in form:
            fields.setdefault(name, []).append(value)
        accept = {"Accept": handler.headers["Accept"]}
        answer = server.client.post(server.query, data=fields, headers=accept)
        handler.say(answer.status_code, answer.content, Content_Type=answer.headers["Content-Type"])

    with awkward() as found:
        found.answers = [forward]
        yield found


def union_by_graphs(name: str, _value: str) -> bool:
    """Hide the way of Oxigraph: as many other servers, it knows those of the protocol alone."""
    return name == "union-default-graph"


def no_union(name: str, _value: str) -> bool:
    """Hide every way."""
    return name != "query"


def test_the_union_is_seen_where_graphs_are_listed(
    empty: Server, made: Path, memory: Graph, registry: Registry
) -> None:
    put(made, empty)
    with without(empty, union_by_graphs) as server:
        graph = Graph.open(server.address, registry)
        assert isinstance(graph.store, RemoteStore)
        assert len(graph.store.union.parameters) == len(memory.named_graphs)
        for answer in ANSWERS:
            asked = answer["query"], *answer.get("arguments", [])
            assert graph.query(*asked).rows == memory.query(*asked).rows, asked
        # Named graphs are still there, and a query's own word on them counts.
        assert {row[0] for row in graph.query(ALL_GRAPHS)} >= {"registry", "derived"}
        derived = DERIVED.replace("BASE", BASE)
        assert graph.query(derived).rows == ((empty.graphs()[BASE + "derived"],),)
        graph.store.close()


def test_a_server_that_hides_named_graphs_is_refused(empty: Server, made: Path) -> None:
    put(made, empty)
    with without(empty, no_union) as server, pytest.raises(InputError) as refused:
        Graph.open(server.address)
    assert refused.value.reason.startswith("shows an empty default graph, and no way")


def test_a_server_that_shows_the_union_needs_no_parameter(
    tmp_path: Path, made: Path, memory: Graph, registry: Registry
) -> None:
    with servers.oxigraph(tmp_path, "--union-default-graph") as server:
        put(made, server)
        graph = Graph.open(server.query, registry)
        assert isinstance(graph.store, RemoteStore)
        assert graph.store.union.parameters == ()
        assert graph.query("most-cited").rows == memory.query("most-cited").rows
        graph.store.close()


def test_a_graph_that_stands_in_the_default_graph_alone_is_read(
    tmp_path: Path, memory: Graph, registry: Registry
) -> None:
    from itugraph.graph.export import export

    with servers.oxigraph(tmp_path) as server:
        triples = export(memory, "ntriples")
        media = {"Content-Type": "application/n-triples"}
        server.client.put(f"{server.graph_store}?default", content=triples, headers=media)
        graph = Graph.open(server.query, registry)
        assert graph.query("most-cited").rows == memory.query("most-cited").rows
        assert graph.named_graphs == ()
        assert len(graph.store) == triples.count(b"\n")
        assert {q.triple for q in graph.store} == {q.triple for q in memory.store}
        graph.store.close()


def test_sources_in_named_graphs_are_not_taken_for_those_of_the_default_graph(
    tmp_path: Path, made: Path, registry: Registry
) -> None:
    # One source stands in the default graph too: to see something there is not to see all.
    with servers.oxigraph(tmp_path) as server:
        put(made, server)
        server.change(f"INSERT DATA {{ <{BASE}source/1> a <{ITG}Source> }}")
        graph = Graph.open(server.query, registry)
        assert isinstance(graph.store, RemoteStore)
        assert graph.store.union.parameters
        graph.store.close()


def test_an_empty_server_holds_no_graph(empty: Server) -> None:
    with pytest.raises(InputError) as refused:
        Graph.open(empty.query)
    assert str(refused.value) == (
        f"{empty.query}: holds no graph: put one there with itugraph publish"
    )

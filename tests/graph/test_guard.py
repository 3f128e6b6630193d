"""A query only reads what is stored: what would change it or reach outside is refused."""

from __future__ import annotations

import socket
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.errors import InputError
from itugraph.graph import Graph, Rows
from itugraph.graph.guard import refuse_unsafe

from .support import DATA

CASES = tomllib.loads((DATA / "guard.toml").read_text("utf-8"))
REFUSED, PASSES = CASES["refused"], CASES["passes"]


def names(cases: list[dict[str, str]]) -> list[str]:
    """Return the names of cases, for reports."""
    return [case["name"] for case in cases]


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_what_changes_the_graph_reaches_outside_or_is_no_query_is_refused(
    case: dict[str, str], graph: Graph
) -> None:
    before = len(graph.store)
    with pytest.raises(InputError, match=case.get("says", "query")) as refused:
        graph.query(case["query"])
    message = str(refused.value)
    assert message.startswith("query: ")
    assert "\n" not in message
    assert len(message) < 300
    assert len(graph.store) == before


@pytest.mark.parametrize("case", PASSES, ids=names(PASSES))
def test_a_query_that_only_reads_passes(case: dict[str, str], graph: Graph) -> None:
    refuse_unsafe(case["query"])
    assert graph.query(case["query"]).columns


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """Listen at a port of this machine; return it, and a list that fills with who knocks."""
    knocks: list[str] = []
    done = threading.Event()

    def listen(server: socket.socket) -> None:
        while True:
            try:
                visitor, address = server.accept()
            except TimeoutError:
                if done.is_set():
                    return
                continue
            knocks.append(str(address))
            visitor.close()

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.02)
        thread = threading.Thread(target=listen, args=(server,))
        thread.start()
        try:
            yield server.getsockname()[1], knocks
        finally:
            done.set()
            thread.join()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:PORT/> { ?a ?b ?c } }",
        'SELECT * WHERE { BIND ("\\u005C" AS ?x) SERVICE SILENT <http://127.0.0.1:PORT/>'
        ' { ?a ?b ?c } BIND ("#"\n AS ?y) }',
        "LOAD SILENT <http://127.0.0.1:PORT/>",
        "SELECT * FROM <http://127.0.0.1:PORT/> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:PORT/> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE <http://127.0.0.1:PORT/>",
    ],
    ids=["SERVICE", "SERVICE behind an escape", "LOAD", "FROM", "FROM NAMED", "DESCRIBE"],
)
def test_no_query_asks_anything_of_another_machine(query: str, graph: Graph) -> None:
    with listening() as (port, knocks), suppress(InputError):
        graph.query(query.replace("PORT", str(port)))
    assert knocks == []


def test_the_listener_of_these_tests_hears() -> None:
    with listening() as (port, knocks):
        socket.create_connection(("127.0.0.1", port)).close()
    assert len(knocks) == 1


def test_a_very_long_fault_is_told_in_a_short_line(graph: Graph) -> None:
    with pytest.raises(InputError) as refused:
        graph.query("SELECT " + "((" * 2000)
    assert len(str(refused.value)) < 300


def test_a_query_nested_without_an_end_is_refused_in_one_line(graph: Graph) -> None:
    with pytest.raises(InputError, match=r"^query: ") as refused:
        graph.query("SELECT * WHERE " + "{ " * 3000 + "}" * 3000)
    assert len(str(refused.value)) < 300


def test_a_query_of_more_characters_than_are_read_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="is longer than 100,000 characters"):
        refuse_unsafe("SELECT * WHERE { ?s ?p ?o } #" + "x" * 10_000_000)


def test_the_place_of_a_fault_is_where_it_stands_and_not_where_its_group_began() -> None:
    with pytest.raises(InputError, match=r"line 3, column 10: '\?a FILTER \(1\)'"):
        refuse_unsafe("SELECT * WHERE {\n?s ?p ?o .\n?a FILTER (1)\n}")


@pytest.mark.parametrize(
    ("dataset", "default", "named"),
    [
        ("", (0, 1, 2, 3), (0, 1, 2, 3)),
        ("FROM <G0>", (0,), ()),
        ("FROM <G0> FROM <G1>", (0, 1), ()),
        ("FROM NAMED <G0>", (), (0,)),
        ("FROM <G0> FROM NAMED <G1> FROM NAMED <G2>", (0,), (1, 2)),
    ],
)
def test_from_narrows_a_query_to_the_graphs_it_names(
    dataset: str, default: tuple[int, ...], named: tuple[int, ...], graph: Graph
) -> None:
    names = graph.named_graphs[:3]
    for index, name in enumerate(names):
        dataset = dataset.replace(f"G{index}", name)

    def kept(pattern: str) -> set[str]:
        template = "SELECT DISTINCT (STR(?s) AS ?x) DATASET WHERE { PATTERN }"
        rows = graph.query(template.replace("DATASET", dataset).replace("PATTERN", pattern))
        return {str(value) for [value] in rows}

    def stored(chosen: tuple[int, ...]) -> set[str]:
        wanted = {names[k] for k in chosen if k < 3}
        quads = [q for q in graph.store if 3 in chosen or q.graph_name.value in wanted]
        return {q.subject.value for q in quads}

    assert kept("?s ?p ?o") == stored(default)
    assert kept("GRAPH ?g { ?s ?p ?o }") == stored(named)


def test_a_fault_that_only_the_engine_sees_is_told(graph: Graph) -> None:
    with pytest.raises(InputError, match=r"line 1, column 59") as refused:
        graph.query("SELECT ?s (COUNT(?o) AS ?s) WHERE { ?s ?p ?o } GROUP BY ?s")
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.fixture(scope="module")
def ask(graph: Graph) -> Callable[[str], Rows]:
    """Return a function that asks the graph."""
    return lambda query: graph.query(query)  # noqa: PLW0108 (a method shows all of the graph)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\\"), max_size=40))
def test_any_text_can_stand_in_a_literal(ask: Callable[[str], Rows], text: str) -> None:
    escaped = text.replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    rows = ask(f'SELECT (" SERVICE {escaped}" AS ?x) WHERE {{ }}')
    assert rows.rows == ((f" SERVICE {text}",),)

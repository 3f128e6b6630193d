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

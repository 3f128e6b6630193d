"""A graph folder goes to a server: what changed, no more, and again after an interruption."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli.support import Run
from graph.support import TEXTS

from itugraph import Graph
from itugraph.errors import InputError
from itugraph.graph import build
from itugraph.graph.publish import Publication, Published, publication
from itugraph.identifiers import BASE
from itugraph.registry import Registry

from .conftest import put
from .servers import Server

OTHER = "https://other.example/graph"
PUBLISHED = BASE + "published"


def nothing(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def stands(server: Server, folder: Path, registry: Registry) -> bool:
    """Whether a server holds what a folder does, graph by graph."""
    there, here = Graph.open(server.query, registry), Graph.open(folder, registry)
    counted = {graph: n for graph, n in server.graphs().items() if graph.startswith(BASE)}
    counted.pop(PUBLISHED)
    return set(counted) == set(here.named_graphs) and same(there, here)


def same(there: Graph, here: Graph) -> bool:
    """Whether two graphs have the same statements but for the form of numbers."""

    def plain(graph: Graph) -> set[str]:
        return {re.sub(r'"([\d.]+?)0*"\^\^(<\S+decimal>)', r"\1\2", str(q)) for q in graph.store}

    return plain(there) == plain(here)


def changed(folder: Path, tmp_path: Path, registry: Registry) -> None:
    """Change a text of a folder, and take another one away."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for text in sorted(TEXTS.iterdir()):
        content = text.read_text("utf-8").replace("Our members", "Your members")
        if text.name != "pp-912.txt":
            (texts / text.name).write_text(content, "utf-8")
    for file in folder.rglob("*"):
        if file.is_file():
            file.unlink()
    build([texts], folder, registry)


@pytest.mark.parametrize("by_updates", [False, True], ids=["graph store", "updates"])
def test_only_what_changed_is_sent(
    server: Server, folder: Path, tmp_path: Path, registry: Registry, *, by_updates: bool
) -> None:
    graphs = len(list((folder / "sources").iterdir())) + 2
    first = put(folder, server, by_updates=by_updates)
    assert (first.sent, first.dropped, first.unchanged, first.warning) == (graphs, 0, 0, None)
    assert stands(server, folder, registry)
    again = put(folder, server, by_updates=by_updates)
    assert again == Published(0, 0, 0, graphs)

    server.change(f"INSERT DATA {{ GRAPH <{OTHER}> {{ <urn:a> <urn:b> 'theirs' }} }}")
    changed(folder, tmp_path, registry)
    after = put(folder, server, by_updates=by_updates)
    # The changed letter is another source: one graph comes, two go, and the others stay.
    assert (after.sent, after.dropped) == (1, 2)
    assert stands(server, folder, registry)
    assert server.graphs()[OTHER] == 1
    assert put(folder, server, by_updates=by_updates).sent == 0


class Interrupted(BaseException):
    """Somebody pressed a key."""


@pytest.mark.parametrize("at", [1, 3, 6])
def test_an_interrupted_run_is_gone_on_with(
    empty: Server, folder: Path, registry: Registry, at: int
) -> None:
    def stop(done: int, _of: int) -> None:
        if done == at:
            raise Interrupted

    def wanted() -> Publication:
        return publication(folder, empty.query, empty.update, empty.graph_store)

    with pytest.raises(Interrupted):
        wanted().run(wanted().plan(), stop)
    plan = wanted().plan()
    assert {change.why for change in plan.changes} == {"unfinished"}
    done = wanted().run(plan, nothing)
    assert done.sent == len(plan.changes)
    assert stands(empty, folder, registry)


def test_what_an_interrupted_run_sent_and_the_folder_lost_is_dropped(
    server: Server, folder: Path, tmp_path: Path, registry: Registry
) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 4:
            raise Interrupted

    wanted = publication(folder, server.query, server.update, server.graph_store)
    with pytest.raises(Interrupted):
        wanted.run(wanted.plan(), stop)
    changed(folder, tmp_path, registry)
    assert put(folder, server).dropped == 2
    assert stands(server, folder, registry)


def test_what_somebody_changed_there_is_sent_again(
    server: Server, folder: Path, registry: Registry
) -> None:
    put(folder, server)
    server.change(f"DROP SILENT GRAPH <{BASE}derived>")
    server.change(f"INSERT DATA {{ GRAPH <{BASE}registry> {{ <urn:a> <urn:b> 'more' }} }}")
    wanted = publication(folder, server.query, server.update, server.graph_store)
    plan = wanted.plan()
    assert [(change.why, change.graph) for change in plan.changes] == [
        ("other on the server", BASE + "registry"),
        ("other on the server", BASE + "derived"),
    ]
    wanted.run(plan, nothing)
    assert stands(server, folder, registry)


def test_a_server_without_graph_store_is_updated_in_pieces(
    empty: Server, folder: Path, registry: Registry
) -> None:
    elsewhere = empty.query.replace("/query", "/nowhere")
    wanted = publication(folder, empty.query, None, elsewhere)
    plan = wanted.plan()
    with pytest.raises(InputError, match="answers 404"):
        wanted.run(plan, nothing)
    put(folder, replace(empty, graph_store=elsewhere))
    assert stands(empty, folder, registry)


def test_a_statement_that_the_server_did_not_keep_is_told(empty: Server, folder: Path) -> None:
    # As a server that drops some of what it is sent: the plan counts one more than there is.
    wanted = publication(folder, empty.query, None, empty.graph_store)
    plan = wanted.plan()
    last = replace(plan.changes[-1], triples=plan.changes[-1].triples + 1)
    with pytest.raises(InputError, match=r"holds [\d,]+ of the [\d,]+ triples that were sent for"):
        wanted.run(replace(plan, changes=(*plan.changes[:-1], last)), nothing)
    assert {change.why for change in wanted.plan().changes} == {"unfinished"}


# ------------------------------------------------------------------ the command


QUESTIONS: list[tuple[str, ...]] = [
    ("query", "who-cites", "wtsa/resolution/901"),
    ("query", "most-cited", "--format", "csv"),
    ("query", "cites-by-clause", "pp-911.txt", "--format", "json"),
    ("show", "wtsa/resolution/901"),
    ("export", "--format", "edges"),
    ("validate",),
]


def test_a_librarian_publishes_a_graph_and_asks_the_same_there(
    server: Server, made: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ("--graph-store", server.graph_store)
    told = run("publish", "-g", made, server.query, *store, "--dry-run")
    assert told.code == 0
    assert told.out.count("new ") == len(list((made / "sources").iterdir())) + 2
    assert "would change, 0 are as in" in told.err
    assert not [graph for graph in server.graphs() if graph.startswith(BASE)]

    done = run("publish", "-g", made, server.query, *store)
    assert (done.code, done.out) == (0, "")
    assert re.search(r"graphs sent \(\d+ triples\), 0 dropped, 0 unchanged", done.err)

    for name in server.environment:
        monkeypatch.delenv(name)  # whoever only reads needs no credentials
    for question in QUESTIONS:
        there, here = run(*question, "-g", server.query), run(*question, "-g", made)
        assert (there.code, there.out) == (0, here.out), question
    page = run("view", "-g", server.query)
    assert page.code == 0
    assert "<!doctype html>" in page.out.lower()


@pytest.mark.parametrize("server", ["virtuoso"], indirect=True)
def test_who_may_not_write_changes_nothing(
    server: Server, made: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ("--graph-store", server.graph_store)
    before = server.graphs()
    monkeypatch.setenv("ITUGRAPH_PASSWORD", "secret-but-wrong")
    refused = [run("publish", "-g", made, server.query, *store)]
    for name in server.environment:
        monkeypatch.delenv(name)
    refused.append(run("publish", "-g", made, server.query, *store))
    reasons = ["the credentials of the environment are not", "set ITUGRAPH_TOKEN, or ITUGRAPH_"]
    for result, reason in zip(refused, reasons, strict=True):
        assert (result.code, result.out, len(result.lines)) == (2, "", 1)
        assert f"refuses access (401): {reason}" in result.err
        assert "secret" not in result.err
    assert server.graphs() == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("publish", "-g", "http://127.0.0.1:1/q", "http://127.0.0.1:1/q"), "only read from"),
        (("build", "x.txt", "-g", "http://127.0.0.1:1/q"), "an address is only read from"),
        (("publish", "-g", "nowhere", "http://127.0.0.1:1/q"), "holds no graph"),
        (("publish", "-g", "{made}", "graph"), "is no address"),
        (("publish", "-g", "{made}", "http://a:b@127.0.0.1:1/"), "holds a user or password"),
        (("publish", "-g", "{made}", "http://127.0.0.1:1/q", "--update", "x"), "is no address"),
        (("query", "most-cited", "-g", "ftp://127.0.0.1/"), "is no address"),
        (("query", "most-cited", "-g", "http://127.0.0.1:1/q"), "cannot be reached"),
    ],
)
def test_a_wrong_call_is_one_line(
    made: Path, run: Run, arguments: tuple[str, ...], reason: str
) -> None:
    result = run(*(made if a == "{made}" else a for a in arguments))
    assert (result.code, result.out) == (2, "")
    assert reason in result.lines[-1]


def test_an_address_of_queries_that_takes_no_updates_is_told_with_what_to_give(
    empty: Server, made: Path, run: Run
) -> None:
    result = run("publish", "-g", made, empty.query)
    assert (result.code, result.out) == (2, "")
    hint = "give the address of updates (--update) or of a Graph Store (--graph-store)"
    assert result.err.rstrip().endswith(hint)


def test_an_address_of_the_environment_is_asked(
    empty: Server, made: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(made, empty)
    monkeypatch.setenv("ITUGRAPH_GRAPH", empty.query)
    assert run("query", "most-cited").out == run("query", "most-cited", "-g", made).out

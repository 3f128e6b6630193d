"""Servers that are started once, and a small graph to put there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import run  # noqa: F401 - a fixture
from graph.support import TEXTS, small_registry

from itugraph import Graph
from itugraph.graph import build
from itugraph.graph.publish import Published, publication
from itugraph.identifiers import BASE
from itugraph.registry import Registry

from . import servers
from .awkward import Awkward, awkward
from .servers import Server

OTHERS = "https://other.example/"
VARIABLES = ("TOKEN", "USER", "PASSWORD", "TIMEOUT", "GRAPH")


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return a registry with few editions."""
    return small_registry()


@pytest.fixture(scope="session")
def made(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder: to be read, never written."""
    folder = tmp_path_factory.mktemp("made") / "graph"
    build([TEXTS], folder, registry)
    return folder


@pytest.fixture(scope="session")
def memory(made: Path, registry: Registry) -> Graph:
    """Return the graph in memory."""
    return Graph.open(made, registry)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a graph folder that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "graph"))


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run Oxigraph as it is: its default graph shows nothing of named ones."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run Virtuoso where it is installed."""
    if servers.VIRTUOSO is None:
        pytest.skip("no Virtuoso here (Debian: apt install virtuoso-opensource-7-bin)")
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of the user's own environment be used."""
    for name in VARIABLES:
        monkeypatch.delenv(f"ITUGRAPH_{name}", raising=False)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return each server in turn, without a graph of ours, and let its tests write there."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Server)
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    cleared(found)
    return found


@pytest.fixture
def empty(oxigraph: Server) -> Server:
    """Return Oxigraph without a graph of ours: for what does not hang on the server."""
    return cleared(oxigraph)


@pytest.fixture
def asked() -> Iterator[Awkward]:
    """Run a server that answers as it is told."""
    with awkward() as found:
        yield found


def cleared(server: Server) -> Server:
    """Remove our graphs, and those of others that tests made, from a server."""
    for graph in server.graphs():
        if graph.startswith((BASE, OTHERS)):
            server.change(f"DROP SILENT GRAPH <{graph}>")
    return server


def put(folder: Path, server: Server, *, by_updates: bool = False) -> Published:
    """Publish a folder as a user would, and return what was done."""
    store = None if by_updates else server.graph_store
    wanted = publication(folder, server.query, server.update, store)
    return wanted.run(wanted.plan(), lambda _done, _of: None)

"""A graph of few own texts, built once, and copies of it to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from itugraph import Graph
from itugraph.graph import build
from itugraph.registry import Registry

from .support import TEXTS, small_registry


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return a registry with the invented editions of the tests."""
    return small_registry()


@pytest.fixture(scope="session")
def made(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph folder of the texts: to be read, never written."""
    folder = tmp_path_factory.mktemp("made") / "graph"
    build([TEXTS], folder, registry)
    return folder


@pytest.fixture(scope="session")
def graph(made: Path, registry: Registry) -> Graph:
    """Return the graph of the texts."""
    return Graph.open(made, registry)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return a graph folder that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "graph"))

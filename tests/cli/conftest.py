"""The command line in this process, and a graph built once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from itugraph.cli import main
from itugraph.graph import build
from itugraph.registry import Registry

from .support import CITED, TEXTS, Result, Run


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Return the registry as it is shipped, read once for all commands."""
    return Registry.load()


@pytest.fixture
def run(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs itugraph as a shell would, with arguments and stdin."""
    for name in ("ITUGRAPH_GRAPH", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    load = Registry.load

    def loaded(extra: Iterable[Path] = ()) -> Registry:
        files = list(extra)
        return load(files) if files else registry

    monkeypatch.setattr(Registry, "load", loaded)

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        streams = {
            "stdin": io.TextIOWrapper(io.BytesIO(stdin), "utf-8"),
            "stdout": io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True),
            "stderr": io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True),
        }
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["itugraph", *map(str, arguments)])
            # click looks there for the name of the program, and "python -m pytest" is none.
            patch.setattr(sys.modules["__main__"], "__package__", None, raising=False)
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as stopped:
                main()
        code = stopped.value.code
        assert isinstance(code, int)
        out, err = (streams[name].detach() for name in ("stdout", "stderr"))
        return Result(code, out.getvalue(), err.getvalue().decode("utf-8"))

    return call


@pytest.fixture(scope="session")
def graph(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph folder of the texts: to be read, never written.

    It tells of few instruments of the registry, so that it is opened quickly.
    """
    folder = tmp_path_factory.mktemp("cli") / "graph"
    few = {path: registry.histories[path] for path in CITED}
    build([TEXTS], folder, replace(registry, histories=few))
    return folder


@pytest.fixture
def texts() -> Path:
    """Return the folder of the texts."""
    return TEXTS

"""The command line in this process, and a graph built once."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from itugraph.cli import main
from itugraph.graph import build
from itugraph.registry import Registry

TEXTS = Path(__file__).parent / "data" / "texts"
TRACEBACK = re.compile(r"^Traceback|^  File ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did: its exit code, what it printed as data, and what it told beside."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        """The data as text."""
        return self.data.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        """The lines that were told on stderr."""
        return self.err.splitlines()


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs itugraph as a shell would, with arguments and stdin."""
    for name in ("ITUGRAPH_GRAPH", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["itugraph", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8", write_through=True))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8", write_through=True))
            with pytest.raises(SystemExit) as stopped:
                main()
        code = stopped.value.code
        assert isinstance(code, int)
        return Result(code, out.getvalue(), err.getvalue().decode("utf-8"))

    return call


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph folder of the texts: to be read, never written."""
    folder = tmp_path_factory.mktemp("cli") / "graph"
    build([TEXTS], folder, Registry.load())
    return folder


@pytest.fixture
def texts() -> Path:
    """Return the folder of the texts."""
    return TEXTS

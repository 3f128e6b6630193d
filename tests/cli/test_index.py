"""itugraph index, and waiting for another writer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from itugraph.graph.opening import open_folder

from .support import TEXTS, Run, misused, refused

HOLDER = """
import signal, sys
from pathlib import Path
from itugraph.graph.locks import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    signal.pause()
"""


@pytest.fixture
def made(graph: Path, tmp_path: Path) -> Path:
    """Return a graph folder that a test may change."""
    return Path(shutil.copytree(graph, tmp_path / "graph"))


@pytest.fixture
def holder(made: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a process that writes the graph until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(made)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_an_index_is_made_looked_at_and_removed(run: Run, made: Path) -> None:
    rows = run("query", "most-cited", "-g", made, "--format", "csv").data
    for words in ("index made, ", "its index is whole, "):
        done = run("index", "-g", made)
        assert (done.code, done.data) == (0, b"")
        [line] = done.lines
        assert line.startswith(f"{made}: {words}")
    assert run("query", "most-cited", "-g", made, "--format", "csv").data == rows
    done = run("index", "-g", made, "--remove")
    assert (done.code, done.lines) == (0, [f"{made}: has no index now"])
    assert not (made / "index").exists()
    assert run("index", "-g", made, "--remove").code == 0


def test_an_index_that_is_read_is_not_removed(run: Run, made: Path) -> None:
    run("index", "-g", made)
    store, _ = open_folder(made)
    done = run("index", "-g", made, "--remove")
    assert done.code == 2
    assert done.lines == [f"{made}: the index is being read by another itugraph: not removed"]
    store.close()


@pytest.mark.parametrize("options", [[], ["--remove"]])
def test_where_there_is_no_graph_there_is_no_index(
    options: list[str], run: Run, tmp_path: Path
) -> None:
    refused(run("index", "-g", tmp_path / "none", *options), "holds no graph")
    assert not (tmp_path / "none").exists()
    refused(run("index", "-g", TEXTS / "letter.txt", *options), "is no graph folder")


@pytest.mark.parametrize("seconds", ["soon", "nan", "inf"])
def test_a_time_to_wait_that_is_none_is_a_wrong_call(seconds: str, run: Run, made: Path) -> None:
    misused(run("index", "-g", made, f"--wait={seconds}"), "--wait")


@pytest.mark.skipif(not hasattr(signal, "pause"), reason="needs signals")
@pytest.mark.usefixtures("holder")
@pytest.mark.parametrize(
    "command", [["index"], ["index", "--remove"], ["index", "--wait=1"], ["build", TEXTS]]
)
def test_while_another_writes_one_is_told_so(
    command: list[str | Path], run: Run, made: Path
) -> None:
    refused(run(*command, "-g", made), "is being written by another itugraph")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_one_who_waits_goes_on_when_the_other_ends(
    made: Path, holder: subprocess.Popen[str]
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "itugraph", "index", "-g", str(made), "--wait"],
        stderr=subprocess.PIPE,
        text=True,
    ) as waiting:
        # It has the lock's file open, and waits for it or will.
        while waiting.poll() is None and not opened(waiting.pid, made / "graph.lock"):
            pass
        assert waiting.poll() is None
        holder.kill()
        _, told = waiting.communicate()
    assert waiting.returncode == 0
    assert told.startswith(f"{made}: index made")


def opened(process: int, path: Path) -> bool:
    """Return whether a process has a file open; also where the system does not tell."""
    descriptors = Path(f"/proc/{process}/fd")
    if not descriptors.is_dir():
        return True
    try:
        return any(one.exists() and one.samefile(path) for one in descriptors.iterdir())
    except OSError:
        return False


def test_a_graph_on_a_server_gets_no_index_here(run: Run) -> None:
    misused(run("index", "-g", "http://127.0.0.1:9/sparql"), "an address is only read from")

"""A build that dies halfway leaves the old graph or the new one, and the next one goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from itugraph.errors import InputError
from itugraph.graph import Graph, build
from itugraph.graph.folder import read_file, read_index
from itugraph.registry import Registry

from .support import TEXTS, files_of

TESTS = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def run_module(name: str, *arguments: Path) -> str:
    """Run a module of this folder as a script; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", name, *map(str, arguments)],
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a text of the graph that was changed, and a new one."""
    texts = tmp_path_factory.mktemp("changed") / TEXTS.name
    texts.mkdir()
    letter = (TEXTS / "letter.txt").read_text("utf-8")
    (texts / "letter.txt").write_text(letter + "\nResolution 901 of WTSA again.\n", "utf-8")
    (texts / "new.txt").write_text("Resolution 921 (Buenos Aires, 2017) of WTDC\n", "utf-8")
    return texts


def contents(folder: Path) -> dict[str, bytes] | None:
    """Return what a reader of a graph folder sees, None where there is no graph."""
    index = read_index(folder)
    if index is None:
        return None
    seen = {name: read_file(folder, name, wanted) for name, wanted in index.files.items()}
    return seen | {"graph.json": (folder / "graph.json").read_bytes()}


def rebuilt(texts: Path, work: Path, made: Path | None, registry: Registry) -> dict[str, bytes]:
    """Return the files of a graph after a build that nobody disturbed."""
    folder = work / "undisturbed"
    if made is not None:
        shutil.copytree(made, folder)
    build([texts], folder, registry)
    return files_of(folder)


@pytest.mark.parametrize("start", ["a graph", "nothing"])
def test_a_build_killed_at_any_step_leaves_the_old_graph_or_the_new_one(
    start: str, made: Path, changed: Path, registry: Registry, tmp_path: Path
) -> None:
    olds = [made] if start == "a graph" else []
    old = contents(made) if olds else None
    new = rebuilt(changed, tmp_path, made if olds else None, registry)
    work = tmp_path / "work"
    work.mkdir()
    names = run_module("graph.killed", work, changed, *olds).split()
    assert len(names) >= 12
    if olds:
        ends = [Graph.open(work / name, registry) for name in (names[0], names[-1])]
        assert [len(graph.query("who-cites", "WTSA Res. 901")) for graph in ends] == [5, 6]
    seen = []
    for name in names:
        left = contents(work / name)
        assert left in (old, new), f"{name}: neither the old graph nor the new one"
        seen.append(left == new)
        assert build([changed], work / name, registry).refused == ()
        assert files_of(work / name) == new, f"{name}: the next build does not clean up"
    assert not seen[0]
    assert seen[-1]
    assert seen == sorted(seen)  # once new, never old again


# ------------------------------------------------------------------ two builds at once

HOLDER = """
import sys, time
from pathlib import Path
from itugraph.graph.locks import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_while_one_writes_another_is_told_so_in_one_line_and_may_go_on_later(
    folder: Path, registry: Registry, tmp_path: Path
) -> None:
    before = files_of(folder)
    text = tmp_path / "new.txt"
    text.write_text("Resolution 901 of WTSA\n", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(InputError, match="is being written by another") as refused:
                build([text], folder, registry)
            assert "\n" not in str(refused.value)
            done = subprocess.run(
                [sys.executable, "-m", "itugraph", "build", str(text), "-g", str(folder)],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert "another itugraph" in done.stderr
            assert files_of(folder) == before
            # Whoever only reads is not held up.
            assert len(Graph.open(folder, registry).index.sources) == 4
        finally:
            holder.send_signal(signal.SIGKILL)
    # The lock dies with its holder.
    assert build([text], folder, registry).added == ("new.txt",)

"""Kills writers of a graph folder at random moments, and looks at what is left.

    python benchmarks/killed.py [--kills 200] [--seed 1]

In turn a graph is built from nothing, texts of it are replaced and others added, and its index is
made; each time the process gets SIGKILL at a moment drawn from the time that it takes undisturbed.
What is left is opened as any reader opens it, and must be the old graph or the new one, to the last
statement: no document is lost, none is there by half. Then the same is run again, undisturbed, and
must leave the very bytes of a folder that nobody disturbed. Needs fork.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from itugraph.errors import InputError
from itugraph.graph import build
from itugraph.graph.folder import read_file, read_index
from itugraph.graph.opening import make_index, open_folder
from itugraph.registry import Registry

OPERATIONS = ("build", "replace", "index")
CITED = ("pp/resolution/101", "pp/resolution/191", "wtsa/resolution/44", "wtdc/resolution/59")
NOTHING = "nothing"
_Result = TypeVar("_Result")


def text(number: int, version: int) -> str:
    """A text of our own, which cites other texts in another version."""
    lines = [f"A letter with the number {number}, noting"]
    for item in range(6):
        cited = CITED[(number + item + version) % len(CITED)].rpartition("/")[2]
        lines.append(f"{'abcdef'[item]})\tResolution {cited} (Rev. Hammamet, 2016) of WTSA;")
    return "\n".join(lines) + "\n"


def apart(work: Callable[[], _Result]) -> _Result:
    """The result of some work in a process of its own: the engine's threads do not survive a fork.

    Raises:
        RuntimeError: if it fails.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "wb") as file:
            try:
                pickle.dump(work(), file)
            except (InputError, OSError, ValueError) as error:
                sys.stderr.write(f"{error}\n")
                file.flush()
                os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        told = file.read()
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise RuntimeError("a run that nobody disturbed failed")
    result: _Result = pickle.loads(told)  # noqa: S301
    return result


def killed(work: Callable[[], object], after: float) -> bool:
    """Whether a process was killed in the midst of some work."""
    child = os.fork()
    if not child:
        try:
            work()
        except InputError as error:
            sys.stderr.write(f"{error}\n")
            os._exit(1)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == 1:
        raise RuntimeError("a run failed before it was killed")
    return code == -signal.SIGKILL


def seen(folder: Path) -> str:
    """A digest of all that a reader sees of a folder: every statement, and every file of record."""
    if read_index(folder) is None:
        return NOTHING
    store, index = open_folder(folder)
    statements = sorted(map(str, store))
    if len(statements) != len(store):
        return "a store that counts otherwise than it tells"
    graphs = {f"{index.base}source/{entry.source}" for entry in index.sources}
    if graphs != {name for name in store.named_graphs() if "/source/" in name}:
        return "sources without a graph, or graphs without a source"
    content = hashlib.sha256("\n".join(statements).encode())
    for name, wanted in sorted(index.files.items()):
        content.update(read_file(folder, name, wanted))
    return content.hexdigest()


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of the files of record, and the names of the generations."""
    found = {p.name: b"" for p in (folder / "index").glob("*")}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("index/") and name != "graph.lock":
            found[name] = path.read_bytes()
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """An operation on a folder.

    Attributes:
        start: the folder before it, None for nothing.
        run: does it to a folder.
        old, new: what a reader sees before and after; files: what it leaves.
        seconds: how long it takes.
    """

    start: Path | None
    run: Callable[[Path], object]
    old: str
    new: str
    files: dict[str, bytes]
    seconds: float


def cases(work: Path, texts: int) -> dict[str, Case]:
    """The three operations, each done once without a disturbance."""
    registry = Registry.load()
    registry = replace(registry, histories={path: registry.histories[path] for path in CITED})
    one, two = work / "one" / "texts", work / "two" / "texts"
    for folder, version in ((one, 0), (two, 1)):
        folder.mkdir(parents=True)
        for number in range(texts + version * texts // 3):
            changed = version and number % 2
            (folder / f"{number:03}.txt").write_text(text(number, int(bool(changed))), "utf-8")
    plain = work / "plain"
    apart(lambda: build([one], plain, registry).citations)
    runs: dict[str, tuple[Path | None, Callable[[Path], object]]] = {
        "build": (None, lambda folder: build([one], folder, registry, large=0).citations),
        "replace": (work / "build", lambda folder: build([two], folder, registry, large=0).added),
        "index": (plain, lambda folder: make_index(folder)[1]),
    }
    found = {}
    for name, (start, run) in runs.items():
        folder = work / name
        if start is not None:
            shutil.copytree(start, folder)
        old = apart(lambda folder=folder: seen(folder)) if start is not None else NOTHING
        begun = time.monotonic()
        apart(lambda folder=folder, run=run: run(folder))
        seconds = time.monotonic() - begun
        new = apart(lambda folder=folder: seen(folder))
        found[name] = Case(start, run, old, new, files_of(folder), seconds)
    return found


def kill(case: Case, folder: Path, share: float) -> tuple[bool, str]:
    """Kill an operation after a share of its time.

    Returns:
        Whether it was killed, and what a reader saw after that: "old", "new", or what is wrong.
    """
    if case.start is not None:
        shutil.copytree(case.start, folder)
    died = killed(lambda: case.run(folder), case.seconds * share)
    state = apart(lambda: seen(folder)) if folder.exists() else NOTHING
    told = "old" if state == case.old else "new" if state == case.new else f"WRONG: {state}"
    apart(lambda: case.run(folder))
    if files_of(folder) != case.files:
        told = "WRONG: the next run leaves other files"
    elif apart(lambda: seen(folder)) != case.new:
        told = "WRONG: the next run gives another graph"
    shutil.rmtree(folder)
    return died, told


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill writers of a graph folder.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--texts", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    by = random.Random(given.seed)
    counted: Counter[tuple[str, str]] = Counter()
    late: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="itugraph-killed-") as name:
        every = cases(Path(name), given.texts)
        while counted.total() < given.kills:
            operation = OPERATIONS[(counted.total() + late.total()) % len(OPERATIONS)]
            died, told = kill(every[operation], Path(name) / "folder", by.uniform(0, 1))
            if died or told.startswith("WRONG"):
                counted[operation, told] += 1
            else:
                late[operation] += 1
    for operation in OPERATIONS:
        told = sorted((told, count) for (one, told), count in counted.items() if one == operation)
        ways = ", ".join(f"{count} times {state}" for state, count in told)
        print(f"{operation} ({every[operation].seconds:.1f} s): {ways}; {late[operation]} too late")
    wrong = sum(count for (_, told), count in counted.items() if told.startswith("WRONG"))
    print(f"{counted.total()} kills, {wrong} of them with a wrong end")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""Many files: on several processes, killed halfway and run again, told in a summary."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .support import Run

FILES = 150
BROKEN = range(7, FILES, 25)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of small texts, some of which cannot be read."""
    folder = tmp_path_factory.mktemp("many") / "texts"
    folder.mkdir()
    for number in range(FILES):
        lines = [f"see Resolution {n} (Rev. Hammamet, 2016) of WTSA;" for n in range(1, 40)]
        text = f"Note {number}\n" + "\n".join(lines) + "\n"
        content = b"" if number in BROKEN else text.encode()
        (folder / f"{number:03}.txt").write_bytes(content)
    return folder


def killed(arguments: list[str], sign: Path) -> None:
    """Start a command and kill it as soon as a file tells that it is under way."""
    with subprocess.Popen(
        [sys.executable, "-m", "itugraph", *arguments], stderr=subprocess.DEVNULL
    ) as process:
        end = time.monotonic() + 60
        while not (sign.exists() and sign.stat().st_size > 2000) and process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)


def files_of(folder: Path) -> dict[str, str]:
    """Return the digests of the files of record of a graph folder, which its index is none of."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in found.items()
        if name != "graph.lock" and not name.startswith("index/")
    }


@pytest.mark.parametrize("format_", ["table", "jsonl", "csv"])
def test_two_processes_print_the_same_as_one(run: Run, texts: Path, format_: str) -> None:
    one, two = (run("extract", texts, "--format", format_, "--jobs", n) for n in ("1", "2"))
    assert one.out == two.out
    assert one.err == two.err
    assert one.code == two.code == 2


def test_many_refused_files_are_told_by_reason_too(run: Run, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_bytes(b"" if number else b"good")
    done = run("extract", tmp_path)
    assert done.err.count("is empty\n") == 12
    assert "11 of 12 files could not be read:\n" in done.err
    assert done.err.splitlines()[-1].split() == ["11", "is", "empty"]


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_an_extraction_that_was_killed_goes_on_to_the_same_bytes(
    run: Run, texts: Path, tmp_path: Path, format_: str
) -> None:
    whole, again = tmp_path / "whole", tmp_path / "again"
    first = run("extract", texts, "--format", format_, "-o", whole)
    arguments = ["extract", str(texts), "--format", format_, "-o", str(again), "--jobs", "1"]
    killed(arguments, tmp_path / "again.part")
    assert not again.exists()
    done = run(*arguments)
    if (tmp_path / "again.part.json").exists():
        pytest.fail("the notes of the interrupted run were left")
    assert again.read_bytes() == whole.read_bytes()
    assert done.code == first.code == 2
    assert not list(tmp_path.glob("*.part*"))


def test_an_extraction_does_not_go_on_from_other_inputs(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    notes = {"made with": [], "done": 50, "inputs": "0" * 64, "length": 3, "refused": []}
    (tmp_path / "out.jsonl.part").write_bytes(b"old output")
    (tmp_path / "out.jsonl.part.json").write_text(json.dumps(notes), "utf-8")
    done = run("extract", texts, "--format", "jsonl", "-o", output)
    assert "goes on" not in done.err
    assert output.read_text("utf-8").startswith('{"id"')


def test_a_build_that_was_killed_goes_on_to_the_same_bytes(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    run("build", texts, "-g", tmp_path / "whole")
    arguments = ["build", str(texts), "-g", str(tmp_path / "again"), "--jobs", "1"]
    killed(arguments, tmp_path / "again" / "unfinished.jsonl")
    left = (tmp_path / "again" / "unfinished.jsonl").read_text("utf-8").count("\n")
    assert 2 < left < FILES
    assert not (tmp_path / "again" / "graph.json").exists()
    run(*arguments)
    assert files_of(tmp_path / "again") == files_of(tmp_path / "whole")


@pytest.mark.skipif(not hasattr(os, "kill"), reason="needs signals")
def test_processes_that_read_end_with_the_one_that_waits_for_them(
    texts: Path, tmp_path: Path
) -> None:
    arguments = ["build", str(texts), "-g", str(tmp_path / "graph"), "--jobs", "2"]
    killed(arguments, tmp_path / "graph" / "unfinished.jsonl")
    end = time.monotonic() + 20
    while _left_behind() and time.monotonic() < end:
        time.sleep(0.1)
    assert not _left_behind()


def _left_behind() -> list[str]:
    """Return the processes that other processes left behind: their parent is gone."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = stat.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "--multiprocessing-fork" in words and _parent(stat.parent) == 1:
            found.append(stat.parent.name)
    return found


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0

"""A graph asked through its index on disk: the same rows, opened at once, never in the way."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from itugraph.errors import InputError
from itugraph.graph import Graph, build, generations
from itugraph.graph.folder import read_index, read_told
from itugraph.graph.opening import make_index, open_folder, remove_index
from itugraph.graph.queries import library
from itugraph.graph.stores import DiskStore, MemoryStore
from itugraph.registry import Registry

from .support import TEXTS, files_of

GIVEN = {"work": "WTSA Res. 901", "text": "letter.txt"}
NAMED = [query.name for query in library() if set(query.parameters) <= set(GIVEN)]


@pytest.fixture(scope="module")
def indexed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder with an index: to be read, never written."""
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("indexed") / "graph"))
    make_index(folder)
    return folder


@pytest.fixture
def changeable(indexed: Path, tmp_path: Path) -> Path:
    """Return a graph folder with an index that a test may change."""
    return Path(shutil.copytree(indexed, tmp_path / "graph"))


def generation(folder: Path) -> Path:
    """Return the one generation of a graph folder."""
    [place] = (folder / "index").iterdir()
    return place


# ------------------------------------------------------------------ what is asked


@pytest.mark.parametrize("name", NAMED)
def test_a_named_query_gives_the_same_rows_from_memory_and_from_disk(
    name: str, graph: Graph, indexed: Path, registry: Registry
) -> None:
    disk = Graph.open(indexed, registry)
    assert isinstance(graph.store, MemoryStore)
    assert isinstance(disk.store, DiskStore)
    [query] = [q for q in library() if q.name == name]
    given = {parameter: GIVEN[parameter] for parameter in query.parameters}
    assert disk.query(name, **given) == graph.query(name, **given)


def test_all_statements_are_told_with_their_graphs_and_counted(graph: Graph, indexed: Path) -> None:
    store, _ = open_folder(indexed)
    assert Counter(store) == Counter(graph.store)
    assert len(store) == len(graph.store)
    assert store.named_graphs() == graph.named_graphs


def test_what_several_sources_say_is_one_row_and_its_graphs_can_be_asked(
    indexed: Path, registry: Registry
) -> None:
    disk = Graph.open(indexed, registry)
    [(total,)] = disk.evaluate("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    [(different,)] = disk.evaluate(
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    )
    [(all_,)] = disk.evaluate("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert total == different
    assert all_ == len(disk.store)
    assert all_ > total  # several sources do describe one thing


def test_what_is_no_query_is_one_line(indexed: Path) -> None:
    store, _ = open_folder(indexed)
    with pytest.raises(InputError, match="is no SPARQL query"):
        store.query("SELECT * WHERE { ?s")


def test_what_graph_json_says_is_the_same(indexed: Path) -> None:
    _, index = open_folder(indexed)
    written = read_index(indexed)
    assert written is not None
    assert (index.base, index.tool, index.registry) == (
        written.base,
        written.tool,
        written.registry,
    )
    assert list(index.sources) == list(written.sources)
    assert index.sources[0] == written.sources[0]
    assert index.sources[:2] == tuple(written.sources[:2])
    assert dict(index.files) == dict(written.files)
    assert len(index.files) == len(written.files)
    assert index.dump() == written.dump()


# ------------------------------------------------------------------ when it is made and used


def test_a_small_graph_is_loaded_into_memory_and_a_large_one_gets_an_index_that_is_told_of(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = files_of(folder)
    assert isinstance(open_folder(folder)[0], MemoryStore)
    assert files_of(folder) == before
    assert caplog.messages == []
    assert isinstance(open_folder(folder, large=0)[0], DiskStore)
    assert caplog.messages == [f"{folder}: is large: making its index, once"]
    caplog.clear()
    assert isinstance(open_folder(folder)[0], DiskStore)
    assert caplog.messages == []


def test_a_build_of_a_large_graph_makes_its_index_and_removes_the_one_before(
    folder: Path, registry: Registry, tmp_path: Path
) -> None:
    text = tmp_path / "new.txt"
    text.write_text("Resolution 901 of WTSA\n", "utf-8")
    build([TEXTS], folder, registry, large=0)
    first = generation(folder)
    build([text], folder, registry, large=0)
    assert generation(folder) != first
    assert isinstance(open_folder(folder)[0], DiskStore)
    build([TEXTS], folder, registry, large=0)
    again = generation(folder)
    inode = (again / "lock").stat().st_ino
    build([TEXTS], folder, registry, large=0)
    assert (generation(folder) / "lock").stat().st_ino == inode  # nothing changed: it is kept


def test_a_graph_that_is_small_again_has_no_old_index(
    changeable: Path, registry: Registry, tmp_path: Path
) -> None:
    text = tmp_path / "new.txt"
    text.write_text("Resolution 901 of WTSA\n", "utf-8")
    build([text], changeable, registry)
    assert not (changeable / "index").exists()


def test_readers_keep_what_they_read_while_another_generation_is_made(
    changeable: Path, registry: Registry, tmp_path: Path
) -> None:
    old = generation(changeable)
    text = tmp_path / "new.txt"
    text.write_text("Resolution 901 of WTSA\n", "utf-8")
    reader = Graph.open(changeable, registry)
    rows = len(reader.query("who-cites", "WTSA Res. 901"))
    build([text], changeable, registry, large=0)
    assert len(reader.query("who-cites", "WTSA Res. 901")) == rows
    assert old.is_dir()
    fresh = Graph.open(changeable, registry)
    assert len(fresh.query("who-cites", "WTSA Res. 901")) == rows + 1
    assert remove_index(changeable) == (
        *sorted([old.name, generations.name_of(read_told(changeable) or b"")]),
    )
    reader.store.close()
    fresh.store.close()
    assert remove_index(changeable) == ()
    assert not (changeable / "index").exists()


def test_a_reader_that_is_forgotten_lets_go(changeable: Path) -> None:
    store, _ = open_folder(changeable)
    assert remove_index(changeable) != ()
    del store
    assert remove_index(changeable) == ()


# ------------------------------------------------------------------ what is damaged


def cut(path: Path) -> None:
    """Leave half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other_version(path: Path) -> None:
    """Make a generation one of another version."""
    about = json.loads(path.read_bytes())
    path.write_text(json.dumps(about | {"engine": "oxigraph 0.1"}), "utf-8")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "about.json is missing": lambda place: (place / "about.json").unlink(),
    "about.json is cut": lambda place: cut(place / "about.json"),
    "about.json is a list": lambda place: (place / "about.json").write_text("[]"),
    "the store is missing": lambda place: shutil.rmtree(place / "store"),
    "a file of it is cut": lambda place: cut(max((place / "store").glob("*.sst"))),
    "a file of it is missing": lambda place: (place / "store" / "CURRENT").unlink(),
    "its list is garbage": lambda place: next((place / "store").glob("MANIFEST*")).write_bytes(
        bytes(next((place / "store").glob("MANIFEST*")).stat().st_size)
    ),
    "another version made it": lambda place: other_version(place / "about.json"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_that_cannot_be_used_is_told_of_and_made_anew(
    damage: str, changeable: Path, graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    DAMAGES[damage](generation(changeable))
    store, _ = open_folder(changeable)
    assert isinstance(store, MemoryStore)
    assert len(store) == len(graph.store)
    why = "of another version" if "version" in damage else "damaged"
    assert caplog.messages == [f"{changeable}: the index is {why} and is not used"]
    place, made = make_index(changeable)
    assert made
    assert generation(changeable) == place
    assert isinstance(open_folder(changeable)[0], DiskStore)


def test_an_index_is_not_made_of_a_damaged_file_of_record(folder: Path) -> None:
    cut(folder / "derived.nq")
    with pytest.raises(InputError, match=r"derived\.nq: is missing or damaged"):
        make_index(folder)
    assert not (folder / "index").exists()


def test_an_index_of_a_graph_that_is_no_more_is_not_used(changeable: Path) -> None:
    told = json.loads((changeable / "graph.json").read_bytes())
    (changeable / "graph.json").write_text(json.dumps(told), "utf-8")  # the same in other bytes
    assert isinstance(open_folder(changeable)[0], MemoryStore)


def test_what_an_interrupted_itugraph_left_is_removed(changeable: Path) -> None:
    for name in ("0" * 32 + ".new", "1" * 32 + ".old"):
        (changeable / "index" / name / "store").mkdir(parents=True)
    make_index(changeable)
    assert generation(changeable).is_dir()


def change(path: Path) -> None:
    """Change one byte of a file, where its first data stand."""
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)


def test_changed_bytes_are_found_when_an_index_is_looked_at(changeable: Path, graph: Graph) -> None:
    for table in sorted((generation(changeable) / "store").glob("*.sst"))[2:9:3]:
        change(table)
        assert make_index(changeable)[1]
        assert set(open_folder(changeable)[0]) == set(graph.store)
    assert not make_index(changeable)[1]


def unreadable(folder: Path) -> bool:
    """Return whether the engine fails in the midst of the rows of a graph that it opened."""
    store, _ = open_folder(folder)
    answer = store.query("SELECT * { ?s ?p ?o }")
    assert isinstance(answer, QuerySolutions)
    try:
        return isinstance(store, DiskStore) and not list(answer)
    except RuntimeError:
        return True


def test_a_store_whose_rows_cannot_be_read_is_one_line(changeable: Path) -> None:
    for table in (generation(changeable) / "store").glob("*.sst"):
        kept = table.read_bytes()
        change(table)
        if unreadable(changeable):
            break
        table.write_bytes(kept)
    command = ["query", "SELECT * { ?s ?p ?o }", "--format", "csv", "-o", changeable / "rows"]
    code, [line] = told_by("-m", "itugraph", *command, "-g", changeable)
    assert code == 2
    assert line.startswith("Error: query: cannot be answered, the store is damaged: ")
    assert not (changeable / "rows").exists()
    assert not list(changeable.glob(".itugraph-*"))


# ------------------------------------------------------------------ where it cannot be written

LIMITED = """
import resource, sys
from itugraph.cli import main
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
sys.argv = ["itugraph", *sys.argv[2:]]
main()
"""


def told_by(*arguments: object) -> tuple[int, list[str]]:
    """Run Python with arguments; return its exit code and what it told on stderr."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
@pytest.mark.parametrize("size", [100, 10_000])
def test_a_disk_without_room_is_one_line_and_the_old_graph_stays(
    size: int, folder: Path, registry: Registry, tmp_path: Path
) -> None:
    before = files_of(folder)
    text = tmp_path / "new.txt"
    text.write_text("Resolution 901 of WTSA\n", "utf-8")
    for command in (["index"], ["build", text]):
        code, lines = told_by("-c", LIMITED, size, *command, "-g", folder)
        [line] = lines
        assert code == 2
        assert line.startswith(f"Error: {folder}")
        assert line.endswith("cannot be written: File too large")
        assert files_of(folder) == before
    assert build([text], folder, registry).added == ("new.txt",)


@contextmanager
def only_read(folder: Path) -> Iterator[str]:
    """Let a folder be only read, and give the reason that a writer is told."""
    if os.geteuid():
        paths = [folder, *folder.rglob("*")]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            yield "Permission denied"
        finally:
            for path in paths:
                path.chmod(0o755 if path.is_dir() else 0o644)
        return
    # Modes say nothing to root: a mount does.
    for options in (["--bind", folder], ["-o", "remount,ro,bind"]):
        if subprocess.run(["mount", *options, folder], capture_output=True, check=False).returncode:
            subprocess.run(["umount", folder], capture_output=True, check=False)
            pytest.skip("root may not mount here")
    try:
        yield "Read-only file system"
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users")
def test_a_folder_that_is_only_read_is_opened_and_not_written(
    changeable: Path, tmp_path: Path
) -> None:
    text = tmp_path / "new.txt"
    text.write_text("Resolution 901 of WTSA\n", "utf-8")
    before = files_of(changeable)
    with only_read(changeable) as why:
        for command in (["index"], ["index", "--remove"], ["build", text]):
            told = told_by("-m", "itugraph", *command, "-g", changeable)
            assert told == (2, [f"Error: {changeable}: cannot be written: {why}"])
        rows = tmp_path / "rows"
        query = ["query", "most-cited", "--format", "csv", "-o", rows]
        assert told_by("-m", "itugraph", *query, "-g", changeable) == (0, [])
        assert rows.read_bytes().startswith(b"work,label,texts,citations")
        assert isinstance(open_folder(changeable)[0], DiskStore)
    assert files_of(changeable) == before


def test_a_large_graph_that_cannot_be_indexed_is_loaded_into_memory(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "index").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        assert isinstance(open_folder(folder, large=0)[0], MemoryStore)
    assert "is loaded into memory, without an index: it cannot be written" in caplog.messages[-1]


# ------------------------------------------------------------------ killed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_writer_killed_at_any_moment_leaves_the_old_graph_or_the_new_one() -> None:
    script = Path(__file__).parents[2] / "benchmarks" / "killed.py"
    done = subprocess.run(
        [sys.executable, script, "--kills", "3", "--texts", "4", "--seed", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("3 kills, 0 of them with a wrong end\n")

"""From files to a graph folder: same bytes, sources by their bytes, bad folders."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from itugraph.errors import InputError
from itugraph.graph import Graph, build
from itugraph.graph.folder import FORMAT, read_index
from itugraph.graph.validate import check
from itugraph.identifiers import BASE
from itugraph.registry import Registry

from .support import DATA, REAL, TEXTS, files_of

CITING = "Resolution 901 (Rev. Dubai, 2012) of WTSA\n"


def write(path: Path, text: str) -> Path:
    """Write a text file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def names(folder: Path) -> list[str]:
    """Return the paths of the sources that a graph names."""
    index = read_index(folder)
    assert index is not None
    return [entry.path for entry in index.sources]


# ------------------------------------------------------------------ the same bytes


def test_the_same_texts_give_the_same_bytes_whatever_folder_path_and_hash_seed(
    tmp_path: Path,
) -> None:
    elsewhere = Path(shutil.copytree(TEXTS, tmp_path / "a" / "b" / "texts"))
    runs = [
        (TEXTS, tmp_path, tmp_path / "one", "0"),
        (Path("b/texts"), elsewhere.parents[1], Path("..") / "two", "4242"),
    ]
    for texts, cwd, folder, seed in runs:
        subprocess.run(
            [sys.executable, "-m", "itugraph", "build", texts, "-g", folder],
            cwd=cwd,
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
            check=True,
            capture_output=True,
        )
    one, two = files_of(tmp_path / "one"), files_of(tmp_path / "two")
    assert one.keys() >= {"graph.json", "registry.nq", "derived.nq"}
    assert len(one) == 3 + len(list(TEXTS.iterdir()))
    assert one == two


def test_the_order_in_which_files_are_given_does_not_matter(
    registry: Registry, tmp_path: Path
) -> None:
    paths = sorted(TEXTS.iterdir())
    build(paths, tmp_path / "one", registry)
    for path in reversed(paths):
        build([path], tmp_path / "two", registry)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_building_again_changes_nothing_and_skips_everything(
    folder: Path, registry: Registry
) -> None:
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*.nq")}
    content = files_of(folder)
    report = build([TEXTS], folder, registry)
    assert report.added == ()
    assert len(report.skipped) == 4
    assert report.citations == 15
    assert files_of(folder) == content
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*.nq")} == before


def test_graph_json_says_what_it_is_of(made: Path, registry: Registry) -> None:
    content = json.loads((made / "graph.json").read_bytes())
    assert list(content) == ["format", "base", "tool", "registry", "sources", "files"]
    assert (content["format"], content["base"]) == (FORMAT, BASE)
    assert content["registry"] == registry.digest
    letter, article = content["sources"][1], content["sources"][2]
    assert letter["identity"] is None
    assert article["identity"] == "pp/resolution/911/2018"
    assert article["path"] == "texts/pp-911.txt"
    assert (article["language"], article["citations"]) == ("en", 5)
    assert len(article["source"]) == 16
    assert content["files"].keys() == files_of(made).keys() - {"graph.json"}


# ------------------------------------------------------------------ a source is its bytes


def test_the_same_bytes_under_another_name_are_skipped(
    folder: Path, registry: Registry, tmp_path: Path
) -> None:
    before = files_of(folder)
    copy = Path(shutil.copy(TEXTS / "letter.txt", tmp_path / "copy.txt"))
    report = build([copy], folder, registry)
    assert report.skipped == ("copy.txt",)
    assert report.added == ()
    assert files_of(folder) == before


def test_two_copies_in_one_build_are_one_source(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "texts" / "a.txt", CITING)
    write(tmp_path / "texts" / "b.txt", CITING)
    report = build([tmp_path / "texts"], tmp_path / "graph", registry)
    assert (report.added, report.skipped) == (("texts/a.txt",), ("texts/b.txt",))
    assert report.citations == 1


def test_new_bytes_under_a_known_name_take_its_place(registry: Registry, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    text = write(tmp_path / "letter.txt", CITING)
    build([text], folder, registry)
    old = set(files_of(folder))
    write(text, "Resolution 902 of WTSA\n")
    report = build([text], folder, registry)
    assert report.added == ("letter.txt",)
    assert names(folder) == ["letter.txt"]
    new = set(files_of(folder))
    assert len(old - new) == len(new - old) == 1
    graph = Graph.open(folder, registry)
    assert len(graph.query("who-cites", "WTSA Res. 901")) == 0
    assert len(graph.query("who-cites", "WTSA Res. 902")) == 1


def test_a_file_that_takes_the_bytes_of_another_leaves_none_of_its_old_ones(
    registry: Registry, tmp_path: Path
) -> None:
    folder = tmp_path / "graph"
    a = write(tmp_path / "a.txt", CITING)
    b = write(tmp_path / "b.txt", "Resolution 902 of WTSA\n")
    build([a, b], folder, registry)
    write(b, CITING)
    build([a, b], folder, registry)
    assert len(Graph.open(folder, registry).query("who-cites", "WTSA Res. 902")) == 0


@pytest.mark.parametrize("given", ["files", "folders"])
def test_two_files_of_one_name_in_one_build_both_go_in(
    given: str, registry: Registry, tmp_path: Path
) -> None:
    one = write(tmp_path / "2014" / "texts" / "res.txt", CITING)
    two = write(tmp_path / "2018" / "texts" / "res.txt", "Resolution 902 of WTSA\n")
    paths = [one, two] if given == "files" else [one.parent, two.parent]
    graph = Graph.build(paths, tmp_path / "graph", registry)
    found = {
        row[0] for work in ("901", "902") for row in graph.query("who-cites", f"WTSA Res. {work}")
    }
    assert len(found) == 2


def test_a_file_that_is_given_twice_goes_in_once(registry: Registry, tmp_path: Path) -> None:
    text = write(tmp_path / "texts" / "a.txt", CITING)
    report = build([text, text.parent, text], tmp_path / "graph", registry)
    assert len(report.added) == 1
    assert report.citations == 1
    assert len(names(tmp_path / "graph")) == 1


def test_a_source_that_is_not_given_again_stays(
    folder: Path, registry: Registry, tmp_path: Path
) -> None:
    report = build([write(tmp_path / "new.txt", CITING)], folder, registry)
    assert report.added == ("new.txt",)
    assert report.citations == 16
    assert len(names(folder)) == 5


def test_two_sources_of_one_edition_are_warned_of_and_both_kept(
    folder: Path, registry: Registry, tmp_path: Path
) -> None:
    text = (TEXTS / "pp-911.txt").read_text("utf-8")
    report = build([write(tmp_path / "other.txt", text + "\n")], folder, registry)
    [warning] = report.warnings
    assert "other.txt" in warning
    assert "texts/pp-911.txt" in warning
    assert "pp/resolution/911/2018" in warning
    assert len(names(folder)) == 5
    # Texts are counted, not files.
    rows = Graph.open(folder, registry).query("most-cited")
    texts = {row[0]: row[2] for row in rows}
    assert texts["wtsa/resolution/901"] == 4


def test_two_drafts_of_one_text_are_no_reason_to_warn(
    folder: Path, registry: Registry, tmp_path: Path
) -> None:
    text = (TEXTS / "draft-911.txt").read_text("utf-8")
    report = build([write(tmp_path / "other.txt", text + "\n")], folder, registry)
    assert report.warnings == ()
    assert report.added == ("other.txt",)


def test_a_file_that_cannot_be_read_stops_no_other(registry: Registry, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    write(texts / "a.txt", CITING)
    write(texts / "empty.txt", "")
    (texts / "binary.txt").write_bytes(bytes(range(256)) * 4)
    missing = tmp_path / "missing.txt"
    report = build([missing, texts], tmp_path / "graph", registry)
    assert report.added == ("texts/a.txt",)
    assert {Path(error.what).name for error in report.refused} == {
        "missing.txt",
        "empty.txt",
        "binary.txt",
    }
    assert names(tmp_path / "graph") == ["texts/a.txt"]


def test_where_nothing_can_be_read_no_graph_is_made(registry: Registry, tmp_path: Path) -> None:
    report = build([tmp_path / "missing.txt"], tmp_path / "graph", registry)
    assert len(report.refused) == 1
    assert not (tmp_path / "graph" / "graph.json").exists()
    with pytest.raises(InputError, match="does not exist"):
        Graph.build([tmp_path / "missing.txt"], tmp_path / "graph", registry)


def test_a_doubtful_encoding_is_warned_of_by_the_name_of_the_file(
    registry: Registry, tmp_path: Path
) -> None:
    text = tmp_path / "old.txt"
    text.write_bytes("Á la carte: Resolution 901 of WTSA, naïve café".encode("cp1252"))
    report = build([text], tmp_path / "graph", registry)
    [warning] = report.warnings
    assert "old.txt" in warning
    assert "cp1252" in warning


def test_progress_goes_from_nothing_to_all(registry: Registry, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    build([TEXTS], tmp_path / "graph", registry, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


# ------------------------------------------------------------------ base and registry


def test_a_graph_keeps_its_base(registry: Registry, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    own = "https://graph.example/id/"
    build([TEXTS / "pp-911.txt"], folder, registry, base=own)
    build([TEXTS / "pp-912.txt"], folder, registry)
    for name, content in files_of(folder).items():
        assert BASE not in content.decode(), name
    graph = Graph.open(folder, registry)
    assert graph.base == own
    assert len(graph.query("who-cites", "WTSA Res. 901")) == 3
    before = files_of(folder)
    with pytest.raises(InputError, match=r"has the IRI base https://graph\.example/id/"):
        build([TEXTS / "letter.txt"], folder, registry, base=BASE)
    assert files_of(folder) == before


@pytest.fixture(scope="module")
def shipped() -> Registry:
    """Return a registry that lacks the invented editions."""
    whole = Registry.load()
    return replace(whole, histories={path: whole.histories[path] for path in REAL})


def test_a_graph_conforms_after_a_build_with_another_registry(
    shipped: Registry, registry: Registry, tmp_path: Path
) -> None:
    """An edition that was unknown at first and is known later is not told of twice."""
    folder = tmp_path / "graph"
    build([TEXTS / "pp-911.txt", TEXTS / "letter.txt"], folder, shipped)
    build([TEXTS / "pp-912.txt"], folder, registry)
    assert check(Graph.open(folder, registry).store) == []
    build([TEXTS / "draft-911.txt"], folder, shipped)
    assert check(Graph.open(folder, shipped).store) == []


def test_a_text_given_again_with_another_registry_is_read_again(
    shipped: Registry, registry: Registry, tmp_path: Path
) -> None:
    folder = tmp_path / "graph"
    text = TEXTS / "pp-911.txt"
    first = build([text], folder, shipped)
    assert b'"unknown"' in b"".join(files_of(folder).values())
    second = build([text], folder, registry)
    assert first.added == second.added == ("pp-911.txt",)
    assert b'"unknown"' not in b"".join(files_of(folder).values())
    build([text], tmp_path / "fresh", registry)
    assert files_of(folder) == files_of(tmp_path / "fresh")


# ------------------------------------------------------------------ folders that are none

DAMAGED = tomllib.loads((DATA / "damaged.toml").read_text("utf-8"))["graph_json"]


@pytest.mark.parametrize("case", DAMAGED, ids=[case["name"] for case in DAMAGED])
def test_a_damaged_graph_json_is_one_line_and_nothing_is_lost(
    case: dict[str, str], folder: Path, registry: Registry
) -> None:
    good = (folder / "graph.json").read_bytes()
    content = case.get("content", "").encode("latin-1")
    if "change" in case:
        content = json.dumps(json.loads(good) | json.loads(case["change"])).encode()
    if "cut" in case:
        content = good[: len(good) // 2]
    content *= int(case.get("times", 1))
    (folder / "graph.json").write_bytes(content)
    before = files_of(folder)
    for use in (
        lambda: Graph.open(folder, registry),
        lambda: build([TEXTS, DATA / "statements.txt"], folder, registry),
    ):
        with pytest.raises(InputError, match=case.get("says", "is damaged")) as refused:
            use()
        assert str(refused.value).startswith(str(folder))
        assert "\n" not in str(refused.value)
        assert len(str(refused.value)) < len(str(folder)) + 200
        assert files_of(folder) == before


def remove(path: Path) -> None:
    """Remove a file."""
    path.unlink()


def cut(path: Path) -> None:
    """Keep the first half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change(path: Path) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    """Empty a file."""
    path.write_bytes(b"")


def as_folder(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [remove, cut, change, empty, as_folder])
@pytest.mark.parametrize("which", ["registry.nq", "derived.nq", "sources"])
def test_a_missing_or_damaged_file_is_one_line_and_the_others_are_kept(
    harm: Callable[[Path], None], which: str, folder: Path, registry: Registry, tmp_path: Path
) -> None:
    path = folder / which
    if which == "sources":
        path = min(path.iterdir())
    harm(path)
    before = files_of(folder)
    with pytest.raises(InputError, match="is missing or damaged") as refused:
        Graph.open(folder, registry)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(InputError, match="is missing or damaged"):
        build([write(tmp_path / "new.txt", CITING)], folder, registry)
    assert files_of(folder) == before


def test_a_graph_of_another_version_is_neither_read_nor_written(
    folder: Path, registry: Registry
) -> None:
    path = folder / "graph.json"
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps(content | {"format": FORMAT + 1}), "utf-8")
    before = files_of(folder)
    said = f"holds a graph of format {FORMAT + 1}; this itugraph reads {FORMAT}"
    with pytest.raises(InputError, match=said):
        Graph.open(folder, registry)
    with pytest.raises(InputError, match=said):
        build([DATA / "statements.txt"], folder, registry)
    assert files_of(folder) == before


def test_a_file_is_no_graph_folder(registry: Registry, tmp_path: Path) -> None:
    path = write(tmp_path / "graph", "a letter\n")
    with pytest.raises(InputError) as refused:
        build([TEXTS], path, registry)
    assert str(refused.value).startswith(str(path))
    with pytest.raises(InputError, match="is no file of N-Quads"):
        Graph.open(path, registry)
    assert path.read_text("utf-8") == "a letter\n"


def test_a_folder_without_a_graph_says_how_to_make_one(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no graph: make one with itugraph build"):
        Graph.open(tmp_path, registry)


READ_ONLY = """
import os, sys
from pathlib import Path
sys.path.insert(0, "TESTS")
from graph.support import small_registry
from itugraph.errors import InputError
from itugraph.graph import build

registry = small_registry()
build([Path("old.txt")], Path("graph"), registry)
for path in (Path("graph"), Path("graph/sources")):
    path.chmod(0o555)
if os.geteuid() == 0:
    os.seteuid(65534)  # who is root may write anywhere
try:
    build([Path("new.txt")], Path("graph"), registry)
except InputError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of files are POSIX's")
def test_a_read_only_folder_is_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    write(tmp_path / "old.txt", CITING)
    write(tmp_path / "new.txt", "Resolution 902 of WTSA\n")
    code = READ_ONLY.replace('"TESTS"', repr(str(Path(__file__).parents[1])))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.lower() == "graph: cannot be written: permission denied\n"
    assert names(tmp_path / "graph") == ["old.txt"]
    assert not list((tmp_path / "graph").rglob("*.new"))
    for path in (tmp_path / "graph", tmp_path / "graph" / "sources"):
        path.chmod(0o755)

"""itugraph build: what it tells, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .support import TEXTS, Run, misused, refused


@pytest.fixture
def made(graph: Path, tmp_path: Path) -> Path:
    """Return a graph folder that a test may change."""
    return Path(shutil.copytree(graph, tmp_path / "graph"))


def test_it_tells_what_it_did_on_stderr_alone(run: Run, tmp_path: Path) -> None:
    done = run("build", TEXTS, "-g", tmp_path / "g")
    assert (done.code, done.data) == (0, b"")
    assert done.lines == [
        f"{tmp_path / 'g'}: 3 texts read, 0 skipped, 0 refused; 7 citations in the graph"
    ]


def test_what_is_in_the_graph_already_is_skipped_with_a_word(
    run: Run, made: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(TEXTS / "letter.txt", tmp_path / "copy.txt"))
    done = run("build", copy, TEXTS, "-g", made)
    assert done.code == 0
    # What did not change is counted; the same bytes under another name are told.
    word, summary = done.lines
    assert word == "copy.txt: the same bytes as texts/letter.txt; skipped"
    assert "0 texts read, 4 skipped" in summary


def test_a_bad_file_is_one_line_and_the_others_go_in(run: Run, made: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("Resolution 50 of WTSA\n", "utf-8")
    missing = tmp_path / "missing.txt"
    done = run("build", missing, new, "-g", made)
    assert done.code == 2
    error, summary = done.lines
    assert error == f"Error: {missing}: does not exist"
    assert "1 texts read, 0 skipped, 1 refused; 8 citations" in summary


def test_where_nothing_can_be_read_there_is_no_graph(run: Run, tmp_path: Path) -> None:
    done = run("build", tmp_path / "missing.txt", "-g", tmp_path / "g")
    assert done.code == 2
    assert done.lines[0] == f"Error: {tmp_path / 'missing.txt'}: does not exist"
    refused(run("query", "most-cited", "-g", tmp_path / "g"), "holds no graph")


def test_two_texts_of_one_edition_are_a_warning(run: Run, made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text((TEXTS / "pp-101.txt").read_text("utf-8") + "\n", "utf-8")
    done = run("build", copy, "-g", made)
    assert done.code == 0
    assert done.lines[0].startswith("Warning: ")
    assert "pp/resolution/101/2018" in done.lines[0]


def test_a_base_of_ones_own(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "g"
    own = "https://graph.example/id/"
    assert run("build", TEXTS, "-g", folder, "--base", own).code == 0
    assert json.loads((folder / "graph.json").read_bytes())["base"] == own
    found = run("query", "who-cites", f"{own}wtsa/resolution/44", "-g", folder, "--format", "csv")
    assert found.out.count(f"{own}pp/resolution/101/2018") == 1
    refused(
        run("build", TEXTS, "-g", folder, "--base", "https://other.example/"),
        "has the IRI base https://graph.example/id/",
    )


@pytest.mark.parametrize(
    "base", ["graph.example/", "https://graph.example", "ftp://x/", "", "file:///etc/"]
)
def test_a_base_of_another_form_is_a_wrong_call(base: str, run: Run, tmp_path: Path) -> None:
    misused(run("build", TEXTS, "-g", tmp_path / "g", "--base", base), "--base", "http(s) IRI")
    assert not (tmp_path / "g").exists()


@pytest.mark.parametrize("base", ["https://a b/", "https://x.example/<>/", "http:///\n/"])
def test_a_base_that_is_no_iri_is_a_wrong_call(base: str, run: Run, tmp_path: Path) -> None:
    done = run("build", TEXTS, "-g", tmp_path / "g", "--base", base)
    assert done.code == 2
    assert done.lines[-1].startswith("Error: ")
    assert not (tmp_path / "g" / "graph.json").exists()


def test_a_file_in_the_place_of_the_folder_is_one_line(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine", "utf-8")
    refused(run("build", TEXTS, "-g", taken), str(taken))
    assert taken.read_text("utf-8") == "mine"


def test_a_graph_of_another_version_is_one_line(run: Run, made: Path) -> None:
    path = made / "graph.json"
    path.write_text(path.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")
    for command in (["build", TEXTS], ["query", "most-cited"], ["view"], ["export"], ["validate"]):
        refused(run(*command, "-g", made), "holds a graph of format 99; this itugraph reads 1")


def test_a_damaged_graph_is_one_line_for_every_command(run: Run, made: Path) -> None:
    (made / "derived.nq").write_bytes(b"")
    for command in (
        ["query", "most-cited"],
        ["view"],
        ["export"],
        ["validate"],
        ["show", "WTSA Res. 44"],
    ):
        refused(run(*command, "-g", made), "derived.nq", "is missing or damaged")


def test_the_folder_can_be_named_by_the_environment(
    run: Run, graph: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    refused(run("query", "most-cited"), "graph: holds no graph: make one with itugraph build")
    monkeypatch.setenv("ITUGRAPH_GRAPH", str(graph))
    assert run("query", "most-cited").code == 0
    assert "Cited 3 times" in run("show", "WTSA Res. 44").out

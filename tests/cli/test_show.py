"""itugraph show: what is known of an instrument, and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .support import Run, refused


def test_without_a_graph_the_registry_is_told(run: Run) -> None:
    done = run("show", "WTSA Res. 44")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("WTSA Resolution 44: ")
    assert lines[1] == "wtsa/resolution/44"
    assert any(
        "WTSA Resolution 44 (Rev. Dubai, 2012)" in line and "superseded at WTSA-16" in line
        for line in lines
    )
    assert "Cited" not in done.out
    assert "What the registry does not know:" in done.out


def test_with_a_graph_its_citations_are_told_with_their_words(run: Run, graph: Path) -> None:
    out = run("show", "wtsa/resolution/44", "-g", graph).out
    assert "Cited 3 times by 3 texts of this graph." in out
    assert "1 more citations of it are removed by redlines." in out
    assert "PP Resolution 101 (Rev. Dubai, 2018), recalling a)" in out
    assert "  cites WTSA Resolution 44 (Rev. Dubai, 2012)" in out
    assert "  > a) Resolution 44 (Rev. Dubai, 2012) of WTSA, on a gap that closes;" in out
    assert "letter.txt, outside of clauses" in out


def test_the_edition_that_was_asked_for_is_marked(run: Run) -> None:
    out = run("show", "Resolution 44 (Rev. Hammamet, 2016)").out
    marked = [line for line in out.splitlines() if line.startswith("* ")]
    assert len(marked) == 1
    assert "Hammamet, 2016" in marked[0]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("WTSA Res. 57", "Merged into WTSA Resolution 18 at WTSA-16."),
        ("PP Res. 202", "Suppressed at PP-18."),
    ],
)
def test_an_ended_instrument_says_how(name: str, says: str, run: Run) -> None:
    assert says in run("show", name).out.splitlines()


def test_json_holds_all_of_it(run: Run, graph: Path) -> None:
    done = run("show", "WTSA Res. 44", "-g", graph, "--format", "json")
    content = json.loads(done.data)
    assert content["instrument"] == "wtsa/resolution/44"
    assert content["current"] == content["editions"][-1]["path"]
    assert [e["conference"] for e in content["editions"]][:4] == [
        "WTSA-04",
        "WTSA-08",
        "WTSA-12",
        "WTSA-16",
    ]
    told = [(c["citing"].split("/")[0], c["cited"], c["change"]) for c in content["citations"]]
    assert sorted(told, key=str) == [
        ("pp", "WTSA Resolution 44 (Rev. Dubai, 2012)", "removed"),
        ("pp", "WTSA Resolution 44 (Rev. Dubai, 2012)", None),
        ("pp", "WTSA Resolution 44 (Rev. Hammamet, 2016)", "retargeted"),
        ("source", "WTSA Resolution 44 (Rev. Hammamet, 2016)", None),
    ]
    assert content["undecided"] == 0
    assert content["gaps"]
    assert "ó" in done.out  # characters as they are


def test_a_treaty_and_its_parts_are_shown(run: Run, graph: Path) -> None:
    out = run("show", "Article 1 of the Constitution", "-g", graph).out
    assert out.startswith("Constitution\ncs\n")
    assert "cites Article 1 of the Constitution" in out
    assert "The registry holds no editions of it." in out


@pytest.mark.parametrize("name", ["cs", "CV", "Radio Regulations", "the Constitution"])
def test_a_treaty_can_be_named_alone(name: str, run: Run) -> None:
    done = run("show", name)
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("WTSA Res. 440", ["did you mean", "WTSA Resolution 44"]),
        ("wtsa/resolution/440", ["did you mean", "WTSA Resolution 44"]),
        ("WTZA Resolution 44", ["could be", "WTSA Resolution 44", "name the body"]),
        ("WTSA Resultion 4x4", ["did you mean", "WTSA Resolution 44"]),
        ("Resolution 1", ["could be", "WTSA Resolution 1", "name the body"]),
        ("PP Res. 9999", ["9999"]),
        ("a walk in the park", ["names no instrument"]),
        ("", ["names no instrument"]),
        ("../../etc/passwd", ["names no instrument"]),
    ],
)
def test_an_unknown_name_is_one_line_with_near_ones(name: str, words: list[str], run: Run) -> None:
    refused(run("show", name), repr(name), *words)


def test_what_only_a_graph_knows_is_shown_from_it(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("We recall Resolution 440 (Rev. Dubai, 2012) of WTSA.\n", "utf-8")
    assert run("build", text, "-g", tmp_path / "g").code == 0
    done = run("show", "WTSA Res. 440", "-g", tmp_path / "g")
    assert done.code == 0
    assert "Cited 1 times by 1 texts" in done.out
    assert "The registry holds no editions of it." in done.out


def test_escape_sequences_of_a_quotation_do_not_get_to_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    text = tmp_path / "red.txt"
    text.write_text("We \x1b[31mrecall\x1b[0m Resolution 44 (Rev. Dubai, 2012) of WTSA.\n")
    assert run("build", text, "-g", tmp_path / "g").code == 0
    done = run("show", "WTSA Res. 44", "-g", tmp_path / "g")
    assert "red.txt" in done.out
    assert "\x1b" not in done.out


def test_a_missing_graph_is_one_line(run: Run, tmp_path: Path) -> None:
    refused(run("show", "WTSA Res. 44", "-g", tmp_path), "holds no graph")

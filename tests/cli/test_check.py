"""itugraph check: lines, JSON, SARIF, dates, several files, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .support import Run, misused, refused

HEAD = (
    "RESOLUTION 999 (DUBAI, 2018)\r\nA subject of our own\r\nThe Plenipotentiary Conference of the "
    "International Telecommunication Union (Dubai, 2018),\r\nrecalling\r\n"
)
WRONG = "a)\tResolution 71 (Rev. Busan, 2014) of this conference;\r\n"
HINTED = "a)\tthe former Resolution 44 (Rev. Dubai, 2012) of WTSA;\r\n"
RIGHT = "a)\tResolution 44 (Rev. Hammamet, 2016) of WTSA;\r\n"


def text(folder: Path, name: str, content: str) -> Path:
    """Write a text of 2018 with one item."""
    path = folder / name
    path.write_bytes((HEAD + content).encode())
    return path


def test_a_finding_is_a_line_as_compilers_print_it(run: Run, tmp_path: Path) -> None:
    path = text(tmp_path, "draft.txt", WRONG)
    done = run("check", path)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        f"{path}:5:4: error: Resolution 71 (Rev. Busan, 2014) is said to be of this conference, "
        'PP-18, and bears the mark of PP-14; use "Rev. Dubai, 2018" [impossible]',
        f"{path}:5:4: error: PP Resolution 71 (Rev. Busan, 2014) was replaced by "
        'PP Resolution 71 (Rev. Dubai, 2018); use "Rev. Dubai, 2018" [superseded]',
    ]


@pytest.mark.parametrize(
    ("content", "options", "code", "count"),
    [
        (RIGHT, (), 0, 0),
        (HINTED, (), 0, 1),
        (HINTED, ("--no-hints",), 0, 0),
        (WRONG, ("--no-hints",), 1, 2),
        (WRONG + HINTED, (), 1, 3),
        (RIGHT, ("--as-of", "WTSA-12"), 1, 1),
        (RIGHT, ("--as-of", "2012-12-31"), 1, 1),
    ],
)
def test_errors_alone_make_the_exit_code(
    content: str, options: tuple[str, ...], code: int, count: int, run: Run, tmp_path: Path
) -> None:
    done = run("check", text(tmp_path, "draft.txt", content), *options)
    assert (done.code, len(done.out.splitlines())) == (code, count)


def test_a_text_without_a_date_says_what_it_is_checked_for(run: Run) -> None:
    done = run("check", "-", stdin=b"Resolution 71 of the Plenipotentiary Conference of ITU.\n")
    assert (done.code, done.data) == (0, b"")
    [line] = done.lines
    assert line.startswith("-: tells no date of its own; checked as of ")
    assert run("check", "-", "--as-of", "PP-18", stdin=b"Resolution 71.\n").err == ""


def test_json_has_each_file_with_its_date_and_findings(run: Run, tmp_path: Path) -> None:
    wrong, right = text(tmp_path, "a.txt", WRONG), text(tmp_path, "b.txt", RIGHT)
    done = run("check", wrong, right, "--format", "json")
    assert done.code == 1
    first, second = json.loads(done.out)["files"]
    assert (first["document"], second["document"]) == (str(wrong), str(right))
    assert first["as_of"] == {
        "conference": "PP-18",
        "year": 2018,
        "day": "2018-11-16",
        "told": "text",
    }
    assert second["findings"] == []
    content = wrong.read_bytes().decode()
    for finding in first["findings"]:
        assert content[finding["start"] : finding["end"]] == finding["surface"]
        assert {fact["evidence"] for fact in finding["why"]} == {"verified"}
        assert set(finding) == {
            "rule", "severity", "message", "suggestion", "start", "end", "line", "column",
            "end_line", "end_column", "citation", "surface", "target", "why",
        }  # fmt: skip


def test_sarif_is_what_readers_of_sarif_need(run: Run, tmp_path: Path) -> None:
    path = text(tmp_path, "a b.txt", WRONG + HINTED)
    log: dict[str, Any] = json.loads(run("check", path, "--format", "sarif").out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    [one] = log["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "itugraph"
    assert len({rule["id"] for rule in driver["rules"]}) == 3
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert one["columnKind"] == "unicodeCodePoints"
    content = path.read_bytes().decode()
    lines = content.split("\n")
    assert [result["level"] for result in one["results"]] == ["error", "error", "note"]
    for result in one["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        [location] = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"] == path.as_uri()
        assert " " not in place["artifactLocation"]["uri"]
        region = place["region"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        offset = region["charOffset"]
        assert line[start:end] == content[offset : offset + region["charLength"]]
        assert line[start:end].startswith("Resolution")


def test_sarif_without_findings_is_a_run_all_the_same(run: Run, tmp_path: Path) -> None:
    done = run("check", text(tmp_path, "a.txt", RIGHT), "--format", "sarif")
    [one] = json.loads(done.out)["runs"]
    assert (done.code, one["results"]) == (0, [])


def test_a_bad_file_is_one_line_and_the_others_go_through(run: Run, tmp_path: Path) -> None:
    bad, wrong = tmp_path / "bad.txt", text(tmp_path, "a.txt", WRONG)
    bad.write_bytes(b"")
    refused(run("check", bad), str(bad), "is empty")
    done = run("check", bad, wrong)
    assert done.code == 2
    assert len(done.out.splitlines()) == 2
    [line] = done.lines
    assert line.startswith(f"Error: {bad}: ")


def test_findings_are_written_to_a_file(run: Run, tmp_path: Path) -> None:
    path, output = text(tmp_path, "a.txt", WRONG), tmp_path / "out" / "found.txt"
    done = run("check", path, "-o", output)
    assert (done.code, done.data) == (1, b"")
    assert len(output.read_text("utf-8").splitlines()) == 2


def test_a_date_that_is_none_is_one_line(run: Run, tmp_path: Path) -> None:
    refused(run("check", text(tmp_path, "a.txt", RIGHT), "--as-of", "soon"), "soon", "neither")


def test_no_file_is_a_wrong_call(run: Run) -> None:
    misused(run("check"), "PATHS")


def test_a_name_with_control_characters_does_not_drive_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    done = run("check", text(tmp_path, "a\x1b[31m.txt", WRONG))
    assert "\x1b" not in done.out

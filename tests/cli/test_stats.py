"""itugraph stats, and the commands of docs/networks.md."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from .support import Run, refused

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "networks.md").read_text("utf-8")
SHOWN = re.findall(r"(?m)^    \$ itugraph (.*)\n((?:(?:    .*)?\n)+)", PAGE)


def test_a_graph_is_told_in_figures(run: Run, graph: Path) -> None:
    done = run("stats", "-g", graph, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.data)
    told = {
        key: found[key]
        for key in ("texts", "texts_by_body", "texts_by_kind", "files_by_language", "citations")
    }
    assert told == {
        "texts": 3,
        "texts_by_body": {"PP": 2, "not known": 1},
        "texts_by_kind": {"draft, resolution": 1, "edition, resolution": 1, "source": 1},
        "files_by_language": {"en": 3},
        "citations": 6,
    }
    assert found["instruments_by_body"] == {"CS": 1, "PP": 1, "WTDC": 1, "WTSA": 1}
    assert found["instruments_by_kind"] == {"resolution": 3, "treaty": 1}
    assert found["records"] == {"in no redline": 4, "added": 1, "removed": 1, "retargeted": 1}
    assert sum(found["certainty"].values()) == 6
    assert found["years"] == {"4": 1, "6": 1}
    assert found["stood"] == {"ended before": 4, "ended at the same conference": 1}
    assert found["ended_share"] == 0.8
    assert found["most_cited"][0]["path"] == "wtsa/resolution/44"
    assert found["components"] == [7]
    assert found["circles"] == []
    assert found["unknown"]
    assert found["as_of"] is None


def test_as_of_a_day_it_is_the_graph_of_that_day(run: Run, graph: Path) -> None:
    found = json.loads(run("stats", "-g", graph, "--format", "json", "--as-of", "WTSA-16").data)
    assert found["as_of"] == "2016-11-03"
    assert (found["texts"], found["files"]) == (2, 2)  # the draft and the letter have no date
    # Of 2016 and in force by then; WTDC's of 2017 was still to come.
    assert found["stood"] == {"in force": 2, "not adopted yet": 1}
    assert found["ended_share"] == 0


def test_a_person_reads_the_same(run: Run, graph: Path) -> None:
    out = run("stats", "-g", graph).out
    assert out.startswith("As of: all that is known, up to ")
    assert re.search(r"(?m)^texts that cite, by body +3 +PP 2; not known 1$", out)
    assert re.search(r"(?m)^  share that had ended before +80\.0%$", out)
    assert re.search(r"(?m)^1 +3 +WTSA Resolution 44 ", out)
    assert "What the registry does not know:\n  " in out
    assert run("stats", "-g", graph, "--as-of", "2016").out.startswith("As of: 2016-12-31\n")


def test_a_graph_that_cites_nothing_has_figures_too(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Nothing is cited here.\n", "utf-8")
    assert run("build", letter, "-g", tmp_path / "g").code == 0
    for format_ in ("text", "json"):
        done = run("stats", "-g", tmp_path / "g", "--format", format_)
        assert (done.code, done.err) == (0, "")


def test_a_day_that_is_none_and_a_graph_that_is_none_are_refused(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    refused(run("stats", "-g", graph, "--as-of", "soon"), "soon", "neither a conference")
    refused(run("stats", "-g", tmp_path), "holds no graph")


@pytest.mark.parametrize(("line", "printed"), SHOWN, ids=[line for line, _ in SHOWN])
def test_the_commands_of_the_page_print_what_it_shows(
    line: str, printed: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = run(*shlex.split(line))
    assert (done.code, done.err) == (0, "")
    assert done.out.split() == printed.split()
    assert [row.strip() for row in done.out.splitlines()] == [
        row.strip() for row in printed.rstrip().splitlines()
    ]


def test_the_page_shows_each_command_that_has_words_to_show() -> None:
    assert {line.split()[0] for line, _ in SHOWN} == {"rank", "path"}

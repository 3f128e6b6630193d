"""itugraph redline, and itugraph extract of one state."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markup import redlined, tracked_docx

from itugraph.reading import is_redline, read_bytes
from itugraph.resources import folder

from .support import TEXTS, Run, misused, refused

FLATTENED = Path(str(folder("data") / "examples" / "resolution-191-draft.txt"))
OPS = Path(__file__).resolve().parent.parent / "data" / "example_ops.json"
CLEAN = TEXTS / "letter.txt"
MARKUP = (
    "RESOLUTION 101 (REV. [-BUSAN, 2014-]{+DUBAI, 2018+})\nThe Plenipotentiary Conference of the "
    "International Telecommunication Union ([-Busan, 2014-]{+Dubai, 2018+}),\nnoting\n"
    "a)\tResolution 44 (Rev. [-Dubai, 2012-]{+Hammamet, 2016+}) of WTSA;\n"
    "b)\tResolution 59 (Rev. Dubai, 2014) of WTDC{+ and Resolution 130 (Rev. Dubai, 2018)+}\n"
)
DRAFT = redlined(MARKUP, author="A. | Author", date="2018-05-01T10:00:00Z")
tracked = pytest.mark.skipif(
    not is_redline(read_bytes("draft.docx", tracked_docx(DRAFT)).runs),
    reason="this reader of Word files tells the final text alone",
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return a Word file with tracked changes."""
    path = tmp_path / "draft.docx"
    path.write_bytes(tracked_docx(DRAFT))
    return path


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return the example without its insertions."""
    text = FLATTENED.read_bytes().decode("utf-8")
    path = tmp_path / "base.txt"
    kept = "".join(text[a:b] for op, a, b in json.loads(OPS.read_text("utf-8")) if op != "i")
    path.write_bytes(kept.encode())
    return path


# ------------------------------------------------------------------ what it prints


@tracked
def test_the_table_tells_clause_change_words_editions_and_hands(run: Run, draft: Path) -> None:
    done = run("redline", draft)
    assert (done.code, done.err) == (0, "")
    kind, own, head, *rows, counts = done.out.splitlines()
    assert kind == "kind: tracked changes"
    assert own == (
        "this text: PP Resolution 101 (Rev. Busan, 2014) → PP Resolution 101 (Rev. Dubai, 2018)"
    )
    assert head.split() == ["clause", "change", "text", "cites", "by"]
    assert counts == "1 kept, 1 added, 0 removed, 1 retargeted, 0 undecided"
    table = " ".join(" ".join(rows).split())
    assert "retargeted Resolution 44 (Rev. [-Dubai," in table
    assert "A. | Author" in table


@tracked
def test_the_json_is_one_object(run: Run, draft: Path) -> None:
    told = json.loads(run("redline", draft, "--format", "json").data)
    assert told["kind"] == "tracked"
    assert told["document"] == str(draft)
    assert told["own"]["before"]["edition"] == "pp/resolution/101/2014"
    assert told["own"]["after"]["edition"] == "pp/resolution/101/2018"
    [first, second] = told["clauses"]
    assert (first["clause"], first["item"]) == ("noting", "a)")
    [change] = first["changes"]
    assert change["change"] == "retargeted"
    assert change["before"]["edition"] == "wtsa/resolution/44/2012"
    assert change["after"]["edition"] == "wtsa/resolution/44/2016"
    assert change["marked"] == "Resolution 44 (Rev. [-Dubai, 2012-]{+Hammamet, 2016+})"
    assert change["authors"] == [{"author": "A. | Author", "date": "2018-05-01T10:00:00Z"}]
    assert [row["change"] for row in second["changes"]] == ["kept", "added"]
    ids = {row["before"]["id"] for row in second["changes"] if row["before"]}
    records = map(json.loads, run("extract", draft, "--format", "jsonl").out.splitlines())
    assert ids < {record["id"] for record in records}


@tracked
def test_markdown_keeps_its_columns_whatever_is_in_them(run: Run, draft: Path) -> None:
    done = run("redline", draft, "--format", "markdown")
    title, *_ = done.out.splitlines()
    assert title == "# draft.docx"
    rows = [line for line in done.out.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 3
    for row in rows:
        assert row.replace("\\|", "").count("|") == 6
    assert r"A. \| Author" in rows[2]
    assert r"\[-Dubai, 2012-\]{+Hammamet, 2016+}" in rows[2]


def test_the_example_is_told_with_every_change(run: Run) -> None:
    told = json.loads(run("redline", FLATTENED, "--format", "json").data)
    assert told["kind"] == "flattened"
    assert told["counts"] == {
        "kept": 1, "added": 1, "removed": 1, "retargeted": 6, "undecided": 0,
    }  # fmt: skip


def test_a_text_whose_states_run_together_is_told_with_readings_and_reasons(
    run: Run, tmp_path: Path
) -> None:
    text = (TEXTS / "draft-191.txt").read_text("utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text(text.replace("44 (", "1 (").replace("Hammamet, 2016) of WTSA", ")"), "utf-8")
    done = run("redline", draft)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("kind: deleted and inserted words run together\n")
    assert re.search(r"undecided: *\n.*(before|after|both): [A-Z]+ \w+ \w+", done.out)
    told = json.loads(run("redline", draft, "--format", "json").data)
    assert told["kind"] == "flattened"
    undecided = [
        row for c in told["clauses"] for row in c["changes"] if row["change"] == "undecided"
    ]
    assert told["counts"]["undecided"] == len(undecided) > 0
    for row in undecided:
        assert row["readings"]
        assert all(reason["code"] and reason["meaning"] for reason in row["reasons"])


def test_a_text_without_changes_is_told_to_be_none_and_keeps_all(run: Run) -> None:
    for format_ in ("table", "json", "markdown"):
        done = run("redline", CLEAN, "--format", format_)
        assert done.code == 0
        assert done.lines == [f"{CLEAN}: is no redline: nothing in it is deleted or inserted"]
        assert "kept" in done.out
    told = json.loads(run("redline", CLEAN, "--format", "json").data)
    assert told["kind"] == "none"
    assert told["counts"] == {"kept": 1, "added": 0, "removed": 0, "retargeted": 0, "undecided": 0}


def test_control_characters_of_a_text_do_not_drive_a_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd\x1b[31m.txt"
    path.write_text("noting\x1b[31m\nResolution\x0c44 (Rev. Dubai, 2012) of WTSA", "utf-8")
    for format_ in ("table", "markdown"):
        done = run("redline", path, "--format", format_)
        assert done.code == 0
        assert "\x1b" not in done.out + done.err


def test_output_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "changes.json"
    done = run("redline", CLEAN, "--format", "json", "-o", output)
    assert (done.code, done.data) == (0, b"")
    assert output.read_bytes() == run("redline", CLEAN, "--format", "json").data


def test_standard_input_is_read(run: Run) -> None:
    done = run("redline", "-", stdin=CLEAN.read_bytes())
    assert done.code == 0
    assert "WTSA Resolution 44" in done.out


# ------------------------------------------------------------------ the text of a state


@tracked
def test_each_state_of_tracked_changes_is_printed(run: Run, draft: Path) -> None:
    before = run("redline", draft, "--text", "before")
    after = run("redline", draft, "--text", "after")
    assert (before.code, after.code, before.err + after.err) == (0, 0, "")
    assert "Resolution 44 (Rev. Dubai, 2012) of WTSA" in before.out
    assert "Hammamet" not in before.out
    assert "Resolution 44 (Rev. Hammamet, 2016) of WTSA" in after.out
    assert "Busan" not in after.out


def test_the_text_is_both_states_where_there_is_no_redline(run: Run) -> None:
    for state in ("before", "after"):
        done = run("redline", CLEAN, "--text", state)
        assert (done.code, done.err) == (0, "")
        assert done.data == run("text", CLEAN).data


def test_a_state_that_the_text_does_not_determine_is_refused(run: Run) -> None:
    for state in ("before", "after"):
        done = run("redline", FLATTENED, "--text", state)
        refused(done, str(FLATTENED), f"does not determine the text {state} the changes")


def test_the_base_is_the_text_before(run: Run, base: Path) -> None:
    done = run("redline", FLATTENED, "--text", "before", "--base", base)
    assert (done.code, done.err) == (0, "")
    assert done.data == run("text", base).data
    assert run("redline", FLATTENED, "--base", base).code == 0


def test_a_text_that_is_not_the_base_is_refused(run: Run) -> None:
    done = run("redline", FLATTENED, "--base", CLEAN)
    refused(done, str(CLEAN), "is not the base of", str(FLATTENED))


def test_a_redline_is_no_base(run: Run, draft: Path) -> None:
    refused(run("redline", FLATTENED, "--base", draft), str(draft), "is a redline itself")


def test_what_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    refused(run("redline", missing), str(missing), "does not exist")
    refused(run("redline", CLEAN, "--base", missing), str(missing), "does not exist")
    misused(run("redline", CLEAN, "--text", "both"), "both")
    misused(run("redline", "-", "--base", "-"), "standard input")


# ------------------------------------------------------------------ extract --state


@tracked
def test_extract_gives_one_state_of_tracked_changes(run: Run, draft: Path) -> None:
    def editions(*options: str) -> list[str]:
        lines = run("extract", draft, "--format", "jsonl", *options).out.splitlines()
        return sorted(record["edition"] for record in map(json.loads, lines))

    kept = "wtdc/resolution/59/2014"
    before = ["pp/resolution/101/2014", kept, "wtsa/resolution/44/2012"]
    after = [
        "pp/resolution/101/2018",
        "pp/resolution/130/2018",
        kept,
        "wtsa/resolution/44/2016",
    ]
    assert editions("--state", "before") == before
    assert editions("--state", "after") == after
    assert editions("--state", "both") == editions() == sorted([*before, *after[:2], after[3]])


def test_extract_gives_what_may_stand_in_a_state(run: Run) -> None:
    def records(*options: str) -> list[str]:
        return run("extract", FLATTENED, "--format", "jsonl", *options).out.splitlines()

    for state in ("before", "after"):
        found = [json.loads(line) for line in records("--state", state)]
        assert found
        for record in found:
            readings = {reading["state"] for reading in record["alternatives"]}
            assert record["state"] in (state, "both") or {state, "both"} & readings
    assert set(records("--state", "before")) | set(records("--state", "after")) == set(records())
    assert run("extract", CLEAN, "--state", "before").data == run("extract", CLEAN).data


def test_extract_knows_three_states(run: Run) -> None:
    misused(run("extract", CLEAN, "--state", "during"), "during")

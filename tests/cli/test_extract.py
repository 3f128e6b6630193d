"""itugraph extract: formats, several files, bad files, output."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from .support import TEXTS, Run, refused

CITING = "Resolution 44 (Rev. Dubai, 2012) of WTSA\n"
PP = TEXTS / "pp-101.txt"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Return a text that cites one resolution."""
    path = tmp_path / "good.txt"
    path.write_text(CITING, "utf-8")
    return path


# ------------------------------------------------------------------ formats


def test_the_table_tells_state_clause_text_and_edition(run: Run) -> None:
    done = run("extract", PP)
    assert (done.code, done.err) == (0, "")
    head, *rows, summary = done.out.splitlines()
    assert head.split() == ["state", "clause", "text", "edition"]
    assert summary == "4 citations, 0 of them undecided"
    assert [row.split("  ")[0] for row in rows if not row.startswith(" ")] == ["both"] * 4
    assert "this text: PP Resolution 101 (Rev. Dubai, 2018)" in rows[0]
    assert "recalling a)" in rows[1]
    assert "WTSA Resolution 44 (Rev. Dubai, 2012)" in rows[1]


def test_the_table_of_several_files_names_each(run: Run) -> None:
    done = run("extract", TEXTS)
    assert done.code == 0
    assert done.out.startswith("file")
    for path in TEXTS.iterdir():
        assert str(path) in done.out.replace("\n", "") or path.name in done.out


def test_an_undecided_citation_shows_its_readings(run: Run, tmp_path: Path) -> None:
    """Whether a draft keeps an edition that was replaced, or deletes it whole, is open."""
    text = (TEXTS / "draft-191.txt").read_text("utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text(text.replace("44 (", "1 (").replace("Hammamet, 2016) of WTSA", ")"), "utf-8")
    done = run("extract", draft)
    assert "undecided" in done.out
    assert "both: WTSA resolution 1 (Dubai, 2012)" in done.out
    assert "before: WTSA resolution 1 (Dubai, 2012)" in done.out
    assert done.out.endswith("4 citations, 1 of them undecided\n")


def test_both_states_of_a_window_are_shown(run: Run) -> None:
    rows = run("extract", TEXTS / "draft-191.txt").out.splitlines()
    for state, mark in (("before", "(Rev. Dubai, 2012)"), ("after", "(Rev. Hammamet, 2016)")):
        assert [r for r in rows if r.startswith(state) and f"WTSA Resolution 44 {mark}" in r]
    assert rows[-1] == "5 citations, 0 of them undecided"


def test_a_line_of_jsonl_is_a_record_and_its_place_is_in_the_text(run: Run) -> None:
    done = run("extract", TEXTS, "--format", "jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert len(records) == 10
    assert len({record["id"] for record in records}) == 10
    for record in records:
        text = Path(record["document"]).read_text("utf-8")
        assert "".join(text[a:b] for a, b in record["pieces"]) == record["surface"]
    keys = [(r["document"], r["start"]) for r in records]
    assert keys == sorted(keys)
    assert "Genève" in done.out  # characters as they are


def test_csv_has_a_row_a_citation_under_a_head(run: Run) -> None:
    done = run("extract", TEXTS, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert len(rows) == 10
    assert {row["type"] for row in rows} == {"resolution", "article"}
    [article] = [row for row in rows if row["type"] == "article"]
    assert (article["target"], article["clause"], article["item"]) == (
        "cs/article/1",
        "recalling",
        "c)",
    )
    assert {row["readings"] for row in rows} == {""}


def test_a_text_that_cites_nothing_gives_no_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("A walk in the park.\n", "utf-8")
    assert run("extract", path, "--format", "jsonl").data == b""
    assert run("extract", path).out.endswith("0 citations, 0 of them undecided\n")
    assert run("extract", path, "--format", "csv").out.count("\n") == 1


def test_standard_input_is_the_document_dash(run: Run, good: Path) -> None:
    done = run("extract", "-", "--format", "jsonl", stdin=CITING.encode())
    [record] = map(json.loads, done.out.splitlines())
    assert record["document"] == "-"
    [same] = map(json.loads, run("extract", good, "--format", "jsonl").out.splitlines())
    assert record | {"document": str(good)} == same


def test_editions_of_ones_own_are_known(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "instrument,conference,kind,suffix,into,title,evidence,source,note\n"
        "wtsa/resolution/901,WTSA-12,new,,,tests,verified,,\n",
        "utf-8",
    )
    text = b"Resolution 901 (Dubai, 2012) of WTSA"
    plain = run("extract", "-", "--format", "jsonl", stdin=text)
    [record] = map(json.loads, plain.out.splitlines())
    assert (record["evidence"], record["notes"]) == ("unknown", ["unknown-edition"])
    known = run("extract", "-", "--format", "jsonl", "--registry", own, stdin=text)
    [record] = map(json.loads, known.out.splitlines())
    assert (record["evidence"], record["notes"]) == ("verified", [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("instrument,conference\n", ["own.csv", "is missing"]),
        ("", ["own.csv"]),
        ("\xff\xfe", ["own.csv", "is not UTF-8"]),
        (None, ["own.csv"]),
        (
            "instrument,conference,kind,suffix,into,title,evidence,source,note\n"
            "wtsa/resolution/901,WTSA-99,new,,,tests,verified,,\n",
            ["own.csv", "2", "WTSA-99"],
        ),
        (
            "instrument,conference,kind,suffix,into,title,evidence,source,note\n"
            "nonsense,WTSA-12,new,,,tests,verified,,\n",
            ["own.csv", "nonsense"],
        ),
    ],
    ids=["columns", "empty", "encoding", "missing", "conference", "instrument"],
)
def test_a_bad_file_of_editions_is_one_line(
    content: str | None, words: list[str], run: Run, good: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.csv"
    if content is not None:
        own.write_bytes(content.encode("latin-1"))
    refused(run("extract", good, "--registry", own), *words)


# ------------------------------------------------------------------ bad input


def missing(path: Path) -> None:
    """Make no file."""


def empty(path: Path) -> None:
    """Make a file of blanks."""
    path.write_text(" \n\n", "utf-8")


def binary(path: Path) -> None:
    """Make a file of all bytes."""
    path.write_bytes(bytes(range(256)) * 8)


def zeros(path: Path) -> None:
    """Make a text with NUL in it."""
    path.write_bytes(b"Resolution 44\0 of WTSA")


def false_mark(path: Path) -> None:
    """Make a file that says UTF-8 and is not."""
    path.write_bytes(b"\xef\xbb\xbfR\xe9solution 44")


def half_mark(path: Path) -> None:
    """Make UTF-16 that ends in half a character."""
    path.write_bytes(b"\xff\xfeR\0e")


def huge(path: Path) -> None:
    """Make a file of 50 MB that takes no room."""
    with path.open("wb") as file:
        file.truncate(50_000_000)


def pdf(path: Path) -> None:
    """Make a PDF with the name of a text."""
    path.write_bytes(b"%PDF-1.7\n")


def archive(path: Path) -> None:
    """Make a Word file with the name of a text."""
    path.write_bytes(b"PK\x03\x04abc")


BAD: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "missing": ("bad.txt", missing, "does not exist"),
    "empty": ("bad.txt", empty, "is empty"),
    "binary": ("bad.txt", binary, "binary"),
    "NUL": ("bad.txt", zeros, "is binary"),
    "a mark that lies": ("bad.txt", false_mark, "says it is utf-8 and is not"),
    "half a character": ("bad.txt", half_mark, "says it is utf-16"),
    "50 MB": ("bad.txt", huge, "is too large: 50 MB"),
    "PDF": ("bad.txt", pdf, "is a PDF"),
    "zip": ("bad.txt", archive, "is a zip archive"),
    "suffix": ("bad.pages", empty, "is not read: .pages (read are .txt, .md"),
    "no suffix": ("bad", empty, "no suffix"),
    "no Word file": ("bad.docx", binary, "no Word file"),
    "folder": ("bad", Path.mkdir, "is a folder without texts"),
    "a folder's name": ("bad.txt", Path.mkdir, "is a folder without texts"),
    "nothing there": ("no/where.txt", missing, "does not exist"),
}


@pytest.mark.parametrize(("name", "make", "says"), BAD.values(), ids=BAD)
def test_a_bad_file_is_one_line_and_the_others_go_through(
    name: str, make: Callable[[Path], None], says: str, run: Run, good: Path
) -> None:
    bad = good.parent / name
    make(bad)
    refused(run("extract", bad, "--format", "jsonl"), str(bad), says)
    done = run("extract", good, bad, good, "--format", "jsonl")
    assert done.code == 2
    [line] = done.lines
    assert line.startswith(f"Error: {bad}: ")
    assert says in line
    assert [json.loads(row)["document"] for row in done.out.splitlines()] == [str(good)] * 2


@pytest.mark.parametrize("stdin", [b"", b"\0\0", bytes(range(256)) * 8])
def test_bad_standard_input_is_one_line(stdin: bytes, run: Run) -> None:
    refused(run("extract", "-", "--format", "jsonl", stdin=stdin), "-: ")


def test_a_guessed_encoding_is_a_warning_and_no_error(run: Run, good: Path) -> None:
    good.write_bytes("La Résolution 44 de Genève, déjà citée là".encode("cp1252"))
    done = run("extract", good)
    assert done.code == 0
    [line] = done.lines
    assert line == f"Warning: {good}: read as cp1252, a guess"


def test_a_name_with_control_characters_does_not_drive_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    bad = tmp_path / "a\x1b[31m\nb.txt"
    bad.write_text("", "utf-8")
    done = run("extract", bad, "--format", "jsonl")
    assert done.code == 2
    assert len(done.lines) == 1
    assert "\x1b" not in done.err


def test_escape_sequences_of_texts_and_names_do_not_get_into_a_table(
    run: Run, tmp_path: Path
) -> None:
    for name in ("red\x1b[31m.txt", "blue\x9b34m.txt"):
        text = f"\x1b[31mWe recall\x1b[0m {CITING}\x07"
        (tmp_path / name).write_text(text + name, "utf-8")
    done = run("extract", tmp_path)
    assert done.code == 0
    assert done.out.count("WTSA Resolution 44") == 2
    assert run("build", tmp_path, "-g", tmp_path / "g").code == 0
    asked = run("query", "who-cites", "WTSA Res. 44", "-g", tmp_path / "g")
    assert "We recall" in asked.out
    for out in (done.out, asked.out):
        assert [c for c in out if not c.isprintable() and c != "\n"] == []


def test_no_command_writes_colours(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for arguments in (["extract", good], ["extract", "nowhere.txt"], ["--help"], ["shw"]):
        done = run(*arguments)
        assert "\x1b" not in done.out + done.err


def test_a_folder_gives_its_texts_in_order_and_those_below(run: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "inside/c.txt", "inside/notes.csv"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CITING, "utf-8")
    done = run("extract", tmp_path / "texts", "--format", "jsonl")
    found = [Path(json.loads(line)["document"]).name for line in done.out.splitlines()]
    assert found == ["a.TXT", "b.txt", "c.txt"]


def test_a_wide_table_is_wrapped_to_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    narrow = run("extract", TEXTS / "pp-101.txt").out
    assert max(map(len, narrow.splitlines())) <= 70
    words = "".join(narrow.split())
    assert "WTSAResolution44" in words or "Resolution 44" in narrow


# ------------------------------------------------------------------ output


def test_a_file_is_written_like_any_other(run: Run, good: Path, tmp_path: Path) -> None:
    output = tmp_path / "new" / "folder" / "citations.jsonl"
    done = run("extract", good, "--format", "jsonl", "-o", output)
    assert (done.code, done.data) == (0, b"")
    assert output.read_bytes() == run("extract", good, "--format", "jsonl").data
    other = tmp_path / "other"
    other.write_text("")
    assert stat.S_IMODE(output.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    assert [path.name for path in output.parent.iterdir()] == ["citations.jsonl"]


def test_what_a_file_held_is_replaced(run: Run, good: Path, tmp_path: Path) -> None:
    output = tmp_path / "citations.csv"
    output.write_text("x" * 10_000, "utf-8")
    run("extract", good, "--format", "csv", "-o", output)
    assert output.read_bytes() == run("extract", good, "--format", "csv").data


def test_an_output_that_cannot_be_written_leaves_nothing_half_done(
    run: Run, good: Path, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    (place / "taken").mkdir(parents=True)
    done = run("extract", good, "--format", "jsonl", "-o", place / "taken")
    refused(done, str(place / "taken"), "cannot be written")
    assert [path.name for path in place.iterdir()] == ["taken"]
    done = run("extract", good, "-o", good / "below.jsonl")
    refused(done, str(good / "below.jsonl"), "cannot be written")
    assert good.read_text("utf-8") == CITING


def test_an_old_file_stays_when_nothing_can_be_read(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "graph.dot"
    output.write_text("old", "utf-8")
    done = run("show", "no such text", "-o", output)
    refused(done, "no such text")
    assert output.read_text("utf-8") == "old"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_device_is_written_to_and_not_replaced(
    run: Run, good: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    def listen() -> None:
        os.set_blocking(reader, True)
        while piece := os.read(reader, 65536):
            heard.append(piece)

    try:
        done = run("extract", good, "--format", "jsonl", "-o", pipe)
        assert done.code == 0
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        thread = threading.Thread(target=listen)
        thread.start()
        thread.join(5)
    finally:
        os.close(reader)
    assert b"".join(heard) == run("extract", good, "--format", "jsonl").data

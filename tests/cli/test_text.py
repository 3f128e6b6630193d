"""itugraph text: the characters that offsets count in, and nothing else."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from .support import TEXTS, Run, refused

ODD = "a)\tRésolution\u00a044\r\nlast line without an end \u2011 \U0001f600\rx"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (ODD.encode(), ODD),
        (codecs.BOM_UTF8 + ODD.encode(), ODD),
        (codecs.BOM_UTF16_LE + ODD.encode("utf-16-le"), ODD),
        (codecs.BOM_UTF16_BE + ODD.encode("utf-16-be"), ODD),
        (codecs.BOM_UTF32_LE + ODD.encode("utf-32-le"), ODD),
    ],
    ids=["UTF-8", "with BOM", "UTF-16 LE", "UTF-16 BE", "UTF-32 LE"],
)
def test_it_prints_exactly_the_decoded_characters(
    content: bytes, text: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    done = run("text", path)
    assert (done.code, done.err) == (0, "")
    assert done.data == text.encode()
    assert run("text", "-", stdin=content).data == text.encode()


def test_offsets_of_records_count_in_it(run: Run) -> None:
    path = TEXTS / "letter.txt"
    text = run("text", path).out
    for line in run("extract", path, "--format", "jsonl").out.splitlines():
        record = json.loads(line)
        assert text[record["start"] : record["end"]] == record["surface"]


def test_it_is_written_to_a_file_with_its_line_ends(run: Run, tmp_path: Path) -> None:
    path, output = tmp_path / "odd.txt", tmp_path / "out.txt"
    path.write_bytes(ODD.encode())
    assert run("text", path, "-o", output).code == 0
    assert output.read_bytes() == ODD.encode()


def test_a_guess_is_told_beside_the_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("La Résolution 44 de Genève, déjà citée là".encode("cp1252"))
    done = run("text", path)
    assert done.out == "La Résolution 44 de Genève, déjà citée là"
    assert done.lines == [f"Warning: {path}: read as cp1252, a guess"]


def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    refused(run("text", tmp_path / "nowhere.txt"), "nowhere.txt", "does not exist")
    refused(run("text", tmp_path), str(tmp_path), "is a folder")


def test_help_names_the_files_that_are_read(run: Run) -> None:
    assert ".txt, .md, .markdown, .docx, .doc" in " ".join(run("text", "--help").out.split())

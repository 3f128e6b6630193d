"""itugraph rank."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .support import Run, misused, refused

HEADINGS = ["place", "path", "label", "title", "body", "status", "value", "texts"]


def ranked(run: Run, graph: Path, *options: str) -> list[tuple[int, str, float]]:
    """Return place, path and value of each row."""
    done = run("rank", "-g", graph, "--format", "json", *options)
    assert done.code == 0, done.err
    return [(one["place"], one["path"], one["value"]) for one in json.loads(done.data)]


def test_instruments_are_ranked_by_how_many_texts_cite_them(run: Run, graph: Path) -> None:
    # The adopted text, the draft and the letter; what the draft removes does not count.
    assert ranked(run, graph) == [
        (1, "wtsa/resolution/44", 3),
        (2, "cs", 1),
        (2, "pp/resolution/130", 1),
        (2, "wtdc/resolution/59", 1),
    ]


def test_a_table_names_the_measure_and_the_instruments(run: Run, graph: Path) -> None:
    done = run("rank", "-g", graph, "--by", "citing", "--top", "1")
    assert (done.code, done.err) == (0, "")
    head, row = done.out.splitlines()
    assert head.split() == ["place", "citing", "instrument", "title", "status"]
    assert row.split()[:5] == ["1", "3", "PP", "Resolution", "101"]


def test_csv_and_json_hold_the_same(run: Run, graph: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("rank", "-g", graph, "--format", "csv", "--top", "2").out))
    )
    objects = json.loads(run("rank", "-g", graph, "--format", "json", "--top", "2").data)
    assert len(rows) == 2
    for row, one in zip(rows, objects, strict=True):
        assert list(row) == list(one) == HEADINGS
        assert row == {key: "" if value is None else str(value) for key, value in one.items()}


def test_the_ranks_of_a_body_are_those_of_its_instruments_among_each_other(
    run: Run, graph: Path
) -> None:
    assert [path for _, path, _ in ranked(run, graph, "--body", "pp")] == ["pp/resolution/130"]
    values = {path: value for _, path, value in ranked(run, graph, "--by", "pagerank")}
    [(place, path, value), *_] = ranked(run, graph, "--by", "pagerank", "--body", "WTDC")
    assert (place, path, value) == (1, "wtdc/resolution/59", values["wtdc/resolution/59"])
    assert sum(values.values()) == pytest.approx(1)


def test_as_of_a_day_later_texts_are_left_out(run: Run, graph: Path) -> None:
    # The draft and the letter have no date.
    assert ranked(run, graph, "--as-of", "2018-11-15") == [
        (1, "wtsa/resolution/44", 2),
        (2, "wtdc/resolution/59", 1),
    ]
    assert ranked(run, graph, "--as-of", "PP-18") == ranked(run, graph)


def test_where_nothing_is_above_nought_that_is_said(run: Run, graph: Path) -> None:
    done = run("rank", "-g", graph, "--by", "betweenness", "--as-of", "2016")
    assert done.code == 0
    assert done.lines == ["no instrument has a value of betweenness above 0 on 2016-12-31"]


def test_it_is_written_to_a_file(run: Run, graph: Path, tmp_path: Path) -> None:
    output = tmp_path / "rank.csv"
    done = run("rank", "-g", graph, "--format", "csv", "-o", output)
    assert (done.code, done.data) == (0, b"")
    assert output.read_text("utf-8").splitlines()[0] == ",".join(HEADINGS)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--by", "beauty"], "beauty"),
        (["--body", "FIFA"], "FIFA"),
        (["--top", "0"], "0"),
        (["--format", "xml"], "xml"),
    ],
)
def test_a_wrong_option_is_a_usage_error(
    options: list[str], word: str, run: Run, graph: Path
) -> None:
    misused(run("rank", "-g", graph, *options), word)


def test_a_day_that_is_none_and_a_graph_that_is_none_are_refused(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    refused(run("rank", "-g", graph, "--as-of", "soon"), "soon", "neither a conference")
    refused(run("rank", "-g", tmp_path), "holds no graph")

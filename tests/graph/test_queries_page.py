"""The page of the named queries: its examples are asked, and answer what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from itugraph import Graph
from itugraph.graph.queries import NamedQuery, library

# Read in the published texts of PP-18: clause by clause, without the extractor.
READ: list[tuple[str, tuple[str, ...], tuple[str, ...], set[tuple[str, ...]]]] = [
    (
        "who-cites",
        ("WTSA Res. 44",),
        ("citing", "clause", "item"),
        {
            ("pp/resolution/137/2018", "considering", "c)"),
            ("pp/resolution/139/2018", "recalling", "e)"),
            ("pp/resolution/25/2018", "bearing in mind", "e)"),
        },
    ),
    (
        "ended-cited",
        (),
        ("citing", "cited"),
        {
            ("pp/resolution/205/2018", "pp/resolution/11/2018"),
            ("pp/resolution/208/2018", "pp/resolution/166/2014"),
            ("pp/resolution/208/2018", "wtsa/resolution/35/2016"),
        },
    ),
    (
        "relied-on",
        ("PP Res. 71",),
        ("part", "citing"),
        {
            ("pp/resolution/71/2018/annex/1", "pp/resolution/200/2018"),
            ("pp/resolution/71/2018/annex/2", "pp/resolution/200/2018"),
        },
    ),
    ("undecided", (), ("citing", "mention"), {("pp/resolution/208/2018", "Resolution 1")}),
]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "queries.md"


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page as it stands."""
    return PAGE.read_text("utf-8")


def test_the_examples_of_the_page_answer_what_it_says(page: str, tmp_path: Path) -> None:
    written = tmp_path / "queries.md"
    script = ROOT / "benchmarks" / "write_queries.py"
    subprocess.run([sys.executable, str(script), str(written)], check=True, cwd=ROOT)
    assert written.read_text("utf-8") == page


@pytest.fixture(scope="module")
def pp18() -> Graph:
    """Return the graph of the example."""
    return Graph.open(ROOT / "data" / "examples" / "pp18.nq.gz")


@pytest.mark.parametrize(("query", "arguments", "columns", "rows"), READ, ids=lambda v: str(v)[:20])
def test_the_example_answers_what_the_texts_say(
    query: str,
    arguments: tuple[str, ...],
    columns: tuple[str, ...],
    rows: set[tuple[str, ...]],
    pp18: Graph,
) -> None:
    found = pp18.query(query, *arguments)
    places = [found.columns.index(column) for column in columns]
    assert {tuple(row[place] for place in places) for row in found} == rows


def test_the_network_of_a_day_is_handed_out_and_shown(pp18: Graph) -> None:
    now, then = pp18.network(), pp18.network(as_of="2017-12-31")
    assert "pp/resolution/25/2018" in now
    assert "pp/resolution/25/2018" not in then
    assert "pp/resolution/25/2018" in pp18.network(as_of="PP-18")
    assert "pp/resolution/25/2018" not in pp18.view(as_of="2017").html


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_query_has_an_example_with_an_answer_on_the_page(query: NamedQuery, page: str) -> None:
    _, _, rest = page.partition(f"\n#### {query.call}\n")
    section = rest.partition("\n#### ")[0]
    assert "    itugraph query " in section
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(rows) > 2, "only the heading"

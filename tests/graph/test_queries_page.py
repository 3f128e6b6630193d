"""The page of the named queries: its examples are asked, and answer what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from itugraph.graph.queries import NamedQuery, library

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


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_query_has_an_example_with_an_answer_on_the_page(query: NamedQuery, page: str) -> None:
    _, _, rest = page.partition(f"\n#### {query.call}\n")
    section = rest.partition("\n#### ")[0]
    assert "    itugraph query " in section
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(rows) > 2, "only the heading"

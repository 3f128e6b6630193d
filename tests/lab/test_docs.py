"""docs/jupyter.md says what is so."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from itugraph import Graph
from itugraph.jupyter.magic import answer

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "jupyter.md").read_text("utf-8")


@pytest.fixture(scope="module")
def pp18() -> Graph:
    return Graph.open(ROOT / "data" / "examples" / "pp18.nq.gz")


def test_the_examples_of_the_page_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "jupyter.md"), module_relative=False)
    assert (failed, tried > 5) == (0, True)


@pytest.mark.parametrize("line", re.findall(r"(?m)^    %sparql *(.*)$", PAGE))
def test_the_lines_of_the_page_have_answers(line: str, pp18: Graph) -> None:
    names: dict[str, object] = {"pp18": pp18}
    found = answer(line, None, names)
    assert len(found) > 0
    assert "-o citing" not in line or names["citing"] is found


def test_the_cell_of_the_page_has_an_answer(pp18: Graph) -> None:
    _, _, cell = PAGE.partition("    %%sparql ")
    line, _, body = cell.partition("\n\n")[0].partition("\n")
    names: dict[str, object] = {"pp18": pp18}
    assert len(answer(line, body, names)) == 6
    assert "editions" in names


def test_the_page_names_every_notebook() -> None:
    there = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert set(re.findall(r"(?m)^\| `notebooks/([^`]+)`", PAGE)) == there

"""%sparql and %%sparql in a real IPython."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from itugraph import Graph
from itugraph.graph import Rows
from itugraph.resources import folder

PP18 = Path(str(folder("data") / "examples" / "pp18.nq.gz"))
EDITIONS = """%%sparql
SELECT ?label WHERE {
  ?edition eli:is_member_of <wtsa/resolution/44> ; skos:prefLabel ?label  ; itg:year ?year
  FILTER (STR(?year) = "2016")
}"""


@pytest.fixture(scope="module")
def pp18() -> Graph:
    return Graph.open(PP18)


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pp18: Graph
) -> Iterator[InteractiveShell]:
    """Return an IPython with the magic and one graph."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    # A shell puts its own module there, which processes cannot be started from.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance()
    made.history_manager.enabled = False
    assert made.run_cell("%load_ext itugraph.jupyter").success
    made.user_ns["pp18"] = pp18
    yield made
    made.atexit_operations()
    atexit.unregister(made.atexit_operations)
    InteractiveShell.clear_instance()


def rows(shell: InteractiveShell, cell: str) -> Rows:
    """Run a cell that gives rows."""
    done = shell.run_cell(cell)
    assert done.success
    assert isinstance(done.result, Rows)
    return done.result


def test_a_named_query_takes_what_people_type(shell: InteractiveShell, pp18: Graph) -> None:
    found = rows(shell, '%sparql who-cites "WTSA Res. 44" -o found')
    assert found == pp18.query("who-cites", "WTSA Res. 44")
    assert shell.user_ns["found"] is found


def test_a_named_query_is_asked_as_of_a_day(shell: InteractiveShell) -> None:
    assert len(rows(shell, '%sparql who-cites "WTSA Res. 44" --as-of 2017')) == 0
    assert len(rows(shell, '%sparql who-cites "WTSA Res. 44" --as-of PP-18')) == 3


def test_sparql_in_a_cell_has_prefixes_and_the_base(shell: InteractiveShell) -> None:
    assert rows(shell, EDITIONS).rows == (("WTSA Resolution 44 (Rev. Hammamet, 2016)",),)
    own = EDITIONS.replace(
        "SELECT", "PREFIX itg: <https://x.example/>\nBASE <https://y.example/>\nSELECT"
    )
    assert len(rows(shell, own)) == 0  # what a query declares itself is as it says


def test_alone_it_lists_the_questions(shell: InteractiveShell) -> None:
    assert ("who-cites WORK", "Who cites an instrument, in any edition, and in which clause?") in (
        rows(shell, "%sparql").rows
    )


def test_one_graph_under_two_names_and_in_old_outputs_is_one(
    shell: InteractiveShell, pp18: Graph
) -> None:
    shell.user_ns |= {"again": pp18, "_3": Graph.open(PP18)}
    assert len(rows(shell, EDITIONS)) == 1


def test_of_several_graphs_one_is_named(shell: InteractiveShell) -> None:
    shell.user_ns["other"] = Graph.open(PP18)
    assert rows(shell, EDITIONS.replace("sparql", "sparql -g other", 1)).columns == ("label",)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("%sparql who-cite 'WTSA Res. 44'", "did you mean who-cites"),
        ("%sparql who-cites", "takes work"),
        ("%sparql who-cites 'WTSA Res. 44", "No closing quotation"),
        ("%sparql who-cites 'Moon Res. 44'", "Moon"),
        ("%sparql life 'WTSA Res. 44' --as-of soon", "soon"),
        ("%sparql --what", "--what"),
        ("%sparql life 'WTSA Res. 44' -o class", "'class': is no name of a variable"),
        ("%sparql -g Path life cs", "Path: is no variable here"),
        ("%sparql -g word life cs", "word: is no graph"),
        ("%sparql SELECT * WHERE { ?s ?p ?o }", "%%sparql cell"),
        ("%%sparql life cs\nASK {}", "%sparql life cs"),
        ("%%sparql\n  \n", "no SPARQL below"),
        ("%%sparql\nASK {\n?s foo:bar 3 }", "line 3, column"),
        ("%%sparql\nDROP ALL", "the graph is only read"),
        ("%%sparql\nASK { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE"),
        ("%%sparql --as-of 2017\nASK {}", "as of 2017"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_the_cell_has_failed(
    cell: str, told: str, shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.user_ns["word"] = 3
    done = shell.run_cell(cell)
    assert not done.success
    said = capsys.readouterr()
    assert said.out == ""
    [line] = said.err.splitlines()
    assert told in line


def test_without_a_graph_or_with_several_it_says_what_to_do(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.user_ns["other"] = Graph.open(PP18)
    assert not shell.run_cell(EDITIONS).success
    assert "several graphs here (other, pp18): name one with -g" in capsys.readouterr().err
    del shell.user_ns["other"], shell.user_ns["pp18"]
    assert not shell.run_cell(EDITIONS).success
    assert "open one with itugraph.Graph.open" in capsys.readouterr().err


def test_it_is_taken_away_again(shell: InteractiveShell) -> None:
    assert shell.run_cell("%unload_ext itugraph.jupyter").success
    assert not shell.run_cell("%sparql").success

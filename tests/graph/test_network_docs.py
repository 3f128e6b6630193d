"""What docs/networks.md promises of networks."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from itugraph import Graph
from itugraph.graph.texts import NODE_ATTRIBUTES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "networks.md"


def listed(heading: str) -> set[str]:
    """Return the attributes of a table of the page, by its first heading."""
    table = PAGE.read_text("utf-8").partition(f"| {heading} |")[2].partition("\n\n")[0]
    return set(re.findall(r"(?m)^\| `(\w+)` \|", table))


@pytest.fixture(scope="module")
def example() -> Graph:
    """Return the graph that is shipped."""
    return Graph.open(ROOT / "data" / "examples" / "pp18.nq.gz")


def test_the_examples_of_the_page_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 10) == (0, True)


def test_the_attributes_of_texts_and_their_edges_are_those_of_the_page(graph: Graph) -> None:
    net = graph.network()
    assert tuple(net.nodes["wtsa/resolution/901/2012"]) == NODE_ATTRIBUTES
    for _, data in net.nodes(data=True):
        assert set(data) == listed("attribute of a text")
    assert {key for *_, data in net.edges(data=True) for key in data} == listed(
        "attribute of an edge"
    )


def test_the_attributes_of_instruments_and_their_edges_are_those_of_the_page(graph: Graph) -> None:
    net = graph.network(level="instrument")
    of_an_edition = re.search(
        r"those of a single edition \((.*?)\)", PAGE.read_text("utf-8"), re.DOTALL
    )
    assert of_an_edition
    left_out = set(re.findall(r"`(\w+)`", of_an_edition[1])) - {"status"}
    wanted = listed("attribute of a text") - left_out | listed("attribute of an instrument")
    for _, data in net.nodes(data=True):
        assert set(data) == wanted
    assert {key for *_, data in net.edges(data=True) for key in data} == listed(
        "attribute of an edge between instruments"
    )


def test_the_values_of_the_page_are_those_that_occur(example: Graph) -> None:
    for net in (example.network(), example.network(as_of="2014")):
        for _, data in net.nodes(data=True):
            for name in ("level", "status", "instrument_status"):
                row = re.search(rf"(?m)^\| `{name}` \|(.*)$", PAGE.read_text("utf-8"))
                assert row
                assert data[name] in re.findall(r"`([\w-]+)`", row[1])

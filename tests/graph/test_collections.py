"""A file that holds several texts: the graph is that of the texts in files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from itugraph.graph import Graph, build
from itugraph.graph.folder import read_index
from itugraph.graph.validate import check
from itugraph.registry import Registry

from .support import TEXTS

CONTENTS = "FINAL ACTS\n\nCONTENTS\n"
FOREWORD = "These texts are published as Resolution 66 (Rev. Dubai, 2018) asks.\n"
# What is said of files and places, not of texts.
OF_SOURCES = ("source/", "run/")


@pytest.fixture(scope="module")
def adopted() -> list[str]:
    """Return the texts of the tests that were adopted."""
    return [path.read_text("utf-8") for path in sorted(TEXTS.glob("pp-*.txt"))]


def said(folder: Path, registry: Registry) -> set[tuple[str, str, str]]:
    """Return what a graph says of texts, whichever file they stand in."""
    graph = Graph.open(folder, registry)
    found: set[tuple[str, str, str]] = set()
    for name in graph.index.files:
        content = (folder / name).read_bytes()
        for quad in parse(content, format=RdfFormat.N_QUADS):
            subject, value = str(quad.subject), str(quad.object)
            if isinstance(quad.object, NamedNode) and "/source/" in value:
                continue
            if not any(f"/id/{kind}" in subject for kind in OF_SOURCES):
                found.add((subject, quad.predicate.value, value))
    return found


def test_the_graph_of_a_joined_file_is_that_of_its_texts(
    registry: Registry, tmp_path: Path, adopted: list[str]
) -> None:
    assert len(adopted) >= 2
    entries = "".join(f"{text.splitlines()[0]} ..... {n}\n" for n, text in enumerate(adopted))
    for number, text in enumerate(adopted):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    joined = tmp_path / "acts.txt"
    joined.write_text(CONTENTS + entries + "\n".join(adopted), "utf-8")
    apart = [tmp_path / f"{number}.txt" for number in range(len(adopted))]
    one = build(apart, tmp_path / "one", registry)
    two = build([joined], tmp_path / "two", registry)
    assert one.citations == two.citations
    assert said(tmp_path / "one", registry) == said(tmp_path / "two", registry)
    [warning] = two.warnings
    assert f"holds {len(adopted)} texts; " in warning
    assert "characters before the first belong to none" in warning
    index = read_index(tmp_path / "two")
    assert index is not None
    [entry] = index.sources
    assert entry.identity is None
    assert len(entry.texts) == len(adopted)


def test_a_foreword_is_cited_from_by_the_file_and_the_graph_conforms(
    registry: Registry, tmp_path: Path, adopted: list[str]
) -> None:
    joined = tmp_path / "acts.txt"
    joined.write_text(FOREWORD + "\n".join(adopted), "utf-8")
    build([joined], tmp_path / "graph", registry)
    graph = Graph.open(tmp_path / "graph", registry)
    assert not list(check(graph.store))
    texts = [graph.text(path) for path in graph.index.sources[0].texts]
    assert texts == list(graph.index.sources[0].texts)
    assert graph.text("acts.txt").startswith("source/")

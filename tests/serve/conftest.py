"""A graph with hostile words in it, a server on it, and a Chromium without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from itugraph.graph import build
from itugraph.registry import Registry
from itugraph.vocabulary import CITO, ELI, ITG, LABEL, NIF, TYPE

from .support import BASE, Served, served

DATA = Path(__file__).parents[1] / "graph" / "data"
TEXTS = [DATA / "texts", DATA / "resolution-191.txt", DATA / "draft-191.txt"]
EVIL = "</title></script><script>window.__x=1</script><img src=x onerror=window.__x=1>\"'>{{7*7}}"
MANY = 250
"""How often the hostile instrument is cited: more than a page holds."""


def hostile() -> Iterator[Quad]:
    """Yield an instrument whose every word is hostile, and many citations of it."""
    graph = NamedNode(BASE + "source/00000000000000ee")
    work = NamedNode(BASE + "pp/resolution/666")

    def quad(subject: NamedNode, predicate: str, object_: NamedNode | Literal) -> Quad:
        return Quad(subject, NamedNode(predicate), object_, graph)

    yield quad(work, TYPE, NamedNode(ELI + "ComplexWork"))
    yield quad(work, LABEL, Literal(EVIL, language="en"))
    yield quad(work, ITG + "note", Literal(EVIL))
    yield quad(work, ITG + "note", NamedNode("javascript:window.__x=1"))
    for index in range(MANY):
        citing = NamedNode(f"{BASE}pp/resolution/{700 + index % 7}/2018")
        citation = NamedNode(f"{BASE}source/00000000000000ee#c{index:012x}")
        mention = NamedNode(f"{BASE}source/00000000000000ee#char={index},{index + 1}")
        yield quad(citing, LABEL, Literal(f"{EVIL} {index % 7}", language="en"))
        yield quad(citation, TYPE, NamedNode(CITO + "Citation"))
        yield quad(citation, CITO + "hasCitingEntity", citing)
        yield quad(citation, CITO + "hasCitedEntity", work)
        yield quad(citation, ITG + "citedWork", work)
        yield quad(citation, ITG + "clause", Literal(EVIL))
        yield quad(citation, ITG + "quote", Literal(f"before {EVIL} behind {index}"))
        yield quad(citation, ITG + "mention", mention)
        yield quad(mention, NIF + "anchorOf", Literal(EVIL))
        begin = Literal(str(index), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
        yield quad(mention, NIF + "beginIndex", begin)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder: to be read, never written."""
    made = tmp_path_factory.mktemp("served") / "graph"
    build(TEXTS, made, Registry.load())
    return made


@pytest.fixture(scope="session")
def graph(folder: Path) -> Path:
    """Return the graph of the folder as a file, with hostile words added."""
    quads = [
        quad
        for file in sorted(folder.rglob("*.nq"))
        for quad in parse(file.read_bytes(), format=RdfFormat.N_QUADS)
    ]
    file = folder.parent / "graph.nq"
    file.write_bytes(serialize([*quads, *hostile()], format=RdfFormat.N_QUADS) or b"")
    return file


@pytest.fixture(scope="session")
def server(graph: Path) -> Iterator[Served]:
    """Return a server with limits that are seldom met."""
    one = served(graph, "--timeout", "60", "--max-rows", "50000", "--patience", "30")
    yield one
    one.stop()


@pytest.fixture(scope="session")
def strict(graph: Path) -> Iterator[Served]:
    """Return a server with limits that are soon met, and one origin let in."""
    options = "--timeout 4 --max-rows 100 --max-bytes 20000 --memory 48 --patience 1 --workers 1"
    one = served(graph, *options.split(), "--waiting", "4", "--cors", "https://friend.example")
    yield one
    one.stop()

"""A small network with everything that the page tells apart, and a Chromium without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

from .support import Opener, edition


@pytest.fixture
def network() -> nx.MultiDiGraph[str]:
    """Two bodies, revisions, a part, an undated text, a draft with every change, an undecided."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="A test", notes=["Years before 1992."])
    for year, status in ((2008, "superseded"), (2012, "superseded"), (2016, "current")):
        graph.add_node(f"wtsa/resolution/44/{year}", **edition("WTSA", "44", year, status))
    for year, status in ((2014, "superseded"), (2018, "current")):
        graph.add_node(f"pp/resolution/191/{year}", **edition("PP", "191", year, status))
    graph.add_node("wtsa/resolution/57/2012", **edition("WTSA", "57", 2012, "suppressed"))
    article = {"label": "Article 1 of the Constitution", "number": "1", "body": "CS"}
    graph.add_node("cs/article/1", **article, kind="article", level="instrument")
    graph.add_node(
        "wtsa/resolution/44/2016/resolves/2",
        label="resolves 2 of WTSA Resolution 44",
        body="WTSA",
        level="part",
        instrument="wtsa/resolution/44",
    )
    draft = edition("PP", "191", None, "draft", level="draft", label="Draft of PP 191")
    graph.add_node("pp/resolution/191/draft/0a", **draft)
    for newer, older in ((2016, 2012), (2012, 2008)):
        nodes = (f"wtsa/resolution/44/{newer}", f"wtsa/resolution/44/{older}")
        graph.add_edge(*nodes, relation="replaces")
    graph.add_edge("pp/resolution/191/2018", "pp/resolution/191/2014", relation="replaces")
    cites = {"relation": "cites", "clause": "noting", "item": "a)", "verb": "noting"}
    quote = "that Resolution 44 bridges the gap"
    pp_2018, pp_draft = "pp/resolution/191/2018", "pp/resolution/191/draft/0a"
    graph.add_edge(pp_2018, "wtsa/resolution/44/2016", **cites, quote=quote, id="c1")
    graph.add_edge(pp_2018, "wtsa/resolution/44/2016", **cites, quote="again", id="c2")
    graph.add_edge(pp_2018, "wtsa/resolution/44/2016/resolves/2", **cites)
    graph.add_edge(pp_draft, "wtsa/resolution/44/2016", **cites, change="added")
    graph.add_edge(pp_draft, "wtsa/resolution/57/2012", **cites, change="removed")
    moved = {"change": "retargeted", "was": "wtsa/resolution/44/2008"}
    graph.add_edge(pp_draft, "cs/article/1", **cites, **moved)
    graph.add_edge(pp_draft, "wtsa/resolution/44/2012", **cites, change="kept")
    graph.add_edge(pp_2018, "wtsa/resolution/44/2012", relation="undecided", quote="either")
    return graph


@pytest.fixture
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens HTML offline and watches it."""
    one = Opener(browser, tmp_path)
    yield one
    one.close()

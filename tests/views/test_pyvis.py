"""The network as a pyvis Network: complete, harmless, and drawn."""

from __future__ import annotations

import networkx as nx
import pytest

from itugraph.views.pyvis_network import to_pyvis

from .support import Opener, edition


def test_every_node_and_every_edge_is_there(network: nx.MultiDiGraph[str]) -> None:
    made = to_pyvis(network)
    assert {node["id"]: node["label"] for node in made.nodes} == {
        node: data["label"] for node, data in network.nodes(data=True)
    }
    assert all(isinstance(node["id"], str) for node in made.nodes)
    ends = sorted((edge["from"], edge["to"]) for edge in made.edges)
    assert ends == sorted(network.edges())
    assert len({(node["x"], node["y"]) for node in made.nodes}) == len(network)


def test_the_network_stays_as_it_is(network: nx.MultiDiGraph[str]) -> None:
    before = nx.node_link_data(network, edges="edges")
    to_pyvis(network)
    assert nx.node_link_data(network, edges="edges") == before


def test_titles_are_words_of_itugraph_alone() -> None:
    evil = "<img src=x onerror=window.__x=1> href"
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node(evil, **edition("PP", evil, 2018, evil, label=evil, title=evil))
    network.add_edge(evil, evil, relation="cites", change=evil, quote=evil)
    made = to_pyvis(network)
    assert [edge["title"] for edge in made.edges] == [""]
    assert not any("title" in node for node in made.nodes)


@pytest.mark.browser
def test_it_renders(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    html = to_pyvis(network).generate_html(notebook=False)
    watched = opener(html, ready=False)
    watched.page.wait_for_function("typeof nodes !== 'undefined' && nodes.length === 9")
    watched.page.wait_for_function(
        """() => {
          const canvas = document.querySelector('#mynetwork canvas');
          if (!canvas) return false;
          const raw = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          return new Set(new Uint32Array(raw.buffer)).size > 20;
        }"""
    )

"""The text of the page, without a browser."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files

import networkx as nx
import pytest

from itugraph.views.page import page
from itugraph.views.palette import LOOKS
from itugraph.views.payload import safe_json


def payload_of(html: str) -> dict[str, list[dict[str, object]]]:
    """Return the records that the page carries."""
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    data = json.loads(found[1])
    return {key: unpacked(data[key]) for key in ("rows", "nodes", "edges")}


def unpacked(table: dict[str, object]) -> list[dict[str, object]]:
    """Return the records of which `table` holds the columns, without what they lack."""
    length, columns = table["length"], table["columns"]
    assert isinstance(length, int)
    assert isinstance(columns, dict)
    records: list[dict[str, object]] = [{} for _ in range(length)]
    for key, column in columns.items():
        for k, record in enumerate(records):
            if isinstance(column, list):
                value = column[k]
            else:
                value = column["of"][column["at"][k]] if column["at"][k] >= 0 else None
            if value is not None:
                record[key] = value
    return records


def test_the_same_network_gives_the_same_bytes_in_any_order(
    network: nx.MultiDiGraph[str],
) -> None:
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    other.add_nodes_from(reversed(list(network.nodes(data=True))))
    for source, target, attributes in reversed(list(network.edges(data=True))):
        other.add_edge(source, target, **attributes)
    assert page(network).encode() == page(network).encode() == page(other).encode()


def test_the_network_stays_as_it_is(network: nx.MultiDiGraph[str]) -> None:
    before = nx.node_link_data(network, edges="edges")
    page(network)
    assert nx.node_link_data(network, edges="edges") == before


def test_every_node_and_edge_is_in_the_data(network: nx.MultiDiGraph[str]) -> None:
    data = payload_of(page(network))
    assert {node["id"] for node in data["nodes"]} == set(network)
    assert len(data["edges"]) == network.number_of_edges()


def test_a_change_of_a_draft_makes_a_kind_of_its_own(network: nx.MultiDiGraph[str]) -> None:
    kinds = {edge["kind"] for edge in payload_of(page(network))["edges"]}
    changes = {"kept", "added", "removed", "retargeted"}
    assert kinds == {"cites", "replaces", "undecided"} | changes


def test_a_retargeted_citation_names_the_edition_that_it_cited_before(
    network: nx.MultiDiGraph[str],
) -> None:
    told = [edge.get("was") for edge in payload_of(page(network))["edges"] if "was" in edge]
    assert told == ["WTSA Resolution 44 (Rev. Somewhere, 2008)"]


def test_each_kind_of_link_has_a_colour_and_a_dash_of_its_own() -> None:
    folder = files("itugraph.views") / "templates"
    script = (folder / "kinds.js").read_text("utf-8")
    styles = [(folder / name).read_text("utf-8") for name in ("page.css", "dark.css")]
    dashes = dict(
        re.findall(r"^    (\w+): \{ name: '[^']+', dash: (\[[^]]*\])", script, re.MULTILINE)
    )
    assert {"cites", "kept", "added", "removed", "retargeted", "undecided"} < set(dashes)
    assert len(set(dashes.values())) == len(dashes)
    for style in styles:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
        assert len({colours[kind] for kind in dashes}) == len(dashes)


def test_the_title_comes_from_the_argument_then_the_network_then_a_default(
    network: nx.MultiDiGraph[str],
) -> None:
    assert "<title>Mine &lt;b&gt;</title>" in page(network, title="Mine <b>")
    assert "<title>A test</title>" in page(network)
    assert "<title>Citations and revisions</title>" in page(nx.MultiDiGraph())


def test_text_of_the_network_never_ends_an_element() -> None:
    evil = "</script><script>window.__x=1</script><!--\u2028"
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=evil, notes=[evil])
    network.add_node(evil, label=evil, title=evil, body=evil, level="edition", instrument=evil)
    network.add_edge(evil, evil, relation="cites", quote=evil, clause=evil)
    html = page(network)
    assert html.count("<script") == page(nx.MultiDiGraph()).count("<script")
    assert "window.__x=1</script>" not in html
    assert payload_of(html)["nodes"][0]["label"] == evil


def test_a_lone_surrogate_can_still_be_saved_as_utf8() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="a\ud800", notes=["b\udfff"])
    network.add_node("x\ud800", label="c\ud800", level="edition")
    assert b"c?" in page(network).encode("utf-8")


def test_missing_attributes_are_no_obstacle() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edge("pp/resolution/1", "x", relation="cites")
    labels = [node["label"] for node in payload_of(page(network))["nodes"]]
    assert labels == ["pp/resolution/1", "x"]


def test_an_unknown_relation_is_an_error_that_names_the_edge() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_edge("a", "b", relation="likes")
    with pytest.raises(ValueError, match="a → b: no view for the relation 'likes'"):
        page(network)


def test_the_policy_allows_nothing_but_the_hashed_texts(network: nx.MultiDiGraph[str]) -> None:
    html = page(network)
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)


def test_the_page_names_no_address_to_load() -> None:
    html = page(nx.MultiDiGraph())
    outside = re.sub(r"(<script[^>]*>).*?(</script>)", r"\1\2", html, flags=re.DOTALL)
    assert re.findall(r"(?:src|href|url)\s*[=(]\s*\S*", outside) == ['href="data:,">']
    assert "sourceMappingURL" not in html


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        safe_json({"x": float("nan")})


def test_making_a_page_does_not_import_pyvis(network: nx.MultiDiGraph[str]) -> None:
    before = set(sys.modules)
    page(network)
    assert not {name for name in set(sys.modules) - before if name.startswith("pyvis")}


@pytest.mark.parametrize("ground", ["#ffffff", "#0e1217"])
def test_every_body_stands_out_on_both_grounds(ground: str) -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for code, look in LOOKS.items():
        light, dark = sorted((luminance(look.colour), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, code


def test_no_two_bodies_look_the_same() -> None:
    assert len(set(LOOKS.values())) == len(LOOKS)


def test_styles_and_scripts_fit_their_elements() -> None:
    own = [
        file
        for file in (files("itugraph.views") / "templates").iterdir()
        if file.name.endswith((".js", ".css"))
    ]
    assert len(own) > 2
    for file in own:
        found = re.search(r"</script|</style|<!--", file.read_text("utf-8"), re.IGNORECASE)
        assert found is None, file.name

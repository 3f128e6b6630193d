"""A researcher's story on the example: the most cited texts, their ages, communities, GraphML.

What is expected was counted by hand, without itugraph: in the N-Quads of the example each line
with cito:hasCitingEntity was joined with its line of itg:citedWork by their subject in a shell
(zcat, grep, join, sort -u, uniq -c). What an instrument's own texts cite of it was taken away.
"""

from __future__ import annotations

import gzip
import io
import re
from collections import Counter, defaultdict
from pathlib import Path

import networkx as nx
import pytest

from itugraph import Graph
from itugraph.graph.analysis import ages, communities, ranking
from itugraph.graph.export import graphml

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "pp18.nq.gz"
MOST_CITED = [
    (1, "cs", 15),
    (2, "unga/un-resolution/70-1", 14),
    (3, "unga/un-resolution/70-125", 10),
    (3, "wsis/wsis-document/geneva-plan-of-action", 10),
    (3, "wsis/wsis-document/tunis-agenda", 10),
    (6, "cv", 9),
    (7, "pp/resolution/71", 8),
    (8, "wsis/wsis-document/tunis-commitment", 7),
    (9, "wsis/wsis-document/geneva-declaration-of-principles", 6),
    (10, "wtdc/resolution/17", 5),
]


@pytest.fixture(scope="module")
def example() -> Graph:
    """Return the graph of 43 texts of the Plenipotentiary Conference of 2018."""
    return Graph.open(EXAMPLE)


def test_the_ten_most_cited_are_those_counted_by_hand(example: Graph) -> None:
    ranked = ranking(example.network(level="instrument"))[:10]
    assert [(r.place, r.path, r.texts) for r in ranked] == MOST_CITED


def test_all_numbers_of_texts_are_those_of_the_lines_of_the_file(example: Graph) -> None:
    text = gzip.decompress(EXAMPLE.read_bytes()).decode()
    link = re.compile(
        r"<[^>]*/(source/[^>]*#c\w+)> <[^>]*(hasCitingEntity|citedWork)> <[^>]*/id/([^>]*)>"
    )
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for citation, property_, value in link.findall(text):
        said[citation][property_] = value
    pairs = {
        (c["hasCitingEntity"], c["citedWork"])
        for c in said.values()
        if "citedWork" in c and not c["hasCitingEntity"].startswith(c["citedWork"] + "/")
    }
    counted = Counter(cited for _, cited in pairs)
    ranked = ranking(example.network(level="instrument"))
    assert {r.path: r.texts for r in ranked if r.texts} == dict(counted)


def test_the_ages_agree_with_the_query_for_superseded_editions(example: Graph) -> None:
    told = Counter(age.stood for age in ages(example.network()))
    rows = example.query("superseded")
    when = Counter(str(row[rows.columns.index("when")]) for row in rows)
    assert told["ended at the same conference"] == when["ended at the same conference"] == 8
    assert told["ended before"] == when["ended before, by day"] == 20


def test_the_ages_of_the_most_cited_resolutions(example: Graph) -> None:
    """By hand, as above with cito:hasCitedEntity: all are cited by texts of 2018.

    Eight cite Resolution 71 as of 2018, five WTDC Resolution 17 as of 2017. The other eight of
    the ten are treaties and texts of the United Nations and the summit, which have no editions.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for age in ages(example.network()):
        instrument = age.cited.rpartition("/")[0]
        if age.years is not None and not age.citing.startswith(f"{instrument}/"):
            found[instrument].append(age.years)
    assert found["pp/resolution/71"] == [0] * 8
    assert found["wtdc/resolution/17"] == [1] * 5
    assert [path for _, path, _ in MOST_CITED if found[path]] == [
        "pp/resolution/71",
        "wtdc/resolution/17",
    ]


def test_the_communities_part_the_whole_and_hold_what_cites_each_other(example: Graph) -> None:
    net = example.network(level="instrument")
    groups = communities(net)
    assert sorted(node for group in groups for node in group) == sorted(net)
    home = {node: i for i, group in enumerate(groups) for node in group}
    inside = sum(d["texts"] for s, t, d in net.edges(data=True) if home[s] == home[t])
    by_chance = sum(len(group) ** 2 for group in groups) / len(net) ** 2
    assert inside / sum(d["texts"] for *_, d in net.edges(data=True)) > 4 * by_chance


def test_graphml_carries_both_networks(example: Graph) -> None:
    for net in (example.network(), example.network(level="instrument")):
        back = nx.read_graphml(io.BytesIO(graphml(net)), force_multigraph=True)
        assert set(back) == set(net)
        assert back.number_of_edges() == net.number_of_edges()
        for node, data in net.nodes(data=True):
            assert dict(back.nodes[node]) == {k: v for k, v in data.items() if v is not None}
    assert back.nodes["pp/resolution/71"]["title"] == "strategic plan of the Union"
    [edge] = back.get_edge_data("pp/decision/5", "pp/resolution/71").values()
    assert (edge["relation"], edge["texts"]) == ("cites", 1)

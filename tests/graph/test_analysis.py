"""What networks tell: ranks, ages, communities, routes, and what counts in them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from itugraph import Graph
from itugraph.errors import MissingExtraError
from itugraph.graph.analysis import (
    Ranked,
    ages,
    betweenness,
    chains,
    cited_together,
    citing_alike,
    communities,
    fast,
    pagerank,
    ranking,
    rolled_up,
    routes,
)
from itugraph.graph.analysis.ranking import MEASURES, _levelled
from itugraph.graph.analysis.summary import summary

from .networks import NETWORKS, add, of_instruments, of_texts

# ------------------------------------------------------------------ the roll-up


def test_editions_of_an_instrument_are_one_node_and_their_revisions_no_edge(graph: Graph) -> None:
    net = graph.network(level="instrument")
    assert "wtsa/resolution/901" in net
    assert not [node for node in net if node.endswith(("/2012", "/2014", "/2016", "/2018"))]
    assert nx.number_of_selfloops(net) == 0
    found = net.edges["pp/resolution/911", "wtsa/resolution/901", "cites"]
    # Two editions cite it, of 2018 twice, and the draft, whose retargeted citation counts once.
    assert (found["texts"], found["citations"]) == (2, 3)


def test_a_merger_is_kept_between_its_instruments(graph: Graph) -> None:
    net = graph.network(level="instrument")
    mergers = [(s, t) for s, t, key in net.edges(keys=True) if key == "replaces"]
    assert mergers == [("wtsa/resolution/901", "wtsa/resolution/902")]
    assert net.nodes["wtsa/resolution/901"]["status"] == "current"
    assert net.nodes["wtsa/resolution/902"]["status"] == "suppressed"


def test_a_path_that_is_none_of_ours_is_its_own_name() -> None:
    """Graphs come from others too, and from their servers."""
    net = rolled_up(of_texts([("a b/1", "cs"), ("source/1", "../x")]))
    assert {node: data["label"] for node, data in net.nodes(data=True)} == {
        "a b": "a b",
        "cs": "Constitution",
        "source/1": "source/1",
        "..": "..",
    }


def test_what_is_removed_or_undecided_counts_nowhere() -> None:
    net = of_texts([("a/1", "b/1")])
    add(net, "a/1", "c/1", change="removed")
    add(net, "a/1", "d/1", relation="undecided")
    assert set(rolled_up(net)) == {"a", "b"}
    assert summary(net, {}).citations == 1
    assert summary(net, {}).records == {"in no redline": 1, "removed": 1, "undecided": 1}
    assert cited_together(net, 1) == ()
    assert routes(net, rolled_up(net), "a", "c") == ()


def test_a_text_in_six_languages_counts_once() -> None:
    net = of_texts([])
    for language in ("en", "fr", "es", "ru", "zh", "ar"):
        for _ in range(2):
            add(net, "a/1", "b/1", source_id=language)
    add(net, "a/1", "b/2", source_id="fr")  # what only one of them was understood to cite
    [(_, _, data)] = rolled_up(net).edges(data=True)
    assert (data["texts"], data["citations"]) == (1, 3)
    assert summary(net, {}).files == 6


def test_a_text_that_cites_its_own_instrument_adds_to_no_rank() -> None:
    net = rolled_up(of_texts([("a/2", "a/1"), ("a/2", "b/1"), ("c/1", "a/1")]))
    assert [(r.path, r.value) for r in ranking(net)] == [("a", 1), ("b", 1), ("c", 0)]
    assert net.nodes["a"]["self_citations"] == 1
    assert [r.place for r in ranking(net)] == [1, 1, 3]


# ------------------------------------------------------------------ engines


@given(NETWORKS)
@settings(max_examples=150, deadline=None)
def test_rustworkx_gives_what_plain_python_and_networkx_do(net: nx.MultiDiGraph[str]) -> None:
    for measure in (pagerank, betweenness):
        plain, fast_ = measure(net, "plain"), measure(net, "rustworkx")
        assert plain.keys() == fast_.keys() == set(net)
        assert all(abs(plain[node] - fast_[node]) <= 1e-9 for node in net)
    for by in MEASURES:
        plain_, fast_ = ranking(net, by, engine="plain"), ranking(net, by, engine="rustworkx")
        assert places(plain_) == places(fast_)


@given(NETWORKS)
@settings(max_examples=50, deadline=None)
def test_pagerank_is_the_fixed_point_of_its_definition(net: nx.MultiDiGraph[str]) -> None:
    ranks = pagerank(net, "plain")
    if not ranks:
        return
    assert sum(ranks.values()) == pytest.approx(1)
    weights = {(s, t): d["texts"] for s, t, d in net.edges(data=True) if s != t}
    given_ = {n: sum(w for (s, _), w in weights.items() if s == n) for n in net}
    ends = sum(ranks[n] for n in net if not given_[n])
    for node in net:
        cited = sum(ranks[s] * w / given_[s] for (s, t), w in weights.items() if t == node)
        assert ranks[node] == pytest.approx(
            (0.15 + 0.85 * ends) / len(net) + 0.85 * cited, abs=1e-9
        )


def places(ranked: tuple[Ranked, ...]) -> list[tuple[int, str]]:
    """Return who is at which place."""
    return [(one.place, one.path) for one in ranked]


def test_large_networks_are_ranked_alike_by_both() -> None:
    by = random.Random(7)
    net = of_instruments(
        (f"n{by.randrange(350)}", f"n{by.randrange(350)}", by.randrange(1, 4)) for _ in range(1500)
    )
    for measure in MEASURES:
        plain = places(ranking(net, measure, engine="plain"))
        assert plain == places(ranking(net, measure, engine="rustworkx"))
        assert plain == places(ranking(net, measure))


def test_what_differs_by_the_last_digits_shares_a_place_in_order_of_path() -> None:
    # On both sides of where rounding to ten digits turns.
    low, high = 0.16632951225 - 1e-13, 0.16632951225 + 1e-13
    assert _levelled({"b": high, "a": low, "c": 0.1}) == {"a": high, "b": high, "c": 0.1}


@pytest.mark.parametrize(
    ("engine", "size", "there", "used"),
    [
        ("auto", 999, True, False),
        ("auto", 1000, True, True),
        ("auto", 1000, False, False),
        ("plain", 1000, True, False),
        ("rustworkx", 1, True, True),
    ],
)
def test_rustworkx_is_used_where_it_is_there_and_pays(
    engine: fast.Engine, size: int, there: bool, used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast, "installed", lambda: there)
    assert fast.pays(engine, size, 1000, "betweenness") is used


def test_asking_for_rustworkx_where_it_is_not_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fast, "installed", lambda: False)
    net = of_instruments([("a", "b", 1), ("b", "c", 2)])
    for measure in (pagerank, betweenness):
        with pytest.raises(MissingExtraError, match=r"pip install 'itugraph\[fast\]'"):
            measure(net, "rustworkx")


def test_an_empty_network_has_no_ranks_and_no_communities() -> None:
    net = of_instruments([])
    assert [ranking(net, by) for by in MEASURES] == [()] * len(MEASURES)
    assert communities(net) == ()


# ------------------------------------------------------------------ order


def test_the_order_of_filling_changes_nothing() -> None:
    citations = [("a/1", "b/1"), ("a/1", "c/1"), ("d/1", "b/2"), ("b/2", "c/1")]
    told = set()
    for order in permutations(citations):
        net = of_texts(order)
        rolled = rolled_up(net)
        told.add(
            str([ranking(rolled, by) for by in MEASURES])
            + str([communities(rolled), cited_together(net, 1), citing_alike(net, 1), ages(net)])
            + str([routes(net, rolled, "a", "c"), list(rolled.edges(data=True))])
            + str(summary(net, {}))
        )
    assert len(told) == 1


def test_another_process_finds_the_same_communities() -> None:
    script = (
        "from itugraph import Graph; from itugraph.graph.analysis import communities;"
        "graph = Graph.open('data/examples/pp18.nq.gz');"
        "print(communities(graph.network(level='instrument')))"
    )
    root = Path(__file__).parents[2]
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


# ------------------------------------------------------------------ together, ages, chains


def test_texts_that_cite_the_same_are_coupled_and_what_they_cite_is_cited_together() -> None:
    net = of_texts([("x/1", "a/1"), ("x/1", "b/1"), ("y/1", "a/2"), ("y/1", "b/1"), ("y/1", "c/1")])
    add(net, "y/1", "y/0")  # its own instrument is cited together with nothing
    assert cited_together(net) == (("a", "b", 2),)
    assert cited_together(net, 1)[1:] == (("a", "c", 1), ("b", "c", 1))
    assert citing_alike(net) == (("x/1", "y/1", 2),)


AGES = tomllib.loads((Path(__file__).parent / "data" / "ages.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", AGES, ids=[case["says"] for case in AGES])
def test_the_age_of_a_citation_and_how_the_edition_stood(case: dict[str, Any]) -> None:
    net = of_texts([("a/1", "b/1")] * 2)
    net.graph["as_of"] = case.get("as_of")
    net.nodes["a/1"].update(case["citing"])
    net.nodes["b/1"].update(case["cited"], edition="b/1", status="superseded")
    [age] = ages(net)
    assert (age.stood, age.years) == (case["stood"], case.get("years"))


def test_a_part_has_the_age_of_its_edition_and_an_undated_citation_none(graph: Graph) -> None:
    net = of_texts([("a/1", "b/1"), ("a/1", "b/1/resolves/2"), ("a/1", "c")])
    for node in ("b/1", "b/1/resolves/2"):
        net.nodes[node].update(edition="b/1", year=2010, status="current")
    net.nodes["a/1"].update(year=2014)
    assert [(age.cited, age.years) for age in ages(net)] == [("b/1", 4)]
    real = {(a.citing, a.cited): a.stood for a in ages(graph.network())}
    assert (
        real["pp/resolution/911/2018", "pp/resolution/913/2014"] == "ended at the same conference"
    )
    assert real["pp/resolution/912/2018", "wtdc/resolution/922/2017"] == "not known"


def test_a_circle_of_revisions_ends() -> None:
    net = of_texts([])
    for newer, older in (("a/2", "a/1"), ("a/3", "a/2"), ("a/2", "a/3")):
        add(net, newer, older, relation="replaces")
    assert [chain.editions for chain in chains(net)] == [("a/1", "a/2", "a/3")]


# ------------------------------------------------------------------ routes


def test_the_shortest_routes_are_found_with_their_words_and_no_more_than_asked() -> None:
    net = of_texts([("a/1", "z/1")])
    net.remove_edge("a/1", "z/1")
    for middle in "bcdefg":
        add(net, "a/1", f"{middle}/1", quote=f"to {middle}", clause="noting", item="a)")
        add(net, f"{middle}/2", "z/1", quote=f"from {middle}")
    rolled = rolled_up(net)
    found = routes(net, rolled, "a", "z", most=4)
    assert len(found) == 4
    assert all(len(route.nodes) == 3 for route in found)
    [first] = found[0].steps[0].citations
    assert (first.citing, first.clause, first.item) == ("a/1", "noting", "a)")
    assert first.quote == f"to {found[0].nodes[1]}"
    assert len(routes(net, rolled, "a", "z", most=50)) == 6
    assert routes(net, rolled, "z", "a") == ()
    assert routes(net, rolled, "a", "nowhere") == ()


def test_a_direct_citation_is_the_shortest_way_though_there_are_others() -> None:
    net = of_texts([("a/1", "b/1"), ("b/1", "c/1"), ("a/2", "c/2")])
    [route] = routes(net, rolled_up(net), "a", "c")
    assert route.nodes == ("a", "c")

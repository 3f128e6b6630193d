"""Properties of the lane layout."""

from __future__ import annotations

import random

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from itugraph.views.layout import HEADER, lanes
from itugraph.views.palette import ORDER

BODIES = st.sampled_from([*ORDER[:8], "RR", "IEEE", None])
LEVELS = st.sampled_from(["edition", "edition", "instrument", "part", "draft", "source", None])
YEARS = st.one_of(st.none(), st.integers(1865, 2030))


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph[str]:
    """Return networks whose instruments keep to one body, as real ones do."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for work in range(draw(st.integers(0, 6))):
        body = draw(BODIES)
        instrument = f"{(body or 'x').lower()}/resolution/{work}"
        for index in range(draw(st.integers(1, 8))):
            attributes = {"body": body, "level": draw(LEVELS), "year": draw(YEARS)}
            network.add_node(
                f"{instrument}/{index}", label="x", instrument=instrument, **attributes
            )
    return network


@given(networks())
def test_every_node_has_a_spot_of_its_own(network: nx.MultiDiGraph[str]) -> None:
    spots = list(lanes(network).spots())
    assert {spot.node for spot in spots} == set(network)
    assert len({(spot.x, spot.y) for spot in spots}) == len(spots) == len(network)


@given(networks())
def test_an_instrument_has_one_row_and_stays_inside_it(network: nx.MultiDiGraph[str]) -> None:
    rows = [row for lane in lanes(network).lanes for row in lane.rows]
    assert len({row.instrument for row in rows}) == len(rows)
    for row in rows:
        for spot in row.spots:
            assert network.nodes[spot.node]["instrument"] == row.instrument
            assert row.y <= spot.y < row.y + row.lines


@given(networks())
def test_rows_and_lanes_never_overlap(network: nx.MultiDiGraph[str]) -> None:
    y = 0.0
    layout = lanes(network)
    for lane in layout.lanes:
        assert lane.y == y
        y += HEADER
        for row in lane.rows:
            assert row.y == y
            y += row.lines
        assert lane.y + lane.height == y
    assert layout.height == y


@given(networks())
def test_x_grows_with_the_year(network: nx.MultiDiGraph[str]) -> None:
    spots = [
        (network.nodes[spot.node]["year"], spot.x)
        for spot in lanes(network).spots()
        if network.nodes[spot.node]["year"] is not None
    ]
    for year, x in spots:
        assert all(x < other_x for other, other_x in spots if year < other)


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_filling_leaves_no_trace(
    network: nx.MultiDiGraph[str], shuffler: random.Random
) -> None:
    nodes = list(network.nodes(data=True))
    shuffler.shuffle(nodes)
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    other.add_nodes_from(nodes)
    assert lanes(other) == lanes(network)


def test_lanes_stand_in_their_fixed_order_with_strangers_last() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for body in ("WSIS", "IEEE", "WTSA", None, "PP"):
        network.add_node(f"{body}/resolution/1", body=body, year=2000)
    assert [lane.code for lane in lanes(network).lanes] == ["PP", "WTSA", "WSIS", "other"]


def test_rows_go_by_the_value_of_their_number() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in ("101", "9", "44"):
        path = f"pp/resolution/{number}"
        network.add_node(path, body="PP", number=number, kind="resolution", instrument=path)
    network.add_node("pp/decision/5", body="PP", number="5", kind="decision")
    (lane,) = lanes(network).lanes
    assert [row.label for row in lane.rows] == ["9", "44", "101", "Dec. 5"]


def test_undated_stand_before_and_undated_drafts_behind_the_years(
    network: nx.MultiDiGraph[str],
) -> None:
    layout = lanes(network)
    places = {spot.node: spot.x for spot in layout.spots()}
    labels = [tick.label for tick in layout.ticks]
    assert (labels[0], labels[-1]) == ("undated", "drafts")
    assert places["cs/article/1"] == min(places.values())
    assert places["pp/resolution/191/draft/0a"] == max(places.values())


def test_a_part_stands_beside_the_edition_whose_path_it_extends(
    network: nx.MultiDiGraph[str],
) -> None:
    spots = {spot.node: spot for spot in lanes(network).spots()}
    whole = spots["wtsa/resolution/44/2016"]
    part = spots["wtsa/resolution/44/2016/resolves/2"]
    assert part.y == whole.y
    assert 0 < part.x - whole.x < 1


def test_revisions_of_an_instrument_stand_on_one_straight_line(
    network: nx.MultiDiGraph[str],
) -> None:
    heights = {s.y for s in lanes(network).spots() if s.node[:-4] == "wtsa/resolution/44/"}
    assert len(heights) == 1


def test_an_empty_network_has_an_empty_layout() -> None:
    layout = lanes(nx.MultiDiGraph())
    assert (layout.lanes, layout.ticks, layout.width, layout.height) == ((), (), 0.0, 0.0)


def test_five_thousand_nodes_all_have_a_spot() -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(5000):
        path = f"pp/resolution/{number // 5}"
        year = 1990 + number % 5 * 4
        network.add_node(f"{path}/{year}", body="PP", instrument=path, year=year, level="edition")
    assert len(list(lanes(network).spots())) == 5000

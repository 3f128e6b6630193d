"""How much the page draws of networks of all sizes, in a real Chromium."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import networkx as nx
import pytest
from playwright.sync_api import expect

from itugraph.views.page import page

from .support import Opener, Watched, crowd

pytestmark = pytest.mark.browser


def shown(texts: int, of: int) -> str:
    return f"Showing {texts:,} of {of:,} texts"


def cells(watched: Watched) -> list[dict[str, object]]:
    """Return the cells of the picture; fails where it shows texts."""
    found: list[dict[str, object]] = watched.page.evaluate("window.itugraph.cells")
    return found


def spot(watched: Watched, lane: str, year: str) -> tuple[float, float]:
    cell = next(c for c in cells(watched) if (c["lane"], c["year"]) == (lane, year))
    x, y = cell["x"], cell["y"]
    assert isinstance(x, int | float)
    assert isinstance(y, int | float)
    return x, y


def colours(watched: Watched) -> int:
    """Return how many colours the middle of the picture has."""
    count: int = watched.page.evaluate(
        """() => {
          const canvas = document.querySelector('#stage canvas'), { width: w, height: h } = canvas;
          const raw = canvas.getContext('2d').getImageData(w / 4, h / 4, w / 2, h / 2).data;
          return new Set(new Uint32Array(raw.buffer)).size;
        }"""
    )
    return count


@pytest.mark.parametrize(
    ("texts", "told", "buttons"),
    [
        (300, "", []),
        (301, "citations are drawn for the text", ["Draw all 903 citations"]),
        (2000, "citations are drawn for the text", ["Draw all 6,000 citations"]),
        (2001, "as 8 cells of a body and a year", ["Draw all 2,001 texts"]),
    ],
)
def test_size_decides_what_is_drawn_and_the_page_says_so(
    opener: Opener, texts: int, told: str, buttons: list[str]
) -> None:
    watched = opener.opened(crowd(texts))
    expect(watched.page.locator("#shown")).to_contain_text(shown(texts, texts))
    expect(watched.page.locator("#how")).to_contain_text(told)
    expect(watched.page.locator("footer button:visible")).to_have_text(buttons)
    assert (watched.page.evaluate("window.itugraph.cells") is not None) is (texts > 2000)
    assert colours(watched) > 10
    assert watched.console == []


def test_citations_of_a_middling_network_are_drawn_on_choice_and_on_request(
    opener: Opener,
) -> None:
    watched = opener.opened(crowd(400))
    tab = watched.page
    bare = picture(watched)
    tab.mouse.move(*watched.at("pp/resolution/2/2014"))
    expect(tab.locator("#card")).to_be_visible()
    assert picture(watched) != bare
    tab.mouse.move(2, 2)
    expect(tab.locator("#card")).to_be_hidden()
    assert picture(watched) == bare
    tab.click("#citations")
    expect(tab.locator("#citations")).to_have_text("Citations on choice only")
    assert picture(watched) != bare
    tab.click("#citations")
    assert picture(watched) == bare


def picture(watched: Watched) -> str:
    """Return the pixels of the next frame that is drawn."""
    pixels: str = watched.page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
          () => done(document.querySelector('#stage canvas').toDataURL()))))"""
    )
    return pixels


def test_cells_count_what_the_network_holds(opener: Opener) -> None:
    network = crowd(2400)
    watched = opener.opened(network)
    counted = Counter((d["body"], str(d["year"])) for _, d in network.nodes(data=True))
    assert {(c["lane"], c["year"]): c["count"] for c in cells(watched)} == counted
    weights = watched.page.evaluate("window.itugraph.weights")
    between: Counter[str] = Counter()
    within = 0
    for a, b, data in network.edges(data=True):
        ends = [(network.nodes[n]["body"], network.nodes[n]["year"]) for n in (a, b)]
        if ends[0] == ends[1]:
            within += 1
        else:
            between[data["relation"]] += 1
    told: Counter[str] = Counter()
    for line in weights:
        told[line["kind"]] += line["weight"]
    assert told == between
    assert sum(int(str(c["within"])) for c in cells(watched)) == within


def test_cells_follow_the_filters(opener: Opener) -> None:
    watched = opener.opened(crowd(3600))
    before = len(cells(watched))
    watched.page.locator("[data-filter='status current']").uncheck()
    expect(watched.page.locator("#shown")).to_contain_text(shown(2700, 3600))
    assert {c["year"] for c in cells(watched)} == {"2008", "2010", "2012", "2014", "2016", "2018"}
    assert len(cells(watched)) < before
    watched.page.locator("[data-filter='lane PP']").uncheck()
    expect(watched.page.locator("#how")).to_contain_text("citations are drawn for the text")


def test_a_cell_opens_with_its_most_cited_texts_and_closes(opener: Opener) -> None:
    network = crowd(3600)
    watched = opener.opened(network)
    tab = watched.page
    tab.mouse.move(*spot(watched, "PP", "2014"))
    expect(tab.locator("#card")).to_contain_text("Body PP, 2014")
    expect(tab.locator("#card")).to_contain_text("600")
    tab.mouse.click(*spot(watched, "PP", "2014"))
    expect(tab.locator("#shown")).to_contain_text(shown(300, 3600))
    expect(tab.locator("#how")).to_have_text("Body PP, 2014: the 300 most cited of the 600 texts")
    citing = {
        n: len({a for a, _, d in network.in_edges(n, data=True) if d["relation"] == "cites"})
        for n, data in network.nodes(data=True)
        if (data["body"], data["year"]) == ("PP", 2014)
    }
    drawn = {n for n in citing if tab.evaluate("id => window.itugraph.where(id)", n)}
    assert len(drawn) == 300
    assert min(citing[n] for n in drawn) >= max(citing[n] for n in citing.keys() - drawn)
    tab.click("#back")
    assert len(cells(watched)) == 8
    expect(tab.locator("#back")).to_be_hidden()
    assert watched.console == []


def test_a_small_cell_opens_with_the_texts_linked_with_it(opener: Opener) -> None:
    network = crowd(2400)
    network.add_node(
        "pp/resolution/1/1994", **network.nodes["pp/resolution/1/2010"] | {"year": 1994}
    )
    network.add_edge("pp/resolution/1/2010", "pp/resolution/1/1994", relation="replaces")
    watched = opener.opened(network)
    watched.page.mouse.click(*spot(watched, "PP", "1994"))
    expect(watched.page.locator("#shown")).to_contain_text(shown(2, 2401))
    expect(watched.page.locator("#how")).to_contain_text("the text, and all 1 linked with them")


def test_a_text_that_is_found_opens_with_its_neighbours(opener: Opener) -> None:
    network = crowd(2400)
    watched = opener.opened(network)
    tab = watched.page
    tab.fill("#search", "WTSA 9 2016")
    tab.keyboard.press("Enter")
    watched.waits_for_choice("wtsa/resolution/9/2016")
    neighbours = {*network.predecessors("wtsa/resolution/9/2016")}
    neighbours |= {*network.successors("wtsa/resolution/9/2016")}
    assert all(tab.evaluate("id => window.itugraph.where(id)", n) for n in neighbours)
    expect(tab.locator("#how")).to_contain_text("its editions, and")
    shown_now = tab.evaluate("window.itugraph.shown")
    assert len(neighbours) < shown_now <= 300
    tab.keyboard.press("Escape")
    expect(tab.locator("#chosen")).to_be_hidden()
    assert tab.evaluate("window.itugraph.cells") is None
    tab.locator("#stage").focus()
    tab.keyboard.press("Escape")
    assert len(cells(watched)) == 8


def test_a_link_to_a_text_of_a_large_network_opens_it(opener: Opener) -> None:
    watched = opener.opened(crowd(2400))
    watched.page.evaluate("location.hash = '#pp/resolution/10/2018'")
    expect(watched.page.locator("#chosen h2")).to_contain_text("PP Resolution 10")
    assert watched.page.evaluate("window.itugraph.where('pp/resolution/10/2018')") is not None


def test_cells_are_walked_and_opened_by_keyboard(opener: Opener) -> None:
    watched = opener.opened(crowd(2400))
    tab = watched.page
    tab.locator("#stage").focus()
    tab.keyboard.press("ArrowLeft")
    card = tab.locator("#card strong")
    expect(card).to_have_text("Body WTSA, 2022")
    tab.keyboard.press("ArrowLeft")
    expect(card).to_have_text("Body WTSA, 2016")
    tab.keyboard.press("ArrowUp")
    expect(card).to_contain_text("Body PP, 201")
    tab.keyboard.press("Enter")
    expect(tab.locator("#how")).to_contain_text("300 most cited of the 400 texts")


def test_all_texts_are_drawn_on_request(opener: Opener) -> None:
    network = crowd(2400)
    watched = opener.opened(network)
    tab = watched.page
    tab.click("#all")
    expect(tab.locator("#all")).to_be_hidden()
    assert tab.evaluate("window.itugraph.cells") is None
    assert all(tab.evaluate("ids => ids.map(window.itugraph.where)", list(network)))
    assert colours(watched) > 10
    tab.click("#rows")
    assert colours(watched) > 10
    tab.click("#back")
    assert len(cells(watched)) == 8


def test_a_large_picture_moves_as_a_bitmap_and_is_sharp_again(opener: Opener) -> None:
    watched = opener.opened(crowd(3600))
    tab = watched.page
    tab.click("#all")
    tab.click("#rows")
    for _ in range(3):
        tab.click("#closer")
    sharp = "html:has(#stage canvas[data-sharp='true'])"
    expect(tab.locator(sharp)).to_be_attached()
    first = tab.evaluate("window.itugraph.where('pp/resolution/1/2022')")
    tab.mouse.move(600, 400)
    tab.mouse.down()
    tab.mouse.move(620, 200, steps=4)
    expect(tab.locator("#stage canvas")).to_have_attribute("data-sharp", "false")
    moving = picture(watched)
    moved = tab.evaluate("window.itugraph.where('pp/resolution/1/2022')")
    assert moved != first
    tab.mouse.up()
    expect(tab.locator("#stage canvas")).to_have_attribute("data-sharp", "true")
    assert tab.evaluate("window.itugraph.where('pp/resolution/1/2022')") == moved
    assert picture(watched) != moving
    assert colours(watched) > 10


@pytest.mark.parametrize("size", [(400, 700), (1280, 800), (2560, 1440)])
@pytest.mark.parametrize("texts", [120, 2400])
def test_labels_never_overlap_at_any_zoom(
    opener: Opener, size: tuple[int, int], texts: int
) -> None:
    watched = opener.opened(crowd(texts))
    tab = watched.page
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    for zoom in range(4):
        if zoom:
            tab.mouse.move(size[0] * 0.6, size[1] * 0.5)
            tab.keyboard.down("Control")
            tab.mouse.wheel(0, -60)
            tab.keyboard.up("Control")
        picture(watched)
        boxes = tab.evaluate("window.itugraph.labels")
        assert boxes or zoom or texts < 300
        assert overlapping(boxes) == []
        names = tab.evaluate(
            """() => ['#axis span', '#gutter .row, #gutter .lane'].map((kind) =>
              [...document.querySelectorAll(kind)].filter((e) => e.offsetParent).map((e) => {
                const box = e.getBoundingClientRect(), style = getComputedStyle(e);
                return [box.left, box.top, box.right, box.bottom, parseFloat(style.fontSize)];
              }))"""
        )
        for kind in names:
            assert kind
            assert {name[4] for name in kind} <= {11, 12}
        assert overlapping([name[:4] for name in names[0]]) == []
        rows = sorted(name[1] for name in names[1])
        assert all(b - a >= 12.9 for a, b in pairwise(rows))


def overlapping(boxes: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    """Return the pairs of boxes (left, top, right, bottom) that share an area."""
    return [
        (a, b)
        for k, a in enumerate(boxes)
        for b in boxes[k + 1 :]
        if a[0] < b[2] - 0.01 and b[0] < a[2] - 0.01 and a[1] < b[3] - 0.01 and b[1] < a[3] - 0.01
    ]


def test_the_same_large_network_gives_the_same_bytes() -> None:
    network = crowd(2400)
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    other.add_nodes_from(reversed(list(network.nodes(data=True))))
    other.add_edges_from(reversed(list(network.edges(data=True))))
    assert page(network) == page(other)

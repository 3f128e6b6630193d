"""The page in a real Chromium that has no network."""

from __future__ import annotations

import html

import networkx as nx
import pytest
from playwright.sync_api import expect

from itugraph.views.page import page

from .support import Opener, Watched, edition

pytestmark = pytest.mark.browser

PP_2018 = "pp/resolution/191/2018"
WTSA_2008 = "WTSA Resolution 44 (Rev. Somewhere, 2008)"
WTSA_2016 = "wtsa/resolution/44/2016"

EVIL = [
    "<script>window.__x=1</script>",
    "</script><script>window.__x=1</script>",
    "<img src=x onerror=window.__x=1>",
    "<svg/onload=window.__x=1>",
    '" autofocus onfocus="window.__x=1',
    "'><iframe srcdoc='<script>parent.__x=1</script>'>",
    "<a href='javascript:window.__x=1'>href</a>",
    "{{ 7*7 }}{% raw %}<!--<script>",
    "\u202e</title><script>window.__x=1</script>",
]


def pixels(watched: Watched) -> int:
    """Return how many colours the drawn picture has."""
    count: int = watched.page.evaluate(
        """() => {
          const canvas = document.querySelector('#stage canvas');
          const raw = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          return new Set(new Uint32Array(raw.buffer)).size;
        }"""
    )
    return count


def test_it_asks_for_nothing_says_nothing_and_draws(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    assert watched.page.evaluate("window.itugraphReady") is True
    assert pixels(watched) > 20
    assert len(watched.requests) == 1
    assert watched.console == []


def test_a_page_of_150_texts_is_below_a_megabyte_and_quiet(opener: Opener) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(50):
        for year in (2012, 2016, 2020):
            node = f"wtsa/resolution/{number}/{year}"
            network.add_node(node, **edition("WTSA", str(number), year, "current"))
            network.add_edge(node, f"wtsa/resolution/{number * 7 % 50}/2012", relation="cites")
    text = page(network)
    assert len(text.encode()) < 1_000_000
    watched = opener(text)
    assert watched.console == []


def test_hostile_text_stays_text_in_every_field(opener: Opener) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=" ".join(EVIL), notes=EVIL)
    for k, evil in enumerate(EVIL):
        network.add_node(
            f"n{k}{evil}", label=evil, title=evil, number=evil, body="PP", body_name=evil,
            kind=evil, place=evil, status=evil, evidence=evil, level="edition", year=2000 + k,
            instrument=evil,
        )  # fmt: skip
        edge = {"clause": evil, "item": evil, "quote": evil, "verb": evil, "id": evil}
        network.add_edge(f"n{k}{evil}", f"n0{EVIL[0]}", relation="cites", change=evil, **edge)
    watched = opener.opened(network)
    tab = watched.page
    for k, evil in enumerate(EVIL):
        x, y = watched.at(f"n{k}{evil}")
        tab.mouse.move(x, y)
        expect(tab.locator("#card")).to_be_visible()
        tab.mouse.click(x, y)
        expect(tab.locator("#chosen h2")).to_have_text(evil)
        tab.fill("#search", evil)
        tab.keyboard.press("Escape")
    tab.click("#table")
    expect(tab.locator("#sheet tbody tr")).to_have_count(len(EVIL))
    assert tab.evaluate("window.__x") is None
    assert tab.locator("main img, main iframe, main svg, main script, main a").count() == 0
    assert watched.console == []
    assert len(watched.requests) == 1


def test_it_works_in_a_sandboxed_frame_without_an_address(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    frame = html.escape(page(network))
    watched = opener(
        "<!doctype html><link rel=icon href='data:,'>"
        f'<iframe sandbox="allow-scripts" width=900 height=600 srcdoc="{frame}"></iframe>',
        ready=False,
    )
    inner = watched.page.frame_locator("iframe")
    inner.locator("html[data-ready]").wait_for(state="attached", timeout=15000)
    inner.locator("#search").fill("WTSA 44")
    inner.locator("#search").press("Enter")
    expect(inner.locator("#chosen h2")).to_contain_text("WTSA Resolution 44")
    inner.locator("#search").press("Escape")
    expect(inner.locator("#chosen")).to_be_hidden()
    assert watched.console == []


def test_a_frame_that_opens_hidden_draws_once_it_is_shown(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    frame = html.escape(page(network))
    watched = opener(
        "<!doctype html><link rel=icon href='data:,'><div id=fold hidden>"
        f'<iframe sandbox="allow-scripts" width=900 height=600 srcdoc="{frame}"></iframe></div>',
        ready=False,
    )
    watched.page.evaluate("document.getElementById('fold').hidden = false")
    inner = watched.page.frame_locator("iframe")
    inner.locator("html[data-ready]").wait_for(state="attached", timeout=15000)
    expect(inner.locator("#gutter .row:visible")).to_have_count(4)
    watched.page.frames[1].wait_for_function(
        "id => { const at = window.itugraph.where(id); return at.x > 300 && at.y < 600; }",
        arg=WTSA_2016,
    )
    assert watched.console == []


def test_hover_shows_a_card_and_escape_hides_it(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.mouse.move(*watched.at(WTSA_2016))
    card = watched.page.locator("#card")
    expect(card).to_contain_text("WTSA Resolution 44 (Rev. Somewhere, 2016)")
    expect(card).to_contain_text("topic of 44")
    expect(card).to_contain_text("Somewhere, 2016")
    expect(card).to_contain_text("current")
    expect(card).to_contain_text("verified")
    expect(card).to_contain_text("2 texts")
    watched.page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_click_lists_citations_with_clause_item_and_quotation(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.mouse.click(*watched.at(PP_2018))
    panel = watched.page.locator("#chosen")
    expect(panel.locator("h3")).to_have_text(
        ["Editions here (3)", "Cites (3)", "Perhaps cites (1)", "Replaces (1)"]
    )
    expect(panel).to_contain_text("in: noting › a)")
    expect(panel.locator("blockquote")).to_have_text(
        ["again", "that Resolution 44 bridges the gap", "either"]
    )
    panel.get_by_role("button", name="WTSA Resolution 44 (Rev. Somewhere, 2016)").first.click()
    expect(panel.locator("h2")).to_contain_text("WTSA Resolution 44")
    expect(panel.locator("h3").nth(1)).to_have_text("Cited by (3)")
    watched.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_only_neighbours_leaves_the_neighbourhood_and_escape_brings_all_back(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.mouse.click(*watched.at(PP_2018))
    watched.page.get_by_role("button", name="Only neighbours").click()
    expect(watched.page.locator("#shown")).to_contain_text("Showing 5 of 9 texts")
    watched.page.keyboard.press("Escape")
    expect(watched.page.locator("#shown")).to_contain_text("Showing 9 of 9 texts, 11 of 11 links")


def test_a_draft_names_its_changes(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    watched.page.mouse.click(*watched.at("pp/resolution/191/draft/0a"))
    badges = watched.page.locator("#chosen .badge")
    assert set(badges.all_text_contents()) == {"kept", "added", "removed", "retargeted"}
    expect(watched.page.locator("#chosen")).to_contain_text(f"from {WTSA_2008}")


def test_a_retargeted_line_tells_under_the_pointer_from_which_edition(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    ends = ["pp/resolution/191/draft/0a", "cs/article/1", "retargeted"]
    place = watched.page.evaluate("ends => window.itugraph.halfway(...ends)", ends)
    watched.page.mouse.move(place["x"], place["y"])
    card = watched.page.locator("#card")
    expect(card).to_contain_text("Draft of PP 191 → Article 1 of the Constitution")
    expect(card).to_contain_text("citation retargeted")
    expect(card).to_contain_text(f"from {WTSA_2008}")
    watched.page.mouse.move(place["x"], place["y"] + 400)
    expect(card).to_be_hidden()


def test_the_legend_names_each_kind_of_link(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    for name in ("kept", "added", "removed", "retargeted"):
        line = watched.page.locator(
            ".choice", has=watched.page.locator(f"[data-filter='link {name}']")
        )
        expect(line).to_contain_text(f"citation {name}")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("WTSA 44", "WTSA Resolution 44 (Rev. Somewhere, 2016)"),
        ("44 2008", "WTSA Resolution 44 (Rev. Somewhere, 2008)"),
        ("topic 191", "PP Resolution 191 (Rev. Somewhere, 2018)"),
        ("constitution", "Article 1 of the Constitution"),
    ],
)
def test_search_finds_by_body_number_year_and_topic(
    opener: Opener, network: nx.MultiDiGraph[str], query: str, first: str
) -> None:
    watched = opener.opened(network)
    watched.page.keyboard.press("/")
    watched.page.keyboard.type(query)
    expect(watched.page.locator("#found li").first).to_contain_text(first)
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("#chosen h2")).to_have_text(first)


def test_search_says_when_nothing_is_found(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    watched.page.fill("#search", "no such thing")
    expect(watched.page.locator("#found")).to_have_text("Nothing found")


def test_the_legend_counts_and_filters(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    body = watched.page.locator(".choice", has=watched.page.locator("[data-filter='lane WTSA']"))
    expect(body.locator("output")).to_have_text("5")
    body.locator("input").uncheck()
    expect(watched.page.locator("#shown")).to_contain_text("Showing 4 of 9 texts, 2 of 11 links")
    assert watched.page.evaluate("id => window.itugraph.where(id)", WTSA_2016) is None
    body.locator("input").check()
    watched.page.locator("[data-filter='link cites']").uncheck()
    expect(watched.page.locator("#shown")).to_contain_text("Showing 9 of 9 texts, 8 of 11 links")
    watched.page.locator("[data-filter='status superseded']").uncheck()
    expect(watched.page.locator("#shown")).to_contain_text("Showing 6 of 9 texts")


def test_finding_a_filtered_text_brings_its_kind_back(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.locator("[data-filter='lane WTSA']").uncheck()
    watched.page.fill("#search", "WTSA 57")
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("[data-filter='lane WTSA']")).to_be_checked()
    watched.waits_for_choice("wtsa/resolution/57/2012")


def test_nothing_left_to_show_is_said(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    for box in watched.page.locator("[data-filter^='status']").all():
        box.uncheck()
    expect(watched.page.locator("#empty")).to_be_visible()
    assert watched.console == []


def test_an_empty_network_makes_a_quiet_page(opener: Opener) -> None:
    watched = opener.opened(nx.MultiDiGraph())
    expect(watched.page.locator("#shown")).to_have_text("Showing 0 of 0 texts, 0 of 0 links")
    assert watched.console == []


def test_the_table_lists_what_is_shown_and_sorts(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.click("#table")
    rows = watched.page.locator("#sheet tbody tr")
    expect(rows).to_have_count(9)
    watched.page.get_by_role("button", name="Cited by").click()
    expect(rows.first).to_contain_text("WTSA Resolution 44 (Rev. Somewhere, 2016)")
    watched.page.locator("[data-filter='lane PP']").uncheck()
    expect(rows).to_have_count(6)
    rows.first.get_by_role("button").click()
    expect(watched.page.locator("#sheet")).to_be_hidden()
    watched.waits_for_choice(WTSA_2016)


def test_arrow_keys_walk_through_the_editions_of_a_row(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.mouse.click(*watched.at("wtsa/resolution/44/2012"))
    watched.page.keyboard.press("ArrowRight")
    watched.waits_for_choice(WTSA_2016)
    watched.page.keyboard.press("ArrowLeft")
    watched.page.keyboard.press("ArrowLeft")
    watched.waits_for_choice("wtsa/resolution/44/2008")


def test_a_link_to_a_text_opens_with_it_chosen(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    watched.page.mouse.click(*watched.at(PP_2018))
    watched.page.wait_for_function("id => location.hash === '#' + id", arg=PP_2018)
    watched.page.reload()
    watched.page.wait_for_selector("html[data-ready]", state="attached")
    expect(watched.page.locator("#chosen h2")).to_contain_text("PP Resolution 191")


def test_wheel_scrolls_rows_and_axis_and_names_stay_in_place(opener: Opener) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(400):
        node = f"pp/resolution/{number}/2018"
        network.add_node(node, **edition("PP", str(number), 2018, "current"))
    watched = opener.opened(network)
    tab = watched.page
    first = watched.at("pp/resolution/0/2018")
    axis = tab.locator("#axis span:visible").first.bounding_box()
    tab.mouse.move(500, 400)
    tab.mouse.wheel(0, 300)
    assert watched.at("pp/resolution/0/2018")[1] == pytest.approx(first[1] - 300, abs=1)
    assert tab.locator("#axis span:visible").first.bounding_box() == axis
    expect(tab.locator("#gutter .lane")).to_be_in_viewport()
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -400)
    tab.keyboard.up("Control")
    label = tab.locator("#gutter .row:visible").first
    assert label.evaluate("element => getComputedStyle(element).fontSize") == "11px"
    assert watched.console == []


def test_notes_on_what_is_not_known_are_told(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    expect(watched.page.locator("#notes li")).to_have_text(["Years before 1992."])


def test_dark_scheme_has_a_dark_ground(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert watched.page.evaluate(ground) == "rgb(255, 255, 255)"
    watched.page.emulate_media(color_scheme="dark")
    watched.page.wait_for_function(f"{ground} === 'rgb(14, 18, 23)'")
    watched.page.wait_for_timeout(100)
    corner = watched.page.evaluate(
        "[...document.querySelector('#stage canvas').getContext('2d')"
        ".getImageData(2, 2, 1, 1).data].slice(0, 3)"
    )
    assert max(corner) < 60

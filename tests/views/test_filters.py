"""What the filters of the page leave, told by its counts and its tables."""

from __future__ import annotations

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from itugraph.views.page import page

from .support import Opener, Watched, edition

pytestmark = pytest.mark.browser

PP_2018 = "pp/resolution/191/2018"
DRAFT = "pp/resolution/191/draft/0a"


def dated(path: str, status: str, adopted: str, ended: str | None) -> dict[str, object]:
    """Return an edition that tells when it was adopted and when it ended."""
    body, _, number, year = path.split("/")
    events = {"adopted": adopted, "ended": ended, "adopted_at": f"{body}-{adopted[:4]}"}
    events["ended_at"] = f"{body}-{ended[:4]}" if ended else None
    return edition(body.upper(), number, int(year), status) | events


@pytest.fixture
def outdated() -> nx.MultiDiGraph[str]:
    """Return a text of 2018 that cites an edition of every standing, in clauses of three verbs."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="Outdated")
    net.add_node(PP_2018, **dated(PP_2018, "superseded", "2018-11-16", "2022-10-14"))
    for path, status, adopted, ended, verb in (
        ("wtsa/resolution/1/2012", "superseded", "2012-11-29", "2016-11-03", "recalling"),
        ("pp/resolution/2/2014", "superseded", "2014-11-07", "2018-11-16", "recalling"),
        ("wtsa/resolution/3/2016", "superseded", "2016-11-03", "2022-03-09", "noting"),
        ("wtsa/resolution/4/2016", "current", "2016-11-03", None, "instructs-sg"),
        ("wtdc/resolution/5/2018", "superseded", "2018-12-31", "2018-12-31", "noting"),
    ):
        net.add_node(path, **dated(path, status, adopted, ended))
        net.add_edge(PP_2018, path, relation="cites", verb=verb, clause=verb, quote=f"on {path}")
    net.add_edge(PP_2018, "wtsa/resolution/3/2016", relation="cites", verb="recalling")
    net.add_node("wtsa/resolution/9/2016", **edition("WTSA", "9", 2016, "current"))
    return net


def told(tab: Page) -> str:
    """Return the line that says how much is shown."""
    return tab.locator("#shown").inner_text()


def test_one_control_leaves_superseded_citations_and_the_texts_that_they_join(
    opener: Opener, outdated: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(outdated).page
    assert told(tab) == "Showing 7 of 7 texts, 6 of 6 links"
    tab.get_by_label("Superseded citations only").check()
    expect(tab.locator("#shown")).to_have_text("Showing 5 of 7 texts, 5 of 6 links")
    tab.get_by_label("Everything").check()
    expect(tab.locator("#shown")).to_have_text("Showing 7 of 7 texts, 6 of 6 links")


@pytest.mark.parametrize(
    ("stands", "texts", "links"),
    [
        ("before", ["1"], 1),
        ("same", ["2"], 1),
        ("since", ["3"], 2),
        ("ended", ["5"], 1),
        ("current", ["4"], 1),
    ],
)
def test_citations_are_sorted_by_how_the_edition_stood_when_it_was_cited(
    opener: Opener, outdated: nx.MultiDiGraph[str], stands: str, texts: list[str], links: int
) -> None:
    tab = opener.opened(outdated).page
    line = tab.locator(".choice", has=tab.locator(f"[data-filter='stands {stands}']"))
    line.hover()
    line.get_by_role("button").click()
    expect(tab.locator("#shown")).to_have_text(
        f"Showing {len(texts) + 1} of 7 texts, {links} of 6 links"
    )
    tab.keyboard.press("l")
    cells = tab.locator("#sheet tbody td:nth-child(3)").all_inner_texts()
    assert {cell.split(" (")[0].rpartition(" ")[2] for cell in cells} == set(texts)


def test_verbs_of_clauses_have_their_words_and_leave_their_citations(
    opener: Opener, outdated: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(outdated).page
    tab.get_by_text("Clauses that cite").click()
    names = tab.locator(".choice:has([data-filter^='verb']) label span")
    expect(names).to_have_text(["recalling", "noting", "instructs the Secretary-General"])
    tab.locator("[data-filter='verb recalling']").uncheck()
    # Of two citations of one text, in two clauses, one is left.
    expect(tab.locator("#shown")).to_have_text("Showing 4 of 7 texts, 3 of 6 links")
    tab.keyboard.press("l")
    clauses = tab.locator("#sheet tbody td:nth-child(5)").all_inner_texts()
    assert sorted(clauses) == ["instructs-sg", "noting", "noting"]


def test_years_are_a_range_of_the_axis_by_keyboard(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(network).page
    first, last = tab.locator("[data-years]").all()
    ticks = first.locator("option").all_inner_texts()
    assert ticks == ["undated", "2008", "2012", "2014", "2016", "2018", "drafts"]
    first.focus()
    tab.keyboard.type("2012")
    expect(tab.locator("#shown")).to_contain_text("Showing 7 of 9 texts")
    last.focus()
    tab.keyboard.type("2016")
    expect(tab.locator("#shown")).to_contain_text("Showing 5 of 9 texts")
    # Which end is which does not matter.
    tab.keyboard.press("Home")
    expect(tab.locator("#shown")).to_contain_text("Showing 4 of 9 texts")


def test_changes_only_leaves_the_draft_and_what_it_changes(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    tab = watched.page
    tab.get_by_label("Changes only").check()
    expect(tab.locator("#shown")).to_have_text("Showing 4 of 9 texts, 3 of 11 links")
    kept = tab.locator("[data-filter='link kept']")
    expect(kept).not_to_be_checked()
    kept.check()
    expect(tab.locator("#shown")).to_have_text("Showing 5 of 9 texts, 5 of 11 links")
    tab.get_by_label("Everything").check()
    expect(tab.locator("#shown")).to_have_text("Showing 9 of 9 texts, 11 of 11 links")
    assert watched.console == []


def test_a_question_that_nothing_answers_is_not_offered(opener: Opener) -> None:
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    net.add_node("a", **edition("PP", "1", 2018, "current"))
    tab = opener.opened(net).page
    expect(tab.locator("#choices input")).to_have_count(0)


def test_a_page_of_changes_opens_with_them_and_shows_what_is_kept_on_request(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    network.graph.update(changes=True, chosen="what Draft of PP 191 cites", of_texts=40)
    tab = opener.opened(network).page
    expect(tab.get_by_label("Changes only")).to_be_checked()
    assert told(tab) == (
        "Showing 4 of 9 texts, 3 of 11 links; the page holds 9 of 40: what Draft of PP 191 cites"
    )


def test_a_part_of_a_graph_says_of_how_many_texts_and_which(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    network.graph.update(chosen="within 2 steps of WTSA Resolution 44", of_texts=812)
    tab = opener.opened(network).page
    assert told(tab) == (
        "Showing 9 of 812 texts, 11 of 11 links: within 2 steps of WTSA Resolution 44"
    )


def test_what_was_retargeted_is_told_apart_from_what_is_gone(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    old = "wtsa/resolution/44/2008"
    network.add_edge(DRAFT, old, relation="cites", change="removed", clause="noting")
    watched = opener.opened(network)
    counts = {
        kind: watched.page.locator(f".choice:has([data-filter='link {kind}']) output").inner_text()
        for kind in ("removed", "former", "retargeted")
    }
    assert counts == {"removed": "1", "former": "1", "retargeted": "1"}
    choose(watched, old)
    expect(watched.page.locator("#chosen")).to_contain_text("now Article 1 of the Constitution")


def choose(watched: Watched, node: str) -> None:
    watched.page.evaluate("id => window.itugraph.choose(id)", node)
    watched.waits_for_choice(node)


def test_choosing_what_a_question_hides_brings_everything_back(
    opener: Opener, outdated: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(outdated)
    watched.page.get_by_label("Superseded citations only").check()
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("WTSA 9")
    watched.page.keyboard.press("Enter")
    watched.waits_for_choice("wtsa/resolution/9/2016")
    expect(watched.page.get_by_label("Everything")).to_be_checked()


def test_the_payload_of_a_part_is_the_same_twice(network: nx.MultiDiGraph[str]) -> None:
    network.graph.update(chosen="near", of_texts=40, changes=True)
    assert page(network) == page(network)

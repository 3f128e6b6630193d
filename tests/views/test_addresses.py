"""Addresses: a link restores what was shown, Back goes back."""

from __future__ import annotations

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from .support import Opener, Watched

pytestmark = pytest.mark.browser

PP_2018 = "pp/resolution/191/2018"
WTSA_2016 = "wtsa/resolution/44/2016"


def fragment(tab: Page) -> str:
    """Return what the address says after its mark."""
    found: str = tab.evaluate("location.hash")
    return found


def choose(watched: Watched, node: str) -> None:
    """Choose a text by a click on its mark."""
    watched.page.mouse.click(*watched.at(node))
    watched.waits_for_choice(node)


def test_a_link_restores_choice_filters_years_and_table(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    tab = watched.page
    tab.locator("[data-filter='lane CS']").uncheck()
    tab.locator("[data-filter='link undecided']").uncheck()
    tab.locator("[data-years=from]").select_option("2012")
    choose(watched, WTSA_2016)
    tab.keyboard.press("l")
    expect(tab.locator("#sheet")).to_be_visible()
    rows = tab.locator("#sheet tbody").inner_text()
    counts = tab.locator("#shown").inner_text()
    other = opener.again(fragment(tab))
    expect(other.page.locator("#chosen h2")).to_contain_text("WTSA Resolution 44")
    expect(other.page.locator("#shown")).to_have_text(counts)
    expect(other.page.locator("[data-filter='lane CS']")).not_to_be_checked()
    expect(other.page.locator("[data-filter='link undecided']")).not_to_be_checked()
    expect(other.page.locator("[data-years=from] option:checked")).to_have_text("2012")
    assert other.page.locator("#sheet tbody").inner_text() == rows
    assert fragment(other.page) == fragment(tab)
    assert other.console == []


@pytest.mark.parametrize("control", ["Changes only", "Superseded citations only"])
def test_a_link_restores_a_question(
    opener: Opener, network: nx.MultiDiGraph[str], control: str
) -> None:
    tab = opener.opened(network).page
    tab.get_by_label(control).check()
    counts = tab.locator("#shown").inner_text()
    other = opener.again(fragment(tab)).page
    expect(other.get_by_label(control)).to_be_checked()
    expect(other.locator("#shown")).to_have_text(counts)


def test_only_neighbours_is_in_the_address_too(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    choose(watched, PP_2018)
    watched.page.get_by_role("button", name="Only neighbours").click()
    other = opener.again(fragment(watched.page)).page
    expect(other.locator("#shown")).to_contain_text("Showing 5 of 9 texts")


def test_back_and_forward_go_through_what_was_chosen(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    choose(watched, PP_2018)
    choose(watched, WTSA_2016)
    watched.page.keyboard.press("Escape")
    expect(watched.page.locator("#chosen")).to_be_hidden()
    for node in (WTSA_2016, PP_2018):
        watched.page.go_back()
        watched.waits_for_choice(node)
    watched.page.go_back()
    expect(watched.page.locator("#chosen")).to_be_hidden()
    watched.page.go_forward()
    watched.waits_for_choice(PP_2018)
    assert watched.console == []


def test_a_walk_by_arrows_is_one_step_back(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    choose(watched, PP_2018)
    choose(watched, "wtsa/resolution/44/2008")
    for _ in range(2):
        watched.page.keyboard.press("ArrowRight")
    watched.waits_for_choice(WTSA_2016)
    watched.page.go_back()
    watched.waits_for_choice(PP_2018)


def test_a_text_that_the_page_does_not_hold_is_said(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    opener.opened(network)
    watched = opener.again("#wtsa/resolution/999/2030")
    expect(watched.page.locator("#saved")).to_have_text(
        "This page holds no text wtsa/resolution/999/2030"
    )
    assert watched.page.evaluate("window.itugraph.chosen") is None


@pytest.mark.parametrize(
    "bad", ["#%", "#%E0%A4%A", "#?hide=", "#?hide=lane:nobody&from=1066&to=x&table=what", "#?", "#"]
)
def test_a_broken_address_shows_everything(
    opener: Opener, network: nx.MultiDiGraph[str], bad: str
) -> None:
    opener.opened(network)
    watched = opener.again(bad)
    expect(watched.page.locator("#shown")).to_have_text("Showing 9 of 9 texts, 11 of 11 links")
    assert watched.console == []


def test_a_page_of_changes_comes_back_to_them(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    network.graph["changes"] = True
    watched = opener.opened(network)
    choose(watched, "pp/resolution/191/draft/0a")
    watched.page.get_by_label("Everything").check()
    assert "show=all" in fragment(watched.page)
    other = opener.again(fragment(watched.page)).page
    expect(other.get_by_label("Everything")).to_be_checked()
    plain = opener.again("#pp/resolution/191/draft/0a").page
    expect(plain.get_by_label("Changes only")).to_be_checked()

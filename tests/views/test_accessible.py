"""What axe-core finds on the page, and what a keyboard alone can do."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect

from .support import Opener

pytestmark = pytest.mark.browser

WTSA_2016 = "wtsa/resolution/44/2016"


@pytest.fixture
def axed(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return an opener of pages into which axe-core can be put, which their policy forbids."""
    one = Opener(browser, tmp_path, bypass_csp=True)
    yield one
    one.close()


def violations(tab: Page) -> list[str]:
    """Return what axe-core finds, a line each."""
    tab.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found: list[str] = tab.evaluate(
        """async () => (await axe.run(document)).violations.flatMap((one) => one.nodes.map(
          (node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary}`))"""
    )
    return found


def as_it_opens(_tab: Page) -> None:
    """Leave the page as it is."""


def with_a_text_chosen(tab: Page) -> None:
    """Choose a text that cites and is cited."""
    tab.evaluate("id => window.itugraph.choose(id)", WTSA_2016)


def with_the_table_of_texts(tab: Page) -> None:
    """Open the table of texts."""
    tab.keyboard.press("t")


def with_the_table_of_links(tab: Page) -> None:
    """Open the table of links."""
    tab.keyboard.press("l")


def with_all_unfolded(tab: Page) -> None:
    """Open the search, the files and all groups of the legend."""
    for summary in tab.locator("summary").all():
        summary.click()
    tab.fill("#search", "44")


def with_the_keys(tab: Page) -> None:
    """Open the list of keys."""
    tab.keyboard.press("?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "turn",
    [
        as_it_opens,
        with_a_text_chosen,
        with_the_table_of_texts,
        with_the_table_of_links,
        with_all_unfolded,
        with_the_keys,
    ],
)
def test_axe_core_finds_nothing(
    axed: Opener, network: nx.MultiDiGraph[str], scheme: str, turn: object
) -> None:
    watched = axed.opened(network)
    if scheme == "dark":
        watched.page.keyboard.press("d")
    assert callable(turn)
    turn(watched.page)
    assert violations(watched.page) == []

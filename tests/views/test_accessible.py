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


def test_axe_core_would_find_a_fault(axed: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = axed.opened(network)
    watched.page.evaluate("document.querySelector('label[for=search]').remove()")
    watched.page.evaluate("document.querySelector('#search').removeAttribute('placeholder')")
    assert [line.split(":")[0] for line in violations(watched.page)] == ["label"]


def focus_by_tab(tab: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the element is in focus; fails where it never is."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {most} tabs")


def test_every_control_is_reached_by_tab_and_shows_its_focus(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(network).page
    controls = tab.locator(":is(button, input, select, summary, [tabindex='0']):visible")
    wanted = set(
        controls.evaluate_all(
            """all => all.filter((one) => one.type !== 'radio' || one.checked)
              .map((one, k) => { one.dataset.stop = k; return String(k); })"""
        )
    )
    reached: set[str] = set()
    for _ in range(len(wanted) + 5):
        tab.keyboard.press("Tab")
        stop, ring = tab.evaluate(
            """() => { const one = document.activeElement;
              return [one.dataset.stop || '', getComputedStyle(one).outlineStyle]; }"""
        )
        if stop:
            assert ring != "none", stop
            reached.add(stop)
    assert reached == wanted


def test_every_control_does_its_work_by_keyboard_alone(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(network).page
    shown = tab.locator("#shown")
    focus_by_tab(tab, "#table")
    tab.keyboard.press("Enter")
    expect(tab.locator("#sheet caption")).to_have_text("Texts: 9 of 9")
    focus_by_tab(tab, "#list-links")
    tab.keyboard.press("Enter")
    expect(tab.locator("#sheet caption")).to_have_text("Links: 11 of 11")
    focus_by_tab(tab, "th button")
    tab.keyboard.press("Enter")
    expect(tab.locator("th[aria-sort='ascending']")).to_have_text("From")
    tab.keyboard.press("Enter")
    expect(tab.locator("th[aria-sort='descending']")).to_have_text("From")
    tab.keyboard.press("Escape")
    expect(tab.locator("#sheet")).to_be_hidden()
    focus_by_tab(tab, "#panel")
    tab.keyboard.press("Enter")
    expect(tab.locator("aside")).to_be_hidden()
    tab.keyboard.press("Enter")
    focus_by_tab(tab, "#save summary")
    tab.keyboard.press("Enter")
    focus_by_tab(tab, "#save-texts")
    with tab.expect_download() as download:
        tab.keyboard.press("Enter")
    assert download.value.suggested_filename == "a-test-texts.csv"
    focus_by_tab(tab, "#scheme")
    tab.keyboard.press("Enter")
    expect(tab.locator("html")).to_have_attribute("data-scheme", "dark")
    focus_by_tab(tab, "#keys")
    tab.keyboard.press("Enter")
    expect(tab.locator("#help")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#help")).to_be_hidden()
    focus_by_tab(tab, "#choices input")
    tab.keyboard.press("ArrowDown")
    expect(shown).to_contain_text("Showing 4 of 9 texts")
    tab.keyboard.press("ArrowUp")
    focus_by_tab(tab, "[data-filter='lane WTSA']")
    tab.keyboard.press("Space")
    expect(shown).to_contain_text("Showing 4 of 9 texts, 2 of 11 links")
    focus_by_tab(tab, ".only")
    tab.keyboard.press("Enter")
    expect(shown).to_contain_text("Showing 5 of 9 texts")


def test_a_key_goes_to_what_an_edition_replaced_and_back(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    opener.opened(network)
    watched = opener.again(f"#{WTSA_2016}")
    watched.page.keyboard.press("o")
    watched.waits_for_choice("wtsa/resolution/44/2012")
    watched.page.keyboard.press("o")
    watched.waits_for_choice("wtsa/resolution/44/2008")
    watched.page.keyboard.press("o")
    expect(watched.page.locator("#saved")).to_contain_text("Nothing in this graph is replaced by")
    watched.page.keyboard.press("n")
    watched.waits_for_choice("wtsa/resolution/44/2012")
    watched.page.keyboard.press("Alt+ArrowLeft")
    watched.waits_for_choice("wtsa/resolution/44/2008")


def test_keys_are_letters_where_one_types(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press("/")
    tab.keyboard.type("not /?d")
    expect(tab.locator("#search")).to_have_value("not /?d")
    expect(tab.locator("#sheet")).to_be_hidden()


def test_reduced_motion_moves_at_once(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    watched = opener.opened(network)
    watched.page.emulate_media(reduced_motion="reduce")
    place = watched.page.evaluate(
        """id => { window.itugraph.choose('pp/resolution/191/2018');
          for (let k = 0; k < 6; k += 1) document.getElementById('closer').click();
          window.itugraph.choose(id);
          const first = window.itugraph.where(id);
          return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
            () => done([first, window.itugraph.where(id)])))); }""",
        "wtsa/resolution/44/2008",
    )
    assert place[0] == place[1]

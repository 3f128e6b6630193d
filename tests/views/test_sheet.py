"""The tables: every text and every link that the filters leave, in the order that is asked for."""

from __future__ import annotations

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from .support import Opener, crowd

pytestmark = pytest.mark.browser


def cells(tab: Page, column: int) -> list[str]:
    """Return a column of the rows that are there, the first one being 1."""
    return tab.locator(f"#sheet tbody tr > :nth-child({column})").all_inner_texts()


def all_pages(tab: Page, *columns: int) -> list[tuple[str, ...]]:
    """Return columns of the rows of all pages, by the button Next."""
    tab.locator("#rows-first").press("Enter")
    found: list[tuple[str, ...]] = []
    script = "(rows, columns) => rows.map((row) => columns.map((k) => row.cells[k - 1].innerText))"
    while True:
        rows = tab.locator("#sheet tbody tr").evaluate_all(script, list(columns))
        found += [tuple(row) for row in rows]
        if tab.locator("#rows-after").get_attribute("aria-disabled") == "true":
            return found
        tab.click("#rows-after")


def test_both_tables_are_tables_with_captions_and_heads(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press("t")
    expect(tab.get_by_role("table", name="Texts: 9 of 9")).to_be_visible()
    expect(tab.locator("thead th[scope=col]")).to_have_count(9)
    expect(tab.locator("tbody th[scope=row]")).to_have_count(9)
    tab.keyboard.press("l")
    expect(tab.get_by_role("table", name="Links: 11 of 11")).to_be_visible()
    expect(tab.locator("tbody th[scope=row]")).to_have_count(11)
    expect(tab.locator("#rows-after")).to_be_hidden()


def test_every_link_is_a_row_with_clause_and_quotation(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press("l")
    ends = sorted(zip(cells(tab, 1), cells(tab, 3), strict=True))
    label = network.nodes(data="label")
    assert ends == sorted((label[a], label[b]) for a, b in network.edges())
    quotes = sorted(filter(None, cells(tab, 7)))
    assert quotes == sorted(filter(None, (q for *_, q in network.edges(data="quote"))))
    assert "noting › a)" in cells(tab, 5)


def test_a_crowd_is_listed_whole_a_page_at_a_time(opener: Opener) -> None:
    network = crowd(2400)
    tab = opener.opened(network).page
    tab.keyboard.press("t")
    expect(tab.locator("#row-count")).to_have_text("Rows 1–500 of 2,400")
    label = network.nodes(data="label")
    assert sorted(row[0] for row in all_pages(tab, 1)) == sorted(dict(label).values())
    expect(tab.locator("#row-count")).to_have_text("Rows 2,001–2,400 of 2,400")
    tab.keyboard.press("l")
    expect(tab.locator("#sheet caption")).to_contain_text(f"{network.number_of_edges():,}")
    assert sorted(all_pages(tab, 1, 3)) == sorted((label[a], label[b]) for a, b in network.edges())
    tab.click("#rows-before")
    tab.click("#rows-last")
    expect(tab.locator("#rows-last")).to_have_attribute("aria-disabled", "true")


def test_twenty_thousand_texts_are_sorted_as_a_whole(opener: Opener) -> None:
    network = crowd(20_000)
    watched = opener.opened(network)
    tab = watched.page
    tab.keyboard.press("t")
    expect(tab.locator("#sheet tbody tr")).to_have_count(500)
    tab.get_by_role("button", name="Cited by").click()
    most = max(len(set(network.predecessors(node))) for node in network)
    counts = [int(cell.replace(",", "")) for cell in cells(tab, 9)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] <= most
    tab.get_by_role("button", name="Cited by").click()
    assert int(cells(tab, 9)[0]) <= counts[-1]
    assert watched.console == []


@pytest.mark.parametrize("key", ["t", "l"])
def test_every_column_sorts_both_ways(
    opener: Opener, network: nx.MultiDiGraph[str], key: str
) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press(key)
    heads = tab.locator("#sheet thead th")
    for k in range(heads.count()):
        seen = []
        for _ in range(2):
            heads.nth(k).get_by_role("button").press("Enter")
            way = heads.nth(k).get_attribute("aria-sort")
            assert way in ("ascending", "descending")
            assert tab.locator("th[aria-sort$=scending]").count() == 1
            values = [value for value in cells(tab, k + 1) if value]
            in_order = tab.evaluate(
                "v => [...v].sort(new Intl.Collator('en', { numeric: true }).compare)", values
            )
            assert values == (in_order if way == "ascending" else in_order[::-1])
            seen.append(way)
        assert set(seen) == {"ascending", "descending"}


def test_tables_follow_the_filters(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press("l")
    tab.locator("[data-filter='link cites']").uncheck()
    expect(tab.locator("#sheet caption")).to_have_text("Links: 8 of 11")
    assert "cites" not in cells(tab, 2)
    tab.get_by_label("Changes only").check()
    expect(tab.locator("#sheet caption")).to_have_text("Links: 3 of 11")
    tab.keyboard.press("Escape")
    tab.keyboard.press("t")
    expect(tab.locator("#sheet caption")).to_have_text("Texts: 4 of 9")


def test_either_end_of_a_link_leads_to_its_text(
    opener: Opener, network: nx.MultiDiGraph[str]
) -> None:
    watched = opener.opened(network)
    for column in (1, 3):
        watched.page.keyboard.press("l")
        cell = watched.page.locator(f"#sheet tbody tr:first-child > :nth-child({column}) button")
        label = cell.inner_text()
        cell.click()
        expect(watched.page.locator("#chosen h2")).to_have_text(label)
        expect(watched.page.locator("#sheet")).to_be_hidden()

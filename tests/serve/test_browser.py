"""The page that asks and the pages of IRIs, in a real Chromium that reaches this machine alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from itugraph.graph.queries import GROUPS, library

from .conftest import EVIL, MANY
from .support import BASE, PRODUCT, Served

pytestmark = pytest.mark.browser


@dataclass
class Tab:
    """A page with everything that it said, and what it asked of others than the server."""

    page: Page
    server: Served
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def opens(self, target: str) -> Page:
        """Go to an address of the server."""
        self.page.goto(self.server.address.rstrip("/") + target)
        return self.page

    def asks(self, sparql: str) -> Page:
        """Fill in a query and run it."""
        self.page.fill("#query", sparql)
        self.page.click("#run")
        return self.page


@pytest.fixture
def tab(browser: Browser, server: Served) -> Iterator[Tab]:
    """Return a tab that is cut off from everything but the server."""
    context = browser.new_context(viewport={"width": 1200, "height": 850}, accept_downloads=True)
    one = Tab(context.new_page(), server)

    def let_through(route: Route) -> None:
        if route.request.url.startswith((server.address, "blob:", "data:")):
            route.continue_()
        else:
            one.strangers.append(route.request.url)
            route.abort()

    context.route("**/*", let_through)
    one.page.on("console", lambda message: one.console.append(message.text))
    one.page.on("pageerror", lambda error: one.console.append(str(error)))
    yield one
    assert one.strangers == []
    context.close()


def test_a_query_runs_and_shows_rows_without_any_network(tab: Tab) -> None:
    page = tab.opens("/")
    page.focus("#query")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result tbody tr").first).to_be_visible()
    expect(page.locator("#status")).to_contain_text("rows in")
    assert page.locator("#result th").all_text_contents() == ["work", "label", "texts"]
    link = page.locator("#result a", has_text="pp/resolution/666")
    assert link.get_attribute("href") == "/id/pp/resolution/666"
    assert "#query=" in page.url
    assert tab.console == []


def test_a_link_holds_its_query(tab: Tab) -> None:
    page = tab.opens("/#query=" + quote('SELECT ("from a link & more" AS ?x) {}'))
    expect(page.locator("#result td")).to_have_text("from a link & more")
    assert page.input_value("#query") == 'SELECT ("from a link & more" AS ?x) {}'
    other = quote("ASK {}")
    page.evaluate("hash => { location.hash = hash }", f"query={other}")
    expect(page.locator("#result .answer")).to_have_text("Yes")


def test_a_question_of_the_library_is_asked_with_its_parameter(tab: Tab) -> None:
    page = tab.opens("/")
    page.get_by_role("button", name="Who cites an instrument").click()
    page.get_by_label("work").fill("WTSA Res. 44")
    page.keyboard.press("Enter")
    expect(page.locator("#result tbody tr").first).to_be_visible()
    assert f"<{BASE}wtsa/resolution/44>" in page.input_value("#query")
    page.get_by_role("button", name="Who cites an instrument").click()
    page.get_by_label("work").fill("Resolution banana")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("banana")


def test_a_question_without_parameters_is_asked_at_once(tab: Tab) -> None:
    page = tab.opens("/")
    page.get_by_role("button", name="The instruments cited by most texts").click()
    expect(page.locator("#result tbody tr").first).to_be_visible()
    page.get_by_label("as of").fill("1990")
    page.keyboard.press("Enter")
    expect(page.locator("#query")).to_have_value(re.compile(r'\?asOf \{ "1990-12-31" \}'))


def test_questions_stand_under_the_headings_of_the_library(tab: Tab) -> None:
    page = tab.opens("/")
    headings = page.get_by_role("navigation").get_by_role("heading").all_inner_texts()
    assert headings == list(GROUPS)
    assert page.locator("#questions button").count() == len(library())


def test_a_fault_is_told_and_its_place_selected(tab: Tab) -> None:
    page = tab.opens("/")
    tab.asks("SELECT *\nWHERE {\n  ?s ?p FILTER\n}")
    expect(page.get_by_role("alert")).to_contain_text("line 3, column")
    line = page.evaluate(
        "() => { const e = document.activeElement;"
        " return e.value.slice(0, e.selectionStart).split('\\n').length }"
    )
    assert line == 3
    expect(page.locator("#result")).to_be_hidden()
    expect(page.locator("#status")).to_have_text("No answer")


def test_more_rows_than_a_table_holds_are_told(tab: Tab) -> None:
    page = tab.opens("/")
    tab.asks("SELECT ?s ?o { ?s a ?o }")
    expect(page.locator("#notice")).to_contain_text("Only the first 1,000 are shown")
    assert page.locator("#result tbody tr").count() == 1000


@pytest.mark.parametrize(
    ("name", "sparql", "starts"),
    [
        ("CSV", "SELECT ?s ?p ?o { ?s ?p ?o }", b"s,p,o\r\n"),
        ("TSV", "SELECT ?s ?p ?o { ?s ?p ?o }", b"?s\t?p\t?o\n"),
        ("JSON", "SELECT ?s ?p ?o { ?s ?p ?o }", b'{"head"'),
        ("XML", "SELECT ?s ?p ?o { ?s ?p ?o }", b"<?xml"),
        ("Turtle", "CONSTRUCT WHERE { ?s ?p ?o }", b"@prefix"),
        ("JSON-LD", "CONSTRUCT WHERE { ?s ?p ?o }", b"[{"),
        ("N-Triples", "CONSTRUCT WHERE { ?s ?p ?o }", b"<"),
    ],
)
def test_a_download_holds_all_rows(name: str, sparql: str, starts: bytes, tab: Tab) -> None:
    page = tab.opens("/")
    tab.asks(sparql)
    expect(page.locator("#downloads")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name=name, exact=True).click()
    content = waited.value.path().read_bytes()
    assert content.startswith(starts)
    if name == "CSV":
        assert content.count(b"\n") > 2000
    if name in ("JSON", "JSON-LD"):
        json.loads(content)
    expect(page.locator("#status")).to_contain_text("Downloaded")


def test_a_query_that_runs_long_can_be_stopped(tab: Tab) -> None:
    page = tab.opens("/")
    tab.asks(PRODUCT)
    expect(page.locator("#status")).to_have_text("Running…")
    page.click("#stop")
    expect(page.locator("#status")).to_have_text("Stopped")
    tab.asks("ASK {}")
    expect(page.locator("#result .answer")).to_have_text("Yes")


def test_prefixes_that_are_used_are_added(tab: Tab) -> None:
    page = tab.opens("/")
    page.fill("#query", "SELECT ?x { ?x a cito:Citation } LIMIT 3")
    page.click("#complete")
    assert page.input_value("#query").startswith("PREFIX cito: <http://purl.org/spar/cito/>\nSEL")
    page.click("#complete")
    assert page.input_value("#query").count("PREFIX") == 1
    page.click("#run")
    expect(page.locator("#status")).to_contain_text("3 rows")


def test_hostile_words_stay_words_in_tables_and_pages(tab: Tab) -> None:
    page = tab.opens("/")
    tab.asks(f"SELECT ?p ?o {{ <{BASE}pp/resolution/666> ?p ?o }}")
    expect(page.locator("#result td", has_text="onerror").first).to_be_visible()
    assert page.locator("#result a[href^='javascript']").count() == 0
    assert page.locator("#result img, #result script").count() == 0
    tab.asks(f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ <{BASE}pp/resolution/666> }} ?s ?p ?o }}")
    expect(page.locator("#result pre")).to_contain_text("onerror")
    tab.asks(f"SELECT ?{'x' * 200} {{ }} # {EVIL}")
    expect(page.locator("#status")).to_contain_text("1 row")
    page = tab.opens("/id/pp/resolution/666")
    expect(page.locator("h1")).to_have_text(EVIL)
    assert page.title() == EVIL
    expect(page.locator("#cited-by")).to_contain_text(str(MANY))
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.evaluate("window.__x") is None
    assert tab.console == []


def test_the_policy_of_the_pages_lets_no_other_script_run(tab: Tab) -> None:
    page = tab.opens("/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.__x = 1';"
        " document.body.append(s);"
        " document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.__x=1\">') }"
    )
    page.wait_for_timeout(0)
    assert page.evaluate("window.__x") is None
    assert page.evaluate("() => fetch('http://127.0.0.1:9/').catch(() => 'refused')") == "refused"
    assert any("Content Security Policy" in line for line in tab.console)


@pytest.mark.parametrize("target", ["/", "/id/wtsa/resolution/44", "/id/pp/resolution/666"])
def test_a_page_fits_a_telephone(target: str, tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 740})
    page = tab.opens(target)
    if target == "/":
        tab.asks("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 30")
        expect(page.locator("#result tbody tr").first).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


def test_every_field_and_button_has_a_name(tab: Tab) -> None:
    page = tab.opens("/")
    page.get_by_role("button", name="Who cites an instrument").click()
    tab.asks("ASK {}")
    expect(page.locator("#downloads")).to_be_visible()
    for element in page.locator("button:visible, input:visible, textarea:visible").all():
        name = element.evaluate(
            "e => e.getAttribute('aria-label') || (e.labels && e.labels.length"
            " && e.labels[0].textContent) || e.textContent"
        )
        assert str(name).strip()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == 1
    assert page.locator("[role=status][aria-live=polite]").count() == 1


def test_the_page_of_an_iri_leads_on_to_others(tab: Tab) -> None:
    page = tab.opens("/id/wtsa/resolution/44")
    page.locator("#editions ~ .sheet a").first.click()
    expect(page.locator("h1")).to_contain_text("WTSA Resolution 44 (")
    page.get_by_role("link", name="WTSA Resolution 44", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("WTSA Resolution 44")
    assert tab.console == []

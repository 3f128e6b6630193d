"""Hostile words in every field of texts and links stay words, in the page and in its files."""

from __future__ import annotations

import csv
import html
import io
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from playwright.sync_api import Frame, Page, expect

from itugraph.views.page import page

from .support import Opener, edition

pytestmark = pytest.mark.browser

HOSTILE = (Path(__file__).parent / "data" / "hostile.txt").read_text("utf-8").splitlines()
HOSTILE.append("\u202e\x00\x1b[31m\ufeff\u2028alert")
KINDS = ("cites", "undecided", "replaces")
CHANGES = (None, "kept", "added", "removed", "retargeted", "<b>")


def network() -> nx.MultiDiGraph[str]:
    """Return a network whose every attribute is hostile, each string in each field once."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=" ".join(HOSTILE), notes=HOSTILE)
    net.graph["chosen"], net.graph["of_texts"] = HOSTILE[0], 99
    for k, evil in enumerate(HOSTILE):
        fields = dict.fromkeys(("kind", "place", "status", "evidence", "body_name"), evil)
        fields |= {"adopted": evil, "ended": evil, "adopted_at": evil, "ended_at": evil}
        net.add_node(
            f"n{k}{evil}",
            **edition("PP", evil, 2000 + k % 12, evil, label=evil, title=evil, instrument=evil)
            | fields
            | {"level": evil if k % 2 else "edition"},
        )
    first = f"n0{HOSTILE[0]}"
    for k, evil in enumerate(HOSTILE):
        words = dict.fromkeys(("clause", "item", "quote", "verb", "id", "was"), evil)
        edge = {"relation": KINDS[k % 3], "change": CHANGES[k % 6], **words}
        net.add_edge(f"n{k}{evil}", first, **edge)
        net.add_edge(first, f"n{k}{evil}", relation="cites", **words)
    return net


def untouched(frame: Page | Frame) -> None:
    """Expect that no string became an element or ran."""
    assert frame.evaluate("window.__x") is None
    strange = "img, iframe, script, object, embed, form, textarea, math, base, style, link, meta"
    assert frame.locator(f"main :is({strange}), main a, main svg, footer a").count() == 0


def test_there_are_thirty_of_them() -> None:
    assert len(set(HOSTILE)) >= 30


def test_they_stay_text_on_the_picture_the_panel_and_in_both_tables(opener: Opener) -> None:
    watched = opener.opened(network())
    tab = watched.page
    for k, evil in enumerate(HOSTILE):
        tab.evaluate("id => window.itugraph.choose(id)", f"n{k}{evil}")
        expect(tab.locator("#chosen h2")).to_have_text(evil.replace("\u2028", " "))
        tab.mouse.move(*watched.at(f"n{k}{evil}"))
        tab.fill("#search", evil)
    tab.keyboard.press("Escape")
    untouched(tab)
    tab.click("#table")
    expect(tab.locator("#sheet tbody tr")).to_have_count(len(HOSTILE))
    tab.click("#list-links")
    expect(tab.locator("#sheet tbody tr")).to_have_count(2 * len(HOSTILE))
    for summary in tab.locator("#legend summary").all():
        summary.click()
    for box in tab.locator("#legend input").all():
        box.uncheck()
    untouched(tab)
    assert watched.console == []
    assert len(watched.requests) == 1


def test_they_stay_text_in_an_address_that_someone_sends(opener: Opener) -> None:
    opener.opened(network())
    for evil in HOSTILE:
        watched = opener.again(f"#{evil}?show={evil}&hide={evil}&hide=lane:{evil}&from={evil}")
        untouched(watched.page)
        assert watched.console == []
        watched.page.close()


def test_they_stay_text_in_a_frame(opener: Opener) -> None:
    frame = html.escape(page(network()))
    watched = opener(
        "<!doctype html><link rel=icon href='data:,'><iframe sandbox='allow-scripts"
        f' allow-downloads\' width=1000 height=700 srcdoc="{frame}"></iframe>',
        ready=False,
    )
    inner = watched.page.frames[1]
    inner.wait_for_selector("html[data-ready]", state="attached", timeout=15000)
    inner.evaluate("id => window.itugraph.choose(id)", f"n0{HOSTILE[0]}")
    inner.click("#table")
    untouched(inner)
    assert watched.page.evaluate("window.__x") is None
    assert watched.console == []


def test_they_stay_text_in_files_and_on_paper(opener: Opener, tmp_path: Path) -> None:
    watched = opener.opened(network())
    tab = watched.page
    found: dict[str, bytes] = {}
    for way in ("svg", "texts", "links"):
        tab.click("#save summary")
        with tab.expect_download() as download:
            tab.click(f"#save-{way}")
        file = tmp_path / way
        download.value.save_as(file)
        found[way] = file.read_bytes()
    drawing = etree.fromstring(found["svg"])
    tags = {etree.QName(element).localname for element in drawing.iter()}
    assert tags <= {"svg", "g", "rect", "path", "text", "clipPath"}
    texts = list(csv.DictReader(io.StringIO(found["texts"].decode("utf-8-sig"), newline="")))
    assert {row["Path"] for row in texts} == {f"n{k}{evil}" for k, evil in enumerate(HOSTILE)}
    links = list(csv.DictReader(io.StringIO(found["links"].decode("utf-8-sig"), newline="")))
    assert set(HOSTILE) == {row["Quotation"] for row in links}
    tab.emulate_media(media="print")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#paper svg :is(script, image, a, foreignObject)").count() == 0
    assert tab.evaluate("window.__x") is None
    assert watched.console == []

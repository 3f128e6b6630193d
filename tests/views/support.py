"""What the tests of the page share: editions to fill networks with, and a watched Chromium."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from itugraph.views.page import page


def edition(
    body: str, number: str, year: int | None, status: str, **more: object
) -> dict[str, object]:
    """Return the attributes of an edition of a resolution."""
    return {
        "label": f"{body} Resolution {number} (Rev. Somewhere, {year})",
        "number": number,
        "title": f"topic of {number}",
        "body": body,
        "body_name": f"Body {body}",
        "kind": "resolution",
        "level": "edition",
        "instrument": f"{body.lower()}/resolution/{number}",
        "year": year,
        "place": "Somewhere",
        "status": status,
        "evidence": "verified",
    } | more


@dataclass
class Watched:
    """A page in Chromium with everything that it said and asked for."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def at(self, node: str) -> tuple[float, float]:
        """Return where the mark of `node` is on the screen."""
        place = self.page.evaluate("id => window.itugraph.where(id)", node)
        return place["x"], place["y"]

    def waits_for_choice(self, node: str) -> None:
        """Wait until `node` is chosen; fails where it never is."""
        self.page.wait_for_function("id => window.itugraph.chosen === id", arg=node, timeout=15000)


class Opener:
    """Opens texts of HTML files in a browser that has no network."""

    def __init__(self, browser: Browser, folder: Path, *, bypass_csp: bool = False) -> None:
        """Keep a context of its own, and a folder for the files.

        `bypass_csp` lets a test put a script into the page, which its policy forbids.
        """
        self._context = browser.new_context(
            viewport={"width": 1200, "height": 800}, bypass_csp=bypass_csp
        )
        self._context.set_offline(True)
        self._folder = folder

    def __call__(self, html: str, *, ready: bool = True) -> Watched:
        """Open `html`; with `ready` return once the picture has been drawn."""
        file = self._folder / "page.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        watched = Watched(self._context.new_page())

        def heard(message: ConsoleMessage) -> None:
            watched.console.append(message.text)

        def asked(request: Request) -> None:
            watched.requests.append(request.url)

        watched.page.on("console", heard)
        watched.page.on("pageerror", lambda error: watched.console.append(str(error)))
        watched.page.on("request", asked)
        watched.page.goto(file.as_uri())
        if ready:
            watched.page.wait_for_selector("html[data-ready]", state="attached", timeout=15000)
        return watched

    def opened(self, network: nx.MultiDiGraph[str]) -> Watched:
        """Open the page of `network`."""
        return self(page(network))

    def again(self, fragment: str) -> Watched:
        """Open the page that was opened last anew, with an address as a colleague sends it."""
        watched = Watched(self._context.new_page())
        watched.page.on("pageerror", lambda error: watched.console.append(str(error)))
        watched.page.goto((self._folder / "page.html").as_uri() + fragment)
        watched.page.wait_for_selector("html[data-ready]", state="attached", timeout=15000)
        return watched

    def close(self) -> None:
        """Close all pages."""
        self._context.close()


def crowd(texts: int) -> nx.MultiDiGraph[str]:
    """Return a network of so many texts: rows of four editions, each citing three others."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="A crowd")
    meets = {"PP": (2010, 2014, 2018, 2022), "WTSA": (2008, 2012, 2016, 2022)}
    nodes: list[str] = []
    number = 0
    while len(nodes) < texts:
        number += 1
        body = "PP" if number % 3 else "WTSA"
        for year in meets[body][: texts - len(nodes)]:
            node = f"{body.lower()}/resolution/{number}/{year}"
            status = "current" if year == 2022 else "superseded"
            net.add_node(node, **edition(body, str(number), year, status))
            if nodes and nodes[-1].rpartition("/")[0] == node.rpartition("/")[0]:
                net.add_edge(node, nodes[-1], relation="replaces")
            nodes.append(node)
    for k, node in enumerate(nodes):
        for step in (5, 11, 23):
            net.add_edge(node, nodes[(k * step) % len(nodes)], relation="cites", quote=f"q{k}")
    return net

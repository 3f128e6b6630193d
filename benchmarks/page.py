"""How fast the page is, and whether it keeps its budgets.

    python benchmarks/page.py [--texts 150 500 2000 5000 20000] [--stock SECONDS] [--save FOLDER]

Networks are drawn with a seed, in the shape that a graph of resolutions has. Each page is opened
in Chromium from a file, without a network. Times are on the wall, with the processor time of the
renderer beside them, since a machine may have other work. `--stock` also opens a page that pyvis
writes of 500 texts, with its physics, for at most so many seconds. `--save` keeps the pages.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from itugraph.views.page import page

SIZE = {"width": 1280, "height": 800}
MEETS = {
    "PP": range(1989, 2027, 4),
    "WTSA": range(1988, 2025, 4),
    "WTDC": range(1994, 2023, 4),
    "RA": range(1990, 2024, 3),
    "WRC": range(1992, 2024, 3),
    "COUNCIL": range(1980, 2025),
}
SHARE = {"PP": 4, "WTSA": 3, "WTDC": 2, "RA": 2, "WRC": 6, "COUNCIL": 5}
TOPICS = ("numbering", "rural networks", "training", "spectrum use", "broadcasting", "tariffs")


def network(texts: int, seed: int = 1) -> nx.MultiDiGraph[str]:
    """Editions of resolutions with revisions, and two or three citations a text."""
    by = random.Random(seed)
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=f"{texts:,} texts")
    bodies, weights = list(SHARE), list(SHARE.values())
    numbers = dict.fromkeys(bodies, 0)
    while net.number_of_nodes() < texts:
        body = by.choices(bodies, weights)[0]
        numbers[body] += 1
        meets = MEETS[body]
        first = min(int(by.random() ** 0.7 * len(meets)), len(meets) - 1)
        years = [year for year in meets[first:] if year == meets[first] or by.random() < 0.45][:6]
        years = years[: texts - net.number_of_nodes()]
        _instrument(net, by, body, numbers[body], years)
    _citations(net, by)
    return net


def _instrument(
    net: nx.MultiDiGraph[str], by: random.Random, body: str, number: int, years: list[int]
) -> None:
    path = f"{body.lower()}/resolution/{number}"
    ended = by.random() < 0.2
    for year in years:
        last = "suppressed" if ended else "current"
        net.add_node(
            f"{path}/{year}",
            label=f"{body} Resolution {number} ({year})",
            number=str(number),
            title=f"Measures on {by.choice(TOPICS)} and {by.choice(TOPICS)}",
            body=body,
            kind="resolution",
            level="edition",
            instrument=path,
            year=year,
            place=f"Place {year % 7}",
            status=last if year == years[-1] else "superseded",
            evidence="verified",
        )
    for older, newer in pairwise(years):
        net.add_edge(f"{path}/{newer}", f"{path}/{older}", relation="replaces")


def _citations(net: nx.MultiDiGraph[str], by: random.Random) -> None:
    nodes = list(net)
    order = sorted(nodes, key=lambda node: (net.nodes[node]["year"], node))
    places = {node: k for k, node in enumerate(order)}
    for node in nodes:
        for _ in range(by.randrange(6)):
            # Among the older texts, the more recent and the lower in number more often.
            cited = order[int(places[node] * (1 - by.random() ** 2.2))]
            if cited != node:
                quote = f"that the work of {node} goes on as agreed"
                clause = by.choice(("noting", "recalling", "resolves"))
                net.add_edge(node, cited, relation="cites", clause=clause, quote=quote)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened: seconds on the wall and of the renderer until it was drawn."""

    tab: Page
    devtools: CDPSession
    wall: float
    renderer: float


def opened(browser: Browser, html: str, folder: Path, ready: str, cap: float = 60) -> Opened:
    """Open a page and wait until `ready` is true in it and a frame was shown.

    Raises:
        TimeoutError: It did not come within the cap, in seconds.
    """
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    tab = browser.new_context(offline=True, viewport=SIZE).new_page()
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("Performance.enable")
    began = time.perf_counter()
    tab.goto(file.as_uri(), wait_until="commit")
    until(tab, ready, cap)
    shown(tab)
    return Opened(tab, devtools, time.perf_counter() - began, processor(devtools))


def until(tab: Page, true: str, cap: float = 60) -> None:
    """Wait until an expression is true, asked from outside: the page's policy forbids eval.

    Raises:
        TimeoutError: It did not become true within the cap, in seconds.
    """
    began = time.perf_counter()
    while not tab.evaluate(f"() => Boolean({true})"):
        if time.perf_counter() - began > cap:
            raise TimeoutError(f"{true}: not within {cap} s")
        tab.wait_for_timeout(5)


def shown(tab: Page) -> None:
    """Return when what was drawn is on the screen: two frames on, and its pixels were read."""
    tab.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
          document.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1);
          done();
        })))"""
    )


def processor(devtools: CDPSession) -> float:
    """Seconds of processor time that the page's process has used for its tasks."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def panned(one: Opened, seconds: float = 2.0) -> tuple[float, float]:
    """Frames a second while the pointer drags, and milliseconds from its end to a sharp picture."""
    tab = one.tab
    tab.evaluate(
        """() => { window.frames_ = 0; window.panning_ = true;
          const count = () => { if (!window.panning_) return;
            document.querySelector('#stage canvas').getContext('2d').getImageData(0, 0, 1, 1);
            window.frames_ += 1; requestAnimationFrame(count); };
          requestAnimationFrame(count); }"""
    )
    box = tab.locator("#stage").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.75
    tab.mouse.move(x, y)
    tab.mouse.down()
    began, steps = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        steps += 1
        tab.mouse.move(x + steps % 160, y - (steps * 3) % 400)
    took = time.perf_counter() - began
    frames = tab.evaluate("() => { window.panning_ = false; return window.frames_; }")
    ended = time.perf_counter()
    tab.mouse.up()
    until(tab, SHARP)
    shown(tab)
    return frames / took, (time.perf_counter() - ended) * 1000


def told(what: str, value: float, unit: str, budget: float, least: bool = False) -> None:
    """Print a figure with its budget and whether it is kept."""
    kept = value >= budget if least else value <= budget
    sign = "≥" if least else "≤"
    print(f"  {what:34} {value:9.2f} {unit:4} {sign} {budget:g}  {'ok' if kept else 'OVER'}")


SHARP = "document.querySelector('#stage canvas').dataset.sharp === 'true'"
READY = {150: 1.0, 500: 1.0, 2000: 1.5, 5000: 1.0, 20000: 1.0}


def measured(browser: Browser, texts: int, folder: Path) -> float:
    """Measure the page of so many texts; seconds on the wall until it is ready."""
    net = network(texts)
    began, used = time.perf_counter(), time.process_time()
    html = page(net)
    print(
        f"{texts:,} texts, {net.number_of_edges():,} links: made in"
        f" {time.perf_counter() - began:.2f} s ({time.process_time() - used:.2f} of the processor)"
    )
    size = len(html.encode()) / 1e6
    if texts <= 150:
        told("size of the file", size, "MB", 1)
    else:
        print(f"  {'size of the file':34} {size:9.2f} MB")
    runs = [opened(browser, html, folder, "window.itugraphReady") for _ in range(3)]
    best = min(runs, key=lambda run: run.wall)
    told("ready, best of three", best.wall, "s", READY.get(texts, 2.0))
    print(f"  {'  processor of the renderer':34} {best.renderer:9.2f} s")
    for run in runs:
        if run is not best:
            run.tab.context.close()
    if texts > 2000:
        _whole(best)
    best.tab.context.close()
    return best.wall


def _whole(one: Opened) -> None:
    tab = one.tab
    before, began = processor(one.devtools), time.perf_counter()
    tab.evaluate("document.getElementById('all').click()")
    until(tab, "document.getElementById('all').hidden")
    shown(tab)
    told("all texts drawn on request", time.perf_counter() - began, "s", 3)
    print(f"  {'  processor of the renderer':34} {processor(one.devtools) - before:9.2f} s")
    for name in ("readable rows", "all rows, zoomed"):
        if name != "readable rows":
            tab.evaluate("document.getElementById('rows').click()")
            shown(tab)
            for _ in range(2):
                tab.evaluate("document.getElementById('closer').click()")
                until(tab, SHARP)
                shown(tab)
        rate, sharp = panned(one)
        told(f"panning, {name}", rate, "fps", 10, least=True)
        told("  sharp after it ends", sharp, "ms", 700)


def stock(browser: Browser, folder: Path, cap: float) -> tuple[float, float]:
    """Seconds until the page that pyvis writes of 500 texts is drawn, and of its renderer."""
    from pyvis.network import Network

    net = network(500)
    made = Network(cdn_resources="in_line", directed=True)
    for node in net:
        made.add_node(node, label=net.nodes[node]["label"])
    for a, b in net.edges():
        made.add_edge(a, b)
    # Its page hides the picture behind a bar until the simulation has come to its first end.
    html = made.generate_html().replace(
        "</body>",
        "<script>network.once('stabilizationIterationsDone',"
        " () => { window.done_ = true; });</script></body>",
    )
    try:
        one = opened(browser, html, folder, "window.done_", cap)
    except TimeoutError:
        return float("inf"), float("nan")
    return one.wall, one.renderer


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--texts", type=int, nargs="+", default=[150, 500, 2000, 5000, 20000])
    parser.add_argument("--stock", type=float, default=0)
    parser.add_argument("--save", type=Path)
    given = parser.parse_args()
    if given.save:
        given.save.mkdir(parents=True, exist_ok=True)
        for texts in given.texts:
            html = page(network(texts))
            (given.save / f"{texts}.html").write_text(html, encoding="utf-8", newline="\n")
        return
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        walls = {texts: measured(browser, texts, Path(name)) for texts in given.texts}
        if given.stock and 500 in walls:
            wall, renderer = stock(browser, Path(name), given.stock)
            print(f"pyvis as it comes, 500 texts: {wall:.1f} s, {renderer:.1f} s of the renderer")
            told("times faster at 500 texts", wall / walls[500], "", 40, least=True)
        browser.close()


if __name__ == "__main__":
    main()

"""Files that the page saves open and hold what is shown; paper takes one page."""

from __future__ import annotations

import csv
import html
import io
import re
import struct
from pathlib import Path

import networkx as nx
import pypdfium2
import pytest
from lxml import etree
from playwright.sync_api import Frame, Page, expect

from itugraph import Graph
from itugraph.views.page import page

from .support import Opener, crowd

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
SVG = "{http://www.w3.org/2000/svg}"


def saved(tab: Page, way: str, folder: Path, frame: Frame | None = None) -> bytes:
    """Save a file by its button and return its bytes."""
    inside = frame or tab
    inside.click("#save summary")
    with tab.expect_download() as download:
        inside.click(f"#save-{way}")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file.read_bytes()


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of the example document."""
    folder = tmp_path_factory.mktemp("files") / "graph"
    return Graph.build([EXAMPLES / "resolution-191-draft.txt"], folder).view().html


def test_the_picture_is_a_png_of_twice_the_size(
    opener: Opener, network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    watched = opener.opened(network)
    content = saved(watched.page, "png", tmp_path)
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    view = watched.page.locator("#view").bounding_box()
    assert view is not None
    assert width == 2 * round(view["width"] - 1)
    assert height > 2 * view["height"]
    (tmp_path / "again.png").write_bytes(content)
    colours = watched.page.evaluate(
        """async (bytes) => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const ctx = canvas.getContext('2d');
          ctx.drawImage(picture, 0, 0);
          const raw = ctx.getImageData(0, 0, picture.width, picture.height).data;
          return new Set(new Uint32Array(raw.buffer)).size;
        }""",
        list(content),
    )
    assert colours > 50
    assert watched.console == []


def test_the_drawing_is_an_svg_with_text_and_the_same_places(
    opener: Opener, network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    watched = opener.opened(network)
    drawing = etree.fromstring(saved(watched.page, "svg", tmp_path))
    words = [element.text for element in drawing.iter(f"{SVG}text")]
    assert words[0] == "A test"
    assert {"2008", "2018", "drafts", "44", "191", "superseded", "citation removed"} <= set(words)
    assert words[-1] == "Showing 9 of 9 texts, 11 of 11 links"
    # Marks stand in the drawing where they stand on the screen, less the corner of the stage.
    stage = watched.page.locator("#stage").bounding_box()
    assert stage is not None
    x, y = watched.at("wtsa/resolution/44/2012")
    near = [
        (float(match[1]), float(match[2]))
        for path in drawing.iter(f"{SVG}path")
        if (match := re.match(r"M([\d.]+) ([\d.]+)L[\d. ]+A", path.get("d", "")))
    ]
    assert any(abs(px - (x - stage["x"])) < 9 and abs(py - (y - stage["y"])) < 1 for px, py in near)
    assert watched.console == []


@pytest.mark.parametrize("turn", ["chosen", "dark", "cells"])
def test_pictures_of_every_state_are_saved(
    opener: Opener, network: nx.MultiDiGraph[str], tmp_path: Path, turn: str
) -> None:
    watched = opener.opened(crowd(2400) if turn == "cells" else network)
    tab = watched.page
    if turn == "dark":
        tab.keyboard.press("d")
    if turn == "chosen":
        tab.evaluate("window.itugraph.choose('pp/resolution/191/2018')")
    drawing = etree.fromstring(saved(tab, "svg", tmp_path))
    [ground] = [r.get("fill") for r in drawing.findall(f"{SVG}rect")][:1]
    assert ground == ("#0e1217" if turn == "dark" else "#ffffff")
    assert len(list(drawing.iter(f"{SVG}path"))) > 5
    if turn == "chosen":
        assert [g.get("opacity") for g in drawing.iter(f"{SVG}g") if g.get("opacity")] == ["0.3"]
    assert saved(tab, "png", tmp_path)[:4] == b"\x89PNG"
    assert watched.console == []


def test_files_of_texts_and_links_hold_what_the_filters_leave(
    opener: Opener, network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    tab = opener.opened(network).page
    assert {row["Path"] for row in rows(saved(tab, "texts", tmp_path))} == set(network)
    links = rows(saved(tab, "links", tmp_path))
    ends = sorted((row["Path from"], row["Path to"]) for row in links)
    assert ends == sorted(network.edges())
    tab.locator("[data-filter='lane WTSA']").uncheck()
    assert len(rows(saved(tab, "texts", tmp_path))) == 4
    assert len(rows(saved(tab, "links", tmp_path))) == 2


def test_a_table_is_saved_in_the_order_in_which_it_stands(
    opener: Opener, network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press("t")
    tab.get_by_role("button", name="Year").click()
    with tab.expect_download() as download:
        tab.click("#save-table")
    download.value.save_as(tmp_path / "t.csv")
    names = tab.locator("#sheet tbody th").all_inner_texts()
    assert [row["Text"] for row in rows((tmp_path / "t.csv").read_bytes())] == names


def test_cells_are_quoted_and_none_is_a_formula(opener: Opener, tmp_path: Path) -> None:
    cases = [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'a "quoted" word', "a,b", "line\nbreak",
        "line\r\nbreak", " blank ", "عربي", "中文", "é", "", "1-2",
    ]  # fmt: skip
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="")
    for k, case in enumerate(cases):
        network.add_node(f"n{k}", label=f"{k}", title=case, level="edition", year=2000)
    tab = opener.opened(network).page
    content = saved(tab, "texts", tmp_path)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(cases) + 2  # and one inside a cell
    topics = {row["Path"]: row["Topic"] for row in rows(content)}
    for k, case in enumerate(cases):
        guard = "'" if case[:1] in tuple("=+-@\t\r") and case else ""
        assert topics[f"n{k}"] == guard + case


def test_files_come_out_of_a_sandboxed_frame_that_allows_them(
    opener: Opener, network: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    frame = html.escape(page(network))
    watched = opener(
        "<!doctype html><link rel=icon href='data:,'><iframe sandbox='allow-scripts"
        f' allow-downloads\' width=1000 height=700 srcdoc="{frame}"></iframe>',
        ready=False,
    )
    inner = watched.page.frames[1]
    inner.wait_for_selector("html[data-ready]", state="attached", timeout=15000)
    for way in ("png", "svg", "texts"):
        assert saved(watched.page, way, tmp_path, inner)
    expect(inner.locator("#saved")).to_contain_text("where the frame around this page allows it")
    assert watched.console == []


def printed(tab: Page) -> pypdfium2.PdfDocument:
    """Return what the page prints, on the paper that its style asks for."""
    return pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True, print_background=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_example_fits_a_page_of_a4_across(opener: Opener, example: str, scheme: str) -> None:
    watched = opener(example)
    if scheme == "dark":
        watched.page.keyboard.press("d")
    paper = printed(watched.page)
    assert len(paper) == 1
    assert [round(side) for side in paper[0].get_size()] == [842, 595]
    words = paper[0].get_textpage().get_text_range()
    assert "Citations and revisions of ITU texts" in words
    assert "citation retargeted" in words
    assert paper[0].render(scale=0.2).to_numpy()[2, 2].tolist()[:3] == [255, 255, 255]
    # The screen is as it was.
    expect(watched.page.locator("#paper svg")).to_have_count(0)
    assert watched.page.evaluate("document.documentElement.dataset.scheme || 'light'") == scheme
    assert watched.console == []


def test_an_open_table_is_what_is_printed(opener: Opener, network: nx.MultiDiGraph[str]) -> None:
    tab = opener.opened(network).page
    tab.keyboard.press("t")
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in printed(tab))
    for label in dict(network.nodes(data="label")).values():
        assert label in " ".join(words.split())
    assert "A test" in words
    assert "Rows 1–9 of 9" in words
    assert "Showing 9 of 9 texts" in words

"""Each notebook in a real JupyterLab: run as a person runs it, and the graph is seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

import itugraph

from .server import ROOT, Lab

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FRAME = 'iframe[title="Citations and revisions"]'
MINUTES = 120_000
"""Two of them, in milliseconds: machines of tests are slow."""
RAN = r"""() => {
  const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
  return prompts.length > 0 && prompts.every(p => /^\[\d+\]:$/.test(p.textContent.trim()));
}"""
COLOURS = """() => {
  const canvas = document.querySelector("canvas");
  const raw = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(raw.buffer)).size;
}"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Return a JupyterLab with copies of the notebooks."""
    pytest.importorskip("jupyterlab")
    folder = tmp_path_factory.mktemp("notebooks")
    for notebook in NOTEBOOKS:
        shutil.copy(notebook, folder)
    one = Lab(folder, tmp_path_factory.mktemp("lab"))
    yield one
    one.stop()


@pytest.fixture(scope="module")
def foreign(lab: Lab) -> str:
    """Return a notebook that somebody else ran, with a table and a page among its outputs."""
    pp18 = itugraph.Graph.open(ROOT / "data" / "examples" / "pp18.nq.gz")
    cell = nbformat.v4.new_code_cell("shown", execution_count=1)
    for value in (pp18.rank(top=3), pp18):
        data = {"text/html": value._repr_html_(), "text/plain": repr(value)}
        cell.outputs.append(nbformat.v4.new_output("display_data", data=data))
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), lab.folder / "foreign.ipynb")
    return "foreign.ipynb"


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Iterator[Page]:
    """Return a page that reaches nothing but the JupyterLab, and fails where it is asked to."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    one = context.new_page()
    outside: list[str] = []
    faults: list[str] = []
    here = (lab.address, lab.address.replace("http", "ws", 1), "data:", "blob:", "about:")
    one.on("request", lambda r: None if r.url.startswith(here) else outside.append(r.url))
    one.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    one.on("pageerror", lambda error: faults.append(str(error)))
    yield one
    context.close()
    assert (outside, faults) == ([], [])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_in_jupyterlab_and_the_graph_is_seen(
    path: Path, lab: Lab, page: Page
) -> None:
    page.goto(lab.page_of(path.name), timeout=MINUTES)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=MINUTES)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(RAN, timeout=MINUTES)

    # As many outputs as cells promise, and none of them an error or a warning.
    assert page.locator(".jp-CodeCell").count() == sum(
        cell.cell_type == "code" for cell in nbformat.read(path, as_version=4).cells
    )
    stderr = "application/vnd.jupyter.stderr"
    assert page.locator(f'[data-mime-type="{stderr}"]').all_text_contents() == []
    assert page.locator(".jp-OutputArea-output table").count() > 0

    frame = page.locator(FRAME).last
    frame.scroll_into_view_if_needed()
    inside = frame.element_handle(timeout=MINUTES).content_frame()
    assert inside is not None
    inside.wait_for_selector("html[data-ready]", state="attached", timeout=MINUTES)
    assert inside.evaluate(COLOURS) > 20
    # Scripts run in it, and reach nothing of the notebook around it.
    assert (
        inside.evaluate("() => { try { return parent.document.title } catch { return null } }")
        is None
    )
    expect(page.locator(".jp-Notebook")).to_be_visible()


def test_a_notebook_that_is_not_trusted_says_where_a_page_would_be(
    foreign: str, lab: Lab, page: Page
) -> None:
    page.goto(lab.page_of(foreign), timeout=MINUTES)
    shown = page.locator(".jp-OutputArea-output")
    expect(shown.first.locator("table")).to_be_visible(timeout=MINUTES)
    expect(shown.last).to_have_text(
        "The page is shown when the notebook is trusted, or this cell is run."
    )
    assert page.locator(FRAME).count() == 0

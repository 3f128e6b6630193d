"""Take the README's picture of the page: docs/page.png.

    python benchmarks/screenshot.py GRAPH OUTPUT.png [PATH_TO_SELECT]

Needs Chromium. The page is opened offline; what it selects is a path such as
wtsa/resolution/44/2016.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from itugraph import Graph

SIZE = {"width": 1400, "height": 860}


def main() -> None:
    html = Graph.open(sys.argv[1]).view().html
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "page.html"
        page_file.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(offline=True, viewport=SIZE).new_page()
        page.goto(page_file.as_uri())
        page.wait_for_function("window.itugraphReady")
        if len(sys.argv) > 3:
            page.evaluate("path => window.itugraph.choose(path)", sys.argv[3])
        page.wait_for_timeout(800)
        page.screenshot(path=sys.argv[2])
        browser.close()


if __name__ == "__main__":
    main()

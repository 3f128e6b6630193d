"""Five tasks done on the page alone, as somebody does who sees it for the first time.

`docs/page-guide.md` tells the clicks and keys that are counted here.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from itugraph import Graph

from .support import Opener

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "data" / "examples"
GUIDE = (ROOT / "docs" / "page-guide.md").read_text("utf-8")


@dataclass
class Hand:
    """Somebody at the page, whose clicks and keys are counted; a word typed counts as one."""

    tab: Page
    steps: int = 0

    def click(self, name: str, *, within: str = "body", exact: bool = False) -> None:
        """Click what carries a name."""
        self.steps += 1
        where = self.tab.locator(within)
        where.get_by_text(name, exact=exact).first.click()

    def key(self, key: str) -> None:
        """Press a key."""
        self.steps += 1
        self.tab.keyboard.press(key)

    def types(self, words: str) -> None:
        """Type words where the focus is."""
        self.steps += 1
        self.tab.keyboard.type(words)


@pytest.fixture(scope="module")
def pp18() -> str:
    """Return the page of the PP-18 texts."""
    return Graph.open(EXAMPLES / "pp18.nq.gz").view().html


@pytest.fixture(scope="module")
def quoted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of three own texts of PP-18, whose words the example graph has not."""
    folder = tmp_path_factory.mktemp("quoted")
    for number in (25, 137, 139):
        (folder / f"pp-{number}.txt").write_text(
            f"RESOLUTION {number} (REV. DUBAI, 2018)\n\nThe Plenipotentiary Conference of the"
            " International Telecommunication Union (Dubai, 2018),\n\nrecalling\n\n"
            "a)\tResolution 44 (Rev. Hammamet, 2016) of WTSA, on a gap that closes;\n\n"
            "resolves\n\nto go on.\n",
            "utf-8",
        )
    return Graph.build([folder], folder / "graph").view().html


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the page of the draft of Resolution 191."""
    folder = tmp_path_factory.mktemp("tasks") / "graph"
    return Graph.build([EXAMPLES / "resolution-191-draft.txt"], folder).view().html


def counted(task: int, hand: Hand) -> None:
    """Expect that the guide tells as many steps of a task as there were."""
    assert f"| {task} | {hand.steps} |" in GUIDE


def test_1_find_wtsa_44_see_its_editions_in_order_and_which_is_current(
    opener: Opener, pp18: str
) -> None:
    hand = Hand(opener(pp18).page)
    hand.key("/")
    hand.types("WTSA 44")
    hand.key("Enter")
    editions = hand.tab.locator(".editions li")
    expect(editions).to_contain_text(
        ["Hammamet, 2016superseded", "Geneva, 2022superseded", "New Delhi, 2024current"]
    )
    counted(1, hand)


def test_2_see_which_pp_texts_of_2018_cite_it_and_read_a_quotation(
    opener: Opener, quoted: str
) -> None:
    hand = Hand(opener(quoted).page)
    hand.key("/")
    hand.types("WTSA 44")
    hand.key("Enter")
    hand.click("Hammamet, 2016", within=".editions")
    panel = hand.tab.locator("#chosen")
    expect(panel.locator("h2")).to_have_text("WTSA Resolution 44 (Rev. Hammamet, 2016)")
    citing = panel.locator("h3", has_text="Cited by").locator("xpath=following-sibling::ul[1]/li")
    expect(citing.locator("> button")).to_have_text(
        [f"PP Resolution {number} (Rev. Dubai, 2018)" for number in (25, 137, 139)]
    )
    expect(citing.first.locator("blockquote")).to_have_text(
        "a) Resolution 44 (Rev. Hammamet, 2016) of WTSA, on a gap that closes;"
    )
    counted(2, hand)


def test_3_show_only_what_the_draft_of_resolution_191_changes(opener: Opener, draft: str) -> None:
    hand = Hand(opener(draft).page)
    hand.click("Changes only")
    expect(hand.tab.locator("#shown")).to_have_text("Showing 15 of 26 texts, 21 of 31 links")
    hand.key("l")
    kinds = hand.tab.locator("#sheet tbody td:nth-child(2)").all_inner_texts()
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "citation added": 1,
        "citation removed": 1,
        "citation retargeted": 6,
        "replaces": 7,
        "what was retargeted": 6,
    }
    counted(3, hand)


def test_4_hide_all_but_superseded_citations_list_them_and_export_them(
    opener: Opener, pp18: str, tmp_path: Path
) -> None:
    hand = Hand(opener(pp18).page)
    hand.click("Superseded citations only")
    hand.key("l")
    with hand.tab.expect_download() as download:
        hand.click("Save this table, CSV")
    download.value.save_as(tmp_path / "superseded.csv")
    content = (tmp_path / "superseded.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    # As the graph itself answers, when asked which cited editions had ended by then.
    asked = Graph.open(EXAMPLES / "pp18.nq.gz").query("superseded")
    at_once = {(row[0], row[1]) for row in asked}
    early = {
        (row["Path from"], row["Path to"])
        for row in rows
        if row["Edition cited"] != "ended since it was cited"
    }
    whole = {(a, "/".join(b.split("/")[:4])) for a, b in early}
    assert whole == {(str(a), str(b)) for a, b in at_once}
    assert len(rows) == 188
    counted(4, hand)


def test_5_open_a_link_to_an_edition_and_go_to_what_it_replaced_by_keyboard(
    opener: Opener, draft: str
) -> None:
    opener(draft)
    watched = opener.again("#wtsa/resolution/44/2016")
    hand = Hand(watched.page)
    hand.key("o")
    watched.waits_for_choice("wtsa/resolution/44/2012")
    expect(hand.tab.locator("#chosen h2")).to_contain_text("Dubai, 2012")
    counted(5, hand)

"""itugraph annotate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from markup import redlined, tracked_docx

from itugraph.resources import folder

from .support import Run, misused, refused

FLATTENED = Path(str(folder("data") / "examples" / "resolution-191-draft.txt"))
MARKUP = (
    "RESOLUTION 101 (REV. [-BUSAN, 2014-]{+DUBAI, 2018+})\nThe Plenipotentiary Conference of the "
    "International Telecommunication Union ([-Busan, 2014-]{+Dubai, 2018+}),\nnoting\n"
    "a)\tResolution 44 (Rev. [-Dubai, 2012-]{+Hammamet, 2016+}) of WTSA;\n"
    "b)\tResolution 45 (Rev. Dubai, 2012) of WTSA\n"
)


@pytest.fixture
def page(run: Run, tmp_path: Path) -> lxml_html.HtmlElement:
    """Return the annotated page of a Word file with tracked changes."""
    draft = tmp_path / "draft.docx"
    draft.write_bytes(tracked_docx(redlined(MARKUP, author="A", date="2018-05-01T10:00:00Z")))
    done = run("annotate", draft)
    assert done.code == 0
    return lxml_html.fromstring(done.out.encode())


def notes(page: lxml_html.HtmlElement) -> list[str]:
    """Return the words of the notes in order."""
    return [" ".join(note.text_content().split()) for note in page.xpath("//aside/div")]


def test_a_redline_is_shown_as_one_with_the_editions_it_leads_to(
    page: lxml_html.HtmlElement,
) -> None:
    assert [d.text_content() for d in page.xpath("//p/del")][-1] == "Dubai, 2012"
    assert [i.text_content() for i in page.xpath("//p/ins")][-1] == "Hammamet, 2016"
    moved = next(note for note in notes(page) if "retargeted" in note and "44" in note)
    assert "before WTSA Resolution 44 (Rev. Dubai, 2012)" in moved
    assert "after WTSA Resolution 44 (Rev. Hammamet, 2016)" in moved


def test_what_check_finds_stands_beside_the_line(page: lxml_html.HtmlElement) -> None:
    [found] = [note for note in notes(page) if re.match(r"\d+ error", note)]
    assert 'use "Rev. Hammamet, 2016"' in found
    line = page.xpath("//div[contains(@class,'line')][.//div[contains(@class,'error')]]/p")[0]
    assert "Resolution 45" in line.text_content()


def test_citations_lead_to_the_pages_whose_addresses_follow_a_rule(
    page: lxml_html.HtmlElement,
) -> None:
    assert set(page.xpath("//aside//span//a/@href")) == {
        "https://www.itu.int/pub/T-RES-T.44",
        "https://www.itu.int/pub/T-RES-T.45",
    }


def test_a_flattened_draft_says_that_it_is_one(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "draft.html"
    done = run("annotate", FLATTENED, "-o", output)
    assert done.code == 0
    assert re.fullmatch(rf"{re.escape(str(output))}: \d+ notes, 0\.0 MB\n", done.err)
    html = output.read_text("utf-8")
    assert "run together" in html
    assert output.read_bytes() == output.read_bytes().replace(b"\r\n", b"\n")
    again = tmp_path / "again.html"
    run("annotate", FLATTENED, "-o", again)
    assert again.read_bytes() == output.read_bytes()


def test_a_text_without_citations_is_a_page_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir,\n\nnothing is cited.\n", "utf-8")
    done = run("annotate", path)
    assert done.code == 0
    assert "nothing is cited." in done.out
    assert "<aside" not in done.out


def test_what_cannot_be_read_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    refused(run("annotate", tmp_path / "none.txt"))
    misused(run("annotate", "-", "--base", "-"))
    refused(run("annotate", FLATTENED, "--as-of", "next year"))

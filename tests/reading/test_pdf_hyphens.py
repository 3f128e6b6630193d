"""Hyphens at the ends of lines: those of words stay, those that a printer put go."""

from __future__ import annotations

import pytest

from itugraph.reading.pdf_hyphens import Hyphens

CUT = ["the telecommu-", "nication of the telecommunication", "networks of radiocom-", "munication"]
UNCUT = ["a long-", "term plan and long-term aims", "of the risk-", "management of all"]


@pytest.mark.parametrize(
    ("lines", "before", "after", "joined"),
    [
        (CUT, "the radiocom-", "munication", "the radiocom"),
        (UNCUT, "of the risk-", "management", "of the risk-"),
        (CUT, "the ITU-", "R and", "the ITU-"),
        (UNCUT, "the ITU-", "R and", "the ITU-"),
        (CUT, "Resolution 6-", "2 of", "Resolution 6-"),
        (UNCUT, "the telecommu\u00ad", "nication", "the telecommu"),
    ],
)
def test_a_hyphen_is_kept_where_lines_of_the_document_cut_no_words(
    lines: list[str], before: str, after: str, joined: str
) -> None:
    assert Hyphens(lines).join(before, after) == joined

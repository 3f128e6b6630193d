"""Where a flattened redline may hold citations of one state or the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.citations.decoding.windows import windows

from .support import lexicon


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see Resolution 44 (Rev. Dubai, 2012Hammamet, 2016) of WTSA", ["Resolution 44 (Rev. Dubai, 2012Hammamet, 2016)"]),  # noqa: E501
        ("see Resolution 44 (Rev. Dubai, 2012)45 (Rev. Hammamet, 2016)", ["Resolution 44 (Rev. Dubai, 2012)45 (Rev. Hammamet, 2016)"]),  # noqa: E501
        ("Resolution ITU-R 6-12 (Rev. Geneva, 200715), and", ["Resolution ITU-R 6-12 (Rev. Geneva, 200715)"]),  # noqa: E501
        ("Resolution 5 (Dubai, 2014) and the Decision 7 (Busan, 2014)", ["Resolution 5 (Dubai, 2014)", "Decision 7 (Busan, 2014)"]),  # noqa: E501
        ("of WTSAResolution 44 (Rev. Dubai, 2012)", ["Resolution 44 (Rev. Dubai, 2012)"]),
        ("the resolution of the dispute took 12 days", []),
        ("Resolutions of the conference", []),
        ("Recommendation ITU-T E.164 (11/2010)", []),
    ],
)  # fmt: skip
def test_a_window_holds_whatever_one_or_two_citations_print(text: str, found: list[str]) -> None:
    assert [window.text for window in windows(text, lexicon())] == found


def test_the_words_around_tell_of_the_body() -> None:
    text = "the WTSA Resolution 44 (Rev. Dubai, 2012), Resolution 59 (Dubai, 2014) of WTDC"
    first, second = windows(text, lexicon())
    assert (first.before.body, second.after.body) == ("WTSA", "WTDC")


WORDS = st.sampled_from(
    ["Resolution ", "Resolutions ", "44", "45", " and ", " (Rev. Dubai, 2012)", "Hammamet, 2016)", ", ", "\n", "of WTSA", ")", "("]  # noqa: E501
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=14).map("".join))
def test_windows_are_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for window in windows(text, lexicon()):
        assert end <= window.start < window.end <= len(text)
        assert text[window.start : window.end] == window.text
        assert "\n" not in window.text or window.text.split()
        end = window.end

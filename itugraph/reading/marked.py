"""A redline as one reads it in plain text: what is deleted and inserted stands in brackets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from itugraph.model import Mark, Run

_BRACKETS: dict[Mark, tuple[str, str]] = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


def runs_within(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The runs that [start, end) touches, as they are.

    Args:
        runs: ascending, without overlaps; there may be gaps.
    """
    index = max(bisect_right(runs, start, key=lambda run: run.start) - 1, 0)
    while index < len(runs) and runs[index].start < end:
        if runs[index].end > start:
            yield runs[index]
        index += 1


def marked_up(text: str, runs: Sequence[Run], start: int, end: int) -> str:
    """The stretch [start, end) of a document's text with its redline visible.

    What no run covers is printed as it stands, what is in neither state is left out.

    Args:
        runs: ascending, without overlaps.

    >>> runs = (Run(0, 2, "kept"), Run(2, 3, "deleted"), Run(3, 4, "inserted"))
    >>> marked_up("6-12 (Rev. Geneva, 2015)", runs, 0, 4)
    '6-[-1-]{+2+}'
    """
    parts: list[str] = []
    at, closing = start, ""
    for run in runs_within(runs, start, end):
        opened, close = _BRACKETS.get(run.mark, ("", ""))
        first, last = max(run.start, start), min(run.end, end)
        if close != closing or first > at:
            parts += [closing, text[at:first], opened]
        if run.mark != "passing":
            parts.append(text[first:last])
        at, closing = last, close
    return "".join([*parts, closing, text[at:end]])

"""One state of a redline, with the way back to the text that holds both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from itugraph.model import Mark, Piece, Run

OneState = Literal["before", "after"]
_IN: dict[OneState, frozenset[Mark]] = {
    "before": frozenset({"kept", "deleted"}),
    "after": frozenset({"kept", "inserted"}),
}


@dataclass(frozen=True, slots=True)
class StateText:
    """The text of one state.

    Attributes:
        text: its characters.
        starts, sources: where each stretch starts in the state's text and in the document's.

    >>> runs = (Run(0, 2, "kept"), Run(2, 3, "deleted"), Run(3, 4, "inserted"))
    >>> after = state_text("6-12", runs, "after")
    >>> after.text, after.pieces(0, 3), after.place(3)
    ('6-2', ((0, 2), (3, 4)), 2)
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The stretches of the document's text that [start, end) of this state stands on."""
        found: list[Piece] = []
        index = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            following = self.starts[index + 1] if index + 1 < len(self.starts) else end
            stop = min(end, following)
            first = self.sources[index] + start - self.starts[index]
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], first + stop - start)
            else:
                found.append((first, first + stop - start))
            start, index = stop, index + 1
        return tuple(found)

    def place(self, position: int) -> int:
        """Where a position of the document's text stands in this state, or would stand."""
        index = bisect_right(self.sources, position) - 1
        if index < 0:
            return 0
        following = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return min(self.starts[index] + position - self.sources[index], following)


def state_text(text: str, runs: Iterable[Run], state: OneState) -> StateText:
    """The text of one state of a redline.

    Args:
        text: of the document, with deleted and inserted characters both.
        runs: ascending, without a gap.

    Raises:
        ValueError: if a run is unknown: the text does not determine its states.
    """
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0
    for run in runs:
        if run.mark == "unknown":
            raise ValueError("the runs do not determine the states of this text")
        if run.mark not in _IN[state]:
            continue
        starts.append(length)
        sources.append(run.start)
        parts.append(text[run.start : run.end])
        length += run.end - run.start
    return StateText("".join(parts), tuple(starts), tuple(sources))


def is_redline(runs: Iterable[Run]) -> bool:
    """Whether runs mark a change and determine both states.

    >>> is_redline([Run(0, 2, "kept"), Run(2, 3, "deleted")]), is_redline([Run(0, 2, "unknown")])
    (True, False)
    """
    marks = {run.mark for run in runs}
    return bool(marks - {"kept"}) and "unknown" not in marks

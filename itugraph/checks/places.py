"""Lines and columns of a text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lines:
    r"""Where the lines of a text start.

    >>> Lines.of("ab\ncd").place(4)
    (2, 2)
    """

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text: each ends with its line feed."""
        return cls((0, *(at + 1 for at, char in enumerate(text) if char == "\n")))

    def place(self, position: int) -> tuple[int, int]:
        """Line and column of a position, in characters, both from 1."""
        line = bisect_right(self.starts, position)
        return line, position - self.starts[line - 1] + 1

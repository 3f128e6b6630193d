"""What the tests of the command line share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TEXTS = Path(__file__).parent / "data" / "texts"
CITED = (
    "pp/resolution/101",
    "pp/resolution/130",
    "pp/resolution/191",
    "wtdc/resolution/59",
    "wtsa/resolution/44",
)
"""The instruments that the texts cite, are, or may cite."""
TRACEBACK = re.compile(r"^Traceback|^  File ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did: its exit code, what it printed as data, and what it told beside."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        """The data as text."""
        return self.data.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        """The lines that were told on stderr."""
        return self.err.splitlines()


Run = Callable[..., Result]


def refused(result: Result, *words: str) -> None:
    """Expect one line on stderr with these words, no data, no traceback, exit code 2."""
    assert result.code == 2, result.err
    assert result.data == b""
    [line] = result.lines
    assert line.startswith("Error: ")
    for word in words:
        assert word in line


def misused(result: Result, *words: str) -> None:
    """Expect a usage error: usage, where help is, and one line with these words."""
    assert result.code == 2, result.err
    assert result.data == b""
    assert not TRACEBACK.search(result.err)
    assert result.lines[0].startswith("Usage: itugraph")
    assert result.lines[-1].startswith("Error: ")
    for word in words:
        assert word in result.lines[-1]

"""What a server gives to one client at most, and how it says so."""

from __future__ import annotations

from dataclasses import dataclass

from itugraph.graph.guard import MOST_CHARACTERS


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server.

    Attributes:
        seconds: until every query is answered or refused, counted from its arrival.
        rows: of an answer, or its triples.
        size: of an answer, in bytes.
        memory: that a worker may take beyond the graph itself, in bytes.
        workers: how many queries run at once, each in a process of its own.
        waiting: how many more may wait for a worker.
        body: of a request, in bytes.
        patience: seconds that a client may take to send a request, or a piece of an answer to
            go out to it.

    >>> Limits(seconds=20).announced()["X-Itugraph-Timeout"]
    '20'
    """

    seconds: float = 30.0
    rows: int = 100_000
    size: int = 50_000_000
    memory: int = 1_073_741_824
    workers: int = 2
    waiting: int = 64
    body: int = 1_000_000
    patience: float = 15.0

    @property
    def wait(self) -> float:
        """Seconds that a query may wait for a worker: half, so that it has as long to run."""
        return self.seconds / 2

    @property
    def share(self) -> float:
        """Seconds after which a query gives way to others that have waited as long: a quarter."""
        return self.seconds / 4

    @property
    def held(self) -> int:
        """Bytes of answers that are kept at once for clients that are still taking them."""
        return 4 * self.size

    def announced(self) -> dict[str, str]:
        """The headers that tell the limits."""
        return {
            "X-Itugraph-Timeout": f"{self.seconds:g}",
            "X-Itugraph-Timeout-Busy": f"{self.share:g}",
            "X-Itugraph-Max-Rows": str(self.rows),
            "X-Itugraph-Max-Bytes": str(self.size),
            "X-Itugraph-Max-Query": str(MOST_CHARACTERS),
        }

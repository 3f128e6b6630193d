"""An answer on its way to a client, and what it is asked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from itugraph.errors import ItugraphError
from itugraph.graph import Graph
from itugraph.serve.limits import Limits

TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, whole: status, content and what there is to say of it.

    Attributes:
        rows: how many it has, or triples; None where it has none.
    """

    status: int
    body: bytes = b""
    content_type: str = TEXT
    headers: Mapping[str, str] = field(default_factory=dict)
    rows: int | None = None


def refusal(status: int, line: str, **headers: str) -> Reply:
    """A reply that says in one line why there is no answer.

    Args:
        headers: names with "_" for "-".

    >>> refusal(503, "busy", Retry_After="1").headers
    {'Retry-After': '1'}
    """
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, (" ".join(line.split()) + "\n").encode("utf-8", "replace"), TEXT, named)


class RefusedError(ItugraphError):
    """A request that is refused before any worker sees it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.body.decode())
        self.reply = reply


class Task(Protocol):
    """What a worker is asked: it is sent to another process, so it holds plain values."""

    def reply(self, graph: Graph, limits: Limits) -> Reply:
        """The answer."""
        ...

"""Named graphs of a server are replaced: by the Graph Store Protocol, or by updates in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from itugraph.errors import InputError
from itugraph.graph.stores.remote_errors import RefusedError
from itugraph.graph.stores.remote_http import FORM, Connection

_MEDIA: Final = "application/n-triples"
_LINES = 500
"""Triples of one INSERT DATA: Virtuoso compiles few thousands, and no more."""
_BYTES = 200_000
"""Bytes of one INSERT DATA: forms are limited to little more by some servers."""
# What a server without a Graph Store answers, or one that wants smaller pieces.
_NO_STORE = (404, 405, 413, 415, 501)
_GONE = (404,)


@dataclass(frozen=True, slots=True)
class Writer:
    """Replaces named graphs; what it sends can be sent again.

    Attributes:
        graph_store, update: addresses, one of them at least.
        guessed: the address of updates is that of queries, because none was given.
    """

    connection: Connection
    graph_store: str | None
    update: str | None
    guessed: bool = False

    def replace(self, graph: str, ntriples: bytes) -> None:
        """Let a named graph hold these statements and no others.

        One request and so at once through the Graph Store Protocol; else dropped and inserted
        in pieces, during which readers see a part of it.

        Raises:
            InputError: if the server refuses.
        """
        if not self._stored("PUT", graph, ntriples):
            drop = f"DROP SILENT GRAPH {NamedNode(graph)}"
            first, *others = *_pieces(graph, ntriples), ""
            # One request for what fits into one: a server does all of it or nothing.
            self._updated(f"{drop} ;\n{first}" if first else drop)
            for piece in filter(None, others):
                self._updated(piece)

    def add(self, graph: str, ntriples: bytes) -> None:
        """Add statements to a named graph.

        Raises:
            InputError: if the server refuses.
        """
        if not self._stored("POST", graph, ntriples):
            for piece in _pieces(graph, ntriples):
                self._updated(piece)

    def drop(self, graph: str) -> None:
        """Remove a named graph, if it is there.

        Raises:
            InputError: if the server refuses.
        """
        if not self._stored("DELETE", graph, b""):
            self._updated(f"DROP SILENT GRAPH {NamedNode(graph)}")

    def _stored(self, method: str, graph: str, content: bytes) -> bool:
        """Whether the Graph Store took it; False where updates are to do it."""
        if self.graph_store is None:
            return False
        media = _MEDIA if content else ""
        try:
            self.connection.send(method, self.graph_store, content, media, [("graph", graph)])
        except RefusedError as error:
            if method == "DELETE" and error.status in _GONE:
                return True
            if self.update is None or error.status not in _NO_STORE:
                raise
            return False
        return True

    def _updated(self, update: str) -> None:
        if self.update is None:
            raise InputError("publish", "needs an address of updates or of a Graph Store")
        content = urlencode({"update": update}).encode()
        try:
            self.connection.send("POST", self.update, content, FORM)
        except RefusedError as error:
            if not self.guessed:
                raise
            hint = "give the address of updates (--update) or of a Graph Store (--graph-store)"
            raise InputError(error.what, f"{error.reason}; {hint}") from error


def _pieces(graph: str, ntriples: bytes) -> Iterator[str]:
    """Updates that insert statements, each small enough for any server."""
    lines: list[str] = []
    size = 0
    for line in filter(None, ntriples.decode().split("\n")):
        if lines and (len(lines) == _LINES or size + len(line) > _BYTES):
            yield _inserted(graph, lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield _inserted(graph, lines)


def _inserted(graph: str, lines: list[str]) -> str:
    # Statements of N-Triples are statements of SPARQL too.
    return f"INSERT DATA {{ GRAPH {NamedNode(graph)} {{\n" + "\n".join(lines) + "\n} }"

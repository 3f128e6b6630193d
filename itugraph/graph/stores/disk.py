"""Triples on disk, written once and only read after that."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from itugraph.errors import InputError
from itugraph.graph.guard import Dataset
from itugraph.graph.stores.asked import ask
from itugraph.graph.stores.store import Answer

BATCH = 48_000_000
"""Bytes of N-Quads that are loaded at a time: memory grows to about eight times as much."""


class DiskStore:
    """Triples on disk, in Oxigraph's engine, opened to be read.

    The default graph holds each triple once, whatever named graphs it stands in: the engine's
    own union of them gives a triple once a graph, and a text that a thousand sources describe
    would make a million rows of a thousand.
    """

    def __init__(self, folder: Path, quads: int, lock: int | None = None) -> None:
        """Open what `write` wrote.

        Args:
            quads: how many it holds in named graphs.
            lock: descriptor of a file that is held open as long as the store is.

        Raises:
            OSError: if it is no store, or damaged.
        """
        self._folder = folder
        self._quads = quads
        self._engine = pyoxigraph.Store.read_only(str(folder))
        # Not a file object: one that is forgotten would be complained of.
        self._unlock = weakref.finalize(self, os.close, lock) if lock is not None else None

    @staticmethod
    def write(folder: Path, files: Iterable[tuple[bytes, str]]) -> int:
        """Write files of N-Quads, each of one named graph, as a store; how many quads it has.

        Args:
            folder: not there yet.
            files: content and IRI of the graph of each.

        Raises:
            InputError: if a file holds statements of another graph.
            OSError: if it cannot be written.
        """
        engine = pyoxigraph.Store(str(folder))
        quads = held = 0
        batch: list[bytes] = []
        for content, graph in files:
            quads += content.count(b"\n")
            batch += [content, _without(graph, content)]
            held += 2 * len(content)
            if held >= BATCH:
                engine.bulk_load(b"".join(batch), format=RdfFormat.N_QUADS)
                held = 0
                batch = []
        engine.bulk_load(b"".join(batch), format=RdfFormat.N_QUADS)
        engine.optimize()  # look-ups are twice as fast
        engine.flush()
        return quads

    def query(self, sparql: str, dataset: Dataset | None = None) -> Answer:
        """The answer to SPARQL that only reads; see `Store.query`.

        Raises:
            InputError: if the engine refuses it, a graph is named that is not stored, or the
                store is damaged.
        """
        try:
            return ask(self._engine, sparql, dataset, union=False)
        except (OSError, RuntimeError) as error:  # the engine's, of files and of what is in them
            raise damaged(self._folder) from error

    def __iter__(self) -> Iterator[Quad]:
        try:
            for graph in self._graphs():
                yield from self._engine.quads_for_pattern(None, None, None, graph)
        except (OSError, RuntimeError) as error:
            raise damaged(self._folder) from error

    def __len__(self) -> int:
        return self._quads

    def _graphs(self) -> Iterator[NamedNode]:
        for graph in self._engine.named_graphs():
            if isinstance(graph, NamedNode):
                yield graph

    def named_graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs, sorted."""
        return tuple(sorted(graph.value for graph in self._graphs()))

    def close(self) -> None:
        """Let go of the files and the lock."""
        self._engine = pyoxigraph.Store()
        if self._unlock is not None:
            self._unlock()


def damaged(folder: Path) -> InputError:
    """What a user is told of a store that cannot be read."""
    return InputError(str(folder), "is damaged: itugraph index makes it anew")


def _without(graph: str, content: bytes) -> bytes:
    """The lines of a named graph as those of the default graph."""
    end = f" <{graph}> .\n".encode()
    if content.count(end) != content.count(b"\n") or content[-1:] not in {b"", b"\n"}:
        raise InputError(graph, "has statements of another graph: build the graph anew")
    return content.replace(end, b" .\n")

"""Triples in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from itugraph.graph.guard import Dataset
from itugraph.graph.stores.asked import ask
from itugraph.graph.stores.store import Answer


@dataclass(frozen=True, slots=True)
class MemoryStore:
    """Triples in memory, in Oxigraph's engine.

    Attributes:
        engine: holds them.
    """

    engine: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)

    @classmethod
    def load(cls, files: Iterable[bytes]) -> Self:
        """A store of files of N-Quads.

        Raises:
            SyntaxError: if one is none.
        """
        store = cls()
        for content in files:
            store.engine.bulk_load(content, format=RdfFormat.N_QUADS)
        return store

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """A store of statements, as another store gives them."""
        store = cls()
        store.engine.bulk_extend(quads)
        return store

    def query(self, sparql: str, dataset: Dataset | None = None) -> Answer:
        """The answer to SPARQL that only reads; see `Store.query`.

        Raises:
            InputError: if the engine refuses it, or a graph is named that is not stored.
        """
        return ask(self.engine, sparql, dataset)

    def __iter__(self) -> Iterator[Quad]:
        return iter(self.engine)

    def __len__(self) -> int:
        return len(self.engine)

    def named_graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs, sorted."""
        return tuple(sorted(g.value for g in self.engine.named_graphs() if g != DefaultGraph()))

    def close(self) -> None:
        """Nothing is open."""

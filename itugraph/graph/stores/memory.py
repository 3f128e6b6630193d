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
    r"""Triples in memory, in Oxigraph's engine.

    Attributes:
        engine: holds them.
        merged: whether the engine's default graph holds each triple of the named ones once. The
            engine's own union of them gives a triple once a graph it stands in.

    >>> said = b'<a:a> <a:b> "c" <a:one> .\n<a:a> <a:b> "c" <a:two> .\n'
    >>> store = MemoryStore.load([said])
    >>> len(list(store.query("SELECT * { ?s ?p ?o }"))), len(store)
    (1, 2)
    """

    engine: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)
    merged: bool = False

    @classmethod
    def load(cls, files: Iterable[bytes]) -> Self:
        """A store of files of N-Quads.

        Raises:
            SyntaxError: if one is none.
        """
        engine = pyoxigraph.Store()
        for content in files:
            engine.bulk_load(content, format=RdfFormat.N_QUADS)
        graphless = next(engine.quads_for_pattern(None, None, None, DefaultGraph()), None)
        if graphless is not None:
            return cls(engine)  # what stands in no graph is to be told from what stands in one
        engine.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
        return cls(engine, merged=True)

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
        return ask(self.engine, sparql, dataset, union=not self.merged)

    def __iter__(self) -> Iterator[Quad]:
        if not self.merged:
            return iter(self.engine)
        graphs = self.engine.named_graphs()
        return (q for g in graphs for q in self.engine.quads_for_pattern(None, None, None, g))

    def __len__(self) -> int:
        return sum(1 for _ in self) if self.merged else len(self.engine)

    def named_graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs, sorted."""
        return tuple(sorted(g.value for g in self.engine.named_graphs() if g != DefaultGraph()))

    def close(self) -> None:
        """Nothing is open."""

"""What a graph asks of the place where its triples stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, Triple

from itugraph.errors import InputError
from itugraph.graph.guard import Dataset

Answer = QuerySolutions | QueryBoolean | Iterator[Triple]
"""Of SELECT, of ASK, and of CONSTRUCT or DESCRIBE; rows and triples come as they are asked for."""


class Store(Protocol):
    """Triples, each source in a named graph of its own, asked as the union of all of them."""

    def query(self, sparql: str, dataset: Dataset | None = None) -> Answer:
        """The answer to SPARQL that only reads.

        Args:
            dataset: the graphs to ask in place of those that the query itself names.

        Raises:
            InputError: if it is no SPARQL, names a graph that is not stored, or cannot be
                answered.
        """
        ...

    def __iter__(self) -> Iterator[Quad]:
        """All triples with the graphs they stand in, in no order.

        Raises:
            InputError: if they cannot be read.
        """
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...

    def named_graphs(self) -> tuple[str, ...]:
        """The IRIs of the graphs, sorted."""
        ...

    def close(self) -> None:
        """Let go of files and connections; what was closed is not asked again."""
        ...


def refused(error: Exception) -> InputError:
    """What a user is told of an engine's error: line and column, in one short line.

    >>> str(refused(SyntaxError("error at 3:14: expected WHERE")))
    'query: is no SPARQL query (line 3, column 14)'
    """
    text = " ".join(str(error).split())
    place = re.search(r"(\d+):(\d+)", text)
    prefix = "; a prefix is not declared" if "prefix" in text.lower() else ""
    where = f"line {place[1]}, column {place[2]}{prefix}" if place else text[:200]
    return InputError("query", f"is no SPARQL query ({where})")

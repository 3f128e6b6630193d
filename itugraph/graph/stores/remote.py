"""Triples behind an address: any server that speaks the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from itugraph.errors import InputError, MissingExtraError
from itugraph.graph.guard import Dataset
from itugraph.graph.stores.remote_address import checked, shown
from itugraph.graph.stores.sparql_words import counted, form_of, limit_of, solutions_of, uses
from itugraph.graph.stores.store import Answer

if TYPE_CHECKING:
    from itugraph.graph.stores.remote_answers import Counted
    from itugraph.graph.stores.remote_http import Connection
    from itugraph.graph.stores.remote_union import Parameters, Union

PUBLISHED: Final = "published"
"""Path of the named graph that tells what was published; it is no part of the graph itself."""


def connection() -> Connection:
    """A connection with the credentials and limits of the environment.

    Raises:
        InputError: if the environment holds credentials or limits that are none.
        MissingExtraError: if httpx is not installed.
    """
    try:
        from itugraph.graph.stores.remote_http import connected
    except ModuleNotFoundError as error:
        raise MissingExtraError("a graph behind an address", "remote") from error
    return connected()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query address, asked for whole answers.

    Attributes:
        address: of queries; what: the same as it is printed.
    """

    connection: Connection
    address: str
    what: str

    def counted(self, sparql: str, parameters: Parameters = ()) -> Counted:
        """An answer with its number of rows or triples, as the server gives it.

        Raises:
            InputError: if there is no answer, or it is cut.
        """
        from itugraph.graph.stores.remote_answers import ROWS, TRIPLES, counted_answer

        form = form_of(sparql)
        accept = ROWS if form in ("SELECT", "ASK") else TRIPLES
        reply = self.connection.ask(self.address, [("query", sparql), *parameters], accept)
        return counted_answer(reply, self.what, form)

    def whole(self, sparql: str, parameters: Parameters = ()) -> Answer:
        """An answer whose rows are all there are.

        Raises:
            InputError: if there is none, it is cut, or a limit of the server cut it.
        """
        from itugraph.graph.stores.remote_answers import MANY, is_round

        given = self.counted(sparql, parameters)
        solutions = solutions_of(sparql) if form_of(sparql) == "CONSTRUCT" else None
        if solutions:
            # Triples tell nothing of how many there should be: the rows they are made of do.
            of_all = counted(solutions)
            if of_all is None or self.number(of_all, parameters) >= MANY:
                self.whole(solutions, parameters)
        elif is_round(given.count):
            self._verify(sparql, parameters, given.count)
        return given.answer()

    def _verify(self, sparql: str, parameters: Parameters, count: int) -> None:
        """Let a number of rows pass that is all there are.

        Raises:
            InputError: if there are more, or nobody knows.
        """
        if limit_of(sparql) == count and uses(sparql, "FROM"):
            return
        of_all = counted(sparql) if form_of(sparql) == "SELECT" else None
        reason = f"gives {count:,} rows, which may be its limit: ask for fewer with LIMIT"
        if of_all is None:
            raise InputError(self.what, reason)
        try:
            there = self.number(of_all, parameters)
        except InputError as error:
            raise InputError(self.what, reason) from error
        if there != count:
            raise InputError(
                self.what, f"gives {count:,} of {there:,} rows: ask for fewer with LIMIT"
            )

    def number(self, sparql: str, parameters: Parameters = ()) -> int:
        """The number that a query asks for.

        Raises:
            InputError: as `whole`.
        """
        return self.counted(sparql, parameters).number()


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A graph on a server, asked over HTTP; nothing of it is ever changed.

    Others may keep graphs of their own there: queries see what the server shows, but the
    statements and names told here are of this graph alone.

    Attributes:
        base: the IRI base of the graph's names.
        union: how the server is asked for the union of its named graphs.
        plain: all triples stand in the default graph.
    """

    asked: Asked
    base: str
    union: Union
    plain: bool = False

    @classmethod
    def connect(cls, address: str) -> Self:
        """Find out how a server is to be asked; nothing is stored there for it.

        Raises:
            InputError: if it is no address, nobody answers, or no graph is there.
            MissingExtraError: if httpx is not installed.
        """
        what = shown(checked(address))
        asked = Asked(connection(), address, what)
        from itugraph.graph.stores.remote_union import SOURCES, Union, union

        first = "SELECT (MIN(STR(?s)) AS ?first) (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {} }}"
        base, count = _first(asked, first.format(f"GRAPH ?g {{ {SOURCES} }}"))
        if count:
            own = _OwnGraphs(asked, base)
            return cls(asked, base, union(what, count, own.names, asked.number))
        base, count = _first(asked, first.format(SOURCES))
        if not count:
            raise InputError(what, "holds no graph: put one there with itugraph publish")
        return cls(asked, base, Union(), plain=True)

    def query(self, sparql: str, dataset: Dataset | None = None) -> Answer:
        """The answer to SPARQL that only reads, whole or an error; see `Store.query`.

        Raises:
            InputError: if the server refuses it, breaks off, or cuts it short.
        """
        if dataset is None:
            return self.asked.whole(sparql, self.union.sent_with(sparql))
        default = [("default-graph-uri", iri) for iri in dataset.default]
        named = [("named-graph-uri", iri) for iri in dataset.named]
        return self.asked.whole(sparql, (*default, *named))

    def __iter__(self) -> Iterator[Quad]:
        from itugraph.graph.stores.remote_whole import counts, default_graph, quads

        ask, what = self.asked.counted, self.asked.what
        if self.plain:
            yield from default_graph(ask, what)
        else:
            yield from quads(ask, what, counts(ask, self.named_graphs()))

    def __len__(self) -> int:
        from itugraph.graph.stores.remote_whole import counts

        if self.plain:
            return self.asked.number("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return sum(counts(self.asked.counted, self.named_graphs()).values())

    def named_graphs(self) -> tuple[str, ...]:
        """The IRIs of this graph's named graphs, sorted."""
        return () if self.plain else _OwnGraphs(self.asked, self.base).names()

    def close(self) -> None:
        """Let go of the connection."""
        self.asked.connection.close()


@dataclass(frozen=True, slots=True)
class _OwnGraphs:
    asked: Asked
    base: str

    def names(self) -> tuple[str, ...]:
        begins = str(Literal(self.base))
        answer = self.asked.whole(
            "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o }"
            f" FILTER (STRSTARTS(STR(?g), {begins})) }}"
        )
        rows = answer if isinstance(answer, QuerySolutions) else ()
        found = {row["g"].value for row in rows if isinstance(row["g"], NamedNode)}
        return tuple(sorted(found - {self.base + PUBLISHED}))


def _first(asked: Asked, sparql: str) -> tuple[str, int]:
    """The base of the first source, by name, and how many sources there are."""
    answer = asked.whole(sparql)
    for row in answer if isinstance(answer, QuerySolutions) else ():
        first, count = row["first"], row["n"]
        if isinstance(first, Literal) and isinstance(count, Literal):
            return first.value.rpartition("source/")[0], int(count.value)
    return "", 0

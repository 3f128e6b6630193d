"""The bytes of an answer become rows or triples: all of them, or an error, never fewer.

An answer is read twice. The first time it is only counted: one that is cut is refused before
anybody sees a row of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from itugraph.errors import InputError
from itugraph.graph.stores.remote_body import Reply
from itugraph.graph.stores.sparql_words import Form
from itugraph.graph.stores.store import Answer

ROWS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
TRIPLES: Final = "application/n-triples, text/turtle;q=0.5"
_RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_RDF = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
}
MANY: Final = 1000
"""Rows that no server is known to cut."""
_ASKED = "__ASK_RETVAL"
"""Virtuoso answers ASK with a row of this column, or with none."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A whole answer, and how many rows or triples it has.

    Attributes:
        yes: the answer to ASK, None where it is none.
    """

    body: IO[bytes]
    format: QueryResultsFormat | RdfFormat
    count: int
    yes: bool | None = None

    def answer(self) -> Answer:
        """The rows or triples, from the first on."""
        if self.yes is not None:
            said = b'{"head":{},"boolean":%s}' % (b"true" if self.yes else b"false")
            return parse_query_results(said, format=QueryResultsFormat.JSON)
        self.body.seek(0)
        if isinstance(self.format, RdfFormat):
            return _read(self.body, self.format)
        return parse_query_results(self.body, format=self.format)

    def rows(self) -> Iterator[QuerySolution]:
        """The rows of a SELECT."""
        answer = self.answer()
        if isinstance(answer, QuerySolutions):
            yield from answer

    def number(self) -> int:
        """The number that is the first value of the first row; 0 without one.

        Raises:
            ValueError: if it is none.
        """
        for row in self.rows():
            value = row[0]
            return int(value.value) if isinstance(value, Literal) else 0
        return 0


def counted_answer(reply: Reply, what: str, form: Form) -> Counted:
    """What a reply says.

    Args:
        what: the address, as it is printed.

    Raises:
        InputError: if it is of no form that was asked for, cut, or in part only.
    """
    if reply.headers.get("x-sql-state"):
        message = reply.headers.get("x-sql-message", "")
        why = "of a time limit" if "timeout" in message else "of a limit of the server"
        raise InputError(what, f"gives a part of the answer only, because {why}")
    try:
        if form in ("SELECT", "ASK"):
            return _rows(reply, what, form)
        return _triples(reply, what)
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(what, "gives an answer that is cut or damaged") from error


def _rows(reply: Reply, what: str, form: Form) -> Counted:
    format_ = _RESULTS.get(reply.media)
    if format_ is None:
        raise _other(reply, what)
    answer = parse_query_results(reply.body, format=format_)
    if isinstance(answer, QueryBoolean):
        if form != "ASK":
            raise ValueError("yes or no where rows were asked for")
        return Counted(reply.body, format_, 1, yes=bool(answer))
    count = sum(1 for _ in answer)
    if form == "ASK":
        if [variable.value for variable in answer.variables] != [_ASKED]:
            raise ValueError("rows where yes or no was asked for")
        return Counted(reply.body, format_, 1, yes=count > 0)
    return Counted(reply.body, format_, count)


def _triples(reply: Reply, what: str) -> Counted:
    format_ = _RDF.get(reply.media)
    if format_ is None:
        raise _other(reply, what)
    return Counted(reply.body, format_, sum(1 for _ in parse(reply.body, format=format_)))


def _read(body: IO[bytes], format_: RdfFormat) -> Iterator[Triple]:
    for quad in parse(body, format=format_):
        yield quad.triple


def _other(reply: Reply, what: str) -> InputError:
    kind = "".join(c for c in reply.media if c.isalnum() or c in "/+.-")[:60] or "nothing known"
    return InputError(what, f"answers with {kind}: is it an address for SPARQL queries?")


def is_round(count: int) -> bool:
    """Whether so many rows may be a limit of a server rather than all there are.

    >>> [n for n in (10, 999, 1000, 1024, 1500, 10_000, 2**20) if is_round(n)]
    [1000, 1024, 10000, 1048576]
    """
    return count >= MANY and (count % 1000 == 0 or count & (count - 1) == 0)

"""Refuses queries that would change the graph or reach outside, by parsing them.

A text filter would miss a SERVICE written with escapes or nested in a filter; a parse tree
does not. A query that cannot be parsed here is refused, so that two parsers cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from itugraph.errors import InputError


def refuse_unsafe(sparql: str) -> None:
    """Let a query through that only reads what is stored.

    Raises:
        InputError: if it is an update, uses SERVICE, or cannot be parsed; the message has
            line and column where they are known.

    >>> refuse_unsafe("SELECT * WHERE { ?s ?p ?o }")
    >>> refuse_unsafe("LOAD <file:///etc/passwd>")
    Traceback (most recent call last):
    itugraph.errors.InputError: query: is an update; the graph is only read
    """
    # Imported here: slow to load, and named queries do without.
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(sparql)
    except ParseException as error:
        if _is_update(sparql):
            raise InputError("query", "is an update; the graph is only read") from error
        where = f"line {error.lineno}, column {error.column}"
        raise InputError(
            "query", f"is no SPARQL query ({where}: {error.line.strip()!r})"
        ) from error
    except RecursionError as error:
        raise InputError("query", "is nested too deeply") from error
    if "ServiceGraphPattern" in _names(tree):
        raise InputError("query", "uses SERVICE; no request leaves this machine")


def _is_update(sparql: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        parseUpdate(sparql)
    except ParseException:
        return False
    return True


def _names(tree: object) -> Iterator[str]:
    """The names of all nodes of a parse tree."""
    # Imported here: the types of rdflib's tree.
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting: list[object] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield str(node.name)
            waiting.extend(node.values())
        elif isinstance(node, ParseResults | list | tuple):
            waiting.extend(node)

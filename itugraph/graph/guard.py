"""Refuses queries that would change the graph or reach outside, by parsing them.

A text filter would miss a SERVICE written with escapes or nested in a filter; a parse tree
does not. A query that cannot be parsed here is refused, so that two parsers cannot disagree.
"""

from __future__ import annotations

import re
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
    if not sparql.strip():
        raise InputError("query", "is no SPARQL query: it is empty")
    _refuse_escapes(sparql)
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


def _refuse_escapes(sparql: str) -> None:
    """Let escapes of letters through, and no others.

    Two parsers expand them at different moments: an escaped quotation mark ends a string in
    one of them only, and could hide what follows it from this guard.
    """
    for match in re.finditer(r"\\(?:u([0-9A-Fa-f]{0,4})|U([0-9A-Fa-f]{0,8}))", sparql):
        point = int(match[1] or match[2] or "0", 16)
        if point > 0x10FFFF or not chr(point).isalnum():
            raise InputError("query", f"is no SPARQL query ({match[0]}: write what it stands for)")


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

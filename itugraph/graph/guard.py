"""Refuses queries that would change the graph or reach outside, by parsing them.

A text filter would miss a SERVICE written with escapes or nested in a filter; a parse tree
does not. A query that cannot be parsed here is refused, so that two parsers cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from itugraph.errors import InputError

if TYPE_CHECKING:
    from pyparsing import ParseException, ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

MOST_CHARACTERS = 100_000
"""Of a query that is parsed: longer ones are refused unread."""

_FORMS: dict[str, Form] = {
    "SelectQuery": "SELECT",
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{0,4})|U([0-9A-Fa-f]{0,8}))")


class ForbiddenError(InputError):
    """A query that is well formed, and is not answered for what it would do."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked of, in place of the union of all.

    Attributes:
        default: IRIs of the graphs whose union plain patterns see.
        named: IRIs of the graphs that GRAPH sees.
    """

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query that only reads asks for.

    Attributes:
        dataset: the graphs that its FROM and FROM NAMED name, None where it has neither.
    """

    form: Form
    dataset: Dataset | None


def refuse_unsafe(sparql: str) -> None:
    """Let a query through that only reads what is stored.

    Raises:
        InputError: if it is an update, uses SERVICE, or cannot be parsed; the message has
            line and column where they are known.

    >>> refuse_unsafe("SELECT * WHERE { ?s ?p ?o }")
    >>> refuse_unsafe("LOAD <file:///etc/passwd>")
    Traceback (most recent call last):
    itugraph.graph.guard.ForbiddenError: query: is an update; the graph is only read
    """
    reading(sparql)


def reading(sparql: str) -> Reading:
    """What a query asks for, if it only reads what is stored.

    Raises:
        ForbiddenError: if it is an update or uses SERVICE.
        InputError: if it cannot be parsed; the message has line and column where they are known.

    >>> reading("ASK FROM <http://x.example/g> { ?s ?p ?o }")
    Reading(form='ASK', dataset=Dataset(default=('http://x.example/g',), named=()))
    """
    if not sparql.strip():
        raise InputError("query", "is no SPARQL query: it is empty")
    if len(sparql) > MOST_CHARACTERS:
        raise InputError("query", f"is longer than {MOST_CHARACTERS:,} characters")
    _refuse_escapes(sparql)
    # Imported here: slow to load, and named queries do without.
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(sparql)
    except ParseException as error:
        if _is_update(sparql):
            raise ForbiddenError("query", "is an update; the graph is only read") from error
        raise InputError("query", f"is no SPARQL query ({_fault(sparql, error)})") from error
    except RecursionError as error:
        raise _too_deep() from error
    nodes = list(_nodes(tree))
    if any(node.name == "ServiceGraphPattern" for node in nodes):
        raise ForbiddenError("query", "uses SERVICE; no request leaves this machine")
    [form] = {_FORMS[node.name] for node in tree if getattr(node, "name", None) in _FORMS}
    clauses = [node for node in nodes if node.name == "DatasetClause"]
    return Reading(form, _dataset(tree[0], clauses) if clauses else None)


def has_dataset(sparql: str) -> bool:
    """Whether a query may have a FROM: a quick look that never misses one.

    >>> has_dataset("SELECT * WHERE { ?from itg:movedFrom ?o }")
    False
    >>> has_dataset("ASKFROM:g { ?s ?p ?o }")  # the engine wants no space before or after it
    True
    """
    if re.search(r"\\u", sparql, re.IGNORECASE):
        return True
    keywords = re.sub(r"[?$]\w+|:[\w.:%-]+", " ", sparql)
    return re.search("from", keywords, re.IGNORECASE) is not None


def _dataset(prologue: ParseResults, clauses: list[CompValue]) -> Dataset:
    from rdflib.plugins.sparql.algebra import translatePrologue

    names = translatePrologue(prologue, None)
    default: list[str] = []
    named: list[str] = []
    for clause in clauses:
        for key, found in (("default", default), ("named", named)):
            if key in clause:
                iri = clause[key]
                if getattr(iri, "name", None) == "pname":
                    prefix = iri.prefix or ""
                    if names.namespace_manager.store.namespace(prefix) is None:
                        reason = f"is no SPARQL query (the prefix {prefix}: is not declared)"
                        raise InputError("query", reason)
                found.append(str(names.absolutize(iri)))
    return Dataset(tuple(default), tuple(named))


def _too_deep() -> InputError:
    return InputError("query", "is nested too deeply, or has too many patterns in one group")


def _refuse_escapes(sparql: str) -> None:
    """Let escapes of letters through, and no others.

    Two parsers expand them at different moments: an escaped quotation mark ends a string in
    one of them only, and could hide what follows it from this guard.
    """
    for match in _ESCAPE.finditer(sparql):
        point = int(match[1] or match[2] or "0", 16)
        if point > 0x10FFFF or not chr(point).isalnum():
            raise InputError("query", f"is no SPARQL query ({match[0]}: write what it stands for)")


def _fault(sparql: str, error: ParseException) -> str:
    """Where a query goes wrong, and the line around it.

    The engine tells the place better than the parser, which goes back to where a group began.
    It is asked only where the word SERVICE stands nowhere, as it would follow one.
    """
    from pyoxigraph import Store

    line, column = error.lineno, error.column
    if not re.search(r"service|\\u", sparql, re.IGNORECASE):
        try:
            Store().query(sparql)
        except SyntaxError as fault:
            place = re.search(r"at (\d+):(\d+)", str(fault))
            if place:
                line, column = int(place[1]), int(place[2])
        except ValueError:
            pass  # what it finds wrong has no place
    lines = sparql.splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 40)
    return f"line {line}, column {column}: {text[start : start + 80].strip()!r}"


def _is_update(sparql: str) -> bool:
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        parseUpdate(sparql)
    except ParseException:
        return False
    except RecursionError as error:
        raise _too_deep() from error
    return True


def _nodes(tree: object) -> Iterator[CompValue]:
    """All nodes of a parse tree."""
    # Imported here: the types of rdflib's tree.
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    waiting: list[object] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, ParseResults | list | tuple):
            waiting.extend(node)

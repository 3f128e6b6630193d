"""Whole graphs of a server, counted before and after: its limits cut none of them unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from itugraph.errors import InputError
from itugraph.graph.stores.remote_answers import Counted

Ask = Callable[[str], Counted]
"""Rows of a SELECT that says itself which graphs it means."""

_PAGE = 5_000
"""Triples of a page of several graphs: servers give at least so many rows, as a rule."""
_NAMES = 200
"""Graphs named in one query."""
_AT_ONCE = 100_000
"""Triples of one graph that are asked for at once."""
_DIGITS = "0123456789abcdef"
_DEEPEST = 4
"""Digits of a digest: a graph is asked for in 16, 256 … parts until each is given whole."""


def counts(ask: Ask, graphs: Sequence[str]) -> dict[str, int]:
    """How many triples each named graph holds; those that are not there hold none.

    Raises:
        InputError: if the server does not answer.
    """
    found = dict.fromkeys(graphs, 0)
    for start in range(0, len(graphs), _NAMES):
        some = graphs[start : start + _NAMES]
        counted = ask(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {_listed(some)} }}"
            " GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        )
        for row in counted.rows():
            graph, count = row["g"], row["n"]
            if isinstance(graph, NamedNode) and isinstance(count, Literal):
                found[graph.value] = int(count.value)
    return found


def quads(ask: Ask, what: str, sizes: Mapping[str, int]) -> Iterator[Quad]:
    """All statements of named graphs, whose sizes are those `counts` gave.

    Raises:
        InputError: if the server gives fewer than it counts, whatever is tried.
    """
    page: list[str] = []
    for graph in sizes:
        if page and (
            sum(map(sizes.__getitem__, page)) + sizes[graph] > _PAGE or len(page) >= _NAMES
        ):
            yield from _page(ask, what, {g: sizes[g] for g in page})
            page = []
        if sizes[graph]:
            page.append(graph)
    if page:
        yield from _page(ask, what, {g: sizes[g] for g in page})


def _page(ask: Ask, what: str, sizes: Mapping[str, int]) -> Iterator[Quad]:
    if len(sizes) == 1:
        [(graph, size)] = sizes.items()
        yield from _one(ask, what, graph, size)
        return
    wanted = sum(sizes.values())
    counted = ask(
        f"SELECT ?g ?s ?p ?o WHERE {{ VALUES ?g {{ {_listed(list(sizes))} }}"
        " GRAPH ?g { ?s ?p ?o } }"
    )
    if counted.count == wanted:
        yield from _quads(counted)
        return
    for graph, size in sizes.items():
        yield from _one(ask, what, graph, size)


def _one(ask: Ask, what: str, graph: str, size: int) -> Iterator[Quad]:
    node = NamedNode(graph)
    yield from _part(ask, what, node, f"GRAPH {node} {{ ?s ?p ?o }}", size, "")


def default_graph(ask: Ask, what: str) -> Iterator[Quad]:
    """All statements of the default graph of a server that keeps no named ones.

    Raises:
        InputError: as `quads`.
    """
    pattern = "?s ?p ?o"
    size = ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").number()
    yield from _part(ask, what, DefaultGraph(), pattern, size, "")


def _part(
    ask: Ask, what: str, graph: NamedNode | DefaultGraph, pattern: str, size: int, digits: str
) -> Iterator[Quad]:
    """The statements whose subjects' digests begin with some digits: whole, or in parts."""
    where = pattern
    if digits:
        where = f"{pattern} FILTER (STRSTARTS(MD5(STR(?s)), '{digits}'))"
    if size <= _AT_ONCE:
        counted = ask(f"SELECT ?s ?p ?o WHERE {{ {where} }}")
        if counted.count == size:
            yield from _quads(counted, graph)
            return
    if len(digits) == _DEEPEST:
        raise InputError(what, f"gives fewer triples of {graph} than it counts ({size})")
    left = size
    for digit in _DIGITS:
        more = f"{pattern} FILTER (STRSTARTS(MD5(STR(?s)), '{digits}{digit}'))"
        part = ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {more} }}").number()
        left -= part
        if part:
            yield from _part(ask, what, graph, pattern, part, digits + digit)
    if left:
        raise InputError(what, f"changes while {graph} is read, or counts it wrongly: try again")


def _quads(counted: Counted, graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
    for row in counted.rows():
        subject, predicate, object_ = row["s"], row["p"], row["o"]
        place = graph if graph is not None else row["g"]
        if (
            isinstance(subject, NamedNode | BlankNode)
            and isinstance(predicate, NamedNode)
            and isinstance(object_, NamedNode | BlankNode | Literal)
            and isinstance(place, NamedNode | DefaultGraph)
        ):
            yield Quad(subject, predicate, object_, place)


def _listed(graphs: Sequence[str]) -> str:
    """IRIs as they stand in a query; one that could end its brackets is none."""
    return " ".join(str(NamedNode(graph)) for graph in graphs)

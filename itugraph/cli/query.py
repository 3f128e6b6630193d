"""itugraph query."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, serialize

from itugraph.cli.common import (
    as_of_option,
    columns,
    graph_option,
    output_option,
    write,
    written,
)
from itugraph.errors import InputError
from itugraph.graph import Graph
from itugraph.graph.queries import grouped, is_named
from itugraph.graph.results import value
from itugraph.views.tables import table
from itugraph.vocabulary import PREFIXES

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_TRIPLES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}


def _list(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        rows: list[list[str]] = []
        takes: dict[str, str] = {}
        for group, queries in grouped():
            rows += [[group.upper(), ""], *([q.call, q.title] for q in queries)]
            for query in queries:
                takes = dict(zip(query.parameters, query.hints, strict=True)) | takes
        told = [[name.upper(), hint] for name, hint in takes.items()]
        asked = table(["query", "question"], rows, columns())
        write(Path("-"), asked + "\n" + table(["takes", "what to type"], told, columns()))
        ctx.exit()


@click.command(
    epilog="\b\nExamples:\n  itugraph query --list\n  itugraph query most-cited -g graph\n"
    '  itugraph query who-cites "WTSA Res. 44" -g graph --format csv\n'
    '  itugraph query who-cites "WTSA Res. 44" -g graph --as-of 2017-01-01\n'
    '  itugraph query "SELECT * WHERE { ?s ?p ?o } LIMIT 5" -g graph\n'
    "  itugraph query question.rq -g graph"
)
@click.argument("query")
@click.argument("arguments", nargs=-1)
@graph_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", *_RESULTS, *_TRIPLES]),
    help="table, csv, tsv, json or xml for rows; turtle, ntriples or jsonld for CONSTRUCT.",
)
@as_of_option
@output_option
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="List the named queries.",
)
def query(
    query: str,
    arguments: tuple[str, ...],
    folder: Path | str,
    format_: str | None,
    as_of: str | None,
    output: Path,
) -> None:
    """Ask a graph, by a query's name or in SPARQL.

    QUERY is a name (with its ARGUMENTS, as people type them), SPARQL, a file, or "-" for
    standard input. The graph is only read: updates, LOAD and SERVICE are refused.
    """
    graph = Graph.open(folder)
    results = graph.run(graph.sparql(_text(query), *arguments, as_of=as_of))
    if isinstance(results, QueryBoolean | QuerySolutions):
        if format_ in _TRIPLES:
            raise click.UsageError(f"{format_} is for CONSTRUCT; this query gives rows")
        if format_ in _RESULTS:
            with written(output) as file, _told_of_store():
                results.serialize(file, format=_RESULTS[format_])  # row by row, none is held
        elif isinstance(results, QueryBoolean):
            write(output, "yes\n" if results else "no\n")
        else:
            headings = [variable.value for variable in results.variables]
            with _told_of_store():
                rows = [[value(term, graph.base) for term in row] for row in results]
            write(output, table(headings, rows, columns()))
        return
    if format_ in _RESULTS or format_ == "table":
        raise click.UsageError(f"{format_} is for rows; this query constructs triples")
    chosen = _TRIPLES[format_ or "turtle"]
    prefixes = PREFIXES | {"": graph.base} if chosen == RdfFormat.TURTLE else None
    with written(output) as file, _told_of_store():
        serialize(results, file, format=chosen, prefixes=prefixes)


@contextmanager
def _told_of_store() -> Iterator[None]:
    """Tell of a store that fails while rows are read from it; files have numbers of errors."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        why = " ".join(str(error).split())[:120]
        raise InputError("query", f"cannot be answered, the store is damaged: {why}") from error


def _text(query: str) -> str:
    if query == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError("-", "is not UTF-8 text") from error
    if is_named(query) or "{" in query or "\n" in query:
        return query
    path = Path(query)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(query, "cannot be read as a query") from error
    return query

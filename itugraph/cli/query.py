"""itugraph query."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, serialize

from itugraph.cli.common import columns, graph_option, output_option, write
from itugraph.errors import InputError
from itugraph.graph import Graph
from itugraph.graph.queries import is_named, library
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
        rows = [[q.name, " ".join(q.parameters), q.title] for q in library()]
        write(Path("-"), table(["name", "takes", "question"], rows, columns()))
        ctx.exit()


@click.command(
    epilog="\b\nExamples:\n  itugraph query --list\n  itugraph query most-cited -g graph\n"
    '  itugraph query who-cites "WTSA Res. 44" -g graph --format csv\n'
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
    query: str, arguments: tuple[str, ...], folder: Path | str, format_: str | None, output: Path
) -> None:
    """Ask a graph, by a query's name or in SPARQL.

    QUERY is a name (with its ARGUMENTS, as people type them), SPARQL, a file, or "-" for
    standard input. The graph is only read: updates, LOAD and SERVICE are refused.
    """
    graph = Graph.open(folder)
    results = graph.run(graph.sparql(_text(query), *arguments))
    if isinstance(results, QueryBoolean | QuerySolutions):
        if format_ in _TRIPLES:
            raise click.UsageError(f"{format_} is for CONSTRUCT; this query gives rows")
        if format_ in _RESULTS:
            content = results.serialize(format=_RESULTS[format_])
            write(output, content or b"")
        elif isinstance(results, QueryBoolean):
            write(output, "yes\n" if results else "no\n")
        else:
            headings = [variable.value for variable in results.variables]
            rows = [[value(term, graph.base) for term in row] for row in results]
            write(output, table(headings, rows, columns()))
        return
    if format_ in _RESULTS or format_ == "table":
        raise click.UsageError(f"{format_} is for rows; this query constructs triples")
    chosen = _TRIPLES[format_ or "turtle"]
    prefixes = PREFIXES | {"": graph.base} if chosen == RdfFormat.TURTLE else None
    write(output, serialize(results, format=chosen, prefixes=prefixes) or b"")


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

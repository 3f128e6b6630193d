"""itugraph path."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from itugraph.cli.common import (
    as_of_option,
    columns,
    graph_option,
    load_registry,
    output_option,
    registry_option,
    say,
    write,
)
from itugraph.graph import Graph
from itugraph.graph.analysis.route import Step
from itugraph.graph.analysis.way import Way, way
from itugraph.views.tables import printable

_SHOWN = 3
"""Of so many citations of a step the words are told; JSON has them all."""


@click.command(
    epilog='\b\nExamples:\n  itugraph path "PP Res. 191" "WTSA Res. 44" -g graph\n'
    '  itugraph path draft-191.docx "the Constitution" --format json -g graph'
)
@click.argument("start")
@click.argument("end")
@graph_option
@as_of_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@output_option
@registry_option
@click.pass_context
def path(
    ctx: click.Context,
    start: str,
    end: str,
    folder: Path,
    as_of: str | None,
    format_: str,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Tell by which citations a way leads from one text to another.

    START and END are what people type: "WTSA Res. 44", a path, or a file of the graph. The
    shortest ways are told, up to five, with the words of each step; an instrument counts with
    all its editions. Exit code 1 says that there is none.
    """
    found = way(Graph.open(folder, load_registry(registries)), start, end, as_of)
    if format_ == "json":
        write(output, json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n")
    elif found.routes:
        write(output, printable(_told(found)))
    if found.why_not:
        say(found.why_not)
        ctx.exit(1)


def _told(found: Way) -> str:
    lines: list[str] = []
    of = f"{len(found.routes)}{' and more' if found.more else ''}"
    for number, route in enumerate(found.routes, start=1):
        if len(found.routes) > 1:
            lines += [f"Route {number} of {of}", ""]
        names = [found.labels[node] for node in route.nodes]
        lines += [" → ".join(names), ""]
        for step in route.steps:
            lines += _step(step, found)
    return "\n".join(lines).rstrip() + "\n"


def _step(step: Step, found: Way) -> Sequence[str]:
    lines = [f"{found.labels[step.citing]} cites {found.labels[step.cited]}"]
    for citation in step.citations[:_SHOWN]:
        where = " ".join(filter(None, [citation.clause, citation.item])) or "outside of clauses"
        lines.append(f"  {citation.citing_label}, {where}: {citation.cited_label}")
        if citation.quote:
            lines += textwrap.wrap(
                citation.quote, columns(), initial_indent="    > ", subsequent_indent="    > "
            )
    more = len(step.citations) - _SHOWN
    return [*lines, *([f"  and {more} more"] if more > 0 else []), ""]

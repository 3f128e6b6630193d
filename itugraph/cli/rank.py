"""itugraph rank."""

from __future__ import annotations

import csv
import io
import json
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
from itugraph.graph.analysis import Ranked, ranking, rolled_up
from itugraph.graph.analysis.ranking import MEASURES, Measure
from itugraph.graph.network import network
from itugraph.model import BODIES
from itugraph.views.tables import table

_KEYS = ("place", "path", "label", "title", "body", "status", "value", "texts")


@click.command(
    epilog="\b\nExamples:\n  itugraph rank -g graph\n"
    "  itugraph rank --by pagerank --body WTSA --top 20 -g graph\n"
    "  itugraph rank --by betweenness --as-of PP-14 --format csv -g graph"
)
@graph_option
@click.option(
    "--by",
    type=click.Choice(MEASURES),
    default="cited",
    show_default=True,
    help="How many texts cite it, how many instruments it cites, PageRank, or on how many of the"
    " shortest routes between others it lies.",
)
@click.option(
    "--body",
    type=click.Choice(sorted(BODIES), case_sensitive=False),
    help="Tell only of this body's instruments.",
)
@click.option(
    "--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many are told."
)
@as_of_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
@output_option
@registry_option
def rank(
    folder: Path,
    by: Measure,
    body: str | None,
    top: int,
    as_of: str | None,
    format_: str,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Rank the instruments of a graph by how they are cited.

    All editions of an instrument are one. What redlines remove and what is undecided does not
    count, a text counts once in whatever languages it was read, and its citations of its own
    instrument are left out. Equal ones share a place, in order of path.
    """
    graph = Graph.open(folder, load_registry(registries))
    net = network(graph, as_of)
    found = [one for one in ranking(rolled_up(net), by, body) if one.value][:top]
    if not found:
        day = net.graph["as_of"]
        of = f" of {body.upper()}" if body else ""
        say(f"no instrument{of} has a value of {by} above 0" + (f" on {day}" if day else ""))
    write(output, _formatted(found, by, format_))


def _formatted(found: Sequence[Ranked], by: Measure, format_: str) -> str:
    if format_ == "json":
        return json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False) + "\n"
    if format_ == "csv":
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, _KEYS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in found)
        return buffer.getvalue()
    whole = by in ("cited", "citing")
    rows = [
        [r.place, f"{r.value:.0f}" if whole else f"{r.value:.6f}", r.label, r.title, r.status]
        for r in found
    ]
    return table(["place", by, "instrument", "title", "status"], rows, columns())

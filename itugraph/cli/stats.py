"""itugraph stats."""

from __future__ import annotations

import json
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
    write,
)
from itugraph.graph import Graph
from itugraph.graph.analysis.figures import HEADINGS, figures
from itugraph.graph.analysis.summary import Summary, summary
from itugraph.graph.network import network
from itugraph.graph.texts import languages
from itugraph.views.tables import printable, table


@click.command(
    epilog="\b\nExamples:\n  itugraph stats -g graph\n"
    "  itugraph stats --as-of PP-14 -g graph\n"
    "  itugraph stats --format json -g graph"
)
@graph_option
@as_of_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@output_option
@registry_option
def stats(
    folder: Path, as_of: str | None, format_: str, output: Path, registries: tuple[Path, ...]
) -> None:
    """Tell what is in a graph, in figures.

    What cites and is cited, by body, kind and language; how sure and how old the citations
    are, and how many editions had ended when they were cited; what is cited most; how the
    network hangs together; what the registry does not know.
    """
    graph = Graph.open(folder, load_registry(registries))
    found = summary(network(graph, as_of), languages(graph))
    if format_ == "json":
        write(output, json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n")
    else:
        newest = f"all that is known, up to {graph.registry.newest.id}"
        write(output, printable(_told(found, found.as_of or newest)))


def _told(found: Summary, when: str) -> str:
    parts = [f"As of: {when}\n", table(HEADINGS, figures(found), columns())]
    if found.most_cited:
        ranked = [[r.place, r.texts, r.label, r.title, r.status] for r in found.most_cited]
        headings = ["place", "cited by", "instrument", "title", "status"]
        parts.append(table(headings, ranked, columns()))
    if found.unknown:
        gaps = "".join(f"  {gap}\n" for gap in found.unknown)
        parts.append(f"What the registry does not know:\n{gaps}")
    return "\n".join(parts)

"""itugraph view."""

from __future__ import annotations

from pathlib import Path

import click

from itugraph.cli.common import as_of_option, graph_option, output_option, say, write
from itugraph.graph import Graph
from itugraph.graph.analysis import changed, ego
from itugraph.graph.network import network as network_of
from itugraph.registry.dates import as_of as date_of
from itugraph.views.page import page


@click.command(
    epilog="\b\nExamples:\n  itugraph view -g graph -o graph.html\n"
    "  itugraph view -g graph --as-of PP-18 -o then.html\n"
    '  itugraph view -g graph --around "WTSA Res. 44" --depth 2 -o near.html\n'
    "  itugraph view -g graph --changes -o changes.html\n"
    '  itugraph view -g graph --title "Our citations" > page.html'
)
@graph_option
@as_of_option
@output_option
@click.option("--title", help="Title of the page.")
@click.option(
    "--around",
    metavar="NAME",
    multiple=True,
    help="Only what is near a text: its name, or a file of the graph. May be given several times.",
)
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="How many steps of citations and revisions --around goes, both ways.",
)
@click.option("--changes", is_flag=True, help="Only what drafts change in their citations.")
def view(
    folder: Path | str,
    as_of: str | None,
    output: Path,
    title: str | None,
    around: tuple[str, ...],
    depth: int,
    changes: bool,
) -> None:
    """Write the interactive page of a graph.

    One HTML file that asks for nothing outside itself: years from left to right, a row an
    instrument with its revisions, citations as arrows.
    """
    graph = Graph.open(folder)
    at = date_of(as_of, graph.registry) if as_of is not None else None
    network = network_of(graph, at)
    if around:
        network = ego(network, graph, around, depth)
    if changes:
        network = changed(network)
    content = page(network, title=title)
    write(output, content)
    size = len(content.encode()) / 1e6
    of = f" of {network.graph['of_texts']} texts" if "of_texts" in network.graph else " texts"
    say(
        f"{output}: {network.number_of_nodes()}{of}, {network.number_of_edges()} links,"
        f" {size:.1f} MB"
    )

"""itugraph export."""

from __future__ import annotations

from pathlib import Path

import click

from itugraph.cli.common import graph_option, output_option, say, write
from itugraph.graph import Graph
from itugraph.graph.export import FORMATS, edges_csv, nodes_csv
from itugraph.graph.export import export as exported
from itugraph.graph.network import network as network_of


@click.command(
    epilog="\b\nExamples:\n  itugraph export -g graph --format turtle -o graph.ttl\n"
    "  itugraph export -g graph --format graphml -o graph.graphml\n"
    "  itugraph export -g graph --format csv -o tables/"
)
@graph_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([*FORMATS, "csv"]),
    default="turtle",
    show_default=True,
    help="csv writes nodes.csv and edges.csv into the folder given by --output.",
)
@output_option
def export(folder: Path | str, format_: str, output: Path) -> None:
    """Write a graph in another format.

    turtle, nquads and jsonld hold all triples; graphml, nodes and edges the network of
    citations and revisions.
    """
    graph = Graph.open(folder)
    if format_ == "csv":
        if str(output) == "-":
            raise click.UsageError(
                "--format csv needs --output FOLDER; nodes and edges go to standard output"
            )
        network = network_of(graph)
        write(output / "nodes.csv", nodes_csv(network))
        write(output / "edges.csv", edges_csv(network))
        say(f"{output}: nodes.csv, edges.csv")
        return
    write(output, exported(graph, format_))

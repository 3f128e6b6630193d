"""itugraph validate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from itugraph.cli.common import columns, graph_option, say, write
from itugraph.graph import Graph
from itugraph.graph.validate import check, check_shapes
from itugraph.views.tables import table
from itugraph.vocabulary import compact


@click.command(
    epilog="\b\nExamples:\n  itugraph validate -g graph\n  itugraph validate -g graph --shacl"
)
@graph_option
@click.option("--shacl", is_flag=True, help="Check the SHACL shapes instead (extra 'shacl'; slow).")
def validate(folder: Path | str, shacl: bool) -> None:
    """Check a graph against the rules of the ontology.

    Prints what breaks a rule, a line each, and exits with 1; prints nothing and exits
    with 0 where the graph conforms.
    """
    graph = Graph.open(folder).at_hand()
    findings = check_shapes(graph.store) if shacl else check(graph.store)
    if not findings:
        say(f"{folder}: conforms")
        return
    rows = [[f.rule, compact(f.subject, graph.base), f.detail, f.title] for f in findings]
    write(Path("-"), table(["rule", "subject", "detail", "the rule"], rows, columns()))
    sys.exit(1)

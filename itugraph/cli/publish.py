"""itugraph publish."""

from __future__ import annotations

from pathlib import Path

import click

from itugraph.cli.common import columns, folder_option, progress, say, write
from itugraph.graph.publish import publication
from itugraph.views.tables import table


@click.command(
    epilog="\b\nExamples:\n"
    "  itugraph publish http://localhost:7878/query --graph-store http://localhost:7878/store\n"
    "  itugraph publish https://graph.example/sparql --update https://graph.example/update\n"
    "  itugraph query most-cited -g https://graph.example/sparql"
)
@click.argument("address")
@folder_option
@click.option(
    "--update",
    metavar="ADDRESS",
    help="Of updates; without it and --graph-store that of queries.",
)
@click.option(
    "--graph-store",
    metavar="ADDRESS",
    help="Of the Graph Store Protocol: a graph is replaced by one request.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be sent and dropped, and stop.")
def publish(
    address: str, folder: Path, update: str | None, graph_store: str | None, dry_run: bool
) -> None:
    """Load a graph folder into a server of your own.

    ADDRESS is that of its queries. Only what changed is sent; graphs that came from here and are
    gone from the folder are dropped there. Interrupted, the next call goes on. Credentials
    come from ITUGRAPH_TOKEN, or ITUGRAPH_USER and ITUGRAPH_PASSWORD; docs/remote.md has the
    addresses of common servers.
    """
    wanted = publication(folder, address, update, graph_store)
    plan = wanted.plan()
    if dry_run:
        rows = [[c.why, c.graph, c.triples if c.file else None] for c in plan.changes]
        write(Path("-"), table(["why", "graph", "triples"], rows, columns()))
        say(f"{len(plan.changes)} graphs would change, {len(plan.settled)} are as in {folder}")
        return
    with progress("Publishing") as advance:
        done = wanted.run(plan, advance)
    say(
        f"{wanted.asked.what}: {done.sent} graphs sent ({done.triples} triples),"
        f" {done.dropped} dropped, {done.unchanged} unchanged"
    )
    if done.warning:
        say(f"Warning: {done.warning}")

"""itugraph index."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from itugraph.cli.common import folder_option, say, wait_option
from itugraph.graph.generations import size_on_disk
from itugraph.graph.opening import make_index, remove_index


@click.command(
    epilog="\b\nExamples:\n  itugraph index -g graph\n  itugraph index -g graph --wait=60\n"
    "  itugraph index -g graph --remove"
)
@folder_option
@wait_option
@click.option("--remove", is_flag=True, help="Remove the index instead.")
def index(folder: Path, wait: int, remove: bool) -> None:
    """Make the index of a graph folder, from which it is opened at once.

    Large graphs get one when they are built or first asked. It stands in the folder `index`
    of the graph, is made from its files and can be removed at any time; queries go on
    meanwhile. One that is there is read to the last byte, and made anew where it is damaged.
    """
    if remove:
        left = remove_index(folder, wait)
        if left:
            say(f"{folder}: the index is being read by another itugraph: not removed")
            sys.exit(2)
        say(f"{folder}: has no index now")
        return
    place, made = make_index(folder, wait)
    size = f"{size_on_disk(place) / 1e6:.0f} MB"
    say(f"{folder}: index made, {size}" if made else f"{folder}: its index is whole, {size}")

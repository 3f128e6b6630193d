"""itugraph build."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from itugraph.cli.common import (
    complain,
    folder_option,
    jobs_option,
    load_registry,
    paths_argument,
    progress,
    registry_option,
    say,
    tell_refused,
    wait_option,
    workers,
)
from itugraph.graph.build import build as build_graph
from itugraph.reading import collect


@click.command(
    epilog="\b\nExamples:\n  itugraph build texts/ -g graph\n"
    "  itugraph build draft.docx --registry our-editions.csv -g graph"
)
@paths_argument
@folder_option
@registry_option
@jobs_option
@wait_option
@click.option("--base", help="IRI base of a new graph; it ends with / or #.")
def build(
    paths: tuple[Path, ...],
    folder: Path,
    registries: tuple[Path, ...],
    jobs: int | None,
    wait: int,
    base: str | None,
) -> None:
    """Read texts into a graph folder.

    The folder is made if it is not there. The same bytes are read once; a changed file
    takes the place of what stood under its name. Whoever reads the graph meanwhile sees the
    old one until the new one is whole. A large one is also indexed. Interrupted, the next
    build of the same texts goes on where this one was.
    """
    if base is not None and not re.fullmatch(
        r"https?://[^\s<>\"{}|\\^`/][^\s<>\"{}|\\^`]*[/#]", base
    ):
        raise click.BadParameter(
            "must be an http(s) IRI that ends with / or #", param_hint="--base"
        )
    registry = load_registry(registries)
    with progress("Reading") as advance:
        files = sum(1 for _ in collect(paths))
        report = build_graph(
            paths,
            folder,
            registry,
            base=base,
            progress=advance,
            workers=workers(jobs, files),
            wait=wait,
        )
    for warning in report.warnings:
        say(f"Warning: {warning}")
    for error in report.refused:
        complain(error)
    read = len(report.added) + len(report.skipped)
    tell_refused(report.refused, read + len(report.refused))
    for name in report.replaced:
        say(f"{name}: took the place of what stood under this name")
    for name, other in report.duplicates:
        say(f"{name}: the same bytes as {other}; skipped")
    say(
        f"{folder}: {len(report.added)} texts read, {len(report.skipped)} skipped,"
        f" {len(report.refused)} refused; {report.citations} citations in the graph"
    )
    if report.refused:
        sys.exit(2)

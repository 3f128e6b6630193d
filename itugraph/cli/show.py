"""itugraph show."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from pathlib import Path

import click

from itugraph.cli.common import (
    as_of_option,
    columns,
    load_registry,
    output_option,
    place,
    registry_option,
    write,
)
from itugraph.graph import Graph
from itugraph.graph.portrait import Portrait, portrait
from itugraph.registry.dates import as_of as date_of
from itugraph.views.tables import printable, table


@click.command(
    epilog='\b\nExamples:\n  itugraph show "WTSA Res. 44"\n'
    '  itugraph show "Resolution ITU-R 6-2" -g graph\n'
    '  itugraph show "WTSA Res. 44" -g graph --as-of 2017-01-01\n'
    "  itugraph show pp/resolution/191 -g graph --format json"
)
@click.argument("name")
@click.option(
    "-g",
    "--graph",
    "folder",
    metavar="PLACE",
    envvar="ITUGRAPH_GRAPH",
    callback=place,
    help="A graph, for who cites it; without one only the registry is told.",
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@as_of_option
@output_option
@registry_option
def show(
    name: str,
    folder: Path | str | None,
    format_: str,
    as_of: str | None,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Tell of an instrument: its editions, and who cites it.

    NAME is what people type: "WTSA Res. 44", "Resolution 44 (Rev. Hammamet, 2016)",
    "PP-18 Res 191", "Article 1 of the Constitution", or a path.
    """
    registry = load_registry(registries)
    graph = Graph.open(folder, registry) if folder else None
    found = portrait(name, registry, graph, date_of(as_of, registry) if as_of is not None else None)
    if format_ == "json":
        write(output, json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n")
    else:
        write(output, printable(_told(found, asked=graph is not None)))


def _told(found: Portrait, *, asked: bool) -> str:
    lines = [found.label + (f": {found.title}" if found.title else ""), found.instrument]
    lines += [found.address, ""] if found.address else [""]
    if found.as_of:
        lines += [f"As of {found.as_of}:", ""]
    if found.editions:
        rows = [
            [
                f"* {e.label}" if e.path == found.asked else e.label,
                e.conference,
                f"{e.status} at {e.until}" if e.until else e.status,
                e.evidence,
            ]
            for e in found.editions
        ]
        lines.append(table(["edition", "adopted at", "status", "evidence"], rows, columns()))
    if found.into:
        lines += [f"Merged into {found.into} at {found.ended}.", ""]
    elif found.ended:
        lines += [f"Suppressed at {found.ended}.", ""]
    elif found.as_of and not found.editions:
        lines += ["No edition that the registry knows had been adopted.", ""]
    if asked:
        lines += _cited(found)
    if found.gaps:
        lines += ["What the registry does not know:", *(f"  {gap}" for gap in found.gaps)]
    return "\n".join(lines).rstrip() + "\n"


def _cited(found: Portrait) -> list[str]:
    standing = [c for c in found.citations if c.change != "removed"]
    texts = len({c.citing for c in standing})
    lines = [f"Cited {len(standing)} times by {texts} texts of this graph."]
    removed = len(found.citations) - len(standing)
    if removed:
        lines.append(f"{removed} more citations of it are removed by redlines.")
    if found.undecided:
        lines.append(f"{found.undecided} undecided citations may mean it too.")
    lines.append("")
    asked = [c for c in found.citations if (c.target + "/").startswith(found.asked + "/")]
    if found.asked != found.instrument:
        lines[-1:] = [f"{len(asked)} of them cite what was asked for:", ""]
    for citation in asked:
        where = " ".join(filter(None, [citation.clause, citation.item])) or "outside of clauses"
        change = f" [{citation.change}]" if citation.change else ""
        lines += [f"{citation.label}, {where}{change}", f"  cites {citation.cited}"]
        if citation.quote:
            lines += textwrap.wrap(
                citation.quote, columns(), initial_indent="  > ", subsequent_indent="  > "
            )
        lines.append("")
    return lines

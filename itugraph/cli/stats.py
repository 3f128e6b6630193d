"""itugraph stats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
    rows: list[list[object]] = [
        ["texts that cite, by body", found.texts, _counts(found.texts_by_body)],
        ["  by kind", None, _counts(found.texts_by_kind)],
        ["  files they were read from", found.files, _counts(found.files_by_language)],
        ["instruments cited, by body", found.instruments, _counts(found.instruments_by_body)],
        ["  by kind", None, _counts(found.instruments_by_kind)],
        ["citations that count", found.citations, None],
        ["  records, by state", sum(found.records.values()), _counts(found.records)],
        ["  by how often their kind was right", None, _counts(found.certainty)],
        ["editions cited, when they were", sum(found.stood.values()), _counts(found.stood)],
        ["  share that had ended before", _share(found.ended_share), None],
        ["  years from edition to citing text", _number(found.median_years), _years(found.years)],
        ["instruments revised", found.revised, _longest(found)],
        ["  years between editions", _number(found.median_interval), _median(found)],
        ["parts that no citation joins", len(found.components), _largest(found.components)],
        ["circles of citing each other", len(found.circles), _largest(found.circles)],
    ]
    parts = [f"As of: {when}\n", table(["what", "number", "of these"], rows, columns())]
    if found.most_cited:
        ranked = [[r.place, r.texts, r.label, r.title, r.status] for r in found.most_cited]
        headings = ["place", "cited by", "instrument", "title", "status"]
        parts.append(table(headings, ranked, columns()))
    if found.unknown:
        gaps = "".join(f"  {gap}\n" for gap in found.unknown)
        parts.append(f"What the registry does not know:\n{gaps}")
    return "\n".join(parts)


def _counts(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{name} {number}" for name, number in counts.items())


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _share(value: float | None) -> str | None:
    return None if value is None else f"{value:.1%}"


def _years(years: Mapping[str, int]) -> str | None:
    ages = list(years)
    return f"median; from {ages[0]} to {ages[-1]}" if ages else None


def _longest(found: Summary) -> str | None:
    if found.longest is None:
        return None
    return f"{found.longest} most often: {found.longest_editions} editions"


def _median(found: Summary) -> str | None:
    return None if found.median_interval is None else "median"


def _largest(sizes: Sequence[int]) -> str | None:
    return f"the largest of {sizes[0]} instruments and texts" if sizes else None

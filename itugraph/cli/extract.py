"""itugraph extract."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from itugraph.citations import extract as extract_citations
from itugraph.citations.changes import in_state
from itugraph.citations.records import jsonl, printed_reading, to_csv
from itugraph.cli.common import (
    columns,
    complain,
    load_registry,
    output_option,
    paths_argument,
    registry_option,
    say,
    write,
)
from itugraph.errors import InputError
from itugraph.model import Citation
from itugraph.reading import collect, read
from itugraph.registry import Registry
from itugraph.views.tables import table


@click.command(
    epilog="\b\nExamples:\n  itugraph extract draft.txt\n"
    "  itugraph extract draft.docx --state after\n"
    "  itugraph extract texts/ --format jsonl -o citations.jsonl\n"
    "  cat letter.txt | itugraph extract - --format csv"
)
@paths_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="The record of jsonl is described in data/citation.schema.json.",
)
@click.option(
    "--state",
    type=click.Choice(["before", "after", "both"]),
    default="both",
    show_default=True,
    help="Only what stands, or may stand, in the text before or after the changes of a redline.",
)
@output_option
@registry_option
def extract(
    paths: tuple[Path, ...],
    format_: str,
    state: Literal["before", "after", "both"],
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Print the citations of texts.

    A file that cannot be read is told on stderr; the others still go through.
    """
    registry = load_registry(registries)
    citations: list[Citation] = []
    refused = 0
    for path in collect(paths):
        try:
            if isinstance(path, InputError):
                raise path
            document = read(path)
            found = extract_citations(document, registry)
        except InputError as error:
            complain(error)
            refused += 1
            continue
        for warning in document.warnings:
            say(f"Warning: {path}: {warning}")
        citations.extend(found if state == "both" else in_state(found, state))
    if format_ == "jsonl":
        write(output, jsonl(citations))
    elif format_ == "csv":
        write(output, to_csv(citations))
    else:
        write(output, shown(citations, registry, several=len({c.document for c in citations}) > 1))
    if refused:
        sys.exit(2)


def shown(citations: Sequence[Citation], registry: Registry, *, several: bool) -> str:
    """Citations as a table: state, clause, text and edition."""
    headings = ["state", "clause", "text", "edition"]
    rows: list[list[str]] = []
    for citation in citations:
        where = " ".join(filter(None, [citation.clause, citation.item])) or "-"
        notes = f"\n({', '.join(citation.notes)})" if citation.notes else ""
        state = citation.state or "undecided"
        edition = registry.label(citation.target) if citation.target else ""
        if citation.ambiguous:
            edition = "\n".join(
                ["undecided:", *(f"  {printed_reading(r)}" for r in citation.alternatives)]
            )
        if citation.self_:
            edition = f"this text: {edition}" if not citation.ambiguous else f"this text, {edition}"
        row = [state, where, " ".join(citation.surface.split()), edition + notes]
        rows.append([citation.document, *row] if several else row)
    decided = sum(not c.ambiguous for c in citations)
    summary = f"{len(citations)} citations, {len(citations) - decided} of them undecided\n"
    return table(["file", *headings] if several else headings, rows, columns()) + summary

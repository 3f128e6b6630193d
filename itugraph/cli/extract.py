"""itugraph extract."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

import click

from itugraph import __version__
from itugraph.citations.changes import in_state
from itugraph.citations.files import Extracted, extract_files, source_of
from itugraph.citations.records import csv_head, csv_rows, jsonl, printed_reading
from itugraph.cli.common import (
    columns,
    complain,
    jobs_option,
    load_registry,
    output_option,
    paths_argument,
    progress,
    registry_option,
    say,
    tell_refused,
    workers,
    write,
)
from itugraph.errors import InputError
from itugraph.model import Citation
from itugraph.reading import collect
from itugraph.registry import Registry
from itugraph.resumed import Resumed
from itugraph.views.tables import table

Which = Literal["before", "after", "both"]
_Rendered = TypeVar("_Rendered")


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
@jobs_option
@output_option
@registry_option
def extract(
    paths: tuple[Path, ...],
    format_: str,
    state: Which,
    jobs: int | None,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Print the citations of texts.

    A file that cannot be read is told on stderr; the others still go through. With --output
    and jsonl or csv, an interrupted run of the same files goes on where it was.
    """
    registry = load_registry(registries)
    files = list(collect(paths))
    processes = workers(jobs, len(files))
    if format_ == "table":
        refused = _as_table(files, registry, state, processes, output)
    else:
        made_with = (__version__, registry.digest, format_, state)
        refused = _as_lines(files, registry, made_with, processes, output)
    tell_refused(refused, len(files))
    if refused:
        sys.exit(2)


def _as_table(
    files: Sequence[Path | InputError],
    registry: Registry,
    state: Which,
    processes: int,
    output: Path,
) -> list[InputError]:
    citations: list[Citation] = []
    refused: list[InputError] = []
    with progress("Reading") as advance:
        found = extract_files(files, registry, partial(_citations, state), processes)
        for done, one in enumerate(found, start=1):
            _tell(one, refused)
            citations.extend(one.rendered or ())
            advance(done, len(files))
    several = len({c.document for c in citations}) > 1
    write(output, shown(citations, registry, several=several))
    return refused


def _as_lines(
    files: Sequence[Path | InputError],
    registry: Registry,
    made_with: tuple[str, str, str, Which],
    processes: int,
    output: Path,
) -> list[InputError]:
    """Write lines as they come, so that they need not all be held."""
    *_, format_, state = made_with
    sink = _begun(files, made_with, output)
    refused = [InputError(what, reason) for what, reason in sink.refused]
    if sink.done:
        say(f"{output}: goes on behind {sink.done} files")
    elif format_ == "csv":
        sink.write(csv_head())
    render = partial(_lines, format_, state)
    with progress("Reading") as advance:
        for one in extract_files(files[sink.done :], registry, render, processes):
            _tell(one, refused)
            sink.add(one.source, one.rendered or "", one.refused)
            advance(sink.done, len(files))
    sink.finish()
    return refused


@dataclass(slots=True)
class _Printed:
    """What goes to standard output, a pipe or a device: no later run can go on with it."""

    output: Path
    done: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    _held: list[str] = field(default_factory=list)

    def write(self, content: str) -> None:
        if str(self.output) == "-":
            write(self.output, content)
        else:
            self._held.append(content)

    def add(self, _source: str, content: str, _refused: InputError | None) -> None:
        self.write(content)
        self.done += 1

    def finish(self) -> None:
        if str(self.output) != "-":
            write(self.output, "".join(self._held))


def _begun(
    files: Sequence[Path | InputError], made_with: Sequence[str], output: Path
) -> Resumed | _Printed:
    if str(output) == "-" or (output.exists() and not output.is_file()):
        return _Printed(output)
    return Resumed.open(output, made_with, lambda index: source_of(files[index]), len(files))


def _tell(one: Extracted[_Rendered], refused: list[InputError]) -> None:
    if one.refused is not None:
        complain(one.refused)
        refused.append(one.refused)
    for warning in one.warnings:
        say(f"Warning: {one.path}: {warning}")


def _citations(state: Which, citations: Sequence[Citation], _: Registry) -> list[Citation]:
    return list(citations) if state == "both" else in_state(list(citations), state)


def _lines(format_: str, state: Which, citations: Sequence[Citation], registry: Registry) -> str:
    wanted = _citations(state, citations, registry)
    return jsonl(wanted) if format_ == "jsonl" else csv_rows(wanted)


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

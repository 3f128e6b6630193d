"""itugraph check."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from itugraph.checks import Checked
from itugraph.checks import check as check_text
from itugraph.checks.records import lines, to_json
from itugraph.checks.sarif import to_sarif
from itugraph.cli.common import (
    complain,
    load_registry,
    output_option,
    paths_argument,
    registry_option,
    say,
    write,
)
from itugraph.errors import InputError
from itugraph.reading import collect, read
from itugraph.registry.dates import as_of
from itugraph.views.tables import printable


@click.command(
    epilog="\b\nExamples:\n  itugraph check draft.docx\n"
    "  itugraph check draft.txt --as-of PP-22 --no-hints\n"
    "  itugraph check texts/ --format sarif -o findings.sarif"
)
@paths_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="The keys of json are described in docs/check.md.",
)
@click.option(
    "--as-of",
    "date",
    metavar="CONFERENCE|DATE",
    help="Check for this conference (PP-22) or day (2022-10-14) instead of the text's own.",
)
@click.option("--hints/--no-hints", default=True, help="Show hints beside errors; so by default.")
@output_option
@registry_option
def check(
    paths: tuple[Path, ...],
    format_: str,
    date: str | None,
    hints: bool,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Tell what is wrong with the citations of a draft.

    An error rests on verified facts alone; all else is a hint. Of a redline the text that is
    proposed is checked. Exit code 1 tells of errors; a file that cannot be read is told on
    stderr, and the others still go through.
    """
    registry = load_registry(registries)
    at = as_of(date, registry) if date is not None else None
    checked: list[Checked] = []
    refused = 0
    for path in collect(paths):
        try:
            if isinstance(path, InputError):
                raise path
            document = read(path)
            found = check_text(document, registry, at)
        except InputError as error:
            complain(error)
            refused += 1
            continue
        for warning in document.warnings:
            say(f"Warning: {path}: {warning}")
        if found.date.told == "registry":
            say(f"{path}: tells no date of its own; checked as of {found.date.printed}")
        shown = [f for f in found.findings if hints or f.severity == "error"]
        checked.append(replace(found, findings=tuple(shown)))
    if format_ == "json":
        write(output, to_json(checked))
    elif format_ == "sarif":
        write(output, to_sarif(checked))
    else:
        told = [line for one in checked for line in lines(one.document, one.findings)]
        write(output, "".join(f"{printable(line)}\n" for line in told))
    if refused:
        sys.exit(2)
    if any(f.severity == "error" for one in checked for f in one.findings):
        sys.exit(1)

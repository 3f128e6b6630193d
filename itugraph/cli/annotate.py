"""itugraph annotate."""

from __future__ import annotations

from pathlib import Path

import click

from itugraph.annotate import annotate as annotate_text
from itugraph.cli.common import load_registry, output_option, registry_option, say, write
from itugraph.reading import read
from itugraph.registry.dates import as_of


@click.command(
    epilog="\b\nExamples:\n  itugraph annotate draft.docx -o draft.html\n"
    "  itugraph annotate draft.txt --base adopted.txt -o draft.html"
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--base",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The text that a redline starts from.",
)
@click.option(
    "--as-of",
    "date",
    metavar="CONFERENCE|DATE",
    help="Check for this conference (PP-22) or day (2022-10-14) instead of the text's own.",
)
@output_option
@registry_option
def annotate(
    file: Path, base: Path | None, date: str | None, output: Path, registries: tuple[Path, ...]
) -> None:
    """Write a text as a page with its citations marked and explained.

    One HTML file without script: each citation with what it cites and how surely, a redline
    shown as one, and what `check` finds beside the lines.
    """
    if str(file) == str(base) == "-":
        raise click.UsageError("FILE and --base cannot both be standard input")
    registry = load_registry(registries)
    document = read(file)
    before = read(base) if base is not None else None
    at = as_of(date, registry) if date is not None else None
    made = annotate_text(document, registry, before, at)
    write(output, made.html)
    for warning in (*document.warnings, *(before.warnings if before else ())):
        say(f"Warning: {file}: {warning}")
    for words in made.unplaced:
        say(f"{file}: has no place for {words!r}: it is listed at the end of the page")
    say(f"{output}: {made.notes} notes, {len(made.html.encode()) / 1e6:.1f} MB")

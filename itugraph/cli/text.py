"""itugraph text."""

from __future__ import annotations

from pathlib import Path

import click

from itugraph.cli.common import output_option, say, write
from itugraph.reading import SUFFIXES, read


@click.command(
    epilog="\b\nExamples:\n  itugraph text draft.docx\n  itugraph text - < draft.txt | wc -m"
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@output_option
def text(file: Path, output: Path) -> None:
    """Print the text that offsets count in.

    For text files that is the decoded characters, line ends untouched; for Word files the
    final text, insertions in and deletions out.
    """
    document = read(file)
    for warning in document.warnings:
        say(f"Warning: {file}: {warning}")
    write(output, document.text)


text.help = f"{text.help}\n\nFiles that are read: {', '.join(SUFFIXES)}."

"""itugraph redline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from itugraph.citations.reasons import meaning
from itugraph.citations.records import printed_reading
from itugraph.citations.redline import redline as read_redline
from itugraph.citations.redline import text_of
from itugraph.citations.report import Report, Row, report, to_record
from itugraph.cli.common import (
    columns,
    load_registry,
    output_option,
    registry_option,
    say,
    write,
)
from itugraph.model import Citation
from itugraph.reading import OneState, read
from itugraph.registry import Registry
from itugraph.views.tables import markdown, plain, printable, table

_HEADINGS = ("clause", "change", "text", "cites", "by")
_DAY = len("2018-05-01")
_KINDS = {
    "tracked": "tracked changes",
    "by hand": "changes marked by hand",
    "flattened": "deleted and inserted words run together",
    "none": "no redline",
}


@click.command(
    epilog="\b\nExamples:\n  itugraph redline draft.docx\n"
    "  itugraph redline draft.docx --format markdown -o changes.md\n"
    "  itugraph redline draft.txt --base adopted.txt\n"
    "  itugraph redline draft.docx --text after > proposed.txt"
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
)
@click.option(
    "--text",
    "state",
    type=click.Choice(["before", "after"]),
    help="Print the text before or after the changes instead, where the file determines it.",
)
@click.option(
    "--base",
    type=click.Path(path_type=Path, allow_dash=True),
    help="The text that the redline starts from.",
)
@output_option
@registry_option
def redline(
    file: Path,
    format_: str,
    state: OneState | None,
    base: Path | None,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Tell what a redline does to its citations, clause by clause.

    Each is kept, added, removed, moved from one edition to another, or undecided with its
    readings and the reasons. In the column "text" [-this-] is deleted and {+that+} inserted.
    """
    if str(file) == str(base) == "-":
        raise click.UsageError("FILE and --base cannot both be standard input")
    registry = load_registry(registries)
    document = read(file)
    before = read(base) if base is not None else None
    for path, text in ((file, document), (base, before)):
        for warning in text.warnings if text else ():
            say(f"Warning: {path}: {warning}")
    if state is not None:
        write(output, text_of(document, registry, state, before))
        return
    found = read_redline(document, registry, before)
    told = report(document, found)
    if told.kind == "none":
        say(f"{file}: is no redline: nothing in it is deleted or inserted")
    if format_ == "json":
        write(output, json.dumps(to_record(told, registry), ensure_ascii=False, indent=1) + "\n")
    elif format_ == "markdown":
        write(output, as_markdown(told, registry))
    else:
        rows = list(_cells(told, registry))
        head = "".join(f"{printable(line)}\n" for line in _head(told, registry))
        write(output, head + table(_HEADINGS, rows, columns()) + _summary(told) + "\n")


def as_markdown(told: Report, registry: Registry) -> str:
    """A report as a page of Markdown."""
    lines = (plain(line) for line in (*_head(told, registry), _summary(told)))
    head = "\n\n".join([f"# {plain(Path(told.document).name)}", *lines])
    return f"{head}\n\n{markdown(_HEADINGS, _cells(told, registry))}"


def _head(told: Report, registry: Registry) -> list[str]:
    own = f"this text: {_cites(told.own, registry)}".split("\n") if told.own else []
    return [f"kind: {_KINDS[told.kind]}", *own]


def _summary(told: Report) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in told.counts.items())


def _cells(told: Report, registry: Registry) -> Iterator[list[str]]:
    for clause in told.clauses:
        where = " ".join(filter(None, [clause.clause, clause.item])) or "-"
        for row in clause.rows:
            days = ((hand.author, (hand.date or "")[:_DAY]) for hand in row.hands)
            by = "\n".join(" ".join(filter(None, day)) for day in dict.fromkeys(days))
            yield [where, row.change, row.marked, _cites(row, registry), by]


def _cites(row: Row, registry: Registry) -> str:
    """What a citation names, before and after where that differs, with readings and reasons."""
    named = [_label(c, registry) for c in (row.before, row.after) if c is not None]
    lines = [" → ".join(dict.fromkeys(filter(None, named)))]
    if row.readings:
        lines = ["undecided:", *(f"  {printed_reading(r)}" for r in row.readings)]
    lines += [f"({meaning(code)})" for code in row.reasons]
    return "\n".join(filter(None, lines))


def _label(citation: Citation, registry: Registry) -> str:
    return registry.label(citation.target) if citation.target else ""

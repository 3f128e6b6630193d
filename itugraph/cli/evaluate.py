"""itugraph evaluate."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from itugraph.cli.common import columns, load_registry, output_option, registry_option, write
from itugraph.evaluation import Scores, read_gold, score
from itugraph.evaluation.score import GROUPS, Rate
from itugraph.views.tables import table

_MANY = 10
"""How many labels a family or language needs for its threshold to hold."""


@click.command(
    epilog="\b\nExamples:\n  itugraph evaluate tests/gold/passages\n"
    "  itugraph evaluate labels.jsonl texts/ --threshold 0.99 --each 0.97"
)
@click.argument("gold", type=click.Path(path_type=Path, exists=True))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="The F1 of identity that is asked for over all; under it the exit code is 1.",
)
@click.option(
    "--each",
    type=click.FloatRange(0, 1),
    default=0.0,
    help=f"The same of each language and family with at least {_MANY} labels.",
)
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table")
@output_option
@registry_option
def evaluate(
    gold: Path,
    files: tuple[Path, ...],
    threshold: float,
    each: float,
    format_: str,
    output: Path,
    registries: tuple[Path, ...],
) -> None:
    """Compare what is extracted with labelled texts.

    GOLD is a file of labelled texts, or a folder of them; FILES are the documents that its labels
    name, where it does not hold the texts itself.
    """
    scores = score(read_gold([gold]), load_registry(registries), files)
    write(output, _json(scores) if format_ == "json" else _shown(scores))
    if _under(scores, threshold, each):
        sys.exit(1)


def _under(scores: Scores, threshold: float, each: float) -> bool:
    small = scores.overall.f1 < threshold
    parts = [
        rate
        for (group, _), rate in scores.groups.items()
        if group in ("family", "language") and rate.labelled >= _MANY
    ]
    return (
        small or any(rate.f1 < each for rate in parts) or (bool(threshold) and bool(scores.broken))
    )


def _row(name: str, rate: Rate) -> list[str]:
    shares = (rate.precision, rate.recall, rate.f1)
    counts = (rate.right, rate.found, rate.labelled)
    return [name, *(f"{share:.3f}" for share in shares), *map(str, counts)]


def _shown(scores: Scores) -> str:
    headings = ["identity", "precision", "recall", "F1", "right", "found", "labelled"]
    rows = [_row("all", scores.overall)]
    for group in GROUPS:
        rows += [
            _row(f"{group} {name}", rate)
            for (kind, name), rate in sorted(scores.groups.items())
            if kind == group
        ]
    parts = [table(headings, rows, columns())]
    details = [
        [kind, f"{rate.recall:.3f}", str(rate.right), str(rate.labelled)]
        for kind, rate in scores.details.items()
    ]
    parts.append(table(["of these", "agree", "right", "of"], details, columns()))
    misses = [[m.kind, m.where, " ".join(m.text.split()), m.wanted, m.got] for m in scores.misses]
    parts.append(table(["what", "where", "text", "wanted", "got"], misses, columns()))
    broken = f": {', '.join(scores.broken)}" if scores.broken else ""
    parts.append(
        f"{scores.texts} texts, {scores.undecided} records undecided, "
        f"{len(scores.broken)} of {scores.negatives} hard negatives found{broken}\n"
    )
    return "".join(parts)


def _json(scores: Scores) -> str:
    def rate(one: Rate) -> dict[str, float]:
        return {
            "precision": round(one.precision, 4),
            "recall": round(one.recall, 4),
            "f1": round(one.f1, 4),
            "right": one.right,
            "found": one.found,
            "labelled": one.labelled,
        }

    groups: dict[str, dict[str, dict[str, float]]] = {}
    for (kind, name), one in sorted(scores.groups.items()):
        if kind in GROUPS:
            groups.setdefault(kind, {})[name] = rate(one)
    told = {
        "texts": scores.texts,
        "all": rate(scores.overall),
        **groups,
        "details": {kind: rate(one) for kind, one in scores.details.items()},
        "negatives": {"passages": scores.negatives, "found": scores.broken},
        "undecided": scores.undecided,
        "misses": [
            {"kind": m.kind, "where": m.where, "text": m.text, "wanted": m.wanted, "got": m.got}
            for m in scores.misses
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

"""Findings as lines and as JSON, with the lines and columns of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from itugraph.checks.check import Checked
from itugraph.checks.finding import Finding
from itugraph.checks.places import Lines
from itugraph.model import Document

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]


def lines(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as compilers print them: `file:line:column: error: message [rule]`."""
    places = Lines.of(document.text)
    for found in findings:
        line, column = places.place(found.span[0])
        hint = f'; use "{found.suggestion}"' if found.suggestion else ""
        where = f"{document.path}:{line}:{column}"
        yield f"{where}: {found.severity}: {found.message}{hint} [{found.rule}]"


def to_json(checked: Iterable[Checked]) -> str:
    """All texts with their findings; `docs/check.md` describes the keys."""
    files: list[JsonValue] = [_file(one) for one in checked]
    return json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n"


def _file(checked: Checked) -> dict[str, JsonValue]:
    date = checked.date
    places = Lines.of(checked.document.text)
    return {
        "document": checked.document.path,
        "source": checked.document.source,
        "as_of": {
            "conference": date.conference.id if date.conference else None,
            "year": date.year,
            "day": date.day or None,
            "told": date.told,
        },
        "findings": [_finding(found, places) for found in checked.findings],
    }


def _finding(found: Finding, places: Lines) -> dict[str, JsonValue]:
    start, end = found.span
    (line, column), (end_line, end_column) = places.place(start), places.place(end)
    return {
        "rule": found.rule,
        "severity": found.severity,
        "message": found.message,
        "suggestion": found.suggestion,
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "citation": found.citation.id,
        "surface": found.citation.surface,
        "target": found.citation.target,
        "why": [{"text": fact.text, "evidence": fact.evidence} for fact in found.why],
    }

"""Findings as SARIF 2.1.0, which editors and code hosts show beside the text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from itugraph import __version__
from itugraph.checks.check import Checked
from itugraph.checks.finding import RULES, Finding
from itugraph.checks.places import Lines
from itugraph.checks.records import JsonValue

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_IDS = tuple(RULES)


def to_sarif(checked: Iterable[Checked]) -> str:
    """One run of the tool over texts: its rules, and a result for each finding."""
    texts = list(checked)
    results: list[JsonValue] = [
        _result(found, Lines.of(text.document.text), text.document.path)
        for text in texts
        for found in text.findings
    ]
    rules: list[JsonValue] = [
        {
            "id": id_,
            "name": id_.capitalize(),
            "shortDescription": {"text": f"{about.name}."},
            "fullDescription": {"text": about.description},
            "defaultConfiguration": {"level": "error"},
        }
        for id_, about in RULES.items()
    ]
    run: dict[str, JsonValue] = {
        "tool": {"driver": {"name": "itugraph", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\n"],
        "artifacts": [{"location": {"uri": _uri(text.document.path)}} for text in texts],
        "results": results,
    }
    log: dict[str, JsonValue] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(found: Finding, places: Lines, path: str) -> dict[str, JsonValue]:
    start, end = found.span
    (line, column), (end_line, end_column) = places.place(start), places.place(end)
    return {
        "ruleId": found.rule,
        "ruleIndex": _IDS.index(found.rule),
        "level": "error" if found.severity == "error" else "note",
        "message": {"text": found.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(path)},
                    "region": {
                        "startLine": line,
                        "startColumn": column,
                        "endLine": end_line,
                        "endColumn": end_column,
                        "charOffset": start,
                        "charLength": end - start,
                    },
                }
            }
        ],
        "partialFingerprints": {"citation/v1": found.citation.id},
        "properties": {
            "suggestion": found.suggestion,
            "why": [{"text": fact.text, "evidence": fact.evidence} for fact in found.why],
        },
    }


def _uri(path: str) -> str:
    """A path as a URI: relative as it was given, absolute with its scheme."""
    if path == "-":
        return "stdin"
    return Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix())

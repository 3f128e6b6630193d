"""The record: a citation as `itugraph extract` prints it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from itugraph.model import Citation, Reading
from itugraph.shown import Cell

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
Record = dict[str, JsonValue]

COLUMNS = (
    "document", "start", "end", "surface", "state", "change", "clause", "item", "type", "body",
    "number", "revised", "place", "year", "conference", "instrument", "edition", "target",
    "evidence", "rule", "confidence", "ambiguous", "readings", "notes", "quote", "id",
)  # fmt: skip
"""Of tables of citations."""


def record(citation: Citation) -> Record:
    """A citation as JSON values: all keys always there, unknown is null.

    `data/citation.schema.json` is the schema.
    """
    return {
        "id": citation.id,
        "document": citation.document,
        "source": citation.source,
        "language": citation.language,
        "pieces": [list(piece) for piece in citation.pieces],
        "start": citation.start,
        "end": citation.end,
        "surface": citation.surface,
        "page": citation.page,
        "quote": citation.quote,
        "clause": citation.clause,
        "verb": citation.verb,
        "item": citation.item,
        "type": citation.type,
        "body": citation.body,
        "number": citation.number,
        "revised": citation.revised,
        "place": citation.place,
        "year": citation.year,
        "conference": citation.conference,
        "instrument": citation.instrument,
        "edition": citation.edition,
        "target": citation.target,
        "evidence": citation.evidence,
        "state": citation.state,
        "change": citation.change,
        "replaces": citation.replaces,
        "rule": citation.rule,
        "confidence": citation.confidence,
        "ambiguous": citation.ambiguous,
        "alternatives": [reading_record(reading) for reading in citation.alternatives],
        "notes": list(citation.notes),
        "self": citation.self_,
    }


def reading_record(reading: Reading) -> Record:
    """A reading as JSON values."""
    return {
        "state": reading.state,
        "type": reading.type,
        "body": reading.body,
        "number": reading.number,
        "place": reading.place,
        "year": reading.year,
        "conference": reading.conference,
        "instrument": reading.instrument,
        "edition": reading.edition,
        "probability": reading.probability,
    }


def jsonl(citations: Iterable[Citation]) -> str:
    """One JSON object a line, characters as they are."""
    return "".join(json.dumps(record(c), ensure_ascii=False) + "\n" for c in citations)


def to_csv(citations: Iterable[Citation]) -> str:
    """A CSV table: one row a citation, the readings of an undecided one in a column."""
    return csv_head() + csv_rows(citations)


def csv_head() -> str:
    """The first line of a CSV table of citations."""
    return ",".join(COLUMNS) + "\n"


def csv_rows(citations: Iterable[Citation]) -> str:
    """A row a citation, without the first line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for citation in citations:
        writer.writerow("" if value is None else value for value in row(citation))
    return buffer.getvalue()


def row(citation: Citation) -> tuple[Cell, ...]:
    """The values of a citation in the order of `COLUMNS`, its readings and notes as words."""
    c = citation
    readings = " | ".join(map(printed_reading, c.alternatives))
    return (
        c.document, c.start, c.end, c.surface, c.state, c.change, c.clause, c.item, c.type, c.body,
        c.number, c.revised, c.place, c.year, c.conference, c.instrument, c.edition, c.target,
        c.evidence, c.rule, c.confidence, c.ambiguous, readings, " ".join(c.notes), c.quote, c.id,
    )  # fmt: skip


def printed_reading(reading: Reading) -> str:
    """A reading in a few words, with its probability where there is one.

    >>> printed_reading(Reading("before", "resolution", "WTSA", "44", "Dubai", 2012))
    'before: WTSA resolution 44 (Dubai, 2012)'
    """
    when = f" ({reading.place}, {reading.year})" if reading.place else ""
    state = f"{reading.state}: " if reading.state else ""
    sure = f", {reading.probability:.0%}" if reading.probability is not None else ""
    return f"{state}{reading.body} {reading.type} {reading.number}{when}{sure}"

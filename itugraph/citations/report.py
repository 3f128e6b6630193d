"""What a redline does to the citations of a document, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from itugraph.citations.changes import Pair, pairs
from itugraph.citations.reasons import meaning, reasons
from itugraph.citations.records import JsonValue, Record, printed_reading, reading_record
from itugraph.citations.redline import Kind, Redline
from itugraph.model import Citation, Document, Mark, Reading, Run
from itugraph.reading.marked import marked_up, runs_within
from itugraph.registry import Registry
from itugraph.shown import Cell, data_frame, html_table

if TYPE_CHECKING:
    import pandas as pd

Outcome = Literal["kept", "added", "removed", "retargeted", "undecided"]
_COLUMNS = ("clause", "item", "change", "text", "before", "after", "readings")
OUTCOMES: tuple[Outcome, ...] = ("kept", "added", "removed", "retargeted", "undecided")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who made a change, and when, as the file tells it."""

    author: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What happens to one citation.

    Attributes:
        before, after: its records in each state, the same one where nothing of it changes;
            both None where the state is undecided.
        place: the record that tells where it stands: that after, if there is one.
        readings, reasons: of one that is undecided, and the codes of what does not fit.
        hands: behind the change; marked: the citation with the redline visible.
    """

    change: Outcome
    before: Citation | None
    after: Citation | None
    place: Citation
    readings: tuple[Reading, ...]
    reasons: tuple[str, ...]
    hands: tuple[Hand, ...]
    marked: str


@dataclass(frozen=True, slots=True)
class ClauseRows:
    """The rows that stand under one opener and item."""

    clause: str | None
    item: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """What a redline does to the citations of a document.

    Attributes:
        own: the row of the document's own number in its title, None without one.
    """

    document: str
    source: str
    kind: Kind
    own: Row | None
    clauses: tuple[ClauseRows, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many citations there are of each outcome."""
        found = Counter(row.change for clause in self.clauses for row in clause.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def __repr__(self) -> str:
        told = [f"{number} {outcome}" for outcome, number in self.counts.items() if number]
        return f"{self.document}, {self.kind}: {', '.join(told) or 'no citations'}"

    def _repr_html_(self) -> str:
        return html_table(_COLUMNS, self._rows(), sum(self.counts.values()), "citations")

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for clause in self.clauses:
            for row in clause.rows:
                ends = (c.target if c else None for c in (row.before, row.after))
                readings = "\n".join(map(printed_reading, row.readings))
                yield clause.clause, clause.item, row.change, row.marked, *ends, readings

    def frame(self) -> pd.DataFrame:
        """A row a citation: its clause, what becomes of it, and what it cites in each state.

        Raises:
            MissingExtraError: if pandas is not installed (extra "notebook").
        """
        return data_frame(_COLUMNS, list(self._rows()))


def report(document: Document, found: Redline) -> Report:
    r"""Group the citations of a redline by clause, in the order of the text.

    >>> from itugraph.citations.redline import redline
    >>> text = "noting\na)\tResolution 44 (Rev. Dubai, 2012) of WTSA,"
    >>> document = Document("a.txt", "0" * 16, text)
    >>> told = report(document, redline(document, Registry.load()))
    >>> told.kind, told.clauses[0].item, told.counts["kept"]
    ('none', 'a)', 1)
    """
    rows = sorted(_rows(document, found), key=_place)
    grouped = groupby(
        (row for row in rows if not row.place.self_), lambda row: (row.place.clause, row.place.item)
    )
    return Report(
        document.path,
        document.source,
        found.kind,
        next((row for row in rows if row.place.self_), None),
        tuple(ClauseRows(clause, item, tuple(held)) for (clause, item), held in grouped),
    )


def to_record(told: Report, registry: Registry) -> Record:
    """A report as JSON values: all keys always there, unknown is null."""
    own = told.own
    return {
        "document": told.document,
        "source": told.source,
        "kind": told.kind,
        "own": {
            "before": _short(own.before if own else None, registry),
            "after": _short(own.after if own else None, registry),
            "readings": [reading_record(reading) for reading in own.readings] if own else [],
        },
        "clauses": [
            {
                "clause": clause.clause,
                "item": clause.item,
                "changes": [_row_record(row, registry) for row in clause.rows],
            }
            for clause in told.clauses
        ],
        "counts": {str(outcome): count for outcome, count in told.counts.items()},
    }


def _row_record(row: Row, registry: Registry) -> JsonValue:
    return {
        "change": row.change,
        "before": _short(row.before, registry),
        "after": _short(row.after, registry),
        "readings": [reading_record(reading) for reading in row.readings],
        "reasons": [{"code": code, "meaning": meaning(code)} for code in row.reasons],
        "authors": [{"author": hand.author, "date": hand.date} for hand in row.hands],
        "marked": row.marked,
    }


def _short(citation: Citation | None, registry: Registry) -> JsonValue:
    if citation is None:
        return None
    return {
        "id": citation.id,
        "surface": citation.surface,
        "label": registry.label(citation.target) if citation.target else None,
        "instrument": citation.instrument,
        "edition": citation.edition,
        "target": citation.target,
        "confidence": citation.confidence,
    }


def _place(row: Row) -> tuple[int, int, str, str]:
    """By where it stands; the texts of a range, which stand in one place, by their numbers."""
    number = row.place.number or ""
    return row.place.start, len(number), number, row.place.id


def _rows(document: Document, found: Redline) -> Iterator[Row]:
    for pair in pairs(found.citations):
        yield _row(document, found, pair)
    for citation in found.citations:
        if citation.state is None:
            yield _row(document, found, Pair(None, None), citation)


def _row(document: Document, found: Redline, pair: Pair, undecided: Citation | None = None) -> Row:
    place = pair.after or pair.before or undecided
    if place is None:
        raise ValueError("a row needs a citation")
    held = [c for c in (pair.before, pair.after) if c is not None] or [place]
    # A text without changes keeps whatever it cites, also what is not decided.
    change: Outcome = "kept" if found.kind == "none" else place.change or "undecided"
    hands = () if change == "kept" else tuple(dict.fromkeys(_hands(pair, found)))
    return Row(
        change,
        pair.before,
        pair.after,
        place,
        place.alternatives,
        tuple(
            dict.fromkeys(
                code
                for citation in held
                for code in (*reasons(citation), *found.reasons.get(citation.id, ()))
            )
        ),
        hands,
        _marked(document, found, held),
    )


def _hands(pair: Pair, found: Redline) -> Iterator[Hand]:
    sides: tuple[tuple[Citation | None, Mark], ...] = (
        (pair.before, "deleted"),
        (pair.after, "inserted"),
    )
    for citation, mark in sides:
        if citation is not None:
            yield from _signed(runs_within(found.runs, citation.start, citation.end), mark)


def _signed(runs: Iterable[Run], mark: Mark) -> Iterator[Hand]:
    for run in runs:
        if run.mark == mark and (run.author or run.date):
            yield Hand(run.author, run.date)


def _marked(document: Document, found: Redline, held: list[Citation]) -> str:
    """The stretch of the citation, or both where it was moved to another place."""
    first, last = held[0], held[-1]
    if max(first.start, last.start) < min(first.end, last.end):
        stretch = (min(first.start, last.start), max(first.end, last.end))
        return " ".join(marked_up(document.text, found.runs, *stretch).split())
    printed = (_marked_alone(document, found, citation) for citation in held)
    return " … ".join(" ".join(text.split()) for text in printed)


def _marked_alone(document: Document, found: Redline, citation: Citation) -> str:
    """The stretch of a citation in its own state: what took its place is not of it."""
    other: Mark = "inserted" if citation.state == "before" else "deleted"
    runs = [
        replace(run, mark="passing") if run.mark == other else run
        for run in runs_within(found.runs, citation.start, citation.end)
    ]
    return marked_up(document.text, runs, citation.start, citation.end)

"""A document with what is known of its citations, and what is wrong with them, beside its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from itugraph.checks import Finding, check
from itugraph.citations.families import address
from itugraph.citations.reasons import meaning
from itugraph.citations.records import printed_reading
from itugraph.citations.redline import redline
from itugraph.citations.report import Row, report
from itugraph.identifiers import Edition, Name, Part, parse_path
from itugraph.model import Citation, Document, Piece
from itugraph.registry import Registry
from itugraph.registry.dates import AsOf
from itugraph.views.annotated import Named, Note, annotated

_KINDS = {
    "tracked": "A redline with tracked changes.",
    "by hand": "A redline with changes marked by hand.",
    "flattened": "A redline in which deleted and inserted words run together: what was deleted and"
    " what inserted is decoded, and shown where it is certain.",
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document.

    Attributes:
        html: one self-contained page without script.
        notes: citations and findings in it; unplaced: those of them without a place in the text.
    """

    html: str
    notes: int
    unplaced: tuple[str, ...]


def annotate(
    document: Document, registry: Registry, base: Document | None = None, date: AsOf | None = None
) -> Annotated:
    """A document as a page with its citations marked, its redline shown and findings beside.

    Args:
        base: the text that a redline starts from, where it is known.
        date: to check for instead of that of the text's own conference.

    Raises:
        InputError: naming the base, if it is not the base of this text.

    >>> document = Document("a.txt", "0" * 16, "See Resolution 44 (Rev. Dubai, 2012) of WTSA.")
    >>> annotate(document, Registry.load()).notes
    2
    """
    found = redline(document, registry, base)
    told = report(document, found)
    rows = [row for clause in told.clauses for row in clause.rows]
    notes = [_of_row(row, document, registry) for row in rows]
    if told.own is not None:
        notes.append(replace(_of_row(told.own, document, registry), kind="own"))
    checked = check(document, registry, date)
    notes.extend(_of_finding(finding, document) for finding in checked.findings)
    remarks = [*filter(None, [_KINDS.get(told.kind)]), *document.warnings]
    if checked.date.told == "registry":
        remarks.append(f"It tells no date of its own; checked as of {checked.date.printed}.")
    else:
        remarks.append(f"Checked as of {checked.date.printed}.")
    shown = replace(document, runs=found.runs)
    name = document.path.replace("\\", "/").rpartition("/")[2]
    html = annotated(shown, notes, name, remarks)
    return Annotated(html, len(notes), tuple(n.words for n in notes if not n.pieces))


def _of_row(row: Row, document: Document, registry: Registry) -> Note:
    records = list(dict.fromkeys(c for c in (row.before, row.after) if c is not None))
    pieces = _merged([p for c in records or [row.place] for p in c.pieces])
    whole = all(_stands(c, document) for c in records or [row.place])
    states = ("before", "after") if len(records) > 1 else ("",)
    names = [
        Named(registry.label(c.target), _address(c.target), state)
        for c, state in zip(records, states, strict=False)
        if c.target
    ]
    if len({named.label for named in names}) == 1:
        names = [replace(names[0], state="")]
    lines = [*_readings(row), *(meaning(code) for code in row.reasons), *_sure(row.place)]
    return Note(row.change, pieces if whole else (), row.place.surface, tuple(names), tuple(lines))


def _readings(row: Row) -> Iterator[str]:
    yield from (printed_reading(reading) for reading in row.readings)


def _sure(citation: Citation) -> Iterator[str]:
    if citation.confidence is not None:
        right = f"{citation.confidence:.1%} are right"
        yield f"decided by {citation.rule or 'decoding'}; of such, {right}"
    if citation.evidence not in ("verified", "unknown"):
        yield f"the registry's row is {citation.evidence}"
    elif citation.evidence == "unknown" and citation.edition:
        yield "not in the registry"


def _of_finding(finding: Finding, document: Document) -> Note:
    start, end = finding.span
    placed = 0 <= start < end <= len(document.text)
    why = [f"{fact.text} ({fact.evidence})" for fact in finding.why]
    message = finding.message
    if finding.suggestion is not None:
        message = f'{message}; use "{finding.suggestion}"'
    pieces = (finding.span,) if placed else ()
    return Note(finding.severity, pieces, finding.citation.surface, (), (message, *why))


def _stands(citation: Citation, document: Document) -> bool:
    return "".join(document.text[a:b] for a, b in citation.pieces) == citation.surface


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Pieces in order, those that touch as one."""
    merged: list[Piece] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _address(path: str | None) -> str | None:
    """The page of the instrument that a path names, where its address follows a known rule."""
    if path is None:
        return None
    name: Name = parse_path(path)
    if isinstance(name, Part):
        name = name.whole
    return address(name.instrument if isinstance(name, Edition) else name)

"""All rules over one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from itugraph.checks.draft import draft
from itugraph.checks.finding import Finding
from itugraph.checks.impossible import impossible
from itugraph.checks.places import Lines
from itugraph.checks.superseded import superseded
from itugraph.checks.title import title
from itugraph.citations import extract
from itugraph.citations.parts import moved, parts
from itugraph.model import Document
from itugraph.reading import is_redline
from itugraph.registry import Registry
from itugraph.registry.dates import AsOf
from itugraph.shown import Cell, data_frame, html_table

if TYPE_CHECKING:
    import pandas as pd

_RULES = (superseded, impossible, title)
_COLUMNS = ("line", "column", "severity", "text", "message", "use", "rule")


@dataclass(frozen=True, slots=True, repr=False)
class Checked:
    """A text with what was found in it.

    Attributes:
        date: that it was checked for; of several texts in one file, the first one's.
        findings: in the order of the text, errors before hints at one place.
    """

    document: Document
    date: AsOf
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        found = Counter(finding.severity for finding in self.findings)
        told = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in sorted(found.items())]
        when = f" as of {self.date.printed}" if self.date.printed else ""
        return f"{self.document.path}{when}: {', '.join(told) or 'nothing found'}"

    def _repr_html_(self) -> str:
        return html_table(_COLUMNS, self._rows(), len(self.findings), "findings")

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        places = Lines.of(self.document.text)
        for found in self.findings:
            surface = " ".join(found.citation.surface.split())
            where = places.place(found.span[0])
            yield (*where, found.severity, surface, found.message, found.suggestion, found.rule)

    def frame(self) -> pd.DataFrame:
        """A row a finding: where it is, what is wrong, and the mark to use.

        Raises:
            MissingExtraError: if pandas is not installed (extra "notebook").
        """
        return data_frame(_COLUMNS, list(self._rows()))


def check(document: Document, registry: Registry, date: AsOf | None = None) -> Checked:
    r"""Check a text's citations; of several texts in one file each by itself.

    Args:
        date: that takes the place of the date of the text's own conference.

    >>> from itugraph.registry.dates import as_of
    >>> from itugraph.reading import read_bytes
    >>> registry = Registry.load()
    >>> letter = read_bytes("a.txt", b"See Resolution 44 (Rev. Dubai, 2012) of WTSA.\n")
    >>> [found] = check(letter, registry, as_of("PP-18", registry)).findings
    >>> found.rule, found.severity, found.suggestion
    ('superseded', 'error', 'Rev. Hammamet, 2016')
    """
    several = () if is_redline(document.runs) else parts(document, registry)
    if len(several) < 2:
        return _checked(document, registry, date)
    each = [(part, _checked(part.document, registry, date)) for part in several if part.titled]
    found = [_moved(finding, part.start) for part, one in each for finding in one.findings]
    return Checked(document, each[0][1].date, tuple(found))


def _checked(document: Document, registry: Registry, date: AsOf | None) -> Checked:
    read = draft(document, extract(document, registry), registry, date)
    found = [finding for rule in _RULES for finding in rule(read)]
    order = sorted(found, key=lambda f: (f.span, f.severity, f.rule))
    return Checked(document, read.date, tuple(order))


def _moved(finding: Finding, by: int) -> Finding:
    """What was found in a part, at its place in the whole text."""
    start, end = finding.span
    span = (start + by, end + by)
    return replace(finding, span=span, citation=moved(finding.citation, by))

"""All rules over one text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from itugraph.checks.draft import draft
from itugraph.checks.finding import Finding
from itugraph.checks.impossible import impossible
from itugraph.checks.superseded import superseded
from itugraph.checks.title import title
from itugraph.citations import extract
from itugraph.citations.parts import moved, parts
from itugraph.model import Document
from itugraph.reading import is_redline
from itugraph.registry import Registry
from itugraph.registry.dates import AsOf

_RULES = (superseded, impossible, title)


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what was found in it.

    Attributes:
        date: that it was checked for; of several texts in one file, the first one's.
        findings: in the order of the text, errors before hints at one place.
    """

    document: Document
    date: AsOf
    findings: tuple[Finding, ...]


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

"""The figures of a summary, in words: one row a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itugraph.graph.analysis.summary import Summary

HEADINGS = ("what", "number", "of these")
Figure = tuple[str, int | str | None, str | None]


def figures(found: Summary) -> list[Figure]:
    """What is counted, how much of it there is, and what it is made of."""
    return [
        ("texts that cite, by body", found.texts, _counts(found.texts_by_body)),
        ("  by kind", None, _counts(found.texts_by_kind)),
        ("  files they were read from", found.files, _counts(found.files_by_language)),
        ("instruments cited, by body", found.instruments, _counts(found.instruments_by_body)),
        ("  by kind", None, _counts(found.instruments_by_kind)),
        ("citations that count", found.citations, None),
        ("  records, by state", sum(found.records.values()), _counts(found.records)),
        ("  by how often their kind was right", None, _counts(found.certainty)),
        ("editions cited, when they were", sum(found.stood.values()), _counts(found.stood)),
        ("  share that had ended before", _share(found.ended_share), None),
        ("  years from edition to citing text", _number(found.median_years), _years(found.years)),
        ("instruments revised", found.revised, _longest(found)),
        ("  years between editions", _number(found.median_interval), _median(found)),
        ("parts that no citation joins", len(found.components), _largest(found.components)),
        ("circles of citing each other", len(found.circles), _largest(found.circles)),
    ]


def _counts(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{name} {number}" for name, number in counts.items())


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _share(value: float | None) -> str | None:
    return None if value is None else f"{value:.1%}"


def _years(years: Mapping[str, int]) -> str | None:
    ages = list(years)
    return f"median; from {ages[0]} to {ages[-1]}" if ages else None


def _longest(found: Summary) -> str | None:
    if found.longest is None:
        return None
    return f"{found.longest} most often: {found.longest_editions} editions"


def _median(found: Summary) -> str | None:
    return None if found.median_interval is None else "median"


def _largest(sizes: Sequence[int]) -> str | None:
    return f"the largest of {sizes[0]} instruments and texts" if sizes else None

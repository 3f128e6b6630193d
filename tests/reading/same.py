"""What two readings of one draft must have in common."""

from __future__ import annotations

from functools import cache

from itugraph.citations.redline import redline
from itugraph.model import Document
from itugraph.registry import Registry


@cache
def _registry() -> Registry:
    return Registry.load()


def citations(document: Document) -> list[tuple[object, ...]]:
    """Return the citations of both states, without what depends on the file."""
    found = redline(document, _registry()).citations
    keys = (
        (c.state, c.change, c.type, c.body, c.number, c.place, c.year, c.clause, c.item)
        for c in found
    )
    return sorted(keys, key=str)

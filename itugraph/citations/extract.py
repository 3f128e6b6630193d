"""From a document to its citations, in the order of the text."""

from __future__ import annotations

from itugraph.citations.found import Citations
from itugraph.citations.redline import redline
from itugraph.model import Document
from itugraph.registry import Registry


def extract(document: Document, registry: Registry, base: Document | None = None) -> Citations:
    r"""The citations of a document, sorted by start, state and number.

    Args:
        base: the text that a redline starts from, where it is known.

    >>> from itugraph.reading import read_bytes
    >>> text = b"We shall apply Resolution 44 (Rev. Dubai, 2012) of WTSA.\n"
    >>> [citation] = extract(read_bytes("letter.txt", text), Registry.load())
    >>> citation.edition, citation.surface, citation.rule
    ('wtsa/resolution/44/2012', 'Resolution 44 (Rev. Dubai, 2012)', 'words')
    """
    return Citations(redline(document, registry, base).citations)

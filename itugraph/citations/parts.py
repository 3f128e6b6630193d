"""Several documents in one text, as when the texts of a conference are put into one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from itugraph.citations.frame import HEAD, frame
from itugraph.citations.languages import stretches
from itugraph.citations.lexicon import load
from itugraph.model import Citation, Document
from itugraph.reading import normalise
from itugraph.registry import Registry

_FEED = "\f"


def parts(document: Document, registry: Registry) -> tuple[tuple[int, Document], ...]:
    r"""The documents in a text of one state, each with where it starts, in characters.

    A form feed ends a page; a document starts behind it where the page opens with a title and
    an enacting line.

    >>> title, enacting = "RESOLUTION 11 (REV. DUBAI, 2018)", "The Plenipotentiary Conference"
    >>> one = f"{title}\n{enacting} (Dubai, 2018),\nnoting\nResolution 5,\n"
    >>> text = one + "\f" + "more of it\n" + "\f" + one
    >>> [start for start, _ in parts(Document("a.txt", "0" * 16, text), Registry.load())]
    [0, 113]
    """
    text = document.text
    starts = [0, *(at for at in _pages(text) if _opens(text[at : at + HEAD], registry))]
    if len(starts) == 1:
        return ((0, document),)
    return tuple(
        (start, _part(document, start, end))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )


def moved(citation: Citation, by: int) -> Citation:
    """A citation of a part at its place in the whole text.

    Args:
        by: where the part starts, in characters.
    """
    if not by:
        return citation
    return replace(citation, pieces=tuple((start + by, end + by) for start, end in citation.pieces))


def _pages(text: str) -> Iterator[int]:
    """Where pages start, but for the first."""
    at = text.find(_FEED)
    while at >= 0:
        yield at + 1
        at = text.find(_FEED, at + 1)


def _opens(page: str, registry: Registry) -> bool:
    """Whether a document starts with a page."""
    head = normalise(page.partition(_FEED)[0]).text
    if not head.strip():
        return False
    own = frame(head, load(stretches(head)[0].language, registry), registry)
    return own.enacted and own.title_start is not None and not head[: own.title_start].strip()


def _part(document: Document, start: int, end: int) -> Document:
    notes = tuple(
        (max(a, start) - start, min(b, end) - start)
        for a, b in document.notes
        if a < end and start < b
    )
    pages = [(max(at, start) - start, page) for at, page in document.pages if at < end]
    return replace(
        document,
        text=document.text[start:end],
        notes=notes,
        # Of the pages that start before it, it has the last.
        pages=tuple(dict(pages).items()),
    )

"""Several documents in one text, as when the texts of a conference are put into one file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from itugraph.citations.frame import HEAD, enacting_lines, is_title
from itugraph.citations.lexicon import load
from itugraph.model import Citation, Document
from itugraph.reading import Normal, normalise
from itugraph.registry import Registry
from itugraph.registry.tables import LANGUAGES

_FEED = "\f"
_LINES = 12
"""How many lines with words may stand between a title and its enacting line."""
_COVER = 1500
"""How much may stand before the title of a text alone in its file, in characters."""
_ENTRY = re.compile(r"[\s\d.•·*–—-]*(?:(?:MOD|ADD|SUP|NOC|DRAFT)\s+)?", re.IGNORECASE)

# Where lines of a table of contents were run together, dots and a page end the one before.
_LEADER = re.compile(r"[.…·]{3,}\s*[\divxlc]{1,6}\s*\Z")
_LEADER_REACH = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A document within a text.

    Attributes:
        start: where it stands in the text, in characters; document: with its own text.
        titled: whether it opens with a title and has an enacting line: what stands before
            the first title of several texts, as a table of contents, is of none of them.
    """

    start: int
    document: Document
    titled: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.document.text)


def parts(document: Document, registry: Registry, normal: Normal | None = None) -> tuple[Part, ...]:
    r"""The documents in a text of one state.

    A document starts at a title that fills its line and has an enacting line below it.

    Args:
        normal: the normal form of the document's text, where it is at hand.

    >>> title, enacting = "RESOLUTION 11 (REV. DUBAI, 2018)", "The Plenipotentiary Conference"
    >>> one = f"{title}\n{enacting} (Dubai, 2018),\nnoting\nResolution 5,\n"
    >>> text = "CONTENTS\n" + one + "more of it\n" + one
    >>> [(part.start, part.titled) for part in parts(Document("a", "0", text), Registry.load())]
    [(0, False), (9, True), (120, True)]
    """
    text = document.text
    normal = normal or normalise(text)
    starts = sorted({normal.source(at, at)[0] for at in _starts(normal.text, registry)})
    covered = len(starts) == 1 and starts[0] <= _COVER and _FEED not in text[: starts[0]]
    if not starts or covered:
        return (Part(0, document, titled=bool(starts)),)
    ends = [*starts[1:], len(text)]
    found = [Part(a, _part(document, a, b), True) for a, b in zip(starts, ends, strict=True)]
    if text[: starts[0]].strip():
        found.insert(0, Part(0, _part(document, 0, starts[0]), titled=False))
    return tuple(found)


def joined(separate: Sequence[tuple[Part, list[Citation]]]) -> Iterator[Citation]:
    """The citations of documents that stand in one text, each at its place there.

    Outside of the documents a line that opens with the name of one of them is its entry in a
    table of contents, and cites nothing.
    """
    own = {c.instrument for part, found in separate if part.titled for c in found if c.self_}
    for part, found in separate:
        for citation in found:
            if part.titled or not _is_entry(part, citation, own):
                yield citation


def _is_entry(part: Part, citation: Citation, own: set[str | None]) -> bool:
    text, start = part.document.text, citation.start - part.start
    line = text.rfind("\n", 0, start) + 1
    opens = _ENTRY.fullmatch(text, line, start) or _LEADER.search(
        text, max(line, start - _LEADER_REACH), start
    )
    return citation.self_ or (opens is not None and citation.instrument in own)


def moved(citation: Citation, by: int) -> Citation:
    """A citation of a part at its place in the whole text.

    Args:
        by: where the part starts, in characters.
    """
    if not by:
        return citation
    return replace(citation, pieces=tuple((start + by, end + by) for start, end in citation.pieces))


def _starts(text: str, registry: Registry) -> Iterator[int]:
    """Where the titles stand that have an enacting line below them."""
    lexicons = tuple(load(language, registry) for language in LANGUAGES)
    for enacting, lexicon in enacting_lines(text, lexicons):
        for start, end in _lines_before(text, enacting):
            if is_title(text, start, end, lexicon):
                yield start
                break


def _lines_before(text: str, position: int) -> Iterator[tuple[int, int]]:
    """The lines above a position that have words, from the nearest on."""
    end, count = position, 0
    while end > max(0, position - HEAD) and count < _LINES:
        start = text.rfind("\n", 0, end - 1) + 1
        # A form feed is looked for in this line alone: most texts have none.
        start = max(start, text.rfind(_FEED, start, end - 1) + 1)
        if text[start:end].strip():
            count += 1
            yield start, end
        end = start


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

"""The values every part of itugraph speaks of: documents and citations.

A `Document` knows nothing of citations, a `Citation` nothing of RDF. All values are frozen;
all offsets count characters (code points) of `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from typing import Literal, get_args

Body = Literal[
    "PP", "WTSA", "WTDC", "RA", "WRC", "WCIT", "WTPF", "COUNCIL", "ITU-T", "ITU-R", "ITU-D",
    "CS", "CV", "GR", "RR", "ITR", "UNGA", "ECOSOC", "UNSC", "WSIS",
]  # fmt: skip
InstrumentType = Literal[
    "resolution", "decision", "recommendation", "opinion", "report", "handbook", "question",
    "article", "provision", "appendix", "annex", "wsis-document", "un-resolution", "document",
]  # fmt: skip
State = Literal["both", "before", "after"]
Change = Literal["kept", "added", "removed", "retargeted"]
Rule = Literal["tag", "words", "place-year", "range", "own-body"]
Evidence = Literal["verified", "unchecked", "doubtful", "unknown"]
Mark = Literal["kept", "deleted", "inserted", "passing", "unknown"]
Piece = tuple[int, int]

BODIES: tuple[Body, ...] = get_args(Body)
TYPES: tuple[InstrumentType, ...] = get_args(InstrumentType)
TREATIES: frozenset[Body] = frozenset({"CS", "CV", "GR", "RR", "ITR"})
UNITED_NATIONS: frozenset[Body] = frozenset({"UNGA", "ECOSOC", "UNSC"})

QUOTE_LENGTH = 400
MOST_ALTERNATIVES = 8


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch [start, end) of a document's text and what a redline does to it.

    Attributes:
        mark: "passing" was inserted by one hand and deleted by another: it is in neither state.
        author, date: of the change, as the file tells them; None for what is kept.
    """

    start: int
    end: int
    mark: Mark
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer, apart from the text; runs as in a `Document`."""

    text: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read.

    Attributes:
        path: the path as given, "-" for standard input.
        source: first 16 hex digits of the SHA-256 of the file's bytes.
        text: what `itugraph text FILE` prints.
        runs: what a redline does to the text, ascending and without a gap; empty when the file
            marks no change.
        notes: the stretches [start, end) of the text that are footnotes and endnotes.
        margins: headers and footers, which are no part of the text.
        language: ISO 639-1 code of the text.
        warnings: what was doubtful in reading it, one sentence each.
        pages: where the text of a page starts, with the page's number from 1, ascending by the
            start; a page comes again where notes stand behind the body. Empty for formats
            without pages.
    """

    path: str
    source: str
    text: str
    runs: tuple[Run, ...] = ()
    notes: tuple[Piece, ...] = ()
    margins: tuple[Margin, ...] = ()
    language: str = "en"
    warnings: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()

    def page(self, position: int) -> int | None:
        """The number of the page that a position of the text stands on.

        >>> Document("a.pdf", "0" * 16, "one two", pages=((0, 1), (4, 2))).page(5)
        2
        """
        if not self.pages:
            return None
        at = bisect_right(self.pages, position, key=lambda page: page[0]) - 1
        return self.pages[at][1] if at >= 0 else None


def source_digest(content: bytes) -> str:
    """The name of a source: the first 16 hex digits of the SHA-256 of its bytes.

    >>> source_digest(b"")
    'e3b0c44298fc1c14'
    """
    return sha256(content).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an undecided citation, in one state of the text."""

    state: State | None
    type: InstrumentType
    body: Body
    number: str
    place: str | None = None
    year: int | None = None
    conference: str | None = None
    instrument: str | None = None
    edition: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: where it stands, what it cites, in which state, how surely.

    The attributes are the keys of the record that `itugraph extract --format jsonl` prints;
    `data/citation.schema.json` documents each. `instrument`, `edition` and `target` are paths
    below the IRI base ("wtsa/resolution/44/2016").
    """

    document: str
    source: str
    language: str
    pieces: tuple[Piece, ...]
    surface: str
    quote: str
    clause: str | None
    verb: str | None
    item: str | None
    type: InstrumentType
    body: Body | None
    number: str | None
    revised: bool | None = None
    place: str | None = None
    year: int | None = None
    conference: str | None = None
    instrument: str | None = None
    edition: str | None = None
    target: str | None = None
    evidence: Evidence = "unknown"
    state: State | None = "both"
    change: Change | None = None
    replaces: str | None = None
    rule: Rule | None = None
    confidence: float | None = None
    ambiguous: bool = False
    alternatives: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()
    self_: bool = False
    page: int | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        # JSON without blanks, written by hand: an encoder takes as long as all else together.
        # Only a number may hold what JSON escapes; the other words are those of closed lists.
        if len(self.pieces) == 1:
            [(start, end)] = self.pieces
            pieces = f"[{start},{end}]"
        else:
            pieces = ",".join([f"[{start},{end}]" for start, end in self.pieces])
        state = f'"{self.state}"' if self.state else "null"
        body = f'"{self.body}"' if self.body else "null"
        number = "null" if self.number is None else _quoted(self.number)
        canonical = f'[{_quoted(self.source)},[{pieces}],{state},"{self.type}",{body},{number}]'
        digest = sha256(canonical.encode()).hexdigest()
        object.__setattr__(self, "id", "c" + digest[:12])

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1][1]

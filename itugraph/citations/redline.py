"""What kind of redline a document is, its citations in both states, and its states' texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from itugraph.citations.based import based
from itugraph.citations.changes import with_changes
from itugraph.citations.flattened import Flattened, flattened, runs_together
from itugraph.citations.opened import Opened
from itugraph.citations.parts import Part, joined, parts
from itugraph.citations.reader import Reader
from itugraph.citations.tracked import tracked
from itugraph.errors import InputError
from itugraph.model import Citation, Document, Run
from itugraph.reading import OneState, is_redline, state_text
from itugraph.registry import Registry

Kind = Literal["tracked", "flattened", "by hand", "none"]


@dataclass(frozen=True, slots=True)
class Text:
    """A document [start, end) within a document's text, in characters.

    Attributes:
        titled: whether it has a title and an enacting line; among several texts what has none
            belongs to none of them.
    """

    start: int
    end: int
    titled: bool


@dataclass(frozen=True, slots=True)
class Redline:
    """The citations of a document and what it does to them.

    Attributes:
        kind: "tracked" changes bear an author or a date, those made "by hand" (struck out and
            underlined) bear none; in a "flattened" text both states run together; "none" is
            a text without changes.
        runs: what the redline does to the text, as far as it is known.
        texts: the documents in the text, of a redline those of the text that is proposed; one
            that is the whole where there are no several.
        reasons: of a flattened text, by a citation's id the codes of what spoke for its state.
    """

    kind: Kind
    citations: tuple[Citation, ...]
    runs: tuple[Run, ...]
    texts: tuple[Text, ...] = ()
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def redline(document: Document, registry: Registry, base: Document | None = None) -> Redline:
    """Read a document as a redline, if it is one.

    Args:
        base: the text that the redline starts from, where it is known.

    Raises:
        InputError: naming the base, if it is a redline itself or not the base of this text.

    >>> from itugraph.model import Run
    >>> runs = (Run(0, 11, "kept"), Run(11, 13, "deleted"), Run(13, 15, "inserted"))
    >>> text = "Resolution 4450 (Rev. Dubai, 2012) of WTSA"
    >>> document = Document("a.docx", "0" * 16, text, (*runs, Run(15, len(text), "kept")))
    >>> found = redline(document, Registry.load())
    >>> found.kind, sorted((c.number, c.change) for c in found.citations)
    ('by hand', [('44', 'removed'), ('50', 'added')])
    """
    if is_redline(document.runs):
        signed = any(run.author or run.date for run in document.runs)
        found = tracked(document, lambda state: _plain(state, registry))
        kind: Kind = "tracked" if signed else "by hand"
        return Redline(kind, tuple(found), document.runs, _proposed(document, registry))
    if base is not None and base.text != document.text:
        reader, mentions = Reader.of(document, registry, detect=True)
        return _told(document, based(reader, mentions, base, registry))
    opened = Opened.of(document, registry, detect=True)
    separate = parts(document, registry, opened.normal)
    texts = tuple(Text(part.start, part.end, part.titled) for part in separate)
    # Of several texts in which nothing can run together each is read alone, and never the whole.
    if len(separate) == 1 or (base is None and opened.may_run_together):
        reader, mentions = Reader.scanned(opened, registry)
        if base is None and runs_together(reader, mentions):
            return _told(document, flattened(reader, mentions))
        if len(separate) == 1:
            found = [citation for f in mentions for citation in reader.citations(f)]
            return Redline("none", tuple(_sorted(found)), (), texts)
    return Redline("none", tuple(_apart(separate, registry, opened)), (), texts)


def _told(document: Document, read: Flattened) -> Redline:
    citations = tuple(_sorted(with_changes(read.citations)))
    whole = Text(0, len(document.text), titled=any(c.self_ for c in citations))
    return Redline("flattened", citations, read.runs, (whole,), read.reasons)


def _proposed(document: Document, registry: Registry) -> tuple[Text, ...]:
    """The documents in the text after the changes, where they stand in that of both states."""
    after = state_text(document.text, document.runs, "after")
    separate = parts(Document(document.path, document.source, after.text), registry)
    starts = [after.pieces(part.start, part.start + 1)[0][0] for part in separate[1:]]
    ends = [*starts, len(document.text)]
    return tuple(
        Text(start, end, part.titled)
        for start, end, part in zip([0, *starts], ends, separate, strict=True)
    )


def _plain(document: Document, registry: Registry) -> list[Citation]:
    """The citations of a text of one state."""
    return _apart(parts(document, registry), registry)


def _apart(
    separate: Iterable[Part], registry: Registry, whole: Opened | None = None
) -> list[Citation]:
    """The citations of documents that stand in one text, none of which knows of the others.

    Args:
        whole: the text, where two states may run together in it.
    """
    read: list[tuple[Part, list[Citation]]] = []
    for part in separate:
        detect = whole is not None
        opened = Opened.of(part.document, registry, detect=detect, within=whole, place=part.start)
        reader, mentions = Reader.scanned(opened, registry)
        read.append((part, [c for found in mentions for c in reader.citations(found)]))
    citations = list(joined(read)) if len(read) > 1 else read[0][1]
    return _sorted(citations)


def _sorted(citations: list[Citation]) -> list[Citation]:
    return sorted(citations, key=lambda c: (c.start, c.state or "", c.number or ""))


def text_of(
    document: Document, registry: Registry, state: OneState, base: Document | None = None
) -> str:
    """The text of one state, where the source determines it.

    Args:
        base: the text that the redline starts from; it is the state before.

    Raises:
        InputError: if both states run together in the text.
    """
    if base is not None and state == "before":
        return base.text
    if is_redline(document.runs):
        return state_text(document.text, document.runs, state).text
    if redline(document, registry, base).kind == "none":
        return document.text
    raise InputError(
        document.path,
        "deleted and inserted words run together in it: "
        f"it does not determine the text {state} the changes",
    )

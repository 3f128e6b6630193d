"""What kind of redline a document is, its citations in both states, and its states' texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itugraph.citations.extract import extract
from itugraph.errors import InputError
from itugraph.model import Citation, Document, Run
from itugraph.reading import OneState, is_redline, state_text
from itugraph.registry import Registry

Kind = Literal["tracked", "flattened", "by hand", "none"]


@dataclass(frozen=True, slots=True)
class Redline:
    """The citations of a document and what it does to them.

    Attributes:
        kind: "tracked" changes bear an author or a date, those made "by hand" (struck out and
            underlined) bear none; in a "flattened" text both states run together; "none" is
            a text without changes.
        runs: what the redline does to the text, as far as it is known.
    """

    kind: Kind
    citations: tuple[Citation, ...]
    runs: tuple[Run, ...]


def redline(
    document: Document,
    registry: Registry,
    base: Document | None = None,  # noqa: ARG001 for texts whose states run together
) -> Redline:
    """Read a document as a redline.

    Args:
        base: the text that the redline starts from, where it is known.

    >>> from itugraph.model import Run
    >>> runs = (Run(0, 11, "kept"), Run(11, 13, "deleted"), Run(13, 15, "inserted"))
    >>> text = "Resolution 4450 (Rev. Dubai, 2012) of WTSA"
    >>> document = Document("a.docx", "0" * 16, text, (*runs, Run(15, len(text), "kept")))
    >>> found = redline(document, Registry.load())
    >>> found.kind, sorted((c.number, c.change) for c in found.citations)
    ('by hand', [('44', 'removed'), ('50', 'added')])
    """
    citations = tuple(extract(document, registry))
    if is_redline(document.runs):
        signed = any(run.author or run.date for run in document.runs)
        return Redline("tracked" if signed else "by hand", citations, document.runs)
    flattened = any(
        c.state != "both" or any(r.state != "both" for r in c.alternatives) for c in citations
    )
    return Redline("flattened" if flattened else "none", citations, ())


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

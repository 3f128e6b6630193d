"""Citations of a redline whose states are known: each state is read as a text of its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from itugraph.citations.changes import with_changes
from itugraph.model import Citation, Document, State
from itugraph.reading import OneState, StateText, state_text

_STATES: tuple[OneState, ...] = ("before", "after")


def tracked(document: Document, read: Callable[[Document], list[Citation]]) -> list[Citation]:
    """The citations of both states, with what the redline does to each.

    One that stands on the same characters and names the same in both states is one record;
    its quotation, clause and item are those of the text that is proposed.

    Args:
        document: with runs that determine its states.
        read: reads the citations of a text that is no redline.
    """
    found: dict[OneState, list[Citation]] = {}
    for state in _STATES:
        text = state_text(document.text, document.runs, state)
        found[state] = [
            _placed(citation, document, text, state) for citation in read(_alone(document, text))
        ]
    stands_before = {_meaning(citation) for citation in found["before"]}
    both = {_meaning(c): _in(c, "both") for c in found["after"] if _meaning(c) in stands_before}
    joined = [*both.values()]
    joined += [c for state in _STATES for c in found[state] if _meaning(c) not in both]
    return with_changes(sorted(joined, key=lambda c: (c.start, c.state or "", c.number or "")))


def _alone(document: Document, state: StateText) -> Document:
    """A document that holds one state alone."""
    notes = [(state.place(start), state.place(end)) for start, end in document.notes]
    return replace(
        document,
        text=state.text,
        runs=(),
        notes=tuple((start, end) for start, end in notes if start < end),
        # Of pages that start at one place, all but the last have nothing in this state.
        pages=tuple({state.place(start): page for start, page in document.pages}.items()),
    )


def _placed(citation: Citation, document: Document, text: StateText, state: OneState) -> Citation:
    """A citation of one state at its place in the text that holds both."""
    pieces = tuple(piece for start, end in citation.pieces for piece in text.pieces(start, end))
    surface = "".join(document.text[start:end] for start, end in pieces)
    return _in(replace(citation, pieces=pieces, surface=surface), state)


def _in(citation: Citation, state: State) -> Citation:
    """A citation whose state is known, and that of its readings with it."""
    # Two readings of a text alone may differ in their state: here both are of this one.
    readings = dict.fromkeys(replace(reading, state=state) for reading in citation.alternatives)
    return replace(citation, state=state, alternatives=tuple(readings))


def _meaning(citation: Citation) -> Hashable:
    """Where a citation stands and what it names, whatever its state."""
    return (
        citation.pieces,
        citation.type,
        citation.body,
        citation.number,
        citation.revised,
        citation.place,
        citation.year,
        citation.conference,
        citation.target,
        citation.ambiguous,
        tuple(replace(reading, state=None) for reading in citation.alternatives),
        citation.self_,
    )

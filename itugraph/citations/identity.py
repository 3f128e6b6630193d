"""What a citation names, and what a document said before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from itugraph.identifiers import Edition, Instrument, Name, Part
from itugraph.model import Body, Evidence, InstrumentType, Reading, Rule


class Identity(NamedTuple):
    """What a citation names.

    Attributes:
        whole: the instrument or edition; target: the most specific thing, with its part.
        alternatives: the readings, where several bodies are possible.
    """

    type: InstrumentType
    body: Body | None
    number: str | None
    rule: Rule | None
    revised: bool | None = None
    place: str | None = None
    year: int | None = None
    conference: str | None = None
    instrument: Instrument | None = None
    edition: Edition | None = None
    target: Name | None = None
    evidence: Evidence = "unknown"
    notes: tuple[str, ...] = ()
    alternatives: tuple[Reading, ...] = ()


@dataclass(slots=True)
class Memory:
    """What the document said before: the body of each number, the last treaty of a line.

    The one thing that changes while a document is read; it never leaves its document.

    Attributes:
        line: where the last line starts that was asked for.
        quote: of the last clause that was quoted whole, by where it starts.
    """

    bodies: dict[tuple[str, str], tuple[Body, Rule]] = field(default_factory=dict)
    treaty: tuple[int, Body] | None = None
    line: int = 0
    quote: tuple[int, str] = (-1, "")


def with_part(identity: Identity, steps: tuple[str, ...]) -> Identity:
    """The identity with the part that a pointer names as its target."""
    whole = identity.edition or identity.instrument
    if not steps or whole is None:
        return identity
    return identity._replace(target=Part(whole, steps))

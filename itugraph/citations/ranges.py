"""The texts that a range cites between its two ends: "Resolutions 25 to 36"."""

from __future__ import annotations

from collections.abc import Iterator

from itugraph.citations.grammar import Member
from itugraph.citations.identity import Identity
from itugraph.identifiers import Instrument
from itugraph.registry import Registry

_LONGEST = 200
"""The longest range whose texts are told, in numbers: a longer one means them all."""


def between(
    first: Member, last: Member, ends: tuple[Identity, Identity], registry: Registry
) -> Iterator[Member]:
    """The members between the ends of a range, those that the registry knows.

    Each rests on the characters of the whole range. Of a marked range they are those that the
    mark's conference adopted; of others all that there ever were.

    Args:
        first, last: the members at the ends; ends: what they name.

    >>> from itugraph.citations import extract
    >>> from itugraph.model import Document
    >>> text = "Resolutions 33 to 35 (Kyoto, 1994) of PP"
    >>> found = extract(Document("a", "0", text), Registry.load())
    >>> [c.number for c in found], found[1].surface
    (['33', '34', '35'], 'Resolutions 33 to 35 (Kyoto, 1994)')
    """
    one, other = (end.instrument for end in ends)
    if one is None or other is None or (one.series, one.type) != (other.series, other.type):
        return
    if not first.number.isdecimal() or not last.number.isdecimal():
        return
    begin, end = int(first.number), int(last.number)
    if end - begin > _LONGEST:
        return
    conference = ends[1].conference or ends[0].conference
    for number in map(str, range(begin + 1, end)):
        history = registry.history(Instrument(one.series, one.type, number).path)
        if history is None or (conference and history.adopted_at(conference) is None):
            continue
        span = (first.span[0], last.span[1])
        yield Member(span, number, last.mark, last.mark is not None, last.sector, True, last.body)

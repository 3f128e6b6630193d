"""What a redline does to its citations, over the whole document.

A citation that names the same in both states is kept, also where its words were moved or
retyped. One that names another edition or part of the same instrument is retargeted: it takes
the place of the one before. All else is removed or added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from itugraph.identifiers import Part, parse_path
from itugraph.model import Change, Citation, Reading
from itugraph.reading import OneState

_PROVISIONS = frozenset({"article", "provision", "appendix", "annex"})
"""Types whose number names a part: another article of a treaty is another citation."""

_Key = Callable[[Citation], Hashable | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A citation as it stands before and after; None where it does not stand.

    One that stands in both states at the same place is both.
    """

    before: Citation | None
    after: Citation | None

    @property
    def change(self) -> Change | None:
        """What happens to it; None where what it cites is too open to tell."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "kept" if _cited(self.before) == _cited(self.after) else "retargeted"


def with_changes(citations: Iterable[Citation]) -> list[Citation]:
    """The citations of a redline with `change` and `replaces`, in the order they came in.

    Citations pair one to one, the document's own number in its title with itself alone:
    those of the same target first, then those of the same part, edition and instrument, the
    nearest first. An undecided citation has a change only where every reading gives the same.

    >>> from itugraph.citations import extract
    >>> from itugraph.reading import read_bytes
    >>> from itugraph.registry import Registry
    >>> text = b"Resolution 44 (Rev. Dubai, 2012) of WTSA"
    >>> [old] = extract(read_bytes("a.txt", text), Registry.load())
    >>> new = replace(old, pieces=((9, 13),), edition="wtsa/resolution/44/2016",
    ...               target="wtsa/resolution/44/2016", state="after")
    >>> before, after = with_changes([replace(old, state="before"), new])
    >>> before.change, after.change, after.replaces == before.id
    ('removed', 'retargeted', True)
    """
    listed = list(citations)
    changes: dict[str, tuple[Change | None, str | None]] = {}
    found = pairs(listed)
    for pair in found:
        if pair.before is None or pair.after is None:
            continue
        change = pair.change
        replaced = pair.before.id if change == "retargeted" else None
        changes[pair.before.id] = ("removed" if replaced else "kept", None)
        changes[pair.after.id] = (change, replaced)
    alone = [pair for pair in found if pair.before is None or pair.after is None]
    gone, come = _instruments(p.before for p in alone), _instruments(p.after for p in alone)
    for pair in alone:
        for citation, others in ((pair.before, come), (pair.after, gone)):
            if citation is not None:
                sure = not citation.ambiguous or _unlike(citation, others)
                changes[citation.id] = (pair.change if sure else None, None)
    told = []
    for citation in listed:
        change, replaces = changes.get(citation.id, (None, None))
        told.append(replace(citation, change=change, replaces=replaces))
    return told


def in_state(citations: Iterable[Citation], state: OneState) -> list[Citation]:
    """The citations that stand in one state or, undecided, may stand in it.

    >>> in_state([], "after")
    []
    """
    fitting = {"both", state}
    return [
        c
        for c in citations
        if c.state in fitting
        or (c.state is None and (not c.alternatives or {r.state for r in c.alternatives} & fitting))
    ]


def pairs(citations: Iterable[Citation]) -> tuple[Pair, ...]:
    """The citations of a redline paired one to one, in the order of the text.

    Those whose state is undecided are in no pair.
    """
    listed = list(citations)
    found = [Pair(c, c) for c in listed if c.state == "both"]
    for own in (True, False):
        before = [c for c in listed if c.state == "before" and c.self_ == own]
        after = [c for c in listed if c.state == "after" and c.self_ == own]
        for key in (_cited, _instrument) if own else (_cited, _part, _edition, _instrument):
            joined = _joined(before, after, key)
            found += [Pair(*both) for both in joined]
            taken = {c.id for both in joined for c in both}
            before = [c for c in before if c.id not in taken]
            after = [c for c in after if c.id not in taken]
        found += [Pair(c, None) for c in before] + [Pair(None, c) for c in after]
    return tuple(sorted(found, key=_place))


def _place(pair: Pair) -> tuple[int, int, str]:
    stand = [c for c in (pair.before, pair.after) if c is not None]
    return (min(c.start for c in stand), int(pair.before is None), stand[0].id)


def _cited(citation: Citation) -> Hashable | None:
    """What is cited; of an undecided citation all that it may be."""
    if citation.ambiguous:
        return frozenset(map(_named, citation.alternatives)) or None
    return citation.target


def _named(reading: Reading) -> Hashable:
    return (reading.type, reading.body, reading.number, reading.instrument, reading.edition)


def _part(citation: Citation) -> Hashable | None:
    """The instrument with the part that is cited of it, whatever the edition."""
    if citation.type in _PROVISIONS:
        return (citation.instrument, citation.type, citation.number)
    name = parse_path(citation.target) if citation.target and not citation.ambiguous else None
    return (citation.instrument, name.steps) if isinstance(name, Part) else None


def _edition(citation: Citation) -> Hashable | None:
    whole = not citation.ambiguous and citation.type not in _PROVISIONS
    return citation.edition if whole else None


def _instrument(citation: Citation) -> Hashable | None:
    whole = not citation.ambiguous and citation.type not in _PROVISIONS
    return citation.instrument if whole else None


def _instruments(citations: Iterable[Citation | None]) -> frozenset[str]:
    """All that is cited, or may be."""
    named: set[str | None] = set()
    for citation in citations:
        if citation is not None:
            named |= {citation.instrument, *(r.instrument for r in citation.alternatives)}
    return frozenset(name for name in named if name)


def _unlike(citation: Citation, others: frozenset[str]) -> bool:
    """Whether none of the others can be what an undecided citation was or became."""
    may_be = _instruments([citation])
    return bool(may_be) and may_be.isdisjoint(others)


def _joined(
    before: Iterable[Citation], after: Iterable[Citation], key: _Key
) -> list[tuple[Citation, Citation]]:
    """One of each state for each key that they share, the nearest first."""
    groups: defaultdict[Hashable, list[Citation]] = defaultdict(list)
    for citation in (*before, *after):
        value = key(citation)
        if value is not None:
            groups[value].append(citation)
    return [both for group in groups.values() for both in _nearest(group)]


def _nearest(citations: Iterable[Citation]) -> list[tuple[Citation, Citation]]:
    """Pair citations of two states, again and again the two that stand nearest.

    The nearest two of different states are always neighbours among those that are left, so
    that only neighbours are looked at.
    """
    row: Sequence[Citation] = sorted(citations, key=lambda c: (c.start, c.state == "after", c.id))
    following = {i: i + 1 for i in range(-1, len(row))}
    previous = {i + 1: i for i in range(-1, len(row))}
    waiting: list[tuple[int, int, int]] = [
        (row[i + 1].start - row[i].start, i, i + 1) for i in range(len(row) - 1)
    ]
    heapify(waiting)
    left = set(range(len(row)))
    found: list[tuple[Citation, Citation]] = []
    while waiting:
        _, one, other = heappop(waiting)
        if not {one, other} <= left or row[one].state == row[other].state:
            continue
        left -= {one, other}
        first, second = row[one], row[other]
        found.append((first, second) if first.state == "before" else (second, first))
        near, far = previous[one], following[other]
        following[near], previous[far] = far, near
        if near >= 0 and far < len(row):
            heappush(waiting, (row[far].start - row[near].start, near, far))
    return found

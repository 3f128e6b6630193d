"""How plausible a pair of citations is: what the registry knows and what drafts usually do.

Existence is evidence, not a wall: a number, an edition or a conference that the registry does
not know makes a reading dearer, never impossible.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from itugraph.citations.decoding.automaton import Printed, PrintedMark
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.tape import Parse, odd
from itugraph.identifiers import split_suffix
from itugraph.model import Body, InstrumentType
from itugraph.registry import Conference, EditionRow, History, Registry, fold

_SECTOR_BODY: dict[str, Body] = {"R": "RA", "T": "WTSA", "D": "WTDC"}
_STEM = 6
_ALIKE = 1.0
"""Bodies whose costs differ by less suit a pair alike."""


@dataclass(frozen=True, slots=True)
class Told:
    """One number of a tape as the registry knows it under one body."""

    number: str
    plain: str
    suffix: int | None
    mark: PrintedMark | None
    conference: Conference | None
    history: History | None
    row: EditionRow | None


@dataclass(frozen=True, slots=True)
class Times:
    """Between which conferences a redline moves: None where the text does not tell."""

    base: Conference | None = None
    target: Conference | None = None


class Judge:
    """Costs of pairs of citations in one window.

    Args:
        said: the body that the words around the window name.
        own: the body whose text the document is.
        follows: the words behind the window, where a title may stand.
    """

    def __init__(
        self,
        registry: Registry,
        costs: Costs,
        type_: InstrumentType,
        times: Times,
        *,
        said: Body | None,
        own: Body | None,
        follows: str = "",
    ) -> None:
        self.registry = registry
        self.costs = costs
        self.type = type_
        self.times = times
        self.said = said
        self.own = own
        self.stems = frozenset(_stems(follows))
        self._tapes: dict[tuple[Parse, Body | None, bool], tuple[float, tuple[Told, ...]]] = {}

    def cost(self, before: Parse, after: Parse) -> float:
        """What a pair costs under the body that suits it best; infinite for an empty window."""
        return self.judged(before, after)[0]

    def judged(self, before: Parse, after: Parse) -> tuple[float, Body | None]:
        """The cost of a pair, and the body that suits it best, None where two do alike."""
        if not before.members and not after.members:
            return float("inf"), None
        bodies = self._bodies(before, after)
        found = [(self._pair(before, after, body), body) for body in bodies]
        found.sort(key=lambda pair: pair[0])
        alike = len(found) > 1 and found[1][0] - found[0][0] < _ALIKE
        return found[0][0], None if alike else found[0][1]

    def _bodies(self, *tapes: Parse) -> tuple[Body | None, ...]:
        sector = next((tape.sector for tape in tapes if tape.sector), "")
        if sector:
            return (_SECTOR_BODY[sector],)
        if self.said:
            return (self.said,)
        marks = [m.mark for tape in tapes for m in tape.members if m.mark]
        met = {c.body for mark in marks for c in self._meetings(mark)} - {None}
        if self.own:
            met.add(self.own)
        untagged = met - {"RA"} if len(met) > 1 else met
        return tuple(sorted(untagged, key=str)) or (None,)

    def _meetings(self, mark: PrintedMark) -> tuple[Conference, ...]:
        if mark.tag:
            found = self.registry.tagged(mark.tag)
            return (found,) if found else ()
        return self.registry.meetings(mark.place, mark.year)

    def _pair(self, before: Parse, after: Parse, body: Body | None) -> float:
        costs = self.costs
        cost_before, old = self._tape(before, body, is_after=False)
        cost_after, new = self._tape(after, body, is_after=True)
        # What is odd about a number is odd once, though it stands on both tapes.
        same = [m.plain for m in old] == [m.plain for m in new]
        total = max(cost_before, cost_after) if same else cost_before + cost_after
        if not new:
            current = all(not self._outdated(told) for told in old)
            return total + costs.removed - costs.run + (costs.current_removed if current else 0.0)
        if not old:
            base = self.times.base
            new_text = any(m.conference and base and m.conference.key > base.key for m in new)
            return total + costs.added - costs.run + (0.0 if new_text else costs.old_added)
        if before.sector != after.sector:
            total += costs.sector_changes
        if before == after:
            outdated = any(self._outdated(told) for told in old)
            return total + costs.kept + (costs.outdated_kept if outdated else 0.0)
        return total + self._change(old, new, same=same)

    def _change(self, old: tuple[Told, ...], new: tuple[Told, ...], *, same: bool) -> float:
        costs = self.costs
        if same:
            moved = sum(self._moved(a, b) for a, b in zip(old, new, strict=True)) / len(old)
            left = sum(
                a.mark == b.mark and self._outdated(a) for a, b in zip(old, new, strict=True)
            )
            return moved + (costs.outdated_kept if left == len(old) else costs.list_left * left)
        backward = any(self._backward(a, b) for a, b in zip(old, new, strict=False))
        total = costs.backward if backward else 0.0
        if any(m.mark for m in old) != any(m.mark for m in new):
            total += costs.no_mark
        stays = {m.plain for m in old} & {m.plain for m in new}
        if len(old) == len(new):
            changed = sum(a.plain != b.plain for a, b in zip(old, new, strict=True))
            return total + costs.renumbered * changed
        if len(new) == 1 and not stays:
            return total + costs.list_to_one
        if len(stays) == len(new) == 1:
            return total + costs.list_shrinks
        return total + costs.list_changed

    def _moved(self, old: Told, new: Told) -> float:
        """What it costs that a number moves from one mark to another."""
        costs = self.costs
        if (old.mark is None) != (new.mark is None):
            return costs.edited + costs.no_mark
        if old.mark == new.mark:
            return costs.edited if old.number != new.number else costs.kept
        fewer = (new.suffix or 0) < (old.suffix or 0)
        if fewer or self._backward(old, new):
            return costs.backward
        if old.conference and old.conference == new.conference:
            return costs.edited
        stays = costs.suffix_stays if old.suffix is not None and old.suffix == new.suffix else 0.0
        if old.mark and new.mark and not old.mark.revised and new.mark.revised:
            return costs.first_revision + stays
        return costs.revised + stays

    @staticmethod
    def _backward(old: Told, new: Told) -> bool:
        if old.conference and new.conference:
            return new.conference.key < old.conference.key
        return bool(old.mark and new.mark and 0 < new.mark.year < old.mark.year)

    def _outdated(self, told: Told) -> bool:
        """Whether a newer edition, or the text's end, came by the time of the target."""
        if told.history is None or told.conference is None:
            return False
        target, cited = self.times.target, told.conference.key
        ended = told.history.ended
        rows = [*told.history.editions, *([ended] if ended else [])]
        keys = [self.registry.conferences[row.conference].key for row in rows]
        return any(cited < key and (target is None or key <= target.key) for key in keys)

    def fit(self, bodies: frozenset[Body], member: Printed) -> tuple[float, float]:
        """What a number with its mark costs before and after, under the body that suits it."""
        found = [(self._told(member, body), body) for body in bodies]
        if not found:
            return 0.0, 0.0
        before, after = (
            min(
                self._odd(told, body) + self._member(told, body, is_after=late)
                for told, body in found
            )
            for late in (False, True)
        )
        return before, after

    def _tape(
        self, parse: Parse, body: Body | None, *, is_after: bool
    ) -> tuple[float, tuple[Told, ...]]:
        key = (parse, body, is_after)
        if key not in self._tapes:
            told = tuple(self._told(member, body) for member in _shared(parse.members))
            self._tapes[key] = (self._single(parse, told, body, is_after=is_after), told)
        return self._tapes[key]

    def _told(self, member: Printed, body: Body | None) -> Told:
        plain, suffix = split_suffix(body, self.type, member.number)
        mark = member.mark
        conference = None
        if mark is not None and body is not None:
            conference = next((c for c in self._meetings(mark) if c.body == body), None)
        history = row = None
        if body is not None:
            path = self.registry.instrument(body, self.type, plain, conference).path
            history = self.registry.history(path)
        if history and conference:
            row = history.adopted_at(conference.id) or next(
                (a for a in history.aliases if a.conference == conference.id), None
            )
        return Told(member.number, plain, suffix, mark, conference, history, row)

    def _single(
        self, parse: Parse, told: tuple[Told, ...], body: Body | None, *, is_after: bool
    ) -> float:
        """What one tape costs by itself."""
        if not told:
            return 0.0
        costs = self.costs
        total = sum(self._member(one, body, is_after=is_after) for one in told) / len(told)
        total += sum(self._odd(one, body) for one in told)
        if parse.many != (len(told) > 1):
            total += costs.wrong_plural
        order = [int(digits[0]) for one in told if (digits := re.match(r"\d+", one.plain))]
        if any(a >= b for a, b in itertools.pairwise(order)):
            total += costs.unsorted_list
        return total + self._title(told)

    def _odd(self, told: Told, body: Body | None) -> float:
        """What a number costs that its body cannot have used."""
        bounded = body is not None and body != "COUNCIL"
        highest = self.registry.highest(body, self.type) if bounded and body else 0
        impossible = self.costs.wrong_suffix if self._impossible_suffix(told, body) else 0.0
        return self.costs.odd_number * odd(told.plain, highest) + impossible

    def _member(self, told: Told, body: Body | None, *, is_after: bool) -> float:
        """What a number's mark costs; of a list the mean."""
        costs, mark = self.costs, told.mark
        total = 0.0
        if mark is None:
            return total
        if told.conference is None:
            return costs.other_body if mark.known else 0.0
        limit = self.times.target if is_after else self.times.base
        if limit and told.conference.key > limit.key:
            total += costs.later_than_target if is_after else costs.later_than_base
        elif limit and self._newest(told, body, limit) != told.conference.id:
            total += costs.not_newest
        if body == "RA" and mark.revised != bool(told.suffix):
            total += costs.wrong_suffix
        if told.history is None:
            return total + costs.unknown_number
        if told.row is None:
            return total + costs.unknown_edition
        if (told.row.kind == "revised") != mark.revised and told.row.kind in ("new", "revised"):
            total += costs.wrong_rev
        if body == "RA" and told.suffix and told.row.suffix != told.suffix:
            total += costs.wrong_suffix
        return total

    def _newest(self, told: Told, body: Body | None, limit: Conference) -> str:
        """The conference of the newest edition by a time."""
        if told.history is not None:
            held = [self.registry.conferences[row.conference] for row in told.history.editions]
        else:
            held = [c for c in self.registry.conferences.values() if c.body == body]
        past = [c for c in held if c.key <= limit.key]
        return max(past, key=lambda c: c.key).id if past else ""

    def _impossible_suffix(self, told: Told, body: Body | None) -> bool:
        """Whether a text would have been revised more often than its body has met."""
        if told.suffix is None or body is None:
            return False
        until = told.conference.key if told.conference else (9999, "")
        met = [c for c in self.registry.conferences.values() if c.body == body and c.key <= until]
        return told.suffix >= len(met)

    def _title(self, told: tuple[Told, ...]) -> float:
        """Whether the title of one of the numbers stands behind the window."""
        titles = [one.history.title for one in told if one.history and one.history.title]
        if not titles or not self.stems:
            return 0.0
        shares = []
        for title in titles:
            stems = set(_stems(title))
            if stems:
                shares.append(len(stems & self.stems) / len(stems))
        best = max(shares, default=0.5)
        if len(told) > 1:
            return 0.0  # behind a list stands what its texts have in common
        if best >= 0.5:
            return self.costs.title_follows
        return self.costs.title_missing if best < 0.25 else 0.0


def _shared(members: tuple[Printed, ...]) -> Iterator[Printed]:
    """The members, each with its own mark or the next one behind it."""
    following: PrintedMark | None = None
    shared: list[Printed] = []
    for member in reversed(members):
        following = member.mark or following
        shared.append(member._replace(mark=following))
    return reversed(shared)


def _stems(text: str) -> Iterator[str]:
    """The beginnings of the words that carry meaning, to meet titles told in other forms."""
    for word in re.findall(r"[^\W\d_]{4,}", text):
        yield fold(word)[:_STEM]

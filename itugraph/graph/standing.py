"""Which editions stand on a day: the one rule of all that is asked as of a date.

In force on a day is what was adopted on or before it, and not replaced, suppressed or merged
on or before it. A conference whose day is not known counts from the end of its year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from itugraph.identifiers import Edition, Instrument, parse_path
from itugraph.registry import EditionRow, Registry
from itugraph.registry.dates import AsOf, closed

HowEnded = Literal["superseded", "suppressed", "merged"]
Status = Literal["current", "superseded", "suppressed", "merged"]


@dataclass(frozen=True, slots=True)
class Ending:
    """How an edition ended.

    Attributes:
        conference: the id of the conference that ended it.
        how: "superseded" by a later edition of its instrument, "merged" into a text of
            another, or "suppressed" without either.
        into: path of the edition that took its place, or of the instrument it was merged
            into where that one's edition is not known; None for a suppression.
        row: the registry's row of what ended it, with its evidence.
    """

    conference: str
    how: HowEnded
    into: str | None
    row: EditionRow


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on a day.

    Attributes:
        day: an ISO date, None for all that the registry knows.
        current: the edition in force, by the instrument's path.
        ended: how an edition ended, by its path; only what had ended by then.
    """

    day: str | None
    current: Mapping[str, str]
    ended: Mapping[str, Ending]
    registry: Registry

    def status(self, edition: str) -> Status | None:
        """How an edition stands; None if it was not adopted yet, or the registry lacks it.

        >>> from itugraph.registry.dates import as_of
        >>> at = as_of("2017-01-01", registry := Registry.load())
        >>> [standing(registry, at).status(f"wtsa/resolution/44/{y}") for y in (2012, 2016, 2022)]
        ['superseded', 'current', None]
        """
        if edition in self.ended:
            return self.ended[edition].how
        in_force = self.current.get(edition.rpartition("/")[0]) == edition
        return "current" if in_force else None

    def adopted(self, path: str) -> bool:
        """Whether a text had been adopted; a text without a date, such as a draft, stands always.

        Args:
            path: of an edition or part of one, a draft, a source or an instrument.
        """
        if self.day is None or path.startswith("source/") or "/draft/" in path:
            return True
        name = parse_path(path)
        whole = name if isinstance(name, Edition | Instrument) else name.whole
        if not isinstance(whole, Edition):
            return True
        return _adopted(whole, self.registry) <= self.day


def standing(registry: Registry, at: AsOf | None = None) -> Standing:
    """What stands on a day; without one, after all that the registry knows.

    >>> from itugraph.registry.dates import as_of
    >>> registry = Registry.load()
    >>> then = standing(registry, as_of("2017-01-01", registry))
    >>> then.current["wtsa/resolution/44"], then.ended["wtsa/resolution/57/2012"].how
    ('wtsa/resolution/44/2016', 'merged')
    """
    day = at.last_day if at else None
    current: dict[str, str] = {}
    ended: dict[str, Ending] = {}
    for history in registry.histories.values():
        following = (*history.editions[1:], history.ended)
        for row, after in zip(history.editions, following, strict=False):
            path = registry.edition_path(row)
            if day is not None and closed(registry.conferences[row.conference]) > day:
                break
            if after is None or (
                day is not None and closed(registry.conferences[after.conference]) > day
            ):
                current[history.path] = path
                break
            ended[path] = _ending(after, registry)
    return Standing(day, current, ended, registry)


def _ending(after: EditionRow, registry: Registry) -> Ending:
    if after.kind != "suppressed":
        return Ending(after.conference, "superseded", registry.edition_path(after), after)
    if not after.into:
        return Ending(after.conference, "suppressed", None, after)
    taking = registry.history(after.into)
    row = taking.adopted_at(after.conference) if taking else None
    into = registry.edition_path(row) if row else after.into
    return Ending(after.conference, "merged", into, after)


def _adopted(edition: Edition, registry: Registry) -> str:
    """The day by which an edition was adopted, "" where nothing tells it."""
    row = registry.row(edition.path)
    if row is not None:
        return closed(registry.conferences[row.conference])
    if not edition.tag[:4].isdecimal():
        return ""
    year = int(edition.tag[:4])
    # As its statements say: of the only conference that its body held in that year.
    held = registry.held(edition.instrument.body, year)
    known = len(held) == 1 and edition.tag == held[0].edition_tag
    return closed(held[0]) if known else f"{year}-12-31"

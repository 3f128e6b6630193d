"""The date of a draft, and what was held by then or later: only where that is sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from itugraph.errors import InputError
from itugraph.registry.registry import Registry
from itugraph.registry.tables import Conference

Told = Literal["text", "option", "registry"]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date that a text is checked for.

    Attributes:
        day: ISO date as far as it is known, "" where only the year is.
        conference: whose date it is; None for a date without one.
        told: what tells it: the text itself, an option, or the newest row of the registry.
    """

    year: int
    day: str
    conference: Conference | None
    told: Told

    @property
    def printed(self) -> str:
        """In words: a conference or an ISO date."""
        return self.conference.id if self.conference else self.day

    @classmethod
    def at(cls, conference: Conference, told: Told) -> AsOf:
        """The closing day of a conference."""
        return cls(conference.year, conference.end or conference.start, conference, told)


def as_of(text: str, registry: Registry) -> AsOf:
    """Read a conference's id or tag, or an ISO date.

    Raises:
        InputError: if it is neither.

    >>> registry = Registry.load()
    >>> as_of("PP-18", registry).day, as_of("2018-05-01", registry).year
    ('2018-11-16', 2018)
    """
    conference = registry.conferences.get(text.upper()) or registry.tagged(text)
    if conference is not None:
        return AsOf.at(conference, "option")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(text, "is neither a conference's id nor a date YYYY-MM-DD") from error
    return AsOf(day.year, day.isoformat(), None, "option")


def surely_by(conference: Conference, date: AsOf) -> bool:
    """Whether a conference had closed by a date; False where that is not known.

    >>> registry = Registry.load()
    >>> [surely_by(registry.conferences[c], as_of("PP-18", registry)) for c in ("WTDC-17", "PP-18")]
    [True, True]
    """
    if date.conference is not None and conference.id == date.conference.id:
        return True
    if conference.year != date.year:
        return conference.year < date.year
    end = conference.end or conference.start
    return bool(end and date.day) and end <= date.day


def surely_after(conference: Conference, date: AsOf) -> bool:
    """Whether a conference opened after a date; False where that is not known."""
    if date.conference is not None and conference.id == date.conference.id:
        return False
    if conference.year != date.year:
        return conference.year > date.year
    start = conference.start or conference.end
    return bool(start and date.day) and start > date.day

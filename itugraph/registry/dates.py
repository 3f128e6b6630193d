"""Dates that are asked for, and what had closed by then or opened after: where that is sure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from itugraph.errors import InputError
from itugraph.registry.registry import Registry
from itugraph.registry.tables import Conference

Told = Literal["text", "option", "registry"]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date that a text is checked for, or that a graph is asked for.

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

    @property
    def last_day(self) -> str:
        """The last day it can be, as an ISO date: the year's last where only that is known.

        >>> registry = Registry.load()
        >>> as_of("WTSA-16", registry).last_day, as_of("C16", registry).last_day
        ('2016-11-03', '2016-12-31')
        """
        return self.day if _DAY.fullmatch(self.day) else f"{self.year}-12-31"

    @classmethod
    def at(cls, conference: Conference, told: Told) -> AsOf:
        """The closing day of a conference."""
        return cls(conference.year, conference.end or conference.start, conference, told)


def as_of(text: str, registry: Registry) -> AsOf:
    """Read a conference's id or tag, an ISO date, or a year, which stands for its last day.

    Raises:
        InputError: if it is none of them.

    >>> registry = Registry.load()
    >>> as_of("PP-18", registry).day, as_of("2018-05-01", registry).year
    ('2018-11-16', 2018)
    >>> as_of("2018", registry).day
    '2018-12-31'
    """
    conference = registry.conferences.get(text.upper()) or registry.tagged(text)
    if conference is not None:
        return AsOf.at(conference, "option")
    if _YEAR.fullmatch(text):
        return AsOf(int(text), f"{text}-12-31", None, "option")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            text, "is neither a conference's id nor a year or date YYYY-MM-DD"
        ) from error
    return AsOf(day.year, day.isoformat(), None, "option")


def closed(conference: Conference) -> str:
    """The day by which a conference had closed: its year's last where the day is not known.

    >>> registry = Registry.load()
    >>> closed(registry.conferences["WTSA-16"]), closed(registry.conferences["C16"])
    ('2016-11-03', '2016-12-31')
    """
    return conference.end if _DAY.fullmatch(conference.end) else f"{conference.year}-12-31"


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
    return bool(date.day) and closed(conference) <= date.day


def surely_after(conference: Conference, date: AsOf) -> bool:
    """Whether a conference opened after a date; False where that is not known."""
    if date.conference is not None and conference.id == date.conference.id:
        return False
    if conference.year != date.year:
        return conference.year > date.year
    start = conference.start or conference.end
    return bool(start and date.day) and start > date.day

"""What a draft cites before and after: the chains of the registry, and numbers it does not have.

Each class of change draws from the editions that exist by the base and by the target conference.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from itugraph.model import Body, InstrumentType
from itugraph.registry import Conference, EditionRow, History, Registry, fold

Identity = tuple[str | None, str | None, str | None, int | None]

# Whom a draft of a body cites, as weights.
CITED_BODIES: dict[str, dict[Body, int]] = {
    "PP": {"PP": 40, "WTSA": 22, "WTDC": 20, "RA": 10, "WRC": 8},
    "WTSA": {"WTSA": 42, "PP": 32, "WTDC": 14, "RA": 7, "WRC": 5},
    "WTDC": {"WTDC": 42, "PP": 32, "WTSA": 16, "RA": 6, "WRC": 4},
}
HIGHEST = {"PP": 260, "WTSA": 125, "WTDC": 110, "RA": 90, "WRC": 980}
UNKNOWN = 0.15


# Titles that cite would be citations of their own.
_CITING = re.compile(
    r"\b(?:Resolution|Recommendation|Article|Appendix|Decision|Nos?)\b|\b(?:RR|CS|CV)\b|\d\.\d"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What one citation names, as printed: number, mark and the title of the instrument."""

    body: Body
    number: str
    type: InstrumentType = "resolution"
    revised: bool | None = None
    place: str | None = None
    year: int | None = None
    conference: str | None = None
    title: str = field(default="", compare=False)

    @property
    def identity(self) -> Identity:
        """Body, number, folded place and year: by what citations are compared."""
        return identity(self.body, self.number, self.place, self.year)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Orders the numbers of a list."""
        head, _, suffix = self.number.partition("-")
        return int(head), int(suffix or 0)


def identity(body: str | None, number: str | None, place: str | None, year: int | None) -> Identity:
    """By what citations are compared."""
    return body, number, fold(place) if place else None, year


def _clean(title: str) -> str:
    return "" if _CITING.search(title) else title


@dataclass(frozen=True, slots=True)
class Span:
    """The two conferences a draft lies between."""

    base: Conference
    target: Conference


@dataclass(frozen=True, slots=True)
class Step:
    """An instrument cited by one edition before and a later one after."""

    history: str
    before: Cited
    after: Cited
    weight: int


Change = tuple[tuple[Cited, ...], tuple[Cited, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """The registry as a source of citations."""

    registry: Registry
    pools: dict[Body, tuple[History, ...]]
    meetings: dict[Body, tuple[Conference, ...]]
    titles: dict[Body, tuple[str, ...]]
    _steps: dict[tuple[str, str, Body], tuple[Step, ...]]

    @classmethod
    def of(cls, registry: Registry) -> Chains:
        """The chains of a registry; those of restarted numberings are left out."""
        pools: dict[Body, list[History]] = defaultdict(list)
        for path in sorted(registry.histories):
            series, kind, number = path.split("/")
            body = series.upper()
            wanted = kind == "resolution" or (kind == "decision" and body == "PP")
            if wanted and body in HIGHEST and number.isdecimal():
                pools[body].append(registry.histories[path])  # type: ignore[index]
        meetings = {
            body: tuple(
                sorted(
                    (
                        c
                        for c in registry.conferences.values()
                        if c.body == body and c.id.startswith(f"{body}-") and c.places.get("en")
                    ),
                    key=lambda c: c.key,
                )
            )
            for body in pools
        }
        titles = {
            body: tuple(sorted({_clean(h.title) for h in pool} - {""}))
            for body, pool in pools.items()
        }
        return cls(registry, {b: tuple(p) for b, p in pools.items()}, meetings, titles, {})

    def cited(self, history: History, row: EditionRow) -> Cited:
        """An edition as a citation prints it."""
        _, kind, number = history.path.split("/")
        conference = self.registry.conferences[row.conference]
        later = row.kind == "exists" and history.editions[0] != row
        assert conference.body is not None
        return Cited(
            body=conference.body,
            number=f"{number}-{row.suffix}" if row.suffix else number,
            type=kind,  # type: ignore[arg-type]
            revised=row.kind == "revised" or later,
            place=None if conference.body == "WRC" else conference.places["en"],
            year=conference.year,
            conference=conference.id,
            title=_clean(history.title),
        )

    def editions(self, history: History, by: Conference) -> list[EditionRow]:
        """The editions of an instrument that exist by the end of a conference, oldest first."""
        known = self.registry.conferences
        return [
            e
            for e in history.editions
            if e.conference
            and known[e.conference].key <= by.key
            and known[e.conference].places.get("en")
        ]

    def steps(self, span: Span, body: Body) -> tuple[Step, ...]:
        """Every move from an edition of the base text to a later one by the target."""
        key = span.base.id, span.target.id, body
        if key not in self._steps:
            found = []
            for history in self.pools[body]:
                old, new = self.editions(history, span.base), self.editions(history, span.target)
                for before in old[-4:]:
                    for after in new[new.index(before) + 1 :]:
                        # Editors bring citations to the newest edition, most often a new one.
                        weight = 8 if before is old[-1] else 1
                        weight *= 10 if after is new[-1] else 1
                        weight *= 1 if after in old else 10
                        found.append(
                            Step(
                                history.path,
                                self.cited(history, before),
                                self.cited(history, after),
                                weight,
                            )
                        )
            self._steps[key] = tuple(found)
        return self._steps[key]

    def unknown(self, rng: random.Random, body: Body) -> str:
        """A number the registry does not have for a body.

        Nor for the WCIT, which met in Dubai in the same weeks as WTSA.
        """
        series = (body.lower(), "wcit")
        while True:
            number = str(rng.randint(1, HIGHEST[body]))
            known = self.registry.histories
            if not any(f"{s}/resolution/{number}" in known for s in series):
                return number


@cache
def chains() -> Chains:
    """The chains of the registry, read once."""
    return Chains.of(Registry.load())

"""The registry: which conferences met where and when, and which editions they adopted."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from itugraph.errors import InputError
from itugraph.identifiers import Edition, Instrument, Name, Part, parse_path
from itugraph.model import Body, InstrumentType
from itugraph.registry.tables import (
    LANGUAGES,
    BodyRow,
    Conference,
    EditionRow,
    Opener,
    fold,
    read_bodies,
    read_conferences,
    read_editions,
    read_openers,
)
from itugraph.resources import folder

_LABEL = re.compile(r"([^\W\d_]+(?: orb| mob)?)[ -]?((?:19|20)?\d\d)")
_CYRILLIC_C = "\u0421"
"""Looks like the Latin letter of the Council's sessions, and is typed for it."""
# Cited by a tag of their own, never by place and year.
_CITED_BY_TAG: frozenset[Body] = frozenset({"WRC", "COUNCIL"})


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one instrument.

    Attributes:
        editions: those of the chain, oldest first.
        ended: the row of the conference that suppressed it, None while it lives.
        aliases: marks it is cited by that are no editions.
    """

    path: str
    title: str
    editions: tuple[EditionRow, ...]
    ended: EditionRow | None
    aliases: tuple[EditionRow, ...]

    def adopted_at(self, conference: str) -> EditionRow | None:
        """The edition a conference adopted."""
        return next((e for e in self.editions if e.conference == conference), None)

    def revision(self, suffix: int) -> EditionRow | None:
        """The edition with an ITU-R revision suffix."""
        return next((e for e in self.editions if e.suffix == suffix), None)


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """The facts of `data/registry`, with look-ups.

    Load it once with `Registry.load()` and hand it on; it is never changed.

    >>> registry = Registry.load()
    >>> [c.id for c in registry.meetings("Hammamet", 2016)]
    ['WTSA-16']
    >>> registry.label("wtsa/resolution/44/2016")
    'WTSA Resolution 44 (Rev. Hammamet, 2016)'
    """

    bodies: Mapping[str, BodyRow]
    conferences: Mapping[str, Conference]
    histories: Mapping[str, History]
    openers_of: Mapping[str, tuple[Opener, ...]]
    digest: str
    _by_place: Mapping[tuple[str, int], tuple[Conference, ...]]
    _by_label: Mapping[str, Conference]
    _by_number: Mapping[tuple[str, str], tuple[str, ...]]
    _highest: Mapping[tuple[str, str], int]

    @classmethod
    def load(cls, extra: Iterable[Path] = ()) -> Registry:
        """Read the registry, and the user's own files of editions after it.

        A row of the user's replaces one of the registry's for the same instrument and
        conference.

        Raises:
            InputError: naming file and line, if a row of the user's cannot be used.
        """
        data = folder("data") / "registry"
        digest = hashlib.sha256()
        texts: dict[str, str] = {}
        for name in ("bodies.csv", "conferences.csv", "editions.csv", "clauses.csv"):
            content = (data / name).read_bytes()
            digest.update(content)
            texts[name] = content.decode("utf-8")
        bodies = {row.id: row for row in read_bodies("bodies.csv", texts["bodies.csv"])}
        conferences = {
            row.id: row
            for row in read_conferences("conferences.csv", texts["conferences.csv"], bodies)
        }
        rows = list(read_editions("editions.csv", texts["editions.csv"], conferences))
        for path in extra:
            text = _user_file(path)
            digest.update(text.encode())
            rows.extend(read_editions(str(path), text, conferences))
        histories = {h.path: h for h in _histories(rows, conferences)}
        by_number: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in histories:
            _, type_, number = key.split("/")
            by_number[type_, number].append(key)
        return cls(
            bodies=bodies,
            conferences=conferences,
            histories=histories,
            openers_of={
                language: tuple(read_openers("clauses.csv", texts["clauses.csv"], language))
                for language in LANGUAGES
            },
            digest=digest.hexdigest()[:16],
            _by_place=_places(conferences.values()),
            _by_label=_labels(conferences.values(), bodies),
            _by_number={key: tuple(paths) for key, paths in by_number.items()},
            _highest=_highest(histories),
        )

    @property
    def openers(self) -> tuple[Opener, ...]:
        """The openers in English."""
        return self.openers_of["en"]

    def meetings(self, place: str, year: int) -> tuple[Conference, ...]:
        """The conferences that met at a place (in any of six languages) in a year.

        >>> [c.id for c in Registry.load().meetings("Dubaï", 2012)]
        ['WTSA-12', 'WCIT-12']
        """
        return self._by_place.get((_place(place), year), ())

    def met_at(self, place: str) -> bool:
        """Whether any conference ever met there."""
        folded = _place(place)
        return any(known == folded for known, _ in self._by_place)

    def tagged(self, label: str) -> Conference | None:
        """The conference a tag names.

        >>> registry = Registry.load()
        >>> [registry.tagged(t).id for t in ("WRC-2000", "wrc03", "C12", "Mob-87", "WTSA-2016")]
        ['WRC-2000', 'WRC-03', 'C12', 'MOB-87', 'WTSA-16']
        >>> [registry.tagged(t).id for t in ("CMR-15", "ВКР-15", "AMNT-16", "С19")]
        ['WRC-15', 'WRC-15', 'WTSA-16', 'C19']
        """
        return self._by_label.get(_label(label))

    def held(self, body: Body, year: int) -> tuple[Conference, ...]:
        """The conferences of a body in a year, in order of date."""
        found = [c for c in self.conferences.values() if c.body == body and c.year == year]
        return tuple(sorted(found, key=lambda c: c.key))

    def adopting(self, edition: Edition) -> Conference | None:
        """The only conference of its body that an edition's tag can mean, None without one.

        >>> registry = Registry.load()
        >>> [registry.adopting(parse_path(path)).id
        ...  for path in ("council/resolution/1379/c19", "wtdc/resolution/9999/2017")]
        ['C19', 'WTDC-17']
        """
        body = edition.instrument.body
        found = [
            c for c in self.conferences.values() if c.body == body and c.edition_tag == edition.tag
        ]
        return found[0] if len(found) == 1 else None

    def history(self, path: str) -> History | None:
        """What is known of an instrument, None where nothing is."""
        return self.histories.get(path)

    def numbered(self, type_: InstrumentType, number: str) -> tuple[str, ...]:
        """The paths of the instruments of a type with a number, over all bodies.

        >>> Registry.load().numbered("resolution", "191")
        ('pp/resolution/191',)
        """
        return self._by_number.get((type_, number.lower()), ())

    def highest(self, body: Body, type_: InstrumentType) -> int:
        """The highest number that a body is known to have given, 0 where none is known.

        >>> Registry.load().highest("WCIT", "resolution")
        5
        """
        return self._highest.get((body.lower(), type_), 0)

    def instrument(
        self, body: Body, type_: InstrumentType, number: str, conference: Conference | None = None
    ) -> Instrument:
        """The instrument of a body and number, in the numbering its conference used."""
        restarted = conference is not None and conference.body == body and conference.series
        return Instrument(restarted or body.lower(), type_, number)

    def row(self, path: str) -> EditionRow | None:
        """The row of an edition, by the edition's path."""
        head, _, tag = path.rpartition("/")
        history = self.histories.get(head)
        if history is None:
            return None
        return next((e for e in history.editions if self.edition_tag(e) == tag), None)

    def edition_tag(self, row: EditionRow) -> str:
        """The tag of a row's edition."""
        return self.conferences[row.conference].edition_tag

    def edition_path(self, row: EditionRow) -> str:
        """The path of a row's edition."""
        return f"{row.instrument}/{self.edition_tag(row)}"

    def label(self, path: str) -> str:
        """The English name of an instrument, edition or part.

        Raises:
            ValueError: if the path is none.
        """
        return self._label(parse_path(path))

    def _label(self, name: Name) -> str:
        if isinstance(name, Part):
            return name.printed.replace(name.whole.printed, self._label(name.whole))
        row = self.row(name.path) if isinstance(name, Edition) else None
        return self.edition_label(name, row) if row and isinstance(name, Edition) else name.printed

    def edition_label(self, name: Edition, row: EditionRow) -> str:
        """The English name of an edition with the mark it is cited by.

        >>> registry = Registry.load()
        >>> registry.label("ra/resolution/6/2015"), registry.label("wrc/resolution/80/2007")
        ('Resolution ITU-R 6-2 (Rev. Geneva, 2015)', 'WRC Resolution 80 (Rev.WRC-07)')
        """
        suffix = f"-{row.suffix}" if row.suffix else ""
        return f"{name.instrument.printed}{suffix} ({self.mark_of(row)})"

    def mark_of(self, row: EditionRow) -> str:
        """What stands in the brackets of a citation of an edition, in English.

        >>> registry = Registry.load()
        >>> registry.mark_of(registry.row("wtsa/resolution/44/2016"))
        'Rev. Hammamet, 2016'
        """
        # Of an edition that was only seen it is not known, unless another came before it.
        later = row.kind == "exists" and self.histories[row.instrument].editions[0] != row
        return mark(self.conferences[row.conference], row.kind == "revised" or later)

    @property
    def newest(self) -> Conference:
        """The newest conference with an edition in the registry: the date it stands for."""
        known = {e.conference for h in self.histories.values() for e in h.editions}
        return max((self.conferences[c] for c in known), key=lambda c: c.key)


def mark(conference: Conference, revised: bool) -> str:
    """What stands in the brackets of a citation of a conference's text, in English.

    >>> conferences = Registry.load().conferences
    >>> mark(conferences["PP-18"], True), mark(conferences["WRC-15"], True)
    ('Rev. Dubai, 2018', 'Rev.WRC-15')
    >>> mark(conferences["C19"], True)
    'C19'
    """
    if conference.body == "COUNCIL":
        return conference.tag
    if conference.body == "WRC":
        return f"{'Rev.' if revised else ''}{conference.tag}"
    place = conference.places.get("en", conference.id)
    return f"{'Rev. ' if revised else ''}{place}, {conference.year}"


def _user_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8 text") from error


def _histories(
    rows: Iterable[EditionRow], conferences: Mapping[str, Conference]
) -> Iterable[History]:
    by_instrument: dict[str, dict[tuple[str, bool], EditionRow]] = defaultdict(dict)
    for row in rows:
        by_instrument[row.instrument][row.conference, row.kind == "alias"] = row
    for path, found in by_instrument.items():
        chain = [r for r in found.values() if r.kind not in ("suppressed", "alias")]
        ended = [r for r in found.values() if r.kind == "suppressed"]
        yield History(
            path=path,
            title=next((r.title for r in reversed(list(found.values())) if r.title), ""),
            editions=tuple(sorted(chain, key=lambda r: conferences[r.conference].key)),
            ended=max(ended, key=lambda r: conferences[r.conference].key, default=None),
            aliases=tuple(r for r in found.values() if r.kind == "alias"),
        )


def _highest(paths: Iterable[str]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for path in paths:
        series, type_, number = path.split("/")
        if number.isdecimal():
            found[series, type_] = max(found.get((series, type_), 0), int(number))
    return found


@lru_cache(maxsize=1024)
def _place(name: str) -> str:
    """A place as it is looked up: blanks come and go in names of two words, "حيدرآباد"."""
    return fold(name).replace(" ", "")


def _places(conferences: Iterable[Conference]) -> dict[tuple[str, int], tuple[Conference, ...]]:
    found: dict[tuple[str, int], list[Conference]] = defaultdict(list)
    for conference in conferences:
        for place in {_place(name) for name in conference.places.values()}:
            found[place, conference.year].append(conference)
    return {key: tuple(meetings) for key, meetings in found.items()}


@lru_cache(maxsize=1024)
def _label(text: str) -> str:
    match = _LABEL.fullmatch(fold(text))
    if not match:
        return fold(text)
    return f"{match[1].split()[-1]} {match[2][-2:]}"


def _labels(
    conferences: Iterable[Conference], bodies: Mapping[str, BodyRow]
) -> dict[str, Conference]:
    found: dict[str, Conference] = {}
    for conference in sorted(conferences, key=lambda c: c.key):
        found[_label(conference.id)] = conference
        code, _, rest = conference.id.partition("-")
        if rest and code in bodies:
            for short in bodies[code].abbreviations.values():
                found[_label(f"{short}-{rest}")] = conference
        elif conference.body == "COUNCIL":
            found[_label(_CYRILLIC_C + conference.id[1:])] = conference
    return found


def cited_by_place(conference: Conference) -> bool:
    """Whether texts of the conference are cited by its place and year."""
    return conference.body is not None and conference.body not in _CITED_BY_TAG

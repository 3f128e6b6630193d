"""The rows of `data/registry/*.csv` as values, and how a CSV file is read."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, cast, get_args

from itugraph.errors import InputError
from itugraph.identifiers import Instrument, body_of_series, parse_path
from itugraph.model import BODIES, Body, Evidence

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
EditionKind = Literal["new", "revised", "exists", "suppressed", "alias"]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body, sector, treaty or organisation and what it is called.

    Attributes:
        belongs_to: the body of the closed list whose texts these are (a WARC's belong to
            the WRC), None for advisory groups and the like, which adopt no instruments.
        names: full name by language; abbreviations: short form by language.
    """

    id: str
    kind: str
    sector: str
    names: Mapping[str, str]
    abbreviations: Mapping[str, str]
    belongs_to: Body | None


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference, assembly or Council session.

    Attributes:
        body: whose texts it adopts, None where none of the closed list.
        start, end: ISO dates as far as they are known, "" where they are not.
        places: the place by language.
        series: the numbering it used, "" for the body's own.
    """

    id: str
    body: Body | None
    name: str
    year: int
    start: str
    end: str
    places: Mapping[str, str] = field(compare=False)
    tag: str
    series: str
    evidence: Evidence

    @property
    def key(self) -> tuple[int, str]:
        """Sorts conferences by date: year, then closing day where it is known."""
        return self.year, self.end or self.start

    @property
    def edition_tag(self) -> str:
        """The tag of editions it adopted: its year, for a Council session its own name."""
        return self.id.lower() if self.body == "COUNCIL" else str(self.year)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One row of an instrument's history.

    Attributes:
        instrument: path of the instrument.
        conference: id of the conference, "" where it is not known.
        kind: "new", "revised", "exists" (seen; first or revised is not known),
            "suppressed" (no edition: the conference that ended the text), "alias" (a way it
            is cited; for look-up, never an edition of the chain).
        suffix: ITU-R revision suffix, None where there is none.
        into: path of the instrument it was merged into, "" for none.
    """

    instrument: str
    conference: str
    kind: EditionKind
    suffix: int | None
    into: str
    title: str
    evidence: Evidence
    note: str


# Those of a language are looked up together, for each text: each is itself alone.
@dataclass(frozen=True, slots=True, eq=False)
class Opener:
    """Words that open a clause ("noting", "resolves"), with the verb they stand for."""

    id: str
    type: str
    words: str
    cito: str


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A place or name without accents, case, hyphens and double spaces, for look-up.

    >>> fold("Florianópolis"), fold("SHARM EL-SHEIKH")
    ('florianopolis', 'sharm el sheikh')
    """
    if text.isascii():
        plain = text
    else:
        decomposed = unicodedata.normalize("NFKD", text)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.split(r"[\s-]+", plain.casefold())).strip()


def rows(name: str, text: str, columns: frozenset[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV text, each with its line number.

    Raises:
        InputError: naming the file and the line, if a column is missing or a row is ragged.
    """
    reader = csv.DictReader(io.StringIO(text))
    try:
        missing = columns - set(reader.fieldnames or ())
        if missing:
            raise InputError(name, f"column {', '.join(sorted(missing))} is missing")
        for row in reader:
            if None in row or None in row.values():
                where = f"{name}:{reader.line_num}"
                raise InputError(where, "has not as many fields as the header")
            yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num + 1}", f"is no CSV: {error}") from error


def evidence(name: str, text: str) -> Evidence:
    """Check an evidence level.

    Raises:
        InputError: if it is none.
    """
    if text not in get_args(Evidence):
        raise InputError(name, f"evidence {text!r} is none of {', '.join(get_args(Evidence))}")
    return cast("Evidence", text)


def read_bodies(name: str, text: str) -> Iterator[BodyRow]:
    """The rows of `bodies.csv`."""
    for _, row in rows(name, text, frozenset({"id", "kind", "sector", "belongs_to"})):
        body = row["belongs_to"] if row["belongs_to"] in BODIES else None
        yield BodyRow(
            id=row["id"],
            kind=row["kind"],
            sector=row["sector"],
            names={lang: row[f"name_{lang}"] for lang in LANGUAGES if row[f"name_{lang}"]},
            abbreviations={lang: row[f"abbr_{lang}"] for lang in LANGUAGES if row[f"abbr_{lang}"]},
            belongs_to=body,
        )


def read_conferences(name: str, text: str, bodies: Mapping[str, BodyRow]) -> Iterator[Conference]:
    """The rows of `conferences.csv`."""
    for line, row in rows(name, text, frozenset({"id", "body", "year", "start", "end", "tag"})):
        if row["body"] not in bodies:
            raise InputError(f"{name}:{line}", f"no body {row['body']!r}")
        yield Conference(
            id=row["id"],
            body=bodies[row["body"]].belongs_to,
            name=row["name"],
            year=int(row["year"]),
            start=row["start"],
            end=row["end"],
            places={lang: row[f"place_{lang}"] for lang in LANGUAGES if row[f"place_{lang}"]},
            tag=row["tag"],
            series=row["series"],
            evidence=evidence(f"{name}:{line}", row["evidence"]),
        )


def read_editions(
    name: str, text: str, conferences: Mapping[str, Conference]
) -> Iterator[EditionRow]:
    """The rows of `editions.csv`, or of a file of the user's in the same form.

    Raises:
        InputError: naming file and line, if a row names no known conference or kind.
    """
    wanted = frozenset({"instrument", "conference", "kind", "suffix", "into", "title", "evidence"})
    for line, row in rows(name, text, wanted):
        where = f"{name}:{line}"
        if row["kind"] not in get_args(EditionKind):
            raise InputError(where, f"kind {row['kind']!r} is not one of {get_args(EditionKind)}")
        if row["conference"] not in conferences and row["kind"] != "alias":
            raise InputError(where, f"no conference {row['conference']!r}")
        if row["suffix"] and not row["suffix"].isdecimal():
            raise InputError(where, f"suffix {row['suffix']!r} is no number")
        for path in filter(None, (row["instrument"] or "?", row["into"])):
            _check_instrument(where, path)
        met = conferences.get(row["conference"])
        if met is not None and met.body != body_of_series(row["instrument"].partition("/")[0]):
            raise InputError(where, f"{met.id} adopts no texts of {row['instrument']}")
        yield EditionRow(
            instrument=row["instrument"],
            conference=row["conference"],
            kind=cast("EditionKind", row["kind"]),
            suffix=int(row["suffix"]) if row["suffix"] else None,
            into=row["into"],
            title=row["title"],
            evidence=evidence(where, row["evidence"]),
            note=row.get("note", ""),
        )


def _check_instrument(where: str, path: str) -> None:
    try:
        name = parse_path(path)
    except ValueError as error:
        raise InputError(where, f"{path!r} is not the path of an instrument") from error
    if not isinstance(name, Instrument) or name.type is None:
        raise InputError(where, f"{path!r} is not the path of a numbered instrument")


def read_openers(name: str, text: str, language: str) -> Iterator[Opener]:
    """The rows of `clauses.csv` in one language, enacting formulas left out."""
    for _, row in rows(name, text, frozenset({"id", "type", language, "cito"})):
        if row["type"] != "formula" and row[language]:
            yield Opener(row["id"], row["type"], row[language], row["cito"])

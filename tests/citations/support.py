"""What the tests of the extractor share: texts of our own, and how an expected citation reads."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from itugraph import Citation, Registry, extract
from itugraph.identifiers import Edition, Instrument, parse_path
from itugraph.identifiers import Part as PartName
from itugraph.reading import read_bytes

DATA = Path(__file__).resolve().parent.parent / "data"


@cache
def registry() -> Registry:
    """Return the registry, loaded once for all tests."""
    return Registry.load()


@cache
def citations(text: str, path: str = "text.txt") -> tuple[Citation, ...]:
    """Extract the citations of a text, as if it were a file; once for all tests."""
    return tuple(extract(read_bytes(path, text.encode(), ".txt"), registry()))


@cache
def table(name: str) -> dict[str, Any]:
    """Read a file of cases."""
    return tomllib.loads((DATA / name).read_text("utf-8"))


@dataclass(frozen=True)
class Cited:
    """A citation as a case expects it: the printed words and what they name."""

    surface: str
    identity: str
    target: str
    rule: str
    notes: frozenset[str] = frozenset()
    more: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)

    @classmethod
    def of(cls, row: dict[str, Any]) -> Cited:
        """Read a row of a case."""
        wanted = {key: None if value == "none" else value for key, value in row.items()}
        return cls(
            surface=wanted.pop("surface"),
            identity=wanted.pop("is"),
            target=wanted.pop("target"),
            rule=wanted.pop("rule"),
            notes=frozenset(wanted.pop("notes", ())),
            more=wanted,
        )


def shown(citation: Citation) -> Cited:
    """Return a citation in the form in which cases expect it."""
    return Cited(
        surface=citation.surface,
        identity=f"{citation.type} {citation.body} {citation.number}",
        target=citation.target or "",
        rule=citation.rule or "",
        notes=frozenset(citation.notes),
    )


def allowed(wanted: Cited, found: Cited) -> Cited:
    """Return what is wanted with the rule that was found, where several rules are right."""
    return replace(wanted, rule=found.rule) if found.rule in wanted.rule.split("|") else wanted


@dataclass(frozen=True)
class Form:
    """A sentence and what it cites, alone or as a clause of a text."""

    about: str
    text: str
    cites: tuple[Cited, ...]
    frame: str
    before: int

    @classmethod
    def of(cls, row: dict[str, Any], frames: dict[str, str]) -> Form:
        """Read a case; a sentence of a frame stands behind its title and opener."""
        head = frames[row["within"]] if "within" in row else ""
        return cls(
            about=row["about"],
            text=head + row["text"],
            cites=tuple(map(Cited.of, row["cites"])),
            frame=row.get("within", ""),
            before=len(head),
        )

    def found(self, text: str | None = None) -> list[Citation]:
        """Return the citations of the sentence, those of the title left out."""
        whole = self.text if text is None else text
        return [c for c in citations(whole) if not c.self_]


@cache
def forms() -> tuple[Form, ...]:
    """Return the cases of forms.toml."""
    rows = table("forms.toml")
    return tuple(Form.of(row, rows["frames"]) for row in rows["form"])


def windows() -> list[str]:
    """Return the texts of flattened.toml, with their frames and without the marks of changes."""
    given = table("flattened.toml")
    return [
        given["frames"].get(w.get("within"), "") + re.sub(r"[][{}]", "", w["marked"])
        for w in given["window"]
    ]


def names(path: str) -> tuple[str | None, str | None]:
    """Return the instrument and the edition that a target is, or is a part of."""
    name = parse_path(path)
    whole = name.whole if isinstance(name, PartName) else name
    if isinstance(whole, Edition):
        return whole.instrument.path, whole.path
    assert isinstance(whole, Instrument)
    return whole.path, None


def joined(text: str, pieces: Iterable[tuple[int, int]]) -> str:
    """Return the characters of pieces, one behind the other."""
    return "".join(text[start:end] for start, end in pieces)

"""The variants of the example draft: what each cites."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Variant:
    """What a variant cites: conferences before and after, and numbers.

    Attributes:
        pp, wtsa, wtdc: the two conferences of a body.
        ra1, ra2: number, and conference and suffix of both states.
        members: the numbers of the list, each cited by itself after.
        into: what takes the list's place; gone: what the before text alone cites.
    """

    pp: tuple[str, str]
    wtsa: tuple[str, str]
    wtdc: tuple[str, str]
    own: str
    ra1: tuple[str, tuple[str, int], tuple[str, int]]
    ra2: tuple[str, tuple[str, int], tuple[str, int]]
    members: tuple[str, str]
    into: str
    gone: str
    pair: tuple[str, str]
    article: str

    @property
    def name(self) -> str:
        """A short name, for a test."""
        return f"{self.pp[0]}-{self.own}"


def example() -> Variant:
    """The example as it stands."""
    return _variant(table()["example"])


def variants() -> list[Variant]:
    """The ten variants."""
    return [_variant(row) for row in table()["variant"]]


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((DATA / "example_variants.toml").read_text("utf-8"))


def _variant(row: Mapping[str, Any]) -> Variant:
    def chain(name: str) -> tuple[str, tuple[str, int], tuple[str, int]]:
        given = row[name]
        return str(given["number"]), tuple(given["before"]), tuple(given["after"])

    return Variant(
        pp=tuple(row["pp"]),
        wtsa=tuple(row["wtsa"]),
        wtdc=tuple(row["wtdc"]),
        own=str(row["own"]),
        ra1=chain("ra1"),
        ra2=chain("ra2"),
        members=tuple(map(str, row["list"])),  # type: ignore[arg-type]
        into=str(row["into"]),
        gone=str(row["gone"]),
        pair=tuple(map(str, row["pair"])),  # type: ignore[arg-type]
        article=str(row["article"]),
    )

"""The families of what is cited, as `data/families.toml` describes them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from itugraph.identifiers import Instrument
from itugraph.resources import folder

_TOKEN = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Family:
    """One family.

    Attributes:
        type: of its instruments, or the word of its provisions.
        number: a regular expression of its numbers.
        path, label: templates of its IRIs and of its names.
        addresses: templates of the pages of its texts, by body.
        examples: texts, each with the paths that are cited in it.
        counter: texts that cite none of the family.
    """

    type: str
    number: str
    path: str
    label: str
    addresses: Mapping[str, str]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    counter: tuple[str, ...]


@cache
def families() -> Mapping[str, Family]:
    """The families by their types.

    >>> re.fullmatch(families()["question"].number, "77/5")[0]
    '77/5'
    """
    table = tomllib.loads((folder("data") / "families.toml").read_text("utf-8"))
    tokens = table["tokens"]
    return {
        row["type"]: Family(
            type=row["type"],
            number=_TOKEN.sub(lambda found: tokens[found[1]], row["number"]),
            path=row["path"],
            label=row["label"],
            addresses=row.get("address", {}),
            examples=tuple((e["text"], tuple(e["paths"])) for e in row["examples"]),
            counter=tuple(row["counter"]),
        )
        for row in table["family"]
    }


def address(instrument: Instrument) -> str | None:
    """The page of a text at ITU or the United Nations, None where no rule for it is known.

    Whether the page is there is not asked: nothing is fetched.

    >>> address(Instrument("itu-t", "recommendation", "X.509"))
    'https://www.itu.int/rec/T-REC-X.509'
    >>> address(Instrument("pp", "resolution", "191")) is None
    True
    """
    family = families().get(instrument.type or "")
    template = family.addresses.get(instrument.body) if family else None
    if (
        template is None
        or instrument.number is None
        or "-" in instrument.series.removeprefix("itu-")
    ):
        return None
    return template.format(number=instrument.number)

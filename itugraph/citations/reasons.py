"""What the codes in a citation's notes mean."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from itugraph.model import Citation
from itugraph.resources import folder


@cache
def meanings() -> Mapping[str, str]:
    """Each code of data/notes.csv with its meaning, one sentence."""
    text = (folder("data") / "notes.csv").read_text("utf-8")
    return MappingProxyType(
        {row["code"]: row["meaning"] for row in csv.DictReader(text.split("\n"))}
    )


def meaning(code: str) -> str:
    """What a code means; a code that the table does not have means itself.

    >>> meaning("unknown-edition")
    'The registry knows no such edition of this text.'
    """
    return meanings().get(code, code)


def reasons(citation: Citation) -> tuple[str, ...]:
    """The codes of what does not fit in a citation or, without any, of why it is undecided."""
    if citation.notes or not citation.ambiguous:
        return citation.notes
    if not citation.alternatives:
        return ("no-reading",)
    if len({reading.body for reading in citation.alternatives}) > 1:
        return ("several-bodies",)
    return ("state-open",) if citation.state is None else ()

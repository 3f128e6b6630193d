"""Labelled texts: passages that hold their text, and stretches of documents at hand elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from itugraph.errors import InputError
from itugraph.model import BODIES, TYPES, Piece


@dataclass(frozen=True, slots=True)
class Label:
    """One citation as a person labelled it.

    Attributes:
        span: where it stands, in characters of the passage or of the document.
        edition: the edition's tag ("2016", "c16", "s2"), None where none is fixed.
        part: what a pointer names, "" for nothing.
        series: of a numbering that was restarted ("pp-89"), "" elsewhere.
        dated: whether the label tells edition and part at all; those of early samples do not.
        clause, item: where the label tells them; `placed` says whether it does.
        own: whether it is the document's own number in its title.
    """

    span: Piece
    type: str
    body: str
    number: str
    edition: str | None = None
    part: str = ""
    series: str = ""
    dated: bool = True
    clause: str | None = None
    item: str | None = None
    placed: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled text.

    Attributes:
        name: the passage's id, or "document start-end".
        text: of a passage; None where it stands in a document.
        span: the labelled stretch.
    """

    name: str
    language: str
    family: str
    span: Piece
    labels: tuple[Label, ...]
    text: str | None = None
    document: str | None = None


def read_gold(paths: Iterable[Path]) -> Iterator[Labelled]:
    """The labelled texts of JSON Lines files and of folders of them, in order.

    Raises:
        InputError: naming file and line, where one is not as `tests/gold/gold.schema.json` says.
    """
    for path in paths:
        files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
        if not files:
            raise InputError(str(path), "holds no labelled texts (*.jsonl)")
        for file in files:
            yield from _file(file)


def _file(path: Path) -> Iterator[Labelled]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8 text") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _labelled(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}", f"is no labelled text: {error}") from error


def _labelled(row: dict[str, object]) -> Labelled:
    text, document = row.get("text"), row.get("document")
    rows = row["citations"]
    if not isinstance(rows, list) or (text is None) == (document is None):
        raise ValueError("it needs citations, and either a text or a document")
    if isinstance(text, str):
        span, name = (0, len(text)), str(row["id"])
    else:
        span = (_integer(row["start"]), _integer(row["end"]))
        name = f"{document} {span[0]}-{span[1]}"
    labels = tuple(_label(label, text if isinstance(text, str) else None) for label in rows)
    return Labelled(
        name=name,
        language=str(row.get("language", "en")),
        family=str(row.get("family", "")),
        span=span,
        labels=labels,
        text=text if isinstance(text, str) else None,
        document=document if isinstance(document, str) else None,
    )


def _label(row: dict[str, object], text: str | None) -> Label:
    type_, body = str(row["type"]), str(row["body"])
    if type_ not in TYPES or body not in BODIES:
        raise ValueError(f"no such type and body: {type_} {body}")
    if "surface" in row and text is not None:
        span = _found(text, str(row["surface"]), _integer(row.get("nth", 1)))
    else:
        span = (_integer(row["start"]), _integer(row["end"]))
    edition, clause, item = row.get("edition"), row.get("clause"), row.get("item")
    return Label(
        span=span,
        type=type_,
        body=body,
        number=str(row["number"]),
        edition=str(edition) if edition is not None else None,
        part=str(row.get("part", "")),
        series=str(row.get("series", "")),
        dated=text is not None or "edition" in row,
        clause=str(clause) if clause is not None else None,
        item=str(item) if item is not None else None,
        placed="clause" in row,
        own=row.get("self") is True,
    )


def _found(text: str, surface: str, nth: int) -> Piece:
    at = -1
    for _ in range(nth):
        at = text.find(surface, at + 1)
        if at < 0:
            raise ValueError(f"{surface!r} does not stand in the text {nth} times")
    return at, at + len(surface)


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no number of characters")
    return value

"""Where answers are written to: memory, up to a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from itugraph.errors import ItugraphError
from itugraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from typing_extensions import Buffer

_RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
# What XML 1.0 cannot hold in any form, in UTF-8; the engine writes it all the same.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_LOCAL_NAME = re.compile(r"[^\W\d][\w.\-]*$")


class TooLargeError(ItugraphError):
    """An answer of more bytes than are let through."""


class UnfitError(ItugraphError):
    """An answer that a format cannot hold."""


class _EnoughError(ItugraphError):
    """As many lines as are wanted."""


class _Sink(BytesIO):
    """A file in memory that takes so many bytes and lines."""

    def __init__(self, size: int, lines: int | None = None) -> None:
        super().__init__()
        self._size = size
        self._lines = lines

    def write(self, piece: Buffer) -> int:
        """Keep a piece.

        Raises:
            TooLargeError, _EnoughError: if it is one too many.
        """
        content = bytes(piece)
        super().write(content)
        self._size -= len(content)
        if self._lines is not None:
            self._lines -= content.count(b"\n")
            if self._lines < 0:
                raise _EnoughError
        if self._size < 0:
            raise TooLargeError
        return len(content)


def lines(answer: QuerySolutions, most: int, size: int) -> tuple[bytes, int, bool]:
    """Rows as TSV, a line each, which keeps every term whole.

    Returns:
        The lines with their heading, how many rows they are, and whether there were more.

    Raises:
        TooLargeError: if they are more bytes than `size`.
    """
    sink = _Sink(size, most + 1)
    cut = False
    try:
        answer.serialize(output=sink, format=QueryResultsFormat.TSV)
    except _EnoughError:
        cut = True
    found = sink.getvalue()
    if cut:
        found = b"\n".join(found.split(b"\n", most + 1)[: most + 1]) + b"\n"
    return found, found.count(b"\n") - 1, cut


def results_as(found: bytes, format_: QueryResultsFormat, size: int) -> bytes:
    r"""Rows in TSV in another format.

    Raises:
        TooLargeError: if they are more bytes than `size`.
        UnfitError: if the format cannot hold them.

    >>> results_as(b"?a\n1\n", QueryResultsFormat.CSV, 100)
    b'a\r\n1\r\n'
    """
    if format_ == QueryResultsFormat.TSV:
        return found
    sink = _Sink(size)
    rows = parse_query_results(found, format=QueryResultsFormat.TSV)
    rows.serialize(output=sink, format=format_)
    body = sink.getvalue()
    return _xml(body) if format_ == QueryResultsFormat.XML else body


def written(
    triples: Iterable[Triple], name: str, size: int, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Triples in a format of RDF, those of a subject side by side.

    Args:
        prefixes: for the formats that have them.

    Raises:
        TooLargeError: if they are more bytes than `size`.
        UnfitError: if the format cannot hold them.
    """
    sink = _Sink(size)
    # A list in any other order would make Turtle as long as N-Triples.
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    if name == "rdf":
        for triple in ordered:
            if not _LOCAL_NAME.search(triple.predicate.value):
                raise UnfitError(f"RDF/XML cannot name the property {triple.predicate}")
    named = dict(prefixes) if name in ("ttl", "rdf") else None
    serialize(ordered, output=sink, format=_RDF[name], prefixes=named)
    body = sink.getvalue()
    return _xml(body) if name == "rdf" else body


def _xml(body: bytes) -> bytes:
    found = _NOT_XML.search(body)
    if found:
        raise UnfitError(f"XML cannot hold the character {found[0].decode()!r} of the answer")
    return body

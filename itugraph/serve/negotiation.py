"""Which format an answer has: what a client accepts against what there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers.

    Attributes:
        name: short, as in the suffix of an address.
        media_type: what the answer says it is.
        iri: its name in the vocabulary of formats.
        also: other media types that mean it.
    """

    name: str
    media_type: str
    iri: str = ""
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its character set, where text needs one.

        >>> HTML.content_type
        'text/html; charset=utf-8'
        """
        text = self.media_type.startswith("text/")
        return self.media_type + ("; charset=utf-8" if text else "")


_W3C = "http://www.w3.org/ns/formats/"
_RESULTS = "application/sparql-results+"
ROWS: Final = (
    Format("json", _RESULTS + "json", _W3C + "SPARQL_Results_JSON", ("application/json",)),
    Format("xml", _RESULTS + "xml", _W3C + "SPARQL_Results_XML", ("application/xml", "text/xml")),
    Format("csv", "text/csv", _W3C + "SPARQL_Results_CSV"),
    Format("tsv", "text/tab-separated-values", _W3C + "SPARQL_Results_TSV"),
)
"""Of SELECT and ASK, the default first."""
TRIPLES: Final = (
    Format("ttl", "text/turtle", _W3C + "Turtle", ("application/x-turtle",)),
    Format("nt", "application/n-triples", _W3C + "N-Triples"),
    Format("rdf", "application/rdf+xml", _W3C + "RDF_XML", ("application/xml", "text/xml")),
    Format("jsonld", "application/ld+json", _W3C + "JSON-LD", ("application/json",)),
)
"""Of CONSTRUCT and DESCRIBE, the default first."""
HTML: Final = Format("html", "text/html", also=("application/xhtml+xml",))


def choose(accept: str, offered: Sequence[Format]) -> Format | None:
    """The format a client likes best, None where it accepts none of them.

    The most specific range of the header tells how much a format is liked; of formats that are
    liked alike the first is taken. An empty header accepts anything.

    >>> choose("text/csv;q=0.5, application/*;q=0.8", ROWS).name
    'json'
    >>> choose("*/*, application/sparql-results+json;q=0", ROWS).name
    'xml'
    >>> choose("image/png", ROWS) is None
    True
    """
    ranges = _ranges(accept) if accept.strip() else {"*/*": 1.0}
    best: Format | None = None
    most = 0.0
    for format_ in offered:
        # Other names count where they are named themselves: text/* does not mean text/xml.
        others = [ranges[name] for name in format_.also if name in ranges]
        liked = max(_liked(format_.media_type, ranges), *others, 0.0)
        if liked > most:
            best, most = format_, liked
    return best


def _liked(media_type: str, ranges: dict[str, float]) -> float:
    main = media_type.partition("/")[0]
    for name in (media_type, f"{main}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def _ranges(accept: str) -> dict[str, float]:
    """The media ranges of a header with their quality; what is malformed is passed over."""
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = "1"
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = value.strip()
        if "/" in name and _QUALITY.fullmatch(quality):
            ranges[name] = max(float(quality), ranges.get(name, 0.0))
    return ranges


def told(offered: Sequence[Format]) -> str:
    """What there is, for a client that accepts none of it.

    >>> told([HTML])
    'text/html'
    """
    return ", ".join(format_.media_type for format_ in offered)

"""Citations of an IRI, or by it, with their words, page by page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from itugraph.graph import Graph
from itugraph.serve.lookups import Link, labels_of, rows_on, solutions, values_rows
from itugraph.serve.node_queries import DETAILS, PIECES
from itugraph.vocabulary import compact

PAGE = 100
"""How many citations, and how many other links, stand on one page."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation: who cites what, where, and in which words.

    Attributes:
        iri: of the citation.
        key: its place in the order of citations; pages are turned by it.
        quote: its pieces in order, each with whether these words cite.
    """

    iri: str
    key: str
    citing: Link
    cited: Link | None
    clause: str
    item: str
    quote: tuple[tuple[str, bool], ...]
    surface: str
    change: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of citations.

    Attributes:
        after: the key that the next page starts behind, "" where there is none.
    """

    quotations: tuple[Quotation, ...]
    count: int
    after: str = ""


def page_of(graph: Graph, sparql: str, iri: str, after: str) -> Page:
    """The citations that a query finds behind a key.

    They come in the order of the citing texts, and of the words in each.
    """
    keys = sorted(
        f"{other.value} {int(begin.value):08d} {citation.value}"
        for citation, other, begin in rows_on(graph, sparql, iri)
    )
    start = bisect_right(keys, after) if after else 0
    wanted = keys[start : start + PAGE]
    if not wanted:
        return Page((), len(keys))
    quotations = _quotations(graph, wanted)
    return Page(quotations, len(keys), wanted[-1] if start + PAGE < len(keys) else "")


def _quotations(graph: Graph, keys: Sequence[str]) -> tuple[Quotation, ...]:
    iris = [key.rpartition(" ")[2] for key in keys]
    rows = values_rows(iris)
    values: dict[str, dict[str, str]] = {iri: {} for iri in iris}
    for c, p, o in solutions(graph, DETAILS.replace("VALUES_ROWS", rows)):
        values[c.value].setdefault(re.split(r"[#/]", p.value)[-1], o.value)
    pieces: dict[str, list[tuple[int, str]]] = {iri: [] for iri in iris}
    for c, begin, words_ in solutions(graph, PIECES.replace("VALUES_ROWS", rows)):
        pieces[c.value].append((int(begin.value), words_.value))
    texts = {key.partition(" ")[0] for key in keys}
    labels = labels_of(graph, [*texts, *(v["hasCitedEntity"] for v in values.values()
                                       if "hasCitedEntity" in v)])  # fmt: skip

    def link(iri: str) -> Link:
        return Link(iri, labels.get(iri) or compact(iri, graph.base))

    found: list[Quotation] = []
    for key, iri in zip(keys, iris, strict=True):
        told = values[iri]
        cited = told.get("hasCitedEntity")
        found.append(
            Quotation(
                iri=iri,
                key=key,
                citing=link(key.partition(" ")[0]),
                cited=link(cited) if cited else None,
                clause=told.get("clause", ""),
                item=told.get("item", ""),
                quote=marked(told.get("quote", ""), sorted(pieces[iri])),
                surface=" … ".join(words_ for _, words_ in sorted(pieces[iri])),
                change=told.get("change", "").rpartition("#")[2].lower(),
                decided=cited is not None,
            )
        )
    return tuple(found)


def marked(quote: str, pieces: Sequence[tuple[int, str]]) -> tuple[tuple[str, bool], ...]:
    """A quotation in pieces, each with whether these are words that cite.

    The pieces are looked for as far from each other as they stand in the text; where they fit
    in no place or in several, nothing is marked.

    >>> marked("a) 6-12 (2007)", [(3, "6-1"), (7, " (2007)")])
    (('a) ', False), ('6-1', True), ('2', False), (' (2007)', True))
    >>> marked("44 and 44", [(3, "44")])
    (('44 and 44', False),)
    """
    if not quote:
        return ()
    fits = [
        start
        for start in range(len(quote))
        if pieces and all(quote.startswith(text, start + at - pieces[0][0]) for at, text in pieces)
    ]
    if len(fits) != 1:
        return ((quote, False),)
    parts: list[tuple[str, bool]] = []
    done = 0
    for at, text in pieces:
        begin = fits[0] + at - pieces[0][0]
        parts += [(quote[done:begin], False), (quote[begin : begin + len(text)], True)]
        done = begin + len(text)
    parts.append((quote[done:], False))
    return tuple((text, cites) for text, cites in parts if text)

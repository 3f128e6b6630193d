"""What a graph says of one IRI, and in whose words others cite it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Triple

from itugraph.graph import Graph
from itugraph.serve.node_queries import (
    CITED_BY,
    CITES,
    DETAILS,
    EDITIONS,
    FACTS,
    INCOMING,
    LABELS,
    TRIPLES_OF,
)
from itugraph.vocabulary import ELI, LABEL, TYPE, compact

PAGE = 100
"""How many citations, and how many other links, stand on one page."""
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Link:
    """An IRI with what people call it."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of the node, or of another one on it.

    Attributes:
        verb: the property, as words.
        value: a link, or text.
    """

    verb: str
    value: Link | str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of an instrument."""

    text: Link
    year: str
    status: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation: who cites what, where, and in which words.

    Attributes:
        iri: of the citation.
        key: its place in the order of citations; pages are turned by it.
    """

    iri: str
    key: str
    citing: Link
    cited: Link | None
    clause: str
    item: str
    quote: str
    surface: str
    change: str
    decided: bool

    @property
    def parted(self) -> tuple[str, str, str]:
        """The quotation before, in and behind the words that cite."""
        before, words, behind = self.quote.partition(self.surface)
        return before, words, behind


@dataclass(frozen=True, slots=True)
class Page:
    """A page of citations.

    Attributes:
        after: the key that the next page starts behind, "" where there is none.
    """

    quotations: tuple[Quotation, ...]
    count: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """What a graph says of one IRI.

    Attributes:
        incoming: statements of others on it, but for citations; more: how many beyond these.
    """

    iri: str
    label: str
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    editions: tuple[Edition, ...]
    incoming: tuple[Fact, ...]
    more: str
    cited_by: Page
    cites: Page

    @property
    def known(self) -> bool:
        """Whether the graph says anything of it."""
        return bool(self.facts or self.incoming or self.cited_by.count or self.cites.count)


@dataclass(frozen=True, slots=True)
class Turned:
    """Which pages are wanted: the keys that each starts behind."""

    cited_by: str = ""
    cites: str = ""
    incoming: str = ""


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that can stand in SPARQL.

    >>> is_iri("https://x.example/a#b"), is_iri("https://x.example/> } #"), is_iri("a b")
    (True, False, False)
    """
    if not _IRI.fullmatch(text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def node(graph: Graph, iri: str, turned: Turned) -> Node:
    """What a graph says of an IRI; nothing known gives a node without facts."""
    facts = [(p, o) for p, o in _rows(graph, FACTS, iri)]
    own = [(p, o) for p, o in facts if p.value not in (TYPE, LABEL)]
    editions = tuple(_editions(graph, iri))
    listed = {edition.text.iri for edition in editions}
    incoming = sorted(
        {
            (p.value, s.value)
            for s, p in _rows(graph, INCOMING, iri)
            if isinstance(s, NamedNode)
            and not (p.value == ELI + "is_member_of" and s.value in listed)
        }
    )
    start = bisect_right(incoming, tuple(turned.incoming.split(" ", 1))) if turned.incoming else 0
    shown = incoming[start : start + PAGE]
    left = len(incoming) - start - len(shown)
    cited_by = _page(graph, CITED_BY, iri, turned.cited_by)
    cites = _page(graph, CITES, iri, turned.cites)
    terms = [o.value for _, o in own if isinstance(o, NamedNode)]
    labels = _labels(graph, [iri, *terms, *(s for _, s in shown)])

    def link(value: str) -> Link:
        return Link(value, labels.get(value) or compact(value, graph.base))

    def fact(predicate: str, value: NamedNode | Literal) -> Fact:
        words = _words(predicate)
        if isinstance(value, Literal):
            tag = f" ({value.language})" if value.language else ""
            return Fact(words, value.value + tag)
        return Fact(words, link(value.value))

    return Node(
        iri=iri,
        label=labels.get(iri) or compact(iri, graph.base),
        kinds=tuple(sorted(_words(o.value) for p, o in facts if p.value == TYPE)),
        facts=tuple(fact(p.value, o) for p, o in own),
        editions=editions,
        incoming=tuple(Fact(_words(p), link(s)) for p, s in shown),
        more=" ".join(shown[-1]) if left and shown else "",
        cited_by=cited_by,
        cites=cites,
    )


def triples(graph: Graph, found: Node) -> list[Triple]:
    """The statements behind a node: its own, and those of the citations on its page."""
    quotations = (*found.cited_by.quotations, *found.cites.quotations)
    about = [found.iri, *(q.iri for q in quotations), *(e.text.iri for e in found.editions)]
    answer = graph.run(TRIPLES_OF.replace("VALUES_ROWS", _values(about)))
    return list(answer) if isinstance(answer, QueryTriples) else []


def _page(graph: Graph, sparql: str, iri: str, after: str) -> Page:
    """The citations behind a key, in the order of the citing texts and of their words."""
    keys = sorted(
        f"{other.value} {int(begin.value):08d} {citation.value}"
        for citation, other, begin in _rows(graph, sparql, iri)
    )
    start = bisect_right(keys, after) if after else 0
    wanted = keys[start : start + PAGE]
    if not wanted:
        return Page((), len(keys))
    quotations = _quotations(graph, wanted)
    return Page(quotations, len(keys), wanted[-1] if start + PAGE < len(keys) else "")


def _quotations(graph: Graph, keys: Sequence[str]) -> tuple[Quotation, ...]:
    iris = [key.rpartition(" ")[2] for key in keys]
    values: dict[str, dict[str, str]] = {iri: {} for iri in iris}
    answer = graph.run(DETAILS.replace("VALUES_ROWS", _values(iris)))
    if isinstance(answer, QuerySolutions):
        for c, p, o in answer:
            if isinstance(c, NamedNode) and isinstance(p, NamedNode):
                # Of several pieces the first stands for all.
                values[c.value].setdefault(p.value.rpartition("#")[2].rpartition("/")[2],
                                           getattr(o, "value", ""))  # fmt: skip
    texts = {key.partition(" ")[0] for key in keys}
    labels = _labels(graph, [*texts, *(v["hasCitedEntity"] for v in values.values()
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
                quote=told.get("quote", ""),
                surface=told.get("anchorOf", ""),
                change=told.get("change", "").rpartition("#")[2].lower(),
                decided=cited is not None,
            )
        )
    return tuple(found)


def _editions(graph: Graph, iri: str) -> Iterator[Edition]:
    rows = graph.evaluate(EDITIONS.replace("NODE", f"<{iri}>"))
    for path, label, year, evidence, current, ended in rows:
        status = "current" if current else "ended" if ended else ""
        text = Link(_whole(str(path), graph.base), str(label or path))
        yield Edition(text, str(year or ""), status, str(evidence or ""))


def _whole(path: str, base: str) -> str:
    return path if _IRI.fullmatch(path) else base + path


def _rows(graph: Graph, sparql: str, iri: str) -> Iterator[tuple[NamedNode, ...]]:
    answer = graph.run(sparql.replace("NODE", f"<{iri}>"))
    if isinstance(answer, QuerySolutions):
        for solution in answer:
            yield tuple(solution)


def _labels(graph: Graph, iris: Iterable[str]) -> dict[str, str]:
    wanted = sorted({iri for iri in iris if is_iri(iri)})
    if not wanted:
        return {}
    answer = graph.run(LABELS.replace("VALUES_ROWS", _values(wanted)))
    labels: dict[str, str] = {}
    if isinstance(answer, QuerySolutions):
        for x, label in answer:
            labels.setdefault(x.value, label.value)
    return labels


def _values(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris if is_iri(iri))


def _words(iri: str) -> str:
    """The local name of an IRI as words.

    >>> _words("http://data.europa.eu/eli/ontology#is_member_of"), _words("http://x/hasCitedEntity")
    ('is member of', 'has cited entity')
    """
    name = re.split(r"[#/]", iri)[-1] or iri
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ")
    return apart if apart.isupper() else apart.lower()

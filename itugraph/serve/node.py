"""What a graph says of one IRI, and in whose words others cite it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QueryTriples, Triple

from itugraph.graph import Graph
from itugraph.serve.lookups import Link, Term, labels_of, rows_on, values_rows
from itugraph.serve.node_queries import CITED_BY, CITES, EDITIONS, FACTS, INCOMING, TRIPLES_OF
from itugraph.serve.quotations import PAGE, Page, page_of
from itugraph.serve.words import words
from itugraph.vocabulary import ELI, LABEL, TYPE, compact


@dataclass(frozen=True, slots=True)
class Fact:
    """What the node says by one property, or what another says of it.

    Attributes:
        verb: the property, as words.
        values: links, or texts.
    """

    verb: str
    values: tuple[Link | str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of an instrument."""

    text: Link
    year: str
    status: str
    evidence: str


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
        return bool(
            self.kinds or self.facts or self.incoming or self.cited_by.count or self.cites.count
        )


@dataclass(frozen=True, slots=True)
class Turned:
    """Which pages are wanted: the keys that each starts behind."""

    cited_by: str = ""
    cites: str = ""
    incoming: str = ""


def node(graph: Graph, iri: str, turned: Turned) -> Node:
    """What a graph says of an IRI; nothing known gives a node without facts."""
    facts = [(p, o) for p, o in rows_on(graph, FACTS, iri)]
    # What it cites is told with its words below.
    own = [(p, o) for p, o in facts if p.value not in (TYPE, LABEL, ELI + "cites")]
    editions = _editions(graph, iri)
    listed = {edition.text.iri for edition in editions}
    incoming = sorted(
        {
            (p.value, s.value)
            for s, p in rows_on(graph, INCOMING, iri)
            if isinstance(s, NamedNode)
            and not (p.value == ELI + "is_member_of" and s.value in listed)
        }
    )
    start = bisect_right(incoming, tuple(turned.incoming.split(" ", 1))) if turned.incoming else 0
    shown = incoming[start : start + PAGE]
    left = len(incoming) - start - len(shown)
    cited_by = page_of(graph, CITED_BY, iri, turned.cited_by)
    cites = page_of(graph, CITES, iri, turned.cites)
    terms = [o.value for _, o in own if isinstance(o, NamedNode)]
    labels = labels_of(graph, [iri, *terms, *(s for _, s in shown)])

    def link(value: str) -> Link:
        return Link(value, labels.get(value) or compact(value, graph.base))

    def shown_value(value: Term) -> Link | str:
        if isinstance(value, Literal):
            foreign = value.language and value.language != "en"
            return f"{value.value} ({value.language})" if foreign else value.value
        return link(value.value)

    by_verb: dict[str, list[Link | str]] = {}
    for predicate, value in own:
        by_verb.setdefault(words(predicate.value), []).append(shown_value(value))

    return Node(
        iri=iri,
        label=labels.get(iri) or compact(iri, graph.base),
        kinds=tuple(sorted({words(o.value) for p, o in facts if p.value == TYPE})),
        facts=tuple(Fact(verb, tuple(values)) for verb, values in by_verb.items()),
        editions=editions,
        incoming=tuple(Fact(words(p), (link(s),)) for p, s in shown),
        more=" ".join(shown[-1]) if left and shown else "",
        cited_by=cited_by,
        cites=cites,
    )


def triples(graph: Graph, found: Node) -> list[Triple]:
    """The statements behind a node: its own, and those of the citations on its page."""
    quotations = (*found.cited_by.quotations, *found.cites.quotations)
    about = [found.iri, *(q.iri for q in quotations), *(e.text.iri for e in found.editions)]
    answer = graph.run(TRIPLES_OF.replace("VALUES_ROWS", values_rows(about)))
    return list(answer) if isinstance(answer, QueryTriples) else []


def _editions(graph: Graph, iri: str) -> tuple[Edition, ...]:
    rows = [[term.value for term in row] for row in rows_on(graph, EDITIONS, iri)]
    labels = labels_of(graph, [edition for edition, *_ in rows])
    return tuple(
        Edition(Link(one, labels.get(one) or compact(one, graph.base)), year, status, evidence)
        for one, year, evidence, status in rows
    )

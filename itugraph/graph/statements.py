"""A small writer of statements into one named graph."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from itugraph.vocabulary import CITO, ITG, XSD


@dataclass(slots=True)
class Statements:
    """Statements of one named graph, said one after the other; order and repeats do not count.

    Attributes:
        base: IRI base; subjects and path objects are given as paths below it.
        graph: path of the named graph.
    """

    base: str
    graph: str
    _quads: set[Quad] = field(default_factory=set)

    def node(self, subject: str, predicate: str, *iris: str) -> None:
        """Say that a subject (a path) has these IRIs."""
        for iri in iris:
            self._add(subject, predicate, NamedNode(iri))

    def path(self, subject: str, predicate: str, *paths: str) -> None:
        """Say that a subject (a path) has these things of our own, given as paths."""
        for path in paths:
            self._add(subject, predicate, NamedNode(self.base + path))

    def text(self, subject: str, predicate: str, text: str | None, language: str = "") -> None:
        """Say a text, in a language if one is given; nothing for None and the empty text."""
        if text:
            self._add(
                subject, predicate, Literal(text, language=language) if language else Literal(text)
            )

    def typed(self, subject: str, predicate: str, value: object, datatype: str) -> None:
        """Say a typed value of XML Schema: "date", "gYear", "integer", "decimal"."""
        self._add(subject, predicate, Literal(str(value), datatype=NamedNode(XSD + datatype)))

    def external(self, subject: str, predicate: str, *objects: str) -> None:
        """As `node`, for a subject that is a whole IRI and not a path."""
        for iri in objects:
            self._quads.add(
                Quad(NamedNode(subject), NamedNode(predicate), NamedNode(iri), self._graph)
            )

    def external_text(self, subject: str, predicate: str, text: str, language: str) -> None:
        """As `text`, for a subject that is a whole IRI and not a path."""
        self._quads.add(
            Quad(
                NamedNode(subject),
                NamedNode(predicate),
                Literal(text, language=language),
                self._graph,
            )
        )

    def quad(self, quad: Quad) -> None:
        """Say a statement as it stands."""
        self._quads.add(quad)

    def cited(self) -> set[str]:
        """Paths of all that citations and candidates name."""
        named = {CITO + "hasCitedEntity", ITG + "citedWork", ITG + "target", ITG + "base"}
        return {
            quad.object.value.removeprefix(self.base)
            for quad in self._quads
            if quad.predicate.value in named and isinstance(quad.object, NamedNode)
        }

    @property
    def _graph(self) -> NamedNode:
        return NamedNode(self.base + self.graph)

    def _add(self, subject: str, predicate: str, value: NamedNode | Literal) -> None:
        node = NamedNode(self.base + subject)
        self._quads.add(Quad(node, NamedNode(predicate), value, self._graph))

    def nquads(self) -> bytes:
        """The statements as N-Quads, lines sorted: the same statements give the same bytes."""
        text = serialize(self._quads, format=RdfFormat.N_QUADS) or b""
        return b"".join(sorted(text.splitlines(keepends=True)))

    def __len__(self) -> int:
        return len(self._quads)

"""What the tests of the graph share: a small registry, and triples as short tuples."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from itugraph.identifiers import BASE
from itugraph.registry import Registry
from itugraph.vocabulary import compact

DATA = Path(__file__).parent / "data"
TEXTS = DATA / "texts"
OWN = DATA / "own-editions.csv"
REAL = ("pp/resolution/191", "wtsa/resolution/44")

Triple = tuple[str, str, str]


def small_registry() -> Registry:
    """Return the registry with the invented editions of the tests and few others."""
    registry = Registry.load([OWN])
    invented = {line.split(",")[0] for line in OWN.read_text("utf-8").splitlines()[1:]}
    kept = {path: registry.histories[path] for path in (*REAL, *sorted(invented))}
    return replace(registry, histories=kept)


def shown(term: object) -> str:
    """Return a term as one reads it: a path, a prefixed name, or a literal as in Turtle."""
    if isinstance(term, NamedNode):
        return compact(term.value, BASE)
    if isinstance(term, Literal):
        kind = compact(term.datatype.value, BASE)
        if term.language:
            return f'"{term.value}"@{term.language}'
        return f'"{term.value}"' if kind == "xsd:string" else f'"{term.value}"^^{kind}'
    assert isinstance(term, BlankNode)
    return str(term)


def triples(nquads: bytes) -> set[Triple]:
    """Return the triples of N-Quads, whatever graph they stand in."""
    return {
        (shown(quad.subject), shown(quad.predicate), shown(quad.object))
        for quad in parse(nquads, format=RdfFormat.N_QUADS)
    }


def renamed(found: set[Triple]) -> set[Triple]:
    """Return triples with names that do not hang on digests: SOURCE, RUN, SOURCE#1 ...

    The citations are numbered by the place of their first mention.
    """
    first: dict[str, int] = {}
    for subject, predicate, object_ in found:
        if predicate == "itg:mention":
            begin = int(object_.rpartition("=")[2].split(",")[0])
            first[subject] = min(begin, first.get(subject, begin))
    names = {node: f"SOURCE#{i}" for i, node in enumerate(sorted(first, key=first.__getitem__), 1)}

    def name(text: str) -> str:
        node, dash, rank = text.partition("-") if "#c" in text else (text, "", "")
        if node in names:
            return names[node] + dash + rank
        text = re.sub(r"^run/.*|^\"itugraph [\d.]+, registry .*", "RUN", text)
        return re.sub(r"(source|draft)/[0-9a-f]{16}", lambda m: m[1].upper(), text)

    return {(name(s), p, name(o)) for s, p, o in found}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a graph folder but its lock, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "graph.lock"
    }

"""Named queries: files of `ontology/queries` with a title, parameters and SPARQL."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from itugraph.errors import InputError
from itugraph.identifiers import BASE
from itugraph.resources import folder

ParameterKind = Literal["work", "text"]
_PARAMETER = re.compile(r"# (work|text): (.+)")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library.

    Attributes:
        title: its first line.
        parameters: in order; "work" is an instrument, "text" a text of the graph.
    """

    name: str
    title: str
    parameters: tuple[ParameterKind, ...]
    sparql: str

    def bound(self, base: str, **paths: str) -> str:
        """The SPARQL with the parameters' paths put into their VALUES rows.

        >>> query = named("life")
        >>> "<https://x.example/pp/resolution/2>" in query.bound(
        ...     "https://x.example/", work="pp/resolution/2")
        True
        """
        sparql = self.sparql
        for name in self.parameters:
            iri = f"<{base}{paths[name]}>"
            sparql = re.sub(rf"VALUES \?{name} \{{[^}}]*\}}", f"VALUES ?{name} {{ {iri} }}", sparql)
        return sparql.replace(BASE, base)


def library() -> tuple[NamedQuery, ...]:
    """All named queries, by name.

    >>> [query.name for query in library()][:3]
    ['changes', 'cites-by-clause', 'co-cited']
    """
    files = (folder("ontology") / "queries").iterdir()
    names = sorted(f.name.removesuffix(".rq") for f in files if f.name.endswith(".rq"))
    return tuple(named(name) for name in names)


def is_named(name: str) -> bool:
    """Whether there is a query of that name.

    >>> is_named("who-cites"), is_named("SELECT * WHERE { ?s ?p ?o }")
    (True, False)
    """
    if not re.fullmatch(r"[a-z][a-z-]*", name):
        return False
    return (folder("ontology") / "queries" / f"{name}.rq").is_file()


def named(name: str) -> NamedQuery:
    """A query of the library.

    Raises:
        InputError: if there is none of that name; the message names near ones.
    """
    if not is_named(name):
        known = [query.name for query in library()]
        near = difflib.get_close_matches(name, known, n=2) or known
        raise InputError(repr(name), f"is no query's name; did you mean {' or '.join(near)}?")
    sparql = (folder("ontology") / "queries" / f"{name}.rq").read_text("utf-8")
    head, *rest = sparql.splitlines()
    comments = [line for line in rest if line.startswith("# ")]
    found = [match for line in comments if (match := _PARAMETER.fullmatch(line))]
    parameters: tuple[ParameterKind, ...] = tuple(
        "work" if match[1] == "work" else "text" for match in found
    )
    return NamedQuery(name, head.removeprefix("# "), parameters, sparql)

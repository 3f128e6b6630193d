"""Named queries: files of `ontology/queries` with a title, parameters and SPARQL."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from itugraph.errors import InputError
from itugraph.identifiers import BASE
from itugraph.resources import folder

ParameterKind = Literal["work", "edition", "text", "other", "body", "conference", "number"]
GROUPS = (
    "One instrument",
    "One text",
    "Instruments and conferences",
    "Faults and gaps",
    "The whole graph",
)
_COMMENT = re.compile(r"# (?P<key>[a-z]+): (?P<text>.+)")
LAST_DAY = "9999-12-31"
"""The day that a query stands for unless it is asked as of another: all that is known."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library.

    Attributes:
        title: its first line; group: under which it is listed, one of `GROUPS`.
        parameters: in order; "work" is an instrument, "edition" one of its editions, "text"
            and "other" texts of the graph, "number" one that an instrument bears.
        hints: what to give for each parameter, with an example.
        notes: sentences on how its rows are to be read.
    """

    name: str
    title: str
    group: str
    parameters: tuple[ParameterKind, ...]
    hints: tuple[str, ...]
    notes: tuple[str, ...]
    sparql: str

    def bound(self, base: str, day: str | None = None, **values: str) -> str:
        """The SPARQL with what is asked for in its VALUES rows.

        Args:
            base: IRI base of the graph.
            day: an ISO date to ask as of; without one all that is known counts.
            values: of the parameters: a path, or of a number what
                `itugraph.graph.parameters.number` gives.

        >>> query = named("life")
        >>> "<https://x.example/pp/resolution/2>" in query.bound(
        ...     "https://x.example/", work="pp/resolution/2")
        True
        >>> 'VALUES ?asOf { "2017-12-31" }' in query.bound(BASE, "2017-12-31", work="cs")
        True
        """
        sparql = self.sparql
        for name, value in values.items():
            term = value if name in ("number", "kind") else f"<{base}{value}>"
            sparql = _row(sparql, name, term)
        return _row(sparql, "asOf", f'"{day or LAST_DAY}"').replace(BASE, base)

    @property
    def call(self) -> str:
        """How it is asked, with the names of its parameters.

        >>> named("compare").call
        'compare TEXT OTHER'
        """
        return " ".join([self.name, *(parameter.upper() for parameter in self.parameters)])


def _row(sparql: str, variable: str, term: str) -> str:
    return re.sub(
        rf"VALUES \?{variable} \{{[^}}]*\}}", lambda _: f"VALUES ?{variable} {{ {term} }}", sparql
    )


def library() -> tuple[NamedQuery, ...]:
    """All named queries, by name.

    >>> [query.name for query in library()][:3]
    ['ages', 'between-bodies', 'changes']
    """
    files = (folder("ontology") / "queries").iterdir()
    names = sorted(f.name.removesuffix(".rq") for f in files if f.name.endswith(".rq"))
    return tuple(named(name) for name in names)


def grouped() -> Iterator[tuple[str, tuple[NamedQuery, ...]]]:
    """All named queries under the headings they are listed by.

    >>> [group for group, _ in grouped()] == list(GROUPS)
    True
    """
    by_group = sorted(library(), key=lambda query: (GROUPS.index(query.group), query.name))
    for group, queries in groupby(by_group, key=lambda query: query.group):
        yield group, tuple(queries)


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
        near = difflib.get_close_matches(name, known, n=2)
        hint = f"did you mean {' or '.join(near)}?" if near else "itugraph query --list names them"
        raise InputError(repr(name), f"is no query's name; {hint}")
    sparql = (folder("ontology") / "queries" / f"{name}.rq").read_text("utf-8")
    head, *rest = sparql.splitlines()
    comments = [line for line in rest if line.startswith("# ")]
    told = {m["key"]: m["text"] for line in comments if (m := _COMMENT.fullmatch(line))}
    parameters = _kinds(told)
    return NamedQuery(
        name=name,
        title=head.removeprefix("# "),
        group=told["group"],
        parameters=parameters,
        hints=tuple(told[parameter] for parameter in parameters),
        notes=tuple(line[2:] for line in comments if not _COMMENT.fullmatch(line)),
        sparql=sparql,
    )


def _kinds(told: dict[str, str]) -> tuple[ParameterKind, ...]:
    known: tuple[ParameterKind, ...] = get_args(ParameterKind)
    # In the order of the file, which is the order they are typed in.
    return tuple(sorted((k for k in known if k in told), key=list(told).index))

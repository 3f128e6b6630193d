"""The query library, as the page offers it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from itugraph.errors import InputError
from itugraph.graph import Graph
from itugraph.graph.queries import NamedQuery, library, named
from itugraph.serve.limits import Limits
from itugraph.serve.reply import Reply, refusal

_HINT = re.compile(r"# ([a-z][a-z-]*): (.+)")

Offered = dict[str, str | list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with its parameters as people type them, as a task."""

    name: str
    values: Mapping[str, str]

    def reply(self, graph: Graph, limits: Limits) -> Reply:
        """The SPARQL of the query."""
        try:
            wanted = named(self.name).parameters
            if set(self.values) != set(wanted):
                takes = " and ".join(wanted) or "no parameter"
                return refusal(400, f"query {self.name}: takes {takes}")
            sparql = graph.sparql(self.name, *(self.values[name] for name in wanted))
        except InputError as error:
            return refusal(400, str(error))
        return Reply(200, sparql.encode(), "application/sparql-query; charset=utf-8")


def offered() -> list[Offered]:
    """The named queries with title and parameters, as plain values.

    >>> [one["title"] for one in offered() if one["name"] == "most-cited"]
    ['The instruments cited by most texts, in any edition']
    """
    return [
        {"name": query.name, "title": query.title, "parameters": _parameters(query)}
        for query in library()
    ]


def _parameters(query: NamedQuery) -> list[dict[str, str]]:
    hints = {
        match[1]: match[2] for line in query.sparql.splitlines() if (match := _HINT.fullmatch(line))
    }
    return [{"name": name, "hint": hints.get(name, "")} for name in query.parameters]

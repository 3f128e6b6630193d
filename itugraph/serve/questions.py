"""The query library, as the page offers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from itugraph.errors import InputError
from itugraph.graph import Graph
from itugraph.graph.queries import grouped, named
from itugraph.serve.limits import Limits
from itugraph.serve.reply import Reply, refusal

AS_OF: Final = "as-of"
"""The parameter that all questions take: a day, a year or a conference."""

Offered = dict[str, str | list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Question:
    """A named query with its parameters as people type them, as a task."""

    name: str
    values: Mapping[str, str]

    def reply(self, graph: Graph, limits: Limits) -> Reply:
        """The SPARQL of the query."""
        values = dict(self.values)
        as_of = values.pop(AS_OF, "").strip() or None
        try:
            wanted = named(self.name).parameters
            if set(values) != set(wanted):
                takes = " and ".join(wanted) or "no parameter"
                return refusal(400, f"query {self.name}: takes {takes}")
            sparql = graph.sparql(self.name, *(values[name] for name in wanted), as_of=as_of)
        except InputError as error:
            return refusal(400, str(error))
        return Reply(200, sparql.encode(), "application/sparql-query; charset=utf-8")


def offered() -> list[Offered]:
    """The named queries by their groups, with title and parameters, as plain values.

    >>> [one["title"] for one in offered() if one["name"] == "most-cited"]
    ['The instruments cited by most texts, in any edition']
    """
    return [
        {
            "name": query.name,
            "title": query.title,
            "group": group,
            "parameters": [
                {"name": name, "hint": hint}
                for name, hint in zip(query.parameters, query.hints, strict=True)
            ],
        }
        for group, queries in grouped()
        for query in queries
    ]

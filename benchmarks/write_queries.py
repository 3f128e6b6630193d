"""Write the examples of docs/queries.md: each named query asked, with its first rows.

    python benchmarks/write_queries.py [OUTPUT]

What stands before the mark in the page is kept as it is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from itugraph.graph import Graph, Rows
from itugraph.graph.queries import NamedQuery, grouped
from itugraph.registry import Registry
from itugraph.views.tables import markdown

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "queries.md"
PP18 = ROOT / "data" / "examples" / "pp18.nq.gz"
DRAFT = ROOT / "data" / "examples" / "resolution-191-draft.txt"
LIBRARY = ROOT / "tests" / "graph" / "data" / "library"
OWN = ROOT / "tests" / "graph" / "data" / "own-editions.csv"
MARK = "<!-- from here on written by benchmarks/write_queries.py -->\n"
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Example:
    """How a query is asked: of which graph, with which arguments, as of which day."""

    graph: str
    arguments: tuple[str, ...] = ()
    as_of: str | None = None


EXAMPLES: Mapping[str, Example] = {
    "ages": Example("pp18"),
    "between-bodies": Example("pp18"),
    "changes": Example("draft", ("resolution-191-draft.txt",)),
    "cites-by-clause": Example("pp18", ("PP-18 Res 188",)),
    "co-cited": Example("pp18", ("WTSA Res. 44",)),
    "compare": Example("pp18", ("PP-18 Res 188", "PP-18 Res 189")),
    "conference": Example("pp18", ("WTSA-16",)),
    "dangling": Example("pp18", ("WTSA Res. 44",)),
    "drafts-on": Example("draft", ("WTSA Res. 44",)),
    "ended-cited": Example("pp18"),
    "in-force": Example("pp18", ("WTSA",), "2017-01-01"),
    "life": Example("pp18", ("WTSA Res. 57",)),
    "made-stale": Example("pp18", ("WTDC-17",)),
    "meaning": Example("pp18", ("Resolution 18",), "PP-18"),
    "misfits": Example("pp18"),
    "most-cited": Example("pp18"),
    "relied-on": Example("pp18", ("PP Res. 71",)),
    "second-hand": Example("pp18", ("WTSA Res. 44",)),
    "superseded": Example("pp18", (), "PP-18"),
    "translations": Example("library", ("pp-911-en.txt",)),
    "treaty-provisions": Example("pp18"),
    "unanswered": Example("pp18"),
    "uncited": Example("pp18", ("PP",), "PP-18"),
    "undecided": Example("pp18"),
    "unknown-editions": Example("pp18"),
    "verbs": Example("pp18", ("PP Res. 71",)),
    "who-cites": Example("pp18", ("WTSA Res. 44",)),
    "who-cites-edition": Example("pp18", ("WTSA Resolution 44 (Rev. Hammamet, 2016)",)),
}


def graphs(folder: Path) -> dict[str, Graph]:
    """The graphs that the examples ask, by name."""
    registry = Registry.load()
    return {
        "pp18": Graph.open(PP18, registry),
        "draft": Graph.build([DRAFT], folder / "draft", registry),
        "library": Graph.build([LIBRARY], folder / "library", Registry.load([OWN])),
    }


def asked(example: Example, graph: Graph, query: NamedQuery) -> Rows:
    """The answer of an example."""
    return graph.query(query.name, *example.arguments, as_of=example.as_of)


def section(query: NamedQuery, example: Example, graph: Graph) -> str:
    """What the page says of a query."""
    found = asked(example, graph, query)
    words = [f'"{a}"' if " " in a else a for a in example.arguments]
    day = ["--as-of", example.as_of] if example.as_of else []
    place = "data/examples/pp18.nq.gz" if example.graph == "pp18" else example.graph
    call = " ".join(["itugraph query", query.name, *words, "-g", place, *day])
    more = len(found) - SHOWN
    lines = [f"#### {query.call}", "", query.title.rstrip("?") + ".", *query.notes, ""]
    lines += [f"    {call}", "", markdown(found.columns, found.rows[:SHOWN]).rstrip()]
    if more > 0:
        lines += ["", f"and {more} more."]
    return "\n".join([*lines, "", ""])


def page(before: str) -> str:
    """The whole page, from what stands before the examples."""
    parts = [before]
    with tempfile.TemporaryDirectory() as folder:
        known = graphs(Path(folder))
        for group, queries in grouped():
            parts.append(f"### {group}\n\n")
            for query in queries:
                example = EXAMPLES[query.name]
                parts.append(section(query, example, known[example.graph]))
    return "".join(parts).rstrip() + "\n"


def main() -> None:
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    before = PAGE.read_text("utf-8").partition(MARK)[0]
    output.write_text(page(f"{before}{MARK}\n"), "utf-8")


if __name__ == "__main__":
    main()

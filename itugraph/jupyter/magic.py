"""`%sparql` and `%%sparql`: SPARQL and named queries in cells of a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from IPython.core.error import UsageError

from itugraph.errors import InputError, ItugraphError
from itugraph.graph import Graph, Rows
from itugraph.graph.prologue import with_prologue
from itugraph.graph.queries import grouped
from itugraph.jupyter.wishes import wish

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def register(shell: InteractiveShell) -> None:
    """Give a shell the magic."""

    def sparql(line: str, cell: str | None = None) -> Rows:
        """Ask a graph of this notebook, by a query's name or in SPARQL.

        %sparql NAME ARGUMENTS [-g GRAPH] [-o NAME] [--as-of DAY]
        %%sparql [-g GRAPH] [-o NAME], SPARQL below

        -g names the variable of the graph, if there are several; -o keeps the result too.
        Prefixes and the base are declared: <wtsa/resolution/44> is a node.
        """
        try:
            return answer(line, cell, shell.user_ns)
        except ItugraphError as error:
            # Told in one line on standard error; the cell has failed.
            raise UsageError(" ".join(str(error).split())) from None

    shell.magics_manager.register_function(sparql, "line_cell", "sparql")


def answer(line: str, cell: str | None, names: dict[str, object]) -> Rows:
    """What a magic gives, kept among `names` too where that is wanted.

    Raises:
        InputError: if the line, the graph or the query cannot be used.
    """
    asked = wish(line)
    if cell is None and not asked.query:
        return _listed()
    graph = _graph(asked.graph, names)
    if cell is None:
        name, *arguments = asked.query
        found = graph.query(name, *arguments, as_of=asked.as_of)
    elif asked.query:
        raise InputError("%%sparql", f"has SPARQL below; for a named query: %sparql {line.strip()}")
    elif not cell.strip():
        raise InputError("%%sparql", "has no SPARQL below")
    else:
        # One line before the first, so that lines are counted as in the cell.
        found = graph.query(with_prologue(cell.rstrip(), graph.base), as_of=asked.as_of)
    if asked.output is not None:
        names[asked.output] = found
    return found


def _graph(name: str | None, names: Mapping[str, object]) -> Graph:
    if name is not None:
        found = names.get(name)
        if isinstance(found, Graph):
            return found
        reason = "is no graph" if name in names else "is no variable here"
        raise InputError(name, reason)
    # Names of IPython's own start with "_"; one graph may have several names.
    here = {
        key: value
        for key, value in names.items()
        if isinstance(value, Graph) and not key.startswith("_")
    }
    different = {id(graph): graph for graph in here.values()}
    if not different:
        raise InputError("%sparql", "there is no graph here: open one with itugraph.Graph.open")
    if len(different) > 1:
        several = ", ".join(sorted(here))
        raise InputError("%sparql", f"there are several graphs here ({several}): name one with -g")
    [graph] = different.values()
    return graph


def _listed() -> Rows:
    """The named queries, as `itugraph query --list` lists them."""
    rows = tuple((query.call, query.title) for _, queries in grouped() for query in queries)
    return Rows(("query", "question"), rows)

"""What is typed behind `%sparql` and `%%sparql`."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import dataclass
from keyword import iskeyword
from typing import NoReturn

from itugraph.errors import InputError


@dataclass(frozen=True, slots=True)
class Wish:
    """What a magic is asked for.

    Attributes:
        query: a named query with its arguments; empty where SPARQL stands in the cell.
        graph: the variable that holds the graph; None for the only one there is.
        output: the variable that keeps the result, None for none.
        as_of: the day it is asked for.
    """

    query: tuple[str, ...]
    graph: str | None
    output: str | None
    as_of: str | None


class _Parser(argparse.ArgumentParser):
    """Raises what it has to say."""

    def error(self, message: str) -> NoReturn:
        raise InputError("%sparql", message)


def wish(line: str) -> Wish:
    """Read the line of a magic.

    Raises:
        InputError: if it is not as `%sparql NAME ARGUMENTS [-g GRAPH] [-o NAME] [--as-of DAY]`.

    >>> wish('who-cites "WTSA Res. 44" --as-of 2017 -o found')
    Wish(query=('who-cites', 'WTSA Res. 44'), graph=None, output='found', as_of='2017')
    """
    if "{" in line:
        raise InputError("%sparql", "takes the name of a query; SPARQL goes into a %%sparql cell")
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise InputError("%sparql", f"{error}: put names of several words in quotes") from error
    parser = _Parser(prog="%sparql", add_help=False, allow_abbrev=False)
    parser.add_argument("query", nargs="*")
    parser.add_argument("-g", "--graph")
    parser.add_argument("-o", "--output")
    parser.add_argument("--as-of")
    given = parser.parse_intermixed_args(words)
    for name in (given.graph, given.output):
        if name is not None and (not name.isidentifier() or iskeyword(name)):
            raise InputError(repr(name), "is no name of a variable")
    return Wish(tuple(given.query), given.graph, given.output, given.as_of)

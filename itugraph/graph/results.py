"""Rows of a query, as values people read and as the formats of SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from itugraph.vocabulary import XSD, compact

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | None
Term = NamedNode | BlankNode | Literal | Triple | None
_VALUES: dict[str, Callable[[str], Value]] = {
    XSD + "integer": int,
    XSD + "gYear": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT, IRIs as paths or prefixed names, numbers as numbers.

    Attributes:
        columns: names of the variables; rows: as many values each.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __getitem__(self, index: int) -> tuple[Value, ...]:
        return self.rows[index]

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame (extra "notebook")."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=list(self.columns))


def value(term: Term, base: str) -> Value:
    """A term as a value.

    >>> value(NamedNode("https://w3id.org/itugraph/id/cs"), "https://w3id.org/itugraph/id/")
    'cs'
    >>> value(Literal("3", datatype=NamedNode(XSD + "integer")), "")
    3
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return compact(term.value, base)
    if isinstance(term, Literal):
        read = _VALUES.get(term.datatype.value)
        try:
            return read(term.value) if read else term.value
        except ValueError:
            return term.value  # a literal that is not of the form its type asks for
    return str(term)

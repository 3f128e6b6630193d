"""Rows of a query, as values people read and as the formats of SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from itugraph.shown import Day, data_frame, html_table
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
    XSD + "date": Day,
}


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """The rows of a SELECT, IRIs as paths or prefixed names, numbers as numbers.

    Attributes:
        columns: names of the variables; rows: as many values each.

    >>> Rows(("work", "texts"), (("cs", 15),))
    1 row of work, texts
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)

    def __getitem__(self, index: int) -> tuple[Value, ...]:
        return self.rows[index]

    def only(self, *columns: str) -> Rows:
        """The rows with some of their columns, in the order that is wanted.

        Raises:
            ValueError: if one of them is not there.

        >>> list(Rows(("work", "texts"), (("cs", 15),)).only("texts"))
        [(15,)]
        """
        at = [self.columns.index(name) for name in columns]
        return Rows(columns, tuple(tuple(row[i] for i in at) for row in self.rows))

    def __repr__(self) -> str:
        many = "" if len(self.rows) == 1 else "s"
        return f"{len(self.rows)} row{many} of {', '.join(self.columns)}"

    def _repr_html_(self) -> str:
        return html_table(self.columns, self.rows, len(self.rows))

    def frame(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame: numbers and days typed, NA for what is not there.

        Raises:
            MissingExtraError: if pandas is not installed (extra "notebook").
        """
        return data_frame(self.columns, self.rows)


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

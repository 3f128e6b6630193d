"""Rows as a pandas DataFrame whose columns have types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from itugraph.errors import MissingExtraError
from itugraph.shown.html_table import Cell

if TYPE_CHECKING:
    import pandas as pd


class Day(str):
    """An ISO day that is known to be one, as a literal of xsd:date is; else a plain text.

    >>> Day("2018-11-16") == "2018-11-16"
    True
    """

    __slots__ = ()


def data_frame(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> pd.DataFrame:
    """Rows as a DataFrame: numbers, truths and days typed, NA for what is missing.

    A column with values of several kinds stays a column of objects.

    Raises:
        MissingExtraError: if pandas is not installed (extra "notebook").

    >>> frame = data_frame(["year", "day"], [[2018, Day("2018-11-16")], [None, None]])
    >>> str(frame["year"].dtype), frame["day"].dt.month_name()[0]
    ('Int64', 'November')
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("a frame", "notebook") from error
    columned = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return pd.DataFrame(
        {name: _series(list(values)) for name, values in zip(columns, columned, strict=True)},
        columns=list(columns),
    )


def _series(values: list[Cell]) -> pd.Series:
    import pandas as pd

    kinds = {type(value) for value in values if value is not None}
    if kinds == {Day} and (days := _days(values)) is not None:
        return days
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean")
    if kinds == {int}:
        return pd.Series(values, dtype="Int64")
    if kinds and kinds <= {int, float}:
        return pd.Series(values, dtype="Float64")
    if kinds and kinds <= {str, Day}:
        return pd.Series([None if v is None else str(v) for v in values], dtype="string")
    return pd.Series([pd.NA if value is None else value for value in values], dtype="object")


def _days(values: list[Cell]) -> pd.Series | None:
    """Days as timestamps; None if one of them is in no calendar."""
    import pandas as pd

    try:
        days = [None if value is None else dt.date.fromisoformat(str(value)) for value in values]
        return pd.Series(pd.to_datetime(pd.Series(days, dtype="object")))
    except ValueError:
        return None

"""The citations of a document: a list that shows itself in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, SupportsIndex, overload

from itugraph.citations.records import COLUMNS, printed_reading, row
from itugraph.model import Citation
from itugraph.shown import Cell, data_frame, html_table

if TYPE_CHECKING:
    import pandas as pd

_HEADINGS = ("state", "change", "clause", "text", "cites", "readings", "notes")


class Citations(list[Citation]):
    """Citations in the order of the text; a plain list but for how it shows itself.

    >>> Citations() == [], Citations()
    (True, no citations)
    """

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Citation: ...
    @overload
    def __getitem__(self, index: slice, /) -> Citations: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Citation | Citations:
        """One citation, or some, which show themselves too."""
        if isinstance(index, slice):
            return Citations(super().__getitem__(index))
        return super().__getitem__(index)

    def __repr__(self) -> str:
        undecided = sum(citation.ambiguous for citation in self)
        told = f"{len(self) or 'no'} citation{'' if len(self) == 1 else 's'}"
        return f"{told}, {undecided} of them undecided" if undecided else told

    def _repr_html_(self) -> str:
        # What no citation has is left out: most texts are no redline.
        shown = [i for i, name in enumerate(_HEADINGS) if name in self._told()]
        rows = ([cells[i] for i in shown] for cells in self._cells())
        return html_table([_HEADINGS[i] for i in shown], rows, len(self), "citations")

    def _told(self) -> set[str]:
        always = {"clause", "text", "cites"}
        return always | {
            name
            for name, there in {
                "state": any(c.state != "both" for c in self),
                "change": any(c.change for c in self),
                "readings": any(c.alternatives for c in self),
                "notes": any(c.notes for c in self),
            }.items()
            if there
        }

    def _cells(self) -> Iterator[tuple[Cell, ...]]:
        for c in self:
            yield (
                "undecided" if c.ambiguous else c.state,
                c.change,
                " ".join(filter(None, [c.clause, c.item])),
                " ".join(c.surface.split()),
                c.target,
                "\n".join(map(printed_reading, c.alternatives)),
                " ".join(c.notes),
            )

    def frame(self) -> pd.DataFrame:
        """A row a citation, with the columns of `itugraph extract --format csv`, typed.

        Raises:
            MissingExtraError: if pandas is not installed (extra "notebook").
        """
        return data_frame(COLUMNS, [row(citation) for citation in self])

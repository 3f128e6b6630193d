"""A page as notebooks show it: in a sandboxed frame, where it is light enough."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from itugraph.replaced import replaced
from itugraph.shown import notice

# Jupyter takes frames out of notebooks that it does not trust, and leaves the words in them.
_UNSEEN = "The page is shown when the notebook is trusted, or this cell is run."
MOST_BYTES = 2_000_000
"""Of a page in a notebook: the notebook's file holds every page that it shows."""


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A page that shows itself in a notebook, in a frame of its own.

    Attributes:
        html: the whole page; height: of the frame, in pixels.

    >>> View("<!doctype html><title>t</title>")
    a page of 31 characters: .save("page.html") writes it, a notebook shows it
    """

    html: str
    height: int = 640

    def save(self, path: Path | str) -> Path:
        """Write the page to a file, whole or not at all.

        Raises:
            InputError: if the file cannot be written.
        """
        output = Path(path)
        with replaced(output) as file:
            file.write(self.html.encode("utf-8"))
        return output

    def _repr_html_(self) -> str:
        """The page in a sandboxed frame: nothing of it touches the notebook's own page."""
        size = len(self.html.encode("utf-8"))
        if size > MOST_BYTES:
            return notice(
                f"This page is {size / 1e6:.1f} MB, too heavy for a notebook:"
                ' graph.view().save("page.html") writes it to a file for the browser.'
            )
        return (
            f'<iframe title="Citations and revisions" srcdoc="{escape(self.html)}"'
            f' sandbox="allow-scripts allow-downloads" style="width:100%;height:{self.height}px;'
            f'border:1px solid #ccc">{_UNSEEN}</iframe>'
        )

    def __repr__(self) -> str:
        return (
            f"a page of {len(self.html)} characters:"
            ' .save("page.html") writes it, a notebook shows it'
        )

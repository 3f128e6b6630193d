"""Rows as a table of HTML, everything in it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

Cell = str | int | float | bool | None
MOST = 25
"""Rows of a table; what has more says so."""
# Notebooks set cells to the right and fold line feeds.
_LEFT = ' style="text-align:left;vertical-align:top;white-space:pre-wrap"'


def html_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    of: int,
    what: str = "rows",
    most: int = MOST,
) -> str:
    """The first rows under headings, and a line that says how many there are.

    Args:
        rows: are read as far as they are shown.
        of: how many rows there are; what: a word for them, with ".frame()" they are all there.

    >>> html_table(["text"], [["<b>"]], 1, "citations").count("&lt;b&gt;")
    1
    >>> "showing 1 of 2 rows" in html_table(["n"], [[1], [2]], 2, most=1)
    True
    """
    head = "".join(f'<th scope="col"{_LEFT}>{_escaped(name)}</th>' for name in headings)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, most))
    told = f"{of} {what}"
    if of > most:
        told = f"showing {most} of {told}; .frame() has them all"
    return (
        f"<div><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<p>{_escaped(told)}</p></div>"
    )


def notice(*sentences: str) -> str:
    """Sentences in place of what is not shown.

    >>> notice("A & B.")
    '<p>A &amp; B.</p>'
    """
    return "".join(f"<p>{_escaped(sentence)}</p>" for sentence in sentences)


def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return f"<td{_LEFT}>{'yes' if value else 'no'}</td>"
    if value is None or isinstance(value, str):
        # Arabic runs from the right within its own cell.
        return f'<td dir="auto"{_LEFT}>{_escaped(value or "")}</td>'
    form = "" if not isinstance(value, float) else ".4g" if abs(value) < 1 else "g"
    return f'<td style="text-align:right;vertical-align:top">{_escaped(format(value, form))}</td>'


def _escaped(text: str) -> str:
    plain = "".join(c if c == "\n" or c.isprintable() else " " for c in text)
    return escape(plain)

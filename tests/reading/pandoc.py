"""A Word file as pandoc reads one state of it, as plain lines."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

Node = dict[str, object]
_LABELS = {
    "Decimal": str,
    "LowerAlpha": lambda number: chr(ord("a") + number - 1),
    "LowerRoman": lambda number: ("i", "ii", "iii", "iv", "v")[number - 1],
}
_AROUND = {"OneParen": "{})", "TwoParens": "({})", "Period": "{}."}


def lines(content: bytes, changes: str) -> tuple[list[str], list[str]]:
    """Return the lines of the body and the notes, by pandoc with its changes ("accept")."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(content)
        told = pypandoc.convert_file(str(path), "json", extra_args=[f"--track-changes={changes}"])
    notes: list[str] = []
    body = list(_blocks(json.loads(told)["blocks"], notes))
    return body, notes


def _blocks(blocks: list[dict], notes: list[str]) -> Iterator[str]:
    for block in blocks:
        kind, inside = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            yield from _inlines(inside, notes).split("\n")
        elif kind == "Header":
            yield _inlines(inside[2], notes)
        elif kind in ("Div", "BlockQuote"):
            yield from _blocks(inside[1] if kind == "Div" else inside, notes)
        elif kind == "OrderedList":
            (start, style, around), items = inside
            # A paragraph that is not there in a state leaves an item without content.
            for number, item in enumerate(filter(None, items), start):
                label = _AROUND[around["t"]].format(_LABELS[style["t"]](number))
                first, *others = _blocks(item, notes)
                yield f"{label}\t{first}"
                yield from others
        elif kind == "Table":
            _, _, _, head, bodies, _ = inside
            for _, cells in [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]:
                yield "\t".join(" ".join(_blocks(cell[4], notes)) for cell in cells)
        else:
            raise ValueError(f"a kind of block that no sample has: {kind}")


def _inlines(inlines: list[dict], notes: list[str]) -> str:
    parts: list[str] = []
    for inline in inlines:
        kind, inside = inline["t"], inline.get("c")
        if kind == "Str":
            parts.append(inside)
        elif kind in ("Space", "SoftBreak"):
            parts.append(" ")
        elif kind == "LineBreak":
            parts.append("\n")
        elif kind in ("Emph", "Strong", "Underline", "Strikeout"):
            parts.append(_inlines(inside, notes))
        elif kind in ("Span", "Link"):
            parts.append(_inlines(inside[1], notes))
        elif kind == "Note":
            notes.append(" ".join(_blocks(inside, notes)))
        elif kind != "Superscript":  # in the samples, only marks of notes are
            raise ValueError(f"a kind of inline that no sample has: {kind}")
    return "".join(parts)

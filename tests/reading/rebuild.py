"""A text and what a redline does to it become a Word file with tracked changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from .word_files import docx

ROOT = Path(__file__).resolve().parents[2]
Op = tuple[str, int, int]
_BY = 'w:author="A. Delegate" w:date="2018-10-29T10:00:00Z"'
_TAB = "<span style='mso-tab-count:1'>\u00a0\u00a0 </span>"
_TAGS = {"delete": "del", "insert": "ins"}


def example() -> tuple[str, list[Op]]:
    """Return the example's text and what its redline does to it."""
    text = (ROOT / "data" / "examples" / "resolution-191-draft.txt").read_text(encoding="utf-8")
    ops = json.loads((ROOT / "tests" / "data" / "example_ops.json").read_text(encoding="utf-8"))
    names = {"k": "keep", "d": "delete", "i": "insert"}
    return text, [(names[kind], start, end) for kind, start, end in ops]


def text_of(text: str, ops: Iterable[Op], kind: str) -> str:
    """Return what is kept of a text, and what is deleted or inserted of it."""
    return "".join(text[start:end] for op, start, end in ops if op in ("keep", kind))


def rebuilt(text: str, ops: Iterable[Op], made: Callable[[str], bytes] = docx) -> bytes:
    """Return the Word file of a text: a paragraph for each line, its end marked as its runs.

    `made` makes a file of its body.
    """
    paragraphs: list[str] = []
    runs: list[str] = []
    for op, start, end in ops:
        tag = _TAGS.get(op)
        *ended, last = text[start:end].split("\n")
        for line in ended:
            runs.append(_run(line, tag))
            mark = f"<w:pPr><w:rPr><w:{tag} w:id='1' {_BY}/></w:rPr></w:pPr>" if tag else ""
            paragraphs.append(f"<w:p>{mark}{''.join(runs)}</w:p>")
            runs = []
        runs.append(_run(last, tag))
    return made("".join([*paragraphs, f"<w:p>{''.join(runs)}</w:p>"]))


def _run(text: str, tag: str | None) -> str:
    if not text:
        return ""
    name = "delText" if tag == "del" else "t"
    shown = [
        f'<w:{name} xml:space="preserve">{escape(part)}</w:{name}>' if part else ""
        for part in text.split("\t")
    ]
    run = f"<w:r>{'<w:tab/>'.join(shown)}</w:r>"
    return f"<w:{tag} w:id='1' {_BY}>{run}</w:{tag}>" if tag else run


def page(text: str, ops: Iterable[Op]) -> bytes:
    """Return the page of a text, as Word saves one: a paragraph for each line.

    LibreOffice writes pages without a mark of what was changed, so they are made here.
    """
    by = 'cite="mailto:A.%20Delegate" datetime="2018-10-29T10:00"'
    inside = ""
    for op, start, end in ops:
        tag = _TAGS.get(op)
        lines = [escape(line).replace("\t", _TAB) for line in text[start:end].split("\n")]
        if tag:
            lines = [f"<{tag} {by}>{line}</{tag}>" if line else "" for line in lines]
        inside += "</p>\n<p class=MsoNormal>".join(lines)
    return f"<html><body>\n<p class=MsoNormal>{inside}</p>\n</body></html>".encode()

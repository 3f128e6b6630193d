"""Redlines in plain text: "[-old-]" is deleted, "{+new+}" inserted, "<~both~>" in neither state."""

from __future__ import annotations

import re

from itugraph.model import Document, Mark, Run, source_digest

_TOKEN = re.compile(
    r"\[-(?P<deleted>.*?)-\]|\{\+(?P<inserted>.*?)\+\}|<~(?P<passing>.*?)~>", re.DOTALL
)
_MARKS: tuple[Mark, ...] = ("deleted", "inserted", "passing")


def redlined(markup: str, *, author: str | None = None, date: str | None = None) -> Document:
    """Return the document that a marked-up text tells of; its changes bear author and date."""
    parts: list[tuple[Mark, str]] = []
    at = 0
    for token in _TOKEN.finditer(markup):
        parts.append(("kept", markup[at : token.start()]))
        mark = next(mark for mark in _MARKS if token[mark] is not None)
        parts.append((mark, token[mark]))
        at = token.end()
    parts.append(("kept", markup[at:]))
    return of_parts(parts, author=author, date=date)


def of_parts(
    parts: list[tuple[Mark, str]], *, author: str | None = None, date: str | None = None
) -> Document:
    """Return the document of stretches, each with what the redline does to it."""
    text = ""
    runs: list[Run] = []
    for mark, words in parts:
        if words:
            signed = (None, None) if mark == "kept" else (author, date)
            runs.append(Run(len(text), len(text) + len(words), mark, *signed))
            text += words
    digest = source_digest(text.encode("utf-8", "surrogatepass"))
    return Document("draft.docx", digest, text, tuple(runs))

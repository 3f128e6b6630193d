"""Redlines in plain text: "[-old-]" is deleted, "{+new+}" inserted, "<~both~>" in neither state."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

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


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ELEMENTS = {"deleted": "del", "inserted": "ins"}


def tracked_docx(document: Document) -> bytes:
    """Return a Word file with the changes of a redline as tracked changes; a line a paragraph."""
    body, inside = "", ""
    for run in document.runs:
        lines = document.text[run.start : run.end].split("\n")
        for number, line in enumerate(lines):
            if number:
                body += f"<w:p><w:pPr><w:rPr>{_changed(run, '')}</w:rPr></w:pPr>{inside}</w:p>"
                inside = ""
            words = "<w:tab/>".join(map(_words(run.mark), line.split("\t"))) if line else ""
            inside += _changed(run, f"<w:r>{words}</w:r>") if words else ""
    body += f"<w:p>{inside}</w:p>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        xml = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def _changed(run: Run, inside: str) -> str:
    element = _ELEMENTS.get(run.mark)
    if element is None:
        return inside
    date = f" w:date={quoteattr(run.date)}" if run.date else ""
    author = quoteattr(run.author or "")
    return f'<w:{element} w:id="1" w:author={author}{date}>{inside}</w:{element}>'


def _words(mark: Mark) -> Callable[[str], str]:
    name = "delText" if mark == "deleted" else "t"
    return lambda text: f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>' if text else ""

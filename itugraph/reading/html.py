"""Pages (.html) as documents that hold both states of a redline."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from itugraph.errors import InputError
from itugraph.model import Document, source_digest
from itugraph.reading.archive import MOST_NODES, SECONDS, Deadline
from itugraph.reading.ends import take_ends
from itugraph.reading.html_encoding import decode_page
from itugraph.reading.html_lists import put_labels
from itugraph.reading.html_styles import Sheet, style_sheets
from itugraph.reading.html_walk import PageWalk
from itugraph.reading.story import Story
from itugraph.reading.word_hand import BY_HAND, STRUCK, has_struck_text, read_by_hand
from itugraph.reading.word_styles import Styles

_XHTML = re.compile(r"\s*<\?xml\b|[^>]{0,200}//DTD XHTML|\s*<html[^>]{0,500}/1999/xhtml")
_CLOSED = re.compile(r"<([A-Za-z][\w:-]*+)((?:[^<>\"'/]|/(?!>)|\"[^\"<]*+\"|'[^'<]*+')*+)/>")
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "basefont", "frame", "isindex"),
    )
)


def read_html(path: str, content: bytes, seconds: float = SECONDS) -> Document:
    r"""The document of a page: the text that a browser shows, with what its redline does to it.

    The text holds deleted and inserted characters both. Blocks end with a line feed, cells
    of a table row are parted by tabs, paragraphs in a cell by a blank; numbers that a list
    prints are text. Notes stay where they stand. What is not shown is left out, and
    navigation, comments and the title in the head.

    Args:
        seconds: how long it may take.

    Raises:
        InputError: naming the file and the reason: nested too deeply, too large, no text.

    >>> page = b"<ol type=a><li>Resolution <del>44</del><ins>45</ins><li>the Union</ol>"
    >>> document = read_html("a.html", page)
    >>> document.text, [run.mark for run in document.runs]
    ('a.\tResolution 4445\nb.\tthe Union\n', ['kept', 'deleted', 'inserted', 'kept'])
    """
    deadline = Deadline.within(path, seconds)
    text, warnings = decode_page(path, content)
    root = _parsed(path, text)
    if root is None:
        return Document(path, source_digest(content), "", warnings=warnings)
    walk = PageWalk(deadline, Sheet(style_sheets(root), deadline)).over(root)
    story = walk.story
    warnings += _take_looks(story, signed=walk.signed)
    take_ends(story)
    story.settle()
    put_labels(story, walk.lists)
    shown, runs = story.text()
    notes = story.offsets(walk.notes)
    return Document(path, source_digest(content), shown, runs, notes, warnings=warnings)


def _parsed(path: str, text: str) -> etree._Element | None:
    if "<!ENTITY" in text[: text.find("]>") + 1]:
        raise InputError(path, "declares entities: refused")
    if 2 * (text.count("<") + text.count("=")) > MOST_NODES:
        raise InputError(path, "has too many elements: refused")
    if _XHTML.match(text):
        # A browser knows by its name that such a file closes elements so; the parser does not.
        text = _CLOSED.sub(_opened, text)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element | None = etree.fromstring(text.encode(), parser)
    except etree.ParserError:
        root = None
    except etree.XMLSyntaxError:
        root = None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        messages = " ".join(entry.message for entry in parser.error_log)
        if "depth" in messages:
            raise InputError(path, "is nested too deeply")
        raise InputError(path, "holds a piece that is too long, or is damaged")
    return root


def _opened(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name.lower() in _VOID else f"<{name}{match[2]}></{name}>"


def _take_looks(story: Story, *, signed: bool) -> tuple[str, ...]:
    """Read what looks struck as deleted, unless changes were tracked; the warnings it needs."""
    struck = has_struck_text([story])
    if signed:
        return (STRUCK,) if struck else ()
    marks = {bit.change.mark for bit in story.bits if bit.text}
    if "inserted" in marks or "passing" in marks:
        # The page has a mark of its own for what is new: no underline is needed.
        for bit in story.bits if struck else ():
            if bit.look.struck:
                bit.change = bit.change.deleted(None, None)
        return (BY_HAND,) if struck else ()
    if not struck and "deleted" not in marks:
        return ()
    ends = [(story.bits[each.end], story.bits[each.end].change) for each in story.paragraphs]
    for bit in story.bits:
        if bit.change.mark == "deleted" and not bit.look.struck:
            bit.look = replace(bit.look, struck=True)
    read_by_hand([story], Styles(None))
    for end, change in ends:  # a deletion around a paragraph holds for its end
        if change.mark == "deleted":
            end.change = change
    by_look = struck or any(bit.change.mark == "inserted" for bit in story.bits)
    return (BY_HAND,) if by_look else ()

"""What the elements of a page are: blocks, notes, what is not shown."""

from __future__ import annotations

import re

from lxml import etree

from itugraph.reading.html_styles import Declarations, decoration, standing_out
from itugraph.reading.story import Look

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
BOLD = HEADINGS | {"b", "strong", "th"}
BLOCKS = (
    HEADINGS
    | CELLS
    | {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"}
    | {"header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "ol", "p"}
    | {"plaintext", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead"}
    | {"tr", "ul", "xmp"}
)
SILENT = frozenset(
    (
        *("head", "script", "style", "template", "noscript", "nav", "title", "iframe", "object"),
        *("embed", "applet", "audio", "video", "canvas", "svg", "select", "textarea", "datalist"),
        *("map", "rt", "rp", "noframes", "xml"),
    )
)
MOST_PARAGRAPHS = 10
"""How many paragraphs a cell of a table that is one may have."""

_STRUCK = ("s", "strike")
_LOOKING = BOLD | HEADINGS | {"s", "strike", "u", "font", "a"}
_NOTE_ROLES = frozenset(("doc-footnote", "doc-endnote", "doc-endnotes"))
_NOTE_CLASSES = frozenset(("footnote", "footnotes", "endnote", "endnotes"))
_NOTE_ID = re.compile(r"(?:sdfootnote|sdendnote|ftn|edn)[0-9]+", re.IGNORECASE)
_NOTE_PARTS = frozenset(("footnote", "endnote"))
_NOTE_TAGS = BLOCKS - CELLS - HEADINGS - {"tr", "tbody", "thead", "tfoot", "html", "body"}
# Comments of Word stand at the end of the page, their anchors in the text.
_COMMENTS = frozenset(("comment-list", "comment"))


def is_note(tag: str, element: etree._Element, declared: Declarations) -> bool:
    """Whether a block is a footnote or endnote, or holds nothing but such."""
    if tag not in _NOTE_TAGS:
        return False
    return (
        element.get("role", "").lower() in _NOTE_ROLES
        or not _NOTE_CLASSES.isdisjoint(element.get("class", "").lower().split())
        or _NOTE_ID.fullmatch(element.get("id", "")) is not None
        or declared.get("mso-element") in _NOTE_PARTS
    )


def is_hidden(element: etree._Element, declared: Declarations) -> bool:
    """Whether nothing of an element is shown."""
    if element.get("hidden") is not None:
        return True
    return bool(declared) and (
        declared.get("display") == "none"
        or declared.get("visibility") in ("hidden", "collapse")
        or declared.get("mso-hide") == "all"
        or declared.get("mso-element") in _COMMENTS
        or declared.get("mso-special-character") == "comment"
    )


def is_for_layout(table: etree._Element) -> bool:
    """Whether a table only parts the page: its cells are read as text, not as a table.

    It does if it says so, if there is a table, a heading or a long text in a cell, or if no
    row has two cells.
    """
    if table.get("role", "").lower() in ("presentation", "none"):
        return True
    if any(each is not table for each in table.iter("table", *HEADINGS)):
        return True
    rows = [[each for each in row if each.tag in CELLS] for row in table.iter("tr")]
    if all(len(row) < 2 for row in rows):
        return True
    return any(
        len([each for each in cell if each.tag == "p"]) > MOST_PARAGRAPHS
        for row in rows
        for cell in row
    )


def look_of(tag: str, element: etree._Element, declared: Declarations, outer: Look) -> Look:
    """How the text of an element looks inside of another."""
    if not declared and tag not in _LOOKING:
        return outer
    drawn = decoration(declared)
    struck = outer.struck or tag in _STRUCK or "line-through" in drawn
    underlined = outer.underlined or tag == "u" or "underline" in drawn
    weight = declared.get("font-weight", "")
    bold = outer.bold or tag in BOLD or weight.startswith(("bold", "6", "7", "8", "9"))
    colour = outer.colour
    named = declared.get("color") or (element.get("color") if tag == "font" else None)
    if named is not None:
        colour = standing_out(named)
    # Headings are underlined for a reason of their own, as links are.
    linked = outer.linked or tag in HEADINGS or (tag == "a" and element.get("href") is not None)
    look = Look(struck, underlined, bold, colour, linked)
    return outer if look == outer else look

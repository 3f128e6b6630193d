"""What a page says of looks: its style sheets and the styles of its elements, as far as needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from itugraph.reading.archive import Deadline

Declarations = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][a-z0-9:-]*|\*)?(?:\.([\w-]+)|#([\w-]+))?")
_GREY = re.compile(r"#?([0-9a-f]{1,2})\1\1")
_NO_COLOURS = frozenset(
    (
        *("", "black", "white", "gray", "grey", "silver", "inherit", "initial", "windowtext"),
        *("currentcolor", "auto", "transparent", "darkgray", "darkgrey", "dimgray", "dimgrey"),
    )
)
_NEEDED = frozenset(
    (
        *(
            "text-decoration",
            "text-decoration-line",
            "display",
            "visibility",
            "white-space",
            "color",
        ),
        *(
            "list-style",
            "list-style-type",
            "font-weight",
            "mso-element",
            "mso-tab-count",
            "mso-hide",
        ),
        *("mso-special-character",),
    )
)


class Sheet:
    """The rules of a page that name an element, a class or both, or an identifier alone.

    >>> sheet = Sheet(["p { color: red } span.msoDel, .gone { text-decoration: line-through }"])
    >>> sheet.of("span", "msodel", "", None)
    {'text-decoration': 'line-through'}
    """

    def __init__(self, texts: Iterable[str], deadline: Deadline | None = None) -> None:
        self._rules: dict[tuple[str, str, str], Declarations] = {}
        self._found: dict[tuple[str, str, str], Declarations] = {}
        for text in texts:
            for selectors, inside in _rules(_COMMENT.sub(" ", text)):
                if deadline is not None:
                    deadline.check()
                declared = declarations(inside)
                for selector in selectors.lower().split(",") if declared else ():
                    simple = _SIMPLE.fullmatch(selector.strip())
                    if simple is not None and any(simple.groups()):
                        tag = simple[1] if simple[1] not in (None, "*") else ""
                        key = (tag, simple[2] or "", simple[3] or "")
                        self._rules.setdefault(key, {}).update(declared)

    def of(self, tag: str, classes: str, identifier: str, style: str | None) -> Declarations:
        """What is declared for an element; the narrower rule is the stronger, its own the most.

        Args:
            tag, classes, identifier: in small letters.
        """
        key = (tag, classes, identifier)
        declared = self._found.get(key)
        if declared is None:
            declared = self._found[key] = self._matched(tag, classes.split(), identifier)
        return declared if not style else {**declared, **declarations(style)}

    def _matched(self, tag: str, classes: list[str], identifier: str) -> Declarations:
        keys = [(tag, "", ""), *(("", each, "") for each in classes)]
        keys += [(tag, each, "") for each in classes]
        if identifier:
            keys += [("", "", identifier), (tag, "", identifier)]
        found: Declarations = {}
        for key in keys if self._rules else ():
            found.update(self._rules.get(key, {}))
        return found


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and the inside of each rule; none of what stands in @media and the like."""
    depth = start = opened = 0
    selectors = ""
    for brace in re.finditer("[{}]", text):
        at = brace.start()
        if brace[0] == "{":
            if depth == 0:
                selectors, opened = text[start:at], brace.end()
            depth += 1
        elif depth:
            depth -= 1
            start = brace.end()
            if depth == 0 and "@" not in selectors:
                # Old pages put their style sheet in a comment.
                yield selectors.replace("<!--", ""), text[opened:at]


def declarations(style: str) -> Declarations:
    """The declarations of a style that are of any use here, in small letters.

    >>> declarations("Color:RED; text-decoration : Line-Through !important; margin:0")
    {'color': 'red', 'text-decoration': 'line-through'}
    """
    found: Declarations = {}
    for each in style.split(";"):
        name, colon, value = each.partition(":")
        name = name.strip().lower()
        if colon and name in _NEEDED:
            found[name] = value.lower().replace("!important", "").strip()
    return found


def style_sheets(root: etree._Element) -> list[str]:
    """The texts of the style sheets in a page."""
    return [element.text or "" for element in root.iter("style")]


def decoration(declared: Declarations) -> str:
    """The lines through and under a text that an element draws."""
    return f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"


def standing_out(colour: str | None) -> str | None:
    """A colour that stands out; None for black, white and greys.

    >>> [standing_out(colour) for colour in ("#FF0000", "red", "#333", "#808080", None)]
    ['#ff0000', 'red', None, None, None]
    """
    colour = (colour or "").strip().lower()
    return None if colour in _NO_COLOURS or _GREY.fullmatch(colour) else colour

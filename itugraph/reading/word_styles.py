"""The styles of a Word file, as far as text, numbers and redlines made by hand need them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from itugraph.reading.archive import W


class Styles:
    """Look-ups in styles.xml; without one, nothing is found."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        for style in () if root is None else root.iterchildren(W + "style"):
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            is_default = is_on(style, "default", absent=False)
            if is_default and style.get(W + "type") == "paragraph":
                self._default = name
        self._headings: dict[str | None, bool] = {}

    def chain(self, name: str | None) -> Iterator[tuple[str, etree._Element]]:
        """A style and those it is based on, nearest first; a circle is walked once.

        Args:
            name: None stands for the default style of paragraphs.
        """
        at = self._default if name is None else name
        seen: set[str] = set()
        while at is not None and at not in seen and at in self._styles:
            seen.add(at)
            style = self._styles[at]
            yield at, style
            at = value(style.find(W + "basedOn"))

    def is_heading(self, name: str | None) -> bool:
        """Whether a paragraph of this style is a heading."""
        if name not in self._headings:
            self._headings[name] = any(self._says_heading(style) for _, style in self.chain(name))
        return self._headings[name]

    def _says_heading(self, style: etree._Element) -> bool:
        title = (value(style.find(W + "name")) or "").lower()
        level = value(style.find(f"{W}pPr/{W}outlineLvl"))
        return title.startswith(("heading", "title")) or level in set("012345678")


def value(element: etree._Element | None) -> str | None:
    """What an element says in its `w:val`; None without either."""
    return None if element is None else element.get(W + "val")


def style_of(properties: etree._Element | None) -> str | None:
    """The style that a paragraph names."""
    return None if properties is None else value(properties.find(W + "pStyle"))


def is_on(element: etree._Element, attribute: str = "val", *, absent: bool = True) -> bool:
    """Whether a switch is on; one without a value is, if `absent` says so."""
    value = element.get(W + attribute)
    return absent if value is None else value not in ("0", "false", "off")

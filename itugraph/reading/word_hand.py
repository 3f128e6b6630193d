"""Redlines made by hand: what looks struck or underlined, where no change was tracked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree

from itugraph.reading.archive import W
from itugraph.reading.story import KEPT, PLAIN, Bit, Change, Look, Paragraph, Story
from itugraph.reading.word_styles import Styles, style_of, value

BY_HAND = "strike and underline read as a redline made by hand"
STRUCK = "struck text beside tracked changes read as text that stays"
"""The warnings that go with it."""

_OFF = frozenset({"0", "false", "off"})
_STRIKE, _DOUBLE, _UNDERLINE = W + "strike", W + "dstrike", W + "u"
_BOLD, _COLOUR = W + "b", W + "color"
_LONGEST_HEADING = 80


class Looks:
    """How runs look, by their own properties and their character style."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_style: dict[str, Look] = {}

    def of(self, properties: etree._Element | None) -> Look:
        """The look that the properties of a run (or of a paragraph's end) give it."""
        if properties is None or not len(properties):
            return PLAIN
        return _look(properties, self._inherited(value(properties.find(W + "rStyle"))))

    def _inherited(self, style: str | None) -> Look:
        if style is None:
            return PLAIN
        if style not in self._by_style:
            look = PLAIN
            for name, element in reversed(list(self._styles.chain(style))):
                own = element.find(W + "rPr")
                look = look if own is None else _look(own, look)
                if name.lower() in ("hyperlink", "followedhyperlink"):
                    look = Look(linked=True)
            self._by_style[style] = look
        return self._by_style[style]


def _look(properties: etree._Element, inherited: Look) -> Look:
    strikes: list[bool] = []  # two properties: one that is off does not undo the other
    underlined, bold = inherited.underlined, inherited.bold
    colour, changed = inherited.colour, False
    for element in properties.iterchildren(_STRIKE, _DOUBLE, _UNDERLINE, _BOLD, _COLOUR):
        tag, changed = element.tag, True
        if tag == _UNDERLINE:
            underlined = value(element) not in (None, "none")
        elif tag == _BOLD:
            bold = value(element) not in _OFF
        elif tag == _COLOUR:
            colour = _colour(value(element))
        else:
            strikes.append(value(element) not in _OFF)
    struck = any(strikes) if strikes else inherited.struck
    return Look(struck, underlined, bold, colour, inherited.linked) if changed else inherited


def _colour(code: str | None) -> str | None:
    """A colour that stands out; None for black and greys."""
    code = (code or "").lower()
    is_grey = code[:2] == code[2:4] == code[4:]
    return None if len(code) != 6 or is_grey else code


def has_struck_text(stories: Iterable[Story]) -> bool:
    """Whether text that stands is struck through."""
    return any(
        bit.look.struck and bit.change.after and bit.text.strip()
        for story in stories
        for bit in story.bits
    )


def read_by_hand(stories: list[Story], styles: Styles) -> None:
    """Take struck text for deleted, and underlined text for inserted.

    For use where text is struck and no change is tracked. Underlined headings and links are
    none; where nothing is underlined, the colours met beside struck text say what was inserted.
    """
    headings = {
        id(bit)
        for story in stories
        for paragraph in story.paragraphs
        if _is_heading(story, paragraph, styles)
        for bit in story.inside(paragraph)
    }
    inserted = {
        id(bit) for bit in _marked_bits(stories) if bit.look.underlined and id(bit) not in headings
    }
    if not inserted:
        colours = set(_colours_beside_struck(stories))
        inserted = {
            id(bit)
            for bit in _marked_bits(stories)
            if bit.look.colour in colours and not bit.look.struck and id(bit) not in headings
        }
    for story in stories:
        ends = {paragraph.end for paragraph in story.paragraphs}
        for at, bit in enumerate(story.bits):
            if at not in ends:
                bit.change = KEPT.only(id(bit) not in inserted, not bit.look.struck)
        for paragraph in story.paragraphs:
            _mark_end(story, paragraph)


def _marked_bits(stories: list[Story]) -> Iterator[Bit]:
    for story in stories:
        ends = {paragraph.end for paragraph in story.paragraphs}
        for at, bit in enumerate(story.bits):
            if at not in ends and bit.text and not bit.look.linked:
                yield bit


def _colours_beside_struck(stories: list[Story]) -> Iterator[str]:
    for story in stories:
        for paragraph in story.paragraphs:
            bits = [bit for bit in story.inside(paragraph) if bit.text.strip()]
            for one, other in pairwise(bits):
                if one.look.struck != other.look.struck:
                    plain = other.look if one.look.struck else one.look
                    if plain.colour is not None and not plain.linked:
                        yield plain.colour


def _is_heading(story: Story, paragraph: Paragraph, styles: Styles) -> bool:
    if styles.is_heading(style_of(paragraph.properties)):
        return True
    bits = [bit for bit in story.inside(paragraph) if bit.text.strip()]
    short = sum(len(bit.text) for bit in bits) <= _LONGEST_HEADING
    return short and bool(bits) and all(bit.look.bold and bit.look.underlined for bit in bits)


def _mark_end(story: Story, paragraph: Paragraph) -> None:
    """A paragraph goes or comes whole when all its text does."""
    bits = [bit for bit in story.inside(paragraph) if bit.text.strip()]
    changes: set[Change] = {bit.change for bit in bits}
    end = story.bits[paragraph.end]
    if len(changes) == 1:
        end.change = changes.pop()

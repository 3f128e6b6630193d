"""The numbers that Word writes before paragraphs, counted in each state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from itugraph.reading.archive import Deadline, W
from itugraph.reading.states import OneState
from itugraph.reading.story import STATES, Bit, Change, Paragraph, Story
from itugraph.reading.word_lists import Lists, formatted, integer, start_of
from itugraph.reading.word_styles import Styles, style_of, value

_LONGEST_LABEL = 100
_PLACE = re.compile("%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(slots=True)
class Count:
    """How far the lists of one state are."""

    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


class Numbering:
    """The lists of a Word file; without numbering.xml no paragraph has a label."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = Lists(root, styles)
        self._by_style: dict[str | None, tuple[str | None, int | None, str | None]] = {}

    def put_labels(self, story: Story, deadline: Deadline) -> None:
        """Write the labels before the paragraphs of a settled story, as each state counts them."""
        if not self._lists:
            return
        labels: dict[OneState, dict[int, tuple[str, str]]] = {}
        for state in STATES:
            labels[state] = {}
            count = Count()
            for paragraph in numbered_paragraphs(story, state):
                deadline.check()
                label = self._label(paragraph.properties, state, count)
                if label is not None:
                    labels[state][paragraph.label] = label
        put: dict[int, list[Bit]] = {}
        for paragraph in story.paragraphs:
            before = labels["before"].get(paragraph.label)
            after = labels["after"].get(paragraph.label)
            if before is not None or after is not None:
                hand = story.bits[paragraph.end].change
                put[paragraph.label] = label_bits(before, after, hand)
        story.bits = [each for at, bit in enumerate(story.bits) for each in put.get(at, [bit])]

    def _label(
        self, properties: etree._Element | None, state: OneState, count: Count
    ) -> tuple[str, str] | None:
        """The label and what parts it from the text, counting it; None for no number."""
        number, depth = self._place(_properties(properties, state), state)
        of = self._lists.list_of(number)
        if of is None or number is None or depth not in of.levels:
            return None
        counters = count.counters.setdefault(of.counters, {})
        if number not in count.begun:
            count.begun.add(number)
            for each in of.starts:
                counters.pop(each, None)
        level = of.levels[depth]
        counters[depth] = counters[depth] + 1 if depth in counters else start_of(of, depth)
        for deeper in [each for each in counters if each > depth]:
            restart = of.levels[deeper].restart if deeper in of.levels else None
            if restart is None or depth < restart:
                del counters[deeper]
        if level.format == "none" and not level.text:
            return None

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = of.levels[at].format if at in of.levels else "decimal"
            form = "decimal" if level.legal and form != "none" else form
            return formatted(counters.get(at, start_of(of, at)), form)

        if level.format == "bullet":
            label = _PRIVATE.sub("\u2022", level.text)
        else:
            label = _PLACE.sub(shown, level.text)
        return (label[:_LONGEST_LABEL], level.suffix) if label else None

    def _place(self, properties: etree._Element | None, state: OneState) -> tuple[str | None, int]:
        """The list of a paragraph and its level in it, from 0."""
        style = style_of(properties)
        if style not in self._by_style:
            self._by_style[style] = self._of_style(style)
        number, depth, named = self._by_style[style]
        own = None if properties is None else properties.find(W + "numPr")
        if own is not None and (state == "after" or own.find(W + "ins") is None):
            own_number = value(own.find(W + "numId"))
            number = own_number or number
            own_depth = integer(value(own.find(W + "ilvl")))
            depth = own_depth if own_depth is not None else depth
            if own_number is not None:
                named = None
        of = self._lists.list_of(number)
        if of is not None and depth is None and named is not None:
            depth = next((at for at, level in of.levels.items() if level.style == named), None)
        return number, depth or 0

    def _of_style(self, name: str | None) -> tuple[str | None, int | None, str | None]:
        """The list that a style names, the level, and the style that says so."""
        depth: int | None = None
        for at, style in self._styles.chain(name):
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                depth = integer(value(own.find(W + "ilvl"))) if depth is None else depth
                number = value(own.find(W + "numId"))
                if number is not None:
                    return number, depth, at
        return None, None, None


def numbered_paragraphs(story: Story, state: OneState) -> list[Paragraph]:
    """The paragraphs that there are in a state, each by the one whose number it bears.

    Where the end of a paragraph is not there, it runs on into the next: the first with text
    gives the number, or the last one where none has text.
    """
    found: list[Paragraph] = []
    chosen: Paragraph | None = None
    for paragraph in story.paragraphs:
        if chosen is None and _has_text(story, paragraph, state):
            chosen = paragraph
        if story.bits[paragraph.end].change.stands(state):
            found.append(chosen or paragraph)
            chosen = None
        elif paragraph.closed:
            chosen = None
    return found


def _has_text(story: Story, paragraph: Paragraph, state: OneState) -> bool:
    return any(bit.text and bit.change.stands(state) for bit in story.inside(paragraph))


def label_bits(
    before: tuple[str, str] | None, after: tuple[str, str] | None, hand: Change
) -> list[Bit]:
    """The bits of a label: what both states share, and what each has of its own."""
    was, will = hand.only(True, False), hand.only(False, True)
    if before is None or after is None:
        one, change = (after, will) if before is None else (before, was)
        return [] if one is None else [Bit("".join(one), change)]
    kept = hand.only(True, True)
    if before == after:
        return [Bit("".join(before), kept)]
    if before[1] == after[1]:
        return [Bit(before[0], was), Bit(after[0], will), Bit(after[1], kept)]
    return [Bit("".join(before), was), Bit("".join(after), will)]


def _properties(properties: etree._Element | None, state: OneState) -> etree._Element | None:
    """The properties of a paragraph in a state: a tracked change of them tells the old ones."""
    if properties is None or state == "after":
        return properties
    change = properties.find(W + "pPrChange")
    return properties if change is None else change.find(W + "pPr")

"""The numbers that a page prints before the items of its lists, counted in each state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, count

from itugraph.reading.states import OneState
from itugraph.reading.story import STATES, Bit, Story
from itugraph.reading.word_lists import formatted
from itugraph.reading.word_numbering import label_bits

_BY_TYPE = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_BY_STYLE = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,9})(?![0-9])")


@dataclass(slots=True)
class Item:
    """An item of a list: its bits are those from `first` up to `end`.

    Attributes:
        label: the place of its label among the bits of the story; None as long as it has none.
        value: the number that it gives itself.
    """

    first: int
    form: str
    value: int | None
    end: int = 0
    label: int | None = None


@dataclass(slots=True)
class List:
    """A numbered list."""

    form: str
    start: int | None
    reversed: bool
    items: list[Item] = field(default_factory=list)


def form_of(kind: str | None, style: str, inherited: str = "decimal") -> str:
    """How a list writes its numbers, by its type ("a") and its style ("lower-alpha").

    >>> form_of("i", ""), form_of(None, "upper-latin inside"), form_of(None, "")
    ('lowerRoman', 'upperLetter', 'decimal')
    """
    named = (_BY_STYLE[word] for word in style.split() if word in _BY_STYLE)
    return next(named, None) or _BY_TYPE.get((kind or "").strip(), inherited)


def whole_number(text: str | None) -> int | None:
    """A number as an attribute gives it; None for what is none, or out of all measure.

    >>> whole_number(" 12"), whole_number("x"), whole_number("9" * 5000)
    (12, None, None)
    """
    found = _NUMBER.match(text or "")
    return None if found is None else int(found[1])


def printed(number: int, form: str) -> str:
    """The label of an item.

    >>> [printed(28, form) for form in ("decimal", "lowerLetter", "upperRoman", "bullet")]
    ['28.', 'ab.', 'XXVIII.', '•']
    """
    if form == "bullet":
        return "\u2022"
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and number > 26:
        letters = ""
        while number > 0:  # "ab" after "aa", where Word writes "bb"
            number, last = divmod(number - 1, 26)
            letters = chr(ord("a") + last) + letters
        return f"{letters.upper() if form == 'upperLetter' else letters}."
    return f"{formatted(number, form)}."


def put_labels(story: Story, lists: Iterable[List]) -> None:
    """Write the labels into a settled story, each followed by a tab."""
    standing = {state: _standing(story, state) for state in STATES}
    labels: dict[OneState, dict[int, str]] = {state: {} for state in STATES}
    for list_ in lists:
        for state in STATES:
            sums = standing[state]
            items = [each for each in list_.items if sums[each.end] > sums[each.first]]
            step = -1 if list_.reversed else 1
            number = list_.start
            if number is None:
                number = len(items) if list_.reversed else 1
            for item in items:
                number = item.value if item.value is not None else number
                label = printed(number, item.form)
                if label and item.label is not None:
                    labels[state][item.label] = labels[state].get(item.label, "") + f"{label}\t"
                number += step
    story.bits = [
        new
        for at, bit in enumerate(story.bits)
        for new in _label(story, at, bit, labels["before"].get(at), labels["after"].get(at))
    ]


def _label(story: Story, at: int, bit: Bit, before: str | None, after: str | None) -> list[Bit]:
    """The bits that stand for the place of a label; any other bit stays."""
    if before is None and after is None:
        return [bit]
    hand = next(story.bits[place] for place in count(at + 1) if story.bits[place].text)
    parted = [None if each is None else (each[:-1], "\t") for each in (before, after)]
    return label_bits(parted[0], parted[1], hand.change)


def _standing(story: Story, state: OneState) -> list[int]:
    """How many characters of a state there are before each bit, and in all."""
    lengths = (len(bit.text) if bit.change.stands(state) else 0 for bit in story.bits)
    return [0, *accumulate(lengths)]

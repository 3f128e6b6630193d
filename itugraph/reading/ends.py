"""Ends of paragraphs of which a format does not tell whether they were deleted or inserted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from itugraph.reading.states import OneState
from itugraph.reading.story import KEPT, Bit, Change, Paragraph, Story

_Shown = tuple[str, str | None, str | None]
_LABEL = re.compile(r"\s*(?:\(?\w{1,5}\)|[0-9]{1,3}(?:\.[0-9]{1,3})*+[.\s])")
_UNCHANGED: _Shown = KEPT.shown()


def take_ends(story: Story) -> bool:
    """Take the ends of paragraphs for changed with the text around them; whether any was.

    A paragraph goes or comes whole when all its text does. Where one change goes on from
    the end of a paragraph into a part of a later one, the ends between are of it, unless
    what is left of the later one has a label of its own.
    """
    wholes = [_whole(story, each) for each in story.paragraphs]
    changes: dict[int, Change] = {
        at: whole for at, whole in enumerate(wholes) if whole is not None and whole.mark != "kept"
    }
    waiting: list[int] = []  # ends that one change may go on over
    last: Change | None = None
    for at, paragraph in enumerate(story.paragraphs):
        bits = _filled(story.inside(paragraph))
        if last is not None and waiting and bits and wholes[at] is None:
            goes_on = bits[0].change.shown() == last.shown()
            if goes_on and not _LABEL.match(_left(bits, last)):
                changes.update(dict.fromkeys(waiting, last))
            waiting, last = [], None
        if bits and wholes[at] is None:
            tail = bits[-1].change
            waiting, last = ([at], tail) if tail.shown() != _UNCHANGED else ([], None)
        elif last is not None:
            whole = wholes[at]
            if whole is None or whole.shown() == last.shown():
                waiting.append(at)
            else:
                waiting, last = [], None
        if paragraph.closed:
            waiting, last = [], None
    taken = False
    for at, change in changes.items():
        end = story.bits[story.paragraphs[at].end]
        if end.change.mark == "kept":
            end.change, taken = change, True
    return taken


def _left(bits: Sequence[Bit], change: Change) -> str:
    """What a paragraph starts with in a state in which changed text is not there."""
    state: OneState = "before" if change.after else "after"
    stands = (bit.text for bit in bits if bit.change.stands(state))
    return "".join(stands)


def _filled(bits: Sequence[Bit]) -> list[Bit]:
    return [bit for bit in bits if bit.text.strip()]


def _whole(story: Story, paragraph: Paragraph) -> Change | None:
    """The one change of all text in a paragraph; None for no text, or for several."""
    bits = _filled(story.inside(paragraph))
    same = bits and len({bit.change.shown() for bit in bits}) == 1
    return bits[0].change if same else None

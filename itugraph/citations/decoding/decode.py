"""From a flattened redline to the readings of its windows, each with its probability.

Alignments say what a window can print on two tapes; the registry, the dates of base and
target, the labels of the items, the words around and the other windows of the item say how
plausible each pair is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from math import exp, log

from itugraph.citations import grammar
from itugraph.citations.clauses import Clauses
from itugraph.citations.decoding.alignment import DELETE, INSERT, KEEP, MOST_STATES, align
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.habits import Habit, torn_for_nothing
from itugraph.citations.decoding.labels import Item, Labels, labels
from itugraph.citations.decoding.neighbours import neighbours
from itugraph.citations.decoding.plausible import Judge, Times
from itugraph.citations.decoding.readings import Decoded, Hypothesis, weighed
from itugraph.citations.decoding.tape import Tape
from itugraph.citations.decoding.windows import Window, runs_into, windows
from itugraph.citations.decoding.words import Words
from itugraph.citations.embedding import Embedding
from itugraph.citations.lexicon import Lexicon
from itugraph.model import Body, InstrumentType
from itugraph.registry import Registry, fold

_FOLLOWS = 320
"""How far behind a window a title is looked for, in characters."""
_CLEAN_STATES = 4
"""How many pairs of states of a kind are kept in a window that reads as one state prints it."""
MOST_WINDOWS = 5000
"""How many windows of a text are decoded; a resolution has some dozens."""
_WIDE = 500
"""From which window on the search is narrow, so that a huge text ends in time."""


class TooLongError(ValueError):
    """A text with more windows than are decoded."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the windows are read.

    Attributes:
        base: where the base text stands in this one, where it is known.
    """

    text: str
    lexicon: Lexicon
    registry: Registry
    costs: Costs
    own: Body | None
    times: Times
    base: Embedding | None = None


def decode(
    setting: Setting, clauses: Clauses, title_start: int | None
) -> tuple[list[Decoded], Labels]:
    """The windows of a text with their readings, in order, and the labels of its items.

    Raises:
        TooLongError: if there are more windows than are decoded.
    """
    seen = list(islice(windows(setting.text, setting.lexicon), MOST_WINDOWS + 1))
    if len(seen) > MOST_WINDOWS:
        raise TooLongError
    tapes: dict[tuple[InstrumentType, frozenset[Body]], Tape] = {}
    decoded: list[Decoded] = []
    for number, window in enumerate(seen):
        key = (window.head.type or "resolution", _likely(window, setting))
        if key not in tapes:
            words = Words.of(setting.lexicon, setting.registry, *key)
            facts = Judge(
                setting.registry, setting.costs, key[0], setting.times, said=None, own=setting.own
            )
            tapes[key] = Tape(words, setting.costs, partial(facts.fit, key[1]))
        following = seen[number + 1].start if number + 1 < len(seen) else len(setting.text)
        # Of the title the redline's own times are read: they cannot be evidence there.
        times = Times() if window.start == title_start else setting.times
        wide = number < _WIDE
        decoded.append(_one(setting, window, tapes[key], times, following, wide=wide))
    habit = Habit.of(decoded, setting.costs)
    found = labels(setting.text, clauses, setting.costs, habit)
    lines = Counter(_line(setting.text, window.start) for window in seen)
    weighed_ = habit.weighed(decoded, setting.costs)
    decoded = [
        _in_item(setting, one, found, alone=lines[_line(setting.text, one.window.start)] == 1)
        for one in weighed_
    ]
    return _together(setting, decoded), found


def _line(text: str, at: int) -> int:
    """Where the line of a position starts."""
    return text.rfind("\n", 0, at) + 1


def _in_item(setting: Setting, one: Decoded, found: Labels, *, alone: bool) -> Decoded:
    """A window weighed with the label of its item.

    Args:
        alone: whether it is the only one of its line: a phrase is seldom taken from an item
            that has nothing else to cite.
    """
    item = found.at(_line(setting.text, one.window.start))
    if item is None:
        return one
    costs = setting.costs
    left = -log(1 - item.kept + item.kept * exp(-costs.taken_alone)) if alone else 0.0
    readings = [
        replace(
            h,
            cost=h.cost
            + labelled(h.kind, item, costs)
            + (left if h.kind in (DELETE, INSERT) else 0.0),
        )
        for h in one.readings
    ]
    reasons = one.reasons
    if max(item.deleted, item.inserted) >= 0.5:
        label = "label-deleted" if item.deleted > item.inserted else "label-inserted"
        reasons = (*reasons, label)
    return replace(one, readings=weighed(readings), reasons=reasons)


def _one(
    setting: Setting,
    window: Window,
    tape: Tape,
    times: Times,
    following: int,
    *,
    wide: bool,
) -> Decoded:
    text = setting.text
    line_end = text.find("\n", window.end)
    stop = min(following, window.end + _FOLLOWS, line_end if line_end >= 0 else len(text))
    judge = Judge(
        setting.registry,
        setting.costs,
        window.head.type or "resolution",
        times,
        said=_said(window, setting),
        own=setting.own,
        follows=text[window.end : stop],
    )
    mask = setting.base.before_mask(window.start, window.end) if setting.base else None
    reasons = []
    glued = runs_into(text, window.start, setting.lexicon)
    if glued:
        reasons.append("glued")
    found: list[Hypothesis] = []
    clean = mask is None and _reads(window, setting)
    most = MOST_STATES if wide and not clean else _CLEAN_STATES
    for one in align(window.text, tape, base=mask, most=most):
        judged, body = judge.judged(one.before, one.after)
        cost = one.cost + judged
        hypothesis = Hypothesis(one.before, one.after, one.ops, cost, body)
        if glued and hypothesis.kind == KEEP:
            cost += setting.costs.glued
        cost += setting.costs.torn_for_nothing * torn_for_nothing(window.text, hypothesis)
        found.append(replace(hypothesis, cost=cost))
    return Decoded(window, weighed(found), glued, tuple(reasons))


def _reads(window: Window, setting: Setting) -> bool:
    """Whether a window reads as one state prints it, with numbers and marks that exist."""
    head = setting.lexicon.candidates.match(window.text)
    if head is None:
        return False
    head_end = window.start + head.end()
    found = grammar.mention(setting.text, window.start, head_end, window.head, setting.lexicon)
    if found is None or found.end != window.end:
        return False
    marks = [member.mark for member in found.members]
    return all(len(m.number) <= 3 for m in found.members) and all(
        mark is not None
        and (
            setting.registry.meetings(mark.place, mark.year or 0)
            if mark.place
            else setting.registry.tagged(mark.label or "")
        )
        for mark in marks
    )


def _likely(window: Window, setting: Setting) -> frozenset[Body]:
    """The bodies that a window may cite: the one that is said, else those whose places it has."""
    said = _said(window, setting)
    if said is not None:
        return frozenset({said})
    label = re.search(r"[A-Za-z]+-(?=\d{2})", window.text[window.text.find("(") :])
    tagged = {
        conference.body
        for conference in setting.registry.conferences.values()
        if label and conference.tag.lower().startswith(label[0].lower()) and conference.body
    }
    if tagged:
        return frozenset(tagged)
    printed = fold(window.text)
    seen = {
        conference.body
        for conference in setting.registry.conferences.values()
        if conference.body is not None
        and (place := fold(conference.places.get(setting.lexicon.language, "")))
        and place in printed
        and str(conference.year)[:3] in printed
    }
    if not seen:
        return frozenset()  # places in shreds are nobody's until they are read
    return frozenset({*seen, *({setting.own} if setting.own else ())}) - {"RA"}


def _said(window: Window, setting: Setting) -> Body | None:
    event = setting.registry.tagged(window.before.event or window.after.event or "")
    said = window.before.body or window.after.body or (event.body if event else None)
    sectors: Mapping[str, Body] = {"R": "RA", "T": "WTSA", "D": "WTDC"}
    if window.sector:
        return sectors[window.sector]
    if said is None and window.after.own:
        return setting.own
    return said


def labelled(kind: str, item: Item | None, costs: Costs) -> float:
    """What a reading costs beside the label of its item."""
    if item is None or item.kept > 0.99:
        return 0.0
    other = costs.other_state_without_label
    kept, changed = costs.kept_without_label, costs.changed_without_label
    deleted = {DELETE: costs.with_item, INSERT: other, KEEP: kept}.get(kind, changed)
    inserted = {INSERT: costs.with_item, DELETE: other, KEEP: kept}.get(kind, changed)
    mixed = item.kept + item.deleted * exp(-deleted) + item.inserted * exp(-inserted)
    return -_log(mixed)


def _log(value: float) -> float:

    return log(max(value, 1e-9))


def _together(setting: Setting, decoded: list[Decoded]) -> list[Decoded]:
    """Weigh the windows of a line with each other: repetitions, and citations typed anew."""
    lines: dict[int, list[int]] = {}
    for number, one in enumerate(decoded):
        lines.setdefault(setting.text.rfind("\n", 0, one.window.start), []).append(number)
    told = list(decoded)
    for numbers in lines.values():
        row = [decoded[number] for number in numbers]
        for number, one in zip(numbers, neighbours(row, setting.costs), strict=True):
            told[number] = one
    return told

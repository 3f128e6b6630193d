"""From a flattened redline to the readings of its windows, each with its probability.

Alignments say what a window can print on two tapes; the registry, the dates of base and
target, the labels of the items, the words around and the other windows of the item say how
plausible each pair is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from itugraph.citations.clauses import Clauses
from itugraph.citations.decoding.alignment import DELETE, INSERT, KEEP, align
from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.labels import Item, Labels, labels
from itugraph.citations.decoding.plausible import Judge, Times
from itugraph.citations.decoding.tape import Parse, Printed, Tape, Words
from itugraph.citations.decoding.windows import Window, windows
from itugraph.citations.lexicon import Lexicon
from itugraph.model import Body, InstrumentType
from itugraph.registry import Registry

_FOLLOWS = 320
"""How far behind a window a title is looked for, in characters."""
_MOST = 60
"""How many readings of a window are kept."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of a window.

    Attributes:
        ops: "k", "d" or "i" for each character of the window.
        probability: among the readings of the window.
    """

    before: Parse
    after: Parse
    ops: str
    cost: float
    probability: float = 0.0

    @property
    def kind(self) -> str:
        """The operation of the whole window, "c" where it changes."""
        if not self.after.members:
            return DELETE
        if not self.before.members:
            return INSERT
        return KEEP if set(self.ops) == {KEEP} else "c"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A window with its readings, the most probable first, and the reasons that weighed."""

    window: Window
    readings: tuple[Hypothesis, ...]
    item: Item | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the windows are read.

    Attributes:
        base: where the base text is known, for each character of the text whether it is of it.
    """

    text: str
    lexicon: Lexicon
    registry: Registry
    costs: Costs
    own: Body | None
    times: Times
    base: Sequence[bool] | None = None


def decode(
    setting: Setting, clauses: Clauses, title_start: int | None
) -> tuple[list[Decoded], Labels]:
    """The windows of a text with their readings, in order, and the labels of its items."""
    found = labels(setting.text, clauses, setting.costs)
    seen = list(windows(setting.text, setting.lexicon))
    tapes: dict[tuple[InstrumentType, Body | None], Tape] = {}
    decoded: list[Decoded] = []
    for number, window in enumerate(seen):
        key = (window.head.type or "resolution", _said(window, setting))
        if key not in tapes:
            words = Words.of(setting.lexicon, setting.registry, *key)
            tapes[key] = Tape(words, setting.costs)
        following = seen[number + 1].start if number + 1 < len(seen) else len(setting.text)
        # Of the title the redline's own times are read: they cannot be evidence there.
        times = Times() if window.start == title_start else setting.times
        item = found.at(setting.text.rfind("\n", 0, window.start) + 1)
        decoded.append(_one(setting, window, tapes[key], times, item, following))
    return _together(setting, decoded), found


def _one(
    setting: Setting, window: Window, tape: Tape, times: Times, item: Item | None, following: int
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
    mask = setting.base[window.start : window.end] if setting.base is not None else None
    reasons = []
    glued = window.start > 0 and (
        text[window.start - 1].isalnum() or text[window.start - 1] in ")]"
    )
    if glued:
        reasons.append("glued")
    found: list[Hypothesis] = []
    for one in align(window.text, tape, base=mask):
        cost = one.cost + judge.cost(one.before, one.after)
        hypothesis = Hypothesis(one.before, one.after, one.ops, cost)
        if glued and hypothesis.kind == KEEP:
            cost += setting.costs.glued
        cost += labelled(hypothesis.kind, item, setting.costs)
        found.append(replace(hypothesis, cost=cost))
    if item and item.kept < 0.5:
        reasons.append("label-deleted" if item.deleted > item.inserted else "label-inserted")
    return Decoded(window, _weighed(found), item, tuple(reasons))


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
    deleted = {DELETE: -1.0, INSERT: other, KEEP: kept}.get(kind, changed)
    inserted = {INSERT: -1.0, DELETE: other, KEEP: kept}.get(kind, changed)
    mixed = item.kept + item.deleted * exp(-deleted) + item.inserted * exp(-inserted)
    return -_log(mixed)


def _log(value: float) -> float:

    return log(max(value, 1e-9))


def _weighed(found: Iterable[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The cheapest readings with their probabilities."""
    ordered = sorted(found, key=lambda h: (h.cost, h.ops))[:_MOST]
    ordered = [h for h in ordered if h.cost < float("inf")]
    if not ordered:
        return ()
    least = ordered[0].cost
    weights = [exp(least - h.cost) for h in ordered]
    total = sum(weights)
    return tuple(
        replace(h, probability=weight / total) for h, weight in zip(ordered, weights, strict=True)
    )


def _together(setting: Setting, decoded: list[Decoded]) -> list[Decoded]:
    """Weigh each window with what the other windows of its line very probably cite."""
    lines: dict[int, list[int]] = {}
    for number, one in enumerate(decoded):
        lines.setdefault(setting.text.rfind("\n", 0, one.window.start), []).append(number)
    weighed = list(decoded)
    for numbers in lines.values():
        for number in numbers if len(numbers) > 1 else ():
            elsewhere: dict[tuple[bool, Printed], float] = {}
            for other in numbers:
                if other != number:
                    for key, mass in _cited(decoded[other].readings).items():
                        elsewhere[key] = max(mass, elsewhere.get(key, 0.0))
            weighed[number] = replace(
                decoded[number], readings=_repeated(setting, decoded[number].readings, elsewhere)
            )
    return weighed


def _cited(readings: Iterable[Hypothesis]) -> dict[tuple[bool, Printed], float]:
    found: dict[tuple[bool, Printed], float] = {}
    for reading in readings:
        for is_after, parse in ((False, reading.before), (True, reading.after)):
            for member in _marked(parse):
                key = (is_after, member)
                found[key] = found.get(key, 0.0) + reading.probability
    return found


def _marked(parse: Parse) -> set[Printed]:
    mark = None
    found = set()
    for member in reversed(parse.members):
        mark = member.mark or mark
        if mark is not None:
            found.add(member._replace(mark=mark))
    return found


def _repeated(
    setting: Setting,
    readings: tuple[Hypothesis, ...],
    elsewhere: Mapping[tuple[bool, Printed], float],
) -> tuple[Hypothesis, ...]:
    weighed = []
    for reading in readings:
        cost = reading.cost
        for is_after, parse in ((False, reading.before), (True, reading.after)):
            for member in _marked(parse):
                cost += setting.costs.repeated * elsewhere.get((is_after, member), 0.0)
        weighed.append(replace(reading, cost=cost))
    return _weighed(weighed)

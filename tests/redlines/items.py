"""Items of a clause: label, lead, sites, tail and end, in the states that have them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.redlines.chains import Cited, Span
from tests.redlines.printing import Segment, reworded, same
from tests.redlines.sites import sentences, separate, site


@dataclass(frozen=True, slots=True)
class Label:
    """Where an item's label stands, in the states that have the item."""

    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class End:
    """Where an item ends, in the states that have that end."""

    before: bool
    after: bool


Part = Segment | Label | End


@dataclass(frozen=True, slots=True)
class Plan:
    """A site to be printed: class, number, citations of both states."""

    kind: str
    number: int
    before: tuple[Cited, ...]
    after: tuple[Cited, ...]
    hidden: Literal["", "phrase", "paragraph", "joined"] = ""


@dataclass(slots=True)
class Item:
    """The parts of one item, or of two that a deletion joins."""

    parts: list[Part] = field(default_factory=list)


def _cut(segments: Sequence[Segment], side: Literal["before", "after"]) -> list[Segment]:
    return [s.only(side) for s in segments]


def plain(rng: random.Random, pattern: str) -> Item:
    """An item without a citation; one in eight comes or goes as a whole."""
    words = reworded(rng, pattern)
    chance = rng.random()
    if chance < 0.06:
        return Item([Label(True, False), *_cut(words, "before"), End(True, False)])
    if chance < 0.12:
        return Item([Label(False, True), *_cut(words, "after"), End(False, True)])
    return Item([Label(True, True), *words, End(True, True)])


def whole(rng: random.Random, plan: Plan, labels: str, span: Span) -> Item:
    """An item that one state alone has, with all it cites."""
    side: Literal["before", "after"] = "before" if plan.before else "after"
    around = rng.choice(sentences()["cites"][labels])
    cites = separate(rng, plan.number, plan.before or plan.after, span)
    words = [*reworded(rng, around["lead"], 0), *cites]
    words += reworded(rng, _after_title(around["tail"], _titled(cites[-1:])), 0)
    there, here = side == "before", side == "after"
    return Item([Label(there, here), *_cut(words, side), End(there, here)])


def citing(rng: random.Random, plans: Sequence[Plan], labels: str, span: Span) -> Item:
    """An item that both states have; phrases of it may be gone with what they cite."""
    around = rng.choice(sentences()["cites"][labels])
    parts: list[Part] = [Label(True, True), *reworded(rng, around["lead"])]
    joiner = rng.choice(sentences()["joiners"]["two"])
    standing = titled = False
    for at, plan in enumerate(plans):
        last = at == len(plans) - 1
        more = any(not p.hidden for p in plans[at + 1 :])
        words = site(rng, plan.number, plan.before, plan.after, span)
        if plan.hidden == "phrase":
            glue = [same(joiner)] if standing else []
            tail = [] if standing else [same(joiner)]
            parts += _cut([*glue, *words, *tail], "before")
            if standing and last and rng.random() < 0.2:
                parts.append(Segment("", " and other relevant resolutions"))
            continue
        if standing:
            parts.append(same(_after_title(", " if more and joiner != "; " else joiner, titled)))
        parts += words
        standing, titled = True, _titled(words)
    closing = _after_title(around["tail"], titled)
    return Item([*parts, *reworded(rng, closing), End(True, True)])


def _titled(words: Sequence[Segment]) -> bool:
    """Whether a site ends in a title, which a comma closes."""
    return any(", on " in s.after for s in words)


def _after_title(words: str, titled: bool) -> str:
    return f",{words}" if titled and words.startswith(" ") else words


def joining(rng: random.Random, keeper: Plan, gone: Plan, labels: str, span: Span) -> Item:
    """Two items made one: the deletion runs from inside the first title over the paragraph mark.

    What is left of the second title, or a new wording, ends the item.
    """
    first = site(rng, keeper.number, keeper.before, keeper.after, span)
    second = site(rng, gone.number, gone.before, gone.before, span)
    head = [*reworded(rng, rng.choice(sentences()["cites"][labels])["lead"], 0)]
    tail = first.pop() if len(first) > 1 else same("")
    words = tail.after.split(" ")
    at = rng.randint(0, len(words) - 1)
    kept, moved = " ".join(words[:at]), " ".join(words[at:])
    kept += " " if kept and moved else ""
    plain_title = tail.before == tail.after
    if not plain_title:
        kept, moved = "", tail.after
    old = tail.before[len(kept) :]
    # The tail of the first title is deleted, and typed anew behind what went with it; or it
    # stays, and all from the end of the line is gone.
    if rng.random() < 0.5 and len(second) > 1 and moved:
        closing = second.pop()
        return Item(
            [
                Label(True, True),
                *head,
                *first,
                same(kept),
                Segment(old, ""),
                End(True, False),
                Label(True, False),
                *_cut(second, "before"),
                Segment("", moved),
                Segment(closing.before, ""),
                End(True, True),
            ]
        )
    return Item(
        [
            Label(True, True),
            *head,
            *first,
            tail,
            End(True, False),
            Label(True, False),
            *_cut(second, "before"),
            End(True, True),
        ]
    )

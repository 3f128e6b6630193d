"""How an editor turns one wording into another: the runs kept, deleted and inserted."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from itugraph.model import Piece

Op = Literal["k", "d", "i"]
Grain = Literal["character", "word", "phrase"]
Runs = list[tuple[Op, str]]

GRAINS: dict[Grain, int] = {"character": 35, "word": 40, "phrase": 25}
INSERTED_FIRST = 0.15
OTHER_GRAIN = 0.15  # of changes are made in another grain than the draft's
OTHER_ORDER = 0.03  # of changes are made in the other order

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Editor:
    """The habits of whoever made a draft.

    Attributes:
        compared: character changes come from a program that compares, not from typing.
        inserted_first: new words stand before the old ones they replace.
    """

    grain: Grain
    compared: bool
    inserted_first: bool

    @classmethod
    def drawn(cls, rng: random.Random) -> Editor:
        """An editor, by the shares above."""
        return cls(
            grain=rng.choices(list(GRAINS), list(GRAINS.values()))[0],
            compared=rng.random() < 0.3,
            inserted_first=rng.random() < INSERTED_FIRST,
        )

    def runs(self, rng: random.Random, before: str, after: str) -> Runs:
        """One wording turned into another.

        The kept and deleted runs joined are `before`, the kept and inserted ones `after`.
        """
        if before == after:
            return [("k", before)] if before else []
        if not before or not after:
            return [("d", before)] if before else [("i", after)]
        grain = self.grain
        if rng.random() < OTHER_GRAIN:
            grain = rng.choices(list(GRAINS), list(GRAINS.values()))[0]
        if grain == "phrase":
            runs = retyped(before, after, _boundaries(rng, before, after))
        elif grain == "word":
            runs = _words(rng, before, after)
        elif self.compared:
            runs = _matched(before, after)
        else:
            runs = typed(before, after)
        return self.ordered(rng, runs)

    def ordered(self, rng: random.Random, runs: Runs) -> Runs:
        """Runs in the order in which this editor leaves them."""
        return grouped(runs, "i" if self.inserted_first != (rng.random() < OTHER_ORDER) else "d")


def grouped(runs: Runs, first: Op) -> Runs:
    """Each change as one deletion and one insertion, in an order."""
    second: Op = "i" if first == "d" else "d"
    result: Runs = []
    pending: Runs = []
    for op, text in [*runs, ("k", "")]:
        if op != "k":
            pending.append((op, text))
            continue
        for wanted in (first, second):
            joined = "".join(t for o, t in pending if o == wanted)
            if joined:
                result.append((wanted, joined))
        pending = []
        if text:
            result.append(("k", text))
    return result


def retyped(before: str, after: str, bounds: tuple[int, int]) -> Runs:
    """A kept head, one change, a kept tail; bounds: the stretch of `before` that is changed."""
    head, old, tail = bounds[0], bounds[1], len(before) - bounds[1]
    new = len(after) - tail
    runs: Runs = [
        ("k", before[:head]),
        ("d", before[head:old]),
        ("i", after[head:new]),
        ("k", before[old:]),
    ]
    return [run for run in runs if run[1]]


def _common(before: str, after: str) -> tuple[int, int]:
    """The lengths of the common head and of the common tail behind it."""
    least = min(len(before), len(after))
    head = next((i for i in range(least) if before[i] != after[i]), least)
    most = least - head
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    return head, tail


def _boundaries(rng: random.Random, before: str, after: str) -> tuple[int, int]:
    """Where somebody starts and stops retyping: a whole citation, its number, its mark."""
    head, tail = _common(before, after)
    options = [(0, len(before), 2)]
    starts = [(m.start(), 4) for m in [_NUMBER.search(before)] if m]
    starts += [(i, 5) for i in (before.find("("), before.find("(") + 1) if i > 0]
    starts += [(before.find("Rev. ") + 5, 5)] if "Rev. " in before else []
    stops = [len(before)] + ([len(before) - 1] * 2 if before.endswith(")") else [])
    for start, weight in starts:
        if start <= head:
            options += [
                (start, stop, weight)
                for stop in stops
                if len(before) - stop <= tail and stop > start
            ]
    start, stop, _ = rng.choices(options, [o[2] for o in options])[0]
    return start, stop


def _opcodes(old: list[str], new: list[str]) -> Runs:
    runs: Runs = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("k", "".join(old[a:b])))
            continue
        if b > a:
            runs.append(("d", "".join(old[a:b])))
        if d > c:
            runs.append(("i", "".join(new[c:d])))
    return runs


def by_words(before: str, after: str) -> Runs:
    """The smallest change of whole words."""
    return _opcodes(_TOKEN.findall(before), _TOKEN.findall(after))


def pieces(offsets: list[int]) -> tuple[Piece, ...]:
    """Ascending offsets as stretches [start, end)."""
    found: list[Piece] = []
    for at in offsets:
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return tuple(found)


def _matched(before: str, after: str) -> Runs:
    """The smallest change of characters, as a program finds it."""
    return _opcodes(list(before), list(after))


def _words(rng: random.Random, before: str, after: str) -> Runs:
    """Whole words; a comma or space between two changed ones is often retyped with them."""
    runs = by_words(before, after)
    return merged(runs) if rng.random() < 0.7 else runs


def merged(runs: Runs) -> Runs:
    """Runs in which a comma or space between two changes is retyped with them."""
    result: Runs = []
    for at, (op, text) in enumerate(runs):
        inside = 0 < at < len(runs) - 1
        if op == "k" and inside and len(text) <= 2 and not text.isalnum():
            result += [("d", text), ("i", text)]
        else:
            result.append((op, text))
    return result


def typed(before: str, after: str) -> Runs:
    """Only the letters and digits of a word that differ, as one retypes them."""
    runs: Runs = []
    old, new = "", ""
    for op, text in [*by_words(before, after), ("k", "")]:
        if op == "d":
            old += text
        elif op == "i":
            new += text
        else:
            runs += _trimmed(old, new)
            old = new = ""
            if text:
                runs.append(("k", text))
    return runs


def _trimmed(old: str, new: str) -> Runs:
    head, tail = _common(old, new)
    # A letter or two that two places happen to share is no reason to keep it.
    if not old[: head + 1].isdigit() and head < 3:
        head = 0
    if tail < 3:
        tail = 0
    runs: Runs = [
        ("k", old[:head]),
        ("d", old[head : len(old) - tail]),
        ("i", new[head : len(new) - tail]),
        ("k", old[len(old) - tail :]),
    ]
    return [run for run in runs if run[1]]

"""Two tapes read one window: each character feeds before, after or both.

The search goes through the window once and keeps, at each character, the cheapest way to each
pair of tape states. Its costs are those of a redline's shape: how many stretches are deleted
and inserted, in which order, and whether they tear words and numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from itugraph.citations.decoding.costs import Costs
from itugraph.citations.decoding.tape import Parse, Tape

MOST_STATES = 16
"""How many pairs of tape states of one kind are kept at a character."""
_NUMBERS = 3
_ALL = 1200
_MARGIN = 10.0
"""What costs so much more than the cheapest is dropped."""
_TIE = 1e-4
"""The most that a character pays for not being kept: of equal ways, as much as can is kept."""

KEEP, DELETE, INSERT = "kdi"
_OPS = ("", KEEP, DELETE, INSERT)
_K, _D, _I = 1, 2, 3
# Whether a window's replacements have the deleted or the inserted characters first.
_OPEN, _DELETED_FIRST, _INSERTED_FIRST = 0, 1, 2
_Key = tuple[int, int, int, int]
_Trail = tuple["_Trail | None", int]
_Layer = dict[_Key, tuple[float, _Trail | None]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """One reading of a window: what each tape prints, and the cheapest way to print it.

    Attributes:
        ops: "k", "d" or "i" for each character of the window.
        cost: of the redline's shape and of what the tapes' words cost.
    """

    before: Parse
    after: Parse
    ops: str
    cost: float


@dataclass(frozen=True, slots=True)
class Shape:
    """What runs, and cuts within words, numbers and years, cost in one way of editing.

    Attributes:
        whole: what it costs that the window was edited in this way.
    """

    whole: float
    run: float
    word: float
    number: float
    year: float

    @classmethod
    def of(cls, costs: Costs) -> Shape:
        """The usual way: marks, words or digits are replaced."""
        return cls(0.0, costs.run, costs.split_word, costs.split_number, costs.split_year)

    @classmethod
    def torn(cls, costs: Costs) -> Shape:
        """A comparison letter by letter, in which what two words share is kept."""
        split = costs.torn_split
        return cls(costs.torn, costs.torn_run, split, split, split)


def align(
    text: str, tape: Tape, *, base: str | None = None, most: int = MOST_STATES
) -> list[Alignment]:
    """The readings of a window, the cheapest first.

    Args:
        text: the window in normal form.
        base: where the base text is known, for each character whether it is of the base: "1" it
            is, "0" it is not, "?" for either.
        most: how many pairs of tape states of one kind are kept at a character.
    """
    shape = Shape.of(tape.costs)
    found = _search(text, tape, base, most, shape, strays=False)
    if not found or found[0].cost > tape.costs.torn_from:
        # A draft that was compared letter by letter has its words in shreds.
        torn = _search(text, tape, base, 2 * most, Shape.torn(tape.costs), strays=False)
        found = _cheapest([*found, *torn])
    # A character that no tape can print is put up with only where nothing else reads.
    found = found or _search(text, tape, base, most, shape, strays=True)
    return [replace(one, ops=_settled(text, one.ops)) for one in found] if base is None else found


def _cheapest(found: list[Alignment]) -> list[Alignment]:
    least: dict[tuple[Parse, Parse], Alignment] = {}
    for one in sorted(found, key=lambda a: (a.cost, a.ops)):
        least.setdefault((one.before, one.after), one)
    return list(least.values())


def _search(
    text: str,
    tape: Tape,
    base: str | None,
    most: int,
    shape: Shape,
    *,
    strays: bool,
) -> list[Alignment]:
    layer: _Layer = {(0, 0, 0, _OPEN): (shape.whole, None)}
    turns = _turns(tape.costs, shape)
    splits = _splits(text, shape)
    bracketed = False
    for at, char in enumerate(text):
        step = tape.steps(char, bracketed=bracketed)
        bracketed = char == "(" or (bracketed and char != ")")
        split = splits[at]
        keeps = base is None or base[at] != "0"
        inserts = base is None or base[at] != "1"
        # Of two ways that cost the same the one that keeps more, and earlier, is the natural one.
        tie = _TIE * (1 - at / (2 * len(text)))
        new: _Layer = {}
        for (b, a, op, order), (cost, trail) in layer.items():
            before = step[b] if keeps else ()
            after = step[a]
            if keeps:
                shift = cost if op in (0, _K) else cost + split
                for b2, cb in before:
                    for a2, ca in after:
                        _put(new, (b2, a2, _K, order), shift + cb + ca, trail)
                if strays:
                    _put(new, (b, a, _K, order), shift + tape.costs.stray, trail)
                turned, more = turns[op, _D, order]
                shift = cost + more + tie + (split if op not in (0, _D) else 0.0)
                for b2, cb in before:
                    _put(new, (b2, a, _D, turned), shift + cb, trail)
            if inserts:
                turned, more = turns[op, _I, order]
                shift = cost + more + tie + (split if op not in (0, _I) else 0.0)
                for a2, ca in after:
                    _put(new, (b, a2, _I, turned), shift + ca, trail)
        if not new:
            return []
        layer = _pruned(new, tape, most)
    return _finished(layer, tape)


def _put(layer: _Layer, key: _Key, cost: float, trail: _Trail | None) -> None:
    known = layer.get(key)
    if known is None or cost < known[0]:
        layer[key] = (cost, (trail, key[2]))


def _turns(costs: Costs, shape: Shape) -> dict[tuple[int, int, int], tuple[int, float]]:
    """The order and the cost that a change of operation leads to."""
    run = shape.run
    found: dict[tuple[int, int, int], tuple[int, float]] = {}
    for order in (_OPEN, _DELETED_FIRST, _INSERTED_FIRST):
        for new, other, wanted, first in (
            (_I, _D, _DELETED_FIRST, costs.replaced),
            (_D, _I, _INSERTED_FIRST, costs.inserted_first),
        ):
            found[new, new, order] = (order, 0.0)
            found[0, new, order] = found[_K, new, order] = (order, run)
            mixed = order not in (_OPEN, wanted)
            habit = costs.mixed_order if mixed else first if order == _OPEN else costs.replaced
            found[other, new, order] = (order if mixed else wanted, run + habit)
    return found


def _pruned(layer: _Layer, tape: Tape, most: int) -> _Layer:
    """The pairs that can still become the cheapest, of each kind of pair its own share.

    Pairs that stand at different places of the grammar, or whose numbers differ in other ways,
    are not measured with each other alone: what is dear of the one is still to come of the other.
    """
    groups: dict[tuple[int, int, int, int], list[tuple[float, _Key]]] = {}
    kinds, rows, doubts, apart = tape.kinds, tape.rows, tape.doubts(), tape.apart
    limit = float("inf")
    for key, (cost, _) in layer.items():
        before, after, op, _ = key
        one, two = rows[before], rows[after]
        rank = cost + doubts[before][0] + doubts[after][1]
        differ = 0
        if one != two:
            differ, least = apart[one, two]
            rank += least
        limit = min(limit, rank)
        kind = (kinds[before], kinds[after], differ, op)
        members = groups.get(kind)
        if members is None:
            groups[kind] = [(rank, key)]
        else:
            members.append((rank, key))
    limit += _MARGIN
    best: list[tuple[float, _Key]] = []
    for members in groups.values():
        # Digits can be shared out in many ways before anything tells which are wanted.
        first = members[0][1]
        digits = tape.in_number[first[0]] or tape.in_number[first[1]]
        share = most * _NUMBERS if digits else most
        if len(members) > share:
            members.sort()
        best.extend(members[:share])
    if len(best) > _ALL:
        best.sort()
    return {key: layer[key] for rank, key in best[:_ALL] if rank <= limit}


def _finished(layer: dict[_Key, tuple[float, _Trail | None]], tape: Tape) -> list[Alignment]:
    found: dict[tuple[Parse, Parse], tuple[float, _Trail | None]] = {}
    for (b, a, _, _), (cost, trail) in layer.items():
        before, after = tape.parse(b), tape.parse(a)
        if before is None or after is None:
            continue
        known = found.get((before, after))
        if known is None or cost < known[0]:
            found[before, after] = (cost, trail)
    return sorted(
        (Alignment(b, a, _ops(trail), cost) for (b, a), (cost, trail) in found.items()),
        key=lambda alignment: (alignment.cost, alignment.ops),
    )


def _ops(trail: _Trail | None) -> str:
    ops: list[str] = []
    while trail is not None:
        trail, op = trail
        ops.append(_OPS[op])
    return "".join(reversed(ops))


def _settled(text: str, ops: str) -> str:
    """Operations that print the same, what is kept amid what changes as early as can be.

    The blank that "Resolutions 44 and 45" and "Resolution" share may be any of the three.
    """
    for kept in re.finditer(r"(?<=([di]))k+(?=\1)", ops):
        start, end = kept.span()
        first = len(ops[:start].rstrip(kept[1]))
        size = end - start
        for at in range(first, start):
            if text[at : at + size] != text[start:end]:
                continue
            if (at > first and _torn(text, at)) or _torn(text, at + size):
                continue
            ops = f"{ops[:at]}{'k' * size}{kept[1] * (start - at)}{ops[end:]}"
            break
    return ops


def _torn(text: str, at: int) -> bool:
    """Whether a cut lies within a word or number."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _splits(text: str, shape: Shape) -> list[float]:
    """What a change of operation before each character costs: a word or number is torn."""
    found: list[float] = []
    bracket = False
    for at, char in enumerate(text):
        last = text[at - 1] if at else " "
        if char.isdecimal() and last.isdecimal():
            found.append(shape.year if bracket else shape.number)
        elif char.isalpha() and last.isalpha():
            found.append(shape.word)
        else:
            found.append(0.0)
        bracket = char == "(" or (bracket and char != ")")
    return found

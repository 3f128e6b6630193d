"""Two tapes read one window: each character feeds before, after or both.

The search goes through the window once and keeps, at each character, the cheapest way to each
pair of tape states. Its costs are those of a redline's shape: how many stretches are deleted
and inserted, in which order, and whether they tear words and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from itugraph.citations.decoding.tape import Parse, Tape

MOST_STATES = 250
"""How many pairs of tape states are kept at a character."""
_MARGIN = 14.0
"""What costs so much more than the cheapest is dropped."""

KEEP, DELETE, INSERT = "kdi"
_Key = tuple[int, int, str, str]
_Trail = tuple["_Trail | None", str]


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


def align(text: str, tape: Tape, *, base: Sequence[bool] | None = None) -> list[Alignment]:
    """The readings of a window, the cheapest first.

    Args:
        text: the window in normal form.
        base: where the base text is known, for each character whether it is of the base.
    """
    found = _search(text, tape, base, strays=False)
    # A character that no tape can print is put up with only where nothing else reads.
    return found or _search(text, tape, base, strays=True)


def _search(text: str, tape: Tape, base: Sequence[bool] | None, *, strays: bool) -> list[Alignment]:
    costs, step = tape.costs, tape.step
    layer: dict[_Key, tuple[float, _Trail | None]] = {(0, 0, "", ""): (0.0, None)}
    splits = _splits(text, tape)
    for at, char in enumerate(text):
        split = splits[at]
        keeps = base is None or base[at]
        inserts = base is None or not base[at]
        new: dict[_Key, tuple[float, _Trail | None]] = {}
        for (b, a, op, order), (cost, trail) in layer.items():
            before = step(b, char) if keeps else ()
            after = step(a, char)
            options: list[tuple[_Key, float]] = []
            if keeps:
                shift = cost if op in (KEEP, "") else cost + split
                options.extend(
                    ((b2, a2, KEEP, order), shift + cb + ca)
                    for b2, cb in before
                    for a2, ca in after
                )
                if strays:
                    options.append(((b, a, KEEP, order), shift + costs.stray))
                turned, more = (order, 0.0) if op == DELETE else _turn(op, order, tape)
                shift = cost if op == DELETE else cost + more + (split if op else 0.0)
                options.extend(((b2, a, DELETE, turned), shift + cb) for b2, cb in before)
            if inserts:
                turned, more = (order, 0.0) if op == INSERT else _turn(op, order, tape)
                shift = cost if op == INSERT else cost + more + (split if op else 0.0)
                options.extend(((b, a2, INSERT, turned), shift + ca) for a2, ca in after)
            for key, total in options:
                known = new.get(key)
                if known is None or total < known[0]:
                    new[key] = (total, (trail, key[2]))
        if not new:
            return []
        layer = _pruned(new, tape)
    return _finished(layer, tape)


def _turn(op: str, order: str, tape: Tape) -> tuple[str, float]:
    """The order of a replacement after a change of operation, and what the change costs."""
    costs = tape.costs
    if op in ("", KEEP):
        return order, costs.run
    wanted = "deleted" if op == DELETE else "inserted"
    if order and order != wanted:
        return order, costs.run + costs.mixed_order
    return wanted, costs.run + (costs.replaced if op == DELETE else costs.inserted_first)


def _pruned(
    layer: dict[_Key, tuple[float, _Trail | None]], tape: Tape
) -> dict[_Key, tuple[float, _Trail | None]]:
    """The pairs that can still become the cheapest; what is sure to be dear ranks behind."""
    apart = tape.apart
    ranks = {key: value[0] + apart(key[0], key[1]) for key, value in layer.items()}
    limit = min(ranks.values()) + _MARGIN
    if len(layer) > MOST_STATES:
        limit = min(limit, nsmallest(MOST_STATES, ranks.values())[-1])
    return {key: value for key, value in layer.items() if ranks[key] <= limit}


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
        ops.append(op)
    return "".join(reversed(ops))


def _splits(text: str, tape: Tape) -> list[float]:
    """What a change of operation before each character costs: a word or number is torn."""
    costs = tape.costs
    found: list[float] = []
    bracket = False
    for at, char in enumerate(text):
        last = text[at - 1] if at else " "
        if char.isdecimal() and last.isdecimal():
            found.append(costs.split_year if bracket else costs.split_number)
        elif char.isalpha() and last.isalpha():
            found.append(costs.split_word)
        else:
            found.append(0.0)
        bracket = char == "(" or (bracket and char != ")")
    return found

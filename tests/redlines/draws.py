"""What a site cites before and after, by the class of its change."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from itugraph.model import Body
from itugraph.registry import Conference
from tests.redlines.chains import CITED_BODIES, UNKNOWN, Chains, Change, Cited, Span, Step

# Parts of all citations (of 105); a site counts for the citations of its longer side.
KEPT_AT_LARGE = 0.17  # of the base's citations are such as drafts keep: 15 of the 90 it has
SHARES = {
    "revised": 45,
    "list": 10,
    "list-to-one": 5,
    "renumbered": 7,
    "first-revision": 8,
    "kept": 15,
    "whole": 10,
    "silent": 5,
}
ALL = sum(SHARES.values())
THREE = 0.3  # of lists have three members
PAIR = 0.35  # of whole clauses cite two instruments
SIZES = {"list": 2 + THREE, "list-to-one": 2 + THREE, "whole": 1 + PAIR}


def site_class(rng: random.Random) -> str:
    """The class of a site, so that the citations of all sites have the shares above."""
    kinds = list(SHARES)
    return rng.choices(kinds, [SHARES[k] / SIZES.get(k, 1) for k in kinds])[0]


def draw(
    rng: random.Random, kind: str, chains: Chains, span: Span, used: frozenset[tuple[str, str]]
) -> Change:
    """The citations of a site before and after, of instruments not used yet where possible."""
    change: Change = ((), ())
    for _ in range(8):
        change = _DRAWS[kind](rng, chains, span)
        if not any((c.body, c.number.partition("-")[0]) in used for c in (*change[0], *change[1])):
            break
    return change


def _body(rng: random.Random, span: Span, *without: Body) -> Body:
    weights = CITED_BODIES[str(span.base.body)]
    bodies = [b for b in weights if b not in without]
    return rng.choices(bodies, [weights[b] for b in bodies])[0]


def _steps(rng: random.Random, chains: Chains, span: Span, first: bool) -> tuple[Step, ...]:
    """The moves of the instruments of a body, or of unknown numbers.

    A body with one or two that move is drawn less often: they would be in every draft.
    """
    while True:
        body = _body(rng, span)
        if rng.random() < UNKNOWN:
            return tuple(_unknown_step(rng, chains, span, body, first) for _ in range(3))
        steps = tuple(
            s for s in chains.steps(span, body) if s.before.revised is not first and s.after.revised
        )
        if rng.random() < len({s.history for s in steps}) / 8:
            return steps


def _met(chains: Chains, body: Body, by: Conference) -> list[Conference]:
    return [c for c in chains.meetings[body] if c.key <= by.key]


def _unknown(
    rng: random.Random, chains: Chains, body: Body, conference: Conference, revised: bool
) -> Cited:
    suffix = ""
    if body == "RA" and revised:
        suffix = f"-{rng.randint(1, max(1, len(_met(chains, body, conference)) - 1))}"
    return Cited(
        body=body,
        number=chains.unknown(rng, body) + suffix,
        revised=revised,
        place=None if body == "WRC" else conference.places["en"],
        year=conference.year,
        conference=conference.id,
        title=rng.choice(chains.titles[body]),
    )


def _unknown_step(rng: random.Random, chains: Chains, span: Span, body: Body, first: bool) -> Step:
    old, new = _met(chains, body, span.base), _met(chains, body, span.target)
    at = len(old) - 1 if rng.random() < 0.85 else max(0, len(old) - 2)
    if at + 1 >= len(new):
        at -= 1
    before = _unknown(rng, chains, body, new[at], not first)
    after = rng.choice(new[at + 1 :]) if rng.random() < 0.1 else new[-1]
    head, _, suffix = before.number.partition("-")
    number = f"{head}-{int(suffix or 0) + 1}" if body == "RA" else head
    moved = replace(
        before,
        number=number,
        revised=True,
        place=None if body == "WRC" else after.places["en"],
        year=after.year,
        conference=after.id,
    )
    return Step(f"{body}/{head}", before, moved, 1)


def _pick(rng: random.Random, steps: tuple[Step, ...]) -> Step:
    return rng.choices(steps, [s.weight for s in steps])[0]


def _revised(rng: random.Random, chains: Chains, span: Span) -> Change:
    step = _pick(rng, _steps(rng, chains, span, first=False))
    return (step.before,), (step.after,)


def _first_revision(rng: random.Random, chains: Chains, span: Span) -> Change:
    step = _pick(rng, _steps(rng, chains, span, first=True))
    return (step.before,), (step.after,)


def _members(rng: random.Random, chains: Chains, span: Span) -> list[Step]:
    """Two or three instruments of a body; six times in ten they share both marks."""
    size = 3 if rng.random() < THREE else 2
    body = _body(rng, span, "RA")
    if rng.random() < UNKNOWN:
        step = _unknown_step(rng, chains, span, body, first=False)
        found = {step.before.number: step}
        while len(found) < size:
            number = chains.unknown(rng, body)
            found[number] = Step(
                f"{body}/{number}",
                replace(step.before, number=number),
                replace(step.after, number=number),
                1,
            )
        return sorted(found.values(), key=lambda s: s.before.sort_key)
    steps = tuple(s for s in chains.steps(span, body) if s.before.type == "resolution")
    groups: dict[object, list[Step]] = defaultdict(list)
    if rng.random() < 0.6:
        for s in steps:
            marks = (s.before.conference, s.before.revised, s.after.conference, s.after.revised)
            groups[marks].append(s)
    else:
        groups[None].extend(steps)
    large = [g for g in groups.values() if len({s.history for s in g}) >= size]
    if not large:
        return _members(rng, chains, span)
    group = rng.choices(large, [sum(s.weight for s in g) for g in large])[0]
    chosen: dict[str, Step] = {}
    for _ in range(200):
        step = _pick(rng, tuple(group))
        chosen.setdefault(step.history, step)
        if len(chosen) == size:
            break
    else:
        return _members(rng, chains, span)
    return sorted(chosen.values(), key=lambda s: s.before.sort_key)


def _list(rng: random.Random, chains: Chains, span: Span) -> Change:
    members = _members(rng, chains, span)
    return tuple(s.before for s in members), tuple(s.after for s in members)


def _list_to_one(rng: random.Random, chains: Chains, span: Span) -> Change:
    """Editors name one of the members, or another that took over from them."""
    members = _members(rng, chains, span)
    before = tuple(s.before for s in members)
    if rng.random() < 0.4:
        return before, (rng.choice(members).after,)
    return before, (_successor(rng, chains, span, before[-1]),)


def _renumbered(rng: random.Random, chains: Chains, span: Span) -> Change:
    before = _of_base(rng, chains, span)
    while before.type != "resolution" or before.year is None:
        before = _of_base(rng, chains, span)
    return (before,), (_successor(rng, chains, span, before),)


def _successor(rng: random.Random, chains: Chains, span: Span, old: Cited) -> Cited:
    """Another instrument of the body: in the same mark, else in its newest edition."""
    if rng.random() < UNKNOWN:
        met = chains.registry.conferences[old.conference or ""]
        conference = met if rng.random() < 0.3 else _met(chains, old.body, span.target)[-1]
        return _unknown(rng, chains, old.body, conference, bool(old.revised))
    ended = chains.registry.histories.get(f"{old.body.lower()}/resolution/{old.number}")
    into = ended.ended.into if ended and ended.ended else ""
    same, newest, merged = [], [], []
    for history in chains.pools[old.body]:
        rows = chains.editions(history, span.target)
        if not rows or not history.path.startswith(f"{old.body.lower()}/resolution/"):
            continue
        if history.path.endswith(f"/{old.number.partition('-')[0]}"):
            continue
        cited = [chains.cited(history, row) for row in rows]
        same += [c for c in cited if c.conference == old.conference and c.revised == old.revised]
        if (cited[-1].year or 0) >= (old.year or 0):
            newest.append(cited[-1])
        if history.path == into:
            merged.append(cited[-1])
    if merged and rng.random() < 0.7:
        return merged[0]
    if same and rng.random() < 0.3:
        return rng.choice(same)
    later = [c for c in newest if c.year != old.year]
    return rng.choice(later or newest or same)


def article(rng: random.Random) -> Cited:
    """An Article of the Constitution, which has no mark."""
    return Cited(body="CS", number=str(rng.randint(1, 58)), type="article")


def _unmarked(cited: Cited) -> Cited:
    return replace(
        cited,
        number=cited.number.partition("-")[0],
        revised=None,
        place=None,
        year=None,
        conference=None,
    )


def _of_state(rng: random.Random, chains: Chains, span: Span, by: Conference) -> Cited:
    """A citation as the text of a conference has them: mostly the newest edition."""
    body = _body(rng, span)
    if rng.random() < UNKNOWN:
        met = _met(chains, body, by)
        conference = met[-1] if rng.random() < 0.8 else rng.choice(met[-3:])
        return _unknown(rng, chains, body, conference, rng.random() < 0.8)
    while True:
        history = rng.choice(chains.pools[body])
        rows = chains.editions(history, by)
        if rows:
            row = rows[-1] if rng.random() < 0.85 else rng.choice(rows[-4:])
            return chains.cited(history, row)


def _of_base(rng: random.Random, chains: Chains, span: Span) -> Cited:
    """A citation of the base text at large: now and then without a mark, or an Article."""
    chance = rng.random()
    if chance < 0.03:
        return article(rng)
    cited = _of_state(rng, chains, span, span.base)
    return _unmarked(cited) if chance < 0.08 else cited


def _kept(rng: random.Random, chains: Chains, span: Span) -> Change:
    """Untouched: still the newest, unmarked, an Article; one in four an old edition left."""
    chance = rng.random()
    if chance < 0.25:
        step = _pick(rng, _steps(rng, chains, span, first=rng.random() < 0.2))
        cited = step.before
    elif chance < 0.42:
        cited = article(rng)
    elif chance < 0.6:
        cited = _unmarked(_of_state(rng, chains, span, span.base))
    else:
        cited = _current(rng, chains, span)
    return (cited,), (cited,)


def _current(rng: random.Random, chains: Chains, span: Span) -> Cited:
    """An edition that is the newest by both conferences."""
    if rng.random() < UNKNOWN:
        body = _body(rng, span)
        conference = rng.choice(_met(chains, body, span.base)[-3:])
        return _unknown(rng, chains, body, conference, rng.random() < 0.7)
    for _ in range(50):
        history = rng.choice(chains.pools[_body(rng, span)])
        old, new = chains.editions(history, span.base), chains.editions(history, span.target)
        if old and old[-1] is new[-1]:
            return chains.cited(history, old[-1])
    return article(rng)


def _whole(rng: random.Random, chains: Chains, span: Span) -> Change:
    size = 2 if rng.random() < PAIR else 1
    if rng.random() < 0.5:
        return _several(rng, chains, span, size), ()
    added: dict[str, Cited] = {}
    while len(added) < size:
        cited = _of_state(rng, chains, span, span.target)
        added[cited.number] = _unmarked(cited) if rng.random() < 0.06 else cited
    return (), tuple(added.values())


def _several(rng: random.Random, chains: Chains, span: Span, size: int) -> tuple[Cited, ...]:
    found: dict[str, Cited] = {}
    while len(found) < size:
        cited = _of_base(rng, chains, span)
        found[cited.number] = cited
    return tuple(found.values())


def _silent(rng: random.Random, chains: Chains, span: Span) -> Change:
    """A citation as the others of the base: most have a later edition by the target."""
    if rng.random() < KEPT_AT_LARGE:
        return _kept(rng, chains, span)[0], ()
    return (_pick(rng, _steps(rng, chains, span, first=rng.random() < 0.15)).before,), ()


_DRAWS: dict[str, Callable[[random.Random, Chains, Span], Change]] = {
    "revised": _revised,
    "list": _list,
    "list-to-one": _list_to_one,
    "renumbered": _renumbered,
    "first-revision": _first_revision,
    "kept": _kept,
    "whole": _whole,
    "silent": _silent,
}

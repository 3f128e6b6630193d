"""From the readings of a window to what can be said of it: citations, or open questions.

A citation is committed to a state where the readings that have it there hold nine tenths of
the probability. What is left is one open question a window, with its readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from itugraph.citations import grammar
from itugraph.citations.context import After
from itugraph.citations.decoding.alignment import DELETE, INSERT
from itugraph.citations.decoding.decode import Setting
from itugraph.citations.decoding.readings import Decoded, Hypothesis
from itugraph.citations.decoding.windows import seams
from itugraph.citations.frame import Frame
from itugraph.citations.grammar import Member, Mention
from itugraph.citations.identity import Identity, Memory
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.resolve import resolve
from itugraph.identifiers import Instrument, Part, parse_path
from itugraph.model import MOST_ALTERNATIVES, Body, Piece, Reading, State

SURE = 0.9
"""From which probability on a component is committed."""
_LEAST = 0.002
"""Readings below it are not listed."""
_DOUBT = 0.1
"""From which probability on what is not committed is an open question."""
_MOST = 40
_BEHIND = 400


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation, or an open question, at its place.

    Attributes:
        pieces: in the normal form.
        state: None where it is open too; probability: of a committed one.
        alternatives: the readings of an open one, best first.
    """

    pieces: tuple[Piece, ...]
    identity: Identity
    state: State | None
    probability: float | None = None
    alternatives: tuple[Reading, ...] = ()


@dataclass(slots=True)
class _Masses:
    """How probable one citation is in each state, with where it stands there."""

    identity: Identity
    both: float = 0.0
    before: float = 0.0
    after: float = 0.0
    pieces: dict[State, tuple[Piece, ...]] = field(default_factory=dict)

    @property
    def in_before(self) -> float:
        return self.both + self.before

    @property
    def in_after(self) -> float:
        return self.both + self.after


_Key = tuple[object, ...]


def place(
    decoded: Decoded, setting: Setting, own: Frame, memory: Memory, *, in_context: bool
) -> list[Placed]:
    """What a decoded window says, committed citations and at most one open question a state."""
    masses = _masses(decoded, setting, own, memory, in_context=in_context)
    placed: list[Placed] = []
    open_: list[_Masses] = []
    for one in masses.values():
        found = list(_committed(one))
        placed.extend(found)
        if not found and one.both + one.before + one.after >= _LEAST:
            open_.append(one)
    placed.extend(_questions(decoded, open_))
    for cited in placed:
        identity = cited.identity
        if not cited.alternatives and identity.body and identity.number and identity.rule:
            key = (identity.type, identity.number)
            memory.bodies.setdefault(key, (identity.body, identity.rule))
    return placed


def _masses(
    decoded: Decoded, setting: Setting, own: Frame, memory: Memory, *, in_context: bool
) -> dict[_Key, _Masses]:
    masses: dict[_Key, _Masses] = {}
    for hypothesis in decoded.readings[:_MOST]:
        before = _cited(decoded, hypothesis, INSERT, setting, own, memory, in_context=in_context)
        after = _cited(decoded, hypothesis, DELETE, setting, own, memory, in_context=in_context)
        for key in before | after:
            identity = (before.get(key) or after[key])[0]
            one = masses.setdefault(key, _Masses(identity))
            old = before[key][1] if key in before else None
            new = after[key][1] if key in after else None
            if old is not None and old == new:
                one.both += hypothesis.probability
                one.pieces.setdefault("both", old)
                continue
            if old is not None:
                one.before += hypothesis.probability
                one.pieces.setdefault("before", old)
            if new is not None:
                one.after += hypothesis.probability
                one.pieces.setdefault("after", new)
    return masses


def _committed(one: _Masses) -> Iterator[Placed]:
    if one.both >= SURE:
        yield _certain(one, "both", one.both)
        return
    sure_before, sure_after = one.in_before >= SURE, one.in_after >= SURE
    if sure_before and sure_after and one.before >= SURE and one.after >= SURE:
        yield _certain(one, "before", one.before)
        yield _certain(one, "after", one.after)
    elif one.before >= SURE and one.in_after <= 1 - SURE:
        yield _certain(one, "before", one.before)
    elif one.after >= SURE and one.in_before <= 1 - SURE:
        yield _certain(one, "after", one.after)
    elif sure_before or sure_after:
        # What is cited is sure, and one of the states: whether in the other too is open.
        alternatives = tuple(_readings([one]))
        pieces = one.pieces.get("both") or next(iter(one.pieces.values()))
        identity = one.identity._replace(alternatives=alternatives)
        yield Placed(pieces, identity, None, None, alternatives)


def _certain(one: _Masses, state: State, probability: float) -> Placed:
    """A citation that is sure to stand there; which body's it is may be open all the same."""
    open_ = tuple(replace(reading, state=state) for reading in one.identity.alternatives)
    return Placed(one.pieces[state], one.identity, state, probability, open_)


def _questions(decoded: Decoded, open_: list[_Masses]) -> Iterator[Placed]:
    """What is left open: one question for each state, or one where a reading holds both."""
    if not open_:
        return
    said = decoded.window
    readings = [r for r in _readings(open_) if (r.probability or 0.0) >= _LEAST]
    states: tuple[tuple[State, ...], ...] = (("before",), ("after",))
    if any(r.state == "both" and (r.probability or 0.0) >= 0.02 for r in readings):
        states = (("both", "before", "after"),)
    for wanted in states:
        found = [
            r for r in readings if r.state in wanted or (r.state == "both" and len(states) > 1)
        ]
        total = max((r.probability or 0.0 for r in found), default=0.0)
        if total < _DOUBT:
            continue
        yield Placed(
            ((said.start, said.end),),
            _common(decoded, found),
            found[0].state if len({r.state for r in found}) == 1 else None,
            None,
            tuple(found[:MOST_ALTERNATIVES]),
        )


def _common(decoded: Decoded, readings: list[Reading]) -> Identity:
    """What all readings agree in; None for the rest."""
    one = readings[0]

    def same(name: str) -> bool:
        return len({getattr(reading, name) for reading in readings}) == 1

    instrument = parse_path(one.instrument) if one.instrument and same("instrument") else None
    return Identity(
        decoded.window.head.type or "resolution",
        one.body if same("body") else None,
        one.number if same("number") else None,
        None,
        place=one.place if same("place") else None,
        year=one.year if same("year") else None,
        conference=one.conference if same("conference") else None,
        instrument=instrument if isinstance(instrument, Instrument) else None,
        notes=("flattened",),
        alternatives=tuple(readings),
    )


def _readings(masses: Iterable[_Masses]) -> list[Reading]:
    found: list[Reading] = []
    for one in masses:
        identity = one.identity
        if identity.body is None or identity.number is None:
            continue
        weights: tuple[tuple[State, float], ...] = (
            ("both", one.both),
            ("before", one.before),
            ("after", one.after),
        )
        found.extend(
            Reading(
                state,
                identity.type,
                identity.body,
                identity.number,
                identity.place,
                identity.year,
                identity.conference,
                identity.instrument.path if identity.instrument else None,
                identity.edition.path if identity.edition else None,
                round(weight, 3),
            )
            for state, weight in weights
            if weight >= _LEAST
        )
    return sorted(found, key=lambda r: (-(r.probability or 0.0), r.state or "", r.number))


def _cited(
    decoded: Decoded,
    hypothesis: Hypothesis,
    out: str,
    setting: Setting,
    own: Frame,
    memory: Memory,
    *,
    in_context: bool,
) -> dict[_Key, tuple[Identity, tuple[Piece, ...]]]:
    """The citations that a state prints in a reading, as the plain grammar reads them.

    Args:
        out: the operation whose characters are not in the state.
    """
    window, text = decoded.window, setting.text
    positions = [window.start + i for i, op in enumerate(hypothesis.ops) if op != out]
    if not positions or not (hypothesis.before if out == INSERT else hypothesis.after).members:
        return {}
    line = text.rfind("\n", 0, window.start) + 1
    stop = text.find("\n", window.end)
    stop = min(stop if stop >= 0 else len(text), window.end + _BEHIND)
    ahead = _parted(text, line, window.start, setting.lexicon)
    if ahead and text[ahead[-1]] != "\t" and not text[ahead[-1]].isspace():
        ahead.append(-1)
    start = len(ahead)
    places = [*ahead, *positions, *_parted(text, window.end, stop, setting.lexicon)]
    printed = "".join(text[at] if at >= 0 else " " for at in places)
    word = setting.lexicon.candidates.match(printed, start)
    if word is None:
        return {}
    head = setting.lexicon.heads[word[0]]
    mention = grammar.mention(printed, start, word.end(), head, setting.lexicon)
    if mention is None:
        return {}
    found: dict[_Key, tuple[Identity, tuple[Piece, ...]]] = {}
    frame = replace(own, title_start=start if window.start == own.title_start else None)
    for member in mention.members:
        if member.span[1] > start + len(positions):
            break
        scratch = Memory(dict(memory.bodies), memory.treaty)
        identity = resolve(mention, member, frame, scratch, setting.registry, in_context=in_context)
        if hypothesis.body and (identity is None or identity.body != hypothesis.body):
            identity = _named(identity, mention, member, hypothesis.body, frame, scratch, setting)
        if identity is not None:
            stands = [at for at in places[member.span[0] : member.span[1]] if at >= 0]
            found.setdefault(_key(identity), (identity, _pieces(stands)))
    return found


def _named(
    identity: Identity | None,
    mention: Mention,
    member: Member,
    body: Body,
    frame: Frame,
    memory: Memory,
    setting: Setting,
) -> Identity | None:
    """The identity under the body that suits both states of a window.

    What tells the body in one state tells it in the other. Words in shreds may look like
    somebody else's name: they are overruled where the registry knows the edition.
    """
    named = mention._replace(after=After(body=body, steps=mention.after.steps))
    if identity is None:
        named = named._replace(before=mention.before._replace(foreign=False))
    found = resolve(named, member, frame, memory, setting.registry, in_context=True)
    known = found is not None and found.edition and "unknown-edition" not in found.notes
    return found if identity is not None or known else None


def _key(identity: Identity) -> _Key:
    place = (identity.place or "").casefold()
    target = identity.target if isinstance(identity.target, Part) else None
    steps = target.steps if target else ()
    return (identity.type, identity.body, identity.number, place, identity.year, steps)


def _parted(text: str, start: int, end: int, lexicon: Lexicon) -> list[int]:
    """The places of [start, end), with -1 for a blank where words run together."""
    cuts = set(seams(text[start:end], lexicon))
    places: list[int] = []
    for at in range(start, end):
        if at - start in cuts:
            places.append(-1)
        places.append(at)
    return places


def _pieces(positions: list[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for at in positions:
        if pieces and pieces[-1][1] == at:
            pieces[-1] = (pieces[-1][0], at + 1)
        else:
            pieces.append((at, at + 1))
    return tuple(pieces)

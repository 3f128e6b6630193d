"""A text into which tracked changes were flattened: its citations in both states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import exp

from itugraph.citations.decoding.alignment import DELETE, INSERT, KEEP
from itugraph.citations.decoding.assemble import SURE, Placed, place
from itugraph.citations.decoding.costs import costs
from itugraph.citations.decoding.decode import MOST_WINDOWS, Setting, TooLongError, decode, labelled
from itugraph.citations.decoding.labels import Item, Labels
from itugraph.citations.decoding.plausible import Times
from itugraph.citations.decoding.readings import Decoded
from itugraph.citations.embedding import Embedding
from itugraph.citations.glued import Glued
from itugraph.citations.identity import Identity
from itugraph.citations.reader import Reader
from itugraph.citations.scan import Found
from itugraph.errors import InputError
from itugraph.model import MOST_ALTERNATIVES, Citation, Mark, Piece, Reading, Run, State
from itugraph.reading.marked import runs_within
from itugraph.registry import Conference

_MARKS: dict[str, Mark] = {KEEP: "kept", DELETE: "deleted", INSERT: "inserted"}


def runs_together(reader: Reader, found: list[Found]) -> bool:
    """Whether a text is a flattened redline: its title or enacting line is, or its citations.

    One glued mark among many clean ones is a slip, not a redline.
    """
    if reader.own.in_two_states:
        return True
    windows = [f for f in found if not isinstance(f.mention, Glued)]
    glued = len(found) - len(windows)
    return glued >= 2 or (glued == 1 and len(windows) <= 2)


@dataclass(frozen=True, slots=True)
class Flattened:
    """What was read of a flattened redline.

    Attributes:
        runs: what is known of each character; reasons: by a citation's id, the codes of what
            spoke for the state it is in.
    """

    citations: list[Citation]
    runs: tuple[Run, ...]
    reasons: Mapping[str, tuple[str, ...]]


def flattened(
    reader: Reader,
    found: list[Found],
    base: Embedding | None = None,
    start: Conference | None = None,
) -> Flattened:
    """The citations of a flattened redline, and what is known of its runs.

    Runs cover the whole text: kept, deleted and inserted where a window has one sure reading;
    with a base inserted where it has nothing of that; unknown elsewhere.

    Args:
        base: where the base text stands in this one, where it is known.
        start: the conference that adopted the base, where its title tells.

    Raises:
        InputError: if the text holds more citations than are decoded.
    """
    own = reader.own
    setting = Setting(
        text=reader.normal.text,
        lexicon=reader.lexicon,
        registry=reader.registry,
        costs=costs(),
        own=own.body,
        times=Times(own.base or start, own.conference),
        base=base,
    )
    try:
        decoded, labels = decode(setting, reader.clauses, own.title_start)
    except TooLongError as error:
        reason = f"is flattened and holds more than {MOST_WINDOWS} citations: not decoded"
        raise InputError(reader.document.path, reason) from error
    citations: list[Citation] = []
    reasons: dict[str, tuple[str, ...]] = {}
    sure: list[Decoded] = []
    for one in decoded:
        found_here = place(one, setting, own, reader.memory, in_context=reader.in_context)
        if found_here and not any(placed.alternatives for placed in found_here):
            sure.append(one)
        for placed in found_here:
            codes = _why(one, placed, setting)
            citation = _record(reader, placed, labels, codes if placed.alternatives else ())
            citations.append(citation)
            reasons[citation.id] = codes
    windows = [(one.window.start, one.window.end) for one in decoded]
    for other in found:
        if not isinstance(other.mention, Glued) and not _within(other, windows):
            citations.extend(_clean(reader, other, labels, setting))
    return Flattened(_once(citations), _runs(reader, sure, base), reasons)


def _once(citations: Iterable[Citation]) -> list[Citation]:
    """One record of what may stand in either state, with the readings of both."""
    found: dict[str, Citation] = {}
    for citation in citations:
        same = found.get(citation.id)
        if same is None:
            found[citation.id] = citation
            continue
        readings = dict.fromkeys((*same.alternatives, *citation.alternatives))
        ordered = sorted(readings, key=lambda r: -(r.probability or 0.0))
        found[citation.id] = replace(same, alternatives=tuple(ordered[:MOST_ALTERNATIVES]))
    return list(found.values())


def _why(one: Decoded, placed: Placed, setting: Setting) -> tuple[str, ...]:
    """The codes of what spoke for the state that a citation is in."""
    other = {"before": "label-inserted", "after": "label-deleted"}.get(placed.state or "")
    codes = [code for code in one.reasons if code != other]
    registry, times = setting.registry, setting.times
    cited = registry.conferences.get(placed.identity.conference or "")
    whole = one.readings[0].kind == INSERT
    if whole and cited and times.base and cited.key > times.base.key:
        codes.append("later-than-base")
    path = placed.identity.instrument.path if placed.identity.instrument else ""
    history = registry.history(path)
    if history and history.ended and placed.state != "after" and times.target:
        ended = registry.conferences[history.ended.conference]
        if cited and cited.key < ended.key <= times.target.key:
            codes.append("text-ended")
    return tuple(codes)


def _within(found: Found, windows: list[Piece]) -> bool:
    return any(
        start < max(found.end, found.start + 1) and found.start < end for start, end in windows
    )


def _record(
    reader: Reader, placed: Placed, labels: Labels, reasons: tuple[str, ...] = ()
) -> Citation:
    identity = placed.identity
    notes = tuple(dict.fromkeys((*identity.notes, *reasons)))
    return reader.record(
        placed.pieces,
        identity._replace(notes=notes, alternatives=placed.alternatives),
        state=placed.state,
        probability=placed.probability,
        item=_item(reader, placed.pieces[0][0], placed.state, labels),
    )


def _item(reader: Reader, start: int, state: State | None, labels: Labels) -> str | None:
    """The label that a line has in a state, where it is not the printed one."""
    clause = reader.clauses.at(start)
    item = _opened(reader, start, labels)
    if item is None or clause.item is None or " > " in clause.item or state is None:
        return None
    # A line whose label is not in a state runs on the item before it there.
    while item is not None and not _opens(item, state):
        item = labels.before(item.start)
        if item is not None and reader.clauses.at(item.start).opener != clause.opener:
            return None
    if item is None:
        return None
    return item.before if state == "before" else item.after


def _opens(item: Item, state: State) -> bool:
    """Whether a line is an item of its own in a state."""
    if state == "before":
        return item.inserted < 0.5
    return item.deleted < 0.5


def _opened(reader: Reader, start: int, labels: Labels) -> Item | None:
    return labels.at(reader.normal.text.rfind("\n", 0, start) + 1)


def _clean(reader: Reader, found: Found, labels: Labels, setting: Setting) -> Iterator[Citation]:
    """The citations of a mention that no window covers: each stands whole in its states."""
    for span, identity in reader.identities(found):
        shares = _shares(reader, span, identity, labels, setting)
        best = max(shares, key=lambda state: shares[state])
        if identity.alternatives or shares[best] >= SURE:
            placed = Placed((span,), identity, best, shares[best], identity.alternatives)
        else:
            readings = tuple(_reading(identity, state, p) for state, p in shares.items() if p > 0)
            ordered = tuple(sorted(readings, key=lambda r: -(r.probability or 0.0)))
            placed = Placed((span,), identity, None, None, ordered)
        yield _record(reader, placed, labels)


def _shares(
    reader: Reader, span: Piece, identity: Identity, labels: Labels, setting: Setting
) -> dict[State, float]:
    mask = set(setting.base.before_mask(*span)) if setting.base else {"?"}
    if mask == {"0"}:
        return {"after": 1.0}
    costs_ = setting.costs
    cited = reader.registry.conferences.get(identity.conference or "")
    base = reader.own.base
    late = costs_.later_than_base if cited and base and cited.key > base.key else 0.0
    item = _opened(reader, span[0], labels)
    whole: dict[State, float] = {
        "both": costs_.kept + late + labelled(KEEP, item, costs_),
        "before": costs_.removed + costs_.current_removed + late + labelled(DELETE, item, costs_),
        "after": costs_.added + costs_.old_added + labelled(INSERT, item, costs_),
    }
    if mask == {"1"}:
        del whole["after"]
    total = sum(exp(-cost) for cost in whole.values())
    return {state: round(exp(-cost) / total, 3) for state, cost in whole.items()}


def _reading(identity: Identity, state: State, probability: float) -> Reading:
    return Reading(
        state,
        identity.type,
        identity.body or "PP",
        identity.number or "",
        identity.place,
        identity.year,
        identity.conference,
        identity.instrument.path if identity.instrument else None,
        identity.edition.path if identity.edition else None,
        probability,
    )


def _runs(reader: Reader, decided: list[Decoded], base: Embedding | None) -> tuple[Run, ...]:
    """What is known of each character, in runs over the document's text."""
    marks: list[tuple[int, int, Mark]] = []
    at, length = 0, len(reader.normal.text)
    for one in decided:
        start = one.window.start
        marks.extend(_between(at, start, base))
        marks.extend(
            (start + i, start + i + 1, _MARKS[op]) for i, op in enumerate(one.readings[0].ops)
        )
        at = one.window.end
    marks.extend(_between(at, length, base))
    runs: list[Run] = []
    for start, end, mark in marks:
        last = reader.normal.source(start, end)[1]
        if runs and runs[-1].mark == mark:
            runs[-1] = Run(runs[-1].start, last, mark)
        else:
            runs.append(Run(runs[-1].end if runs else 0, last, mark))
    end = len(reader.document.text)
    if runs and runs[-1].end < end:
        runs.append(Run(runs[-1].end, end, "unknown"))
    return tuple(runs)


def _between(start: int, end: int, base: Embedding | None) -> Iterator[tuple[int, int, Mark]]:
    """What a base tells of [start, end) of the normal form."""
    if base is None:
        if start < end:
            yield start, end, "unknown"
        return
    for run in runs_within(base.runs, start, end):
        yield max(run.start, start), min(run.end, end), run.mark

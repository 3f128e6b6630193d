"""A text into which tracked changes were flattened: its citations in both states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import exp

from itugraph.citations.changes import with_changes
from itugraph.citations.decoding.alignment import DELETE, INSERT, KEEP
from itugraph.citations.decoding.assemble import SURE, Placed, place
from itugraph.citations.decoding.costs import Costs, costs
from itugraph.citations.decoding.decode import Decoded, Setting, decode, labelled
from itugraph.citations.decoding.labels import Item, Labels
from itugraph.citations.decoding.plausible import Times
from itugraph.citations.glued import Glued
from itugraph.citations.identity import Identity
from itugraph.citations.reader import Reader
from itugraph.citations.scan import Found
from itugraph.model import Citation, Mark, Piece, Reading, Run, State

_MARKS: dict[str, Mark] = {KEEP: "kept", DELETE: "deleted", INSERT: "inserted"}


def runs_together(reader: Reader, found: list[Found]) -> bool:
    """Whether a text is a flattened redline: its title or enacting line is, or its citations.

    One glued mark among many clean ones is a slip, not a redline.
    """
    if isinstance(reader.own.title, Glued) or reader.own.base is not None:
        return True
    windows = [f for f in found if not isinstance(f.mention, Glued)]
    glued = len(found) - len(windows)
    return glued >= 2 or (glued == 1 and len(windows) <= 2)


def flattened(reader: Reader, found: list[Found]) -> tuple[list[Citation], tuple[Run, ...]]:
    """The citations of a flattened redline, and what is known of its runs.

    Runs cover the whole text: kept, deleted and inserted where a window has one sure reading,
    unknown elsewhere.
    """
    own = reader.own
    setting = Setting(
        text=reader.normal.text,
        lexicon=reader.lexicon,
        registry=reader.registry,
        costs=costs(),
        own=own.body,
        times=Times(own.base, own.conference),
    )
    decoded, labels = decode(setting, reader.clauses, own.title_start)
    citations: list[Citation] = []
    for one in decoded:
        placed = place(one, setting, own, reader.memory, in_context=reader.in_context)
        citations.extend(_record(reader, p, labels, one.reasons) for p in placed)
    windows = [(one.window.start, one.window.end) for one in decoded]
    for other in found:
        if not isinstance(other.mention, Glued) and not _within(other, windows):
            citations.extend(_clean(reader, other, labels, setting.costs))
    return with_changes(citations), _runs(reader, decoded)


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
        replace(identity, notes=notes, alternatives=placed.alternatives),
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
    return item.before if state == "before" else item.after


def _opened(reader: Reader, start: int, labels: Labels) -> Item | None:
    return labels.at(reader.normal.text.rfind("\n", 0, start) + 1)


def _clean(reader: Reader, found: Found, labels: Labels, costs_: Costs) -> Iterator[Citation]:
    """The citations of a mention that no window covers: each stands whole in its states."""
    for span, identity in reader.identities(found):
        shares = _shares(reader, span, identity, labels, costs_)
        best = max(shares, key=lambda state: shares[state])
        if identity.alternatives or shares[best] >= SURE:
            placed = Placed((span,), identity, best, shares[best], identity.alternatives)
        else:
            readings = tuple(_reading(identity, state, p) for state, p in shares.items() if p > 0)
            ordered = tuple(sorted(readings, key=lambda r: -(r.probability or 0.0)))
            placed = Placed((span,), identity, None, None, ordered)
        yield _record(reader, placed, labels)


def _shares(
    reader: Reader, span: Piece, identity: Identity, labels: Labels, costs_: Costs
) -> dict[State, float]:
    cited = reader.registry.conferences.get(identity.conference or "")
    base = reader.own.base
    late = costs_.later_than_base if cited and base and cited.key > base.key else 0.0
    item = _opened(reader, span[0], labels)
    whole: dict[State, float] = {
        "both": costs_.kept + late + labelled(KEEP, item, costs_),
        "before": costs_.removed + costs_.current_removed + late + labelled(DELETE, item, costs_),
        "after": costs_.added + costs_.old_added + labelled(INSERT, item, costs_),
    }
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


def _runs(reader: Reader, decoded: list[Decoded]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for one in decoded:
        if not one.readings or one.readings[0].probability < SURE:
            continue
        start = one.window.start
        ops = one.readings[0].ops
        for at, op in enumerate(ops):
            first, last = reader.normal.source(start + at, start + at + 1)
            mark = _MARKS[op]
            if runs and runs[-1].mark == mark and runs[-1].end == first:
                runs[-1] = Run(runs[-1].start, last, mark)
            else:
                if (runs[-1].end if runs else 0) < first:
                    runs.append(Run(runs[-1].end if runs else 0, first, "unknown"))
                runs.append(Run(first, last, mark))
    end = len(reader.document.text)
    if (runs[-1].end if runs else 0) < end:
        runs.append(Run(runs[-1].end if runs else 0, end, "unknown"))
    return tuple(runs)

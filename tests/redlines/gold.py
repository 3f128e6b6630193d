"""A draft with its gold, and how its segments are flattened."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itugraph.model import Piece
from tests.redlines.chains import Cited, Identity, Span
from tests.redlines.editing import Editor, Op, Runs, pieces
from tests.redlines.printing import Segment, Side

# The number of the site that is the draft's own title.
SELF = -1


@dataclass(frozen=True, slots=True)
class Gold:
    """A citation of one state: what it cites and where it stands in the flattened text."""

    side: Side
    cited: Cited
    pieces: tuple[Piece, ...]
    surface: str

    @property
    def identity(self) -> Identity:
        """By what citations are compared."""
        return self.cited.identity


@dataclass(frozen=True, slots=True)
class Site:
    """What stands in one place in both states, with the class of its change ("self": the title)."""

    kind: str
    start: int
    end: int
    before: tuple[Gold, ...]
    after: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its editor left it and as it was flattened.

    Attributes:
        ops: (op, start, end) over the flattened text without a gap: k kept, d deleted, i inserted.
        sites: by place; the first is the draft's own title.
    """

    seed: int
    base: str
    target: str
    editor: Editor
    text: str
    ops: tuple[tuple[Op, int, int], ...]
    before: str
    after: str
    sites: tuple[Site, ...]

    def citations(self, side: Side) -> list[Gold]:
        """The citations of a state, the title left out."""
        return [g for s in self.sites if s.kind != "self" for g in getattr(s, side)]


def flattened(
    parts: Sequence[Segment],
    seed: int,
    span: Span,
    editor: Editor,
    kinds: Mapping[int, str],
    rng: random.Random,
) -> Draft:
    """The draft as one string, with its operations and where its citations went."""
    text = ""
    ops: list[tuple[Op, int, int]] = []
    states = {"before": "", "after": ""}
    found: dict[int, dict[str, list[Gold]]] = {}
    for part in parts:
        runs = _runs(part, editor, rng)
        offsets: dict[str, list[int]] = {"before": [], "after": []}
        for op, words in runs:
            if ops and ops[-1][0] == op:
                ops[-1] = (op, ops[-1][1], len(text) + len(words))
            else:
                ops.append((op, len(text), len(text) + len(words)))
            new = range(len(text), len(text) + len(words))
            text += words
            for side, gone in (("before", "i"), ("after", "d")):
                if op != gone:
                    offsets[side].extend(new)
        for side, mentions in (
            ("before", part.before_mentions),
            ("after", part.after_mentions),
        ):
            wording = getattr(part, side)
            states[side] += wording
            for m in mentions:
                where = pieces(offsets[side][m.start : m.end])
                gold = Gold(side, m.cited, where, wording[m.start : m.end])  # type: ignore[arg-type]
                found.setdefault(m.site, {"before": [], "after": []})[side].append(gold)
    sites = [
        Site(
            kind=kinds[number],
            start=min(g.pieces[0][0] for g in (*sides["before"], *sides["after"])),
            end=max(g.pieces[-1][1] for g in (*sides["before"], *sides["after"])),
            before=tuple(sides["before"]),
            after=tuple(sides["after"]),
        )
        for number, sides in found.items()
    ]
    return Draft(
        seed=seed,
        base=span.base.id,
        target=span.target.id,
        editor=editor,
        text=text,
        ops=tuple(ops),
        before=states["before"],
        after=states["after"],
        sites=tuple(sorted(sites, key=lambda s: (s.start, s.end))),
    )


def _runs(part: Segment, editor: Editor, rng: random.Random) -> Runs:
    if part.whole and part.before and part.after:
        return editor.ordered(rng, [("d", part.before), ("i", part.after)])
    return editor.runs(rng, part.before, part.after)


def shown(made: Draft) -> str:
    """A draft to read: deleted as [-…-], inserted as {+…+}."""
    around = {"k": ("", ""), "d": ("[-", "-]"), "i": ("{+", "+}")}
    return "".join(
        f"{around[op][0]}{made.text[start:end]}{around[op][1]}" for op, start, end in made.ops
    )

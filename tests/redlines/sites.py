"""A site of a draft as segments: its citations, the body's name after them, the title."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.redlines.chains import Cited, Span, chains
from tests.redlines.printing import Segment, Style, joined, same, segment

TITLED = 0.6
RETYPED = 0.06  # of changed sites are retyped with body and title
RENAMED = 0.04  # of sites change only how the body is named


@cache
def sentences() -> dict[str, Any]:
    """The sentences of drafts."""
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))


def site(
    rng: random.Random, number: int, before: Sequence[Cited], after: Sequence[Cited], span: Span
) -> list[Segment]:
    """A site that both states have, or one of them, with what stands behind its citations."""
    lead = (before or after)[0]
    own = lead.body == span.base.body
    names = sentences()["own" if own else "names"][lead.body]
    if own and lead.year is None:
        names = [name for name in names if name] if rng.random() < 0.5 else [""]
    if not own and (lead.year is None or _shared_date((*before, *after))):
        names = [name for name in names if name]
    name = rng.choice(names) if names else ""
    hyphen = "\u2011" if rng.random() < 0.1 else "-"
    style = Style(
        prefix=lead.body if name == "tag" else "", shared=rng.random() < 0.9, hyphen=hyphen
    )
    cite = segment(number, before, after, style)
    if name == "tag":
        name = ""
    other = name
    others = [n for n in names if n and n not in (name, "tag")]
    if name and others and before and after and before != after and rng.random() < RENAMED:
        other = rng.choice(others)
    parts = [cite]
    if name or other:
        parts += [same(" "), Segment(name, other)]
    title = _titles(rng, before, after)
    if title:
        parts += [same(", on "), title]
    if before and after and before != after and rng.random() < RETYPED:
        return [joined(parts)]
    return parts


def _shared_date(cited: Sequence[Cited]) -> bool:
    """Whether another body met at the place of a mark in that year, as in Dubai in 2012."""
    registry = chains().registry
    return any(c.place and c.year and len(registry.meetings(c.place, c.year)) > 1 for c in cited)


def _titles(rng: random.Random, before: Sequence[Cited], after: Sequence[Cited]) -> Segment | None:
    """The title of one instrument, or the titles of both where another took its place."""
    if len(before) > 1 and len(after) > 1:
        return None
    old, new = (side[0].title if len(side) == 1 else "" for side in (before, after))
    if len(before) > 1 and new:
        # A list has no one title; the editor gives it to the one that is left, or nobody does.
        return Segment("matters of common interest", new) if rng.random() < TITLED / 2 else None
    if not (old or new) or rng.random() >= TITLED:
        return None
    if not before or not after:
        return same(old or new)
    if not (old and new):
        return None
    if before[0].number.partition("-")[0] != after[0].number.partition("-")[0]:
        return Segment(old, new if rng.random() < 0.75 else old)
    if rng.random() < 0.06:
        return Segment(old, f"strengthening {old}")
    return same(old)


def separate(rng: random.Random, number: int, cited: Sequence[Cited], span: Span) -> list[Segment]:
    """Citations of one state printed one by one, as parts of one site; both wordings are alike."""
    parts: list[Segment] = []
    joiner = rng.choice(sentences()["joiners"]["two"])
    for at, one in enumerate(cited):
        if at:
            titled = any(", on " in s.after for s in parts)
            parts.append(same(f",{joiner}" if titled and joiner.startswith(" ") else joiner))
        parts += site(rng, number, (one,), (one,), span)
    return parts

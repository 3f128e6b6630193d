"""How citations are printed in a draft, and the segments a draft is put together from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.redlines.chains import Cited

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation inside the wording of a segment: [start, end) there, and its site."""

    site: int
    cited: Cited
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a draft in both wordings; one of them is empty where it is new or gone.

    Attributes:
        whole: retyped as one, whatever the two wordings share.
    """

    before: str
    after: str
    before_mentions: tuple[Mention, ...] = ()
    after_mentions: tuple[Mention, ...] = ()
    whole: bool = False

    def only(self, side: Side) -> Segment:
        """The segment as it is when only one state has it."""
        if side == "before":
            return Segment(self.before, "", self.before_mentions)
        return Segment("", self.after, (), self.after_mentions)


def same(text: str) -> Segment:
    """Words that both states have."""
    return Segment(text, text)


@dataclass(frozen=True, slots=True)
class Style:
    """How one site prints its citations.

    Attributes:
        prefix: the body as a tag before the head word, "" for none.
        shared: a list prints one mark for all its members where they have the same.
        hyphen: of "ITU-R", which some documents keep from breaking.
    """

    prefix: str = ""
    shared: bool = True
    rev: str = "Rev. "
    hyphen: str = "-"


def mark(cited: Cited, rev: str = "Rev. ") -> str:
    """What stands in the brackets of a citation, "" for none."""
    if cited.year is None:
        return ""
    if cited.body == "WRC":
        tag = cited.conference or ""
        return f"Rev.{tag}" if cited.revised else tag
    return f"{rev if cited.revised else ''}{cited.place}, {cited.year}"


def printed(cited: Sequence[Cited], style: Style) -> tuple[str, list[tuple[int, int]]]:
    """The wording of a citation or list, and where each citation stands in it.

    The first member of a list runs from the head word; a mark that closes a list for all its
    members belongs to the last.
    """
    if not cited:
        return "", []
    head = cited[0].type.capitalize() + ("s" if len(cited) > 1 else "")
    prefix = f"{style.prefix} " if style.prefix else ""
    sector = f"ITU{style.hyphen}R " if cited[0].body == "RA" else ""
    text, spans = f"{prefix}{head} {sector}", []
    marks = [mark(c, style.rev) for c in cited]
    shared = len(cited) > 1 and style.shared and len(set(marks)) == 1
    for at, (one, words) in enumerate(zip(cited, marks, strict=True)):
        last = at == len(cited) - 1
        if at:
            text += " and " if last else ", "
        start = len(text) if at else 0
        text += one.number
        if words and (last or not shared):
            text += f" ({words})"
        spans.append((start, len(text)))
    return text, spans


def segment(
    site: int, before: Sequence[Cited], after: Sequence[Cited], style: Style, *, extra: str = ""
) -> Segment:
    """The citations of a site as a segment; `extra` follows them in both wordings."""
    wordings = [printed(cited, style) for cited in (before, after)]
    mentions = [
        tuple(Mention(site, c, *span) for c, span in zip(cited, spans, strict=True))
        for cited, (_, spans) in zip((before, after), wordings, strict=True)
    ]
    old, new = (text + extra if text else "" for text, _ in wordings)
    return Segment(old, new, mentions[0], mentions[1])


def joined(segments: Sequence[Segment]) -> Segment:
    """Segments as one that is retyped whole."""
    before = after = ""
    old: list[Mention] = []
    new: list[Mention] = []
    for s in segments:
        old += [shifted(m, len(before)) for m in s.before_mentions]
        new += [shifted(m, len(after)) for m in s.after_mentions]
        before, after = before + s.before, after + s.after
    return Segment(before, after, tuple(old), tuple(new), whole=True)


def shifted(mention: Mention, by: int) -> Mention:
    """A mention in a wording that has more before it."""
    return Mention(mention.site, mention.cited, mention.start + by, mention.end + by)


def reworded(rng: random.Random, pattern: str, chance: float = 0.35) -> list[Segment]:
    """A pattern with {old|new} as segments: changed by chance, else either wording throughout."""
    found: list[Segment] = []
    rest = pattern
    while "{" in rest:
        head, _, rest = rest.partition("{")
        choice, _, rest = rest.partition("}")
        old, _, new = choice.partition("|")
        if head:
            found.append(same(head))
        if rng.random() < chance:
            found.append(Segment(old, new))
        else:
            found.append(same(rng.choice((old, new))))
    if rest:
        found.append(same(rest))
    return found

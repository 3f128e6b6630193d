"""Every candidate of a text that the grammar can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from itugraph.citations import grammar
from itugraph.citations.glued import Detector, Glued
from itugraph.citations.grammar import Mention
from itugraph.citations.lexicon import Head, Lexicon
from itugraph.citations.provisions import Provision, names_its_paragraphs, provision


@dataclass(frozen=True, slots=True)
class Found:
    """What the scan found: a mention, where its head starts, and where reading went on."""

    start: int
    mention: Mention | Provision | Glued | Head

    @property
    def end(self) -> int:
        """Where reading goes on; names of documents have no length of their own."""
        return self.start if isinstance(self.mention, Head) else self.mention.end


def scan(text: str, lexicon: Lexicon, detector: Detector | None = None) -> Iterator[Found]:
    """Every candidate that the grammar can read, without overlaps.

    Args:
        detector: of two states in one line; without it the text is that of one state.
    """
    end = 0
    for match in lexicon.candidates.finditer(text):
        start = match.start()
        if start < end or (start and (text[start - 1].isalnum() or text[start - 1] == "-")):
            continue
        head = lexicon.heads[match[0]]
        if head.kind == "wsis":
            if not names_its_paragraphs(text, match.end(), lexicon):
                yield Found(start, head)
            end = match.end()
        elif head.kind == "provision":
            numbered = provision(text, start, match.end(), head, lexicon)
            if numbered:
                yield Found(start, numbered)
                end = numbered.end
        else:
            for found in _list(text, start, match.end(), head, lexicon, detector):
                yield found
                end = found.end


def _list(
    text: str, start: int, end: int, head: Head, lexicon: Lexicon, detector: Detector | None
) -> Iterator[Found]:
    """The mentions and windows of the list that a head word opens."""
    at: int | None = start
    while at is not None:
        first = at == start
        window = detector.glued(text, at, end if first else at, head) if detector else None
        if window:
            yield Found(at, window)
            at = grammar.next_number(text, window.end, head, lexicon)
            continue
        mention = (
            grammar.mention(text, at, end, head, lexicon)
            if first
            else grammar.resumed(text, at, head, lexicon)
        )
        at = None
        while mention:
            last = mention.members[-1]
            if len(mention.members) > 1 and last.mark is None:
                # What follows its last number may be a mark into which two states ran together.
                begins = last.span[0]
                if detector and detector.glued(text, begins, begins, head):
                    mention = replace(
                        mention, members=mention.members[:-1], end=mention.members[-2].span[1]
                    )
                    at = begins
            yield Found(start, mention)
            mention = grammar.continued(text, mention, lexicon) if at is None else None

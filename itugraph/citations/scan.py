"""Every candidate of a text that the grammar can read, each in the language it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from itugraph.citations import grammar, number_first
from itugraph.citations.candidates import candidates
from itugraph.citations.glued import Detector, Glued
from itugraph.citations.grammar import Mention
from itugraph.citations.heads import Head
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.provisions import Provision, names_its_paragraphs, provision
from itugraph.model import Piece

_HAN = re.compile(r"[\u3400-\u9fff]")


class Found(NamedTuple):
    """What the scan found: a mention, where its head starts, and where reading went on.

    Attributes:
        stop: where the name of a document ends.
        language: of the words it was read by.
    """

    start: int
    mention: Mention | Provision | Glued | Head
    stop: int = 0
    language: str = "en"

    @property
    def end(self) -> int:
        """Where reading goes on."""
        return self.stop if isinstance(self.mention, Head) else self.mention.end


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch [start, end) of a text and the words of its language."""

    start: int
    end: int
    lexicon: Lexicon


def scan(
    text: str,
    zones: Sequence[Zone],
    detector: Detector | None = None,
    foreign: Sequence[Lexicon] = (),
) -> Iterator[Found]:
    """Every candidate that the grammar can read, in order, without overlaps.

    Args:
        detector: of two states in one line; without it the text is that of one state.
        foreign: the words of other languages that are read where a text cites in them.
    """
    reached = 0
    for zone in zones:
        start = max(zone.start, reached)
        if zone.lexicon.number_first:
            found = list(_number_first(text, start, zone.end, zone.lexicon))
        else:
            found = list(_read(text, zone, zone.lexicon, start, detector))
        for other in foreign:
            if other is not zone.lexicon:
                found = _with_foreign(text, zone, other, found)
        for one in found:
            yield one
            reached = max(reached, one.end)


def _number_first(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Found]:
    """What is found where numbers stand before their words, and where they stand behind."""
    found = [
        Found(at, mention, language=lexicon.language)
        for read in (
            number_first.instruments,
            number_first.provisions,
            number_first.action_lines,
        )
        for at, mention in read(text, start, end, lexicon)
    ]
    taken = _merged(found)
    for read in _read(text, Zone(start, end, lexicon), lexicon, start, None):
        one = read
        if isinstance(read.mention, Head):
            if number_first.is_owner(text, read.end, lexicon):
                continue
            at, stop = number_first.titled(text, read.start, read.end)
            one = Found(at, read.mention, stop, read.language)
        elif (
            isinstance(read.mention, Provision)
            and number_first.is_behind(read.mention.head)
            and text[read.start] != "§"
        ):
            continue
        if not _overlaps(one, taken):
            found.append(one)
    reached = start
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start >= reached:
            yield one
            reached = max(one.end, reached)


def _with_foreign(text: str, zone: Zone, foreign: Lexicon, found: list[Found]) -> list[Found]:
    """What is found in the words of the zone's language and, beside it, in those of another."""
    taken = _merged(found)
    read = _read(text, zone, foreign, zone.start, None, without=zone.lexicon.heads)
    others = [one for one in read if not _overlaps(one, taken)]
    return sorted([*found, *others], key=lambda one: one.start) if others else found


def _merged(found: Iterable[Found]) -> list[Piece]:
    """The stretches that anything found takes, ascending, those that overlap made one."""
    merged: list[Piece] = []
    for start, end in sorted((one.start, one.end) for one in found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlaps(one: Found, taken: Sequence[Piece]) -> bool:
    """Whether any of the stretches, which overlap nowhere, has a part of what was found."""
    before_its_end = bisect_left(taken, (one.end, 0))
    return before_its_end > 0 and taken[before_its_end - 1][1] > one.start


def _read(
    text: str,
    zone: Zone,
    lexicon: Lexicon,
    end: int,
    detector: Detector | None,
    *,
    without: Container[str] = (),
) -> Iterator[Found]:
    for match in candidates(text, zone.start, zone.end, lexicon):
        start = match.start()
        if start < end or (lexicon.spaced and start and _within_word(text, start, match.end())):
            continue
        word = match[0]
        if word in without:
            continue
        head = lexicon.heads[word]
        if lexicon.number_first and _goes_on(text, match.end(), head):
            continue
        if head.kind == "wsis":
            if not names_its_paragraphs(text, match.end(), lexicon):
                yield Found(start, head, match.end(), lexicon.language)
            end = match.end()
        elif head.kind == "provision":
            numbered = provision(text, start, match.end(), head, lexicon)
            if numbered:
                yield Found(start, numbered, language=lexicon.language)
                end = numbered.end
        else:
            end_of_word = start if head.tag else match.end()
            for found in _list(text, start, end_of_word, head, lexicon, detector):
                yield found
                end = found.end


def _goes_on(text: str, end: int, head: Head) -> bool:
    """Whether a Chinese word follows, which is no number: only a handbook's title is one."""
    is_title = head.type == "handbook"
    return head.kind == "instrument" and not is_title and _HAN.match(text, end) is not None


def _within_word(text: str, start: int, end: int) -> bool:
    """Whether what stands at [start, end) is cut out of a longer word.

    A converter may have lost all blanks: "andResolution44(Rev.Hammamet,2016)".
    """
    previous = text[start - 1]
    if previous.isspace():
        return False
    glued = previous.islower() and text[start].isupper() and text[end : end + 1].isdecimal()
    # In a bibliography "[b-ITU-T F.791]" is a text's label.
    label = text[max(0, start - 3) : start] == "[b-"
    return (previous.isalnum() and not glued) or (previous == "-" and not label)


def _list(
    text: str, start: int, end: int, head: Head, lexicon: Lexicon, detector: Detector | None
) -> Iterator[Found]:
    """The mentions and windows of the list that a head word opens."""
    at: int | None = start
    while at is not None:
        first = at == start
        window = detector.glued(text, at, end if first else at, head) if detector else None
        if window:
            yield Found(at, window, language=lexicon.language)
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
                    mention = mention._replace(
                        members=mention.members[:-1], end=mention.members[-2].span[1]
                    )
                    at = begins
            yield Found(start, mention, language=lexicon.language)
            mention = grammar.continued(text, mention, lexicon) if at is None else None

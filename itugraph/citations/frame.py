"""What a document says of itself: its title and the line that names its conference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from itugraph.citations import grammar, marks, number_first
from itugraph.citations.glued import Detector, Glued
from itugraph.citations.grammar import Mention
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.patterns import trie
from itugraph.citations.words import words_of
from itugraph.model import Body
from itugraph.registry import Conference, Registry

HEAD = 3000
"""How far down a title and the enacting line are looked for, in characters."""
_TITLE = 200
"""The longest line that is a title, in characters."""
_FIRST = 3
"""How many letters tell that a line may be an enacting one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A document's own identity, as far as its title and enacting line tell.

    Attributes:
        title: the mention in the title, None without one; title_start: where it starts.
        body: whose text it is; conference: that adopts it (of a redline, the target).
        base: of a redline, the conference that adopted the text it starts from.
        body_end: where title and enacting line end, in characters of the normal form.
        enacted: whether there is an enacting line.
    """

    title: Mention | Glued | None = None
    title_start: int | None = None
    body: Body | None = None
    conference: Conference | None = None
    base: Conference | None = None
    body_end: int = 0
    enacted: bool = False

    @property
    def in_two_states(self) -> bool:
        """Whether title or enacting line tell that two states of the text run together."""
        return isinstance(self.title, Glued) or self.base is not None


def frame(
    text: str, lexicon: Lexicon, registry: Registry, detector: Detector | None = None
) -> Frame:
    r"""Read the title and the enacting line of a text in normal form.

    Args:
        detector: of two states in one line; without it the text is that of one state.

    >>> from itugraph.citations.lexicon import load
    >>> registry = Registry.load()
    >>> text = "RESOLUTION 11 (REV. DUBAI, 2018)\nThe Plenipotentiary Conference (Dubai, 2018),"
    >>> found = frame(text, load("en", registry), registry)
    >>> found.body, found.conference.id, found.title.members[0].number
    ('PP', 'PP-18', '11')
    """
    head = text[:HEAD]
    title, title_start, title_end = _title(head, lexicon, detector)
    body: Body | None = None
    met: tuple[Conference, ...] = ()
    end = title_end
    enacted = False
    enacting = _enacting(lexicon).search(f"\n{head}")
    if enacting:
        named = lexicon.bodies.get(" ".join(enacting["name"].split()))
        held = _held(enacting["mark"], lexicon, registry, detector)
        # Without a title above, "The Council, by its Resolution 1336 (mod. 2019)," is a sentence.
        if title is not None or held:
            body, end, enacted = named, enacting.end() - 1, True
            met = tuple(c for c in held if c.body == body)
    if isinstance(title, Glued):
        marked = title.conferences
    else:
        marked = _marked(title.members[0].mark, registry) if title else ()
    if body is None:
        body = _own_body(title, marked)
    known = sorted({c for c in (*met, *marked) if c.body == body}, key=lambda c: c.key)
    return Frame(
        title=title,
        title_start=title_start,
        body=body,
        conference=known[-1] if known else None,
        base=known[0] if len(known) > 1 else None,
        body_end=end,
        enacted=enacted,
    )


def _held(
    mark: str | None, lexicon: Lexicon, registry: Registry, detector: Detector | None
) -> tuple[Conference, ...]:
    """What was held where and when an enacting line says."""
    if not mark:
        return ()
    read = marks.parse(mark, 0, lexicon)
    if read and read.place and read.year:
        return registry.meetings(read.place, read.year)
    return detector.conferences(mark) if detector else ()


def _marked(mark: marks.Mark | None, registry: Registry) -> tuple[Conference, ...]:
    if mark is None:
        return ()
    if mark.label:
        tagged = registry.tagged(mark.label)
        return (tagged,) if tagged else ()
    return registry.meetings(mark.place, mark.year) if mark.place and mark.year else ()


@lru_cache(maxsize=16)
def _enacting(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"[\n\f]\s*(?:{lexicon.enacting})(?:ITU\s+)?(?P<name>{lexicon.body_names})"
        rf"[^(\n]{{0,80}}(?P<mark>\([^\n]{{4,80}}\))?\s*,"
    )


def enacting_lines(text: str, lexicons: tuple[Lexicon, ...]) -> Iterator[tuple[int, Lexicon]]:
    r"""Where lines stand that name the body that adopts what follows, with the words of each.

    >>> from itugraph.citations.lexicon import load
    >>> text = "Title\nThe Plenipotentiary Conference (Dubai, 2018),\nnoting"
    >>> [at for at, _ in enacting_lines(text, (load("en", Registry.load()),))]
    [6]
    """
    reached = dict.fromkeys(lexicons, 0)
    for line in _openings(lexicons, fed="\f" in text).finditer(text):
        for lexicon in lexicons:
            match = _enacting(lexicon).match(text, line.start())
            if match and match.start() >= reached[lexicon]:
                reached[lexicon] = match.end()
                yield match.start() + 1, lexicon


@lru_cache(maxsize=16)
def _openings(lexicons: tuple[Lexicon, ...], *, fed: bool) -> re.Pattern[str]:
    """Lines that begin with the first letters of an enacting line in any of some languages.

    Args:
        fed: whether form feeds part lines too: the newline alone is found many times faster.
    """
    first: set[str] = set()
    for lexicon in lexicons:
        for words in words_of(lexicon.language)["own"]["enacting"]:
            if bare := words.removesuffix("~"):
                first.add(bare[:_FIRST])
            else:
                first.update(name.split()[0][:_FIRST] for name in ("ITU", *lexicon.bodies))
    line = r"[\n\f]" if fed else r"\n"
    return re.compile(rf"{line}\s*(?={trie(sorted(first))})")


def is_title(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the line [start, end) of a text in normal form is the title of a document.

    >>> from itugraph.citations.lexicon import load
    >>> line = "RESOLUTION 11 (REV. DUBAI, 2018)"
    >>> is_title(line, 0, len(line), load("en", Registry.load()))
    True
    """
    line = text[start:end].rstrip("\n\f")
    return len(line) <= _TITLE and _titled(text, start, line, lexicon, None) is not None


def _title(
    head: str, lexicon: Lexicon, detector: Detector | None
) -> tuple[Mention | Glued | None, int | None, int]:
    start = 0
    for line in head.split("\n"):
        found = _titled(head, start, line, lexicon, detector)
        if found is not None:
            return *found, start + len(line)
        start += len(line) + 1
    return None, None, 0


def _titled(
    head: str, start: int, line: str, lexicon: Lexicon, detector: Detector | None
) -> tuple[Mention | Glued, int] | None:
    """What fills a line that starts here, and where it starts."""
    filled = start + len(line.rstrip(" *0123456789") if line[-1:] != ")" else line.rstrip())
    for found in _cited(head, start, start + len(line), lexicon, detector):
        if isinstance(found, Mention) and len(found.members) > 1:
            continue
        begin = found.start if isinstance(found, Glued) else found.members[0].span[0]
        # A title fills its line, the body's name before it included; a sentence goes on.
        before_it = head[start:begin].strip()
        if not before_it and found.end >= filled - (1 if isinstance(found, Glued) else 0):
            return found, begin
    return None


def _cited(
    head: str, start: int, end: int, lexicon: Lexicon, detector: Detector | None
) -> Iterator[Mention | Glued]:
    """What a line cites, and what of it is the mark of two states."""
    if lexicon.number_first:
        for _, numbered in number_first.instruments(head, start, end, lexicon):
            yield numbered
    for word in lexicon.candidates.finditer(head, start, end):
        opener = lexicon.heads[word[0]]
        window = detector.glued(head, word.start(), word.end(), opener) if detector else None
        found = window or grammar.mention(head, word.start(), word.end(), opener, lexicon)
        if found is not None:
            yield found


def _own_body(title: Mention | Glued | None, marked: tuple[Conference, ...]) -> Body | None:
    if isinstance(title, Mention):
        if title.sector == "R" and title.head.type == "resolution":
            return "RA"
        if title.before.body or title.after.body:
            return title.before.body or title.after.body
    bodies = {c.body for c in marked if c.body not in (None, "COUNCIL", "WSIS")}
    if len(bodies) > 1:
        bodies -= {"RA", "WRC"}
    return bodies.pop() if len(bodies) == 1 else None

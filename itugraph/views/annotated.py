"""A text as a page: its citations marked and linked, its redline shown, notes beside the lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, StrictUndefined

from itugraph.model import Document, Mark, Piece, Run
from itugraph.views.policy import policy

Kind = Literal["own", "kept", "added", "removed", "retargeted", "undecided", "error", "hint"]


@dataclass(frozen=True, slots=True)
class Named:
    """What a note names: a text, where it has a page, and in which state of a redline.

    Attributes:
        state: "before" or "after" where the two states differ, "" where they do not.
    """

    label: str
    address: str | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of a place in a text.

    Attributes:
        pieces: [start, end) in characters of the document's text, ascending; none where the
            place could not be told.
        words: what stands there; names: what it cites; lines: what else there is to tell.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    words: str
    names: tuple[Named, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line in which nothing changes.

    Attributes:
        mark: what the redline does to it; kinds: of the notes that stand on it.
        ends: numbers of the notes whose last piece ends with it.
    """

    text: str
    mark: Mark
    kinds: tuple[Kind, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with what stands beside it.

    Attributes:
        page: its number, where the line is the first on a page, else None.
        notes: numbers from 1 with their notes, in the order of the text.
    """

    page: int | None
    foot: bool
    segments: tuple[Segment, ...]
    notes: tuple[tuple[int, Note], ...]


def annotated(
    document: Document, notes: Sequence[Note], title: str, remarks: Sequence[str] = ()
) -> str:
    """A document as one self-contained HTML file without script, to be saved as UTF-8.

    Args:
        notes: in any order; those without a place are listed at the end.
        remarks: on the text as a whole, a sentence each.

    >>> html = annotated(Document("a.txt", "0" * 16, "a < b"), (), "Draft")
    >>> "a &lt; b" in html, "<script" in html
    (True, False)
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    folder = files("itugraph.views") / "templates"
    style = (folder / "annotated.css").read_text(encoding="utf-8")
    placed = sorted((n for n in notes if n.pieces), key=lambda n: (n.pieces[0], n.pieces, n.kind))
    html = environment.from_string(
        (folder / "annotated.html.j2").read_text(encoding="utf-8")
    ).render(
        title=title,
        language=document.language,
        policy=policy(styles=(style,)),
        style=style,  # own text, unescaped
        remarks=remarks,
        counts=_counts(notes),
        lines=lines(document, placed),
        margins=[margin.text for margin in document.margins],
        unplaced=[note for note in notes if not note.pieces],
    )
    # A lone surrogate in a text would make the whole page impossible to save.
    return html.encode("utf-8", "replace").decode("utf-8")


def _counts(notes: Sequence[Note]) -> Mapping[str, int]:
    counted: defaultdict[str, int] = defaultdict(int)
    for note in notes:
        counted[note.kind] += 1
    return counted


def lines(document: Document, placed: Sequence[Note]) -> Iterator[Line]:
    """The lines of a document, cut where a run, a note or a page begins or ends.

    Args:
        placed: notes with pieces, in the order in which they are numbered.

    >>> note = Note("kept", ((0, 4), (6, 7)), "Res. 2")
    >>> [line] = lines(Document("a.txt", "0" * 16, "Res. x2 y"), [note])
    >>> [(s.text, s.kinds, s.ends) for s in line.segments]
    [('Res.', ('kept',), ()), (' x', (), ()), ('2', ('kept',), (1,)), (' y', (), ())]
    """
    text = document.text
    begins: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    lasts: defaultdict[int, list[int]] = defaultdict(list)
    beside: list[tuple[int, int]] = []
    for number, note in enumerate(placed, start=1):
        for start, end in note.pieces:
            begins[start].append(number)
            ends[end].append(number)
        lasts[note.pieces[-1][1]].append(number)
        beside.append((note.pieces[0][0], number))
    pages = dict(document.pages)
    cuts = sorted({0, len(text), *begins, *ends, *(run.start for run in document.runs), *pages})
    on: list[int] = []
    at_cut = 0
    start = 0
    next_note = 0
    for end in _line_ends(text):
        segments: list[Segment] = []
        page: int | None = None
        position = start
        while position < end or (position == start == end):
            while at_cut < len(cuts) and cuts[at_cut] <= position:
                cut = cuts[at_cut]
                on = [n for n in on if n not in ends.get(cut, ())] + begins.get(cut, [])
                page = pages.get(cut, page)
                at_cut += 1
            until = min(end, cuts[at_cut] if at_cut < len(cuts) else end)
            done = tuple(lasts.get(until, ()) if until > position else ())
            if until == end:  # what ends behind the line's break ends with the line
                done += tuple(lasts.get(end + 1, ()))
            kinds = tuple(dict.fromkeys(placed[n - 1].kind for n in sorted(on)))
            segments.append(
                Segment(text[position:until], _mark(document.runs, position), kinds, done)
            )
            if until == position:
                break
            position = until
        here: list[tuple[int, Note]] = []
        while next_note < len(beside) and beside[next_note][0] <= end:
            number = beside[next_note][1]
            here.append((number, placed[number - 1]))
            next_note += 1
        foot = any(a <= start < b for a, b in document.notes)
        yield Line(page, foot, tuple(segments), tuple(here))
        start = end + 1


def _line_ends(text: str) -> Iterator[int]:
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield end
        at = end + 1
    if at < len(text) or not text:
        yield len(text)


def _mark(runs: Sequence[Run], position: int) -> Mark:
    index = bisect_right(runs, position, key=lambda run: run.start) - 1
    return runs[index].mark if index >= 0 and position < runs[index].end else "kept"

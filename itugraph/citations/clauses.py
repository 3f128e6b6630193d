"""Clauses of a text: which opener a citation stands under, and which item.

Resolutions are built of openers on lines of their own ("recalling", "instructs the Council")
and items below them ("a)", "2", "i)"). Converters glue openers to the end of the line before,
footnotes and annex headings into the midst of one; those are taken apart here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from itugraph.citations.letters import UPPER
from itugraph.citations.lexicon import Lexicon
from itugraph.citations.patterns import alternation, trie
from itugraph.model import Piece
from itugraph.registry import Opener

_LINE_OPENER = 200
"""The longest line that is read as an opener, in characters."""

_FORMULA = 80
"""The longest opener that is likely to come again, in characters."""

_LABEL = re.compile(
    r"[ \t]*(?P<label>(?:"
    r"\d{1,2}(?:\.\d{1,2})+|\d{1,2}|[a-z]{1,2}|[ivx]{1,5}|[ء-ي]{1,2}|[а-я]{1,2})(?: ?\))?)"
    r"(?=\t|(?<=\))[ ]|[ ]{2,})[\t ]*"
)
_INLINE_LABEL = re.compile(
    r"(?<=[;:,.])(?<!No\.)(?<!Nos\.) "
    r"(?P<label>\d{1,2}(?:\.\d{1,2})+(?= [a-z])|(?:x|ix|iv|v?i{1,3}|v)\)(?= ))"
)
_FOOTNOTE = re.compile(r"_{4,}\s*|\[\d+:\s")
_FOOTNOTE_SIGNS = ("____", "[")
_STOPS = ";:,."
"""What stands before words that were glued to a line."""


def _headings(lexicon: Lexicon) -> list[str]:
    """The words for an annex or appendix."""
    return [w for w, part in lexicon.parts.items() if part in ("annex", "appendix")]


def _annex(lexicon: Lexicon) -> re.Pattern[str]:
    """The heading of an annex: in capitals also within a line, else alone on its line."""
    words = _headings(lexicon)
    capitals = alternation(w for w in words if w.isupper()) or "(?!)"
    small = alternation(w for w in words if not w.isupper() and not w[0].islower()) or "(?!)"
    part = rf"(?:{lexicon.part})(?:{lexicon.the})?"
    return re.compile(
        rf"(?:^|(?<=[.;,] ))(?:{capitals})(?: (?P<number>\d{{1,2}}|[A-Z]))?"
        rf"(?:\s+(?=[{UPPER}]{{2}}|[{UPPER}]\s[{UPPER}]){part}[{UPPER}]|\s*$)"
        rf"|^(?:{small})(?: (?P<small>\d{{1,2}}|[A-Z]))?"
        rf"(?: {part}[{UPPER}][^.;\n]{{0,80}})?\s*$",
        re.MULTILINE,
    )


class Clause(NamedTuple):
    """A stretch [start, end) of the normal form under one opener and item.

    Attributes:
        opener: as printed, lower case, single spaces; "title", "annex 1", "footnote"
            elsewhere; None before any.
        verb: the opener's id in clauses.csv.
        item: "a)", "2 > i)", None outside of items.
    """

    start: int
    end: int
    opener: str | None
    verb: str | None
    item: str | None


Fields = tuple[int, int, str | None, str | None, str | None]
"""What a clause is made of: most clauses cite nothing and are never asked for."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a text, in order, without a gap."""

    _fields: tuple[Fields, ...]
    _starts: tuple[int, ...]

    @classmethod
    def of(cls, fields: Iterable[Fields]) -> Clauses:
        """Index clauses by where they start."""
        found = tuple(fields)
        return cls(found, tuple([start for start, _, _, _, _ in found]))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All of them."""
        return tuple(Clause(*fields) for fields in self._fields)

    def at(self, position: int) -> Clause:
        """The clause at a position of the normal form."""
        return Clause(*self.fields(position))

    def fields(self, position: int) -> Fields:
        """The clause at a position, as what it is made of, which is had sooner."""
        at = bisect_right(self._starts, position)
        return self._fields[at - 1 if at else 0]


@dataclass(frozen=True, slots=True, eq=False)
class _Openers:
    line: re.Pattern[str]
    inline: re.Pattern[str]
    addressee_end: re.Pattern[str]
    heads: re.Pattern[str]
    also: tuple[str, ...]
    annex: re.Pattern[str]
    verbs: dict[str, Opener]
    starts: frozenset[str]
    lines: re.Pattern[str]
    cuts: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=16)
def _openers(lexicon: Lexicon, openers: tuple[Opener, ...]) -> _Openers:
    # Two openers may have one word: the first of them is the usual one.
    verbs = {o.words.lower(): o for o in reversed(openers)}
    words = trie(sorted(verbs))
    first = {o.words.split()[0] for o in openers if o.type == "operative"}
    acting = trie(sorted(first | set(lexicon.also)))
    also = "|".join(lexicon.also)
    headings = sorted({w for w in _headings(lexicon) if not w[0].islower()})
    # Where a line may be taken apart: an opener that goes on, or one up to the end.
    goes_on = rf"{acting} (?:{lexicon.followed_by})\b"
    ends = rf"{words}[ ]*(?:[\n_\[]|\Z)"
    annex = trie([w for w in headings if w.isupper()]) or "(?!)"
    cut = rf"(?:\d{{1,2}}\.\d|[xiv]{{1,4}}\) |{annex}|{goes_on}|{ends})"
    starts = frozenset(verb[:2] for verb in verbs)
    return _Openers(
        line=re.compile(rf"(?P<verb>{words})(?![\w-])(?P<rest>[^\n]*)", re.IGNORECASE),
        # Only "instructs the …" and its like: a verb in a sentence is followed by other things.
        inline=re.compile(
            rf"(?<=[,;.]) (?!(?:{acting})(?: (?:{also}))? \d)"
            rf"(?=(?:{acting})(?: (?:{lexicon.followed_by}))\b[^\n;]{{2}})"
            rf"|(?<=[,;.]) (?=(?:{words})[ ]*\n?$)"
        ),
        addressee_end=re.compile(rf"[,;:]|\s(?:{lexicon.ends})\s(?!(?:{lexicon.chained})\b)|\d"),
        heads=lexicon.candidates,
        also=lexicon.also,
        annex=_annex(lexicon),
        verbs=verbs,
        starts=starts,
        lines=re.compile(
            # A line like this one, in small letters behind a capital, is a sentence.
            rf"(?:{_LABEL.pattern}|(?P<heads>{trie(headings) or '(?!)'})"
            rf"|[^\S\n]*(?P<opens>(?![A-Z][a-z])(?i:{trie(sorted(starts))})))?[^\n]*\n?"
        ),
        # A pattern that begins with one sign is found several times faster than with any of four.
        cuts=tuple(re.compile(rf"{re.escape(sign)} (?={cut})") for sign in _STOPS),
    )


def clauses(
    text: str,
    lexicon: Lexicon,
    openers: tuple[Opener, ...],
    title_end: int = 0,
    notes: Sequence[Piece] = (),
) -> Clauses:
    r"""The clauses of a text in normal form.

    Args:
        openers: of the text's language.
        title_end: where title and enacting line end, in characters.
        notes: the stretches that are footnotes and endnotes, ascending.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> registry = Registry.load()
    >>> text = "recalling\na)\tResolution 44;\nb)\tResolution 45,\nresolves\n1\tto go on"
    >>> found = clauses(text, load("en", registry), registry.openers)
    >>> [c.item for c in found.clauses], found.at(20).opener
    ([None, 'a)', 'b)', None, '1'], 'recalling')
    """
    found = _walk(_without(text, notes) if notes else text, _openers(lexicon, openers), title_end)
    return Clauses.of(_with_notes(found, notes) if notes else found)


def _without(text: str, notes: Sequence[Piece]) -> str:
    """The text with its notes blank: a note neither opens nor ends the clause around it."""
    parts: list[str] = []
    at = 0
    for start, end in notes:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _with_notes(found: Iterable[Fields], notes: Sequence[Piece]) -> Iterator[Fields]:
    """Take clauses apart where a note stands within."""
    starts = [start for start, _ in notes]
    for clause_start, clause_end, opener, verb, item in found:
        at = clause_start
        for start, end in notes[max(bisect_right(starts, at) - 1, 0) :]:
            if start >= clause_end:
                break
            if end <= at:
                continue
            if start > at:
                yield at, start, opener, verb, item
            at = min(end, clause_end)
            if start >= clause_start:
                yield start, end, "footnote", None, None
        if at < clause_end:
            yield at, clause_end, opener, verb, item


def _walk(text: str, openers: _Openers, title_end: int) -> list[Fields]:
    found: list[Fields] = []
    opener: str | None = None
    verb: str | None = None
    labels = _NONE
    if title_end:
        found.append((0, title_end, "title", None, None))
    signs = _signs(text, openers)
    signs.append((len(text), "end"))
    next_sign = bisect_left(signs, (title_end, ""))
    sign = signs[next_sign][0]
    for told in openers.lines.finditer(text, title_end):
        start, end = told.span()
        kind = told.lastgroup
        if sign >= end > start and kind != "heads":
            # Nearly all lines: an opener, a label that opens an item, or a line that ends items.
            if kind == "label":
                labels = _below(labels, told[kind])
            elif kind == "opens" and (opened := _alone(told[0], openers)):
                opener, verb = opened
                labels = _NONE
            elif labels is not _NONE and not text[start].isspace():
                labels = _NONE
            found.append((start, end, opener, verb, labels.item))
            continue
        there = [(start, "annex")] if kind == "heads" else []
        while sign < end:
            there.append(signs[next_sign])
            next_sign += 1
            sign = signs[next_sign][0]
        for piece in _pieces(text, start, end, openers, there):
            opener, verb, labels = _piece(text, piece, openers, (opener, verb, labels), found)
    return found


_State = tuple[str | None, str | None, "_Labels"]
"""What a clause stands under: the opener as printed, its verb, the labels of its item."""


def _piece(
    text: str, piece: tuple[int, int, str], openers: _Openers, state: _State, found: list[Fields]
) -> _State:
    """Put a piece of a line that was taken apart to the clauses found, and tell what it opens."""
    start, end, kind = piece
    opener, verb, labels = state
    if kind == "footnote":
        found.append((start, end, "footnote", None, None))
        return state
    line = text[start:end].strip()
    if kind == "annex":
        match = openers.annex.match(text, start)
        number = (match["number"] or match["small"]) if match else None
        opener, verb, labels = f"annex {number.lower()}" if number else "annex", None, _NONE
    elif opened := _opened(line, openers, inline=kind == "opener"):
        opener, verb = opened
        labels = _NONE
    elif kind == "line":
        if label := _LABEL.match(text, start, end):
            labels = _below(labels, label["label"])
        elif line and not text[start].isspace():
            labels = _NONE
    elif kind == "item" and (inline := _INLINE_LABEL.match(text, start)):
        labels = _below(labels, inline["label"])
    found.append((start, end, opener, verb, labels.item))
    return opener, verb, labels


def _signs(text: str, openers: _Openers) -> list[tuple[int, str]]:
    """Where something may have been glued into a line, ascending, and what it may be."""
    found = [(match.end() - 1, "blank") for cut in openers.cuts for match in cut.finditer(text)]
    for sign in _FOOTNOTE_SIGNS:
        at = text.find(sign)
        while at >= 0:
            found.append((at, "footnote"))
            at = text.find(sign, at + len(sign))
    return sorted(found)


def _pieces(
    text: str, start: int, end: int, openers: _Openers, signs: Sequence[tuple[int, str]]
) -> Iterable[tuple[int, int, str]]:
    """Take a line apart where a converter glued something into it."""
    if not signs:
        return ((start, end, "line"),) if end > start else ()
    cuts: dict[int, str] = {}
    kinds = {kind for _, kind in signs}
    footnote = _FOOTNOTE.search(text, start, end) if "footnote" in kinds else None
    stop = footnote.start() if footnote else end
    blanks = [at for at, kind in signs if kind == "blank" and at < stop]
    for blank in blanks:
        if openers.inline.match(text, blank, stop):
            cuts[blank + 1] = "opener"
    for blank in blanks:
        if _INLINE_LABEL.match(text, blank, stop):
            cuts[blank] = "item"
    reached = start
    for at in (at + 1 if kind == "blank" else at for at, kind in signs if kind != "footnote"):
        match = openers.annex.match(text, at, stop) if reached <= at < stop else None
        if match:
            cuts[at] = "annex"
            reached = match.end()
    if footnote:
        cuts[footnote.start()] = "footnote"
        if footnote[0].startswith("["):
            close = text.find("]", footnote.end(), end)
            if 0 <= close < end - 1:
                cuts[close + 1] = "rest"
    if not cuts:
        return ((start, end, "line"),)
    return _between({start: "line", **cuts}, end)


def _between(cuts: dict[int, str], end: int) -> Iterator[tuple[int, int, str]]:
    ordered = sorted(cuts.items())
    for (at, kind), following in zip(ordered, [*ordered[1:], (end, "")], strict=True):
        if following[0] > at:
            yield at, following[0], kind


def _alone(line: str, openers: _Openers) -> tuple[str, str] | None:
    """The opener a whole line consists of."""
    if len(line) > _FORMULA:
        return _opened(line.strip(), openers, inline=False)
    return _formula(line, openers)


@lru_cache(maxsize=2048)
def _formula(line: str, openers: _Openers) -> tuple[str, str] | None:
    """The opener a short line consists of: nearly all texts have the same ones."""
    return _opened(line.strip(), openers, inline=False)


def _opened(stripped: str, openers: _Openers, *, inline: bool) -> tuple[str, str] | None:
    """The opener a line consists of or, glued into a line, starts with."""
    start = stripped[:2].lower()
    if not inline and start not in openers.starts and start[:1] not in openers.starts:
        return None
    if not stripped or (stripped[0].isupper() and not stripped.isupper()):
        return None
    match = openers.line.match(stripped)
    if match is None:
        if not inline:
            return None
        words = stripped.split()
        match = openers.line.match(stripped, len(words[0]) + 1) if len(words) > 1 else None
        if match is None or words[0] not in openers.also:
            return None
    row = openers.verbs[match["verb"].lower()]
    words_of = match["verb"]
    if row.type == "operative":
        words_of = stripped[: match.end("verb") + _addressee(match["rest"], openers)]
    opener = " ".join(words_of.rstrip(" ,:;.").lower().split())
    return opener, row.id


def _addressee(rest: str, openers: _Openers) -> int:
    """How many characters of what follows an operative verb say who is addressed.

    The rest of "instructs the Secretary-General to continue …" goes on with the clause.
    """
    cut = openers.addressee_end.search(rest)
    if cut is None:
        return len(rest) if len(rest) <= _LINE_OPENER else 0
    # Behind an addressee a digit is an item's label; behind "Resolution" it is cited.
    cited = cut[0].isdecimal() and openers.heads.search(rest, 0, cut.start())
    return 0 if cited else cut.start()


@dataclass(frozen=True, slots=True, eq=False)
class _Labels:
    """The labels above a place, each with whether it is a number, a letter or a Roman numeral.

    Attributes:
        item: as it is told: "2 > i)"; None where there are none.
    """

    stack: tuple[tuple[str, str], ...] = ()
    item: str | None = None


_NONE = _Labels()


@lru_cache(maxsize=4096)
def _below(labels: _Labels, printed: str) -> _Labels:
    """Some labels with one more, as printed: "i)" below "2" gives "2 > i)"."""
    printed = printed.replace(" ", "")
    stack, kind = labels.stack, _kind(printed, labels.stack)
    kinds = [held for _, held in stack]
    above = stack[: kinds.index(kind)] if kind in kinds else stack
    nested = (*above, (printed, kind))
    return _Labels(nested, " > ".join(held for held, _ in nested))


def _kind(label: str, stack: tuple[tuple[str, str], ...]) -> str:
    bare = label.rstrip(")")
    if bare.isdecimal():
        return "number"
    if "." in bare:
        return "number"
    if re.fullmatch(r"x|ix|iv|v?i{0,3}", bare) and bare:
        # "i)" behind "h)" is the letter, elsewhere the numeral.
        previous = stack[-1][0].rstrip(")") if stack else ""
        follows = len(bare) == 1 and len(previous) == 1 and ord(bare) == ord(previous) + 1
        if not follows:
            return "numeral"
    return "letter"

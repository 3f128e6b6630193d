"""What the scan found in a text becomes records, with all that is known of the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from itugraph.assembling import assembling
from itugraph.citations.bodies import is_strong
from itugraph.citations.clauses import Clauses, clauses
from itugraph.citations.confidence import confidence
from itugraph.citations.context import names_itu
from itugraph.citations.frame import Frame
from itugraph.citations.grammar import Member, Mention
from itugraph.citations.heads import Head
from itugraph.citations.identity import Identity, Memory
from itugraph.citations.lexicon import Lexicon, load
from itugraph.citations.opened import Opened
from itugraph.citations.openers import openers_of
from itugraph.citations.provisions import Provision
from itugraph.citations.ranges import between
from itugraph.citations.resolve import resolve
from itugraph.citations.scan import Found, scan
from itugraph.citations.treaties import outcome_document, provisions
from itugraph.model import MOST_ALTERNATIVES, QUOTE_LENGTH, Citation, Document, Piece, State
from itugraph.reading import Normal
from itugraph.registry import Registry

_HEADING = 400
"""How much of a line is looked at around a number that may head an annex, in characters."""
_SUREST = 0.999
"""The most that the confidence of a decoded citation says."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns what the scan found in a document into records.

    Attributes:
        place: where the document stands in the text of its records.
    """

    document: Document
    normal: Normal
    own: Frame
    lexicon: Lexicon
    clauses: Clauses
    registry: Registry
    in_context: bool
    memory: Memory
    place: int

    @classmethod
    def of(
        cls, document: Document, registry: Registry, *, detect: bool
    ) -> tuple[Reader, list[Found]]:
        """A reader of a document with what the scan found in it.

        Args:
            detect: whether two states may run together in the text.
        """
        return cls.scanned(Opened.of(document, registry, detect=detect), registry)

    @classmethod
    def scanned(cls, opened: Opened, registry: Registry) -> tuple[Reader, list[Found]]:
        """A reader of an opened document with what the scan found in it."""
        document, normal, own = opened.document, opened.normal, opened.own
        words, lexicon = opened.words, opened.lexicon
        # Where the title tells already, each window is decoded anyway.
        detector = None if own.in_two_states else opened.detector
        others = [load(language, registry) for language in opened.cited]
        found = list(scan(normal.text, opened.zones, detector, others))
        in_context = (
            own.body is not None
            or any(names_itu(normal.text, spoken) for spoken in words.values())
            or any(
                is_strong(f.mention, registry)
                for f in found
                if isinstance(f.mention, Mention | Provision)
            )
        )
        notes = [(normal.place(start), normal.place(end)) for start, end in document.notes]
        title_end = own.body_end if own.title else 0
        reader = cls(
            document=document,
            normal=normal,
            own=own,
            lexicon=lexicon,
            clauses=clauses(
                normal.text,
                lexicon,
                tuple(o for language in words for o in openers_of(language, registry)),
                title_end,
                notes,
            ),
            registry=registry,
            in_context=in_context,
            memory=Memory(),
            place=opened.place,
        )
        return reader, found

    def identities(self, found: Found) -> Iterator[tuple[Piece, Identity]]:
        """What a mention cites, member by member, each with its span of the normal form."""
        match found.mention:
            case Mention():
                before: tuple[Member, Identity] | None = None
                for member in found.mention.members:
                    identity = self._identity(found.mention, member)
                    if identity is None or (
                        member.span[0] != self.own.title_start
                        and self._own_heading(found, identity)
                    ):
                        before = None
                        continue
                    if member.ranged and before:
                        ends = before[1], identity
                        for one in between(before[0], member, ends, self.registry):
                            if inner := self._identity(found.mention, one):
                                yield one.span, inner
                    yield member.span, identity
                    before = member, identity
            case Provision():
                line = self._line(found.start)
                identities = provisions(
                    found.mention,
                    found.start,
                    line,
                    self.memory,
                    self.own.body,
                    in_context=self.in_context,
                )
                yield from zip(found.mention.spans, identities or (), strict=False)
            case Head() if found.mention.name:
                yield self._document(found, found.mention.name)

    def _identity(self, mention: Mention, member: Member) -> Identity | None:
        return resolve(
            mention, member, self.own, self.memory, self.registry, in_context=self.in_context
        )

    def citations(self, found: Found) -> Iterator[Citation]:
        """The records of a mention in a text of one state."""
        for span, identity in self.identities(found):
            yield self.record((span,), identity, language=found.language)

    def _own_heading(self, found: Found, identity: Identity) -> bool:
        """Whether the text's own number stands in a running header or an annex's heading."""
        title = self.own.title
        if not isinstance(title, Mention):
            return False
        if identity.number != title.members[0].number:
            return False
        if isinstance(found.mention, Mention) and found.mention.head.tag:
            return True  # in the history of a Recommendation, "3.0 ITU-T O.173 2012-02-13"
        if identity.body != self.own.body:
            return False
        text = self.normal.text
        # Of a huge line what is near is enough: a heading is no longer.
        reach = max(0, found.start - _HEADING)
        line_start = max(text.rfind("\n", reach, found.start) + 1, reach)
        line_end = text.find("\n", found.start, found.end + _HEADING)
        line = text[line_start : line_end if line_end >= 0 else found.end + _HEADING].strip()
        if isinstance(found.mention, Mention) and len(line) <= found.mention.end - found.start + 6:
            return True  # alone on its line but for a page number
        before = text[line_start : found.start]
        # "(de la Résolution 44 (Rév. Genève, 2022))" below the word "Annexe"
        if self._ends_line(found) and re.fullmatch(
            rf"\s*\(\s*(?:{self.lexicon.part})?(?:{self.lexicon.the})?", before
        ):
            return True
        return self._annex_heading(before, found)

    def _line(self, position: int) -> int:
        """Where the line of a position starts."""
        # Mentions come in order: what was looked through is not looked through again.
        known = self.memory.line if self.memory.line <= position else 0
        self.memory.line = max(self.normal.text.rfind("\n", known, position) + 1, known)
        return self.memory.line

    def _annex_heading(self, before: str, found: Found) -> bool:
        """Whether the line, or in capitals the words before, head an annex of the text."""
        parts, to = self.lexicon.part_names, self.lexicon.part
        opened = rf"(?:{parts})(?:\s+\w{{1,4}})?\s*\(?\s*(?:{to}){self.lexicon.owns}$"
        heading = re.search(rf"(?:^|\s)(?P<words>{opened})", before, re.IGNORECASE)
        if heading is None:
            return False
        alone = not before[: heading.start("words")].strip()
        return heading["words"].isupper() or (alone and self._ends_line(found))

    def _ends_line(self, found: Found) -> bool:
        text = self.normal.text
        line_end = text.find("\n", found.end, found.end + _HEADING)
        end = line_end if line_end >= 0 else found.end + _HEADING
        return not text[found.end : end].strip(" )\t")

    def _document(self, found: Found, name: str) -> tuple[Piece, Identity]:
        end = found.end
        words = load(found.language, self.registry).year_words
        of_year = rf"(?:\s?(?:{words}))?" if words else ""
        year = re.match(rf" \(((?:19|20)\d\d){of_year}\)", self.normal.text[end : end + 12])
        if year:
            end += year.end()
        return (found.start, end), outcome_document(name, int(year[1]) if year else None)

    def record(
        self,
        pieces: tuple[Piece, ...],
        identity: Identity,
        *,
        state: State | None = "both",
        probability: float | None = None,
        item: str | None = None,
        language: str = "en",
    ) -> Citation:
        """The record of a citation.

        Args:
            pieces: in the normal form.
            state: None where it is open which states have the citation.
            probability: of a decoded citation; else its rule tells how sure it is.
            item: its item in the state, where that is not the printed one.
        """
        normal, document, by = self.normal, self.document, self.place
        if len(pieces) == 1:
            [span] = pieces
            first, last = normal.source(*span)
            placed: tuple[Piece, ...] = ((first + by, last + by),)
            surface = document.text[first:last]
        else:
            span = (pieces[0][0], pieces[-1][1])
            found = _joined(normal.source(*piece) for piece in pieces)
            first = found[0][0]
            placed = tuple((start + by, end + by) for start, end in found)
            surface = "".join(document.text[start:end] for start, end in found)
        start, end, opener, verb, labels = self.clauses.fields(span[0])
        ambiguous = state is None or bool(identity.alternatives) or identity.body is None
        sure = confidence(identity.rule) if identity.rule else None
        if probability is not None:
            # Nothing that was decoded is certain, however the last digits are rounded.
            sure = min(round(probability, 3), _SUREST)
        # In the order of the attributes: told by their names they take twice as long.
        return _citation()(
            document.path,
            document.source,
            language,
            placed,
            surface,
            self._quote(start, end, span),
            opener,
            verb,
            item or labels,
            identity.type,
            identity.body,
            identity.number,
            identity.revised,
            identity.place,
            identity.year,
            identity.conference,
            identity.instrument.path if identity.instrument else None,
            identity.edition.path if identity.edition else None,
            identity.target.path if identity.target else None,
            identity.evidence,
            state,
            None,
            None,
            identity.rule,
            None if ambiguous else sure,
            ambiguous,
            identity.alternatives[:MOST_ALTERNATIVES] if ambiguous else (),
            identity.notes,
            span[0] == self.own.title_start,
            document.page(first) if document.pages else None,
        )

    def _quote(self, start: int, end: int, span: Piece) -> str:
        """The clause [start, end) around a citation, at most 400 characters, cut between words."""
        text = self.normal.text
        if end - start <= QUOTE_LENGTH:
            if self.memory.quote[0] != start:
                self.memory.quote = start, " ".join(text[start:end].split())
            return self.memory.quote[1]
        middle = (span[0] + span[1]) // 2
        first = max(start, min(middle - QUOTE_LENGTH // 2, end - QUOTE_LENGTH))
        last = min(end, first + QUOTE_LENGTH)
        if first > start:
            first = min(text.find(" ", first, span[0]) + 1 or first, span[0])
        if last < end:
            last = max(text.rfind(" ", span[1], last), span[1])
        return " ".join(text[first:last].split())


@cache
def _citation() -> Callable[..., Citation]:
    """What makes a record: the class itself takes six times as long."""
    return assembling(Citation)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces of the document's text, those that touch made one."""
    joined: list[Piece] = []
    for start, end in pieces:
        if joined and joined[-1][1] >= start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)

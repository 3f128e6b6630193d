"""From a document to its citations, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from itugraph.citations.bodies import is_strong
from itugraph.citations.clauses import Clause, Clauses, clauses
from itugraph.citations.confidence import confidence
from itugraph.citations.flattened import Glued, readings, spliced
from itugraph.citations.frame import Frame, frame
from itugraph.citations.grammar import Mention
from itugraph.citations.identity import Identity, Memory
from itugraph.citations.lexicon import Head, Lexicon, load
from itugraph.citations.provisions import Provision
from itugraph.citations.resolve import resolve
from itugraph.citations.scan import Found, scan
from itugraph.citations.tracked import tracked
from itugraph.citations.treaties import outcome_document, provisions
from itugraph.identifiers import Instrument, parse_path
from itugraph.model import (
    MOST_ALTERNATIVES,
    QUOTE_LENGTH,
    Body,
    Change,
    Citation,
    Document,
    Piece,
    Reading,
    State,
)
from itugraph.reading import Normal, is_redline, normalise
from itugraph.registry import Registry

_CONTEXT = ("International Telecommunication Union", "ITU-R", "ITU-T", "ITU-D")
_SECTOR_BODY: Mapping[str, Body] = {"R": "RA", "T": "WTSA", "D": "WTDC"}


def extract(document: Document, registry: Registry) -> list[Citation]:
    r"""The citations of a document, sorted by start, state and number.

    >>> from itugraph.reading import read_bytes
    >>> text = b"We shall apply Resolution 44 (Rev. Dubai, 2012) of WTSA.\n"
    >>> [citation] = extract(read_bytes("letter.txt", text), Registry.load())
    >>> citation.edition, citation.surface, citation.rule
    ('wtsa/resolution/44/2012', 'Resolution 44 (Rev. Dubai, 2012)', 'words')
    """
    if is_redline(document.runs):
        return tracked(document, lambda state: _read(state, registry, decode=False))
    return _read(document, registry, decode=True)


def _read(document: Document, registry: Registry, *, decode: bool) -> list[Citation]:
    """The citations of one text.

    Args:
        decode: whether two states may run together in it.
    """
    lexicon = load(document.language, registry)
    normal = normalise(document.text)
    own = frame(normal.text, lexicon, registry)
    found = list(scan(normal.text, lexicon, registry))
    in_context = (
        own.body is not None
        or any(word in normal.text for word in _CONTEXT)
        or any(
            is_strong(f.mention, registry)
            for f in found
            if isinstance(f.mention, Mention | Provision)
        )
    )
    redline = decode and (
        isinstance(own.title, Glued) or any(isinstance(f.mention, Glued) for f in found)
    )
    reader = _Reader(
        document=document,
        normal=normal,
        own=own,
        lexicon=lexicon,
        clauses=clauses(
            normal.text,
            lexicon,
            registry.openers,
            own.body_end if own.title else 0,
            [(normal.place(start), normal.place(end)) for start, end in document.notes],
        ),
        registry=registry,
        in_context=in_context,
        redline=redline,
        memory=Memory(),
    )
    citations = [citation for f in found for citation in reader.citations(f)]
    citations.sort(key=lambda c: (c.start, c.state or "", c.number or ""))
    return citations


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns what the scan found into records, with all that is known of the document."""

    document: Document
    normal: Normal
    own: Frame
    lexicon: Lexicon
    clauses: Clauses
    registry: Registry
    in_context: bool
    redline: bool
    memory: Memory

    def citations(self, found: Found) -> Iterator[Citation]:
        match found.mention:
            case Glued():
                yield self._undecided(found.mention)
            case Mention():
                for member in found.mention.members:
                    identity = resolve(
                        found.mention,
                        member,
                        self.own,
                        self.memory,
                        self.registry,
                        in_context=self.in_context,
                    )
                    if identity is None or (
                        member.span[0] != self.own.title_start
                        and self._own_heading(found, identity)
                    ):
                        continue
                    if self.redline and "unknown-edition" in identity.notes:
                        window = spliced(found.mention, member, self.normal.text, self.registry)
                        if self._readings(window):
                            yield self._undecided(window)
                            continue
                    yield self._citation(member.span, identity)
            case Provision():
                line = self.normal.text.rfind("\n", 0, found.start) + 1
                identities = provisions(
                    found.mention, found.start, line, self.memory, in_context=self.in_context
                )
                for span, identity in zip(found.mention.spans, identities or (), strict=False):
                    yield self._citation(span, identity)
            case Head() if found.mention.name:
                yield self._document(found.start, found.mention.name)

    def _own_heading(self, found: Found, identity: Identity) -> bool:
        """Whether the text's own number stands in a running header or an annex's heading."""
        title = self.own.title
        if not isinstance(title, Mention):
            return False
        if identity.number != title.members[0].number or identity.body != self.own.body:
            return False
        text = self.normal.text
        line_start = text.rfind("\n", 0, found.start) + 1
        line_end = text.find("\n", found.start)
        line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
        if isinstance(found.mention, Mention) and len(line) <= found.mention.end - found.start + 6:
            return True  # alone on its line but for a page number
        return self._annex_heading(text[line_start : found.start], found)

    def _annex_heading(self, before: str, found: Found) -> bool:
        """Whether the line, or in capitals the words before, head an annex of the text."""
        parts, to = self.lexicon.part_names, self.lexicon.part
        opened = rf"(?:{parts})(?:\s+\w{{1,4}})?\s*\(?\s*(?:{to})\s*$"
        heading = re.search(rf"(?:^|\s)(?P<words>{opened})", before, re.IGNORECASE)
        if heading is None:
            return False
        alone = not before[: heading.start("words")].strip()
        return heading["words"].isupper() or (alone and self._ends_line(found))

    def _ends_line(self, found: Found) -> bool:
        text = self.normal.text
        line_end = text.find("\n", found.end)
        return not text[found.end : line_end if line_end >= 0 else len(text)].strip(" )\t")

    def _document(self, start: int, name: str) -> Citation:
        text = self.normal.text
        printed = next(
            p for p in (name + " for the Information Society", name) if text.startswith(p, start)
        )
        end = start + len(printed)
        year = re.match(r" \((\d{4})\)", text[end : end + 7])
        if year:
            end += year.end()
        return self._citation((start, end), outcome_document(name, int(year[1]) if year else None))

    def _citation(self, span: Piece, identity: Identity) -> Citation:
        states, change = self._states(identity)
        state = states[0] if len(states) == 1 else None
        alternatives = identity.alternatives
        if state is None:
            alternatives = self._state_readings(identity, states)
        title = span[0] == self.own.title_start
        return self._record(
            span,
            identity,
            state=state,
            change=change,
            ambiguous=state is None or bool(identity.alternatives) or identity.body is None,
            alternatives=alternatives,
            self_=title,
        )

    def _states(self, identity: Identity) -> tuple[tuple[State, ...], Change | None]:
        """In which states of a flattened redline a clean citation can stand."""
        if not self.redline:
            return ("both",), None
        registry, own = self.registry, self.own
        cited = registry.conferences.get(identity.conference or "")
        if cited and own.base and cited.key > own.base.key:
            return ("after",), "added"
        row = registry.row(identity.edition.path) if identity.edition else None
        if (
            row is not None
            and own.conference is not None
            and self._gone(row.instrument, row.conference)
        ):
            return ("before", "both"), None
        return ("both", "before", "after"), None

    def _gone(self, instrument: str, conference: str) -> bool:
        """Whether an edition had been replaced or suppressed before the target conference."""
        history = self.registry.history(instrument)
        target = self.own.conference
        if history is None or target is None:
            return False
        cited = self.registry.conferences[conference].key
        later = [*history.editions, *([history.ended] if history.ended else [])]
        keys = [self.registry.conferences[row.conference].key for row in later]
        return any(cited < key < target.key for key in keys)

    def _state_readings(self, identity: Identity, states: tuple[State, ...]) -> tuple[Reading, ...]:
        if identity.body is None or identity.number is None:
            return identity.alternatives
        return tuple(
            Reading(
                state,
                identity.type,
                identity.body,
                identity.number,
                identity.place,
                identity.year,
                identity.conference,
                identity.instrument.path if identity.instrument else None,
                identity.edition.path if identity.edition else None,
            )
            for state in states
        )

    def _body_of(self, window: Glued) -> Body | None:
        """The body that the words around a window name."""
        if window.sector and window.head.type == "resolution":
            return _SECTOR_BODY[window.sector]
        event = self.registry.tagged(window.before.event or window.after.event or "")
        said = window.before.body or window.after.body or (event.body if event else None)
        if said is None and (window.start == self.own.title_start or window.after.own):
            return self.own.body
        return said

    def _readings(self, window: Glued) -> tuple[Reading, ...]:
        body = self._body_of(window)
        bodies: frozenset[Body] = frozenset({body}) if body else frozenset()
        return readings(window, bodies, self.own.base, self.registry)

    def _undecided(self, window: Glued) -> Citation:
        """The record of a window in which two states run together."""
        said = self._body_of(window)
        title = window.start == self.own.title_start
        found = self._readings(window)
        type_ = window.head.type or "resolution"
        one = found[0] if found else None
        same = {
            name: getattr(one, name) if len({getattr(r, name) for r in found}) == 1 else None
            for name in ("body", "number", "state", "place", "year", "conference", "instrument")
        }
        identity = Identity(
            type_,
            said or same["body"],
            same["number"],
            None,
            place=same["place"],
            year=same["year"],
            conference=same["conference"],
            instrument=_instrument(same["instrument"]),
            notes=("flattened",),
            alternatives=found,
        )
        return self._record(
            (window.start, window.end),
            identity,
            state=same["state"],
            change=None,
            ambiguous=True,
            alternatives=found,
            self_=title,
        )

    def _record(
        self,
        span: Piece,
        identity: Identity,
        *,
        state: State | None,
        change: Change | None,
        ambiguous: bool,
        alternatives: tuple[Reading, ...],
        self_: bool,
    ) -> Citation:
        start, end = self.normal.source(*span)
        clause = self.clauses.at(span[0])
        instrument = identity.instrument.path if identity.instrument else None
        return Citation(
            document=self.document.path,
            source=self.document.source,
            language=self.document.language,
            pieces=((start, end),),
            surface=self.document.text[start:end],
            quote=self._quote(clause, span),
            clause=clause.opener,
            verb=clause.verb,
            item=clause.item,
            type=identity.type,
            body=identity.body,
            number=identity.number,
            revised=identity.revised,
            place=identity.place,
            year=identity.year,
            conference=identity.conference,
            instrument=instrument,
            edition=identity.edition.path if identity.edition else None,
            target=identity.target.path if identity.target else None,
            evidence=identity.evidence,
            state=state,
            change=change,
            rule=identity.rule,
            confidence=confidence(identity.rule) if identity.rule and not ambiguous else None,
            ambiguous=ambiguous,
            alternatives=alternatives[:MOST_ALTERNATIVES] if ambiguous else (),
            notes=identity.notes,
            self_=self_,
        )

    def _quote(self, clause: Clause, span: Piece) -> str:
        """The item around a citation, at most 400 characters, cut between words."""
        text = self.normal.text
        start, end = clause.start, clause.end
        if end - start > QUOTE_LENGTH:
            middle = (span[0] + span[1]) // 2
            first = max(start, min(middle - QUOTE_LENGTH // 2, end - QUOTE_LENGTH))
            start, end = first, min(end, first + QUOTE_LENGTH)
            if start > clause.start:
                start = min(text.find(" ", start, span[0]) + 1 or start, span[0])
            if end < clause.end:
                end = max(text.rfind(" ", span[1], end), span[1])
        return " ".join(text[start:end].split())


def _instrument(path: str | None) -> Instrument | None:
    name = parse_path(path) if path else None
    return name if isinstance(name, Instrument) else None

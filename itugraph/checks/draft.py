"""What the rules look at: the citations a text would be adopted with, and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from itugraph.citations.changes import in_state
from itugraph.citations.frame import frame
from itugraph.citations.languages import stretches
from itugraph.citations.lexicon import load
from itugraph.citations.words import words_of
from itugraph.model import Citation, Document, Piece
from itugraph.reading import is_redline, normalise, state_text
from itugraph.registry import Conference, Registry
from itugraph.registry.dates import AsOf

_HEAD = 6000
"""How much of a text may hold its title and enacting line, in characters."""
_BEFORE, _BEHIND = 160, 60
"""How far before and behind a citation words may say that it is of the past, in characters."""
_ENDS = (";", "；", "؛", "\n")
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as the rules see it.

    Attributes:
        citations: that stand, or may stand, in the text that is proposed.
        own: of them the one in its title, None without.
        conference: that adopts the text, as the text says; None where it does not.
        date: that the text is checked for.
    """

    document: Document
    registry: Registry
    citations: tuple[Citation, ...]
    own: Citation | None
    conference: Conference | None
    date: AsOf

    @property
    def adopting(self) -> Conference | None:
        """The conference whose texts may be cited before and after it revised them."""
        if self.date.told == "registry":
            return None
        return self.date.conference or self.conference

    def is_past(self, citation: Citation) -> bool:
        """Whether what stands around a citation says that what it cites is of the past.

        Words say so, or a year that is no part of a mark: "the survey of September 2006".
        """
        text = self.document.text
        start, end = self._clause(citation)
        before, after = text[start : citation.start], text[citation.end : end]
        years = [int(year) for year in _YEAR.findall(_BRACKET.sub("", before))]
        if any(year <= self.date.year for year in years):
            return True
        past = _past(citation.language)
        return bool(past.search(before[-_BEFORE:]) or past.search(after[:_BEHIND]))

    def misplaces(self, citation: Citation) -> bool:
        """Whether a citation says "of this conference" and bears another conference's mark."""
        if "body-against-mark" not in citation.notes or citation.rule == "tag":
            return False
        own = self.conference
        cited = self.registry.conferences.get(citation.conference or "")
        return own is not None and cited is not None and cited.body == own.body and cited != own

    def beside(self, citation: Citation) -> tuple[Citation, ...]:
        """The other citations of the same clause."""
        start, end = self._clause(citation)
        return tuple(c for c in self.citations if c is not citation and start <= c.start < end)

    def _clause(self, citation: Citation) -> Piece:
        """Where the clause around a citation stands, from one semicolon or line end to the next."""
        text = self.document.text
        start = max(text.rfind(mark, 0, citation.start) for mark in _ENDS) + 1
        ends = [text.find(mark, citation.end) for mark in _ENDS]
        return start, min((end for end in ends if end >= 0), default=len(text))


def draft(
    document: Document,
    citations: list[Citation],
    registry: Registry,
    date: AsOf | None = None,
) -> Draft:
    """Find a text's own date, where no other is given.

    Args:
        citations: of the document, in all its states.
        date: that takes the place of the text's own.
    """
    standing = tuple(in_state(citations, "after"))
    own = next((c for c in standing if c.self_), None)
    conference = _enacting(document, standing, registry)
    if conference is None and own is not None and not own.ambiguous and own.conference:
        conference = registry.conferences[own.conference]
    if date is None and conference is not None:
        date = AsOf.at(conference, "text")
    if date is None:
        date = AsOf.at(registry.newest, "registry")
    return Draft(document, registry, standing, own, conference, date)


def _enacting(
    document: Document, citations: tuple[Citation, ...], registry: Registry
) -> Conference | None:
    text = document.text
    if is_redline(document.runs):
        text = state_text(text, document.runs, "after").text
    normal = normalise(text[:_HEAD])
    first = next(iter(stretches(normal.text)), None)
    language = first.language if first else document.language
    found = frame(normal.text, load(language, registry), registry)
    # "The Assembly adopted Resolution 44 (Dubai, 2012), which …" enacts nothing.
    if found.title is None and found.conference is not None:
        end = normal.source(0, found.body_end)[1]
        if any(citation.start < end for citation in citations):
            return None
    return found.conference


@cache
def _past(language: str) -> re.Pattern[str]:
    table = words_of(language)
    # Where words are not parted, or bear prefixes, they may begin anywhere.
    parted = table.get("spaced", True) and "prefixes" not in table
    words = "|".join(re.escape(word) for word in table["past"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})" if parted else words, re.IGNORECASE)

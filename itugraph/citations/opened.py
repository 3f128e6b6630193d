"""What is known of a document before it is scanned: its languages, its words, its own title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itugraph.citations.defined import defined
from itugraph.citations.frame import Frame, frame
from itugraph.citations.glued import Detector
from itugraph.citations.languages import Paragraphs
from itugraph.citations.lexicon import Lexicon, load
from itugraph.citations.scan import Zone
from itugraph.model import Document
from itugraph.reading import Normal, normalise
from itugraph.registry import Registry


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that is not scanned yet.

    Attributes:
        place: where it stands in the text that its records are of.
        paragraphs: of that text.
        zones: its stretches of one language; words: of each language, with the short names
            that the text defines; lexicon: the words it begins with.
        cited: other languages that the text may cite in.
        own: what it says of itself.
        detector: of two states that run together, None where the text has nothing of the kind.
    """

    document: Document
    place: int
    normal: Normal
    paragraphs: Paragraphs
    zones: tuple[Zone, ...]
    words: Mapping[str, Lexicon]
    lexicon: Lexicon
    cited: tuple[str, ...]
    own: Frame
    detector: Detector | None

    @classmethod
    def of(
        cls,
        document: Document,
        registry: Registry,
        *,
        detect: bool,
        within: Opened | None = None,
        place: int = 0,
    ) -> Opened:
        """A document, opened.

        Args:
            detect: whether two states may run together in the text.
            within: the text that the document is a part of, where it is opened too.
            place: where the document stands in the text that its records are of.
        """
        if within is None:
            normal = normalise(document.text)
            paragraphs, start, end = Paragraphs.of(normal.text), 0, len(normal.text)
        else:
            normal = within.normal.cut(place, place + len(document.text))
            paragraphs, start = within.paragraphs, within.normal.place(place)
            end = start + len(normal.text)
        spans = paragraphs.stretches(start, end)
        cited = paragraphs.cited(start, end, {span.language for span in spans})
        words = {
            language: _with_defined(normal.text, language, registry, within)
            for language in dict.fromkeys(span.language for span in spans)
        }
        zones = tuple(Zone(span.start, span.end, words[span.language]) for span in spans)
        lexicon = zones[0].lexicon if zones else load(document.language, registry)
        # Two states that run together are read in English, whose words the decoder knows.
        detect = detect and lexicon.language == "en"
        detector = Detector(lexicon, registry) if detect else None
        own = frame(normal.text, lexicon, registry, detector)
        clean = within is not None and within.is_english and within.detector is None
        if detector is not None and (clean or not detector.may_find(normal.text)):
            detector = None
        return cls(document, place, normal, paragraphs, zones, words, lexicon, cited, own, detector)

    @property
    def is_english(self) -> bool:
        """Whether the text is English from end to end, as each part of it is then."""
        return tuple(self.words) == ("en",)

    @property
    def may_run_together(self) -> bool:
        """Whether the text may be one of two states: short of that, nothing in it is."""
        return self.own.in_two_states or self.detector is not None


def _with_defined(text: str, language: str, registry: Registry, within: Opened | None) -> Lexicon:
    """The words of a language and the short names that a text defines in it."""
    lexicon = load(language, registry)
    if within is not None and within.words.get(language) is lexicon:
        return lexicon  # what the whole does not define no part of it does
    short = defined(text, lexicon)
    return load(language, registry, short) if short else lexicon

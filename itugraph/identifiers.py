"""Names of instruments, editions and parts: path, IRI, printed form.

Three levels, after ELI: an instrument (all its editions), an edition (what one conference
adopted) and a part of either. A path is an IRI without its base, all lower case:

    wtsa/resolution/44            the instrument
    wtsa/resolution/44/2016       an edition (c16 for Council sessions, 2019-10 for dated
                                  Recommendations, s17 where only a revision suffix is known)
    wtsa/resolution/44/2016/resolves/2   a part
    cs/article/1                  a part of a treaty; treaties have no type and number
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from itugraph.model import BODIES, TREATIES, TYPES, Body, InstrumentType

BASE = "https://w3id.org/itugraph/id/"
"""Default IRI base. It is not registered yet, so the IRIs do not resolve."""

_SERIES_OF_PREDECESSORS: dict[str, Body] = {"app": "PP", "ccitt": "WTSA", "ccir": "RA"}
_SERIES = re.compile(r"(?:pp|app|ccitt|ccir)-\d\d|itr-(?:1988|2012)")
_DOCUMENT = re.compile(
    r"(?P<meeting>c\d\d|[a-z]{2,4}-\d\d)-(?:(?P<kind>[a-z]{1,4})-)?(?P<rest>\d+(?:\([a-z]+\.\d+\))*)"
)
# Types that are parts of treaties, and never instruments of their own.
_PARTS_ONLY = frozenset({"article", "provision", "appendix", "annex"})
_EDITION = re.compile(r"(?:1[89]|20)\d\d(?:-\d\d)?|c\d\d|s\d{1,2}")
_STEP = re.compile(r"[a-z0-9][a-z0-9.()+-]*")
# Handbooks have a title for a number, in any language.
_TITLE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SUFFIX = re.compile(r"(?P<number>[A-Za-z]*\.?[\d.]+?[A-Z]?)-(?P<suffix>\d{1,2})")

# The last hyphen of these numbers stands for the slash that a path cannot hold.
_SLASHED: frozenset[str] = frozenset({"un-resolution", "question", "document"})
# Printed as "Resolution 44", "Recommendation ITU-T X.509" …
_WORDS: dict[str, str] = {
    "resolution": "Resolution",
    "decision": "Decision",
    "recommendation": "Recommendation",
    "opinion": "Opinion",
    "report": "Report",
    "handbook": "Handbook",
    "question": "Question",
    "un-resolution": "Resolution",
    "document": "Document",
}
_TREATY_NAMES: dict[str, str] = {
    "cs": "Constitution",
    "cv": "Convention",
    "gr": "General Rules",
    "rr": "Radio Regulations",
    "itr": "International Telecommunication Regulations",
}
_WSIS_NAMES: tuple[str, ...] = (
    "Geneva Declaration of Principles",
    "Geneva Plan of Action",
    "Tunis Commitment",
    "Tunis Agenda",
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text with all its editions: what an undated citation names.

    Attributes:
        series: the body's code in lower case; a numbering that was restarted carries its
            conference ("pp-89"), a treaty made twice its year ("itr-1988").
        type: None for treaties, which have no type and number of their own.
        number: as printed, without a revision suffix ("44", "70/125", "X.509").
        path: the IRI without its base.

    >>> Instrument("wtsa", "resolution", "44").path
    'wtsa/resolution/44'
    >>> Instrument("unga", "un-resolution", "70/125").path
    'unga/un-resolution/70-125'
    >>> Instrument("cs").path
    'cs'
    """

    series: str
    type: InstrumentType | None = None
    number: str | None = None
    path: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", _path(self.series, self.type, self.number))

    @property
    def body(self) -> Body:
        """The body whose numbering this is.

        >>> Instrument("pp-89", "resolution", "7").body
        'PP'
        """
        return body_of_series(self.series)

    @property
    def printed(self) -> str:
        """The English name.

        >>> Instrument("ra", "resolution", "6").printed
        'Resolution ITU-R 6'
        >>> Instrument("pp-89", "resolution", "7").printed
        'PP-89 Resolution 7'
        >>> Instrument("cv").printed
        'Convention'
        """
        if self.type is None or self.number is None:
            name = _TREATY_NAMES[self.series.split("-")[0]]
            year = self.series.partition("-")[2]
            return f"{name} ({year})" if year else name
        if self.type == "wsis-document":
            return self.number
        word = _WORDS[self.type]
        if self.series in ("ra", "itu-t", "itu-r", "itu-d"):
            sector = "ITU-R" if self.series == "ra" else self.series.upper()
            return f"{word} {sector} {self.number}"
        body = "Council" if self.series == "council" else self.series.upper()
        return f"{body} {word} {self.number}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What one conference adopted under an instrument's number.

    Attributes:
        path: the IRI without its base.

    >>> Edition(Instrument("wtsa", "resolution", "44"), "2016").path
    'wtsa/resolution/44/2016'
    """

    instrument: Instrument
    tag: str
    path: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", f"{self.instrument.path}/{self.tag}")

    @property
    def printed(self) -> str:
        """The English name with the edition's tag, for editions that no registry describes.

        >>> Edition(Instrument("council", "resolution", "1305"), "c19").printed
        'Council Resolution 1305 (C19)'
        """
        return f"{self.instrument.printed} ({self.tag.upper()})"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an instrument or edition, from wide to narrow.

    >>> Part(Instrument("cs"), ("article", "1")).path
    'cs/article/1'
    >>> Part(Instrument("cs"), ("article", "1")).printed
    'Article 1 of the Constitution'
    """

    whole: Instrument | Edition
    steps: tuple[str, ...]

    @property
    def path(self) -> str:
        """The IRI without its base."""
        return "/".join((self.whole.path, *self.steps))

    @property
    def printed(self) -> str:
        """The English name.

        >>> Part(Instrument("rr"), ("number", "5.441b")).printed
        'No. 5.441B of the Radio Regulations'
        """
        words = {"number": "No.", "paragraph": "§", "article": "Article", "annex": "Annex"}
        words |= {"appendix": "Appendix", "supplement": "Supplement"}
        shown = " ".join(
            words.get(step, step.upper() if step[0].isdigit() else step) for step in self.steps
        )
        article = "the " if not isinstance(self.whole, Edition) and self.whole.type is None else ""
        return f"{shown} of {article}{self.whole.printed}"


Name = Instrument | Edition | Part


@lru_cache(maxsize=4096)
def _path(series: str, type_: InstrumentType | None, number: str | None) -> str:
    if type_ is None or number is None:
        return series
    number = re.sub(r"[\W_]+", " ", number) if type_ == "handbook" else number
    return f"{series}/{type_}/{slug(number.strip())}"


def slug(text: str) -> str:
    """A number or name as it stands in a path.

    >>> slug("C14/24(Rev.1)"), slug("Tunis Agenda")
    ('c14-24(rev.1)', 'tunis-agenda')
    """
    return text.lower().replace("/", "-").replace(" ", "-")


def body_of_series(series: str) -> Body:
    """The body a series of numbers belongs to.

    Raises:
        ValueError: if the series is no body's.

    >>> body_of_series("app-92"), body_of_series("itr-1988"), body_of_series("itu-t")
    ('PP', 'ITR', 'ITU-T')
    """
    if series == series.lower() and series.upper() in BODIES:
        return cast("Body", series.upper())
    if _SERIES.fullmatch(series):
        code = series.partition("-")[0]
        return _SERIES_OF_PREDECESSORS.get(code) or cast("Body", code.upper())
    raise ValueError(f"not a series of ITU texts: {series!r}")


def split_suffix(body: Body | None, type_: InstrumentType, number: str) -> tuple[str, int | None]:
    """Take the revision suffix off an ITU-R number: "6-2" is revision 2 of 6.

    Returns:
        The instrument's number and the suffix, None where there is none.

    >>> split_suffix("RA", "resolution", "6-2")
    ('6', 2)
    >>> split_suffix("ITU-R", "recommendation", "M.1036-6")
    ('M.1036', 6)
    >>> split_suffix("UNGA", "un-resolution", "70/125")
    ('70/125', None)
    """
    numbered = type_ in ("resolution", "recommendation", "opinion", "report")
    if body in ("RA", "ITU-R") and numbered:
        match = _SUFFIX.fullmatch(number)
        if match:
            return match["number"], int(match["suffix"])
    return number, None


def _number_of(type_: InstrumentType, text: str) -> str:
    if type_ == "wsis-document":
        for name in _WSIS_NAMES:
            if slug(name) == text:
                return name
        raise ValueError(f"not an outcome document of WSIS: {text!r}")
    if type_ == "document":
        match = _DOCUMENT.fullmatch(text)
        if match is None:
            raise ValueError(f"not the number of a meeting's document: {text!r}")
        rest = re.sub(r"[a-z]+", lambda word: word[0].capitalize(), match["rest"])
        parts = (match["meeting"].upper(), (match["kind"] or "").upper(), rest)
        return "/".join(part for part in parts if part)
    if type_ == "handbook":
        return text.replace("-", " ")
    if type_ in _SLASHED:
        return "/".join(text.rsplit("-", 1))
    twin = re.fullmatch(r"([a-z]+\.[0-9.]+)-([a-z]+\.[0-9.]+)", text)
    return (f"{twin[1]}/{twin[2]}" if twin else text).upper()


def parse_path(path: str) -> Name:
    """Read a path back.

    Raises:
        ValueError: if it is none.

    >>> parse_path("wtsa/resolution/44/2016/resolves/2").printed
    'resolves 2 of WTSA Resolution 44 (2016)'
    >>> parse_path("unga/un-resolution/70-125").printed
    'UNGA Resolution 70/125'
    """
    segments = path.split("/")
    series = segments.pop(0)
    body = body_of_series(series)
    instrument: Instrument
    if body in TREATIES:
        instrument = Instrument(series)
    else:
        if len(segments) < 2 or segments[0] not in TYPES or segments[0] in _PARTS_ONLY:
            raise ValueError(f"not the path of an instrument: {path!r}")
        type_ = segments[0]
        form = _TITLE if type_ == "handbook" else _STEP
        if not form.fullmatch(segments[1]) or segments[1] != segments[1].lower():
            raise ValueError(f"not the path of an instrument: {path!r}")
        instrument = Instrument(series, type_, _number_of(type_, segments[1]))
        segments = segments[2:]
    if not all(_STEP.fullmatch(segment) for segment in segments):
        raise ValueError(f"not the path of an instrument: {path!r}")
    whole: Instrument | Edition = instrument
    if segments and _EDITION.fullmatch(segments[0]) and instrument.type is not None:
        whole = Edition(instrument, segments.pop(0))
    return Part(whole, tuple(segments)) if segments else whole


def iri(path: str, base: str = BASE) -> str:
    """The IRI of a path.

    >>> iri("wtsa/resolution/44")
    'https://w3id.org/itugraph/id/wtsa/resolution/44'
    """
    return base + path


def path_of(iri_: str, base: str = BASE) -> str:
    """The path of an IRI.

    Raises:
        ValueError: if the IRI does not start with the base.

    >>> path_of("https://w3id.org/itugraph/id/cs/article/1")
    'cs/article/1'
    """
    if not iri_.startswith(base):
        raise ValueError(f"not below {base}: {iri_!r}")
    return iri_[len(base) :]

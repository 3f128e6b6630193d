"""What a person types for an instrument, resolved against the registry."""

from __future__ import annotations

import difflib
import re

from itugraph.errors import InputError
from itugraph.identifiers import BASE, Edition, Instrument, Name, Part, parse_path, split_suffix
from itugraph.model import BODIES, Body, InstrumentType
from itugraph.registry.registry import Registry, cited_by_place
from itugraph.registry.tables import Conference, fold

_TYPES: dict[str, InstrumentType] = {
    "res": "resolution",
    "dec": "decision",
    "rec": "recommendation",
    "op": "opinion",
    "rep": "report",
    "q": "question",
}
_WORD = re.compile(
    r"\b(?P<word>res|dec|rec|op|rep|q)(?:olutions?|isions?|ommendations?|inions?|orts?|uestions?)?\b\.?",
    re.IGNORECASE,
)
_SECTOR = re.compile(r"\bITU[ -]?([RTD])\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:PP|WTSA|WTSC|WTDC|RA|W?A?RC|WCIT|WTPF|C)-?(?:19|20)?\d\d\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?<![\w.])(?:A/RES/)?([A-Z]{1,3}\.\d+(?:\.\d+)*(?:-\d+)?|\d+(?:[/-]\d+)?)(?![\w])"
)
_MARK = re.compile(
    r"\(\s*(?:rev\.?\s*)?(?P<place>[^\d(),]*?),?\s*(?P<year>(?:19|20)\d\d)\s*\)", re.IGNORECASE
)
_PART = re.compile(
    r"(?P<word>article|art\.?|no\.?|number|appendix|ap)\s*(?P<number>\d[\w.]*)", re.IGNORECASE
)
_TREATY = re.compile(
    r"\b(?P<CS>constitution|CS)\b|\b(?P<CV>convention|CV)\b|\b(?P<GR>general rules|GR)\b"
    r"|\b(?P<RR>radio regulations|RR)\b"
    r"|\b(?P<ITR>international telecommunication regulations|ITRs?)\b",
    re.IGNORECASE,
)
_STEPS = {"art": "article", "no": "number", "nu": "number", "ap": "appendix"}
_SHOWN = 3


def find(registry: Registry, typed: str, base: str = BASE) -> Name:
    """The instrument, edition or part that a person means.

    Takes a path or IRI, a citation as printed, or the short forms people use.

    Raises:
        InputError: if it is none, or could be several; the message names near ones.

    >>> registry = Registry.load()
    >>> for typed in ("WTSA Res. 44", "Resolution ITU-R 6-2", "PP-18 Res 191",
    ...               "Resolution 44 (Rev. Hammamet, 2016)", "wtsa/resolution/44/2016",
    ...               "Article 1 of the Constitution", "Recommendation ITU-T D.50"):
    ...     print(find(registry, typed).path)
    wtsa/resolution/44
    ra/resolution/6/2015
    pp/resolution/191/2018
    wtsa/resolution/44/2016
    wtsa/resolution/44/2016
    cs/article/1
    itu-t/recommendation/d.50
    """
    text = " ".join(typed.split())
    path = text.removeprefix(base).lower()
    if " " not in path:
        try:
            return parse_path(path)
        except ValueError:
            pass
    part = _provision(text)
    if part is not None:
        return part
    named = _named(text)
    if named is not None:
        return named
    return _numbered(registry, typed, text)


def _provision(text: str) -> Part | None:
    treaty = _TREATY.search(text)
    if treaty is None or treaty.lastgroup is None:
        return None
    rest = text[: treaty.start()] + " " + text[treaty.end() :]
    part = _PART.search(rest)
    if part:
        step = _STEPS[part["word"][:2].lower() if part["word"][:3].lower() != "art" else "art"]
        return Part(Instrument(treaty.lastgroup.lower()), (step, part["number"].lower()))
    number = re.fullmatch(r"\s*(\d[\w.]*)\s*", rest)
    if number:
        return Part(Instrument(treaty.lastgroup.lower()), ("number", number[1].lower()))
    return None


def _named(text: str) -> Instrument | None:
    for path in (
        "geneva-declaration-of-principles",
        "geneva-plan-of-action",
        "tunis-commitment",
        "tunis-agenda",
    ):
        name = parse_path(f"wsis/wsis-document/{path}")
        if isinstance(name, Instrument) and fold(text).startswith(fold(name.number or "")):
            return name
    return None


def _numbered(registry: Registry, typed: str, text: str) -> Name:
    mark = _MARK.search(text)
    rest = text[: mark.start()] + " " + text[mark.end() :] if mark else text
    conference = None
    event = _EVENT.search(rest)
    if event:
        conference = registry.tagged(event[0])
        rest = rest[: event.start()] + " " + rest[event.end() :]
    sector = _SECTOR.search(rest)
    rest = _SECTOR.sub(" ", rest)
    word = _WORD.search(rest)
    type_: InstrumentType = _TYPES[word["word"].lower()] if word else "resolution"
    number = _NUMBER.search(rest.upper())
    if number is None or (word is None and not conference and not _body(registry, rest)):
        raise InputError(repr(typed), _no_such(registry, typed))
    body = _sector_body(sector[1], type_) if sector else _body(registry, rest)
    if body is None and conference is not None:
        body = conference.body
    if body is None and mark and mark["place"]:
        meetings = [
            c for c in registry.meetings(mark["place"], int(mark["year"])) if cited_by_place(c)
        ]
        held = {c.body for c in meetings}
        if len(held) > 1:
            held = {
                c.body
                for c in meetings
                if f"{(c.body or '').lower()}/{type_}/{number[1].lower()}" in registry.histories
            }
        body = held.pop() if len(held) == 1 else None
    if "/" in number[1] and type_ == "resolution":
        type_ = "un-resolution"
        body = body or "UNGA"
    if body is None:
        paths = registry.numbered(type_, number[1])
        if len(paths) != 1:
            raise InputError(repr(typed), _several(registry, paths) or _no_such(registry, typed))
        return _edition(registry, parse_path(paths[0]), conference, mark, None)
    plain, suffix = split_suffix(body, type_, number[1])
    instrument = registry.instrument(body, type_, plain, conference)
    return _edition(registry, instrument, conference, mark, suffix)


def _edition(
    registry: Registry,
    name: Name,
    conference: Conference | None,
    mark: re.Match[str] | None,
    suffix: int | None,
) -> Name:
    if not isinstance(name, Instrument):
        return name
    if suffix is not None:
        history = registry.history(name.path)
        row = history.revision(suffix) if history else None
        return Edition(name, registry.edition_tag(row) if row else f"s{suffix}")
    if conference is not None and conference.body == name.body:
        return Edition(name, conference.edition_tag)
    if mark:
        for held in registry.held(name.body, int(mark["year"])):
            return Edition(name, held.edition_tag)
    return name


def _sector_body(letter: str, type_: InstrumentType) -> Body:
    if letter.upper() == "R" and type_ in ("resolution", "opinion"):
        return "RA"
    return {"R": "ITU-R", "T": "ITU-T", "D": "ITU-D"}[letter.upper()]  # type: ignore[return-value]


def _body(registry: Registry, text: str) -> Body | None:
    folded = f" {fold(text)} "
    for row in sorted(registry.bodies.values(), key=lambda r: -len(r.names.get("en", ""))):
        if row.belongs_to is None or row.belongs_to not in BODIES:
            continue
        short = row.abbreviations.get("en", "")
        named = f" {fold(row.names['en'])} " in folded
        if named or (len(short) > 1 and f" {fold(short)} " in folded):
            return row.belongs_to
    return None


def _several(registry: Registry, paths: tuple[str, ...]) -> str:
    if not paths:
        return ""
    names = ", ".join(registry.label(path) for path in paths[:8])
    return f"could be {names}: name the body"


def _no_such(registry: Registry, typed: str) -> str:
    labels = [registry.label(path) for path in registry.histories]
    near = difflib.get_close_matches(typed, labels, n=_SHOWN, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f'names no instrument (try "WTSA Res. 44" or "wtsa/resolution/44/2016"){hint}'

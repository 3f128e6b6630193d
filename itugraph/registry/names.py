"""What a person types for an instrument, resolved against the registry."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace

from itugraph.errors import InputError
from itugraph.identifiers import BASE, Edition, Instrument, Name, Part, parse_path, split_suffix
from itugraph.model import TREATIES, Body, InstrumentType
from itugraph.registry.registry import Registry, cited_by_place
from itugraph.registry.tables import Conference, fold

_TYPES: dict[str, InstrumentType] = {
    "res": "resolution",
    "dec": "decision",
    "rec": "recommendation",
    "op": "opinion",
    "rep": "report",
    "q": "question",
    "doc": "document",
}
_SECTORS: dict[str, Body] = {"r": "ITU-R", "t": "ITU-T", "d": "ITU-D"}
_UNITED_NATIONS = ("UNGA", "ECOSOC", "UNSC")
_TREATY_NAMES: dict[str, str] = {
    "constitution": "cs",
    "cs": "cs",
    "convention": "cv",
    "cv": "cv",
    "general rules": "gr",
    "gr": "gr",
    "radio regulations": "rr",
    "rr": "rr",
    "international telecommunication regulations": "itr",
    "itrs": "itr",
    "itr": "itr",
}
_STEPS = {"art": "article", "no": "number", "num": "number", "ap": "appendix", "§": "paragraph"}

_I = re.IGNORECASE
_PARTS = r"annex|appendix|supplement|article|art\.?|no\.?|number|§+|paragraph|section|part|table"
_POINTERS = r"resolves|decides|instructs|invites|considering|recognizing|noting|recalling"
_PART_OF = re.compile(
    rf"(?P<word>{_PARTS}|(?:further )?(?:{_POINTERS}))"
    r" ?(?P<label>\d[\w.]*(?: ?[a-z]\)?)?|[a-z]\)?)? (?:of|to|in) (?:the )?(?P<whole>.+)",
    _I,
)
_TREATY = "|".join(sorted(map(re.escape, _TREATY_NAMES), key=len, reverse=True))
_TREATY_ALONE = re.compile(
    rf"(?:the )?(?:itu )?(?P<treaty>{_TREATY})(?: \((?P<year>\d{{4}})\))?", _I
)
_STEP_WORD = r"(?P<word>article|art\.?|no\.?|number|appendix|ap)"
_TREATY_PART = re.compile(
    rf"(?:the )?(?:itu )?(?P<treaty>{_TREATY})[ ,]*{_STEP_WORD}? ?(?P<number>\d[\w.]*)", _I
)
_PART_TREATY = re.compile(rf"{_STEP_WORD} ?(?P<number>\d[\w.]*) (?P<treaty>{_TREATY})", _I)
_SERIAL = r"/[A-Z]{0,4}/?\d+(?:\((?:rev|add|corr)\.\d+\))*"
_DOCUMENT = re.compile(
    rf"(?:doc(?:ument)?s?\.? )(?P<number>(?:C|[A-Z]{{2,4}}-?)\d\d{_SERIAL})$"
    rf"|^(?P<bare>C\d\d{_SERIAL})$",
    _I,
)
_SERIES_NUMBER = r"[A-Z]{1,3}\.\d+(?:\.\d+)*"
_WORD = (
    r"(?P<word>res|dec|rec|op|rep|q)"
    r"(?:olutions?|isions?|ommendations?|inions?|orts?|uestions?)?\b\.?"
)
_NUMBER = (
    r"(?P<number>(?:A/RES/)?\d+(?:-\d+)?/\d+"
    rf"|{_SERIES_NUMBER}(?:/{_SERIES_NUMBER})?(?:-\d+)?|\d+(?:-\d+)?|[A-E])"
)
_WORDED = re.compile(rf"\b{_WORD} ?(?:no\.? ?)?{_NUMBER}(?![\w/.-])", _I)
_BARE = re.compile(
    rf"(?<![\w.])(?P<number>{_SERIES_NUMBER}(?:/{_SERIES_NUMBER})?(?:-\d+)?)(?![\w/])", _I
)
_EVENT = re.compile(
    r"(?<![\w-])(?:(?:PP|APP|WTSA|WTSC|WTDC|RA|WRC|WARC|RRC|WCIT|WTPF|CCITT|CCIR|MOB|ORB|HFBC)"
    r"-?(?:(?:19|20)\d\d|\d\d)|C\d\d)(?![\w-])",
    _I,
)
_SECTOR = re.compile(r"\bITU[ -]?(?P<letter>[RTD])\b", _I)
_MARK = re.compile(r"\((?:rev\.? ?)?(?P<inside>[^()]*)\)", _I)
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Typed:
    """The pieces of a typed name that are not its type and number."""

    text: str
    place: str | None = None
    year: int | None = None
    tag: str | None = None
    conference: Conference | None = None
    sector: str | None = None
    body: Body | None = None


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
    if " " not in text:
        try:
            return parse_path(text.removeprefix(base).lower())
        except ValueError:
            pass
    found = _provision(text) or _named(text) or _document(text)
    if found is not None:
        return found
    if part := _PART_OF.fullmatch(text):
        try:
            whole = find(registry, part["whole"], base)
        except InputError as error:
            raise InputError(repr(typed), error.reason) from error
        if isinstance(whole, Part):
            raise InputError(repr(typed), _no_such(registry, typed))
        return Part(whole, _steps(part["word"], part["label"]))
    return _numbered(registry, typed, text)


def _steps(word: str, label: str | None) -> tuple[str, ...]:
    """The steps of a part: "Annex" and "1" are ("annex", "1")."""
    plain = word.lower().rstrip(".").replace(" ", "-")
    step = next((full for short, full in _STEPS.items() if plain.startswith(short)), plain)
    # "11c)" and "27 c" are a number and a letter, "30B" is one number.
    labels = re.fullmatch(r"(\d[\w.]*?)?(?: ?([a-z])\)| ([a-z])|([a-z]))?", label or "", _I)
    found = [part.lower() for part in labels.groups() if part] if labels else [str(label).lower()]
    if label and label[-1:].isalpha() and " " not in label:
        found = [label.lower()]
    return (step, *found)


def _provision(text: str) -> Name | None:
    """A treaty, or an article or number of one with the treaty first or last."""
    if alone := _TREATY_ALONE.fullmatch(text):
        series = _TREATY_NAMES[alone["treaty"].lower()]
        return Instrument(
            f"{series}-{alone['year']}" if series == "itr" and alone["year"] else series
        )
    match = _TREATY_PART.fullmatch(text) or _PART_TREATY.fullmatch(text)
    if match is None:
        return None
    treaty = Instrument(_TREATY_NAMES[match["treaty"].lower()])
    return Part(treaty, _steps(match["word"] or "no", match["number"]))


def _named(text: str) -> Instrument | None:
    """An outcome document of WSIS, by its name."""
    plain = fold(text).removeprefix("the ").removesuffix(" for the information society")
    try:
        name = parse_path(f"wsis/wsis-document/{plain.replace(' ', '-')}")
    except ValueError:
        return None
    return name if isinstance(name, Instrument) else None


def _document(text: str) -> Instrument | None:
    """A document of a meeting: "Document C14/24(Rev.1)"."""
    match = _DOCUMENT.search(text)
    if match is None:
        return None
    number = (match["number"] or match["bare"]).upper()
    body = "council" if number[0] == "C" and number[1].isdecimal() else re.split(r"-?\d", number)[0]
    try:
        name = parse_path(f"{body.lower()}/document/{number.lower().replace('/', '-')}")
    except ValueError:
        return None
    return name if isinstance(name, Instrument) else None


def _numbered(registry: Registry, typed: str, text: str) -> Name:
    said = _read(registry, typed, text)
    match = _WORDED.search(said.text)
    if match:
        type_ = _TYPES[match["word"].lower()]
    elif bare := _BARE.search(said.text):
        match, type_ = bare, "recommendation"
    else:
        raise InputError(repr(typed), _no_such(registry, typed))
    number = match["number"].upper().removeprefix("A/RES/")
    rest = said.text[: match.start()] + " " + said.text[match.end() :]
    said = replace(said, body=_body(registry, rest))
    if re.search(r"\d", rest) or (type_ == "question" and "/" not in number):
        # Another number is there: the text meant may be another one.
        raise InputError(repr(typed), _no_such(registry, typed))
    body = _body_of(registry, said, type_, number)
    if type_ == "resolution" and ("/" in number or body in _UNITED_NATIONS):
        return Instrument((body or "UNGA").lower(), "un-resolution", number)
    if body is None:
        paths = _bearing(registry, said, type_, number)
        if len(paths) != 1:
            raise InputError(repr(typed), _several(registry, paths) or _no_such(registry, typed))
        whole = parse_path(paths[0])
        if not isinstance(whole, Instrument):
            raise InputError(repr(typed), _no_such(registry, typed))
        return _edition(registry, whole, said, None)
    if body in TREATIES:
        raise InputError(repr(typed), _no_such(registry, typed))
    plain, suffix = split_suffix(body, type_, number)
    return _edition(
        registry, registry.instrument(body, type_, plain, said.conference), said, suffix
    )


def _read(registry: Registry, typed: str, text: str) -> _Typed:
    """Take mark, conference and sector out of a text."""
    said = _Typed(text)
    if mark := _MARK.search(text):
        said = _marked(registry, said, mark)
    text = (
        re.sub(r"(?<=\d)/(?=\d+$)", " Res. ", said.text)
        if _EVENT.match(said.text.partition(" ")[2])
        else said.text
    )
    if event := _EVENT.search(text):
        conference = registry.tagged(event[0])
        if conference is None:
            raise InputError(repr(typed), f"no conference {event[0]} is known")
        said = replace(said, conference=conference)
        text = text[: event.start()] + " " + text[event.end() :]
    if sector := _SECTOR.search(text):
        said = replace(said, sector=sector["letter"].lower())
        text = text[: sector.start()] + " " + text[sector.end() :]
    return replace(said, text=" ".join(text.split()))


def _marked(registry: Registry, said: _Typed, mark: re.Match[str]) -> _Typed:
    text = said.text[: mark.start()] + " " + said.text[mark.end() :]
    inside = mark["inside"].strip()
    conference = registry.tagged(inside.removeprefix("Rev.").strip())
    if conference is not None:
        return replace(said, text=text, conference=conference)
    if dated := re.fullmatch(r"(?P<m>\d\d)/(?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d\d)", inside):
        year, month = dated["y"] or dated["y2"], dated["m"] or dated["m2"]
        return replace(said, text=text, tag=f"{year}-{month}")
    if suffix := re.fullmatch(r"s\d{1,2}", inside, _I):
        return replace(said, text=text, tag=suffix[0].lower())
    if placed := re.fullmatch(r"(?P<place>\D*?),? ?(?P<year>(?:18|19|20)\d\d)", inside):
        return replace(said, text=text, place=placed["place"] or None, year=int(placed["year"]))
    return said


def _body(registry: Registry, text: str) -> Body | None:
    folded = f" {fold(text)} "
    for row in sorted(registry.bodies.values(), key=lambda r: -len(r.names.get("en", ""))):
        if row.belongs_to is None:
            continue
        short = row.abbreviations.get("en", "")
        if f" {fold(row.names['en'])} " in folded or (
            len(short) > 1 and f" {fold(short)} " in folded
        ):
            return row.belongs_to
    return None


def _body_of(registry: Registry, said: _Typed, type_: InstrumentType, number: str) -> Body | None:
    """The body: by sector, by name, by conference, by place and year."""
    if said.sector:
        assembly = said.sector == "r" and type_ in ("resolution", "opinion")
        return "RA" if assembly else _SECTORS[said.sector]
    if said.body:
        return said.body
    if said.conference is not None:
        return said.conference.body
    meetings = _meetings(registry, said)
    held = {c.body for c in meetings}
    if len(held) > 1:
        plain = number.lower()
        known = [
            c
            for c in meetings
            if c.body and f"{c.body.lower()}/{type_}/{plain}" in registry.histories
        ]
        held = {c.body for c in known}
    return held.pop() if len(held) == 1 else None


def _meetings(registry: Registry, said: _Typed) -> list[Conference]:
    if said.place is None or said.year is None:
        return []
    return [c for c in registry.meetings(said.place, said.year) if cited_by_place(c)]


def _bearing(
    registry: Registry, said: _Typed, type_: InstrumentType, number: str
) -> tuple[str, ...]:
    """The instruments of a number: of the bodies that met at the mark's place, else of all."""
    paths = registry.numbered(type_, number)
    bodies = {c.body for c in _meetings(registry, said)}
    met = tuple(p for p in paths if p.partition("/")[0].upper() in bodies)
    return met or paths


def _edition(registry: Registry, name: Instrument, said: _Typed, suffix: int | None) -> Name:
    """The edition that suffix, conference or mark fix, else the instrument."""
    if suffix is not None:
        history = registry.history(name.path)
        row = history.revision(suffix) if history else None
        return Edition(name, registry.edition_tag(row) if row else f"s{suffix}")
    if said.tag is not None:
        return Edition(name, said.tag)
    if said.conference is not None and said.conference.body == name.body:
        return Edition(name, said.conference.edition_tag)
    if said.year is not None:
        for held in reversed(registry.held(name.body, said.year)):
            if said.place is None or held in registry.meetings(said.place, said.year):
                return Edition(name, held.edition_tag)
    return name


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

"""The mark of a citation: "(Rev. Hammamet, 2016)", "(Rev.WRC-15)", "(C12)", "(11/2009)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from itugraph.citations.lexicon import Lexicon


class Mark(NamedTuple):
    """A mark as printed.

    Attributes:
        start, end: in the normal form, brackets included.
        revised: whether it says "Rev.".
        place, year: "Hammamet" and 2016; label: "WRC-15" or "C12", the newest of several.
        dated: "2009-11" where month and year of a Recommendation stand.
    """

    start: int
    end: int
    revised: bool
    place: str | None = None
    year: int | None = None
    label: str | None = None
    dated: str | None = None


_USUAL = 80
"""The longest mark that is remembered, in characters."""


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    each, revised, amended = lexicon.each, lexicon.revised, lexicon.amended
    at = rf"(?:{lexicon.at})?"
    rev = rf"(?P<rev>(?:{revised})\s*{at})?"
    # The kind of conference may stand before its short name: "(WARC Orb-88)".
    tag = rf"(?:{lexicon.tag}|{lexicon.event})"
    kind = r"(?:[A-ZА-Я]{3,5} (?=[A-Z][a-z]+-))?"
    session = r"[CС]-?(?:20)?\d\d"
    year = r"(?:19|20)\d\d"
    join = rf"\s*(?:,|;|{lexicon.and_})+\s*"
    of_year = rf"(?:\s?(?:{lexicon.year_words}))?" if lexicon.year_words else ""
    return (
        # Some texts open the bracket twice: "(Rev. (Hammamet, 2016)".
        re.compile(
            rf"\s{{0,3}}\(\s*(?:(?:{each})\s+)?{rev}\(?\s*(?P<place>[^\W\d_][^\d(),;]{{1,39}}?)\s*,?\s*"
            rf"(?P<year>(?:18|19|20)\d\d){of_year}\s*(?:\([^()\n]{{2,12}}\)\s*)?\)"
        ),
        re.compile(
            rf"\s{{0,3}}\(\s*(?:{rev}{at}{tag}\s*(?:{revised})?{join})*?(?P<rev2>(?:{revised})\s*)?{at}"
            rf"{kind}(?P<label>{tag})(?:\s*,?\s*(?P<rev3>{revised}))?\s*\)"
        ),
        re.compile(
            rf"\s{{0,3}}\(\s*(?P<rev>(?:{amended}|{revised})\s*,?\s*)?{at}"
            rf"(?P<first>{session}|{year}{of_year})"
            rf"(?:\s*,?\s*(?:(?P<rev2>{amended})\s*:?\s*(?:in\s+)?{at}"
            rf"(?P<last>{session}|{year}{of_year})"
            rf"|(?P<last2>{session}|{year}{of_year})\s*(?P<rev3>{amended})|\s*(?P<rev4>{amended})))?\s*\)"
        ),
        re.compile(
            r"\s{0,3}\((?:(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)"
            r"|(?P<year2>(?:19|20)\d\d)(?:\s?年\s?|/)(?P<month2>0?[1-9]|1[0-2])(?:\s?月)?)\)"
        ),
        # Chinese has the year first and the revision behind year or place.
        re.compile(
            rf"\s{{0,3}}\(\s*(?P<year>(?:18|19|20)\d\d)\s?(?:{lexicon.year_words or '$'})\s*,?\s*"
            rf"(?:(?P<rev>{revised})\s*,\s*)?(?P<place>[^\W\d_][^\d(),;]{{0,30}}?)\s*"
            rf"(?:,\s*(?P<rev2>{revised})\s*)?\)"
        ),
    )


def parse(text: str, start: int, lexicon: Lexicon) -> Mark | None:
    """The mark that stands at a position, None where none does.

    Args:
        text: in normal form.
        start: where the number that it belongs to ends, in characters.

    >>> from itugraph.citations.lexicon import load
    >>> from itugraph.registry import Registry
    >>> english = load("en", Registry.load())
    >>> mark = parse("44 (Rev. Hammamet, 2016) of WTSA", 2, english)
    >>> mark.place, mark.year, mark.revised, mark.end
    ('Hammamet', 2016, True, 24)
    >>> parse("1305 (2009, last modified C19)", 4, english).label
    'C19'
    """
    if text[start : start + 4].lstrip()[:1] != "(":
        return None
    close = text.find(")", start, start + _USUAL) + 1
    bracket = text[start:close]
    if bracket.count("(") != 1:
        return _read(text, start, lexicon)
    mark = _alone(bracket, lexicon)
    if mark is None:
        return None
    return Mark(start, start + mark.end, *mark[2:])


@lru_cache(maxsize=2048)
def _alone(bracket: str, lexicon: Lexicon) -> Mark | None:
    """The mark that is a bracket without another one in it: a text repeats a few of them."""
    return _read(bracket, 0, lexicon)


def _read(text: str, start: int, lexicon: Lexicon) -> Mark | None:
    placed, tagged, session, dated, year_first = _patterns(lexicon)
    if match := tagged.match(text, start):
        label = match["label"]
        revised = match["rev2"] is not None or match["rev3"] is not None
        return Mark(start, match.end(), revised, label=label, year=_year(label))
    if match := session.match(text, start):
        newest = match["last"] or match["last2"] or match["first"]
        revised = any(match[name] for name in ("rev", "rev2", "rev3", "rev4"))
        label = newest if newest[0] in "CС" else None
        return Mark(start, match.end(), revised, label=label, year=_year(newest))
    if match := dated.match(text, start):
        printed, month = match["year"] or match["year2"], match["month"] or match["month2"]
        dated_ = f"{printed}-{int(month):02}"
        return Mark(start, match.end(), revised=False, dated=dated_, year=int(printed))
    if match := placed.match(text, start):
        place = " ".join(match["place"].split())
        return Mark(start, match.end(), match["rev"] is not None, place, int(match["year"]))
    if match := year_first.match(text, start):
        revised = match["rev"] is not None or match["rev2"] is not None
        return Mark(
            start, match.end(), revised, " ".join(match["place"].split()), int(match["year"])
        )
    return None


def _year(label: str) -> int:
    """The year of a tag: "WRC-15" is 2015, "Mob-87" 1987."""
    digits = re.sub(r"\D", "", label)[:4]
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 47 else 2000)

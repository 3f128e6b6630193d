"""Paths, values and printed forms are three views of one name."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from itugraph.identifiers import (
    BASE,
    Edition,
    Instrument,
    Name,
    Part,
    body_of_series,
    iri,
    parse_path,
    path_of,
    slug,
    split_suffix,
)
from itugraph.model import TREATIES, Body, InstrumentType
from itugraph.registry import Registry, find

DATA = Path(__file__).parent / "data"
SAFE_PATH = re.compile(r"[a-z0-9][a-z0-9.()+-]*(?:/[a-z0-9][a-z0-9.()+-]*)*")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of cases."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forbidden() -> list[dict[str, str]]:
    """Return texts that are no paths."""
    return list(tomllib.loads((DATA / "no_paths.toml").read_text(encoding="utf-8"))["path"])


# Generated names, a strategy a family: what each body numbers, in the forms it prints.

PLAIN = st.integers(1, 1999).map(str)
LETTERS = st.text("ABDEFGHJKLMPQRSTVXYZ", min_size=1, max_size=2)
SERIAL = st.tuples(LETTERS, st.integers(1, 9999)).map(lambda pair: f"{pair[0]}.{pair[1]}")
DOTTED = st.one_of(SERIAL, st.tuples(SERIAL, st.integers(1, 30)).map(lambda p: f"{p[0]}.{p[1]}"))
TWIN = st.tuples(DOTTED, DOTTED).map("/".join)
STUDIED = st.tuples(st.integers(1, 300), st.integers(1, 20)).map(lambda p: f"{p[0]}/{p[1]}")
UNITED_NATIONS = st.tuples(st.integers(1, 2030), st.integers(1, 999)).map(
    lambda pair: f"{pair[0]}/{pair[1]}"
)
PAPERS = st.builds(
    "C{:02}/{}{}".format, st.integers(0, 99), st.integers(1, 150), st.sampled_from(["", "(Rev.1)"])
)
RESTARTED = st.sampled_from(["pp-47", "pp-89", "app-92", "ccitt-72", "ccitt-88", "ccir-90"])
WSIS = st.sampled_from(
    [
        "Geneva Declaration of Principles",
        "Geneva Plan of Action",
        "Tunis Commitment",
        "Tunis Agenda",
    ]
)


def family(
    series: st.SearchStrategy[str],
    types: list[InstrumentType],
    numbers: st.SearchStrategy[str],
) -> st.SearchStrategy[Instrument]:
    """Return the instruments of some series."""
    return st.builds(Instrument, series, st.sampled_from(types), numbers)


FAMILIES: dict[str, st.SearchStrategy[Instrument]] = {
    "conferences": family(
        st.sampled_from(["pp", "wtsa", "wtdc", "wrc", "wcit"]),
        ["resolution", "decision", "recommendation", "opinion"],
        PLAIN,
    ),
    "restarted": family(RESTARTED, ["resolution", "recommendation", "opinion"], PLAIN),
    "forum": family(st.just("wtpf"), ["opinion"], PLAIN),
    "council": family(st.just("council"), ["resolution", "decision"], PLAIN),
    "itu-r-assembly": family(st.just("ra"), ["resolution"], PLAIN),
    "itu-r-opinions": family(
        st.just("ra"), ["opinion"], st.one_of(PLAIN, st.sampled_from("ABCDE"))
    ),
    "itu-r": family(st.just("itu-r"), ["recommendation", "report"], SERIAL),
    "itu-t": family(st.just("itu-t"), ["recommendation"], DOTTED),
    "twins": family(st.just("itu-t"), ["recommendation"], TWIN),
    "handbooks": family(st.sampled_from(["itu-r", "itu-t"]), ["handbook"], PLAIN),
    "itu-d": family(st.just("itu-d"), ["recommendation", "report"], PLAIN),
    "questions": family(st.sampled_from(["itu-r", "itu-t", "itu-d"]), ["question"], STUDIED),
    "united-nations": family(
        st.sampled_from(["unga", "ecosoc"]), ["un-resolution"], UNITED_NATIONS
    ),
    "security-council": family(st.just("unsc"), ["un-resolution"], PLAIN),
    "wsis": family(st.just("wsis"), ["wsis-document"], WSIS),
    "documents": family(st.just("council"), ["document"], PAPERS),
    "treaties": st.builds(Instrument, st.sampled_from(["cs", "cv", "gr", "rr", "itr", "itr-1988"])),
}
INSTRUMENTS = st.one_of(*FAMILIES.values())
NUMBERED = INSTRUMENTS.filter(lambda name: name.type is not None)
YEARS = st.integers(1865, 2039)
TAGS = st.one_of(
    YEARS.map(str),
    st.integers(0, 99).map("c{:02}".format),
    st.tuples(YEARS, st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02}"),
    st.integers(0, 30).map("s{}".format),
)
EDITIONS = st.builds(Edition, NUMBERED, TAGS)
PLACES = st.one_of(
    st.integers(1, 999).map(str),
    st.sampled_from(["a", "ii", "5.441b", "30b", "1.2", "9-7"]),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("article", "number", "appendix", "annex", "supplement", "paragraph", "resolves"),
                *("resolves-to-instruct", "noting", "considering-further"),
            ]
        ),
        PLACES,
    ),
    min_size=1,
    max_size=3,
).map(lambda pairs: tuple(step for pair in pairs for step in pair))
PARTS = st.builds(Part, st.one_of(INSTRUMENTS, EDITIONS), STEPS)


@pytest.mark.parametrize("case", rows("identifiers.csv"), ids=lambda case: case["path"])
def test_an_instrument_has_its_path_and_its_name_and_is_read_back(case: dict[str, str]) -> None:
    type_: Any = case["type"] or None
    instrument = Instrument(case["series"], type_, case["number"] or None)
    assert (instrument.path, instrument.printed) == (case["path"], case["printed"])
    assert parse_path(case["path"]) == instrument


@pytest.mark.parametrize("case", rows("part_names.csv"), ids=lambda case: case["path"])
def test_a_part_is_printed_from_narrow_to_wide(case: dict[str, str]) -> None:
    part = parse_path(case["path"])
    assert isinstance(part, Part)
    assert part.printed == case["printed"]


@pytest.mark.parametrize("case", forbidden(), ids=lambda case: case["why"])
def test_what_is_no_path_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"not (a|an|the) "):
        parse_path(case["text"])


@pytest.mark.parametrize("name", FAMILIES)
def test_the_path_of_every_instrument_is_read_back(name: str) -> None:
    @settings(deadline=None, max_examples=40)
    @given(FAMILIES[name])
    def check(instrument: Instrument) -> None:
        assert parse_path(instrument.path) == instrument

    check()


@pytest.mark.parametrize("name", [name for name in FAMILIES if name != "handbooks"])
def test_every_instrument_is_found_by_the_name_it_prints(name: str) -> None:
    registry = Registry.load()

    # Without shrinking: a refusal looks for near names, which takes its time.
    @settings(deadline=None, max_examples=25, phases=[Phase.explicit, Phase.generate])
    @given(FAMILIES[name])
    def check(instrument: Instrument) -> None:
        found = find(registry, instrument.printed)
        if name == "restarted" and isinstance(found, Edition):
            # The numbering of one conference: its edition is all there is of the text.
            found = found.instrument
        assert found == instrument

    check()


@settings(deadline=None)
@given(st.one_of(EDITIONS, PARTS))
def test_the_path_of_every_edition_and_part_is_read_back(name: Name) -> None:
    assert parse_path(name.path) == name


@settings(deadline=None)
@given(st.one_of(INSTRUMENTS, EDITIONS, PARTS))
def test_paths_are_lower_case_and_safe_in_iris(name: Name) -> None:
    assert SAFE_PATH.fullmatch(name.path)
    assert name.path == name.path.lower()


@settings(deadline=None)
@given(st.one_of(INSTRUMENTS, EDITIONS, PARTS))
def test_a_name_is_printed_on_one_line(name: Name) -> None:
    assert name.printed == " ".join(name.printed.split())
    assert name.printed


@settings(deadline=None)
@given(
    st.one_of(INSTRUMENTS, EDITIONS, PARTS),
    st.sampled_from([BASE, "http://example.org/x#", "https://example.org/"]),
)
def test_an_iri_leads_back_to_its_path(name: Name, base: str) -> None:
    assert path_of(iri(name.path, base), base) == name.path


@pytest.mark.parametrize("other", ["https://example.org/cs/article/1", "", "cs/article/1"])
def test_an_iri_below_another_base_has_no_path(other: str) -> None:
    with pytest.raises(ValueError, match="not below"):
        path_of(other)


@settings(deadline=None)
@given(NUMBERED)
def test_the_slug_of_a_number_is_one_safe_segment(instrument: Instrument) -> None:
    assert instrument.number is not None
    made = slug(instrument.number)
    assert re.fullmatch(r"[a-z0-9][a-z0-9.()+-]*", made)
    assert slug(made) == made


@settings(deadline=None)
@given(INSTRUMENTS)
def test_an_instrument_knows_its_body(instrument: Instrument) -> None:
    assert (instrument.body in TREATIES) == (instrument.type is None)
    assert body_of_series(instrument.series) == instrument.body


@pytest.mark.parametrize(
    ("series", "body"),
    [
        ("pp", "PP"),
        ("pp-89", "PP"),
        ("app-92", "PP"),
        ("ccitt-88", "WTSA"),
        ("ccir-90", "RA"),
        ("council", "COUNCIL"),
        ("itu-t", "ITU-T"),
        ("itr", "ITR"),
        ("itr-2012", "ITR"),
        ("unga", "UNGA"),
    ],
)
def test_a_series_belongs_to_a_body(series: str, body: Body) -> None:
    assert body_of_series(series) == body


@pytest.mark.parametrize("series", ["", "itu", "ccitt", "app", "ieee", "-", "-89", "pp-", "x-pp"])
def test_a_series_of_no_body_is_refused(series: str) -> None:
    with pytest.raises(ValueError, match="not a series"):
        body_of_series(series)


SERIES_LIKE = st.sampled_from(
    [
        *("pp", "wtsa", "pp-89", "cs", "itr-1988", "council", "unga", "wsis", "itu-t", "ra"),
        *("cs-old", "pp-", "wtsa-89a", "PP", "x"),
    ]
)
TYPE_LIKE = st.sampled_from(
    [
        *("resolution", "document", "question", "un-resolution", "wsis-document", "handbook"),
        *("recommendation", "article", "provision", "annex", "Resolution", ""),
    ]
)
SEGMENT_LIKE = st.sampled_from(
    [
        *("44", "2016", "c16", "s17", "2019-10", "70-125", "c14-24(rev.1)", "c14", "x.509"),
        *("resolves", "tunis-agenda", "g.780-y.1351", "1-2-3"),
        *("", "-", "..", "<b>", "a b", "É", "X.509", "4\n4"),
    ]
)
PATH_LIKE = st.builds(
    lambda head, type_, rest: "/".join([head, type_, *rest]),
    SERIES_LIKE,
    TYPE_LIKE,
    st.lists(SEGMENT_LIKE, max_size=4),
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(PATH_LIKE, PATH_LIKE, st.text(max_size=30)))
def test_any_text_is_refused_or_is_the_very_path_of_what_it_names(text: str) -> None:
    try:
        name = parse_path(text)
    except ValueError:
        return
    assert name.path == text
    assert SAFE_PATH.fullmatch(text)
    assert name.printed


@pytest.mark.parametrize(
    "case", rows("suffixes.csv"), ids=lambda case: f"{case['body']}-{case['number']}"
)
def test_a_revision_suffix_is_split_off_where_itu_r_numbers_carry_one(
    case: dict[str, str],
) -> None:
    body: Any = case["body"] or None
    type_: Any = case["type"]
    suffix = int(case["suffix"]) if case["suffix"] else None
    assert split_suffix(body, type_, case["number"]) == (case["plain"], suffix)


@settings(deadline=None)
@given(
    st.one_of(
        st.tuples(st.just("RA"), st.just("resolution"), PLAIN),
        st.tuples(st.just("ITU-R"), st.sampled_from(["recommendation", "report"]), SERIAL),
    ),
    st.integers(0, 99),
)
def test_a_suffix_put_on_is_the_suffix_taken_off(
    name: tuple[Body, InstrumentType, str], suffix: int
) -> None:
    body, type_, number = name
    assert split_suffix(body, type_, f"{number}-{suffix}") == (number, suffix)
    assert split_suffix(body, type_, number) == (number, None)


def test_editions_are_printed_with_their_tag() -> None:
    number = Instrument("itu-t", "recommendation", "X.509")
    assert Edition(number, "2019-10").printed == "Recommendation ITU-T X.509 (2019-10)"
    assert Edition(Instrument("ra", "resolution", "6"), "s9").printed == "Resolution ITU-R 6 (S9)"

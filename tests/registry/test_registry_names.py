"""What people type leads to the text they mean, or to a refusal that helps."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from itugraph.errors import InputError
from itugraph.identifiers import parse_path
from itugraph.registry import Registry, find

DATA = Path(__file__).parent.parent / "data"
LOADED = Registry.load()
GROUPS = sorted({tuple(path.split("/")[:2]) for path in LOADED.histories})


def rows(name: str) -> list[tuple[str, str]]:
    """Return pairs of what is typed and the path it means."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [(row["typed"], row["path"]) for row in csv.DictReader(file)]


def refused() -> list[dict[str, Any]]:
    """Return what is refused."""
    return list(tomllib.loads((DATA / "typed_refused.toml").read_text(encoding="utf-8"))["typed"])


@pytest.mark.parametrize(("typed", "path"), rows("typed_names.csv"))
def test_what_is_typed_leads_to_its_path(typed: str, path: str, registry: Registry) -> None:
    assert find(registry, typed).path == path


@pytest.mark.parametrize("case", refused(), ids=lambda case: case["text"] or "nothing")
def test_what_names_no_one_text_is_refused_with_help(
    case: dict[str, Any], registry: Registry
) -> None:
    with pytest.raises(InputError) as caught:
        find(registry, case["text"])
    message = str(caught.value)
    assert "\n" not in message
    assert [part for part in case["says"] if part not in message] == []
    assert [part for part in case.get("not", []) if part in message] == []


def found(registry: Registry, typed: str) -> str:
    """Return the path that is found, or the refusal."""
    try:
        return find(registry, typed).path
    except InputError as error:
        return str(error)


@pytest.mark.parametrize("group", GROUPS, ids="/".join)
def test_every_instrument_is_found_by_its_printed_name(
    group: tuple[str, str], registry: Registry
) -> None:
    paths = [path for path in registry.histories if tuple(path.split("/")[:2]) == group]
    labels = {path: registry.label(path) for path in paths}
    wrong = {label: at for path, label in labels.items() if (at := found(registry, label)) != path}
    assert wrong == {}


@pytest.mark.parametrize("group", GROUPS, ids="/".join)
def test_every_edition_is_found_by_its_printed_name(
    group: tuple[str, str], registry: Registry
) -> None:
    paths = [
        registry.edition_path(edition)
        for path, history in registry.histories.items()
        if tuple(path.split("/")[:2]) == group
        for edition in history.editions
    ]
    labels = {path: registry.label(path) for path in paths}
    wrong = {label: at for path, label in labels.items() if (at := found(registry, label)) != path}
    assert wrong == {}


@pytest.mark.parametrize("group", GROUPS, ids="/".join)
def test_every_edition_is_found_by_its_path_and_its_iri(
    group: tuple[str, str], registry: Registry
) -> None:
    base = "https://example.org/id#"
    for path, history in registry.histories.items():
        if tuple(path.split("/")[:2]) == group:
            for edition in history.editions:
                made = registry.edition_path(edition)
                assert find(registry, made).path == made
                assert find(registry, base + made, base).path == made


def test_no_two_texts_share_a_printed_name(registry: Registry) -> None:
    holders: dict[str, list[str]] = {}
    for path, history in registry.histories.items():
        for one in (path, *map(registry.edition_path, history.editions)):
            holders.setdefault(registry.label(one), []).append(one)
    assert {label: paths for label, paths in holders.items() if len(paths) > 1} == {}


@pytest.mark.parametrize(
    "path",
    [
        "wtsa/resolution/44/2000",
        "pp/resolution/9998/2022",
        "council/resolution/9999/c18",
        "wrc/resolution/999/2023",
        "ra/resolution/6/s9",
        "itu-r/recommendation/m.1036/s6",
        "itu-t/recommendation/x.509/2019-10",
    ],
)
def test_an_edition_that_the_registry_does_not_know_is_found_by_the_name_it_prints(
    path: str, registry: Registry
) -> None:
    assert registry.row(path) is None
    assert found(registry, registry.label(path)) == path


@pytest.mark.parametrize(("typed", "path"), rows("words_around.csv"))
def test_other_numbers_in_a_name_are_never_taken_for_its_own(
    typed: str, path: str, registry: Registry
) -> None:
    # Refusing is right as well: what must not happen is that another text comes out.
    got = found(registry, typed)
    assert got == path or path.startswith(f"{got}/") or got.startswith(repr(typed))


def printed_parts() -> list[tuple[str, str]]:
    """Return the printed names of parts, with their paths."""
    with (DATA / "part_names.csv").open(encoding="utf-8", newline="") as file:
        return [(row["printed"], row["path"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("printed", "path"), printed_parts())
def test_a_printed_part_is_found_or_refused_never_taken_for_another_text(
    printed: str, path: str, registry: Registry
) -> None:
    got = found(registry, printed)
    assert got == path or got.startswith(repr(printed))


WORDS = st.sampled_from(
    [
        *("Resolution", "Res.", "WTSA", "PP-18", "44", "191", "(Rev. Dubai, 2018)", "C19", "/"),
        *("ITU-R", "6-2", "of", "the", "Article 1", "Constitution", "RR", "X.509", "CCIR-90"),
        *("Question", "3/2", "(", ")", "WRC-07", "Tunis Agenda", "\u00a0", "é", "Annex 1 to"),
    ]
)


# Without shrinking: a refusal looks for near names, which takes its time.
@settings(deadline=None, phases=[Phase.explicit, Phase.generate])
@example("Question ITU-R 6-2")
@example("6-2 RR")
@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=5).map(" ".join)))
def test_whatever_is_typed_it_is_found_or_refused_on_one_line(typed: str) -> None:
    refusal = ""
    try:
        name = find(LOADED, typed)
    except InputError as error:
        refusal = str(error)
    else:
        assert parse_path(name.path) == name
        assert LOADED.label(name.path)
    assert len(refusal.splitlines()) <= 1

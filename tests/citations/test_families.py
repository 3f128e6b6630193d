"""Every example of every family is read, and no counter-example is."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from itugraph.citations.families import Family, address, families
from itugraph.citations.heads import ProvisionWord
from itugraph.identifiers import Instrument, parse_path
from itugraph.model import BODIES, TYPES

from .support import citations

EXAMPLES = [
    (family, text, paths) for family in families().values() for text, paths in family.examples
]
COUNTERS = [(family, text) for family in families().values() for text in family.counter]
PARTS = {"number": "provision", "paragraph": "provision", "table": "provision"}
PARTS |= {"action-line": "provision"}


def test_each_type_and_each_word_of_a_provision_is_a_family() -> None:
    whole = {*TYPES, *get_args(ProvisionWord)} - {"provision", "annex", "wsis-document"}
    assert set(families()) == whole


@pytest.mark.parametrize(("family", "text", "paths"), EXAMPLES, ids=lambda one: str(one)[:60])
def test_an_example_is_read(family: Family, text: str, paths: tuple[str, ...]) -> None:
    found = citations(text)
    assert tuple(c.target for c in found) == paths
    kind = PARTS.get(family.type, family.type)
    numbers = [c.surface for c in found if c.type == kind]
    assert numbers
    assert all(re.search(family.number, number) for number in numbers)


@pytest.mark.parametrize(("family", "text"), COUNTERS, ids=lambda one: str(one)[:60])
def test_a_counter_example_is_not_read(family: Family, text: str) -> None:
    kind = PARTS.get(family.type, family.type)
    assert [c.target for c in citations(text) if c.type == kind] == []


@pytest.mark.parametrize("family", families().values(), ids=lambda family: family.type)
def test_addresses_are_of_bodies_and_have_a_place_for_the_number(family: Family) -> None:
    assert set(family.addresses) <= set(BODIES)
    for template in family.addresses.values():
        assert re.fullmatch(r"https://[\w./-]+\{number\}", template)


def test_what_has_no_rule_has_no_address() -> None:
    assert address(Instrument("pp-89", "resolution", "7")) is None
    assert address(Instrument("cs")) is None
    wholes = {parse_path("unga/un-resolution/70-125"), parse_path("ra/resolution/6")}
    assert {address(one) for one in wholes if isinstance(one, Instrument)} == {
        "https://undocs.org/A/RES/70/125",
        "https://www.itu.int/pub/R-RES-R.6",
    }

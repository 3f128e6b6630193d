"""A clean citation that could be several: told with its readings, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from itugraph.identifiers import Instrument, parse_path

from .support import citations, registry, table

CASES: list[dict[str, Any]] = table("forms.toml")["undecided"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])


@EACH
def test_what_several_bodies_may_mean_is_one_undecided_record(case: dict[str, Any]) -> None:
    [citation] = citations(case["text"])
    assert citation.surface == case["surface"]
    assert citation.ambiguous
    assert (citation.body, citation.instrument, citation.edition) == (None, None, None)
    assert citation.confidence is None


@EACH
def test_the_readings_are_those_of_each_body(case: dict[str, Any]) -> None:
    [citation] = citations(case["text"])
    read = {reading.edition or reading.instrument for reading in citation.alternatives}
    assert set(case["readings"]) <= read
    assert len({reading.body for reading in citation.alternatives}) > 1


@EACH
def test_no_reading_is_made_up(case: dict[str, Any]) -> None:
    [citation] = citations(case["text"])
    for reading in citation.alternatives:
        assert reading.instrument in registry().histories
        assert reading.edition is None or registry().row(reading.edition) is not None
        name = parse_path(reading.instrument or "")
        assert isinstance(name, Instrument)
        assert (name.body, name.type) == (reading.body, reading.type)


@EACH
def test_a_clean_text_is_read_in_one_state(case: dict[str, Any]) -> None:
    [citation] = citations(case["text"])
    assert (citation.state, citation.change) == ("both", None)
    assert {reading.state for reading in citation.alternatives} == {"both"}


def test_the_citing_text_s_own_body_breaks_a_tie() -> None:
    head = "RESOLUTION 99 (Geneva, 2022)\nA subject\nThe World Telecommunication Standardization "
    text = head + "Assembly (Geneva, 2022),\nnoting\na)\tResolution 1 (Rev. Dubai, 2012),\n"
    _, citation = citations(text)
    assert not citation.ambiguous
    assert (citation.body, citation.edition) == ("WTSA", "wtsa/resolution/1/2012")

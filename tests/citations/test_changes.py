"""How the citations of two states are paired, and what change follows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.citations.changes import in_state, pairs, with_changes
from itugraph.model import Citation, Reading, State

from .support import citations

[PLAIN] = citations("We follow Resolution 44 (Rev. Hammamet, 2016) of WTSA.")


def cited(state: State | None, start: int, edition: str = "2016", **more: object) -> Citation:
    """Return a citation of WTSA Resolution 44, or of another instrument, at a place."""
    instrument = str(more.pop("instrument", PLAIN.instrument))
    path = f"{instrument}/{edition}" if edition else instrument
    values: dict[str, object] = {
        "state": state,
        "pieces": ((start, start + 5),),
        "instrument": instrument,
        "edition": path if edition else None,
        "target": path,
        "number": instrument.rpartition("/")[2],
    }
    return replace(PLAIN, **(values | more))  # type: ignore[arg-type]


def undecided(state: State | None, start: int, *instruments: str) -> Citation:
    """Return a citation that may be of any of some instruments."""
    readings = tuple(
        Reading(state, "resolution", "WTSA", "44", instrument=path) for path in instruments
    )
    return replace(
        cited(state, start, instrument="x"),
        instrument=None,
        edition=None,
        target=None,
        body=None,
        ambiguous=True,
        alternatives=readings,
    )


def changes(*found: Citation) -> list[str | None]:
    """Return the changes, in the order of the citations."""
    return [citation.change for citation in with_changes(found)]


def replaced(*found: Citation) -> list[int | None]:
    """Return where the citation stands that each replaces."""
    starts = {citation.id: citation.start for citation in found}
    return [starts[c.replaces] if c.replaces else None for c in with_changes(found)]


def test_citations_come_back_in_the_order_they_came_in_with_the_ids_they_had() -> None:
    found = [cited("after", 90), cited("before", 3, "2012"), cited("both", 40)]
    told = with_changes(found)
    assert [(c.id, c.start) for c in told] == [(c.id, c.start) for c in found]


def test_the_same_edition_comes_before_a_nearer_one() -> None:
    found = (cited("before", 0, "2012"), cited("before", 50), cited("after", 10))
    assert changes(*found) == ["removed", "kept", "kept"]


def test_each_is_paired_once_and_the_rest_is_added() -> None:
    found = (cited("before", 0, "2012"), cited("after", 10), cited("after", 20))
    assert changes(*found) == ["removed", "retargeted", "added"]
    assert replaced(*found) == [None, 0, None]


def test_the_nearest_are_paired_first() -> None:
    found = (
        cited("before", 0, "2008"),
        cited("after", 40),
        cited("before", 50, "2012"),
        cited("after", 90),
    )
    assert replaced(*found) == [None, 50, None, 0]


def test_what_stands_in_both_states_takes_no_part() -> None:
    found = (cited("both", 0, "2012"), cited("after", 10))
    assert changes(*found) == ["kept", "added"]


def test_instruments_do_not_mix() -> None:
    found = (cited("before", 0, instrument="wtsa/resolution/45"), cited("after", 0))
    assert changes(*found) == ["removed", "added"]


def test_a_title_pairs_with_itself_alone() -> None:
    title = cited("before", 0, "2012", self_=True)
    assert changes(title, cited("after", 10)) == ["removed", "added"]
    assert changes(title, cited("after", 10, self_=True)) == ["removed", "retargeted"]


def test_changes_that_were_told_before_do_not_count() -> None:
    found = [cited("before", 0, "2012"), cited("after", 10)]
    assert with_changes(with_changes(found)) == with_changes(found)
    assert changes(*with_changes(found)[1:]) == ["added"]


def test_an_undecided_state_gives_no_change() -> None:
    assert changes(undecided(None, 0, "wtsa/resolution/44"), cited("after", 9)) == [None, "added"]


def test_an_undecided_citation_that_stays_as_it_is_is_kept() -> None:
    may_be = ("wtsa/resolution/44", "wtdc/resolution/44")
    assert changes(undecided("both", 0, *may_be)) == ["kept"]
    moved = (undecided("before", 0, *may_be), undecided("after", 50, *may_be))
    assert changes(*moved) == ["kept", "kept"]


def test_an_undecided_citation_has_a_change_only_where_no_other_may_be_its_counterpart() -> None:
    may_be = undecided("after", 0, "wtsa/resolution/44", "wtdc/resolution/44")
    assert changes(may_be) == ["added"]
    assert changes(may_be, cited("before", 9, "2012")) == [None, "removed"]
    other = cited("before", 9, instrument="wtsa/resolution/45")
    assert changes(may_be, other) == ["added", "removed"]
    assert changes(undecided("before", 0)) == [None]


def test_a_state_has_what_stands_in_both_and_what_may_stand_in_it() -> None:
    found = [
        cited("both", 0),
        cited("before", 10),
        cited("after", 20),
        undecided(None, 30),
        replace(
            undecided(None, 40, "a/b/1"), alternatives=(Reading("after", "resolution", "PP", "1"),)
        ),
    ]
    assert [c.start for c in in_state(found, "before")] == [0, 10, 30]
    assert [c.start for c in in_state(found, "after")] == [0, 20, 30, 40]


STATES = st.sampled_from(["before", "after", "both"])
SOME = st.lists(
    st.tuples(STATES, st.integers(0, 30), st.sampled_from(["2008", "2012", "2016", ""])),
    max_size=12,
    unique_by=lambda row: (row[0], row[1]),
)


@settings(max_examples=200, deadline=None)
@given(SOME, st.randoms())
def test_every_citation_is_in_one_pair_whatever_the_order(
    rows: list[tuple[State, int, str]], random: object
) -> None:
    found = [cited(*row) for row in rows]
    told = pairs(found)
    sides = [c.id for p in told for c in {p.before, p.after} if c is not None]
    assert sorted(sides) == sorted(c.id for c in found)
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pairs(shuffled) == told
    # None is left alone while a counterpart of the same instrument is.
    alone = [p for p in told if p.before is None or p.after is None]
    assert {p.before is None for p in alone} != {True, False}


def test_many_citations_of_one_text_are_paired_in_time() -> None:
    found = [
        cited("before" if n % 2 else "after", n * 7, "2012" if n % 2 else "2016")
        for n in range(4000)
    ]
    told = pairs(found)
    assert len(told) == 2000

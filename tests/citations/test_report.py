"""What a redline does to its citations, by clause: as values and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from markup import redlined

from itugraph import Document
from itugraph.citations.redline import Redline, redline, text_of
from itugraph.citations.report import OUTCOMES, Hand, Report, report, to_record
from itugraph.errors import InputError
from itugraph.model import Run
from itugraph.reading import read_bytes
from itugraph.resources import folder

from .support import registry, table

CASES: list[dict[str, Any]] = table("redlines.toml")["redline"]
DRAFT = (
    "RESOLUTION 191 ([-BUSAN, 2014-]{+REV. DUBAI, 2018+})\nA subject\nThe Plenipotentiary "
    "Conference of the International Telecommunication Union ([-Busan, 2014-]{+Dubai, 2018+}),\n"
    "noting\na)\tResolution ITU-R 6-[-1-]{+2+} (Rev. Geneva, 20[-07-]{+15+}), on liaison;\n"
    "[-b)\tResolution 57 (Rev. Dubai, 2012) of WTSA;\nc)-]{+b)+}\tResolution 59 (Rev. Dubai, 2014) "
    "of WTDC;\nresolves\n1\tto apply {+Resolution 44 (Rev. Hammamet, 2016) of WTSA+}\n"
)


def told(markup: str = DRAFT, **signed: str) -> Report:
    """Return the report of a marked-up text."""
    document = redlined(markup, **signed)
    return report(document, redline(document, registry()))


def flattened() -> Document:
    """Return the draft in which both states run together."""
    name = "resolution-191-draft.txt"
    return read_bytes(name, (folder("data") / "examples" / name).read_bytes())


def plain(text: str = "noting\na)\tResolution 44 (Rev. Dubai, 2012) of WTSA,") -> Document:
    return Document("a.txt", "0" * 16, text)


# ------------------------------------------------------------------ kinds


def test_a_redline_is_told_by_what_is_known_of_it() -> None:
    assert told(author="A. Author").kind == "tracked"
    assert told(date="2018-05-01T10:00:00Z").kind == "tracked"
    assert told().kind == "by hand"
    assert redline(flattened(), registry()).kind == "flattened"
    assert redline(plain(), registry()).kind == "none"


def test_a_base_may_be_given() -> None:
    document = flattened()
    found = redline(document, registry(), plain())
    assert found.kind == "flattened"


# ------------------------------------------------------------------ rows


def test_citations_are_told_clause_by_clause_in_the_order_of_the_text() -> None:
    rows = [
        (group.clause, group.item, [row.change for row in group.rows]) for group in told().clauses
    ]
    assert rows == [
        ("noting", "a)", ["retargeted"]),
        ("noting", "b)", ["removed", "kept"]),
        ("resolves", "1", ["added"]),
    ]
    assert dict(told().counts) == {
        "kept": 1, "added": 1, "removed": 1, "retargeted": 1, "undecided": 0,
    }  # fmt: skip


def test_the_text_s_own_number_stands_apart() -> None:
    own = told().own
    assert own is not None
    assert own.change == "retargeted"
    assert own.before is not None
    assert own.after is not None
    assert (own.before.edition, own.after.edition) == (
        "pp/resolution/191/2014",
        "pp/resolution/191/2018",
    )
    assert own.marked == "RESOLUTION 191 ([-BUSAN, 2014-]{+REV. DUBAI, 2018+})"


def test_the_redline_shows_in_the_words_of_a_citation() -> None:
    marked = [row.marked for group in told().clauses for row in group.rows]
    assert marked == [
        "Resolution ITU-R 6-[-1-]{+2+} (Rev. Geneva, 20[-07-]{+15+})",
        "[-Resolution 57 (Rev. Dubai, 2012)-]",
        "Resolution 59 (Rev. Dubai, 2014)",
        "{+Resolution 44 (Rev. Hammamet, 2016)+}",
    ]


def test_a_citation_that_moves_far_shows_both_its_places() -> None:
    words = "Resolution 50 (Rev. Dubai, 2012) of WTSA"
    [row] = [r for g in told(f"[-{words}, -]noting again {{+{words}+}}").clauses for r in g.rows]
    assert row.change == "kept"
    assert row.marked == (
        "[-Resolution 50 (Rev. Dubai, 2012)-] … {+Resolution 50 (Rev. Dubai, 2012)+}"
    )


def test_a_citation_that_moves_away_is_shown_without_what_took_its_place() -> None:
    text = "[-Resolution 50 (Rev. Dubai, 2012)-]{+Resolution 52 (Rev. Dubai, 2012)+} of WTSA, "
    text += "{+Resolution 50 (Rev. Dubai, 2012) of WTSA, +}so"
    marked = {row.change: row.marked for group in told(text).clauses for row in group.rows}
    assert marked["kept"] == (
        "[-Resolution 50 (Rev. Dubai, 2012)-] … {+Resolution 50 (Rev. Dubai, 2012)+}"
    )


def test_who_made_a_change_is_told_of_all_but_what_is_kept() -> None:
    document = redlined(DRAFT)
    changed = [run for run in document.runs if run.mark != "kept"]
    names = {run: Hand(f"Hand {n}", f"2018-05-{n + 1:02}") for n, run in enumerate(changed)}
    runs = tuple(
        replace(run, author=names[run].author, date=names[run].date) if run in names else run
        for run in document.runs
    )
    document = replace(document, runs=runs)
    rows = [r for g in report(document, redline(document, registry())).clauses for r in g.rows]
    by = {row.change: [hand.author for hand in row.hands] for row in rows}
    words = {names[run].author: document.text[run.start : run.end] for run in changed}
    assert {change: [words[name] for name in hands] for change, hands in by.items()} == {
        "retargeted": ["1", "07", "2", "15"],
        "removed": ["b)\tResolution 57 (Rev. Dubai, 2012) of WTSA;\nc)"],
        "kept": [],
        "added": ["Resolution 44 (Rev. Hammamet, 2016) of WTSA"],
    }


def test_one_hand_is_named_once() -> None:
    rows = [row for group in told(author="A").clauses for row in group.rows]
    assert next(row.hands for row in rows) == (Hand("A", None),)


def test_an_undecided_citation_has_readings_and_reasons() -> None:
    frame = table("flattened.toml")["frames"]["pp"]
    document = plain(f"{frame}a)\tResolution 1 (Rev. Dubai, 2012), on how to work;")
    found = report(document, redline(document, registry()))
    rows = [row for group in found.clauses for row in group.rows if row.change == "undecided"]
    assert rows
    for row in rows:
        assert [c for c in (row.before, row.after) if c and not c.ambiguous] == []
        assert row.readings
        assert row.reasons
        assert row.marked


def test_a_text_without_changes_keeps_all_it_cites() -> None:
    texts = [case["text"] for case in table("forms.toml")["undecided"]]
    for document in (plain(), *map(plain, texts)):
        found = report(document, redline(document, registry()))
        assert found.kind == "none"
        assert {row.change for group in found.clauses for row in group.rows} == {"kept"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_every_citation_is_in_one_row(case: dict[str, Any]) -> None:
    document = redlined(case["text"])
    found = redline(document, registry())
    rows = [row for group in report(document, found).clauses for row in group.rows]
    ids = {c.id for row in rows for c in (row.before, row.after) if c is not None}
    assert ids == {c.id for c in found.citations if not c.self_}
    counts = report(document, found).counts
    assert sum(counts.values()) == len(rows)
    wanted = [cite["change"] for cite in case["cites"] if not cite["surface"].isupper()]
    assert counts["added"] == wanted.count("added")
    assert counts["retargeted"] == [r.change for r in rows].count("retargeted")


def test_runs_of_windows_alone_show_in_their_words() -> None:
    """What is known of a text's changes may be known in places."""
    document = plain("noting Resolution ITU-R 6-12 (Rev. Geneva, 2015) as well")
    at = document.text.index("12")
    runs = (Run(at, at + 1, "deleted"), Run(at + 1, at + 2, "inserted"))
    citations = redline(document, registry()).citations
    found = report(document, Redline("flattened", citations, runs))
    [row] = [row for group in found.clauses for row in group.rows]
    assert row.marked == "Resolution ITU-R 6-[-1-]{+2+} (Rev. Geneva, 2015)"


# ------------------------------------------------------------------ JSON


def test_the_record_has_all_its_keys_and_is_json() -> None:
    record = to_record(told(author="A. Author", date="2018-05-01"), registry())
    assert json.loads(json.dumps(record)) == record
    assert list(record) == ["document", "source", "kind", "own", "clauses", "counts"]
    own, clauses, counts = record["own"], record["clauses"], record["counts"]
    assert isinstance(own, dict)
    assert isinstance(clauses, list)
    assert isinstance(counts, dict)
    assert list(own) == ["before", "after", "readings"]
    assert list(counts) == list(OUTCOMES)
    [first, *_] = clauses
    assert isinstance(first, dict)
    assert list(first) == ["clause", "item", "changes"]
    [change] = first["changes"]  # type: ignore[misc]
    assert isinstance(change, dict)
    assert change["authors"] == [{"author": "A. Author", "date": "2018-05-01"}]
    before, after = change["before"], change["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert (before["edition"], after["edition"]) == ("ra/resolution/6/2000", "ra/resolution/6/2015")
    assert after["surface"] == "Resolution ITU-R 6-2 (Rev. Geneva, 2015)"
    assert list(change) == [
        "change", "before", "after", "readings", "reasons", "authors", "marked",
    ]  # fmt: skip


# ------------------------------------------------------------------ texts of the states


def test_the_text_of_a_state_is_given_where_it_is_known() -> None:
    document = redlined("a[-b-]{+c+}d<~x~>")
    assert text_of(document, registry(), "before") == "abd"
    assert text_of(document, registry(), "after") == "acd"
    assert text_of(plain(), registry(), "before") == text_of(plain(), registry(), "after")
    assert text_of(plain(), registry(), "after") == plain().text


def test_the_text_of_a_state_is_refused_where_both_run_together() -> None:
    for state in ("before", "after"):
        with pytest.raises(InputError, match=f"does not determine the text {state}"):
            text_of(flattened(), registry(), state)  # type: ignore[arg-type]
    assert text_of(flattened(), registry(), "before", plain()) == plain().text
    with pytest.raises(InputError):
        text_of(flattened(), registry(), "after", plain())

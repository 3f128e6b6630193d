"""Every English form of a citation: what is printed, and what it names.

The sentences are in ../data/forms.toml, with what is right for them.
"""

from __future__ import annotations

import pytest

from .support import Form, allowed, citations, forms, joined, names, registry, shown, table

EACH = pytest.mark.parametrize("form", forms(), ids=lambda form: form.about)


def test_the_cases_are_many_and_told_apart() -> None:
    assert len(forms()) >= 120
    assert len({form.about for form in forms()}) == len(forms())
    assert len({form.text for form in forms()}) == len(forms())


@EACH
def test_a_form_names_what_it_should(form: Form) -> None:
    found = [shown(c) for c in form.found()]
    wanted = [allowed(*pair) for pair in zip(form.cites, found, strict=False)]
    assert found == wanted + list(form.cites[len(wanted) :])


@EACH
def test_a_target_stands_below_its_edition_and_instrument(form: Form) -> None:
    for citation in form.found():
        assert citation.target is not None
        assert (citation.instrument, citation.edition) == names(citation.target)


@EACH
def test_the_marks_are_told_as_printed(form: Form) -> None:
    for citation, wanted in zip(form.found(), form.cites, strict=True):
        told = {key: getattr(citation, key) for key in wanted.more}
        assert told == wanted.more


@EACH
def test_a_citation_lies_where_it_says(form: Form) -> None:
    for citation in form.found():
        assert form.before <= citation.start < citation.end <= len(form.text)
        assert form.text[citation.start : citation.end] == citation.surface
        assert joined(form.text, citation.pieces) == citation.surface


@EACH
def test_a_clean_text_is_no_redline_and_leaves_no_doubt(form: Form) -> None:
    for citation in form.found():
        assert (citation.state, citation.change, citation.replaces) == ("both", None, None)
        assert not citation.ambiguous
        assert citation.alternatives == ()
        assert "flattened" not in citation.notes


@EACH
def test_the_evidence_is_that_of_the_cited_edition(form: Form) -> None:
    for citation in form.found():
        row = registry().row(citation.edition) if citation.edition else None
        if citation.edition:
            assert citation.evidence == (row.evidence if row else "unknown")
        if "unknown-edition" in citation.notes:
            assert citation.evidence == "unknown"


@pytest.mark.parametrize("name", ["pp", "wtsa", "wtdc"])
def test_whose_text_cites_changes_nothing_that_is_said_otherwise(name: str) -> None:
    head = table("forms.toml")["frames"][name] + "a)\t"
    told = [form for form in forms() if form.frame in ("", "itu")]
    assert len(told) >= 200
    for form in told:
        found = [c for c in citations(f"{head}{form.text[form.before :]}\n") if not c.self_]
        assert [(c.surface, c.target) for c in found] == [
            (c.surface, c.target) for c in form.found()
        ]


def test_a_session_behind_the_name_of_the_council_fixes_the_edition() -> None:
    head = table("forms.toml")["frames"]["itu"]
    [citation] = citations(f"{head}The agenda is that of Resolution 1343 of the Council (C12).")
    assert citation.surface.startswith("Resolution 1343")
    assert (citation.body, citation.edition) == ("COUNCIL", "council/resolution/1343/c12")
    assert (citation.year, citation.conference) == (2012, "C12")


@pytest.mark.parametrize(("bracket", "year"), [("2005", 2005), ("2605", None), ("1234", None)])
def test_only_a_year_of_these_centuries_is_the_year_of_a_document(
    bracket: str, year: int | None
) -> None:
    [citation] = citations(f"The ITU texts recall the Tunis Agenda ({bracket}) with approval.")
    assert citation.year == year
    assert citation.surface.endswith(f"({bracket})") == (year is not None)

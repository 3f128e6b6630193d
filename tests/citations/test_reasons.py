"""Every code that a note may bear is explained."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

import itugraph
from itugraph.citations.heads import ProvisionWord
from itugraph.citations.reasons import meaning, meanings, reasons
from itugraph.model import TYPES, Rule

from .support import citations, forms, table, windows

CODE = re.compile(r"[a-z]+(-[a-z]+)+|flattened|glued")
ADDS = ("reasons.append", "notes.append", "codes.append")
MODULES = sorted((Path(itugraph.__file__).parent / "citations").rglob("*.py"))


def codes_of(source: str) -> set[str]:
    """Return what looks like a code: in tuples, in choices, and where reasons are added."""
    tree = ast.parse(source)
    texts = {
        item.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple)
        for item in node.elts
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    }
    texts |= {
        item.value
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp)
        for item in (node.body, node.orelse)
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    }
    codes = {text for text in texts if CODE.fullmatch(text)} - {*get_args(Rule), *TYPES}
    codes -= set(get_args(ProvisionWord))
    added = (
        item.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ADDS
        for item in ast.walk(node)
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    )
    return codes | set(added)


EMITTED = {code for path in MODULES for code in codes_of(path.read_text("utf-8"))}


def test_codes_are_found_where_they_stand() -> None:
    assert codes_of('notes = (*notes, "new-code") if x else ()\nrule = "own-body", ()') == {
        "new-code"
    }
    assert codes_of('reasons.append("one" if x else "two")') == {"one", "two"}
    assert codes_of('label = "this-code" if x else "that-code"') == {"this-code", "that-code"}
    assert {"flattened", "glued", "missing-rev", "unknown-edition", "state-open"} <= EMITTED


@pytest.mark.parametrize("code", sorted(EMITTED))
def test_a_code_of_the_code_base_is_explained(code: str) -> None:
    assert code in meanings()


def test_no_code_is_explained_that_nothing_emits() -> None:
    assert set(meanings()) == EMITTED


def test_notes_of_records_are_explained() -> None:
    texts = [form.text for form in forms()]
    texts += windows()
    found = {note for text in texts for c in citations(text) for note in c.notes}
    assert len(found) > 4
    assert found <= set(meanings())


@pytest.mark.parametrize("code", sorted(meanings()))
def test_a_meaning_is_one_plain_sentence(code: str) -> None:
    assert CODE.fullmatch(code)
    assert re.fullmatch(r"[A-Z][^.]+\.", meaning(code))


def test_a_code_that_the_table_lacks_means_itself() -> None:
    assert meaning("no-such-code") == "no-such-code"


def test_an_undecided_citation_always_has_a_reason() -> None:
    texts = [case["text"] for case in table("forms.toml")["undecided"]]
    texts += windows()
    undecided = [c for text in texts for c in citations(text) if c.ambiguous]
    assert undecided
    for citation in undecided:
        assert reasons(citation)
        assert set(reasons(citation)) <= set(meanings())

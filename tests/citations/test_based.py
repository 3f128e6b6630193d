"""A flattened redline whose base is known: what stands before is what the base cites."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from itugraph import Citation, Document
from itugraph.citations.redline import redline, text_of
from itugraph.errors import InputError
from itugraph.model import Run
from itugraph.reading import read_bytes
from itugraph.resources import folder

from .support import DATA, joined, registry

NAME = "resolution-191-draft.txt"
TEXT = (folder("data") / "examples" / NAME).read_bytes().decode()
OPS = json.loads((DATA / "example_ops.json").read_text("utf-8"))


def document(text: str, name: str = "base.txt") -> Document:
    return read_bytes(name, text.encode(), ".txt")


def base() -> Document:
    return document("".join(TEXT[a:b] for op, a, b in OPS if op != "i"))


@pytest.fixture(scope="module")
def found() -> tuple[Citation, ...]:
    return redline(document(TEXT, NAME), registry(), base()).citations


def test_what_is_cited_before_is_what_the_base_cites(found: tuple[Citation, ...]) -> None:
    plain = redline(base(), registry())
    assert plain.kind == "none"
    exact = Counter((c.target, c.surface) for c in plain.citations)
    before = [c for c in found if c.state in ("before", "both")]
    assert not [c for c in before if c.ambiguous]
    assert Counter((c.target, c.surface) for c in before) == exact


def test_what_is_cited_after_is_that_of_the_draft(found: tuple[Citation, ...]) -> None:
    after = {c.target for c in found if c.state in ("after", "both") and not c.ambiguous}
    assert after == {
        "pp/resolution/191/2018", "ra/resolution/6/2015", "ra/resolution/7/2015",
        "wtsa/resolution/18/2016", "wtsa/resolution/44/2016", "wtsa/resolution/45/2016",
        "wtdc/resolution/5/2017", "wtdc/resolution/59/2017", "cs/article/1",
    }  # fmt: skip


def test_every_record_stands_in_the_draft(found: tuple[Citation, ...]) -> None:
    for citation in found:
        assert joined(TEXT, citation.pieces) == citation.surface
        assert citation.document == NAME


def test_the_text_before_is_the_base() -> None:
    assert text_of(document(TEXT, NAME), registry(), "before", base()) == base().text


def test_another_text_is_no_base() -> None:
    other = document(
        "To the members of the group\n\nWe apply Resolution 44 (Rev. Hammamet, 2016) of WTSA "
        "with our friends in Rome, whom we wish to thank for what they do with us.\n"
    )
    with pytest.raises(InputError, match="is not the base of") as refused:
        redline(document(TEXT, NAME), registry(), other)
    assert "\n" not in str(refused.value)


def test_a_redline_is_no_base() -> None:
    marked = Document("base.docx", "0" * 16, "a b", (Run(0, 2, "kept"), Run(2, 3, "inserted")))
    with pytest.raises(InputError, match="is a redline itself"):
        redline(document(TEXT, NAME), registry(), marked)

"""Several documents in one text: each is read by itself, and what is of none is of none."""

from __future__ import annotations

from itugraph.checks import check
from itugraph.citations import extract
from itugraph.citations.parts import parts
from itugraph.citations.redline import redline
from itugraph.model import Citation, Document
from itugraph.reading import read_bytes

from .support import registry

ENACTING = "The Plenipotentiary Conference of the International Telecommunication Union"
FIRST = (
    "RESOLUTION 25 (REV. DUBAI, 2018)\n\nA subject of our own\n\n"
    f"{ENACTING} (Dubai, 2018),\nrecalling\na)\tResolution 44 (Rev. Hammamet, 2016) of WTSA;\n"
    "b)\tthat Resolution 71 is applied,\nresolves\n1\tto keep it.\n"
)
SECOND = (
    "RESOLUTION 30 (REV. BUSAN, 2014)\nAnother subject\n"
    f"{ENACTING} (Busan, 2014),\nnoting\na)\tResolution 25 (Rev. Dubai, 2018) as it stands,\n"
    "resolves\n1\tto go on with Resolution 34.\n"
)
CONTENTS = (
    "CONTENTS\nRESOLUTION 25 (REV. DUBAI, 2018) ..... 1\n"
    "Resolution 30 (Rev. Busan, 2014)\tAnother subject 4\n"
)
FOREWORD = "This volume is published as Resolution 66 (Rev. Dubai, 2018) asks.\n"


def document(text: str) -> Document:
    """Return a text as a document."""
    return read_bytes("acts.txt", text.encode(), ".txt")


def said(found: list[Citation]) -> list[tuple[object, ...]]:
    """Return what citations say, wherever they stand."""
    return [(c.surface, c.target, c.clause, c.item, c.rule, c.self_) for c in found]


def read(text: str) -> list[Citation]:
    """Extract the citations of a text."""
    return extract(document(text), registry())


def test_each_text_of_a_file_is_read_as_if_it_stood_alone() -> None:
    assert said(read(FIRST + SECOND)) == said(read(FIRST)) + said(read(SECOND))
    assert said(read(SECOND + "\n\n" + FIRST)) == said(read(SECOND)) + said(read(FIRST))


def test_a_table_of_contents_cites_nothing() -> None:
    assert said(read(CONTENTS + FIRST + SECOND)) == said(read(FIRST)) + said(read(SECOND))


def test_what_a_foreword_cites_is_cited_by_none_of_the_texts() -> None:
    text = FOREWORD + CONTENTS + FIRST + SECOND
    found = redline(document(text), registry())
    assert [(part.start, part.titled) for part in found.texts] == [
        (0, False),
        (text.index(FIRST), True),
        (text.index(SECOND), True),
    ]
    assert found.texts[-1].end == len(text)
    assert [c.number for c in found.citations if c.start < text.index(FIRST)] == ["66"]


def test_a_text_that_names_another_in_a_line_of_its_own_is_still_one() -> None:
    text = FIRST + "Annex\nRESOLUTION 30 (REV. BUSAN, 2014)\nis abrogated.\n"
    assert len(parts(document(text), registry())) == 1


def test_an_enacting_line_without_a_title_starts_no_text() -> None:
    text = FIRST + f"{ENACTING} (Dubai, 2018),\nnoting\na)\tthe rest,\n"
    assert len(parts(document(text), registry())) == 1


def test_lines_before_the_one_title_of_a_file_are_part_of_its_text() -> None:
    [part] = parts(document("MOD\tABC/1/2\n\n" + FIRST), registry())
    assert (part.start, part.titled) == (0, True)


def test_each_text_is_checked_for_its_own_date_and_told_at_its_own_line() -> None:
    """An edition of 2018 cannot be cited in 2014; in 2018 it is the current one."""
    alone = check(document(SECOND), registry()).findings
    found = check(document(FIRST + SECOND), registry()).findings
    assert len(alone) == 1
    [one] = found
    assert one.message == alone[0].message
    assert one.span == tuple(len(FIRST) + at for at in alone[0].span)

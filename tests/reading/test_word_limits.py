"""Word files that are hostile, damaged or merely odd: one line of refusal, or the text."""

from __future__ import annotations

import zipfile

import pytest

from itugraph.errors import InputError
from itugraph.reading import archive, read_bytes, word_walk
from itugraph.reading.word import read_word

from .word_files import (
    DOCUMENT,
    OFFICE,
    TYPES,
    W,
    box,
    deleted,
    docx,
    p,
    packed,
    part,
    r,
    relationships,
    row,
    table,
    whole,
)

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def refusal(content: bytes) -> str:
    """Return the reason by which a file is refused."""
    with pytest.raises(InputError) as caught:
        read_bytes("a.docx", content, ".docx")
    assert caught.value.what == "a.docx"
    assert len(str(caught.value).splitlines()) == 1
    return caught.value.reason


def main_named(target: str, **parts: str) -> bytes:
    """Return a file whose document is called otherwise."""
    relation = f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="{target}"/>'
    return packed({"_rels/.rels": relationships(relation), **parts})


def nested(depth: int, inside: str, *around: str) -> str:
    """Return something in as many elements."""
    opened = "".join(f"<w:{tag}>" for tag in around)
    closed = "".join(f"</w:{tag}>" for tag in reversed(around))
    return opened * depth + inside + closed * depth


def test_elements_in_elements_are_read_to_a_depth_and_then_refused() -> None:
    deep = nested(60, p(r("deep")), "sdt", "sdtContent")
    assert read_bytes("a.docx", docx(deep)).text == "deep\n"
    for depth in (100, 120, 125, 130, 2_000, 20_000):
        for around in (("sdt", "sdtContent"), ("ins", "del")):
            reason = refusal(docx(nested(depth, p(r("deep")), *around)))
            assert reason.endswith("nested too deeply")


def test_tables_and_boxes_in_each_other_are_read_or_refused() -> None:
    inside = p(r("x"))
    for _ in range(8):
        inside = p(box(table(row(inside + p()))))
    assert read_bytes("a.docx", docx(inside)).text.split() == ["x"]
    for _ in range(8):
        inside = p(box(table(row(inside + p()))))
    # Each box stands twice in the file: a bomb of its own, and refused as too deep or too large.
    assert "refused" in refusal(docx(inside)) or "deep" in refusal(docx(inside))


def test_too_many_parts_are_refused_before_they_are_listed() -> None:
    parts: dict[str, str | bytes] = {f"x/{at}": b"" for at in range(archive.MOST_PARTS)}
    content = packed({DOCUMENT: part(p(r("a"))), **parts}, zipfile.ZIP_STORED)
    assert refusal(content) == "has more than 10,000 parts: refused"


def test_too_many_elements_are_refused_before_they_are_parsed() -> None:
    # Packed as text packs: the ratio alone shows nothing.
    elements = "".join(f'<w:r w:a="{at * 7919 % 100003}"/>' for at in range(1_300_000))
    assert "has too many elements" in refusal(docx(p(elements)))


def test_many_parts_that_are_each_small_enough_are_refused_in_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "LARGEST_SUM", 20_000)
    headers = {f"header{at}": p(r("head " * 1000)) for at in range(1, 6)}
    calls = "".join(
        f'<w:sectPr><w:headerReference w:type="default" r:id="{name}"/></w:sectPr>'
        for name in headers
    )
    assert "refused" in refusal(whole(p(r("a")) + calls, **headers))


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(InputError, match=r"^a\.docx: took longer than 0 s$"):
        read_word("a.docx", docx(p(r("a"))), seconds=0)


def test_the_document_is_found_by_what_the_archive_says_of_it() -> None:
    text = part(p(r("elsewhere")))
    assert read_bytes("a.docx", main_named("/doc/main.xml", **{"doc/main.xml": text})).text
    content = main_named("doc/Main.xml", **{"doc/main.xml": text, DOCUMENT: part(p(r("decoy")))})
    assert read_bytes("a.docx", content).text == "elsewhere\n"
    types = TYPES.replace(
        "</Types>", '<Override PartName="/doc/main.xml" ContentType="x/y.main+xml"/></Types>'
    )
    content = packed({"doc/main.xml": text}, types=types)
    assert read_bytes("a.docx", content).text == "elsewhere\n"


def test_a_document_that_is_named_and_missing_is_looked_for_where_it_usually_is() -> None:
    content = main_named("doc/gone.xml", **{DOCUMENT: part(p(r("here")))})
    assert read_bytes("a.docx", content).text == "here\n"


def test_another_kind_of_file_is_told() -> None:
    sheet = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    reason = refusal(main_named("xl/workbook.xml", **{"xl/workbook.xml": sheet}))
    assert reason == "is no Word file: xl/workbook.xml is no document of Word"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_strict_form_is_read_as_the_usual_one(encoding: str) -> None:
    text = part(p(r("a "), deleted("b"))).replace(W, STRICT).replace(OFFICE, STRICT_OFFICE)
    relation = f'<Relationship Id="d" Type="{STRICT_OFFICE}/officeDocument" Target="{DOCUMENT}"/>'
    text = text.replace("UTF-8", encoding)
    content = packed({"_rels/.rels": relationships(relation), DOCUMENT: text.encode(encoding)})
    document = read_bytes("a.docx", content)
    assert document.text == "a b\n"
    assert [run.mark for run in document.runs] == ["kept", "deleted", "kept"]


def test_parts_outside_of_the_archive_are_never_fetched() -> None:
    relations = relationships(
        f'<Relationship Id="f" Type="{OFFICE}/footnotes" Target="file:///etc/hostname" '
        'TargetMode="External"/>'
        f'<Relationship Id="n" Type="{OFFICE}/numbering" Target="../../../../etc/hostname"/>'
    )
    inside = p(r("a", xml="<w:footnoteReference w:id='1'/>"))
    content = packed({DOCUMENT: part(inside), "word/_rels/document.xml.rels": relations})
    document = read_bytes("a.docx", content)
    assert document.text == "a\n"
    assert document.warnings == ("names etc/hostname, which is missing",)


def test_macros_are_told_and_not_run() -> None:
    content = packed({DOCUMENT: part(p(r("a"))), "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert read_bytes("a.docx", content).warnings == ("holds macros, which were not run",)


def test_a_part_in_another_format_is_told() -> None:
    content = docx(p(r("a")) + '<w:altChunk r:id="x"/>')
    assert read_bytes("a.docx", content).warnings == (
        "holds a part in another format, which was not read",
    )


def test_a_number_of_a_level_that_is_no_number_is_none() -> None:
    content = whole(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr></w:pPr>'
        f"{r('a')}</w:p>",
        numbering='<w:num w:numId="-1"><w:abstractNumId w:val="99999999999"/></w:num>',
    )
    assert read_bytes("a.docx", content).text == "a\n"


def test_the_depth_that_is_read_leaves_room_on_the_stack() -> None:
    # Two calls a level; Python allows a thousand in all.
    assert word_walk.MOST_NESTED * 2 < 500


def test_five_hundred_pages_are_read() -> None:
    clause = p(
        r("noting that Resolution "), deleted("44"), r(" (Rev. Hammamet, 2016) goes on " * 4)
    )
    document = read_bytes("a.docx", docx(clause * 500 * 20))
    assert document.text.count("\n") == 10_000

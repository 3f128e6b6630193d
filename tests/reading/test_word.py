"""Word files as their final text, and Word files that are not to be trusted."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.errors import InputError
from itugraph.reading import state_text
from itugraph.reading.word import read_word

from .word_files import (
    DOCUMENT,
    MC,
    W,
    box,
    deleted,
    docx,
    field,
    inserted,
    instruction,
    p,
    packed,
    part,
    r,
    row,
    table,
)


def final_text(path: str, content: bytes) -> str:
    """Return the text of a Word file after its changes."""
    document = read_word(path, content)
    return (
        state_text(document.text, document.runs, "after").text if document.runs else document.text
    )


MOVED_AWAY = f'<w:moveFrom w:id="4">{r("gone ")}</w:moveFrom>'
MOVED_HERE = f'<w:moveTo w:id="5">{r("came ")}</w:moveTo>'
LINK = f'<w:hyperlink w:anchor="x">{r("Resolution 44")}</w:hyperlink>'
CONTROL = f"<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>{r('44')}</w:sdtContent>"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
TAGGED = f'<w:smartTag w:element="x">{r("44")}</w:smartTag>'
SIMPLE_FIELD = f'<w:fldSimple w:instr=" REF x ">{r("44")}</w:fldSimple>'

CASES: dict[str, tuple[str, str]] = {
    "one paragraph": (p(r("Resolution 44")), "Resolution 44\n"),
    "paragraphs are lines": (p(r("one")) + p(r("two")), "one\ntwo\n"),
    "an empty paragraph is an empty line": (p(r("one")) + p() + p(r("two")), "one\n\ntwo\n"),
    "runs join without a space": (p(r("Resolu"), r("tion 44")), "Resolution 44\n"),
    "a space at the end of a run stays": (p(r("Resolution "), r("44")), "Resolution 44\n"),
    "insertions are in": (p(r("Resolution "), inserted("45")), "Resolution 45\n"),
    "deletions are out": (p(r("Resolution "), deleted("44"), inserted("45")), "Resolution 45\n"),
    "what was inserted and deleted again is out": (
        p(r("a"), f"<w:ins w:id='1'>{deleted('b')}</w:ins>", r("c")),
        "ac\n",
    ),
    "what moved away is out": (p(r("a "), MOVED_AWAY, r("b")), "a b\n"),
    "what moved here is in": (p(r("a "), MOVED_HERE, r("b")), "a came b\n"),
    "a paragraph whose end is deleted runs on": (
        p(r("Resolution"), mark="del") + p(r(" 44")) + p(r("next")),
        "Resolution 44\nnext\n",
    ),
    "three paragraphs joined": (
        p(r("a"), mark="del") + p(r("b"), mark="del") + p(r("c")),
        "abc\n",
    ),
    "a paragraph that moved away leaves no line": (
        p(MOVED_AWAY, mark="moveFrom") + p(r("next")),
        "next\n",
    ),
    "a deleted paragraph leaves no line": (
        p(r("a")) + p(deleted("gone"), mark="del") + p(r("b")),
        "a\nb\n",
    ),
    "a paragraph whose end is inserted is a line": (
        p(r("a"), mark="ins") + p(r("b")),
        "a\nb\n",
    ),
    "the end of the last paragraph cannot be deleted": (p(r("a"), mark="del"), "a\n"),
    "cells are parted by tabs": (
        table(row(p(r("a")), p(r("b"))), row(p(r("c")), p(r("d")))),
        "a\tb\nc\td\n",
    ),
    "a cell of two paragraphs is one cell": (
        table(row(p(r("a")) + p(r("b")), p(r("c")))),
        "a b\tc\n",
    ),
    "a deletion in a cell is out": (table(row(p(deleted("a"), inserted("b")))), "b\n"),
    "a deleted row is out": (
        table(row(p(r("a"))), row(p(r("b")), properties="<w:trPr><w:del w:id='1'/></w:trPr>")),
        "a\n",
    ),
    "an inserted row is in": (
        table(row(p(r("a")), properties="<w:trPr><w:ins w:id='1'/></w:trPr>")),
        "a\n",
    ),
    "text around a table keeps its lines": (
        p(r("before")) + table(row(p(r("a")))) + p(r("after")),
        "before\na\nafter\n",
    ),
    "the end of a field's instruction is not text": (
        p(r("see "), field("begin"), instruction(" REF x "), field("separate"), r("44")).replace(
            "</w:p>", field("end") + r(" of WTSA") + "</w:p>"
        ),
        "see 44 of WTSA\n",
    ),
    "a field without a result has no text": (
        p(r("a"), field("begin"), instruction(" PAGE "), field("end"), r("b")),
        "ab\n",
    ),
    "a field in the instruction of a field": (
        p(
            field("begin"),
            *(instruction(" IF "), field("begin"), instruction(" X "), field("separate")),
            *(r("no"), field("end"), field("separate"), r("yes"), field("end"), r("!")),
        ),
        "yes!\n",
    ),
    "a field over two paragraphs": (
        p(field("begin"), instruction(" TOC "), field("separate"), r("one"))
        + p(r("two"), field("end"), r(" three")),
        "one\ntwo three\n",
    ),
    "a simple field has its result": (p(r("see "), SIMPLE_FIELD), "see 44\n"),
    "a hyperlink has its text": (p(r("see "), LINK), "see Resolution 44\n"),
    "a content control has its text": (p(r("see "), CONTROL + "</w:sdt>"), "see 44\n"),
    "a content control around paragraphs": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('a'))}{p(r('b'))}</w:sdtContent></w:sdt>",
        "a\nb\n",
    ),
    "custom mark-up has its text": (p(r("see "), TAGGED), "see 44\n"),
    "an insertion around a paragraph": (f"<w:ins w:id='1'>{p(r('a'))}</w:ins>", "a\n"),
    "a no-break hyphen": (p(r("ITU", xml="<w:noBreakHyphen/>"), r("T")), "ITU\u2011T\n"),
    "a soft hyphen": (p(r("Reso", xml="<w:softHyphen/>"), r("lution")), "Reso\u00adlution\n"),
    "a tab": (p(r("a)", xml="<w:tab/>"), r("that")), "a)\tthat\n"),
    "a line break": (p(r("a", xml="<w:br/>"), r("b")), "a\nb\n"),
    "a symbol of a symbol font": (p(r(xml='<w:sym w:font="Symbol" w:char="F06D"/>')), "μ\n"),
    "a symbol of the font that is Latin": (
        p(r(xml='<w:sym w:font="Symbol" w:char="F0B1"/>'), r("10")),
        "±10\n",
    ),
    "a symbol of another symbol font": (
        p(r(xml='<w:sym w:font="Wingdings" w:char="F06D"/>')),
        "m\n",
    ),
    "custom mark-up in a paragraph": (
        p(f'<w:customXml w:element="x">{r("44")}</w:customXml>'),
        "44\n",
    ),
    "text without word that its spaces count": (
        p("<w:r><w:t> a\n b </w:t></w:r>", r("c")),
        "a  bc\n",
    ),
    "a formula": (
        p(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>a=b</m:t></m:r></m:oMath>', r(" holds")),
        "a=b holds\n",
    ),
    "a field that never ends does not swallow what follows": (
        p(r("a"), field("begin"), instruction(" X "), r("b")) + p(r("c")),
        "ab\nc\n",
    ),
    "an instruction over two paragraphs": (
        p(r("a"), field("begin"), instruction(" IF "))
        + p(r("no"), field("separate"), r("yes"), field("end")),
        "a\nyes\n",
    ),
    "a field whose beginning alone was changed": (
        p(
            f"<w:del w:id='1'>{field('begin')}{instruction(' REF x ')}</w:del>",
            f"<w:ins w:id='1'>{field('begin')}{instruction(' REF y ')}</w:ins>",
            *(field("separate"), r("44"), field("end"), r("!")),
        ),
        "44!\n",
    ),
    "a box whose paragraph runs on stands after the line": (
        p(r("a "), box(p(r("boxed"))), mark="del") + p(r("b")) + p(r("c")),
        "a b\nboxed\nc\n",
    ),
    "a deleted end in front of a table stays where there is text": (
        p(r("a"), mark="del") + table(row(p(r("b")))),
        "a\nb\n",
    ),
    "a deleted paragraph in front of a table leaves no line": (
        p(deleted("a"), mark="del") + table(row(p(r("b")))),
        "b\n",
    ),
    "a deleted end of a cell stays": (
        table(row(p(r("a"), mark="del"), p(r("b")))),
        "a\tb\n",
    ),
    "an inserted cell and a deleted one": (
        table(
            "<w:tr>"
            + "".join(
                f"<w:tc><w:tcPr><w:{kind} w:id='1'/></w:tcPr>{p(r(kind))}</w:tc>"
                for kind in ("cellDel", "cellIns", "cellDel")
            )
            + f"<w:tc>{p(r('last'))}</w:tc></w:tr>"
        ),
        "cellIns\tlast\n",
    ),
    "a symbol by its code": (p(r(xml='<w:sym w:font="Arial" w:char="00A7"/>'), r("5")), "§5\n"),
    "a symbol without a code": (p(r("a", xml='<w:sym w:font="Arial"/>'), r("b")), "ab\n"),
    "a text box is read once, after its paragraph": (
        p(r("see "), box(p(r("boxed"))), r("below")),
        "see below\nboxed\n",
    ),
    "a deletion in a text box is out": (
        p(r("a"), box(p(deleted("b"), inserted("c")))),
        "a\nc\n",
    ),
    "alternatives between paragraphs are read once": (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{p(r('new'))}</mc:Choice>"
        f"<mc:Fallback>{p(r('old'))}</mc:Fallback></mc:AlternateContent>",
        "new\n",
    ),
    "comments and marks of comments are out": (
        p(
            *("<w:commentRangeStart w:id='1'/>", r("a"), "<w:commentRangeEnd w:id='1'/>"),
            r(xml="<w:commentReference w:id='1'/>"),
            "<!-- a remark -->",
            "<?keep out?>",
        ),
        "a\n",
    ),
    "a bookmark is no text": (p("<w:bookmarkStart w:id='1' w:name='x'/>", r("a")), "a\n"),
    "old properties of a changed paragraph are no text": (
        f"<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>{r('a')}</w:p>",
        "a\n",
    ),
    "entities of XML are characters": (p(r("A &amp; B &lt;&#233;&gt;")), "A & B <é>\n"),
}


@pytest.mark.parametrize(("inside", "text"), CASES.values(), ids=CASES)
def test_a_word_file_gives_its_final_text(inside: str, text: str) -> None:
    assert final_text("a.docx", docx(inside)) == text


def test_a_table_in_a_cell_is_read_once() -> None:
    inner = table(row(p(r("b")), p(r("c"))))
    text = final_text("a.docx", docx(table(row(p(r("a")) + inner + p(), p(r("d"))))))
    assert [text.count(letter) for letter in "abcd"] == [1, 1, 1, 1]
    assert text.split() == ["a", "b", "c", "d"]


def test_a_deleted_cell_is_out() -> None:
    gone = "<w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>" + p(r("gone")) + "</w:tc>"
    kept = row(p(r("a")), p(r("b"))).replace("</w:tr>", gone + "</w:tr>")
    assert final_text("a.docx", docx(table(kept))) == "a\tb\n"


def test_notes_follow_the_body_a_line_each() -> None:
    def note(kind: str, id_: int, text: str) -> str:
        return f'<w:{kind} w:id="{id_}">{p(r(xml="<w:footnoteRef/>"), r(text))}</w:{kind}>'

    separator = (
        f'<w:footnote w:type="separator" w:id="-1">{p(r(xml="<w:separator/>"))}</w:footnote>'
    )
    calls = [f'<w:footnoteReference w:id="{id_}"/>' for id_ in (2, 3, 4)]
    calls.append('<w:endnoteReference w:id="2"/>')
    content = docx(
        p(r("body"), *(r(xml=call) for call in calls)),
        footnotes=separator
        + note("footnote", 3, "second")
        + note("footnote", 4, "  ")
        + note("footnote", 2, "first ")
        + note("footnote", 5, "never called"),
        endnotes=note("endnote", 2, "last"),
    )
    document = read_word("a.docx", content)
    assert document.text == "body\nfirst \nsecond\nlast\n"
    assert [document.text[start:end] for start, end in document.notes] == [
        "first ",
        "second",
        "last",
    ]


def test_headers_footers_and_comments_are_out() -> None:
    other = {name: part(p(r("aside")), "document") for name in ("word/header1.xml",)}
    content = packed({DOCUMENT: part(p(r("body"))), "word/comments.xml": "<x/>", **other})
    assert final_text("a.docx", content) == "body\n"


def test_a_file_packed_without_compression_is_read() -> None:
    content = packed({DOCUMENT: part(p(r("body")))}, zipfile.ZIP_STORED)
    assert final_text("a.docx", content) == "body\n"


WORDS = st.text("abc é44", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["keep", "del", "ins", "from", "to"]), WORDS)))
def test_the_final_text_is_what_was_kept_and_came(changes: list[tuple[str, str]]) -> None:
    made = {
        "keep": r,
        "del": deleted,
        "ins": inserted,
        "from": lambda text: f"<w:moveFrom w:id='1'>{r(text)}</w:moveFrom>",
        "to": lambda text: f"<w:moveTo w:id='1'>{r(text)}</w:moveTo>",
    }
    content = docx(p(*(made[kind](text) for kind, text in changes)))
    expected = "".join(text for kind, text in changes if kind in ("keep", "ins", "to"))
    assert final_text("a.docx", content) == expected + "\n"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.booleans(), WORDS), min_size=1, max_size=6))
def test_paragraphs_are_parted_where_their_end_was_kept(ends: list[tuple[bool, str]]) -> None:
    body = "".join(p(r(text), mark="" if kept else "del") for kept, text in ends)
    expected = "".join(text + ("\n" if kept else "") for kept, text in ends)
    got = final_text("a.docx", docx(body))
    assert got == expected if expected.endswith("\n") else got == expected + "\n"


# What is not to be trusted.


def encrypted(content: bytes) -> bytes:
    """Return an archive whose every entry says that it is encrypted."""
    changed = bytearray(content)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(signature, at + 1)
    return bytes(changed)


def renamed(content: bytes, flags: int, name: bytes) -> bytes:
    """Return an archive whose document has other flags and another name of the same length."""
    changed = bytearray(content.replace(DOCUMENT.encode(), name))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        entry_at = changed.rindex(signature, 0, changed.rindex(name))
        changed[entry_at + at : entry_at + at + 2] = flags.to_bytes(2, "little")
    return bytes(changed)


def of_a_later_version(content: bytes) -> bytes:
    """Return an archive that says it needs a reader of a version there is not yet."""
    changed = bytearray(content)
    at = changed.rindex(b"PK\x01\x02")
    changed[at + 6 : at + 8] = (250).to_bytes(2, "little")
    return bytes(changed)


GOOD = docx(p(r("Resolution 44 (Rev. Hammamet, 2016) of WTSA")))
CALLS = p(r("a", xml="<w:footnoteReference w:id='1'/><w:endnoteReference w:id='1'/>"))
SPACES = " " * 5_000_000
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "no archive": (b"Resolution 44 of WTSA", "no Word file"),
    "the first half": (GOOD[: len(GOOD) // 2], "truncated"),
    "without its last byte": (GOOD[:-1], "truncated"),
    "only the head of an archive": (b"PK\x03\x04", "truncated"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "is an old Word file"),
    "a protected file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password",
    ),
    "encrypted entries": (encrypted(GOOD), "is protected by a password"),
    "a later version of archives": (of_a_later_version(GOOD), "a.docx: is "),
    "a name that is not UTF-8": (renamed(GOOD, 0x800, b"word/documen\xff.xml"), "a.docx: is "),
    "an unknown compression": (
        # Method 99 in the head of the entry and in the directory.
        GOOD.replace(b"\x08\x00", b"\x63\x00"),
        "is damaged",
    ),
    "no document in it": (packed({"word/styles.xml": "<x/>"}), "no word/document.xml"),
    "an empty archive": (b"PK\x05\x06" + bytes(18), "no word/document.xml"),
    "a bomb": (packed({DOCUMENT: part(p(r(SPACES)))}), "refused"),
    "entities": (packed({DOCUMENT: part(p(r("&c;")), prolog=LAUGHS)}), "declares entities"),
    "an entity that is a file": (
        packed(
            {
                DOCUMENT: part(
                    p(r("&f;")), prolog='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
                )
            }
        ),
        "declares entities",
    ),
    "a DTD from elsewhere": (
        packed({DOCUMENT: part(p(r("a")), prolog='<!DOCTYPE x SYSTEM "http://localhost/x.dtd">')}),
        "refused",
    ),
    "an entity that nobody declared": (
        packed({DOCUMENT: part(p(r("a&unknown;b")))}),
        "not well-formed",
    ),
    "XML that is cut off": (packed({DOCUMENT: part(p(r("a")))[:-20]}), "not well-formed"),
    "no XML": (packed({DOCUMENT: "Resolution 44"}), "not well-formed"),
    "an empty part": (packed({DOCUMENT: ""}), "not well-formed"),
    "XML nested without end": (
        packed({DOCUMENT: part("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000)}),
        "is nested too deeply",
    ),
    "a control character": (packed({DOCUMENT: part(p(r("a\x01b")))}), "not well-formed"),
    "notes that are no XML": (
        packed({DOCUMENT: part(CALLS), "word/footnotes.xml": "<w:"}),
        "word/footnotes.xml is not well-formed",
    ),
    "notes that declare entities": (
        packed({DOCUMENT: part(CALLS), "word/endnotes.xml": part("", "endnotes", prolog=LAUGHS)}),
        "word/endnotes.xml declares entities",
    ),
}


@pytest.mark.parametrize(("content", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_word_file_not_to_be_trusted_is_refused_with_name_and_reason(
    content: bytes, reason: str
) -> None:
    with pytest.raises(InputError) as caught:
        final_text("minutes/a.docx", content)
    assert str(caught.value).startswith("minutes/a.docx: ")
    assert reason in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def entry(content: bytes) -> tuple[int, int]:
    """Return where the bytes of the document start and end in an archive."""
    at = content.index(DOCUMENT.encode())
    head = content.rindex(b"PK\x03\x04", 0, at)
    size = int.from_bytes(content[head + 18 : head + 22], "little")
    return at + len(DOCUMENT), at + len(DOCUMENT) + size


METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("where", [0.1, 0.3, 0.5, 0.9])
def test_a_word_file_with_a_wrong_byte_is_refused(where: float, method: int) -> None:
    good = packed({DOCUMENT: part(p(r("Resolution 44 of WTSA")))}, method)
    start, end = entry(good)
    at = start + int((end - start) * where)
    content = good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
    with pytest.raises(InputError, match=r"^a\.docx: "):
        final_text("a.docx", content)


def test_a_part_that_is_larger_than_announced_is_refused() -> None:
    content = bytearray(packed({DOCUMENT: part(p(r("a" * 5000)))}, zipfile.ZIP_STORED))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(DOCUMENT.encode()))
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(InputError, match=r"^a\.docx: "):
        final_text("a.docx", bytes(content))


def test_an_announced_size_alone_is_enough_to_refuse() -> None:
    content = bytearray(GOOD)
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(DOCUMENT.encode()))
    content[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    with pytest.raises(InputError, match="unpacks to 4000 MB: refused"):
        final_text("a.docx", bytes(content))


def test_text_that_packs_well_is_no_bomb() -> None:
    text = "Resolution 44 of WTSA. " * 20_000
    assert final_text("a.docx", docx(p(r(text)))) == text + "\n"


@settings(deadline=None, max_examples=150)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_any_wrong_byte_gives_a_text_or_a_refusal(at: int, change: int) -> None:
    content = GOOD[:at] + bytes([GOOD[at] ^ change]) + GOOD[at + 1 :]
    text, refusal = "", ""
    try:
        text = final_text("a.docx", content)
    except InputError as error:
        refusal = str(error)
    assert text.endswith("\n") != refusal.startswith("a.docx: ")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(GOOD) - 1))
def test_a_file_cut_off_anywhere_is_refused(at: int) -> None:
    with pytest.raises(InputError):
        final_text("a.docx", GOOD[:at])


def test_the_builders_write_the_namespaces_of_word() -> None:
    # A builder at fault would make every case above pass for nothing.
    assert f'xmlns:w="{W}"' in part("")
    assert f'xmlns:mc="{MC}"' in part("")

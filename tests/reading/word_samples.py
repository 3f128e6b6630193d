"""Twelve Word files written by hand, which together hold what redlines are made of."""

from __future__ import annotations

from .word_files import (
    BY,
    box,
    call,
    deleted,
    field,
    inserted,
    instruction,
    level,
    lists,
    note,
    numbered,
    p,
    r,
    row,
    table,
    whole,
)


def _away(text: str) -> str:
    return (
        f'<w:moveFromRangeStart w:id="7" w:name="m1" {BY}/>'
        f'<w:moveFrom w:id="8" {BY}>{r(text)}</w:moveFrom>'
        '<w:moveFromRangeEnd w:id="7"/>'
    )


def _here(text: str) -> str:
    return (
        f'<w:moveToRangeStart w:id="9" w:name="m1" {BY}/>'
        f'<w:moveTo w:id="10" {BY}>{r(text)}</w:moveTo>'
        '<w:moveToRangeEnd w:id="9"/>'
    )


def _gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def _in(tag: str, inside: str) -> str:
    return f'<w:{tag} w:id="11" w:author="B" w:date="2022-01-01T00:00:00Z">{inside}</w:{tag}>'


def _tracked_row(kind: str, *cells: str) -> str:
    return row(*cells, properties=f'<w:trPr><w:{kind} w:id="12" {BY}/></w:trPr>')


_LINK = '<w:hyperlink w:anchor="res">'
_SDT = "<w:sdt><w:sdtPr><w:alias w:val='choice'/></w:sdtPr><w:sdtContent>"
_END_SDT = "</w:sdtContent></w:sdt>"
_LETTERS = lists(
    level(0, "lowerLetter", "%1)") + level(1, "lowerRoman", "(%2)"), level(0, "decimal", "%1.")
)

SAMPLES: dict[str, bytes] = {
    "changed runs": whole(
        p(r("noting"))
        + p(
            r("a) Resolution "),
            deleted("44"),
            inserted("45"),
            r(" (Rev. "),
            deleted("Dubai, 2012"),
            inserted("Hammamet, 2016"),
            r(") of WTSA, on the gap;"),
        )
        + p(
            r("b) that work "),
            inserted("in the regions "),
            r("goes on"),
            deleted(" slowly"),
            r(","),
        ),
    ),
    "ends of paragraphs": whole(
        p(r("considering that the Union grows"), deleted(";"), mark="del")
        + p(inserted(" and"), r(" that its means do not;"))
        + p(r("one clause that"), mark="ins")
        + p(r(" was parted in two;"))
        + p(deleted("a clause that went;"), mark="del")
        + p(inserted("a clause that came;"), mark="ins")
        + p(deleted("another that went;"), mark="del")
        + p(deleted("and one more;"), mark="del")
        + p(r("the last clause,")),
    ),
    "moved paragraphs": whole(
        p(r("recalling"))
        + p(_away("Resolution 2 (Rev. Doha, 2006) of WTDC;"), mark="moveFrom")
        + p(r("Resolution 9 (Rev. Doha, 2006) of WTDC;"))
        + p(_here("Resolution 2 (Rev. Doha, 2006) of WTDC;"), mark="moveTo")
        + p(r("and "), _away("hereafter "), r("the texts "), _here("hereafter "), r("named,")),
    ),
    "changes in changes": whole(
        p(
            r("Resolution "),
            _in("ins", r("18 ") + _in("del", _gone("of old "))),
            _in("moveTo", _in("del", _gone("passed ")) + r("here ")),
            _in("ins", _in("moveFrom", r("came and left "))),
            r("of WTSA"),
        )
    ),
    "tables": whole(
        p(r("The table:"))
        + table(
            row(p(r("Number")), p(r("Subject"))),
            row(p(deleted("44"), inserted("45")), p(r("gap, "), deleted("old "), r("bridged"))),
            _tracked_row("del", p(deleted("46")), p(deleted("gone"))),
            _tracked_row("ins", p(inserted("47")), p(inserted("come"))),
            row(p(r("one")) + p(r("two"), mark="") + p(r("three")), p()),
        )
        + p(r("after the table")),
    ),
    "footnotes and endnotes": whole(
        p(r("developing countries"), call("footnote", 2), r(" take part"), inserted(" more"))
        + p(r("a study"), _in("del", call("footnote", 3)), _in("ins", call("footnote", 4)), r(","))
        + p(r("and an end"), call("endnote", 2)),
        footnotes='<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        "</w:footnote>"
        + note("footnote", 4, r("A note that came."))
        + note(
            "footnote",
            2,
            r("These include "),
            deleted("the least"),
            inserted("less"),
            r(" developed."),
        )
        + note("footnote", 3, r("A note that went.")),
        endnotes=note("endnote", 2, r("The end of "), deleted("2012"), inserted("2016"), r(".")),
    ),
    "fields and links": whole(
        p(
            r("see "),
            field("begin"),
            instruction(" REF x "),
            field("separate"),
            r("Resolution 3"),
            field("end"),
            r(" and "),
            field("begin"),
            instruction(" REF w "),
            field("separate"),
            r("Reso"),
            field("begin"),
            instruction(" REF v "),
            field("separate"),
            r("lution 4"),
            field("end"),
            field("end"),
            r(" and "),
            _LINK,
            r("Resolution "),
            deleted("5"),
            inserted("6"),
            "</w:hyperlink>",
            r(";"),
        )
        + p(
            _in(
                "del",
                field("begin")
                + "<w:r><w:delInstrText> REF z </w:delInstrText></w:r>"
                + field("separate")
                + _gone("Decision 7")
                + field("end"),
            ),
            _in(
                "ins",
                field("begin")
                + instruction(" REF q ")
                + field("separate")
                + r("Decision 8")
                + field("end"),
            ),
            r(" of the Council"),
        ),
    ),
    "controls and tags": whole(
        p(
            r("the "),
            _SDT,
            r("Telecommunication "),
            deleted("Bureau"),
            inserted("Sector"),
            _END_SDT,
            r(","),
        )
        + _SDT
        + p(r("a clause in a control"))
        + p(deleted("its old end"), inserted("its new end"))
        + _END_SDT
        + p(f'<w:smartTag w:element="place">{r("Geneva")}{inserted(", 2022")}</w:smartTag>'),
    ),
    "text boxes": whole(
        p(r("before the box"))
        + p(box(p(r("in the "), deleted("old "), inserted("new "), r("box"))))
        + p(r("after the box")),
    ),
    "odd characters": whole(
        p(r("ITU", xml="<w:noBreakHyphen/>"), r("T and tele", xml="<w:softHyphen/>"), r("com"))
        + p(
            r("a", xml="<w:tab/>"),
            r("tab, a", xml="<w:br/>"),
            r("break, a", xml="<w:ptab/>"),
            r(" tab"),
        )
        + p(
            r(xml='<w:sym w:font="Symbol" w:char="F0B0"/>'),
            r(" &amp; &lt;x&gt; "),
            deleted("–"),
            inserted("—"),
        )
        + p("<w:commentRangeStart w:id='1'/>", r("remarked"), "<w:commentRangeEnd w:id='1'/>")
        + p("<w:bookmarkStart w:id='2' w:name='b'/>", r("marked"), "<w:bookmarkEnd w:id='2'/>"),
    ),
    "numbers": whole(
        p(r("noting"))
        + numbered(r("the first;"))
        + numbered(deleted("the second, gone;"), mark="del")
        + numbered(r("the third;"))
        + numbered(inserted("one that came;"), mark="ins")
        + numbered(r("the fourth:"))
        + numbered(r("a part;"), level=1)
        + numbered(r("another part;"), level=1)
        + numbered(r("the fifth,"))
        + p(r("resolves"))
        + numbered(r("to act;"), list_=2)
        + numbered(deleted("to wait;"), list_=2, mark="del")
        + numbered(r("to report."), list_=2),
        numbering=_LETTERS,
    ),
    "own marks of notes": whole(
        p(
            r("the States"),
            "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
            "<w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>*</w:t></w:r>",
            r(" that "),
            deleted("wish"),
            inserted("agree"),
            r(" to it"),
        ),
        footnotes='<w:footnote w:id="2">'
        + p(
            "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>*</w:t></w:r>",
            r(" See the "),
            deleted("list"),
            inserted("annex"),
            r("."),
        )
        + "</w:footnote>",
    ),
}

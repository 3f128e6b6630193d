"""Redlines made by hand, with strike and underline instead of tracked changes."""

from __future__ import annotations

import pytest

from itugraph.reading import read_bytes, state_text

from .word_files import deleted, p, r, whole

SAID = "strike and underline read as a redline made by hand"
BESIDE = "struck text beside tracked changes read as text that stays"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:u w:val="single"/><w:color w:val="0000FF"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>'
)


def looking(text: str, *properties: str) -> str:
    """Return a run that looks like something: "strike", "u single", "color FF0000"."""
    made = ""
    for each in properties:
        name, _, value = each.partition(" ")
        made += f'<w:{name} w:val="{value}"/>' if value else f"<w:{name}/>"
    return f'<w:r><w:rPr>{made}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


STRUCK = looking("44", "strike")
REDLINES: dict[str, tuple[str, str, str]] = {
    "strike and underline": (
        p(r("Resolution "), STRUCK, looking("45", "u single"), r(" of WTSA")),
        "Resolution 44 of WTSA\n",
        "Resolution 45 of WTSA\n",
    ),
    "a double strike": (p(r("a"), looking("b", "dstrike")), "ab\n", "a\n"),
    "one strike that is on beside one that is off": (
        p(r("a"), looking("b", "strike", "dstrike 0")),
        "ab\n",
        "a\n",
    ),
    "a style that strikes": (p(r("a"), looking("b", "rStyle gone")), "ab\n", "a\n"),
    "a strike that is off": (p(looking("a", "strike 0"), STRUCK), "a44\n", "a\n"),
    "what was struck and underlined was in neither state": (
        p(r("a"), looking("b", "strike", "u single"), STRUCK),
        "a44\n",
        "a\n",
    ),
    "a colour beside struck text": (
        p(STRUCK, looking("45", "color FF0000"), r(" of ")) + p(looking("WTSA", "color ff0000")),
        "44 of \n",
        "45 of \nWTSA\n",
    ),
    "another colour": (
        p(STRUCK, looking("45", "color FF0000")) + p(looking("x", "color 00AA00")),
        "44\nx\n",
        "45\nx\n",
    ),
    "black is no colour": (p(STRUCK, looking("45", "color 000000")), "4445\n", "45\n"),
    "a whole clause": (
        p(r("a"), STRUCK) + p(looking("gone", "strike")) + p(looking("come", "u double")) + p(),
        "a44\ngone\n\n",
        "a\ncome\n\n",
    ),
    "an underlined heading by its style": (
        f'<w:p><w:pPr><w:pStyle w:val="h1"/></w:pPr>{looking("Annex", "u single")}</w:p>'
        + p(STRUCK, r("x")),
        "Annex\n44x\n",
        "Annex\nx\n",
    ),
    "an underlined heading by its look": (
        p(looking("Annex", "u single", "b")) + p(STRUCK, r("x")),
        "Annex\n44x\n",
        "Annex\nx\n",
    ),
    "links": (
        p(
            looking("one", "rStyle Hyperlink"),
            f"<w:hyperlink>{looking('two', 'u single')}</w:hyperlink>",
            STRUCK,
        ),
        "onetwo44\n",
        "onetwo\n",
    ),
}


@pytest.mark.parametrize(("inside", "before", "after"), REDLINES.values(), ids=REDLINES)
def test_struck_text_is_deleted_and_underlined_text_inserted(
    inside: str, before: str, after: str
) -> None:
    document = read_bytes("a.docx", whole(inside, styles=STYLES))
    assert document.warnings == (SAID,)
    assert state_text(document.text, document.runs, "before").text == before
    assert state_text(document.text, document.runs, "after").text == after


@pytest.mark.parametrize(
    "inside",
    [
        p(looking("underlined", "u single"), r(" text")),
        p(looking("coloured", "color FF0000"), looking(" ", "strike")),
        p(looking("not struck", "strike false")),
    ],
)
def test_without_struck_text_there_is_no_redline(inside: str) -> None:
    document = read_bytes("a.docx", whole(inside, styles=STYLES))
    assert (document.runs, document.warnings) == ((), ())


def test_beside_tracked_changes_struck_text_stays_and_that_is_told() -> None:
    document = read_bytes(
        "a.docx", whole(p(r("a"), STRUCK, deleted("b"), looking("c", "u single")))
    )
    assert document.warnings == (BESIDE,)
    assert state_text(document.text, document.runs, "after").text == "a44c\n"

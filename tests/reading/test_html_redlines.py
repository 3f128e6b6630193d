"""Pages in both states of their redline."""

from __future__ import annotations

import pytest

from itugraph.reading import marked_up, read_bytes
from itugraph.reading.html import read_html

from .rebuild import example, page, rebuilt
from .same import citations

BY_HAND = "strike and underline read as a redline made by hand"
STRUCK = "struck text beside tracked changes read as text that stays"
SIGNED = 'cite="mailto:A.%20Delegate" datetime="2018-10-29T10:00"'

# What is deleted stands in brackets, what is inserted in braces.
MARKED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "del and ins": ("a <del>b</del><ins>c</ins>", "a [-b-]{+c+}\n", ()),
    "ins in del is in no state": ("a <del>b<ins>c</ins></del>d", "a [-b-]d\n", ()),
    "del in ins is in no state": ("a <ins>b<del>c</del></ins>d", "a {+b+}d\n", ()),
    "strike and underline": ("a <s>b</s><u>c</u>", "a [-b-]{+c+}\n", (BY_HAND,)),
    "strike of old": ("a <strike>b</strike> c", "a [-b-] c\n", (BY_HAND,)),
    "a style": (
        "a <i style='text-decoration:line-through'>b</i>"
        "<i style='text-decoration-line: underline'>c</i>",
        "a [-b-]{+c+}\n",
        (BY_HAND,),
    ),
    "del and underline": ("a <del>b</del><u>c</u>", "a [-b-]{+c+}\n", (BY_HAND,)),
    "del, ins and underline": ("<del>b</del><ins>c</ins><u>d</u>", "[-b-]{+c+}d\n", ()),
    "ins and strike": ("a <s>b</s><ins>c</ins>", "a [-b-]{+c+}\n", (BY_HAND,)),
    "underline alone": ("a <u>b</u>", "a b\n", ()),
    "an underlined heading": ("<h2><u>a</u></h2><s>b</s><u>c</u>", "a\n[-b-]{+c+}\n", (BY_HAND,)),
    "a link": ("<a href=x><u>a</u></a> <s>b</s><u>c</u>", "a [-b-]{+c+}\n", (BY_HAND,)),
    "a colour beside strike": (
        "<s>a</s><font color=red>b</font> <font color=blue>c</font>",
        "[-a-]{+b+} c\n",
        (BY_HAND,),
    ),
    "strike beside tracked changes": (
        f"<s>a</s> <del {SIGNED}>b</del>",
        "a [-b-]\n",
        (STRUCK,),
    ),
    "a block": ("<del><p>a</p><p>b</p></del><p>c</p>", "[-a\nb\n-]c\n", ()),
    "a paragraph in whole": ("<p>a</p><p><del>b</del></p><p>c</p>", "a\n[-b\n-]c\n", ()),
    "over an end": ("<p>a <del>b</del></p><p><del>c</del> d</p>", "a [-b\nc-] d\n", ()),
    "over several ends": (
        "<p>a <del>b</del></p><p><del>c</del></p><p><del>d</del> e</p>",
        "a [-b\nc\nd-] e\n",
        (),
    ),
    "up to an end": (
        "<p>a <del>b</del></p><p><del>c</del></p><p>d</p>",
        "a [-b-]\n[-c\n-]d\n",
        (),
    ),
    "two edits before and after an end": (
        "<p>a;<del> and</del></p><p><del>d</del>c) e</p>",
        "a;[- and-]\n[-d-]c) e\n",
        (),
    ),
    "items are not joined": (
        "<ul><li>a <del>b</del><li><del>c</del> d</ul>",
        "a [-b-]\n[-c-] d\n",
        (),
    ),
    "a break": ("a<del><br>b</del>", "a[-\nb-]\n", ()),
    "a cell": (
        "<table><tr><td>a<td><del>b</del><ins>c</ins><td>d</table>",
        "a\t[-b-]{+c+}\td\n",
        (),
    ),
    "numbers of each state": (
        "<ol><li>a<li><del>b</del><li>c</ol>",
        "1.\ta\n[-2.\tb\n3.-]{+2.+}\tc\n",
        (),
    ),
}


@pytest.mark.parametrize(("inside", "marked", "warnings"), MARKED.values(), ids=MARKED)
def test_what_is_struck_and_added_is_told(
    inside: str, marked: str, warnings: tuple[str, ...]
) -> None:
    document = read_html("a.html", inside.encode())
    assert document.warnings == warnings
    whole = marked_up(document.text, document.runs, 0, len(document.text))
    assert whole == marked


@pytest.mark.parametrize(
    "rule", ["span.gone {text-decoration: line-through}", ".Gone{text-decoration:red line-through}"]
)
def test_a_rule_of_the_style_sheet_strikes(rule: str) -> None:
    content = f"<style>{rule}</style><p>a <span class=gone>b</span> c"
    assert read_html("a.html", content.encode()).runs[1].mark == "deleted"


def test_a_change_of_word_tells_its_hand_and_time() -> None:
    content = (
        "<style>span.msoIns{text-decoration:underline}span.msoDel{text-decoration:line-through}"
        f"</style><p>a <span class=msoDel><del {SIGNED}>b</del></span>"
        f"<span class=msoIns><ins {SIGNED}>c</ins></span></p>"
    )
    document = read_html("a.html", content.encode())
    by = ("A. Delegate", "2018-10-29T10:00")
    told = [(run.mark, run.author, run.date) for run in document.runs]
    assert told == [("kept", None, None), ("deleted", *by), ("inserted", *by), ("kept", None, None)]
    assert document.warnings == ()


def test_both_states_of_the_example_are_those_of_the_word_file() -> None:
    found = read_bytes("draft.html", page(*example()), ".html")
    told = citations(read_bytes("draft.docx", rebuilt(*example())))
    assert len(told) > 10
    assert citations(found) == told

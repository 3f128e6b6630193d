"""Pages as the text that a browser shows."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.model import Document
from itugraph.reading import read_bytes, state_text
from itugraph.reading.html import read_html

NOTED = "noting Resolution 44 (Rév. Hammamet, 2016)"


def page(inside: str, head: str = "") -> Document:
    """Return the document of a page with this body."""
    return read_html("a.html", f"<html><head>{head}</head><body>{inside}</body></html>".encode())


TEXTS: dict[str, tuple[str, str]] = {
    "text alone": ("Resolution 44", "Resolution 44\n"),
    "paragraphs are lines": ("<p>one</p>\n<p>two</p>", "one\ntwo\n"),
    "paragraphs that are not closed": ("<p>one<p>two", "one\ntwo\n"),
    "text around a block": ("one<div>two</div>three", "one\ntwo\nthree\n"),
    "headings": ("<h1>one</h1><h2>two</h2>three", "one\ntwo\nthree\n"),
    "a definition list": ("<dl><dt>one<dd>two</dl>", "one\ntwo\n"),
    "white space is one space": ("<p>\n Resolution\n\t 44 \n</p>", "Resolution 44\n"),
    "white space over the edges of elements": (
        "<p>one <b> two</b> <i> three </i> </p>",
        "one two three\n",
    ),
    "a no-break space stays": ("<p>Resolution&nbsp;44&#160; a</p>", "Resolution\u00a044\u00a0 a\n"),
    "entities": ("<p>a &lt; b &amp; R&eacute;s. &#8211; &#150;</p>", "a < b & Rés. – –\n"),
    "words over elements": ("<p>Resolu<b>tion</b> 4<i>4</i></p>", "Resolution 44\n"),
    "a line break": ("<p>one<br>two <br/> three</p>", "one\ntwo\nthree\n"),
    "a line break at an end": ("<p>one<br></p><p>two</p>", "one\ntwo\n"),
    "an empty line": ("<p>one</p><p><br></p><p>two</p>", "one\n\ntwo\n"),
    "an empty paragraph is not shown": ("<p>one</p><p> </p><p>two</p>", "one\ntwo\n"),
    "white space that stays": ("<pre>\n a)\tone\n  two\n</pre>", " a)\tone\n  two\n"),
    "white space that a style keeps": ("<p style='white-space: pre-wrap'>a  b</p>", "a  b\n"),
    "cells": ("<table><tr><th>a<td>b<tr><td>c<td></table>d", "a\tb\nc\t\nd\n"),
    "paragraphs in a cell": ("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a b\tc\n"),
    "a table for the layout": (
        "<table><tr><td><h1>a</h1><p>b</p><p>c</p></td><td>d</td></tr></table>",
        "a\nb\nc\nd\n",
    ),
    "a table in a table": (
        "<table><tr><td><p>a<p>b<table><tr><td>c<td>d</table><td>e</table>",
        "a\nb\nc\td\ne\n",
    ),
    "a column alone": ("<table><tr><td><p>a<p>b<tr><td>c</table>", "a\nb\nc\n"),
    "a table that says it is none": ("<table role=presentation><tr><td>a<td>b</table>", "a\nb\n"),
    "numbers": ("<ol><li>a<li>b</ol>", "1.\ta\n2.\tb\n"),
    "letters": ("<ol type=a><li>a<li>b</ol>", "a.\ta\nb.\tb\n"),
    "letters of a style": ("<ol style='list-style-type:upper-alpha'><li>a</ol>", "A.\ta\n"),
    "numbers from another": ("<ol start=27 type=a><li>a<li>b</ol>", "aa.\ta\nab.\tb\n"),
    "a number of its own": ("<ol><li>a<li value=7>b<li>c</ol>", "1.\ta\n7.\tb\n8.\tc\n"),
    "numbers downwards": ("<ol reversed><li>a<li>b</ol>", "2.\ta\n1.\tb\n"),
    "Roman numbers in a list": (
        "<ol><li>a<ol type=i><li>b<li>c</ol><li>d</ol>",
        "1.\ta\ni.\tb\nii.\tc\n2.\td\n",
    ),
    "no numbers": ("<ol style='list-style: none'><li>a) b</ol><ul><li>c</ul>", "a) b\nc\n"),
    "a paragraph in an item": ("<ol><li><p>a</p><p>b</p></li></ol>", "1.\ta\nb\n"),
    "a number that is none": ("<ol start=x type=q><li value=99999999999>a</ol>", "1.\ta\n"),
    "what is not shown": (
        "a<script>b</script><style>c{}</style><template>d</template><noscript>e</noscript>"
        "<!-- f --><nav>g</nav><select><option>h</select><textarea>i</textarea>j",
        "aj\n",
    ),
    "hidden": (
        "a<p hidden>b</p><p style='display: none'>c</p><i style='VISIBILITY:hidden'>d</i>e",
        "ae\n",
    ),
    "ruby": ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢\n"),
    "a number raised": ("<p>Union<sup>1</sup></p>", "Union1\n"),
    "words of Word that it hides": (
        "<p>a<![if !supportLists]>b<![endif]><!--[if gte mso 9]>c<![endif]--><o:p></o:p></p>",
        "ab\n",
    ),
    "a tab of Word": ("<p>a)<span style='mso-tab-count:1'>&nbsp; </span>b</p>", "a)\tb\n"),
}


@pytest.mark.parametrize(("inside", "text"), TEXTS.values(), ids=TEXTS)
def test_a_page_is_the_text_that_it_shows(inside: str, text: str) -> None:
    document = page(inside, "<title>no text</title>")
    assert (document.text, document.runs, document.warnings) == (text, (), ())


STYLES: dict[str, tuple[str, str]] = {
    "a class": (".x {display:none}", "a\n"),
    "an element and a class": ("i.X{ Display : NONE !important }", "a\n"),
    "one of several": ("p b, #z, i { display: none }", "a\n"),
    "in a comment of old": ("<!-- i {display:none} -->", "a\n"),
    "another class": (".y {display:none}", "ab\n"),
    "inside of another": ("p i {display:none}", "ab\n"),
    "on paper only": ("@media print { b {color:red} i {display:none} }", "ab\n"),
    "overruled": ("i.x {display:inline} i {display:none}", "ab\n"),
    "a comment": ("/* i {display:none} */ .x { color: red }", "ab\n"),
    "broken": ("} { i { display:none", "ab\n"),
}


@pytest.mark.parametrize(("rules", "text"), STYLES.values(), ids=STYLES)
def test_simple_rules_of_a_style_sheet_hide(rules: str, text: str) -> None:
    assert page("<p>a<i class='q x'>b</i></p>", f"<style>{rules}</style>").text == text


NOTES: dict[str, str] = {
    "LibreOffice": '<div id="sdfootnote1"><p><a href="#a">1</a> those</p></div>',
    "Word": "<div style='mso-element:footnote' id=ftn1><p>1 those</p></div>",
    "a role": "<aside role=doc-footnote>1 those</aside>",
    "a class": "<p class='small footnote'>1 those</p>",
    "a section with its list": "<section role=doc-endnotes><ol><li>those</ol></section>",
    "one in another": "<div class=footnotes><div id=ftn1>1</div><p class=footnote>those</p></div>",
}


@pytest.mark.parametrize("inside", NOTES.values(), ids=NOTES)
def test_notes_are_told(inside: str) -> None:
    document = page(f"<p>countries<sup class=footnote>1</sup></p>{inside}<p>end</p>")
    [(start, end)] = document.notes
    assert document.text[:start] == "countries1\n"
    assert document.text[start:end].endswith("those")
    assert document.text[end:] == "\nend\n"


ENCODINGS: dict[str, bytes] = {
    "UTF-8 by a mark": codecs.BOM_UTF8 + NOTED.encode(),
    "UTF-16 by a mark": f"<p>{NOTED}".encode("utf-16"),
    "UTF-8 unsaid": NOTED.encode(),
    "UTF-8 said": f"<meta charset=utf-8>{NOTED}".encode(),
    "said the old way": (
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">' + NOTED
    ).encode("cp1252"),
    "said in the XML declaration": (
        f"<?xml version='1.0' encoding='windows-1252'?><html><body>{NOTED}</body></html>"
    ).encode("cp1252"),
    "said and not so": f"<meta charset=utf-16>{NOTED}".encode(),
    "said what is none": f"<meta charset=rot13>{NOTED}".encode(),
}


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_the_encoding_of_a_page_is_found(content: bytes) -> None:
    document = read_html("a.html", content)
    assert (document.text, document.warnings) == (f"{NOTED}\n", ())


def test_an_encoding_that_nothing_tells_is_guessed_and_flagged() -> None:
    content = "<p>La Résolution 44 de Genève, déjà citée là</p>".encode("cp1252")
    document = read_html("a.html", content)
    assert document.text == "La Résolution 44 de Genève, déjà citée là\n"
    assert document.warnings == ("read as cp1252, a guess",)


def test_elements_that_xhtml_closes_at_once_swallow_nothing() -> None:
    content = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        '<script src="a>b"/></head><body><div id="x"/><p>one<br/>two</p></body></html>'
    )
    assert read_html("a.xhtml", content.encode()).text == "one\ntwo\n"


@pytest.mark.parametrize("suffix", [".md", ".markdown"])
def test_markdown_is_read_as_it_stands(suffix: str) -> None:
    text = "# Resolution 44\r\n\r\n*noting* ~~44~~ <del>45</del>\r\n"
    document = read_bytes("a", text.encode(), suffix)
    assert (document.text, document.runs) == (text, ())


# Any tree: the text is what it shows, and the runs cover it.

_WORDS = st.text("ab4é", min_size=1, max_size=3)
_TREES = st.recursive(
    _WORDS.map(lambda word: ("", [word])),
    lambda inner: st.tuples(
        st.sampled_from(["b", "del", "ins", "span hidden", "s", "u", "div", "p", "sup"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


def markup(tree: tuple[str, list[object]], *, hidden: bool = False) -> tuple[str, str]:
    """Return the markup of a tree, and the characters that it shows."""
    tag, inside = tree
    if not tag:
        word = str(inside[0])
        return word, "" if hidden else word
    parts = [markup(each, hidden=hidden or "hidden" in tag) for each in inside]  # type: ignore[arg-type]
    written, shown = ("".join(each) for each in zip(*parts, strict=True)) if parts else ("", "")
    return f"<{tag}>{written}</{tag.split()[0]}>", shown


@settings(deadline=None)
@given(st.lists(_TREES, max_size=5))
def test_the_text_of_any_tree_is_what_it_shows(trees: list[tuple[str, list[object]]]) -> None:
    both = [markup(tree) for tree in trees]
    document = page("<p>x</p>" + "".join(written for written, _ in both))
    assert document.text.replace("\n", "") == "x" + "".join(shown for _, shown in both)
    if document.runs:
        ends = [0, *(run.end for run in document.runs)]
        assert [run.start for run in document.runs] == ends[:-1]
        assert ends[-1] == len(document.text)
        assert all(run.start < run.end for run in document.runs)
        for state in ("before", "after"):
            assert len(state_text(document.text, document.runs, state).text) <= len(document.text)

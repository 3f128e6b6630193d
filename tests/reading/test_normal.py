"""The normal form and its way back, against a map written by hand for every piece."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.reading import Normal, normalise

# Pieces of text with their normal form. A piece is safe next to any other: none of them ends
# with a letter that waits for an accent, or starts with an accent.
ONE_FOR_ONE = (
    dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\u2028\r", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-")
    | {"\u0664": "4", "\u06f5": "5", "\u096a": "4", "\uff14": "4", "\U0001d7dc": "4"}
)
DELETED = [
    *("\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u061c"),
    *("[footnoteRef:2]", "[footnoteRef: 12]", "[endnoteRef:1]", "[bookmark: _GoBack]"),
    *("[bookmark:_Ref44]", "[image: a picture.png]", "[image:]"),
]
CHANGED = (
    {"e\u0301": "é", "A\u030a": "Å", "o\u0302\u0301": "ố", "и\u0306": "й", "ا\u0654": "أ"}
    | {"\ufb01": "fi", "\ufb03": "ffi", "\ufb00": "ff"}
    | {"\uff32": "R", "\uff45": "e", "\uff3a": "Z"}
)
# With a blank behind it, nothing is joined to what ends in a dash or a line's end.
UNCHANGED = [*"aRz 4,.()/-—éЯ\U00020000ب٪\t]:_", "– ", "\n ", "q\u0301", "4\u0301", "[note: 4]"]
UNCHANGED += ["\U0001f600"]

Atom = tuple[str, str, bool]
ATOMS: st.SearchStrategy[Atom] = st.one_of(
    st.sampled_from([(piece, piece, True) for piece in UNCHANGED]),
    st.sampled_from([(piece, new, True) for piece, new in ONE_FOR_ONE.items()]),
    st.sampled_from([(piece, "", False) for piece in DELETED]),
    st.sampled_from([(piece, new, False) for piece, new in CHANGED.items()]),
)
Spans = list[tuple[int, int]]


def joined(atoms: list[Atom]) -> tuple[str, str, Spans]:
    """Return a text, its normal form, and for each character of that where it comes from.

    What is put one for one comes from its own character, what changes its length from the
    whole piece.
    """
    text = normal = ""
    spans: Spans = []
    for piece, new, in_place in atoms:
        start = len(text)
        text += piece
        normal += new
        if in_place:
            spans += [(start + at, start + at + 1) for at in range(len(piece))]
        else:
            spans += [(start, len(text))] * len(new)
    return text, normal, spans


@settings(deadline=None, max_examples=200)
@given(st.lists(ATOMS, max_size=25))
def test_every_slice_leads_back_to_the_pieces_it_comes_from(atoms: list[Atom]) -> None:
    text, expected, spans = joined(atoms)
    normal = normalise(text)
    assert normal.text == expected
    for start in range(len(expected)):
        for end in range(start + 1, len(expected) + 1):
            assert normal.source(start, end) == (spans[start][0], spans[end - 1][1])


@settings(deadline=None)
@given(st.lists(ATOMS, max_size=25))
def test_a_character_leads_back_to_itself_or_to_the_piece_it_was_made_of(atoms: list[Atom]) -> None:
    text, _, _ = joined([atom for atom in atoms if atom[0] not in ONE_FOR_ONE])
    normal = normalise(text)
    for at, char in enumerate(normal.text):
        start, end = normal.source(at, at + 1)
        piece = text[start:end]
        assert piece == char or char in CHANGED[piece]


@settings(deadline=None)
@given(st.lists(ATOMS, max_size=25))
def test_the_whole_leads_back_to_the_whole_but_for_deletions_at_its_ends(
    atoms: list[Atom],
) -> None:
    text, _, _ = joined(atoms)
    normal = normalise(text)
    start, end = normal.source(0, len(normal.text))
    if normal.text:
        gone = re.compile("|".join(map(re.escape, DELETED)))
        assert gone.sub("", text[:start]) == ""
        assert gone.sub("", text[end:]) == ""
    else:
        assert start == end


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.text(),
        st.text("eA4 [:]\u0301\u030a\u00ad\u00a0\u2011\ufb01\uff32\u01e6\u0664\r\n", max_size=30),
    )
)
def test_any_text_has_a_map_that_only_goes_forward(text: str) -> None:
    normal = normalise(text)
    spans = [normal.source(at, at + 1) for at in range(len(normal.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for before, after in pairwise(spans):
        assert before == after or before[1] <= after[0]
    for start in range(len(spans)):
        for end in range(start + 1, len(spans) + 1):
            assert normal.source(start, end) == (spans[start][0], spans[end - 1][1])


@settings(deadline=None)
@given(st.lists(ATOMS, max_size=15), st.data())
def test_an_empty_slice_leads_to_one_place(atoms: list[Atom], data: st.DataObject) -> None:
    text, _, _ = joined(atoms)
    normal = normalise(text)
    at = data.draw(st.integers(0, len(normal.text)))
    start, end = normal.source(at, at)
    assert start == end
    assert 0 <= start <= len(text)


@settings(deadline=None)
@given(st.lists(ATOMS, max_size=12), st.lists(ATOMS, max_size=12), st.lists(ATOMS, max_size=12))
def test_lines_cut_out_of_a_normal_form_have_the_one_of_their_own(
    before: list[Atom], lines: list[Atom], behind: list[Atom]
) -> None:
    first, text, last = ("".join(piece for piece, *_ in atoms) for atoms in (before, lines, behind))
    whole = f"{first}.\n{text}.\n{last}"
    start = len(first) + 2
    assert normalise(whole).cut(start, start + len(text) + 2) == normalise(f"{text}.\n")


@given(st.text(st.characters(max_codepoint=127, exclude_characters="\r\v[*-"), max_size=200))
def test_clean_ascii_is_its_own_normal_form_without_a_map(text: str) -> None:
    assert normalise(text) == Normal(text)


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(max_codepoint=127, exclude_characters="[*-")),
            st.sampled_from([piece for piece in DELETED if piece.isascii()]),
        )
    ).map("".join)
)
def test_normalising_ascii_twice_is_normalising_it_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once) == Normal(once)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("", ""),
        ("Resolution\u00a044", "Resolution 44"),
        ("Resolution 44\r\n", "Resolution 44 \n"),
        ("ITU\u2011T", "ITU-T"),
        ("ITU\u01e6T", "ITU-T"),
        ("a\u01e6b\u01e6c", "a-b-c"),
        ("\u01e6", "\u01e6"),
        ("4 \u01e6 T", "4 \u01e6 T"),
        ("Reso\u00adlution", "Resolution"),
        ("44[footnoteRef:2]", "44"),
        ("[bookmark: _GoBack]Resolution[footnoteRef:1] 44", "Resolution 44"),
        ("[footnoteRef:1][footnoteRef:2]44", "44"),
        ("\ufeffResolution 44", "Resolution 44"),
        ("Resolution **44** (Rev. Dubai, 2012)*", "Resolution 44 (Rev. Dubai, 2012)"),
        ("No. 5.484A***, see (*5.1*)", "No. 5.484A, see (5.1)"),
        ("* * *\n* a point", "* * *\n* a point"),
        ("Re\u0301solution", "Résolution"),
        ("Ｒｅｓ. ４４", "Res. 44"),
        ("القرار ٤٤", "القرار 44"),
        ("de\ufb01ning", "defining"),
        ("44–46 — “x”", "44–46 — “x”"),
        ("[a note: 4]", "[a note: 4]"),
        ("[bookmark: over\ntwo lines]", "[bookmark: over\ntwo lines]"),
        ("[image: " + "x" * 200 + "]", "[image: " + "x" * 200 + "]"),
        ("[Bookmark: _GoBack]", "[Bookmark: _GoBack]"),
        ("[footnoteRef:2", "[footnoteRef:2"),
    ],
)
def test_what_the_normal_form_of_a_text_is(text: str, normal: str) -> None:
    assert normalise(text).text == normal


@pytest.mark.parametrize("rest", ["", " in Genève"])
def test_a_character_is_treated_alike_whatever_else_is_in_the_text(rest: str) -> None:
    # Old exports break a line with a vertical tab.
    assert normalise(f"Resolution\v44{rest}").text == f"Resolution 44{rest}"
    assert normalise(f"Resolution\r44{rest}").text == f"Resolution 44{rest}"


@pytest.mark.parametrize(
    ("text", "wanted", "surface"),
    [
        ("see Resolution\u00a044, of", "Resolution 44", "Resolution\u00a044"),
        ("see Reso\u00adlution 44 of", "Resolution 44", "Reso\u00adlution 44"),
        ("[bookmark: a]Resolution 44[footnoteRef:2] of", "Resolution 44", "Resolution 44"),
        ("Resolution[footnoteRef:2] 44 of", "Resolution 44", "Resolution[footnoteRef:2] 44"),
        ("\ufeff\u200bResolution 44\u200b", "Resolution 44", "Resolution 44"),
        ("la Re\u0301solution 44", "Résolution 44", "Re\u0301solution 44"),
        ("Ｒｅｓ. ４４ x", "Res. 44", "Ｒｅｓ. ４４"),
        ("a\u00adb\u00adc Resolution 44\u00ad d", "Resolution 44", "Resolution 44"),
        ("Recommendation ITU\u2011T X.509", "ITU-T X.509", "ITU\u2011T X.509"),
    ],
)
def test_a_citation_found_in_the_normal_form_is_cut_out_of_the_source(
    text: str, wanted: str, surface: str
) -> None:
    normal = normalise(text)
    at = normal.text.index(wanted)
    start, end = normal.source(at, at + len(wanted))
    assert text[start:end] == surface


def test_a_long_text_with_many_changes_is_mapped_to_its_end() -> None:
    text = "Resolu\u00adtion\u00a044[footnoteRef:2], " * 5000 + "the end"
    normal = normalise(text)
    assert normal.text == "Resolution 44, " * 5000 + "the end"
    at = len(normal.text) - len("the end")
    assert normal.source(at, len(normal.text)) == (len(text) - len("the end"), len(text))

"""The numbers that Word writes by itself, in each state."""

from __future__ import annotations

import pytest

from itugraph.reading import read_bytes, state_text

from .word_files import (
    BY,
    call,
    deleted,
    inserted,
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

LETTERS = lists(level(0, "lowerLetter", "%1)"))


def states(inside: str, numbering: str, styles: str = "", **others: str) -> tuple[str, str, str]:
    """Return the text of a file with lists, and that of its two states."""
    document = read_bytes("a.docx", whole(inside, numbering=numbering, styles=styles, **others))
    text, runs = document.text, document.runs
    if not runs:
        return text, text, text
    return text, state_text(text, runs, "before").text, state_text(text, runs, "after").text


def labels(inside: str, numbering: str, styles: str = "") -> list[str]:
    """Return what stands before the paragraphs of a file, each of which is the letter x."""
    text, *_ = states(inside, numbering, styles)
    return [line.removesuffix("x") for line in text.splitlines()]


@pytest.mark.parametrize(
    ("form", "starts", "shown"),
    [
        ("decimal", (1, 10), ("1", "10")),
        ("decimalZero", (1, 10), ("01", "10")),
        ("lowerLetter", (1, 26, 27), ("a", "z", "aa")),
        ("upperLetter", (2, 28), ("B", "BB")),
        ("lowerRoman", (4, 9, 14), ("iv", "ix", "xiv")),
        ("upperRoman", (40, 90, 1994), ("XL", "XC", "MCMXCIV")),
        ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 111), None),
        ("cardinalText", (7,), ("7",)),
    ],
)
def test_numbers_are_written_as_their_format_says(
    form: str, starts: tuple[int, ...], shown: tuple[str, ...] | None
) -> None:
    ordinals = ("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th")
    made = lists(*(level(0, form, "%1.", start=start) for start in starts))
    inside = "".join(numbered(r("x"), list_=at) for at in range(1, len(starts) + 1))
    assert labels(inside, made) == [f"{each}.\t" for each in shown or ordinals]


@pytest.mark.parametrize(("suffix", "parted"), [("tab", "\t"), ("space", " "), ("nothing", "")])
def test_a_number_is_parted_from_its_text_as_the_list_says(suffix: str, parted: str) -> None:
    made = lists(level(0, "decimal", "%1", suffix=suffix))
    assert labels(numbered(r("x")), made) == [f"1{parted}"]


def test_bullets_are_bullets_whatever_their_font() -> None:
    made = lists(level(0, "bullet", "\uf0b7"), level(0, "bullet", "–"), level(0, "none", ""))
    inside = "".join(numbered(r("x"), list_=at) for at in (1, 2, 3))
    assert labels(inside, made) == ["•\t", "–\t", ""]


DEEP = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "%3)")


def test_levels_below_start_anew_and_show_those_above() -> None:
    steps = [0, 1, 1, 2, 2, 1, 2, 0, 1]
    inside = "".join(numbered(r("x"), level=at) for at in steps)
    expected = ["I.", "I.1", "I.2", "a)", "b)", "I.3", "a)", "II.", "II.1"]
    assert labels(inside, lists(DEEP)) == [f"{each}\t" for each in expected]


def test_a_level_may_go_on_and_may_write_all_numbers_as_figures() -> None:
    made = lists(
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    )
    inside = "".join(numbered(r("x"), level=at) for at in (0, 1, 0, 1))
    assert labels(inside, made) == ["I.\t", "1.1\t", "II.\t", "2.2\t"]


def test_a_level_whose_upper_level_never_came_shows_where_it_would_start() -> None:
    assert labels(numbered(r("x"), level=1), lists(DEEP)) == ["I.1\t"]


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    made = lists(level(0, "lowerLetter", "%1)"), num=extra)
    inside = "".join(numbered(r("x"), list_=at) for at in (1, 2, 3, 3))
    assert labels(inside, made) == ["a)\t", "b)\t", "e)\t", "f)\t"]


def test_a_list_may_write_a_level_its_own_way() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "(%1)")}</w:lvlOverride>'
    extra = f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{own}</w:num>'
    made = lists(level(0, "lowerLetter", "%1)"), num=extra)
    inside = "".join(numbered(r("x"), list_=at) for at in (1, 2))
    assert labels(inside, made) == ["a)\t", "(B)\t"]


def style(name: str, inside: str = "", based: str = "", kind: str = "paragraph") -> str:
    """Return a style."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}'
        f"<w:pPr>{inside}</w:pPr></w:style>"
    )


def styled(name: str, *inside: str) -> str:
    """Return a paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{"".join(inside)}</w:p>'


NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    styles = (
        style("clause", NUMBERED)
        + style("item", based="clause")
        + style("plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', based="item")
    )
    inside = styled("clause", r("x")) + styled("item", r("x")) + styled("plain", r("x"))
    assert labels(inside, LETTERS, styles) == ["a)\t", "b)\t", ""]


def test_a_level_that_is_a_style_numbers_the_paragraphs_of_the_style() -> None:
    made = lists(
        level(0, "decimal", "%1", more='<w:pStyle w:val="head1"/>')
        + level(1, "decimal", "%1.%2", more='<w:pStyle w:val="head2"/>')
    )
    styles = style("head1", NUMBERED) + style("head2", NUMBERED)
    inside = "".join(styled(name, r("x")) for name in ("head1", "head2", "head2", "head1"))
    assert labels(inside, made, styles) == ["1\t", "1.1\t", "1.2\t", "2\t"]


def test_a_definition_may_stand_in_a_style_of_lists() -> None:
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="ours"/></w:abstractNum>'
    made = linked + lists(
        level(0, "lowerLetter", "%1)"),
        num='<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>',
    )
    styles = style("ours", NUMBERED, kind="numbering")
    inside = numbered(r("x"), list_=2) + numbered(r("x"), list_=1)
    assert labels(inside, made, styles) == ["a)\t", "b)\t"]


CIRCLES: dict[str, tuple[str, str, str]] = {
    "styles based on each other": (
        styled("a", r("x")),
        LETTERS,
        style("a", based="b") + style("b", based="a"),
    ),
    "lists that are styles that are lists": (
        numbered(r("x"), list_=2),
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="ours"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>',
        style("ours", '<w:numPr><w:numId w:val="2"/></w:numPr>', kind="numbering"),
    ),
    "a list that is not there": (numbered(r("x"), list_=7), LETTERS, ""),
    "a list without a definition": (
        numbered(r("x"), list_=2),
        LETTERS + '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>',
        "",
    ),
    "a level that is not there": (numbered(r("x"), level=5), LETTERS, ""),
    "a style that is not there": (styled("none", r("x")), LETTERS, ""),
    "a number taken away": (numbered(r("x"), list_=0), LETTERS, ""),
}


@pytest.mark.parametrize(("inside", "made", "styles"), CIRCLES.values(), ids=CIRCLES)
def test_lists_that_lead_nowhere_give_no_number(inside: str, made: str, styles: str) -> None:
    assert labels(inside, made, styles) == [""]


def test_a_label_is_short_whatever_a_list_asks_for() -> None:
    made = lists(level(0, "lowerLetter", "%1" * 5000, start=260))
    (label,) = labels(numbered(r("x")), made)
    assert len(label) == 101


REDLINES: dict[str, tuple[str, list[str], list[str]]] = {
    "a deleted clause": (
        numbered(r("one")) + numbered(deleted("two"), mark="del") + numbered(r("three")),
        ["a)\tone", "b)\ttwo", "c)\tthree"],
        ["a)\tone", "b)\tthree"],
    ),
    "an inserted clause": (
        numbered(r("one")) + numbered(inserted("two"), mark="ins") + numbered(r("three")),
        ["a)\tone", "b)\tthree"],
        ["a)\tone", "b)\ttwo", "c)\tthree"],
    ),
    "an inserted clause at the end": (
        numbered(r("one"), mark="ins") + numbered(inserted("two")) + p(r("end")),
        ["a)\tone", "end"],
        ["a)\tone", "b)\ttwo", "end"],
    ),
    "two clauses that become one": (
        numbered(r("one "), mark="del") + numbered(r("more")) + numbered(r("two")),
        ["a)\tone ", "b)\tmore", "c)\ttwo"],
        ["a)\tone more", "b)\ttwo"],
    ),
    "a clause that moves": (
        numbered(f"<w:moveFrom w:id='1' {BY}>{r('one')}</w:moveFrom>", mark="moveFrom")
        + numbered(r("two"))
        + numbered(f"<w:moveTo w:id='1' {BY}>{r('one')}</w:moveTo>", mark="moveTo")
        + p(),
        ["a)\tone", "b)\ttwo", ""],
        ["a)\ttwo", "b)\tone", ""],
    ),
    "a number that was given": (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/>"
        f"<w:ins w:id='1' {BY}/></w:numPr></w:pPr>{r('one')}</w:p>" + numbered(r("two")),
        ["one", "a)\ttwo"],
        ["a)\tone", "b)\ttwo"],
    ),
    "a number that was taken away": (
        f"<w:p><w:pPr><w:pPrChange w:id='1' {BY}><w:pPr><w:numPr><w:ilvl w:val='0'/>"
        f"<w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange></w:pPr>{r('one')}</w:p>"
        + numbered(r("two")),
        ["a)\tone", "b)\ttwo"],
        ["one", "a)\ttwo"],
    ),
    "a deleted row": (
        table(
            row(numbered(r("one"))),
            row(numbered(deleted("two")), properties=f"<w:trPr><w:del w:id='1' {BY}/></w:trPr>"),
            row(numbered(r("three"))),
        ),
        ["a)\tone", "b)\ttwo", "c)\tthree"],
        ["a)\tone", "b)\tthree"],
    ),
    "a clause of which nothing is left before a table": (
        numbered(deleted("one"), mark="del") + table(row(numbered(r("two")))),
        ["a)\tone", "b)\ttwo"],
        ["a)\ttwo"],
    ),
}


@pytest.mark.parametrize(("inside", "before", "after"), REDLINES.values(), ids=REDLINES)
def test_each_state_counts_for_itself(inside: str, before: list[str], after: list[str]) -> None:
    _, was, will = states(inside, LETTERS)
    assert was.splitlines() == before
    assert will.splitlines() == after


def test_a_label_that_differs_stands_deleted_and_inserted_before_what_parts_it() -> None:
    inside = numbered(deleted("one"), mark="del") + numbered(r("two"))
    document = read_bytes("a.docx", whole(inside, numbering=LETTERS))
    marked = [(document.text[run.start : run.end], run.mark) for run in document.runs]
    assert marked == [
        ("a)\tone\n", "deleted"),
        ("b)", "deleted"),
        ("a)", "inserted"),
        ("\ttwo\n", "kept"),
    ]


def test_notes_stay_where_they_are_when_labels_come_before_them() -> None:
    inside = numbered(r("one"), call("footnote", 2)) + numbered(r("two"))
    content = whole(inside, numbering=LETTERS, footnotes=note("footnote", 2, r("A note.")))
    document = read_bytes("a.docx", content)
    assert document.text == "a)\tone\nb)\ttwo\nA note.\n"
    assert [document.text[start:end] for start, end in document.notes] == ["A note."]

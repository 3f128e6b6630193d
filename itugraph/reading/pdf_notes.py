"""Footnotes at the foot of a page of a PDF: below a short rule, or small and with a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itugraph.reading.pdf_chars import Stretch
from itugraph.reading.pdf_lines import SUPERSCRIPTS, Line, rows_of
from itugraph.reading.pdf_paths import Rule

_MARK = re.compile(rf"(?P<mark>[{SUPERSCRIPTS}]{{1,3}}|\d{{1,3}}|[*†‡]{{1,3}})\)?[ \t]*")
_SMALLER = 0.93
_SHORTEST, _LONGEST = 20.0, 0.6
"""How long the rule above notes is: in points, and as a share of the page's width."""
_LOWEST_SHARE = 0.6
"""How high up the page notes may start, as a share of its height."""


def notes_of(
    stretches: list[Stretch], rules: list[Rule], body_size: float, page: tuple[float, float]
) -> tuple[list[Stretch], list[list[Stretch]]]:
    """What is no note on a page, and the notes of each of its columns.

    Args:
        rules: those that mark no text.
        page: its width and height.
    """
    rest = stretches
    found: list[list[Stretch]] = []
    for rule in sorted(rules, key=lambda rule: rule.left):
        width = rule.right - rule.left
        if not _SHORTEST <= width <= _LONGEST * page[0] or rule.height > _LOWEST_SHARE * page[1]:
            continue
        below = _below(rest, rule)
        if below and _are_notes(below, body_size):
            found.append(below)
            taken = set(map(id, below))
            rest = [stretch for stretch in rest if id(stretch) not in taken]
    if not found:
        small = _small_foot(rest, body_size, page[1])
        if small:
            found.append(small)
            taken = set(map(id, small))
            rest = [stretch for stretch in rest if id(stretch) not in taken]
    return rest, found


def _below(stretches: list[Stretch], rule: Rule) -> list[Stretch]:
    """What stands below a rule, in its column."""
    low = [stretch for stretch in stretches if stretch.base < rule.height]
    starts = [s for s in low if abs(s.left - rule.left) < 2 * s.size]
    if not starts:
        return []
    right = max(stretch.right for stretch in starts)
    while True:
        inside = [s for s in low if rule.left - 4 <= s.left <= right + 1.5 * s.size]
        wider = max(stretch.right for stretch in inside) if inside else right
        if wider <= right:
            return inside
        right = wider


def _are_notes(below: list[Stretch], body_size: float) -> bool:
    rows = list(rows_of(below))
    letters = sum(len(s.text) for s in below)
    small = sum(len(s.text) for s in below if s.size <= _SMALLER * body_size)
    first = "".join(stretch.text for stretch in rows[0])
    return 2 * small > letters or (_MARK.match(first) is not None and rows[0][0].is_raised)


def _small_foot(stretches: list[Stretch], body_size: float, height: float) -> list[Stretch]:
    """The small rows at the foot of a page, if the first of them starts with a mark."""
    foot: list[list[Stretch]] = []
    for row in reversed(list(rows_of(stretches))):
        is_small = max(stretch.size for stretch in row) <= _SMALLER * body_size
        if not is_small or row[0].base > _LOWEST_SHARE * height:
            break
        foot.append(row)
    while foot and not _MARK.match("".join(stretch.text for stretch in foot[-1])):
        foot.pop()
    return [stretch for row in foot for stretch in row]


def mark_of(line: Line) -> str:
    """The mark that a line starts with, empty for none."""
    found = _MARK.match(line.text)
    return found["mark"] if found else ""


def take_mark(line: Line) -> str:
    """Take the mark from the line that starts a note, and return it."""
    found = _MARK.match(line.text)
    if found is None:
        return ""
    line.text, line.looks = line.text[found.end() :], line.looks[found.end() :]
    line.has_label = False
    return found["mark"]


def without_marks(line: Line, marks: set[str]) -> None:
    """Take from a line the raised marks that call notes."""
    pieces = list(_called(line.text, marks))
    if pieces:
        keep = [at for at in range(len(line.text)) if not any(a <= at < b for a, b in pieces)]
        line.text = "".join(line.text[at] for at in keep)
        line.looks = "".join(line.looks[at] for at in keep)


def _called(text: str, marks: set[str]) -> Iterator[tuple[int, int]]:
    if any(sign in text for sign in SUPERSCRIPTS):
        for found in re.finditer(rf"[{SUPERSCRIPTS}]+", text):
            if found[0] in marks:
                yield found.span()

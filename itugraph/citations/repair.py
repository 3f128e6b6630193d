"""A short text found in another although characters of it are missing there."""

from __future__ import annotations

from itugraph.citations.alike import Stretch, fold_characters, joined
from itugraph.citations.subsequence import borders, tears

# A run of insertions is dearer than none, characters of the base that are missing dearer still:
# but a word that is missing is cheaper than its letters found one by one.
_RUN = 100
_MISSING, _MISSING_EACH = 150, 10
_UNLIKE = 5
_NEVER = 1 << 40
_MATCH, _INSERT, _MISS = range(3)


def repair(base: str, text: str) -> list[Stretch]:
    """Stretches of `text` that are `base`, with the fewest insertions and missing characters.

    Compares every character with every other: for texts of some hundred characters.

    >>> [(s.start, s.end, s.source) for s in repair("Busan, 2014", "Busan 2014/2018")]
    [(0, 5, 0), (6, 11, 5)]
    """
    # For each cell, by how it ends: the least cost, and how what is before it ends.
    width = len(text) + 1
    folded_base, folded = fold_characters(base), fold_characters(text)
    border = borders(text)
    matches = [_NEVER] * width
    matches[0] = 0
    inserts = [_NEVER, *[_RUN + border[0]] * len(text)]
    misses = [_NEVER] * width
    ways = [bytearray([_INSERT * 3] * width)]
    if width > 1:
        ways[0][1] = _MATCH * 3
    for char, plain, torn in zip(base, folded_base, tears(base)[:-1], strict=True):
        way = bytearray(width)
        new_matches, new_inserts, new_misses = [_NEVER], [_NEVER], [_NEVER] * width
        for at in range(width):
            # Missing: the character stands nowhere.
            go_on = misses[at] + _MISSING_EACH
            start, before = matches[at], _MATCH
            if inserts[at] + border[at] < start:
                start, before = inserts[at] + border[at], _INSERT
            start += _MISSING + _MISSING_EACH
            if go_on <= start:
                start, before = go_on, _MISS
            new_misses[at] = start
            code = before * 9
            if at:
                left = at - 1
                if folded[left] == plain or (plain.isspace() and folded[left].isspace()):
                    best, before = matches[left], _MATCH
                    if inserts[left] + border[left] + torn < best:
                        best, before = inserts[left] + border[left] + torn, _INSERT
                    if misses[left] < best:
                        best, before = misses[left], _MISS
                    new_matches.append(best + (_UNLIKE if text[left] != char else 0))
                    code += before
                else:
                    new_matches.append(_NEVER)
                best, before = new_inserts[left], _INSERT
                start = new_matches[left] + _RUN + border[left]
                if start < best:
                    best, before = start, _MATCH
                start = new_misses[left] + _RUN + border[left]
                if start < best:
                    best, before = start, _MISS
                new_inserts.append(best)
                code += before * 3
            way[at] = code
        matches, inserts, misses = new_matches, new_inserts, new_misses
        ways.append(way)
    ends = (matches[-1], inserts[-1], misses[-1])
    return _trace(ways, ends.index(min(ends)), len(base), len(text))


def _trace(ways: list[bytearray], last: int, row: int, at: int) -> list[Stretch]:
    found: list[Stretch] = []
    while row or at:
        code = ways[row][at]
        if last == _MATCH:
            row, at = row - 1, at - 1
            found.append(Stretch(row, row + 1, at, at + 1))
            last = code % 3
        elif last == _INSERT:
            at -= 1
            last = code // 3 % 3
        else:
            row -= 1
            last = code // 9
    found.reverse()
    return list(joined(found))

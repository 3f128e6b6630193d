"""Pages that are broken or not to be trusted: the text, or one line, in time."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from itugraph.errors import InputError
from itugraph.reading import read_bytes
from itugraph.reading.html import read_html

REFUSED: dict[str, tuple[bytes, str]] = {
    "100,000 nested blocks": (b"<div>" * 100_000 + b"x", "is nested too deeply"),
    "nested redlines": (b"<del><ins>" * 5_000 + b"x", "is nested too deeply"),
    "a NUL": (b"<html><p>a\0b", "is binary, not text"),
    "a NUL in another encoding": (b"<meta charset=latin1><p>\xe9\0b", "is binary, not text"),
    "a mark that lies": (b"\xef\xbb\xbf<html>\xff", "says it is utf-8 and is not"),
    "entities that grow": (
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html>&b;</html>',
        "declares entities: refused",
    ),
    "an entity from elsewhere": (
        b'<?xml version="1.0"?><!DOCTYPE html [\n<!ENTITY a SYSTEM "file:///etc/passwd">\n]>'
        b"<html><body>&a;</body></html>",
        "declares entities: refused",
    ),
    "too many elements": (b"<b>" * 2_100_000, "has too many elements: refused"),
    "a word without end": (b"<p>" + b"x" * 11_000_000, "holds a piece that is too long"),
    "empty": (b" \n", "is empty"),
    "nothing that shows": (b"<html><head><title>a</title></head><body> </body>", "holds no text"),
    "a comment alone": (b"<!-- a -->", "holds no text"),
    "a PDF": (b"%PDF-1.7\n", "is a PDF, not HTML"),
    "a Word file": (b"PK\x03\x04abc", "is a zip archive, not HTML"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word file, not HTML"),
    "RTF": (b"{\\rtf1 a}", "is RTF, not HTML"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_page_that_cannot_be_read_is_refused_in_one_line(content: bytes, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(InputError) as caught:
        read_bytes("a.html", content, ".html")
    [line] = str(caught.value).splitlines()
    assert line.startswith(f"a.html: {reason}")
    assert time.monotonic() - started < 5


BROKEN: dict[str, tuple[str, str]] = {
    "tags that are not closed": (
        "<p>one <b><i>two</b> three<p>four</div></span>",
        "one two three\nfour\n",
    ),
    "rows without a table": ("<tr><td>one<td>two</tr>", "one\ttwo\n"),
    "cells without a row": ("<table><td>one<td>two</table>", "one\ntwo\n"),
    "an item without a list": ("<li>one", "one\n"),
    "an end that starts nothing": ("</p></del>one</ins>", "one\n"),
    "signs": ("one < two & three > &four; <5", "one < two & three > &four; <5\n"),
    "a tag at the end": ("one<p", "one\n"),
    "a deletion that does not end": ("one <del>two", "one two\n"),
    "a name without end": (f"<p {'a' * 60_000}=1>one", "one\n"),
}


@pytest.mark.parametrize(("inside", "text"), BROKEN.values(), ids=BROKEN)
def test_a_broken_page_is_read_as_far_as_it_goes(inside: str, text: str) -> None:
    assert read_html("a.html", inside.encode()).text == text


# Each would take hours if any step looked at all the rest again.
SLOW: dict[str, str] = {
    "open rules": "<style>" + "a{" * 300_000 + "</style>x",
    "rules": "<style>" + ".a{color:red}" * 100_000 + "</style>" + "<b class=a>x</b>" * 20_000,
    "classes": f"<b class='{'a ' * 200_000}'>x</b>",
    "items": "<ol>" + "<li>x" * 30_000,
    "lists": "<ol><li>x</ol>" * 15_000,
    "cells": "<table><tr>" + "<td>x" * 30_000 + "</table>",
    "rows": "<table>" + "<tr><td>x<td>y" * 15_000 + "</table>",
    "ends amid deletions": "<p>x<del>y</del></p>" + "<p><del>y</del></p>" * 20_000,
    "quotes": "<?xml?><html>" + "<a '\"" * 200_000 + "'\">x",
    "breaks": "<p>" + "<br>" * 60_000 + "x",
    "spaces": "<p>" + " " * 5_000_000 + "x",
    "struck words": "<s>a</s><u>b</u>" * 20_000,
    "notes": "<p class=footnote>x" * 20_000,
    "comments": "<!-- a -->" * 100_000 + "<p>x",
}


@pytest.mark.parametrize("inside", SLOW.values(), ids=SLOW)
def test_time_stays_bounded(inside: str) -> None:
    started = time.process_time()
    assert read_bytes("a", inside.encode(), ".html").text.strip()
    assert time.process_time() - started < 10


def test_memory_stays_bounded() -> None:
    content = b"<p>a <b>b</b> c</p>" * 8_000
    tracemalloc.start()
    try:
        assert read_bytes("a", content, ".html").text
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 25_000_000


def test_a_page_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(InputError, match=r"a: took longer than 0 s"):
        read_html("a", b"<p>x" * 1000, seconds=0)

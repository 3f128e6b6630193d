"""Bytes become characters, by their mark, as UTF-8, or by a guess that is told."""

from __future__ import annotations

import codecs
import gzip
import random
import tomllib
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itugraph.errors import InputError
from itugraph.reading import decode, read_bytes

TEXTS = tomllib.loads((Path(__file__).parent / "encodings.toml").read_text(encoding="utf-8"))[
    "text"
]
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["name"])
def test_utf_8_is_read_without_a_warning(case: dict[str, str]) -> None:
    assert decode("a.txt", case["text"].encode()) == (case["text"], ())


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["name"])
def test_a_byte_order_mark_decides_and_is_dropped(case: dict[str, str], encoding: str) -> None:
    content = MARKED[encoding] + case["text"].encode(encoding)
    assert decode("a.txt", content) == (case["text"], ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(case["text"], encoding, id=f"{case['name']}-{encoding}")
        for case in TEXTS
        for encoding in case["guessed"]
    ],
)
def test_another_encoding_is_guessed_and_the_guess_is_told(text: str, encoding: str) -> None:
    found, warnings = decode("a.txt", text.encode(encoding))
    assert found == text
    assert len(warnings) == 1
    assert warnings[0].startswith("read as ")
    assert warnings[0].endswith(", a guess")


@pytest.mark.parametrize(
    ("index", "encoding", "told"),
    [(0, "cp1252", "cp1252"), (3, "cp1251", "cp1251"), (3, "koi8-r", "koi8_r")],
)
def test_the_warning_names_the_encoding(index: int, encoding: str, told: str) -> None:
    content = TEXTS[index]["text"].encode(encoding)
    assert decode("a.txt", content)[1] == (f"read as {told}, a guess",)
    assert read_bytes("a.txt", content).warnings == (f"read as {told}, a guess",)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.sampled_from([None, *MARKED]),
)
def test_every_text_comes_back_as_it_was_saved(text: str, encoding: str | None) -> None:
    if encoding is None:
        # Without a mark a text that starts like one would be taken for it.
        content = text.encode()
        text = text.removeprefix("\ufeff")
    else:
        content = MARKED[encoding] + text.encode(encoding)
    assert decode("a.txt", content) == (text, ())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (codecs.BOM_UTF8 + b"Resolution \xff", "utf-8"),
        (codecs.BOM_UTF16_LE + b"odd", "utf-16-le"),
        (codecs.BOM_UTF16_BE + b"\xd8\x00", "utf-16-be"),
        (codecs.BOM_UTF32_LE + b"12345", "utf-32-le"),
        (codecs.BOM_UTF32_BE + b"\xff\xff\xff\xff", "utf-32-be"),
    ],
)
def test_a_mark_that_the_bytes_belie_is_told(content: bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        decode("a.txt", content)
    assert str(caught.value) == f"a.txt: says it is {says} and is not"


def gif() -> bytes:
    """Return a picture of one dot."""
    return bytes.fromhex(
        "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
    )


TEXT = b"Resolution 44 (Rev. Hammamet, 2016) of WTSA\n"
BINARY: dict[str, bytes] = {
    "a NUL in ASCII": b"Resolution\0 44",
    "a NUL at the end": b"Resolution 44\0",
    "only NULs": bytes(100),
    "a NUL behind the mark of UTF-8": codecs.BOM_UTF8 + b"Resolution\0 44",
    "a NUL behind the mark of UTF-16": codecs.BOM_UTF16_LE + "Resolution\0 44".encode("utf-16-le"),
    "a NUL among letters of cp1252": "Résolution\0 44 de la Conférence à Genève".encode("cp1252"),
    "a picture": gif(),
    "a packed text": gzip.compress(TEXT * 20, mtime=0),
    "a deflated text": zlib.compress(TEXT * 20),
    "a program": b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00>\x00\x01\x00\x00\x00",
    "a database": b"SQLite format 3\0\x10\0\1\1\0@  ",
    **{
        f"{length} random bytes": random.Random(length).randbytes(length)
        for length in (64, 1024, 200_000)
    },
}


@pytest.mark.parametrize("content", BINARY.values(), ids=BINARY)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("a.txt", content, ".txt")
    assert str(caught.value).startswith("a.txt: is ")
    assert "binary" in str(caught.value)


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_a_text_or_a_refusal(content: bytes) -> None:
    text, refusal = "", ""
    try:
        text = read_bytes("a.txt", content).text
    except InputError as error:
        refusal = str(error)
    assert bool(text.strip()) != refusal.startswith("a.txt: ")
    assert "\0" not in text
    assert len(refusal.splitlines()) <= 1

"""Which files are read, and how the others are refused."""

from __future__ import annotations

import hashlib
import io
import sys
import tracemalloc
from pathlib import Path

import pytest

import itugraph
from itugraph.errors import InputError
from itugraph.reading import LARGEST, SUFFIXES, collect, read, read_bytes

from .pdf_files import at, pdf
from .word_files import docx, p, r

TEXT = "noting Resolution 44 (Rev. Hammamet, 2016) of WTSA\n"
WORD = docx(p(r("noting Resolution 44")))
PDF = pdf(at(72, 700, "noting Resolution 44"))


def refusal(path: Path) -> str:
    """Return the one line by which a file is refused, without its name."""
    with pytest.raises(InputError) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert len(message.splitlines()) == 1
    return message.removeprefix(f"{path}: ")


def test_a_text_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    content = TEXT.replace("\n", "\r\n").encode()
    path.write_bytes(content)
    document = read(path)
    assert document.text == TEXT.replace("\n", "\r\n")
    assert document.path == str(path)
    assert document.source == hashlib.sha256(content).hexdigest()[:16]
    assert (document.runs, document.warnings) == ((), ())
    assert (document.notes, document.margins) == ((), ())


def test_a_word_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(WORD)
    document = read(path)
    assert document.text == "noting Resolution 44\n"
    assert document.source == hashlib.sha256(WORD).hexdigest()[:16]


def test_a_pdf_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(PDF)
    document = read(path)
    assert document.text == "noting Resolution 44\n"
    assert document.pages == ((0, 1),)
    assert document.source == hashlib.sha256(PDF).hexdigest()[:16]


@pytest.mark.parametrize("name", ["LETTER.TXT", "letter.Txt", "a.b.txt", "été.txt", "a b.txt"])
def test_the_case_of_a_suffix_does_not_matter(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert read(tmp_path / name).text == TEXT


def test_the_package_reads_what_its_reader_reads(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert itugraph.read(str(path)) == itugraph.read(path) == read(path)


@pytest.mark.parametrize("content", [b"", b" ", b"\n\n", b"\t \r\n"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_told(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty{suffix}"
    path.write_bytes(content)
    assert refusal(path) == "is empty"


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".txt", "\u00a0\u2003\u3000".encode()),
        (".txt", b"\xef\xbb\xbf"),
        (".txt", "  \n".encode("utf-16")),
        (".docx", docx("")),
        (".docx", docx(p() + p(r(" ")))),
        (".pdf", pdf("")),
        (".pdf", pdf(at(72, 700, "  "))),
    ],
)
def test_a_file_with_nothing_to_read_is_told(suffix: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"blank{suffix}"
    path.write_bytes(content)
    assert refusal(path) == "holds no text"


@pytest.mark.parametrize("name", ["a.docm", "a.mht", "a.txt.bak", "README", ".txt"])
def test_an_unknown_suffix_is_told_with_those_that_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    reason = refusal(path)
    assert reason.startswith("is not read: ")
    assert all(suffix in reason for suffix in SUFFIXES)


@pytest.mark.parametrize("name", ["none.txt", "none.docx", "none.pdf", "none", "no/such/place.txt"])
def test_a_missing_file_is_told(name: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / name) == "does not exist"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder"
    named = tmp_path / "folder.txt"
    named.mkdir()
    assert refusal(named) == "is a folder"


def test_a_place_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert refusal(tmp_path / "a.txt" / "b.txt")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_is_too_large_is_refused_unread(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"huge{suffix}"
    with path.open("wb") as file:
        # The hole takes no room on the disk, and reading it would show NULs.
        file.truncate(LARGEST + 1)
    assert refusal(path) == "is too large: 40 MB, the limit is 40 MB"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    try:
        assert refusal(path) == "is too large: 50 MB, the limit is 40 MB"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def test_bytes_that_are_too_many_are_refused() -> None:
    with pytest.raises(InputError, match="-: is too large"):
        read_bytes("-", b"a" * (LARGEST + 1))


def test_another_format_that_is_named_pdf_is_refused(tmp_path: Path) -> None:
    for content in (TEXT.encode(), WORD):
        path = tmp_path / "disguised.pdf"
        path.write_bytes(content)
        assert refusal(path) in ("is truncated, damaged or no PDF", "is a zip archive, not a PDF")


DISGUISED: dict[str, tuple[bytes, str]] = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "a PDF"),
    "a PDF of ASCII only": (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "a PDF"),
    "a Word file": (WORD, "a zip archive"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "an old Word file"),
}


@pytest.mark.parametrize(("content", "what"), DISGUISED.values(), ids=DISGUISED)
def test_another_format_that_is_named_text_is_told_by_its_name(
    content: bytes, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "disguised.txt"
    path.write_bytes(content)
    assert refusal(path) == f"is {what}, not text"


@pytest.mark.parametrize(
    "content", [TEXT.encode(), DISGUISED["a PDF"][0], DISGUISED["an old Word file"][0]]
)
def test_another_format_that_is_named_word_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "disguised.docx"
    path.write_bytes(content)
    assert "Word file" in refusal(path)


def given_on_stdin(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test read bytes from standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT.encode(), TEXT),
        (WORD, "noting Resolution 44\n"),
        (PDF, "noting Resolution 44\n"),
        (b"From: a.delegate\r\n\r\n" + PDF, "noting Resolution 44\n"),
    ],
)
def test_standard_input_is_told_apart_by_its_bytes(
    content: bytes, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_on_stdin(content, monkeypatch)
    document = read(Path("-"))
    assert (document.path, document.text) == ("-", text)
    assert document.source == hashlib.sha256(content).hexdigest()[:16]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"a\0b", "binary"),
        (DISGUISED["a PDF"][0], "is truncated, damaged or no PDF"),
        (DISGUISED["an old Word file"][0], "is an old Office file, but not of Word"),
        (
            DISGUISED["an old Word file"][0] + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password",
        ),
        (WORD[:100], "truncated"),
        (b"a" * (LARGEST + 100), "too large"),
    ],
    ids=["nothing", "binary", "pdf", "ole", "protected", "truncated", "large"],
)
def test_standard_input_is_refused_as_a_file_is(
    content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_on_stdin(content, monkeypatch)
    with pytest.raises(InputError) as caught:
        read(Path("-"))
    assert str(caught.value).startswith("-: ")
    assert reason in str(caught.value)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with texts, others, and folders in it."""
    for name in ("b.txt", "a.docx", "c.pdf", "d.pages", "sub/d.TXT", "sub/deeper/e.txt", "README"):
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT.encode())
    (tmp_path / "texts" / "folder.txt").mkdir()
    return tmp_path / "texts"


def test_a_folder_gives_the_files_in_it_that_are_read_in_order(tree: Path) -> None:
    found = [str(path.relative_to(tree)) for path in collect([tree]) if isinstance(path, Path)]
    assert found == ["a.docx", "b.txt", "c.pdf", "sub/d.TXT", "sub/deeper/e.txt"]


def test_files_are_taken_as_given_whatever_they_are(tree: Path) -> None:
    given_paths = [tree / "d.pages", Path("-"), tree / "none.txt", tree / "b.txt"]
    assert list(collect(given_paths)) == given_paths


def test_a_folder_without_texts_is_an_error_and_the_others_go_through(
    tree: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "c.pages").write_bytes(b"PK")
    found = list(collect([empty, tree / "b.txt"]))
    assert found[1:] == [tree / "b.txt"]
    assert isinstance(found[0], InputError)
    assert str(found[0]).startswith(f"{empty}: is a folder without texts")
    assert all(suffix in str(found[0]) for suffix in SUFFIXES)

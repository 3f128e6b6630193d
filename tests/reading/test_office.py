"""Old Word files, RTF and OpenDocument texts, read through LibreOffice."""

from __future__ import annotations

import hashlib
import http.server
import io
import stat
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from itugraph.errors import InputError
from itugraph.reading import read, read_bytes
from itugraph.reading.kinds import kind_of
from itugraph.reading.libreoffice import VARIABLE
from itugraph.reading.office import read_office

from .office_files import converted, draft, locked, needs_libreoffice, with_ends
from .rebuild import example, rebuilt
from .same import citations
from .word_files import docx, p, r, whole

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf1\\ansi noting Resolution 44\\par}"
WORD = docx(p(r("noting Resolution 44")))
PAGE = b"<html><body><p>noting Resolution 44</p></body></html>"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
ENDS = "ends of paragraphs amid changed text read as changed with it"


def open_text(inside: str = "", manifest: str = "", *, of_type: str = ODT_TYPE) -> bytes:
    """Return a small OpenDocument text."""
    names = ("office", "text", "draw", "xlink")
    urns = [
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for name in ("office", "text", "drawing")
    ]
    spaces = " ".join(
        f'xmlns:{name}="{urn}"'
        for name, urn in zip(names, [*urns, "http://www.w3.org/1999/xlink"], strict=True)
    )
    content = (
        f"<office:document-content {spaces} office:version='1.2'><office:body><office:text>"
        f"{inside}</office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", of_type)
        if inside:
            archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest "
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{of_type}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" '
            f'manifest:media-type="text/xml"/>{manifest}</manifest:manifest>',
        )
    return file.getvalue()


def refusal(content: bytes, suffix: str | None) -> str:
    """Return the one line by which bytes are refused, without their name."""
    with pytest.raises(InputError) as caught:
        read_bytes("a", content, suffix)
    [line] = str(caught.value).splitlines()
    return line.removeprefix("a: ")


# What needs no LibreOffice.

REFUSED: dict[str, tuple[str | None, bytes, str]] = {
    "text": (".doc", b"noting Resolution 44", "is not an old Word file"),
    "text as RTF": (".rtf", b"noting Resolution 44", "is not RTF"),
    "text as OpenDocument": (".odt", b"noting", "is not an OpenDocument text"),
    "a PDF": (".doc", b"%PDF-1.7\n", "is a PDF, not an old Word file"),
    "a web archive": (".doc", b"MIME-Version: 1.0\n", "is a web archive (MHTML), not an old Word"),
    "Word 2003 XML": (
        ".doc",
        b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>',
        "is Word 2003 XML, not an old Word file",
    ),
    "an old file of another program": (
        ".doc",
        OLE + bytes(2000),
        "is an old Office file, but not of Word",
    ),
    "half an old Word file": (
        ".doc",
        OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
        "is damaged: LibreOffice cannot read it",
    ),
    "a protected newer Word file": (
        ".doc",
        OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "is protected by a password",
    ),
    "half an OpenDocument text": (".odt", open_text("<text:p>a</text:p>")[:200], "is truncated"),
    "an OpenDocument text without content": (".odt", open_text(), "is no OpenDocument text"),
    "a protected OpenDocument text": (
        ".odt",
        open_text("<text:p>a</text:p>", "<manifest:encryption-data/>"),
        "is protected by a password",
    ),
    "a table": (
        ".odt",
        open_text("<text:p/>", of_type="application/vnd.oasis.opendocument.spreadsheet"),
        "is no old Word file, no RTF and no OpenDocument text",
    ),
    "RTF as text": (".txt", RTF, "is RTF, not text"),
    "RTF as Markdown": (".md", RTF, "is RTF, not text"),
    "RTF as Word": (".docx", RTF, "is RTF, not a Word file"),
    "a page as Word": (".docx", PAGE, "is HTML, not a Word file"),
    "OpenDocument as Word": (
        ".docx",
        open_text("<text:p/>"),
        "is an OpenDocument text, not a Word",
    ),
    "an old file on standard input": (None, OLE + bytes(2000), "is an old Office file, but not"),
}


@pytest.mark.parametrize(("suffix", "content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_of_its_suffix_is_refused_in_one_line(
    suffix: str | None, content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "/bin/false")  # which makes nothing of anything
    assert refusal(content, suffix).startswith(reason)


@pytest.mark.parametrize(("content", "what"), [(WORD, "a newer Word file"), (PAGE, "HTML")])
@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_newer_files_with_an_old_suffix_are_read_and_flagged(
    suffix: str, content: bytes, what: str
) -> None:
    document = read_bytes("a", content, suffix)
    assert document.text == "noting Resolution 44\n"
    assert document.warnings == (f"is {what} under the suffix {suffix}",)


@pytest.mark.parametrize("content", [PAGE, b"\n<!-- a --><!DOCTYPE HTML><p>noting Resolution 44"])
def test_a_page_is_known_by_its_bytes(content: bytes) -> None:
    assert read_bytes("-", content).text == "noting Resolution 44\n"
    assert read_bytes("a", content, ".txt").text == content.decode()


def test_without_libreoffice_the_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "/no/such/program")
    assert refusal(RTF, ".rtf") == (
        "needs LibreOffice (Debian: apt install libreoffice-writer), which is not installed"
    )


def script(folder: Path, body: str) -> str:
    """Return the place of a program that stands for LibreOffice."""
    path = folder / "office"
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_all_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children = tmp_path / "child"
    monkeypatch.setenv(VARIABLE, script(tmp_path, f"sleep 60 & echo $! > {children}; wait"))
    started = time.monotonic()
    with pytest.raises(InputError, match=r"a: took longer than 1 s"):
        read_office("a", RTF, seconds=1)
    assert time.monotonic() - started < 10
    child = Path("/proc", children.read_text("utf-8").strip(), "stat")
    # Killed at once; nobody may have asked yet how it ended.
    assert not child.exists() or child.read_text("utf-8").split()[2] == "Z"


def test_a_file_that_does_not_convert_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, script(tmp_path, "exit 0"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert refusal(RTF, ".rtf") == "is damaged: LibreOffice cannot read it"
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


# What needs it.

CONVERTED = {
    "doc": ("doc", with_ends),
    "odt": ("odt", bytes),
    "rtf": ("rtf", bytes),
}


@needs_libreoffice
@pytest.mark.parametrize(("form", "made"), CONVERTED.values(), ids=CONVERTED)
def test_both_states_of_the_example_are_those_of_the_word_file(
    form: str, made: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    content = made(draft(form))
    path = tmp_path / f"été draft.{form}"
    path.write_bytes(content)
    document = read(path)
    word = read_bytes("draft.docx", rebuilt(*example()))
    assert document.text == word.text
    assert citations(document) == citations(word)
    assert {run.author for run in document.runs if run.mark != "kept"} == {"A. Delegate"}
    assert document.path == str(path)
    assert document.source == hashlib.sha256(content).hexdigest()[:16]
    assert document.warnings == ((ENDS,) if form == "rtf" else ())


@needs_libreoffice
@pytest.mark.parametrize("form", ["doc", "odt", "rtf"])
def test_the_bytes_tell_the_format(form: str) -> None:
    assert kind_of(draft(form)) == f".{form}"


@needs_libreoffice
def test_a_file_under_the_suffix_of_another_is_read_and_flagged() -> None:
    document = read_bytes("a", RTF, ".doc")
    assert document.text == "noting Resolution 44\n"
    assert document.warnings == ("is RTF under the suffix .doc",)


@needs_libreoffice
def test_a_protected_old_word_file_is_told() -> None:
    assert refusal(locked(draft("doc")), ".doc") == "is protected by a password"


@needs_libreoffice
@pytest.mark.parametrize("form", ["doc", "odt", "rtf"])
def test_the_shortest_file_is_read(form: str) -> None:
    word = whole(p(r("noting Resolution 44")))
    assert read_bytes("a", converted(word, form), f".{form}").text == "noting Resolution 44\n"


@needs_libreoffice
def test_several_are_read_at_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: read_bytes("a", RTF, ".rtf").text, range(3)))
    assert found == ["noting Resolution 44\n"] * 3


@needs_libreoffice
def test_nothing_that_a_file_names_is_fetched() -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    image = f"<draw:frame><draw:image xlink:href='{address}/a.png'/></draw:frame>"
    section = (
        f"<text:section text:name='s'><text:section-source xlink:href='{address}/b.odt'/>"
        "</text:section>"
    )
    inside = f"<text:p>44 {image}</text:p>{section}"
    picture = f'INCLUDEPICTURE "{address}/c.png" \\\\d'
    rtf = f"{{\\rtf1 44 {{\\field{{\\*\\fldinst {picture}}}{{\\fldrslt}}}}\\par}}"
    try:
        assert "44" in read_bytes("a", open_text(inside), ".odt").text
        assert "44" in read_bytes("a", rtf.encode(), ".rtf").text
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


@needs_libreoffice
def test_no_folder_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read_bytes("a", RTF, ".rtf")
    assert list(tmp_path.iterdir()) == []

"""Old Office files, made by LibreOffice of Word files."""

from __future__ import annotations

import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from itugraph.reading import libreoffice

from .rebuild import example, rebuilt
from .word_files import whole

PROGRAM = libreoffice.found()
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="no LibreOffice here")


@cache
def draft(form: str) -> bytes:
    """Return the example in a format of LibreOffice ("rtf"), with its changes tracked."""
    return converted(rebuilt(*example(), whole), form)


def converted(word: bytes, form: str) -> bytes:
    """Return what LibreOffice makes of a Word file."""
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.docx").write_bytes(word)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        arguments = [PROGRAM, profile, "--headless", "--convert-to", form, "--outdir", name]
        subprocess.run(
            [*arguments, str(folder / "a.docx")], check=True, capture_output=True, timeout=120
        )
        return (folder / f"a.{form}").read_bytes()


def with_ends(content: bytes) -> bytes:
    """Return a .doc of LibreOffice with ends of paragraphs deleted as Word writes them.

    LibreOffice writes for most that they stay. Where deleted text goes up to an end, the end
    is given the properties of that text.
    """
    changed = bytearray(content)
    word, table = _stream(content, "WordDocument"), _stream(content, "1Table")
    place, length = struct.unpack_from("<II", content, word + 0xFA)
    count = (length - 4) // 8
    for number in struct.unpack_from(f"<{count}I", content, table + place + 4 * (count + 1)):
        page = word + number * 512
        runs = content[page + 511]
        starts = struct.unpack_from(f"<{runs + 1}I", content, page)
        for at in range(runs - 1):
            offsets = page + 4 * (runs + 1) + at
            properties = page + 2 * content[offsets]
            own = content[properties + 1 : properties + 1 + content[properties]]
            following = content[word + starts[at + 1] : word + starts[at + 2]]
            if b"\x00\x08\x01" in own and following in (b"\r", b"\r\0"):
                changed[offsets + 1] = content[offsets]
    return bytes(changed)


def locked(content: bytes) -> bytes:
    """Return a .doc that says it is encrypted."""
    at = _stream(content, "WordDocument") + 11
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def _stream(content: bytes, name: str) -> int:
    """Return where a stream of an OLE file starts; LibreOffice writes them in one piece."""
    sector, size = _entry(content, name)
    if size >= 4096:
        return (sector + 1) * 512
    outer, _ = _entry(content, "Root Entry")  # small streams stand in a stream of their own
    return (outer + 1) * 512 + sector * 64


def _entry(content: bytes, name: str) -> tuple[int, int]:
    wanted = f"{name}\0".encode("utf-16-le")
    (directory,) = struct.unpack_from("<I", content, 48)
    entries = range((directory + 1) * 512, len(content), 128)
    at = next(at for at in entries if content.startswith(wanted, at))
    sector, size = struct.unpack_from("<II", content, at + 116)
    return sector, size

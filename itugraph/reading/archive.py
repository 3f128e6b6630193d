"""A Word file as an archive: its parts as XML, and limits for what is not to be trusted."""

from __future__ import annotations

import io
import lzma
import posixpath
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from itugraph.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

LARGEST_PART = 64_000_000
"""The largest part of the archive that is unpacked, in bytes."""
LARGEST_SUM = 128_000_000
"""How much is unpacked in all, in bytes."""
MOST_PACKED = 200
"""How many times larger than its archive a part may be: more is an archive bomb."""
MOST_PARTS = 10_000
"""How many parts an archive may have."""
MOST_NODES = 4_000_000
"""How many elements, attributes and stretches of text are parsed in all: below 1 GiB."""
SECONDS = 60.0
"""How long the reading of one file may take."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTRY = b"PK\x01\x02"
_READ_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, ValueError, NotImplementedError, RuntimeError),
)
_STRICT = (
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/math",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the reading of a file is given up: it was asked too much, or made to hang."""

    path: str
    seconds: float
    until: float

    @classmethod
    def within(cls, path: str, seconds: float) -> Deadline:
        """The deadline that many seconds from now."""
        return cls(path, seconds, time.monotonic() + seconds)

    def left(self) -> float:
        """How many seconds are left, at least none."""
        return max(self.until - time.monotonic(), 0.0)

    def check(self) -> None:
        """Give up when it is past.

        Raises:
            InputError: if it is past.
        """
        if time.monotonic() > self.until:
            raise InputError(self.path, f"took longer than {self.seconds:g} s")


@dataclass(frozen=True, slots=True)
class Relation:
    """Another part that a part names: what it is ("footnotes"), and its name."""

    kind: str
    target: str


class Archive:
    """The parts of a Word file.

    Raises:
        InputError: here and in all methods, naming the file and the reason.
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self._unpacked = self._nodes = 0
        if content.startswith(_OLE):
            locked = _ENCRYPTED in content
            raise InputError(
                path, "is protected by a password" if locked else "is an old Word file (.doc)"
            )
        # Counted before the directory is read, which itself takes time and room.
        if content.count(_ENTRY) > MOST_PARTS:
            raise InputError(path, f"has more than {MOST_PARTS:,} parts: refused")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (*_READ_ERRORS, UnicodeDecodeError) as error:
            raise InputError(path, "is truncated, damaged or no Word file") from error
        # The standard tells names apart without regard to case.
        self._infos = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    @property
    def has_macros(self) -> bool:
        """Whether there is a program in the file."""
        return any(posixpath.basename(name) == "vbaproject.bin" for name in self._infos)

    def main(self) -> str:
        """The name of the part that is the document."""
        named = (r.target for r in self.relations("").values() if r.kind == "officeDocument")
        for name in (*named, *self._main_by_type(), "word/document.xml"):
            if name in self:
                return name
        raise InputError(self.path, "is no Word file: it has no word/document.xml")

    def _main_by_type(self) -> Iterator[str]:
        types = self.part("[Content_Types].xml")
        for override in () if types is None else types.iter(_OVERRIDE):
            if override.get("ContentType", "").endswith(".main+xml"):
                yield override.get("PartName", "").lstrip("/")

    def relations(self, name: str) -> dict[str, Relation]:
        """The parts inside the archive that a part names, by the identifier it uses.

        What stands outside of the archive is left out: it is never fetched.
        """
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                kind = posixpath.basename(relation.get("Type", ""))
                found[relation.get("Id", "")] = Relation(
                    kind, posixpath.normpath(target).lstrip("/")
                )
        return found

    def part(self, name: str) -> etree._Element | None:
        """The XML of a part, with the usual names where it has the strict ones; None without."""
        info = self._infos.get(name.lower())
        if info is None:
            return None
        data = _usual(self._unpack(info, name))
        self._nodes += 2 * (data.count(b"<") + data.count(b"="))
        if self._nodes > MOST_NODES:
            raise InputError(self.path, f"{name} has too many elements: refused")
        if b"<!DOCTYPE" in data:
            raise InputError(self.path, f"{name} declares entities: refused")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                raise InputError(self.path, f"{name} is nested too deeply") from error
            raise InputError(self.path, f"{name} is not well-formed XML") from error
        except ValueError as error:
            raise InputError(self.path, f"{name} is damaged") from error
        # In an encoding of its own a declaration looks otherwise.
        if root.getroottree().docinfo.internalDTD is not None:
            raise InputError(self.path, f"{name} declares entities: refused")
        return root

    def _unpack(self, info: zipfile.ZipInfo, name: str) -> bytes:
        if info.flag_bits & 1:
            raise InputError(self.path, "is protected by a password")
        packed = max(info.compress_size, 1)
        self._unpacked += info.file_size
        if (
            info.file_size > LARGEST_PART
            or info.file_size > packed * MOST_PACKED + 1_000_000
            or self._unpacked > LARGEST_SUM
        ):
            size = f"{info.file_size / 1e6:.0f} MB"
            raise InputError(self.path, f"{name} unpacks to {size}: refused")
        try:
            with self._zip.open(info) as part:
                # One byte more than announced shows that the announcement is false.
                return part.read(info.file_size + 1)
        except _READ_ERRORS as error:
            raise InputError(self.path, f"{name} is damaged") from error


def _usual(data: bytes) -> bytes:
    """The XML of a part with the names of the transitional form for those of the strict one."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = ("utf-16-le" if data[:1] == b"\xff" else "utf-16-be") if wide else "utf-8"
    if "//purl.oclc.org/ooxml/".encode(encoding) in data[:8000]:
        for strict, usual in _STRICT:
            data = data.replace(strict.encode(encoding), usual.encode(encoding))
    return data

"""The streams of an OLE file, which a Word file was until 2007."""

from __future__ import annotations

import struct

_END = 0xFFFF_FFFA
"""Numbers of sectors from here on are none."""
_STREAM = 2
_HEADER = 512
_MOST_SECTORS = 100_000


def first_bytes(content: bytes, name: str) -> bytes | None:
    """The first bytes of a large stream; None without such a stream, or in a damaged file.

    >>> first_bytes(b"", "WordDocument") is None
    True
    """
    try:
        return _first_bytes(content, name)
    except (struct.error, IndexError):
        return None


def has_stream(content: bytes, name: str) -> bool:
    """Whether the name of a stream stands in the file.

    >>> has_stream("EncryptedPackage".encode("utf-16-le"), "EncryptedPackage")
    True
    """
    return name.encode("utf-16-le") in content


def _first_bytes(content: bytes, name: str) -> bytes | None:
    shift, tables, directory, smallest = (
        *struct.unpack_from("<H", content, 30),
        *struct.unpack_from("<II", content, 44),
        *struct.unpack_from("<I", content, 56),
    )
    if shift not in (9, 12):
        return None
    size = 1 << shift
    table_sectors = struct.unpack_from("<109I", content, 76)[: min(tables, 109)]

    def following(sector: int) -> int:
        place, at = divmod(sector, size // 4)
        found: int = struct.unpack_from("<I", content, (table_sectors[place] + 1) * size + 4 * at)[
            0
        ]
        return found

    wanted = name.encode("utf-16-le")
    for _ in range(_MOST_SECTORS):
        if directory >= _END:
            return None
        start = (directory + 1) * size
        for entry in range(start, start + size, 128):
            length, kind = struct.unpack_from("<HB", content, entry + 64)
            if kind == _STREAM and content[entry : entry + max(length - 2, 0)] == wanted:
                sector, whole = struct.unpack_from("<II", content, entry + 116)
                at = (sector + 1) * size
                return content[at : at + min(whole, size)] if whole >= smallest else None
        directory = following(directory)
    return None

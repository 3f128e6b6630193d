"""The body of an answer: unpacked piece by piece, limited in time and size."""

from __future__ import annotations

import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Self

import httpx

from itugraph.errors import InputError

_PIECE = 64 << 10
_ANY_ZLIB = zlib.MAX_WBITS | 32


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a server may take.

    Attributes:
        connect, read, whole: seconds to connect, without a byte, and for an answer.
        size: bytes of an answer, unpacked; attempts: at a query.
        pause: seconds before the second attempt, doubled before each other.
    """

    connect: float = 10.0
    read: float = 120.0
    whole: float = 900.0
    size: int = 1 << 30
    attempts: int = 3
    pause: float = 0.5

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """The usual ones; ITUGRAPH_TIMEOUT sets the seconds an answer may take.

        Raises:
            InputError: if that is no number of seconds.

        >>> Limits.of({"ITUGRAPH_TIMEOUT": "30"}).read
        30.0
        """
        wanted = environment.get("ITUGRAPH_TIMEOUT", "")
        if not wanted:
            return cls()
        if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted) < 10**6:
            raise InputError("ITUGRAPH_TIMEOUT", "is no number of seconds")
        return cls(read=float(wanted), whole=float(wanted))


class BrokenOffError(InputError):
    """No whole answer came: the same may be asked again."""


class Body(tempfile.SpooledTemporaryFile[bytes]):
    """Bytes on disk where they are many, let go of with the last row that is read of them."""

    def __del__(self) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer of a server.

    Attributes:
        body: its bytes, unpacked, on disk where they are many; media: its media type.
        headers: names in lower case.
    """

    body: IO[bytes]
    media: str
    headers: Mapping[str, str]


def unpacked(
    response: httpx.Response, what: str, limits: Limits, size: int, *, cut: bool = False
) -> Iterator[bytes]:
    """The bytes of an answer, as few at a time as keep memory bounded.

    Raises:
        InputError: if they are too many (unless the rest is cut), or take too long.
    """
    until = time.monotonic() + limits.whole
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise InputError(what, "packs its answer in an unknown way")
    unpack = None if packing in ("identity", "") else zlib.decompressobj(_ANY_ZLIB)
    left = size
    for raw in response.iter_raw():  # as it comes: the time is looked at
        if time.monotonic() > until:
            seconds = f"{limits.whole:.0f} s"
            raise InputError(
                what, f"takes more than {seconds} to answer; ITUGRAPH_TIMEOUT sets more"
            )
        waiting, piece = raw, b""
        while waiting or (unpack and not unpack.eof and len(piece) == _PIECE):
            piece = unpack.decompress(waiting, _PIECE) if unpack else waiting
            waiting = unpack.unconsumed_tail if unpack else b""
            if unpack and unpack.eof and unpack.unused_data:  # gzip may have several members
                waiting, unpack = unpack.unused_data, zlib.decompressobj(_ANY_ZLIB)
            left -= len(piece)
            if left < 0 and cut:
                return
            if left < 0:
                raise InputError(
                    what, f"answers with more than {size >> 20:,} MB: ask for less at a time"
                )
            yield piece
    if unpack and not unpack.eof and not cut:
        raise BrokenOffError(what, "breaks its answer off")

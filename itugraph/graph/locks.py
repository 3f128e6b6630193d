"""Who may write a graph folder, and who reads one of its indexes.

Locks are the system's: they end with the process that holds them, however it ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from itugraph.errors import InputError

_LOCK = "graph.lock"
_PAUSE = 0.1
"""Seconds between two looks at a lock that another process holds."""


@contextmanager
def writing(folder: Path, wait: float = 0) -> Iterator[None]:
    """Hold a graph folder for writing; it is made if it is not there.

    Args:
        wait: how many seconds to wait for another process that is writing it.

    Raises:
        InputError: if another process is writing it, or it is no folder for a graph.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sources").mkdir(exist_ok=True)
        lock = (folder / _LOCK).open("a")
    except OSError as error:
        raise InputError(str(folder), f"cannot be written: {error.strerror}") from error
    with lock:
        until = time.monotonic() + wait
        while not _take(lock.fileno(), shared=False):
            if time.monotonic() >= until:
                raise InputError(
                    str(folder), "is being written by another itugraph: try again later, or --wait"
                )
            time.sleep(_PAUSE)
        yield


def hold(path: Path) -> int | None:
    """Share a lock file until its descriptor is closed; None where it is gone or being removed."""
    return _held(path, shared=True)


def alone(path: Path) -> int | None:
    """Hold a lock file that nobody shares; None where somebody does, or where it is gone."""
    return _held(path, shared=False)


def _held(path: Path, *, shared: bool) -> int | None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    if _take(descriptor, shared=shared) and _stands(path, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _stands(path: Path, descriptor: int) -> bool:
    """Whether the file is still the one that was opened: it may have gone before it was locked."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _take(descriptor: int, *, shared: bool) -> bool:
    """Lock an open file until it is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt

            if not shared:  # there, what is open cannot be removed in any case
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

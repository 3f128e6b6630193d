"""A graph folder is opened: from its index where it has one, else from its files of record."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

from itugraph.errors import InputError
from itugraph.graph import generations
from itugraph.graph.folder import Index, SourceEntry, bytes_of, parse_index, read_file, read_told
from itugraph.graph.generations import Opened, UnusableError
from itugraph.graph.locks import writing
from itugraph.graph.stores import MemoryStore, Store

LARGE = 16 * 2**20
"""Bytes of files of record from which on a graph gets an index.

So many are loaded into memory in a second or two: longer is longer than one waits for an answer.
"""

_log = logging.getLogger(__name__)
_TRIES = 3


def open_folder(folder: Path, large: int = LARGE) -> tuple[Store, Index]:
    """The triples of a graph folder, and what its `graph.json` says.

    They are read from the index where there is one. Without one a small graph is loaded into
    memory; of a large one the index is made first, if the folder can be written. What takes its
    time is told as a warning of the logger `itugraph.graph.opening`.

    Args:
        large: from how many bytes on a graph is large.

    Raises:
        InputError: if there is no graph, it is another version's, or it is damaged.
    """
    for left in reversed(range(_TRIES)):
        told = read_told(folder)
        if told is None:
            raise InputError(str(folder), "holds no graph: make one with itugraph build")
        try:
            found = _found(folder, told)
            if found is not None:
                return found.store, _index(folder, told, found)
            index = parse_index(folder, told)
            if bytes_of(folder, index) >= large and _made(folder, told, index):
                continue
            files = (read_file(folder, name, wanted) for name, wanted in index.files.items())
            return MemoryStore.load(files), index
        except InputError:
            # Another graph may have been written meanwhile, and its files be found.
            if not left or read_told(folder) == told:
                raise
    raise InputError(str(folder), "is being changed all the time: try again later")


def make_index(folder: Path, wait: float = 0) -> tuple[Path, bool]:
    """Make the index of a graph folder, whatever its size, and remove the ones before it.

    Args:
        wait: how many seconds to wait for another process that writes the folder.

    Returns:
        Where it is, and whether it was made: one that is there and whole is kept.

    Raises:
        InputError: if there is no graph, it is damaged, or the folder cannot be written.
    """
    if read_told(folder) is None:
        raise InputError(str(folder), "holds no graph: make one with itugraph build")
    with writing(folder, wait):
        told = read_told(folder)
        if told is None:
            raise InputError(str(folder), "holds no graph: make one with itugraph build")
        whole = generations.usable(folder, told, to_the_byte=True)
        if not whole:
            generations.make(folder, told, parse_index(folder, told))
        generations.sweep(folder, told)
        return generations.place_of(folder, told), not whole


def remove_index(folder: Path, wait: float = 0) -> tuple[str, ...]:
    """Remove the index of a graph folder; the names of what stays because it is read.

    Raises:
        InputError: if the folder cannot be written.
    """
    if read_told(folder) is None:
        raise InputError(str(folder), "holds no graph: make one with itugraph build")
    with writing(folder, wait):
        return generations.sweep(folder, None)


def _found(folder: Path, told: bytes) -> Opened | None:
    try:
        return generations.find(folder, told)
    except UnusableError as error:
        _log.warning("%s: the index %s and is not used", folder, error)
        return None


def _made(folder: Path, told: bytes, index: Index) -> bool:
    """Whether the index of a graph was made, or another process did so meanwhile."""
    try:
        with writing(folder):
            if read_told(folder) != told:
                return True  # there is another graph by now
            _log.warning("%s: is large: making its index, once", folder)
            generations.make(folder, told, index)
            generations.sweep(folder, told)
            return True
    except InputError as error:
        _log.warning("%s: is loaded into memory, without an index: it %s", folder, error.reason)
        return False


def _index(folder: Path, told: bytes, found: Opened) -> Index:
    """What `graph.json` says: its many sources and files are read when they are asked for."""
    later = _Later(folder, told)
    return Index(found.base, found.tool, found.registry, _Sources(later), _Files(later))


class _Later:
    """The bytes of a `graph.json`, read when they are asked for."""

    def __init__(self, folder: Path, told: bytes) -> None:
        self._folder, self._told = folder, told

    @cached_property
    def index(self) -> Index:
        return parse_index(self._folder, self._told)


class _Sources(Sequence[SourceEntry]):
    def __init__(self, later: _Later) -> None:
        self._later = later

    @overload
    def __getitem__(self, at: int) -> SourceEntry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[SourceEntry]: ...
    def __getitem__(self, at: int | slice) -> SourceEntry | Sequence[SourceEntry]:
        return self._later.index.sources[at]

    def __len__(self) -> int:
        return len(self._later.index.sources)


class _Files(Mapping[str, str]):
    def __init__(self, later: _Later) -> None:
        self._later = later

    def __getitem__(self, name: str) -> str:
        return self._later.index.files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._later.index.files)

    def __len__(self) -> int:
        return len(self._later.index.files)

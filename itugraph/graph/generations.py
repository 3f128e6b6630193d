"""Indexes of a graph folder on disk: quick to open, and always disposable.

    index/{digest}/about.json   what it was made from and with, sizes and digests of its files
    index/{digest}/lock         shared by who reads it
    index/{digest}/store/       the triples

A generation belongs to the one `graph.json` whose digest names it, is made from the files of
record in a folder of its own, appears by one rename, and is never changed. Whoever reads it keeps
it: another generation can be made meanwhile, and one that is still read is removed later.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from itugraph.errors import InputError
from itugraph.graph.folder import Index, digest, read_file, sync
from itugraph.graph.locks import alone, hold
from itugraph.graph.stores.disk import DiskStore

FORMAT = 1
"""Of a generation; one of another version is made anew."""

_HOME = "index"
_NEW = ".new"
_OLD = ".old"


class UnusableError(Exception):
    """A generation is there and cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation that is open.

    Attributes:
        base, tool, registry: as `graph.json` says.
    """

    store: DiskStore
    base: str
    tool: str
    registry: str


def name_of(told: bytes) -> str:
    """The name of the generation of a `graph.json`.

    >>> name_of(b"{}")
    '44136fa355b3678a1146ad16f7e8649e'
    """
    return digest(told)[:32]


def place_of(folder: Path, told: bytes) -> Path:
    """Where the generation of a `graph.json` stands, if there is one."""
    return folder / _HOME / name_of(told)


def find(folder: Path, told: bytes) -> Opened | None:
    """The generation of a `graph.json`, opened; None where there is none.

    Raises:
        UnusableError: if it is damaged or another version's.
    """
    place = place_of(folder, told)
    lock = hold(place / "lock")
    if lock is None:
        return None
    try:
        about = _about(place)
        store = DiskStore(place / "store", about.quads, lock)
    except UnusableError:
        os.close(lock)
        raise
    except (OSError, RuntimeError) as error:  # the engine's, of files and of what is in them
        os.close(lock)
        raise UnusableError("is damaged") from error
    return Opened(store, about.base, about.tool, about.registry)


def usable(folder: Path, told: bytes, *, to_the_byte: bool = False) -> bool:
    """Whether there is a generation of a `graph.json`, and it can be used.

    Args:
        to_the_byte: read all of it. Opening looks at sizes alone, and the engine, which finds
            changed bytes when it comes to them, leaves out rows where it does so in a FILTER.

    >>> usable(Path("nowhere"), b"{}")
    False
    """
    try:
        found = find(folder, told)
    except UnusableError:
        return False
    if found is None:
        return False
    found.store.close()
    place = place_of(folder, told)
    return not to_the_byte or _digests(place / "store") == _about(place).digests


def make(folder: Path, told: bytes, index: Index) -> Path:
    """Make the generation of a `graph.json`; the caller holds the folder for writing.

    Args:
        index: what `graph.json` says; its files may still be staged.

    Raises:
        InputError: if it cannot be written, a file of record is damaged, or one that cannot be
            used stands in its place and is being read.
    """
    place = place_of(folder, told)
    new = place.with_name(place.name + _NEW)
    try:
        _clear(folder)
        new.mkdir(parents=True)
        quads = DiskStore.write(new / "store", _files(folder, index))
        about = _About(
            index.base,
            index.tool,
            index.registry,
            quads,
            _sizes(new / "store"),
            _digests(new / "store"),
        )
        (new / "lock").touch()
        (new / "about.json").write_bytes(about.dump())
        sync(new)
        if place.exists() and not _take_away(place):
            raise InputError(str(place), "cannot be used, and is read by another itugraph")
        new.replace(place)
        sync(place.parent)
    except OSError as error:
        raise InputError(str(new.parent), f"cannot be written: {_reason(error)}") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
        with suppress(OSError):
            new.parent.rmdir()  # where it holds no generation
    return place


def sweep(folder: Path, told: bytes | None) -> tuple[str, ...]:
    """Remove the generations of other `graph.json`s; the caller holds the folder for writing.

    Args:
        told: whose generation stays; None for none.

    Returns:
        The names of those that stay because they are read.
    """
    _clear(folder)
    stays = name_of(told) if told is not None else ""
    left = [p.name for p in _generations(folder) if p.name != stays and not _take_away(p)]
    with suppress(OSError):
        (folder / _HOME).rmdir()  # where it holds no generation
    return tuple(left)


def size_on_disk(place: Path) -> int:
    """How many bytes a generation has."""
    return sum(_sizes(place / "store").values())


@dataclass(frozen=True, slots=True)
class _About:
    base: str
    tool: str
    registry: str
    quads: int
    sizes: dict[str, int]
    digests: dict[str, str]

    def dump(self) -> bytes:
        content = {
            "format": FORMAT,
            "engine": _engine(),
            "base": self.base,
            "tool": self.tool,
            "registry": self.registry,
            "quads": self.quads,
            "sizes": dict(sorted(self.sizes.items())),
            "digests": dict(sorted(self.digests.items())),
        }
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _about(place: Path) -> _About:
    """What a generation tells of itself.

    Raises:
        UnusableError: if it is another version's, or files of it are missing or cut.
    """
    try:
        told = json.loads((place / "about.json").read_bytes())
        made_with = (told["format"], told["engine"])
        about = _About(
            str(told["base"]),
            str(told["tool"]),
            str(told["registry"]),
            int(told["quads"]),
            dict(told["sizes"]),
            dict(told["digests"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnusableError("is damaged") from error
    if made_with != (FORMAT, _engine()):
        raise UnusableError("is of another version")
    if _sizes(place / "store") != about.sizes:
        raise UnusableError("is damaged")
    return about


def _engine() -> str:
    """What decides the form of the files: Oxigraph promises no form across its versions."""
    return "oxigraph " + ".".join(pyoxigraph.__version__.split(".")[:2])


def _files(folder: Path, index: Index) -> Iterator[tuple[bytes, str]]:
    """The files of record with the IRIs of their graphs, each held against its digest."""
    for name, wanted in index.files.items():
        graph = name.removesuffix(".nq").replace("sources/", "source/")
        yield read_file(folder, name, wanted), index.base + graph


def _sizes(store: Path) -> dict[str, int]:
    """The sizes of the files that hold triples: the engine writes its log as it likes."""
    try:
        with os.scandir(store) as found:
            return {one.name: one.stat().st_size for one in found if not one.name.startswith("LOG")}
    except OSError:
        return {}


def _digests(store: Path) -> dict[str, str]:
    """The digests of the same files; one that is missing or cannot be read has none."""
    found: dict[str, str] = {}
    for name in _sizes(store):
        with suppress(OSError), (store / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _generations(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in (folder / _HOME).iterdir() if path.is_dir())
    except OSError:
        return []


def _clear(folder: Path) -> None:
    """Remove what an interrupted itugraph left: who calls this is the only one that writes."""
    for path in _generations(folder):
        if path.suffix in {_NEW, _OLD}:
            shutil.rmtree(path, ignore_errors=True)


def _take_away(place: Path) -> bool:
    """Remove a generation, unless it is read."""
    lock = alone(place / "lock")
    if lock is None and (place / "lock").exists():
        return False
    try:
        old = place.with_name(place.name + _OLD)
        place.replace(old)
        shutil.rmtree(old, ignore_errors=True)
    except OSError:
        return False
    finally:
        if lock is not None:
            os.close(lock)
    return True


def _reason(error: OSError) -> str:
    """Why something could not be written; the engine tells it last, and has no number for it.

    >>> _reason(OSError("IO error: While appending to file: a.sst: No space left on device"))
    'No space left on device'
    """
    return error.strerror or " ".join(str(error).split()).rpartition(": ")[2]

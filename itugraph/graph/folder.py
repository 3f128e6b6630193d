"""The graph folder: files of record that a reader sees whole, old or new.

    graph.json            format, base, tool and registry; each source; each file's digest
    registry.nq           what the registry says
    sources/{source}.nq   what each source says, sorted lines, one named graph
    derived.nq            what follows
    index/                of a large graph, made from the above; see `graph.generations`

A commit writes new files as `NAME.new`, then renames `graph.json`, then the new files over
the old ones. Whoever reads takes for each file the copy whose digest `graph.json` names, so a
commit that is killed leaves the old graph before the rename and the new one after it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from itugraph.errors import InputError

FORMAT = 1
"""Of the graph folder; another version's folder is not read."""

_INDEX = "graph.json"
_NEW = ".new"
# Names of files of record; nothing else is read or removed.
_FILE = re.compile(r"registry\.nq|derived\.nq|sources/[0-9a-f]{16}\.nq")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of a graph.

    Attributes:
        path: the file's name, below the folder it was given in; no machine's path.
        source: 16 hex digits of the SHA-256 of its bytes.
        identity: path of the edition or draft it is the text of, None where not known or
            where it holds several.
        citations: how many citations it holds.
        texts: the paths of several texts that it holds.
    """

    path: str
    source: str
    language: str
    identity: str | None
    citations: int
    texts: tuple[str, ...] = ()

    @property
    def identities(self) -> tuple[str, ...]:
        """The paths of all texts it holds, as far as they are known."""
        return (self.identity,) if self.identity else self.texts


@dataclass(frozen=True, slots=True)
class Index:
    """What `graph.json` says.

    Attributes:
        files: SHA-256 of each file of record by its name.
    """

    base: str
    tool: str
    registry: str
    sources: Sequence[SourceEntry] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    def dump(self) -> bytes:
        """As JSON: the same index gives the same bytes."""
        content = {
            "format": FORMAT,
            "base": self.base,
            "tool": self.tool,
            "registry": self.registry,
            "sources": [
                {
                    "path": s.path,
                    "source": s.source,
                    "language": s.language,
                    "identity": s.identity,
                    "citations": s.citations,
                }
                | ({"texts": list(s.texts)} if s.texts else {})
                for s in sorted(self.sources, key=lambda s: (s.path, s.source))
            ],
            "files": dict(sorted(self.files.items())),
        }
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def digest(content: bytes) -> str:
    """The digest that names a file's content."""
    return hashlib.sha256(content).hexdigest()


def read_index(folder: Path) -> Index | None:
    """The index of a graph folder, None where there is no graph yet.

    Raises:
        InputError: if the folder holds another version's graph, or is damaged.
    """
    content = read_told(folder)
    return None if content is None else parse_index(folder, content)


def read_told(folder: Path) -> bytes | None:
    """The bytes of `graph.json`, None where there is no graph yet.

    Raises:
        InputError: if it is no folder of a graph.
    """
    try:
        return (folder / _INDEX).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(str(folder), "is no graph folder") from error


def parse_index(folder: Path, told: bytes) -> Index:
    """What the bytes of a folder's `graph.json` say.

    Raises:
        InputError: if they are another version's, or damaged.
    """
    damaged = InputError(str(folder / _INDEX), "is damaged: remove the folder and build anew")
    try:
        content = json.loads(told)
        version = content["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged from error
    if version != FORMAT:
        raise InputError(
            str(folder), f"holds a graph of format {version}; this itugraph reads {FORMAT}"
        )
    try:
        return _checked(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged from error


def _checked(content: dict[str, object]) -> Index:
    """An index whose every value is of its kind.

    Raises:
        KeyError, TypeError, ValueError: if one is missing or of another kind.
    """
    entries = content["sources"]
    files = content["files"]
    if not isinstance(entries, list) or not isinstance(files, dict):
        raise TypeError("sources and files")
    sources = tuple(
        SourceEntry(**entry | {"texts": tuple(entry.get("texts", ()))}) for entry in entries
    )
    for entry in sources:
        words = (entry.path, entry.source, entry.language, *entry.identities)
        if not all(isinstance(w, str) for w in words) or not isinstance(entry.citations, int):
            raise TypeError("a source")
    wanted = {"registry.nq", "derived.nq", *(f"sources/{s.source}.nq" for s in sources)}
    if set(files) != wanted or not all(_FILE.fullmatch(name) for name in wanted):
        raise ValueError("files")
    if not all(isinstance(d, str) and len(d) == 64 for d in files.values()):
        raise TypeError("a digest")
    base, tool, registry = content["base"], content["tool"], content["registry"]
    if not isinstance(base, str) or not isinstance(tool, str) or not isinstance(registry, str):
        raise TypeError("base, tool and registry")
    return Index(base, tool, registry, sources, files)


def read_file(folder: Path, name: str, wanted: str) -> bytes:
    """The content of a file of record, by the digest that the index names.

    Raises:
        InputError: if no copy has that digest.
    """
    for path in (folder / name, folder / (name + _NEW)):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if digest(content) == wanted:
            return content
    raise _missing(folder / name)


def _missing(path: Path) -> InputError:
    return InputError(str(path), "is missing or damaged: remove the folder and build anew")


def bytes_of(folder: Path, index: Index) -> int:
    """How many bytes the files of record have together.

    Raises:
        InputError: if one is missing.
    """
    size = 0
    for name in index.files:
        new = folder / (name + _NEW)
        try:
            size += (new if new.exists() else folder / name).stat().st_size
        except OSError as error:
            raise _missing(folder / name) from error
    return size


def stage(folder: Path, name: str, content: bytes) -> str:
    """Write a new file of record beside the one that stands there; its digest.

    Raises:
        InputError: if the folder cannot be written.
    """
    try:
        (folder / (name + _NEW)).write_bytes(content)
    except OSError as error:
        raise InputError(str(folder), f"cannot be written: {error.strerror}") from error
    return digest(content)


def staged(folder: Path, name: str, wanted: str) -> bool:
    """Whether a new file of record with this digest stands there."""
    try:
        return digest((folder / (name + _NEW)).read_bytes()) == wanted
    except OSError:
        return False


def commit(folder: Path, index: Index) -> None:
    """Make the graph be `index`, whose new files are staged; those that did not change are left.

    Raises:
        InputError: if the folder cannot be written.
    """
    try:
        _write(folder / (_INDEX + _NEW), index.dump())
        sync(folder)
        (folder / (_INDEX + _NEW)).replace(folder / _INDEX)
        sync(folder)
        settle(folder, index)
    except OSError as error:
        raise InputError(str(folder), f"cannot be written: {error.strerror}") from error


def discard(folder: Path, index: Index | None) -> None:
    """Take new files away that no index names."""
    for path in (*folder.glob("*" + _NEW), *(folder / "sources").glob("*" + _NEW)):
        name = path.relative_to(folder).as_posix().removesuffix(_NEW)
        if index is None or index.files.get(name) != digest(path.read_bytes()):
            path.unlink()


def settle(folder: Path, index: Index, keep: Container[str] = ()) -> None:
    """Finish a commit: new files over the old ones, files of no source away.

    Args:
        keep: names of new files that an unfinished build will need.
    """
    for path in (*folder.glob("*" + _NEW), *(folder / "sources").glob("*" + _NEW)):
        name = path.relative_to(folder).as_posix().removesuffix(_NEW)
        if index.files.get(name) == digest(path.read_bytes()):
            path.replace(folder / name)
        elif name not in keep:
            path.unlink()
    for path in (folder / "sources").glob("*.nq"):
        if path.relative_to(folder).as_posix() not in index.files:
            path.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Let all that was written reach the disk: many files at once, and the folder's names."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there
    os.sync()
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""From files to a graph folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from itugraph import __version__
from itugraph.errors import InputError
from itugraph.graph import generations
from itugraph.graph.folder import (
    Index,
    SourceEntry,
    bytes_of,
    commit,
    discard,
    read_file,
    read_index,
    settle,
    stage,
    staged,
)
from itugraph.graph.intake import Same, Setting, Taken, take
from itugraph.graph.journal import Done, Journal, unfinished
from itugraph.graph.locks import writing
from itugraph.graph.opening import LARGE
from itugraph.graph.registry_quads import derived_statements, registry_statements
from itugraph.graph.source_quads import retold
from itugraph.identifiers import BASE
from itugraph.parallel import Died, in_order
from itugraph.reading import collect, size_of
from itugraph.registry import Registry


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        added: names of the sources read in, also those that took another's place.
        replaced: names whose earlier bytes gave way to other ones.
        skipped: names of files whose bytes are in the graph already; duplicates: those of
            them that another name holds, with that name.
        refused: the files that could not be read, with the reason.
        warnings: what was doubtful, one sentence each.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    skipped: tuple[str, ...]
    duplicates: tuple[tuple[str, str], ...]
    refused: tuple[InputError, ...]
    warnings: tuple[str, ...]
    citations: int


def build(
    paths: Iterable[Path],
    folder: Path,
    registry: Registry,
    *,
    base: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    workers: int = 1,
    wait: float = 0,
    large: int = LARGE,
) -> Report:
    """Read files into the graph of a folder, which is made if it is not there.

    A source is its bytes: the same bytes under another name are skipped, new bytes under a
    known name take the place of that name's source. What an interrupted build has read is
    not read again.

    Args:
        base: IRI base of a new graph; a graph keeps the one it has.
        progress: called with the files done and their number.
        workers: how many processes read; the graph is the same with any number.
        wait: how many seconds to wait for another process that writes the folder.
        large: from how many bytes on a graph gets an index on disk.

    Raises:
        InputError: if the folder cannot be used, or its base is another one.
    """
    with writing(folder, wait):
        old = read_index(folder)
        if old is not None and base is not None and base != old.base:
            raise InputError(str(folder), f"has the IRI base {old.base}")
        intake = _Intake(folder, registry, old.base if old else base or BASE, old)
        if old is not None:
            settle(folder, old, {f"sources/{source}.nq" for source in intake.done})
        named = list(_named(paths))
        try:
            results = in_order(
                take,
                intake.setting(),
                [path for _, path in named],
                [size_of(p) for _, p in named],
                workers,
            )
            for done, ((name, path), result) in enumerate(zip(named, results, strict=True)):
                if progress:
                    progress(done, len(named))
                intake.take(name, path, result)
            if progress:
                progress(len(named), len(named))
            if intake.entries or not intake.refused:
                _commit(folder, intake, large)
        except InputError:
            # The next build would fail alike: nothing is left for it to go on from.
            intake.journal.remove()
            discard(folder, old)
            raise
        except BaseException:
            intake.journal.close()
            raise
        intake.journal.remove()
        return Report(
            tuple(intake.added),
            tuple(intake.replaced),
            tuple(intake.skipped),
            tuple(intake.duplicates),
            tuple(intake.refused),
            tuple(intake.warnings),
            sum(entry.citations for entry in intake.entries.values()),
        )


class _Intake:
    """What a build has read so far: entries by name, new files, what was skipped and refused."""

    def __init__(self, folder: Path, registry: Registry, base: str, old: Index | None) -> None:
        self.folder = folder
        self.registry = registry
        self.base = base
        self.old = old
        self.entries = {entry.path: entry for entry in old.sources} if old else {}
        self.names = {entry.source: entry.path for entry in self.entries.values()}
        self.digests: dict[str, str] = {}
        self.added: list[str] = []
        self.replaced: list[str] = []
        self.skipped: list[str] = []
        self.duplicates: list[tuple[str, str]] = []
        self.refused: list[InputError] = []
        self.warnings: list[str] = []
        made_with = {"tool": __version__, "registry": registry.digest, "base": base}
        self.done = {
            one.source: one
            for one in unfinished(folder, made_with)
            if staged(folder, f"sources/{one.source}.nq", one.digest)
        }
        self.journal = Journal(folder, made_with, list(self.done.values()))

    @property
    def same_tool(self) -> bool:
        """Whether what stands there was made by this version with this registry."""
        made_by = (self.old.tool, self.old.registry) if self.old else None
        return made_by == (__version__, self.registry.digest)

    def setting(self) -> Setting:
        """What files are read with, in this process or another."""
        known = {*self.done, *(self.names if self.same_tool else ())}
        return Setting(self.registry, self.base, frozenset(known))

    def take(
        self,
        name: str,
        path: Path | InputError,
        read: Taken | Same | InputError | Died[Path | InputError],
    ) -> None:
        """Put what was read of a file into the graph; what was refused is kept to be told."""
        if isinstance(read, InputError):
            self.refused.append(read)
            return
        if isinstance(read, Died):
            self.refused.append(InputError(str(path), "cannot be read: the process ended in it"))
            return
        known = self.names.get(read.source)
        if known is not None and (known != name or self.same_tool):
            self.skipped.append(name)
            if known != name:
                self.duplicates.append((name, known))
                self._forget(name)  # what stood under this name is no more
            return
        done = self.done[read.source] if isinstance(read, Same) else self._store(read)
        self._forget(name)
        self.warnings.extend(f"{path}: {warning}" for warning in done.warnings)
        several = len(done.identities) > 1
        self.digests[f"sources/{done.source}.nq"] = done.digest
        self.entries[name] = SourceEntry(
            name,
            done.source,
            done.language,
            None if several else next(iter(done.identities), None),
            done.citations,
            done.identities if several else (),
        )
        self.names[done.source] = name
        self.added.append(name)

    def _store(self, read: Taken) -> Done:
        stored = stage(self.folder, f"sources/{read.source}.nq", read.nquads)
        done = Done(
            read.source, read.language, read.identities, read.citations, read.warnings, stored
        )
        self.journal.add(done)
        return done

    def _forget(self, name: str) -> None:
        entry = self.entries.pop(name, None)
        if entry is not None:
            self.replaced.append(name)
            self.names.pop(entry.source, None)
            self.digests.pop(f"sources/{entry.source}.nq", None)


def _commit(folder: Path, intake: _Intake, large: int) -> None:
    old, registry = intake.old, intake.registry
    if not intake.same_tool:
        files = {
            "registry.nq": registry_statements(registry, intake.base).nquads(),
            "derived.nq": derived_statements(registry, intake.base).nquads(),
        }
        if old is not None and old.registry != registry.digest:
            files |= _retold(folder, old, intake.entries.values(), intake.digests, registry)
        intake.digests |= {name: stage(folder, name, files[name]) for name in files}
    entries = tuple(intake.entries.values())
    intake.warnings.extend(_twice(entries))
    index = _index(folder, old, entries, intake.digests, intake.base, registry)
    told = index.dump()
    if bytes_of(folder, index) >= large:
        # Made of the new files before they are the graph: whoever opens it has its index.
        intake.warnings.extend(_indexed(folder, told, index))
    if old is None or told != old.dump():
        commit(folder, index)
    generations.sweep(folder, told)


def _indexed(folder: Path, told: bytes, index: Index) -> Iterable[str]:
    """Make the index of a graph; a sentence where that cannot be done, which harms no graph."""
    if generations.usable(folder, told):
        return
    try:
        generations.make(folder, told, index)
    except InputError as error:
        yield f"{folder}: has no index: {error}"


def _index(
    folder: Path,
    old: Index | None,
    entries: Sequence[SourceEntry],
    digests: dict[str, str],
    base: str,
    registry: Registry,
) -> Index:
    names = ["registry.nq", "derived.nq", *(f"sources/{e.source}.nq" for e in entries)]
    for name in names:
        if name not in digests and old is not None:
            digests[name] = old.files[name]
            read_file(folder, name, digests[name])  # a damaged file is found before it is kept
    return Index(
        base, __version__, registry.digest, tuple(entries), {name: digests[name] for name in names}
    )


def _retold(
    folder: Path,
    old: Index,
    entries: Iterable[SourceEntry],
    new: Container[str],
    registry: Registry,
) -> dict[str, bytes]:
    """The sources that stay, with what another registry does not tell told anew."""
    told: dict[str, bytes] = {}
    for entry in entries:
        name = f"sources/{entry.source}.nq"
        if name not in new:
            content = read_file(folder, name, old.files[name])
            told[name] = retold(content, entry.source, registry, old.base)
    return told


def _named(paths: Iterable[Path]) -> Iterable[tuple[str, Path | InputError]]:
    """Each file with a name that says nothing of the machine: below the folder given.

    Files of one name in different folders are told apart by the folders' names.
    """
    found: dict[Path, tuple[str, Path | InputError]] = {}
    for given in paths:
        root = given.resolve().name
        for path in collect([given]):
            if isinstance(path, InputError):
                found.setdefault(given, (given.name, path))
            elif path == given:
                found.setdefault(path.resolve(), (given.name, path))
            else:
                name = f"{root}/{path.relative_to(given).as_posix()}"
                found.setdefault(path.resolve(), (name, path))
    names = Counter(name for name, _ in found.values())
    for full, (name, path) in found.items():
        if names[name] == 1:
            yield name, path
            continue
        depth = name.count("/") + 2
        longer = "/".join(full.parts[-depth:])
        while names[longer] and depth < len(full.parts):
            depth += 1
            longer = "/".join(full.parts[-depth:])
        names[longer] += 1
        yield longer, path


def _twice(entries: Iterable[SourceEntry]) -> Iterable[str]:
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        for identity in entry.identities:
            if "/draft/" in identity:
                continue
            other = seen.setdefault((identity, entry.language), entry.path)
            if other != entry.path:
                yield f"{other} and {entry.path} are both {identity}: both kept, counted once"

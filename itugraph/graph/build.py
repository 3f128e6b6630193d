"""From files to a graph folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itugraph import __version__
from itugraph.citations import extract
from itugraph.errors import InputError
from itugraph.graph.folder import (
    Index,
    SourceEntry,
    commit,
    digest,
    read_file,
    read_index,
    settle,
    writing,
)
from itugraph.graph.registry_quads import derived_statements, registry_statements
from itugraph.graph.source_quads import citing, retold, source_statements
from itugraph.identifiers import BASE
from itugraph.reading import collect, read
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
) -> Report:
    """Read files into the graph of a folder, which is made if it is not there.

    A source is its bytes: the same bytes under another name are skipped, new bytes under a
    known name take the place of that name's source.

    Args:
        base: IRI base of a new graph; a graph keeps the one it has.
        progress: called with the files done and their number.

    Raises:
        InputError: if the folder cannot be used, or its base is another one.
    """
    with writing(folder):
        old = read_index(folder)
        if old is not None:
            settle(folder, old)
            if base is not None and base != old.base:
                raise InputError(str(folder), f"has the IRI base {old.base}")
        intake = _Intake(registry, old.base if old else base or BASE, old)
        named = list(_named(paths))
        for done, (name, path) in enumerate(named):
            if progress:
                progress(done, len(named))
            intake.take(name, path)
        if progress:
            progress(len(named), len(named))
        if intake.entries or not intake.refused:
            _commit(folder, intake)
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

    def __init__(self, registry: Registry, base: str, old: Index | None) -> None:
        self.registry = registry
        self.base = base
        self.old = old
        self.entries = {entry.path: entry for entry in old.sources} if old else {}
        self.names = {entry.source: entry.path for entry in self.entries.values()}
        self.files: dict[str, bytes] = {}
        self.added: list[str] = []
        self.replaced: list[str] = []
        self.skipped: list[str] = []
        self.duplicates: list[tuple[str, str]] = []
        self.refused: list[InputError] = []
        self.warnings: list[str] = []

    @property
    def same_tool(self) -> bool:
        """Whether what stands there was made by this version with this registry."""
        made_by = (self.old.tool, self.old.registry) if self.old else None
        return made_by == (__version__, self.registry.digest)

    def take(self, name: str, path: Path | InputError) -> None:
        """Read one file; what cannot be read is kept as the error that says why."""
        try:
            if isinstance(path, InputError):
                raise path
            document = read(path)
        except InputError as error:
            self.refused.append(error)
            return
        known = self.names.get(document.source)
        if known is not None and (known != name or self.same_tool):
            self.skipped.append(name)
            if known != name:
                self.duplicates.append((name, known))
                self._forget(name)  # what stood under this name is no more
            return
        try:
            citations = extract(document, self.registry)
        except InputError as error:
            self.refused.append(error)
            return
        self._forget(name)
        self.warnings.extend(f"{path}: {warning}" for warning in document.warnings)
        said = source_statements(document, citations, self.registry, self.base, __version__)
        self.files[f"sources/{document.source}.nq"] = said.nquads()
        text = citing(document, citations)
        self.entries[name] = SourceEntry(
            name,
            document.source,
            document.language,
            text.path if text.known else None,
            sum(not c.self_ for c in citations),
        )
        self.names[document.source] = name
        self.added.append(name)

    def _forget(self, name: str) -> None:
        entry = self.entries.pop(name, None)
        if entry is not None:
            self.replaced.append(name)
            self.names.pop(entry.source, None)
            self.files.pop(f"sources/{entry.source}.nq", None)


def _commit(folder: Path, intake: _Intake) -> None:
    old, registry, files = intake.old, intake.registry, intake.files
    if not intake.same_tool:
        files["registry.nq"] = registry_statements(registry, intake.base).nquads()
        files["derived.nq"] = derived_statements(registry, intake.base).nquads()
        if old is not None and old.registry != registry.digest:
            files |= _retold(folder, old, intake.entries.values(), files, registry)
    entries = tuple(intake.entries.values())
    intake.warnings.extend(_twice(entries))
    index = _index(folder, old, entries, files, intake.base, registry)
    if old is None or index.dump() != old.dump():
        commit(folder, index, files)


def _index(
    folder: Path,
    old: Index | None,
    entries: Sequence[SourceEntry],
    files: dict[str, bytes],
    base: str,
    registry: Registry,
) -> Index:
    digests = {name: digest(content) for name, content in files.items()}
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
    files: Mapping[str, bytes],
    registry: Registry,
) -> dict[str, bytes]:
    """The sources that stay, with what another registry does not tell told anew."""
    told: dict[str, bytes] = {}
    for entry in entries:
        name = f"sources/{entry.source}.nq"
        if name not in files:
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
        if entry.identity is None or "/draft/" in entry.identity:
            continue
        other = seen.setdefault((entry.identity, entry.language), entry.path)
        if other != entry.path:
            yield f"{other} and {entry.path} are both {entry.identity}: both kept, counted once"

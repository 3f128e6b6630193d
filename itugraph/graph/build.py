"""From files to a graph folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from itugraph.graph.source_quads import citing, source_statements
from itugraph.identifiers import BASE
from itugraph.reading import collect, read
from itugraph.registry import Registry


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did.

    Attributes:
        added: names of the sources read in, also those that took another's place.
        skipped: names of files whose bytes are in the graph already.
        refused: the files that could not be read, with the reason.
        warnings: what was doubtful, one sentence each.
    """

    added: tuple[str, ...]
    skipped: tuple[str, ...]
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
        iri_base = old.base if old else base or BASE
        named = list(_named(paths))
        by_name = {entry.path: entry for entry in old.sources} if old else {}
        files: dict[str, bytes] = {}
        added: list[str] = []
        skipped: list[str] = []
        refused: list[InputError] = []
        warnings: list[str] = []
        same_tool = old is not None and (old.tool, old.registry) == (__version__, registry.digest)
        for done, (name, path) in enumerate(named):
            if progress:
                progress(done, len(named))
            if isinstance(path, InputError):
                refused.append(path)
                continue
            try:
                document = read(path)
            except InputError as error:
                refused.append(error)
                continue
            known = next((e for e in by_name.values() if e.source == document.source), None)
            if known is not None and (known.path != name or same_tool):
                skipped.append(name)
                continue
            warnings.extend(f"{path}: {warning}" for warning in document.warnings)
            citations = extract(document, registry)
            said = source_statements(document, citations, registry, iri_base, __version__)
            files[f"sources/{document.source}.nq"] = said.nquads()
            text = citing(document, citations)
            by_name[name] = SourceEntry(
                name,
                document.source,
                document.language,
                text.path if text.known else None,
                sum(not c.self_ for c in citations),
            )
            added.append(name)
        if progress:
            progress(len(named), len(named))
        if not by_name and refused:
            return Report((), (), tuple(refused), tuple(warnings), 0)
        if not same_tool:
            files["registry.nq"] = registry_statements(registry, iri_base).nquads()
            files["derived.nq"] = derived_statements(registry, iri_base).nquads()
        entries = tuple(by_name.values())
        warnings.extend(_twice(entries))
        index = _index(folder, old, entries, files, iri_base, registry)
        if old is None or index.dump() != old.dump():
            commit(folder, index, files)
        return Report(
            tuple(added),
            tuple(skipped),
            tuple(refused),
            tuple(warnings),
            sum(entry.citations for entry in entries),
        )


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


def _named(paths: Iterable[Path]) -> Iterable[tuple[str, Path | InputError]]:
    """Each file with a name that says nothing of the machine: below the folder given."""
    for given in paths:
        root = given.resolve().name
        for path in collect([given]):
            if isinstance(path, InputError) or path == given:
                yield given.name, path
            else:
                yield f"{root}/{path.relative_to(given).as_posix()}", path


def _twice(entries: Iterable[SourceEntry]) -> Iterable[str]:
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.identity is None or "/draft/" in entry.identity:
            continue
        other = seen.setdefault((entry.identity, entry.language), entry.path)
        if other != entry.path:
            yield f"{other} and {entry.path} are both {entry.identity}: both kept, counted once"

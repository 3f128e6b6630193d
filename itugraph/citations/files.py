"""The citations of many files: read on several cores, given in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from itugraph.citations.extract import extract
from itugraph.errors import InputError
from itugraph.model import Citation, source_digest
from itugraph.parallel import Died, in_order
from itugraph.reading import content_of, read_bytes, size_of, suffix_of
from itugraph.registry import Registry

_Rendered = TypeVar("_Rendered")
Render = Callable[[Sequence[Citation], Registry], _Rendered]


@dataclass(frozen=True, slots=True)
class Extracted(Generic[_Rendered]):
    """What came of a file.

    Attributes:
        rendered: its citations, as they were asked for; None of a file that was refused.
        warnings: what was doubtful in reading it, one sentence each.
        refused: why it could not be read.
        source: digest of its bytes, "" of a file without.
    """

    path: Path
    rendered: _Rendered | None
    source: str = ""
    warnings: tuple[str, ...] = ()
    refused: InputError | None = None


def extract_files(
    paths: Sequence[Path | InputError],
    registry: Registry,
    render: Render[_Rendered],
    workers: int = 1,
) -> Iterator[Extracted[_Rendered]]:
    """The citations of files, in their order.

    Args:
        paths: as `collect` gives them.
        render: makes of the citations what is wanted, where they were read: less than the
            citations is handed from one process to another.
        workers: how many processes read.
    """
    sizes = [size_of(path) for path in paths]
    results = in_order(_extracted, (registry, render), paths, sizes, workers)
    for path, found in zip(paths, results, strict=True):
        if isinstance(found, Died):
            error = InputError(str(path), "cannot be read: the process ended in it")
            yield Extracted(Path(str(path)), None, refused=error)
        else:
            yield found


def _extracted(
    setting: tuple[Registry, Render[_Rendered]], path: Path | InputError
) -> Extracted[_Rendered]:
    if isinstance(path, InputError):
        return Extracted(Path(path.what), None, refused=path)
    registry, render = setting
    source = ""
    try:
        content = content_of(path)
        source = source_digest(content)
        document = read_bytes(str(path), content, suffix_of(path))
        found = extract(document, registry)
    except InputError as error:
        return Extracted(path, None, source, refused=error.alone())
    return Extracted(path, render(found, registry), source, document.warnings)


def source_of(path: Path | InputError) -> str:
    """The digest of a file's bytes, "" where there are none."""
    try:
        return source_digest(content_of(path)) if isinstance(path, Path) else ""
    except InputError:
        return ""

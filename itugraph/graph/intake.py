"""One file becomes what a graph stores of it: done in any process, for any graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from itugraph import __version__
from itugraph.citations.redline import redline
from itugraph.errors import InputError
from itugraph.graph.source_quads import apart, language_of, source_statements
from itugraph.model import source_digest
from itugraph.reading import content_of, read_bytes, suffix_of
from itugraph.registry import Registry


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read of a file.

    Attributes:
        identities: of its texts, as far as they are known.
        nquads: the statements of the source.
        citations: how many there are; the texts' own titles are none.
        warnings: what was doubtful, one sentence each.
    """

    source: str
    language: str
    identities: tuple[str, ...]
    nquads: bytes
    citations: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """The bytes of a file are those of a source that needs no reading."""

    source: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What all files of a build are read with.

    Attributes:
        base: of the IRIs.
        known: the sources whose bytes need no reading.
    """

    registry: Registry
    base: str
    known: frozenset[str]


def take(setting: Setting, path: Path | InputError) -> Taken | Same | InputError:
    """Read a file; what cannot be read comes back as the error that says why."""
    if isinstance(path, InputError):
        return path
    try:
        content = content_of(path)
        source = source_digest(content)
        if source in setting.known:
            return Same(source)
        document = read_bytes(str(path), content, suffix_of(path))
        read = redline(document, setting.registry)
    except InputError as error:
        return error.alone()
    said = source_statements(
        document, read.citations, setting.registry, setting.base, __version__, read.texts
    )
    texts = apart(document, read.citations, read.texts)
    warnings = [*document.warnings]
    if len(texts) > 1:
        loose = sum(text.end - text.start for text in read.texts if not text.titled)
        none = f"; {loose} characters before the first belong to none" if loose else ""
        warnings.append(f"holds {sum(t.titled for t in read.texts)} texts{none}")
    return Taken(
        document.source,
        language_of(document, read.citations),
        tuple(dict.fromkeys(text.path for text, _ in texts if text.known)),
        said.nquads(),
        sum(not c.self_ for c in read.citations),
        tuple(warnings),
    )

"""What an unfinished build has read, so that the next one goes on from there.

The journal stands in the graph folder while a build runs, a line a source whose file is
written. It is told by what it was made with: another tool, registry or base begins anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from itugraph.errors import InputError

NAME = "unfinished.jsonl"


@dataclass(frozen=True, slots=True)
class Done:
    """A source that was read.

    Attributes:
        digest: SHA-256 of the file that was written for it.
    """

    source: str
    language: str
    identities: tuple[str, ...]
    citations: int
    warnings: tuple[str, ...]
    digest: str


def unfinished(folder: Path, made_with: Mapping[str, str]) -> Iterator[Done]:
    """The sources that an interrupted build had read, if it was made with the same.

    A line that was cut by the interruption is left out.
    """
    try:
        lines = (folder / NAME).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    if not lines or lines[0] != json.dumps(made_with):
        return
    names = {field.name for field in fields(Done)}
    for line in lines[1:]:
        try:
            values = json.loads(line)
        except ValueError:
            continue
        if isinstance(values, dict) and values.keys() == names:
            texts, warnings = tuple(values["identities"]), tuple(values["warnings"])
            yield Done(**values | {"identities": texts, "warnings": warnings})


class Journal:
    """Writes what is done, a line a source."""

    def __init__(self, folder: Path, made_with: Mapping[str, str], done: list[Done]) -> None:
        """Begin a journal with what an earlier one held.

        Raises:
            InputError: if the folder cannot be written.
        """
        self._path = folder / NAME
        try:
            self._file = self._path.open("w", encoding="utf-8")
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            self._write(json.dumps(made_with))
            for one in done:
                self.add(one)
        except InputError:
            self.remove()
            raise

    def add(self, done: Done) -> None:
        """Note a source whose file is written.

        Raises:
            InputError: if it cannot be noted.
        """
        self._write(json.dumps(asdict(done), ensure_ascii=False))

    def _write(self, line: str) -> None:
        try:
            self._file.write(line + "\n")
            self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> InputError:
        return InputError(str(self._path.parent), f"cannot be written: {error.strerror}")

    def close(self) -> None:
        """Close the file and leave it for the next build."""
        with suppress(OSError):  # what could not be written was told of when it was
            self._file.close()

    def remove(self) -> None:
        """Remove it, as what it noted is in the graph."""
        self.close()
        self._path.unlink(missing_ok=True)

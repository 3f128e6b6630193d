"""An output of many files that is written as it comes, and goes on after an interruption."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from itugraph.errors import InputError

_EVERY = 50
"""After how many files it is noted how far the output has come."""


@dataclass(slots=True)
class Resumed:
    """What of an output is written; the file itself appears when it is whole.

    Until then `NAME.part` holds what is written, and `NAME.part.json` of how many inputs.

    Attributes:
        made_with: what the output depends on beside its inputs.
        done: how many inputs are written; refused: those that could not be read, with why.
    """

    output: Path
    made_with: Sequence[str]
    _file: BinaryIO
    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    _seen: str = ""

    @classmethod
    def open(
        cls, output: Path, made_with: Sequence[str], source: Callable[[int], str], inputs: int
    ) -> Resumed:
        """Begin an output, or go on where an interrupted one of the same inputs was.

        Args:
            source: the digest of the bytes of an input, by its place; asked of those alone
                that an interrupted run has written.
            inputs: how many there are.

        Raises:
            InputError: if it cannot be written.
        """
        part, told = _beside(output, ".part"), _told(output, made_with)
        done = told.done if told and told.done <= inputs else 0
        seen = ""
        for index in range(done):
            seen = _chained(seen, source(index))
        goes_on = told is not None and seen == told.inputs and _holds(part, told.length)
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
            file = part.open("r+b" if goes_on else "wb")
            if told is None or not goes_on:
                return cls(output, made_with, file)
            file.truncate(told.length)
            file.seek(told.length)
        except OSError as error:
            raise _unwritable(output, error) from error
        return cls(output, made_with, file, done, list(told.refused), seen)

    def write(self, content: str) -> None:
        """Write what stands before all inputs.

        Raises:
            InputError: if it cannot be written.
        """
        try:
            self._file.write(content.encode())
        except OSError as error:
            raise _unwritable(self.output, error) from error

    def add(self, source: str, content: str, refused: InputError | None) -> None:
        """Write what came of the next input.

        Raises:
            InputError: if it cannot be written.
        """
        self.write(content)
        self.done += 1
        self._seen = _chained(self._seen, source)
        if refused is not None:
            self.refused.append((refused.what, refused.reason))
        if self.done % _EVERY == 0:
            try:
                self._note()
            except OSError as error:
                raise _unwritable(self.output, error) from error

    def finish(self) -> None:
        """Put the whole output in its place.

        Raises:
            InputError: if it cannot be written.
        """
        try:
            self._file.close()
            _beside(self.output, ".part").replace(self.output)
            _beside(self.output, ".part.json").unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(self.output, error) from error

    def _note(self) -> None:
        self._file.flush()
        told = {
            "made with": list(self.made_with),
            "done": self.done,
            "inputs": self._seen,
            "length": self._file.tell(),
            "refused": self.refused,
        }
        new = _beside(self.output, ".part.new")
        new.write_text(json.dumps(told), "utf-8")
        new.replace(_beside(self.output, ".part.json"))


@dataclass(frozen=True, slots=True)
class _Told:
    done: int
    inputs: str
    length: int
    refused: tuple[tuple[str, str], ...]


def _told(output: Path, made_with: Sequence[str]) -> _Told | None:
    """What an interrupted run noted, if it was made with the same."""
    try:
        told = json.loads(_beside(output, ".part.json").read_text("utf-8"))
        if told["made with"] != list(made_with):
            return None
        refused = tuple((str(what), str(reason)) for what, reason in told["refused"])
        return _Told(int(told["done"]), str(told["inputs"]), int(told["length"]), refused)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _holds(part: Path, length: int) -> bool:
    try:
        return part.stat().st_size >= length
    except OSError:
        return False


def _beside(output: Path, suffix: str) -> Path:
    return output.with_name(output.name + suffix)


def _chained(seen: str, source: str) -> str:
    return hashlib.sha256(f"{seen} {source}".encode()).hexdigest()


def _unwritable(output: Path, error: OSError) -> InputError:
    return InputError(str(output), f"cannot be written: {error.strerror}")

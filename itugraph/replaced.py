"""A file that appears when it is whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from itugraph.errors import InputError


@contextmanager
def replaced(output: Path) -> Iterator[BinaryIO]:
    """A file to write to bit by bit, which takes its place when it is whole; else nothing does.

    Raises:
        InputError: if the file cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder) / "deep" / "page.html"
    ...     with replaced(page) as file:
    ...         _ = file.write(b"whole")
    ...     page.read_bytes()
    b'whole'
    """
    try:
        if output.exists() and not output.is_file() and not output.is_dir():
            with output.open("wb") as device:  # a pipe or device is written to, not replaced
                yield device
            return
        output.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=".itugraph-")
        new = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
            # A temporary file is the user's alone; this one is to be like any other.
            umask = os.umask(0)
            os.umask(umask)
            new.chmod(0o666 & ~umask)
            new.replace(output)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        if error.errno is None:
            raise  # of the engine that gives what is written
        raise InputError(str(output), f"cannot be written: {error.strerror}") from error

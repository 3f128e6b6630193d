"""Kills builds of a graph before each step that changes a file; run as a script.

A step is anything that Python's audit events tell of a file below the graph folder: it is
opened for writing, renamed, removed, or a folder is made. For each step a child process is
forked that builds and dies there at once, as by a power cut. With "torn", the file that was
opened last is left half written.

    python -m graph.killed WORK TEXTS [OLD]

makes WORK/00, WORK/00-torn, WORK/01 … from the graph folder OLD (or from nothing) and the
texts, each as its killed build left it, and prints their names.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from itugraph.graph import build

from .support import small_registry

KILLED, WHOLE = 9, 8
"""Codes of a killed build; the second where no file was being written that could be torn."""


class Killer:
    """An audit hook that ends the process before a given step."""

    def __init__(self, folder: Path, at: int, *, torn: bool) -> None:
        """Look at what happens in `folder`; end at step `at`, counted from 0."""
        self.folder, self.at, self.torn = str(folder), at, torn
        self.steps = 0
        self.opened: str | None = None
        self.done = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count a step."""
        if self.done or event not in ("open", "os.rename", "os.remove", "os.mkdir"):
            return
        path = os.fspath(arguments[0]) if isinstance(arguments[0], str | os.PathLike) else ""
        if not str(path).startswith(self.folder):
            return
        if event == "open" and not self._writes(arguments):
            return
        if self.steps == self.at:
            self.done = True
            if self.torn:
                if not self.opened or not Path(self.opened).stat().st_size:
                    os._exit(WHOLE)
                os.truncate(self.opened, Path(self.opened).stat().st_size // 2)
            os._exit(KILLED)
        self.steps += 1
        self.opened = str(path) if event == "open" else None

    @staticmethod
    def _writes(arguments: tuple[object, ...]) -> bool:
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def main() -> None:
    """Kill a build at each of its steps."""
    work, texts, *old = map(Path, sys.argv[1:])
    registry = small_registry()
    build([texts], work / "warm", registry)
    shutil.rmtree(work / "warm")
    at, torn, code = 0, False, KILLED
    while code in (KILLED, WHOLE):
        folder = work / f"{at:02}{'-torn' if torn else ''}"
        if old:
            shutil.copytree(old[0], folder)
        child = os.fork()
        if not child:
            sys.addaudithook(Killer(folder, at, torn=torn))
            try:
                build([texts], folder, registry)
            except BaseException as error:  # noqa: BLE001
                print(error, file=sys.stderr)
                os._exit(1)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == KILLED:
            print(folder.name, flush=True)
        elif folder.exists():
            shutil.rmtree(folder)
        at, torn = (at + 1, False) if torn else (at, True)
    sys.exit(code)


if __name__ == "__main__":
    main()

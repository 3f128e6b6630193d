"""A worker as the server holds it: its process, and the line to it."""

from __future__ import annotations

import time
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from itugraph.errors import InputError
from itugraph.serve.limits import Limits
from itugraph.serve.reply import Reply, Task, refusal
from itugraph.serve.worker import WITHOUT_MEMORY, Ready, work

_OPENING = 3_600.0
"""Seconds after which a worker that is still opening its graph is given up."""
_LIBRARIES = ["itugraph.serve.look", "itugraph.serve.query", "rdflib.plugins.sparql.algebra"]
"""What a worker needs and takes long to load."""
_Line: TypeAlias = "Connection[Task | None, Ready | InputError | Reply]"


class Worker:
    """One process at a time, and the line to it. Its methods wait: call them in threads."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._process: BaseProcess | None = None
        self._line: _Line | None = None
        self._changing = Lock()
        self._stopped = False
        self._gave_way = False
        self.ready: Ready | None = None

    @property
    def process(self) -> int | None:
        """The number of the process, None where there is none."""
        return self._process.pid if self._process else None

    def start(self) -> Ready:
        """Start a process, and wait until it has opened the graph.

        Raises:
            InputError: if it cannot.
        """
        self.end()
        context = _context()
        line, there = context.Pipe()
        process = context.Process(target=work, args=(there, self._path, self._limits), daemon=True)
        process.start()
        there.close()
        with self._changing:
            self._line, self._process = line, process
        if self._stopped:
            self.kill()
        try:
            first = line.recv() if line.poll(_OPENING) else None
        except (EOFError, OSError):
            first = None
        if isinstance(first, Ready):
            self.ready = first
            return first
        self.end()
        if isinstance(first, InputError):
            raise first
        raise InputError(str(self._path), "cannot be opened: a worker died in it")

    def reply(self, task: Task, seconds: float) -> Reply:
        """The answer to a task; a process that takes longer, or dies, is ended."""
        self._gave_way = False
        started = time.monotonic()
        line = self._line
        if line is None:
            return _stops()
        try:
            line.send(task)
            if line.poll(max(seconds, 0)):
                answer = line.recv()
                if isinstance(answer, Reply):
                    return answer
        except (EOFError, OSError):
            return self._died(time.monotonic() - started)
        self.ready = None
        self.kill()  # it is buried as the next one starts: its client need not wait for that
        return refusal(
            504,
            f"the query was ended: answers are given within {self._limits.seconds:g} seconds, "
            f"and it ran for {time.monotonic() - started:.1f}",
        )

    def _died(self, seconds: float) -> Reply:
        code = self.end(died=True)
        if self._stopped:
            return _stops()
        if self._gave_way:
            line = f"the query gave way to others after {seconds:.1f} seconds: try again later"
            return refusal(503, line, Retry_After=f"{max(1, round(self._limits.wait)):d}")
        # The engine aborts where it gets no memory: a negative code.
        if code == WITHOUT_MEMORY or code < 0:
            memory = self._limits.memory >> 20
            return refusal(
                500,
                f"the query was ended after {seconds:.1f} seconds: it wanted more memory than "
                f"{memory} MiB, or broke the engine",
            )
        return refusal(500, "a fault of itugraph ended the query")

    def stop(self) -> None:
        """Kill the process, for good."""
        self._stopped = True
        self.kill()

    def give_way(self) -> None:
        """End the process for the sake of those who wait."""
        self._gave_way = True
        self.kill()

    def kill(self) -> None:
        """Kill the process: who waits for its answer sees it die."""
        with self._changing:
            if self._process is not None:
                self._process.kill()

    def end(self, *, died: bool = False) -> int:
        """End the process, at once; its exit code.

        Args:
            died: it did so by itself, and is given the time to tell how.
        """
        with self._changing:
            process, line = self._process, self._line
            self.ready = self._process = self._line = None
        code = 0
        if process is not None:
            process.join(0.5 if died else 0)
            code = process.exitcode or 0
            process.kill()
            process.join()
            process.close()
        if line is not None:
            line.close()
        return code


def _context() -> ForkServerContext | SpawnContext:
    """How processes are started: from one that has loaded the libraries, and nothing else."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_LIBRARIES)
    return context


def _stops() -> Reply:
    return refusal(503, "the server stops")

"""A process that answers queries, and can be ended at any moment."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from itugraph.errors import InputError
from itugraph.graph import Graph
from itugraph.graph.guard import reading
from itugraph.serve.limits import Limits
from itugraph.serve.reply import Reply, Task

# Of a file, which tells the number nowhere else.
_COUNT = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a <http://purl.org/spar/cito/Citation> }"
WITHOUT_MEMORY = 77
"""How a worker ends that could not have more memory."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says once it has opened its graph.

    Attributes:
        digest: of the graph's index, or of its file.
    """

    digest: str
    base: str
    sources: int
    citations: int


def work(
    connection: Connection[Ready | InputError | Reply, Task | None], path: Path, limits: Limits
) -> None:
    """Open a graph and answer one task after the other until there are no more."""
    # Ctrl+C goes to all processes of a terminal; this one is ended by its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    os.nice(5)  # the process that talks to clients comes first
    try:
        digest = digest_of(path)
        graph = Graph.open(path)
        ready = _told(graph, digest)
        reading("ASK {}")  # the parser loads: the first client need not wait for it
    except InputError as error:
        connection.send(error.alone())
        return
    _bound_memory(limits.memory)
    connection.send(ready)
    # What the engine prints as it dies for want of memory is told by the parent.
    sys.stderr = os.fdopen(os.dup(2), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        while (task := connection.recv()) is not None:
            connection.send(task.reply(graph, limits))
    except MemoryError:
        os._exit(WITHOUT_MEMORY)


def digest_of(path: Path) -> str:
    """The digest that names a state of a graph folder, or a file.

    Raises:
        InputError: if it cannot be read.
    """
    file = path / "graph.json" if path.is_dir() else path
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise InputError(str(path), "holds no graph: make one with itugraph build") from error


def _told(graph: Graph, digest: str) -> Ready:
    citations = sum(source.citations for source in graph.index.sources)
    if not citations:
        [(count,)] = graph.evaluate(_COUNT)
        citations = int(count or 0)
    return Ready(digest, graph.base, len(graph.index.sources), citations)


def _bound_memory(memory: int) -> None:
    """Let this process take so many bytes more than it has; where the system can (Linux)."""
    try:
        import resource

        status = Path("/proc/self/status").read_text("ascii")
    except (ImportError, OSError):
        return
    [used] = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:")]
    limit = used * 1024 + memory
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

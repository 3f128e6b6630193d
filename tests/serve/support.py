"""What the tests of the server share: a real one in a process of its own, and requests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

BASE = "https://w3id.org/itugraph/id/"
PRODUCT = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""What the engine would count for days."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    @property
    def type(self) -> str:
        """The media type, without its character set."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Served:
    """A server that runs, and the lines it tells on stderr."""

    process: subprocess.Popen[str]
    address: str
    lines: list[str] = field(default_factory=list)
    heard: threading.Thread | None = None

    @property
    def netloc(self) -> str:
        """Host and port."""
        return urlsplit(self.address).netloc

    @property
    def port(self) -> int:
        """The port."""
        return urlsplit(self.address).port or 0

    def request(
        self,
        method: str,
        target: str,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        timeout: float = 60,
    ) -> Response:
        """Send a request with these headers, and no others but Host and Content-Length."""
        connection = HTTPConnection(self.netloc, timeout=timeout)
        given = {name.lower() for name, _ in headers}
        try:
            connection.putrequest(
                method, target, skip_host="host" in given, skip_accept_encoding=True
            )
            for name, value in headers:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            if body:
                # Who is refused early may find the line cut while sending.
                with suppress(BrokenPipeError, ConnectionResetError):
                    connection.send(body)
            answer = connection.getresponse()
            told: dict[str, str] = {}
            for name, value in answer.getheaders():
                before = told.get(name.lower())
                told[name.lower()] = f"{before}, {value}" if before else value
            return Response(answer.status, told, answer.read())
        finally:
            connection.close()

    def get(self, target: str, **headers: str) -> Response:
        """Send a GET; names of headers have "_" for "-"."""
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        return self.request("GET", target, named)

    def ask(self, sparql: str, accept: str = "*/*", rows: int | None = None) -> Response:
        """Ask a query, directly by POST."""
        headers = [("Content-Type", "application/sparql-query"), ("Accept", accept)]
        if rows is not None:
            headers.append(("X-Itugraph-Max-Rows", str(rows)))
        return self.request("POST", "/sparql", headers, sparql.encode())

    def recovers(self) -> Response:
        """Ask until there is an answer: a worker that was ended is replaced in the background."""
        end = time.monotonic() + 60
        while True:
            answer = self.ask("ASK {}")
            if answer.status == 200 or time.monotonic() > end:
                return answer

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal; return the exit code."""
        self.process.send_signal(how)
        code = self.process.wait(60)
        if self.heard is not None:
            self.heard.join()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        return code


def served(graph: Path, *options: str) -> Served:
    """Start a server, and wait until it has told its address."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "itugraph", "serve", "-g", str(graph), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    found = Served(process, "")
    stderr = process.stderr

    def heard() -> None:
        for line in stderr:
            found.lines.append(line.rstrip("\n"))

    found.heard = threading.Thread(target=heard, daemon=True)
    found.heard.start()
    found.address = process.stdout.readline().strip()
    if not found.address:
        found.stop()
        raise RuntimeError("\n".join(found.lines))
    return found


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """Listen at a port of this machine; return it, and a list that fills with who knocks."""
    knocks: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with suppress(OSError):  # closed from outside
                while True:
                    visitor, address = listener.accept()
                    knocks.append(str(address))
                    visitor.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield listener.getsockname()[1], knocks
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def query(sparql: str, **parameters: str) -> str:
    """The target of a query by GET."""
    given = {"query": sparql, **parameters}
    return "/sparql?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in given.items())

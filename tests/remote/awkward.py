"""A server on loopback that answers as it is told: late, broken off, too much, or not at all."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias
from urllib.parse import parse_qsl

JSON = "application/sparql-results+json"
YES = b'{"head":{},"boolean":true}'
Answer: TypeAlias = "Callable[[Handler], None]"


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that came in."""

    method: str
    path: str
    media: str
    authorization: str | None
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form."""
        return dict(parse_qsl(self.body.decode()))


@dataclass(slots=True)
class Awkward:
    """The server: what it is asked, and how it answers; the last answer is given again."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Gives the next answer; whoever hangs up is let go."""

    protocol_version = "HTTP/1.1"
    awkward: Awkward

    def answer(self) -> None:
        """Note the request and answer it."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        media = self.headers.get("Content-Type", "")
        authorization = self.headers.get("Authorization")
        self.awkward.seen.append(Seen(self.command, self.path, media, authorization, body))
        answers = self.awkward.answers
        chosen = answers.pop(0) if len(answers) > 1 else answers[0]
        with suppress(OSError):
            chosen(self)

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - names of the library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Tell nothing."""

    def say(self, status: int, body: bytes, **headers: str) -> None:
        """Answer in one go; underscores of names stand for hyphens."""
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def says(status: int, body: bytes, **headers: str) -> Answer:
    """Return an answer in one go."""
    return lambda handler: handler.say(status, body, **headers)


def fine(body: bytes = YES) -> Answer:
    """Return a right answer."""
    return says(200, body, Content_Type=JSON)


def cut(handler: Handler) -> None:
    """Announce more than is sent."""
    handler.say(200, YES[:-4], Content_Type=JSON, Content_Length="1000")
    handler.close_connection = True


def cut_in_a_piece(handler: Handler) -> None:
    """Break off between two pieces."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(YES), YES))
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Say nothing until the test is over."""
    handler.awkward.over.wait()
    handler.close_connection = True


def dripping(handler: Handler) -> None:
    """Send a blank now and then, without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", str(1 << 30))
    handler.end_headers()
    while not handler.awkward.over.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


@contextmanager
def awkward() -> Iterator[Awkward]:
    """Run the server."""
    handler = type("Own", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        found = Awkward(f"http://127.0.0.1:{server.server_address[1]}/sparql")
        handler.awkward = found
        # Rows of pyoxigraph may be let go of in the thread that made them alone, not in this one.
        gc.disable()
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield found
        finally:
            found.over.set()
            server.shutdown()
            thread.join()
            gc.enable()

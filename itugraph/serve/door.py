"""Who is let in, what every answer carries, and the line that each request leaves in the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from itugraph.serve.limits import Limits
from itugraph.serve.pages import policy
from itugraph.serve.reply import Reply, refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
GONE: Final = 499
"""What the log says of a request whose client has gone."""
_EXPOSED: Final = (
    "X-Itugraph-Timeout, X-Itugraph-Timeout-Busy, X-Itugraph-Max-Rows, X-Itugraph-Max-Bytes, "
    "X-Itugraph-Max-Query, X-Itugraph-Rows, X-Itugraph-Truncated, Link, Retry-After"
)


@dataclass(frozen=True, slots=True)
class Guests:
    """Who is let in.

    Attributes:
        hosts: names, with their port where it is told, that a request may be for; None for any.
        origins: of pages elsewhere that may read answers.
    """

    hosts: frozenset[str] | None
    origins: frozenset[str]

    @classmethod
    def of(cls, loopback: bool, port: int, names: Iterable[str], origins: Iterable[str]) -> Guests:
        """Who is let in to a server.

        A page elsewhere may give its own name the address of this machine (DNS rebinding): on
        the loopback only its own names are taken.

        >>> "localhost:8191" in Guests.of(True, 8191, [], []).hosts
        True
        """
        hosts: frozenset[str] | None = None
        if loopback or names:
            allowed = {*LOOPBACK, *(name.lower() for name in names)}
            hosts = frozenset(allowed | {f"{name}:{port}" for name in allowed})
        return cls(hosts, frozenset(origins))

    def refused(self, host: str, headers: dict[str, str]) -> Reply | None:
        """Why a request is turned away, None where it is not."""
        if self.hosts is not None and host.lower() not in self.hosts:
            return refusal(421, f"this server does not answer for the name {host[:80]!r}")
        origin = headers.get("origin", "")
        if origin in self.origins:
            return None
        if origin and origin.partition("://")[2].lower() != host.lower():
            return refusal(403, "pages of other origins are not let in: see --cors")
        # What a browser sends for a page elsewhere without telling its origin.
        fetched = headers.get("sec-fetch-mode", "navigate") != "navigate"
        if fetched and headers.get("sec-fetch-site", "") in ("cross-site", "same-site"):
            return refusal(403, "pages of other origins are not let in: see --cors")
        return None


class Door:
    """The first and last that a request passes."""

    def __init__(
        self, app: ASGIApp, guests: Guests, limits: Limits, log: Callable[[str], None]
    ) -> None:
        self._app = app
        self._guests = guests
        self._log = log
        self._headers = {
            **limits.announced(),
            "Content-Security-Policy": policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cache-Control": "no-cache",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        started = time.monotonic()
        given = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        own = self._headers | self._cors(given.get("origin", ""))
        status = GONE
        rows = "-"

        async def out(message: Message) -> None:
            nonlocal status, rows
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name.lower(): value for name, value in message["headers"]}
                rows = present.get(b"x-itugraph-rows", b"-").decode("latin-1")
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode("latin-1"), value.encode("latin-1"))
                        for name, value in own.items()
                        # A second Vary adds to the first; of all others one is enough.
                        if name == "Vary" or name.lower().encode() not in present
                    ),
                ]
            await send(message)

        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        refused = self._guests.refused(hosts[0] if len(hosts) == 1 else "", given)
        try:
            if refused is not None:
                await respond(refused, out)
            elif self._is_preflight(scope, given):
                await respond(Reply(204, headers=_PREFLIGHT), out)
            else:
                await self._app(scope, receive, out)
        except asyncio.CancelledError:
            status = GONE
            raise
        finally:
            seconds = time.monotonic() - started
            path = scope["raw_path"].decode("ascii", "replace")[:200]
            asked = scope.get("itugraph.query", "-")
            self._log(f"{scope['method']} {path} {status} query={asked} {seconds:.3f}s rows={rows}")

    def _is_preflight(self, scope: Scope, given: dict[str, str]) -> bool:
        asked = "access-control-request-method" in given
        return (
            scope["method"] == "OPTIONS" and asked and given.get("origin") in self._guests.origins
        )

    def _cors(self, origin: str) -> dict[str, str]:
        if not self._guests.origins:
            return {}
        told = {"Vary": "Origin"}
        if origin in self._guests.origins:
            told |= {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Expose-Headers": _EXPOSED,
                "Cross-Origin-Resource-Policy": "cross-origin",
            }
        return told


_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, Accept, X-Itugraph-Max-Rows",
    "Access-Control-Max-Age": "600",
}
_PIECE: Final = 65_536


async def respond(reply: Reply, send: Send) -> None:
    """Send a reply, piece by piece, so that a client that takes nothing is noticed."""
    headers = {"Content-Type": reply.content_type} if reply.body else {}
    headers |= reply.headers
    if reply.status != 204:
        headers["Content-Length"] = str(len(reply.body))
    if reply.rows is not None:
        headers["X-Itugraph-Rows"] = str(reply.rows)
    await send(
        {
            "type": "http.response.start",
            "status": reply.status,
            "headers": [
                (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
                for name, value in headers.items()
            ],
        }
    )
    for start in range(0, len(reply.body), _PIECE):
        piece = reply.body[start : start + _PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})

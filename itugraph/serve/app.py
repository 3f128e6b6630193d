"""The addresses of the server, and what each of them answers."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from itugraph.serve.description import Description
from itugraph.serve.door import respond
from itugraph.serve.limits import Limits
from itugraph.serve.look import FORMATS, Look
from itugraph.serve.lookups import is_iri
from itugraph.serve.negotiation import HTML, TRIPLES, choose, told
from itugraph.serve.node import Turned
from itugraph.serve.pages import index_page
from itugraph.serve.pool import Pool
from itugraph.serve.protocol import DIRECT, FORM, asks, query_of
from itugraph.serve.questions import Question, offered
from itugraph.serve.reply import RefusedError, Reply, Task, refusal

_READ = ("GET", "HEAD")
_ALLOW = "GET, HEAD, POST, OPTIONS"


class Answer(Response):
    """A reply on its way out, counted while a client takes it."""

    def __init__(self, reply: Reply, pool: Pool) -> None:
        super().__init__()
        self._reply = reply
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        size = len(self._reply.body)
        try:
            self._pool.hold(size)
        except RefusedError as error:
            await respond(error.reply, send)
            return
        try:
            await respond(self._reply, send)
        finally:
            self._pool.hold(-size)


class Site:
    """What the addresses answer."""

    def __init__(self, pool: Pool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits
        self._questions = offered()
        self._described: dict[tuple[str, ...], Reply] = {}

    def app(self) -> ASGIApp:
        """The application."""
        reading = [*_READ]
        return Starlette(
            routes=[
                Route("/", self._route(self._index), methods=reading),
                Route("/sparql", self._route(self._sparql), methods=[*_READ, "POST", "OPTIONS"]),
                Route("/id/{path:path}", self._route(self._look), methods=reading),
                Route("/about", self._route(self._about), methods=reading),
                Route("/queries/{name}", self._route(self._question), methods=reading),
                Route("/health", self._route(self._health), methods=reading),
            ],
            exception_handlers={HTTPException: self._failed},
        )

    def _route(
        self, handle: Callable[[Request], Awaitable[Reply]]
    ) -> Callable[[Request], Awaitable[Answer]]:
        async def answered(request: Request) -> Answer:
            try:
                reply = await handle(request)
            except RefusedError as error:
                reply = error.reply
            return Answer(reply, self._pool)

        return answered

    async def _failed(self, request: Request, error: Exception) -> Answer:
        if not isinstance(error, HTTPException):
            raise error
        reply = refusal(error.status_code, f"{request.method} {error.detail}")
        return Answer(replace(reply, headers=dict(error.headers or {})), self._pool)

    async def _index(self, request: Request) -> Reply:
        page = index_page(self._pool.ready, self._limits, self._questions)
        return Reply(200, page, HTML.content_type)

    async def _health(self, request: Request) -> Reply:
        ready = self._pool.ready
        state = {
            "status": "ready",
            "graph": ready.digest,
            "base": ready.base,
            "sources": ready.sources,
            "citations": ready.citations,
            "workers": len(self._pool.processes),
            "running": self._pool.running,
            "waiting": self._pool.waiting,
        }
        body = (json.dumps(state) + "\n").encode()
        return Reply(200, body, "application/json", {"Cache-Control": "no-store"})

    async def _question(self, request: Request) -> Reply:
        values = dict(request.query_params)
        return await self._asked(request, Question(request.path_params["name"], values))

    async def _sparql(self, request: Request) -> Reply:
        if request.method == "OPTIONS":
            return Reply(204, headers={"Allow": _ALLOW, "Accept-Post": f"{FORM}, {DIRECT}"})
        accept = ", ".join(request.headers.getlist("accept"))
        address = request.scope["query_string"]
        body = await self._body(request)
        if request.method != "POST":
            if body:
                return refusal(400, "a query by GET has no body")
            if not asks(address):
                return await self._description(request, accept)
        content_type = request.headers.get("content-type", "")
        query = query_of(request.method, address, content_type, body, accept)
        rows = request.headers.get("x-itugraph-max-rows")
        if rows is not None:
            if not (rows.isascii() and rows.isdigit() and len(rows) < 12):
                return refusal(400, "X-Itugraph-Max-Rows is no number")
            query = replace(query, rows=int(rows))
        digest = hashlib.sha256(query.sparql.encode("utf-8", "replace")).hexdigest()
        request.scope["itugraph.query"] = digest[:12]
        reply = await self._asked(request, query)
        return replace(reply, headers={"Vary": "Accept", **reply.headers})

    async def _description(self, request: Request, accept: str) -> Reply:
        liked = choose(accept, (*TRIPLES, HTML))
        if liked is HTML:
            return Reply(303, headers={"Location": "/", "Vary": "Accept"})
        endpoint = str(request.url.replace(query="", fragment=""))
        if not is_iri(endpoint):
            endpoint = "urn:itugraph:sparql"
        key = (self._pool.ready.digest, endpoint, liked.name if liked else "")
        if key not in self._described:
            reply = await self._asked(request, Description(endpoint, accept))
            if reply.status == 504:  # a graph too large to count
                reply = await self._asked(request, Description(endpoint, accept, counts=False))
            reply = replace(reply, headers={"Vary": "Accept", **reply.headers})
            if reply.status != 200 or len(self._described) > 50:
                return reply
            self._described[key] = reply
        return self._described[key]

    async def _look(self, request: Request) -> Reply:
        path = request.path_params["path"]
        suffix = path.rpartition(".")[2]
        format_ = next((one for one in FORMATS if one.name == suffix), None)
        if format_ is not None:
            path = path.removesuffix(f".{suffix}")
        else:
            format_ = choose(", ".join(request.headers.getlist("accept")), FORMATS)
        if format_ is None:
            return refusal(406, f"it is told as {told(FORMATS)}")
        address = "/id/" + quote(path, safe="/:;,=+()!*'@~$")
        look = Look(path, False, format_.name, address, _turned(request))
        return await self._asked(request, look)

    async def _about(self, request: Request) -> Reply:
        iri = request.query_params.get("iri", "")
        named = request.query_params.get("format", "")
        format_ = next((one for one in FORMATS if one.name == named), None)
        format_ = format_ or choose(", ".join(request.headers.getlist("accept")), FORMATS)
        if format_ is None:
            return refusal(406, f"it is told as {told(FORMATS)}")
        address = "/about?iri=" + quote(iri, safe="")
        return await self._asked(request, Look(iri, True, format_.name, address, _turned(request)))

    async def _body(self, request: Request) -> bytes:
        """The body of a request, if it is sent in time and is not too long."""
        encoding = request.headers.get("content-encoding", "identity")
        if encoding.lower() != "identity":
            raise RefusedError(refusal(415, "compressed requests are not read"))
        body = bytearray()
        size = 0
        try:
            async with asyncio.timeout(self._limits.patience):
                async for piece in request.stream():
                    size += len(piece)
                    if size <= self._limits.body:
                        body += piece
                    # So much is read and forgotten, so that its sender sees why it is refused.
                    elif size > 32 * self._limits.body:
                        break
        except TimeoutError as error:
            late = refusal(408, "the request did not come in time", Connection="close")
            raise RefusedError(late) from error
        if size > self._limits.body:
            line = f"the request is larger than {self._limits.body:,} bytes"
            raise RefusedError(refusal(413, line, Connection="close"))
        return bytes(body)

    async def _asked(self, request: Request, task: Task) -> Reply:
        """The answer of a worker; none, if the client goes while it waits."""
        asking = asyncio.ensure_future(self._pool.ask(task))
        going = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({asking, going}, return_when=asyncio.FIRST_COMPLETED)
            if asking.done():
                return asking.result()
            return refusal(503, "the client has gone")
        finally:
            for task_ in (asking, going):
                task_.cancel()
                with suppress(asyncio.CancelledError):
                    await task_


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _turned(request: Request) -> Turned:
    given = request.query_params
    return Turned(given.get("cited-by", ""), given.get("cites", ""), given.get("incoming", ""))

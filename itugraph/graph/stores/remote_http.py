"""Requests to a server: limited in time and size, tried again only where nothing is changed."""

from __future__ import annotations

import os
import ssl
import time
import weakref
import zlib
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

import httpx

from itugraph import __version__
from itugraph.errors import InputError
from itugraph.graph.stores.remote_address import Credentials, is_local, is_secret, shown
from itugraph.graph.stores.remote_auth import auth_for
from itugraph.graph.stores.remote_body import Body, BrokenOffError, Limits, Reply, unpacked
from itugraph.graph.stores.remote_errors import RefusedError, told

FORM: Final = "application/x-www-form-urlencoded"
_AGAIN = (502, 503, 504)
_IN_MEMORY = 8 << 20
_OF_AN_ERROR = 1 << 20
_LONGEST_PAUSE = 30.0


class Connection:
    """Requests to the addresses of one server; closed when it is let go of.

    Addresses that it is given were checked before.
    """

    __slots__ = ("__weakref__", "_clients", "_credentials", "_known", "_limits")

    def __init__(self, credentials: Credentials, limits: Limits) -> None:
        """Nothing is sent yet."""
        self._limits = limits
        self._credentials = credentials
        self._known: dict[str, httpx.Auth | None] = {}
        self._clients: dict[tuple[bool, bool], httpx.Client] = {}
        weakref.finalize(self, _close, self._clients)

    def close(self) -> None:
        """Let go of what is open."""
        _close(self._clients)

    def _client(self, address: str) -> httpx.Client:
        kind = (is_local(address), address.lower().startswith("https:"))
        if kind not in self._clients:
            here, encrypted = kind
            self._clients[kind] = httpx.Client(
                follow_redirects=False,  # one could carry the query, or a password, elsewhere
                timeout=httpx.Timeout(self._limits.read, connect=self._limits.connect),
                trust_env=not here,  # no proxy for this machine
                # Certificates take long to load: without encryption none is trusted.
                verify=encrypted or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                headers={"User-Agent": f"itugraph/{__version__}", "Accept-Encoding": "gzip"},
            )
        return self._clients[kind]

    def ask(self, address: str, form: Sequence[tuple[str, str]], accept: str) -> Reply:
        """The answer to a query, asked again where the server is only busy.

        The query goes as a form, which every server reads; by itself where forms are refused.

        Raises:
            RefusedError: if the server refuses it.
            InputError: if there is no answer, no whole one, or one that is too large.
        """
        try:
            return self._tried(
                self._request("POST", address, urlencode(form).encode(), FORM, accept)
            )
        except RefusedError as error:
            if error.status != httpx.codes.UNSUPPORTED_MEDIA_TYPE:
                raise
        query = dict(form)["query"].encode()
        others = [(name, value) for name, value in form if name != "query"]
        direct = _with(address, others)
        return self._tried(self._request("POST", direct, query, "application/sparql-query", accept))

    def send(
        self,
        method: str,
        address: str,
        content: bytes,
        media: str,
        parameters: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Send what changes the server: once, whatever happens.

        Raises:
            RefusedError: if the server refuses it.
            InputError: if it cannot be reached.
        """
        request = self._request(method, _with(address, parameters), content, media, "*/*")
        self._once(request).body.close()

    def _request(
        self, method: str, address: str, content: bytes, media: str, accept: str
    ) -> httpx.Request:
        headers = {"Accept": accept} | ({"Content-Type": media} if media else {})
        try:
            return self._client(address).build_request(
                method, address, content=content or None, headers=headers
            )
        except httpx.InvalidURL as error:
            raise InputError(shown(address), "is no address") from error

    def _tried(self, request: httpx.Request) -> Reply:
        """The answer, from one of several attempts: what is asked twice is answered alike."""
        pause = self._limits.pause
        for _ in range(self._limits.attempts - 1):
            wait = pause
            try:
                return self._once(request)
            except RefusedError as error:
                if error.status not in _AGAIN:
                    raise
                wait = min(max(pause, error.after), _LONGEST_PAUSE)
            except BrokenOffError:
                pass
            time.sleep(wait)
            pause *= 2
        return self._once(request)

    def _once(self, request: httpx.Request) -> Reply:
        what = shown(str(request.url))
        try:
            return self._answered(request, what)
        except httpx.ConnectTimeout as error:
            seconds = f"{self._limits.connect:.0f} s"
            raise BrokenOffError(what, f"cannot be reached within {seconds}") from error
        except httpx.TimeoutException as error:
            seconds = f"{self._limits.read:.0f} s"
            raise InputError(
                what, f"sends nothing for {seconds}; ITUGRAPH_TIMEOUT sets more"
            ) from error
        except httpx.ConnectError as error:
            raise BrokenOffError(what, f"cannot be reached: {told(str(error))}") from error
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise BrokenOffError(what, f"breaks its answer off: {told(str(error))}") from error
        except httpx.HTTPError as error:
            raise InputError(what, f"cannot be asked: {told(str(error))}") from error
        except zlib.error as error:
            raise InputError(what, "packs its answer in a damaged way") from error

    def _answered(self, request: httpx.Request, what: str) -> Reply:
        auth = self._auth(str(request.url))
        response = self._client(str(request.url)).send(request, stream=True, auth=auth)
        try:
            if not response.is_success:
                content = b"".join(unpacked(response, what, self._limits, _OF_AN_ERROR, cut=True))
                raise RefusedError.of(what, response, content, self._told_of_credentials(request))
            body = Body(max_size=_IN_MEMORY)
            for piece in unpacked(response, what, self._limits, self._limits.size):
                body.write(piece)
            body.seek(0)
            media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(body, media, headers)
        finally:
            response.close()

    def _auth(self, address: str) -> httpx.Auth | None:
        """What is sent to one host: what it asked for before is sent at once."""
        origin = str(httpx.URL(address).copy_with(path="/", query=None))
        if origin not in self._known:
            self._known[origin] = auth_for(address, self._credentials)
        return self._known[origin]

    def _told_of_credentials(self, request: httpx.Request) -> str:
        """What a user who is refused may do about it."""
        if not self._credentials:
            return "set ITUGRAPH_TOKEN, or ITUGRAPH_USER and ITUGRAPH_PASSWORD"
        if not is_secret(str(request.url)):
            return "credentials are not sent over http://; use https://"
        return "the credentials of the environment are not accepted"


def _with(address: str, parameters: Sequence[tuple[str, str]]) -> str:
    """An address with more parameters than it has already."""
    if not parameters:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


def _close(clients: Mapping[tuple[bool, bool], httpx.Client]) -> None:
    for client in clients.values():
        client.close()


def connected() -> Connection:
    """A connection with the credentials and limits of the environment.

    Raises:
        InputError: if the environment holds wrong ones.
    """
    return Connection(Credentials.of(os.environ), Limits.of(os.environ))

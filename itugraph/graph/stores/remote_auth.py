"""How a server is told who asks: a token at once, a password in the way the server wants it."""

from __future__ import annotations

from collections.abc import Generator

import httpx

from itugraph.graph.stores.remote_address import Credentials, is_secret


class Password(httpx.Auth):
    """A user and password, sent when the server asks, as Digest where it knows that, else Basic."""

    def __init__(self, user: str, password: str) -> None:
        """Nothing is sent until a server asks."""
        self._user = user
        self._password = password
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and once more with the password where the server refuses it without."""
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            wanted = response.headers.get("www-authenticate", "").lower()
            self._chosen = (
                httpx.DigestAuth(self._user, self._password)
                if "digest" in wanted
                else httpx.BasicAuth(self._user, self._password)
            )
        yield from self._chosen.auth_flow(request)


class Bearer(httpx.Auth):
    """A token, sent with every request."""

    def __init__(self, token: str) -> None:
        """The token is kept, and never shown."""
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with its token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def auth_for(address: str, credentials: Credentials) -> httpx.Auth | None:
    """What is sent to an address: nothing where others on the way could read it."""
    if not is_secret(address):
        return None
    if credentials.token:
        return Bearer(credentials.token)
    if credentials.user:
        return Password(credentials.user, credentials.password)
    return None

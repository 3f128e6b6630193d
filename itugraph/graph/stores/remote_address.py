"""Which addresses are asked, and with what credentials: never any from or in an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import SplitResult, urlsplit

from itugraph.errors import InputError
from itugraph.loopback import is_loopback

_HEADER = re.compile(r"[\x21-\x7e]+")
_SCHEMES = ("http", "https")


def is_address(place: str) -> bool:
    """Whether a place is written as an address, not as a path.

    >>> is_address("https://graph.example/sparql"), is_address("texts/graph")
    (True, False)
    """
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", place) is not None


def checked(address: str) -> str:
    """An address that may be asked, as it is.

    Raises:
        InputError: if it is no http(s) address, or holds a user or password; what is
            printed of it holds neither.

    >>> checked("https://ann:secret@graph.example/sparql")
    Traceback (most recent call last):
    itugraph.errors.InputError: https://graph.example/sparql: holds a user or password: set \
ITUGRAPH_USER and ITUGRAPH_PASSWORD, or ITUGRAPH_TOKEN, instead
    """
    if re.search(r"[^\x21-\x7e]", address):
        raise InputError(shown(address), "is no address: it holds blanks or other letters")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise InputError(shown(address), "is no address") from error
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname or port == 0:
        raise InputError(shown(address), "is no address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise InputError(
            shown(address),
            "holds a user or password: set ITUGRAPH_USER and ITUGRAPH_PASSWORD,"
            " or ITUGRAPH_TOKEN, instead",
        )
    if parts.fragment:
        raise InputError(shown(address), "is no address of a server: leave out what follows #")
    return address


def shown(address: str) -> str:
    """An address as it is printed: without what may be secret in it, and on one line.

    >>> shown("https://ann:secret@graph.example:8443/sparql?key=secret")
    'https://graph.example:8443/sparql'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "the address"
    plain = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    return re.sub(r"[^\x21-\x7e]", "?", plain)[:200]


def is_local(address: str) -> bool:
    """Whether an address is this machine's own.

    >>> [is_local(a) for a in ("http://127.0.0.1:80/", "http://[::1]/", "http://a.example/")]
    [True, True, False]
    """
    return is_loopback(_host(urlsplit(address)))


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").lower()


def is_secret(address: str) -> bool:
    """Whether nobody on the way reads what is sent there.

    >>> is_secret("https://graph.example/sparql"), is_secret("http://graph.example/sparql")
    (True, False)
    """
    return urlsplit(address).scheme.lower() == "https" or is_local(address)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server is told of who asks; nothing of it is ever printed.

    Attributes:
        token: of a bearer; user, password: for Basic and Digest.
    """

    token: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Those of ITUGRAPH_TOKEN, or of ITUGRAPH_USER and ITUGRAPH_PASSWORD.

        Raises:
            InputError: if both are set, one of a pair is missing, or no header can hold them.

        >>> Credentials.of({"ITUGRAPH_TOKEN": "abc"})
        Credentials()
        >>> Credentials.of({"ITUGRAPH_USER": "ann"})
        Traceback (most recent call last):
        itugraph.errors.InputError: ITUGRAPH_PASSWORD: is not set, but ITUGRAPH_USER is
        """
        token = environment.get("ITUGRAPH_TOKEN", "")
        user = environment.get("ITUGRAPH_USER", "")
        password = environment.get("ITUGRAPH_PASSWORD", "")
        if token and (user or password):
            raise InputError("ITUGRAPH_TOKEN", "is set, and a user or password too: unset one")
        if user and not password:
            raise InputError("ITUGRAPH_PASSWORD", "is not set, but ITUGRAPH_USER is")
        if password and not user:
            raise InputError("ITUGRAPH_USER", "is not set, but ITUGRAPH_PASSWORD is")
        if token and not _HEADER.fullmatch(token):
            raise InputError("ITUGRAPH_TOKEN", "holds characters that no token has")
        if ":" in user or not f"{user}{password}".isprintable():
            raise InputError("ITUGRAPH_USER", "or the password holds characters that none has")
        return cls(token, user, password)

    def __bool__(self) -> bool:
        return bool(self.token or self.user)

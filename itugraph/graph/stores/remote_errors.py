"""What a server says when it refuses: the line that tells most, fit to be printed."""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urljoin

import httpx

from itugraph.errors import InputError
from itugraph.graph.stores.remote_address import shown

_LONGEST = 200
_AUTHORIZATION = (401, 403)


class RefusedError(InputError):
    """A server's refusal, with the text it gave.

    Attributes:
        status: of HTTP; after: how many seconds the server wants to be left alone.
    """

    def __init__(self, what: str, reason: str, status: int, after: float = 0.0) -> None:
        """A refusal of an address that may be printed."""
        super().__init__(what, reason)
        self.status = status
        self.after = after

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """As the plain error, in another process."""
        return InputError, (self.what, self.reason)

    @classmethod
    def of(cls, what: str, response: httpx.Response, content: bytes, help_: str) -> Self:
        """The refusal that a response is."""
        status = response.status_code
        if response.is_redirect:
            reason = f"redirects to {_place(response)}, where nothing is sent: give that address"
            return cls(what, reason, status)
        text = told(_decoded(response, content))
        if status in _AUTHORIZATION:
            reason = f"refuses access ({status}{': ' + text if text else ''}): {help_}"
            return cls(what, reason, status)
        after = response.headers.get("retry-after", "")
        seconds = float(after) if after.isascii() and after.isdigit() else 0.0
        return cls(what, f"answers {status}: {text or 'no reason'}", status, seconds)


def _place(response: httpx.Response) -> str:
    try:
        return shown(urljoin(str(response.url), response.headers.get("location", "")))
    except ValueError:
        return "another address"


def _decoded(response: httpx.Response, content: bytes) -> str:
    text = content.decode("utf-8", errors="replace")
    if "html" not in response.headers.get("content-type", ""):
        return text
    title = re.search(r"(?is)<title[^>]*>(.*?)</title>", text)
    error = re.search(r"(?is)<(?:xmp|pre|h3)[^>]*>(.*?)</", text)
    return re.sub(r"<[^<>]*>", " ", f"{title[1] if title else ''} {error[1] if error else ''}")


def told(text: str) -> str:
    r"""The line of an error that tells most: the first that speaks of one, else the first.

    >>> told("{\n  Virtuoso 37000 Error SP030: \x1b[31msyntax error\nmore")
    'Virtuoso 37000 Error SP030: ?[31msyntax error'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    chosen = next((line for line in lines if re.search(r"(?i)\berror\b", line)), None)
    line = " ".join((chosen or (lines[0] if lines else "")).split())
    plain = "".join(letter if letter.isprintable() else "?" for letter in line)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"

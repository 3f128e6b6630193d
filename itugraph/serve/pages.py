"""Pages as HTML: all that comes from the graph is text, and every link leads to a page here."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined

from itugraph.serve.limits import Limits
from itugraph.serve.node import Node
from itugraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from itugraph.serve.look import Look
    from itugraph.serve.worker import Ready

_SAFE: Final = "/:;,=+()!*'@~$#"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_text),
    )


@lru_cache(maxsize=8)
def _text(name: str) -> str:
    text = (files("itugraph.serve") / "templates" / name).read_text(encoding="utf-8")
    # What stands inside of an element may not end it.
    if name.endswith((".js", ".css")) and re.search(r"</script|</style|<!--", text, re.IGNORECASE):
        raise ValueError(f"{name} cannot stand inside a page")
    return text


def index_page(told: Ready, limits: Limits, questions: Sequence[Mapping[str, object]]) -> bytes:
    """The page that asks."""
    setting = {
        "base": told.base,
        "prefixes": PREFIXES,
        "questions": questions,
        "seconds": limits.seconds,
        "rows": limits.rows,
    }
    data = json.dumps(setting, ensure_ascii=False).replace("<", "\\u003c")
    return _made("index.html.j2", told=told, limits=limits, data=data, script=_text("page.js"))


def node_page(found: Node, base: str, look: Look) -> bytes:
    """The page of an IRI."""
    return _made("node.html.j2", node=found, look=look, address=lambda iri: address(iri, base))


def absent_page(iri: str) -> bytes:
    """The page of an IRI that the graph says nothing of."""
    return _made("absent.html.j2", iri=iri)


def address(iri: str, base: str) -> str:
    """Where an IRI has its page here.

    >>> address("https://x.example/id/wtsa/resolution/44", "https://x.example/id/")
    '/id/wtsa/resolution/44'
    >>> address("javascript:alert(1)", "https://x.example/id/")
    '/about?iri=javascript%3Aalert%281%29'
    """
    if iri.startswith(base):
        return "/id/" + quote(iri[len(base) :], safe=_SAFE)
    return "/about?iri=" + quote(iri, safe="")


@lru_cache(maxsize=1)
def policy() -> str:
    """The content security policy of all pages: their own script and style, and this server."""
    allowed = {
        "default-src": "'none'",
        "script-src": _hash(_text("page.js")),
        "style-src": _hash(_text("page.css")),
        "connect-src": "'self'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in allowed.items())


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _made(name: str, **values: object) -> bytes:
    page = _environment().get_template(name).render(style=_text("page.css"), **values)
    # A lone surrogate in a label would make the page impossible to send.
    return page.encode("utf-8", "replace")

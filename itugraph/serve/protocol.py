"""The query operation of the SPARQL 1.1 Protocol: what an HTTP request asks."""

from __future__ import annotations

from urllib.parse import parse_qsl

from itugraph.graph.guard import MOST_CHARACTERS, Dataset
from itugraph.serve.query import Query
from itugraph.serve.reply import RefusedError, refusal

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 2_000
_UTF8 = ("", "utf-8", "utf8", "us-ascii")


def query_of(method: str, address: bytes, content_type: str, body: bytes, accept: str) -> Query:
    """The query of a request.

    Args:
        address: the query string of its address, as it was sent.
        body: empty for GET.

    Raises:
        RefusedError: if it has none, or more than one, or it is not in a form of the protocol.

    >>> query_of("GET", b"query=ASK%20%7B%7D", "", b"", "").sparql
    'ASK {}'
    """
    parameters = _parameters(address, "the address")
    if method == "POST":
        media_type, charset = _media_type(content_type)
        if media_type == UPDATE:
            raise _no_update()
        if media_type not in (FORM, DIRECT):
            raise RefusedError(
                refusal(415, f"send {FORM} or {DIRECT}", Accept_Post=f"{FORM}, {DIRECT}")
            )
        if charset not in _UTF8:
            raise RefusedError(refusal(415, f"{media_type} is read as UTF-8, not {charset}"))
        if media_type == FORM:
            parameters += _parameters(body, "the form")
        else:
            parameters.append(("query", _text(body, "the query")))
    return _query(parameters, accept, 413 if method == "POST" else 414)


def asks(address: bytes) -> bool:
    """Whether the query string of an address has a query, or an update, at all.

    >>> asks(b"query=ASK%7B%7D"), asks(b"lang=en")
    (True, False)
    """
    return any(name in ("query", "update") for name, _ in _parameters(address, "the address"))


def _query(parameters: list[tuple[str, str]], accept: str, too_long: int) -> Query:
    names = [name for name, _ in parameters]
    if "update" in names:
        raise _no_update()
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        many = "more than one" if queries else "no"
        raise RefusedError(refusal(400, f"the request has {many} parameter 'query'"))
    if len(queries[0]) > MOST_CHARACTERS:
        line = f"query: is longer than {MOST_CHARACTERS:,} characters"
        raise RefusedError(refusal(too_long, line))
    default = tuple(value for name, value in parameters if name == "default-graph-uri")
    named = tuple(value for name, value in parameters if name == "named-graph-uri")
    dataset = Dataset(default, named) if default or named else None
    return Query(queries[0], accept, dataset)


def _no_update() -> RefusedError:
    return RefusedError(refusal(403, "updates are refused: the graph is only read"))


def _media_type(content_type: str) -> tuple[str, str]:
    name, *parameters = (part.strip().lower() for part in content_type.split(";"))
    given = dict(part.partition("=")[::2] for part in parameters)
    return name, given.get("charset", "").strip('"')


def _parameters(encoded: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise RefusedError(refusal(400, f"{where} is not UTF-8 text")) from error
    except ValueError as error:
        raise RefusedError(refusal(400, f"{where} has too many parameters")) from error


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(refusal(400, f"{where} is not UTF-8 text")) from error

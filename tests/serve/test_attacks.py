"""Who would reach through the server to files, other machines, or its time, is refused."""

from __future__ import annotations

import json
import socket
import time
import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest

from .support import PRODUCT, Response, Served, listening, query

DIRECT = ("Content-Type", "application/sparql-query")
OUTSIDE: dict[str, str] = {
    case["name"]: case["sparql"]
    for case in tomllib.loads((Path(__file__).parent / "data" / "outside.toml").read_text("utf-8"))[
        "query"
    ]
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_query_reaches_beyond_what_is_stored(name: str, server: Served) -> None:
    with listening() as (port, knocks):
        sparql = OUTSIDE[name].replace("PORT", str(port))
        by_post = server.ask(sparql)
        by_get = server.get(query(sparql))
    assert by_post.status == by_get.status
    assert by_post.status in (400, 403)
    assert by_post.text.count("\n") == 1
    assert "root:" not in by_post.text
    assert knocks == []


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["file:///etc/passwd", "http://127.0.0.1:PORT/", "not an iri", ""])
def test_a_request_names_stored_graphs_only(parameter: str, iri: str, server: Served) -> None:
    with listening() as (port, knocks):
        iri = iri.replace("PORT", str(port))
        answer = server.get(query("ASK { ?s ?p ?o }", **{parameter: iri}))
    assert answer.status == 400
    assert "no graph that is stored" in answer.text
    assert knocks == []


def test_what_is_stored_stays_as_it_was(server: Served) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    before = server.ask(sparql).body
    for update in ("DROP ALL", "DELETE WHERE { ?s ?p ?o }"):
        form = f"update={quote(update)}".encode()
        kind = ("Content-Type", "application/x-www-form-urlencoded")
        assert server.request("POST", "/sparql", [kind], form).status == 403
    assert server.ask(sparql).body == before


def test_a_query_of_ten_megabytes_is_refused_unread(server: Served) -> None:
    started = time.process_time()
    sparql = b"ASK { ?s ?p ?o } #" + b"x" * 10_000_000
    answer = server.request("POST", "/sparql", [DIRECT], sparql)
    assert answer.status == 413
    assert "larger than 1,000,000 bytes" in answer.text
    assert time.process_time() - started < 5
    assert server.ask("ASK {}").status == 200


def test_a_body_whose_length_is_not_told_is_cut_off_too(server: Served) -> None:
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: {server.netloc}\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/sparql-query\r\n\r\n"
    )
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    answer = spoken(server.port, head.encode() + piece * 20 + b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_brackets_without_an_end_are_refused(server: Served) -> None:
    for sparql in ("SELECT " + "(" * 50_000, "ASK " + "{" * 20_000 + "}" * 20_000):
        answer = server.ask(sparql)
        assert answer.status == 400, answer.text
        assert len(answer.text) < 300
    assert server.ask("ASK {}").status == 200


def spoken(port: int, sent: bytes) -> bytes:
    """Send bytes as they are; return all that comes until the other side closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(sent)
        answer = b""
        while not answer.endswith(b"\n"):
            piece = line.recv(65_536)
            if not piece:
                break
            answer += piece
        return answer


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        b"GET /health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\nGET /sp",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 100\r\n"
        b"Content-Type: application/sparql-query\r\n\r\nASK {",
    ],
    ids=["nothing", "half a head", "half of a second head", "half a body"],
)
def test_a_request_that_does_not_come_ends_its_connection(sent: bytes, strict: Served) -> None:
    with socket.create_connection(("127.0.0.1", strict.port), timeout=30) as line:
        line.sendall(sent.replace(b"PORT", str(strict.port).encode()))
        answer = b""
        while piece := line.recv(65_536):  # ends as the server closes; else it times out
            answer += piece
    if b"GET /health" not in sent:  # between two requests the server may close without a word
        assert b" 408 " in answer
        assert answer.endswith(b"the request did not come in time\n")


def test_an_answer_that_is_not_taken_ends_its_connection(strict: Served) -> None:
    # A buffer as small as can be: the server cannot push the page into it.
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        line.settimeout(30)
        line.connect(("127.0.0.1", strict.port))
        many = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{strict.port}\r\n\r\n".encode() * 400

        def flood() -> None:
            while True:
                line.sendall(many)

        # Requests in a row whose answers nobody reads, until the server lets go.
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            flood()
    assert strict.get("/health").status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:PORT", "127.0.0.1:1", "", "[::1"])
def test_a_name_that_is_not_this_machine_s_is_not_answered_for(host: str, server: Served) -> None:
    named = host.replace("PORT", str(server.port))
    answer = server.request("GET", query("ASK {}"), [("Host", named)])
    assert answer.status == 421
    assert b"boolean" not in answer.body


@pytest.mark.parametrize("host", ["localhost:PORT", "127.0.0.1:PORT", "LOCALHOST:PORT", "[::1]"])
def test_the_names_of_this_machine_are_answered_for(host: str, server: Served) -> None:
    named = host.replace("PORT", str(server.port))
    assert server.request("GET", query("ASK {}"), [("Host", named)]).status == 200


STRANGER = ("Origin", "https://stranger.example")
FRIEND = ("Origin", "https://friend.example")


def allowed(answer: Response) -> list[str]:
    """Return the headers that let pages of other origins read an answer."""
    return [name for name in answer.headers if name.startswith("access-control-")]


def test_pages_of_other_origins_read_nothing(server: Served) -> None:
    for headers in ([STRANGER], [FRIEND], [("Origin", "null")]):
        answer = server.request("GET", query("ASK {}"), headers)
        assert (answer.status, allowed(answer)) == (403, [])
    own = server.request("GET", query("ASK {}"), [("Origin", f"http://{server.netloc}")])
    assert (own.status, allowed(own)) == (200, [])
    asked = [FRIEND, ("Access-Control-Request-Method", "POST")]
    assert allowed(server.request("OPTIONS", "/sparql", asked)) == []
    unseen = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")]
    assert server.request("GET", query("ASK {}"), unseen).status == 403
    link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")]
    assert server.request("GET", "/", link).status == 200


def test_an_origin_that_is_let_in_reads_and_no_other(strict: Served) -> None:
    answer = strict.request("GET", query("ASK {}"), [FRIEND])
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == FRIEND[1]
    assert "access-control-allow-credentials" not in answer.headers
    assert "X-Itugraph-Truncated" in answer.headers["access-control-expose-headers"]
    assert "Origin" in answer.headers["vary"]
    asked = [FRIEND, ("Access-Control-Request-Method", "POST")]
    before = strict.request("OPTIONS", "/sparql", asked)
    assert before.status == 204
    assert before.headers["access-control-allow-origin"] == FRIEND[1]
    other = strict.request("GET", query("ASK {}"), [STRANGER])
    assert (other.status, allowed(other)) == (403, [])


def test_every_answer_forbids_what_a_page_here_does_not_need(server: Served) -> None:
    for target in ("/", "/id/wtsa/resolution/44", "/health", "/nowhere", query("ASK {}")):
        headers = server.get(target).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in headers
        assert "server" not in headers


def test_the_log_has_a_line_a_request_without_the_query(strict: Served) -> None:
    assert strict.get(query("ASK { <urn:private> ?p ?o }")).status == 200
    assert strict.request("GET", "/a%0d%0aforged%20line").status == 404

    def said(word: str) -> list[str]:
        return [line for line in list(strict.lines) if word in line]

    end = time.monotonic() + 10
    while not said("forged") and time.monotonic() < end:
        time.sleep(0.01)
    [line] = said("forged")
    assert line.startswith("GET /a%0d%0aforged%20line 404 ")
    assert said("private") == []
    assert any(
        line.startswith("GET /sparql 200 query=") and "rows=1" in line for line in strict.lines
    )


def test_a_product_of_three_patterns_ends_by_the_limit_and_the_server_goes_on(
    strict: Served,
) -> None:
    answer = strict.ask(PRODUCT)
    assert answer.status == 504
    assert "answers are given within 4 seconds" in answer.text
    again = strict.recovers()
    assert (again.status, json.loads(again.text)["boolean"]) == (200, True)

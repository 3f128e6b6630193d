"""What is asked of a server is answered whole, or one line tells why not."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions

from itugraph.errors import InputError
from itugraph.graph.stores.remote import Asked
from itugraph.graph.stores.remote_address import Credentials, shown
from itugraph.graph.stores.remote_body import Limits
from itugraph.graph.stores.remote_http import Connection

from .awkward import (
    JSON,
    YES,
    Answer,
    Awkward,
    awkward,
    cut,
    cut_in_a_piece,
    dripping,
    fine,
    says,
    silent,
)

QUICK = Limits(connect=5, read=20, whole=20, size=1 << 20, pause=0.0)
ASK = "ASK { ?s ?p ?o }"
NTRIPLES = "application/n-triples"
NOBODY = Credentials()
TOKEN = Credentials.of({"ITUGRAPH_TOKEN": "open-sesame"})
PASSWORD = Credentials.of({"ITUGRAPH_USER": "ann", "ITUGRAPH_PASSWORD": "secret"})


@contextmanager
def client(
    server: Awkward, limits: Limits = QUICK, credentials: Credentials = NOBODY
) -> Iterator[Asked]:
    """Yield a client of a server."""
    connection = Connection(credentials, limits)
    yield Asked(connection, server.address, shown(server.address))
    connection.close()


def refusal(server: Awkward, sparql: str = ASK, limits: Limits = QUICK) -> str:
    """Return why a query is not answered."""
    told: InputError | None = None
    with client(server, limits) as asked:
        # Not by pytest.raises: what it keeps of the rows must be let go of in this thread.
        try:
            asked.whole(sparql)
        except InputError as error:
            told = error.alone()
    assert told is not None
    assert str(told).isprintable()
    assert told.what == server.address
    return told.reason


def rows(count: int, *names: str) -> bytes:
    """Return an answer with so many rows."""
    row = {"s": {"type": "literal", "value": "x"}}
    head = {"vars": list(names) or ["s"]}
    return json.dumps({"head": head, "results": {"bindings": [row] * count}}).encode()


def numbered(count: int) -> bytes:
    """Return the answer to a query for a number."""
    row = {"n": {"type": "literal", "value": str(count)}}
    return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [row]}}).encode()


def test_a_query_goes_as_a_form_that_every_server_reads(asked: Awkward) -> None:
    asked.answers = [fine()]
    with client(asked) as it:
        answer = it.whole(ASK, (("default-graph-uri", "urn:x"),))
    assert isinstance(answer, QueryBoolean)
    assert answer
    [seen] = asked.seen
    assert seen.form == {"query": ASK, "default-graph-uri": "urn:x"}
    assert seen.authorization is None


def test_a_query_goes_by_itself_where_forms_are_refused(asked: Awkward) -> None:
    asked.answers = [says(415, b"no forms"), fine()]
    with client(asked) as it:
        assert it.whole(ASK, (("default-graph-uri", "urn:x"),))
    assert asked.seen[1].media == "application/sparql-query"
    assert asked.seen[1].body == ASK.encode()
    assert asked.seen[1].path == "/sparql?default-graph-uri=urn%3Ax"


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_busy_server_is_asked_again(asked: Awkward, status: int) -> None:
    asked.answers = [says(status, b"later"), says(status, b"later"), fine()]
    with client(asked) as it:
        assert it.whole(ASK)
    assert len(asked.seen) == 3


@pytest.mark.parametrize("answer", [cut, cut_in_a_piece], ids=["announced", "in pieces"])
def test_an_answer_that_breaks_off_is_asked_for_again(asked: Awkward, answer: Answer) -> None:
    asked.answers = [answer, fine()]
    with client(asked) as it:
        assert it.whole(ASK)
    assert len(asked.seen) == 2


PACKED = gzip.compress(YES)
MANY = b"x" * (3 << 20)
REFUSALS: list[tuple[str, Answer, str, int]] = [
    ("breaks off each time", cut, "breaks its answer off", 3),
    ("busy for good", says(503, b"come back"), "answers 503: come back", 3),
    (
        "its own error, after much else",
        says(500, b'{"head"\n\nVirtuoso 42000 Error SR186: no\x1b[31m\nmore'),
        "answers 500: Virtuoso 42000 Error SR186: no?[31m",
        1,
    ),
    (
        "an error as a page",
        says(400, b"<html><title>Bad <b>query</b></title></html>", Content_Type="text/html"),
        "answers 400: Bad query",
        1,
    ),
    ("an error without words", says(404, b""), "answers 404: no reason", 1),
    ("a long error", says(400, b"x" * 5000), "answers 400: " + "x" * 199 + "…", 1),
    (
        "a page",
        says(200, b"<html>", Content_Type="text/html; charset=utf-8"),
        "answers with text/html: is it an address for SPARQL queries?",
        1,
    ),
    (
        "no type",
        says(200, YES),
        "answers with nothing known: is it an address for SPARQL queries?",
        1,
    ),
    ("half an answer, framed well", fine(YES[:-9]), "gives an answer that is cut or damaged", 1),
    ("nothing", fine(b""), "gives an answer that is cut or damaged", 1),
    ("rows for yes or no", fine(rows(1)), "gives an answer that is cut or damaged", 1),
    ("too much", says(200, MANY, Content_Type=JSON), "answers with more than 1 MB: ask for", 1),
    (
        "little that unpacks to much",
        says(200, gzip.compress(MANY), Content_Type=JSON, Content_Encoding="gzip"),
        "answers with more than 1 MB: ask for less at a time",
        1,
    ),
    (
        "packed and cut",
        says(200, PACKED[:-12], Content_Type=JSON, Content_Encoding="gzip"),
        "breaks its answer off",
        3,
    ),
    (
        "not packed, though it says so",
        says(200, YES, Content_Type=JSON, Content_Encoding="gzip"),
        "packs its answer in a damaged way",
        1,
    ),
    (
        "packed in another way",
        says(200, YES, Content_Type=JSON, Content_Encoding="rot13"),
        "packs its answer in an unknown way",
        1,
    ),
    (
        "a part, as its header says",
        says(
            200,
            YES,
            Content_Type=JSON,
            X_SQL_State="S1TAT",
            X_SQL_Message="interrupted by result timeout",
        ),
        "gives a part of the answer only, because of a time limit",
        1,
    ),
    (
        "another door",
        says(307, b"", Location="https://ann:secret@other.example/sparql?key=secret"),
        "redirects to https://other.example/sparql, where nothing is sent: give that address",
        1,
    ),
    (
        "a lock",
        says(401, b"who are you?", WWW_Authenticate="Basic"),
        "refuses access (401: who are you?): set ITUGRAPH_TOKEN, or ITUGRAPH_USER and"
        " ITUGRAPH_PASSWORD",
        1,
    ),
]


@pytest.mark.parametrize(
    ("answer", "reason", "times"),
    [case[1:] for case in REFUSALS],
    ids=[case[0] for case in REFUSALS],
)
def test_a_server_that_misbehaves_is_told_in_one_line(
    asked: Awkward, answer: Answer, reason: str, times: int
) -> None:
    asked.answers = [answer]
    assert refusal(asked).startswith(reason)
    assert len(asked.seen) == times


def test_a_server_that_stays_silent_is_not_waited_for(asked: Awkward) -> None:
    asked.answers = [silent]
    reason = refusal(asked, limits=Limits(read=0.2, pause=0.0))
    assert reason == "sends nothing for 0 s; ITUGRAPH_TIMEOUT sets more"
    assert len(asked.seen) == 1


def test_a_server_that_drips_without_end_is_not_listened_to(asked: Awkward) -> None:
    asked.answers = [dripping]
    reason = refusal(asked, limits=Limits(read=20, whole=0.3, pause=0.0))
    assert reason == "takes more than 0 s to answer; ITUGRAPH_TIMEOUT sets more"


def test_nobody_there_is_told() -> None:
    with awkward() as gone:
        pass
    assert refusal(gone).startswith("cannot be reached: ")


def test_what_is_packed_a_thousandfold_is_not_held_in_memory(asked: Awkward) -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    asked.answers = [says(200, bomb, Content_Type=JSON, Content_Encoding="gzip")]
    limits = Limits(size=8 << 20, pause=0.0)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    try:
        assert refusal(asked, limits=limits).startswith("answers with more than 8 MB")
        assert tracemalloc.get_traced_memory()[1] - before < 20 << 20
    finally:
        tracemalloc.stop()


def test_a_large_packed_answer_is_unpacked(asked: Awkward) -> None:
    packed = gzip.compress(rows(1500)[:200]) + gzip.compress(rows(1500)[200:])
    asked.answers = [says(200, packed, Content_Type=JSON, Content_Encoding="gzip")]
    with client(asked) as it:
        answer = it.whole("SELECT ?s { ?s ?p ?o }")
    assert isinstance(answer, QuerySolutions)
    assert sum(1 for _ in answer) == 1500


# ------------------------------------------------------------------ limits of servers


def test_a_round_number_of_rows_is_counted_again(asked: Awkward) -> None:
    asked.answers = [fine(rows(10_000)), fine(numbered(10_000))]
    with client(asked) as it:
        answer = it.whole("PREFIX e: <http://e/> SELECT ?s { ?s e:p 'SELECT' }  # all")
    assert isinstance(answer, QuerySolutions)
    assert sum(1 for _ in answer) == 10_000
    assert asked.seen[1].form["query"] == (
        "PREFIX e: <http://e/> SELECT (COUNT(*) AS ?n) WHERE {"
        " { SELECT ?s { ?s e:p 'SELECT' }  # all\n} }"
    )


@pytest.mark.parametrize("count", [1000, 10_000, 4096])
def test_an_answer_that_a_limit_cuts_is_refused(asked: Awkward, count: int) -> None:
    asked.answers = [fine(rows(count)), fine(numbered(23_456))]
    reason = refusal(asked, "SELECT ?s { ?s ?p ?o }")
    assert reason == f"gives {count:,} of 23,456 rows: ask for fewer with LIMIT"


def test_an_answer_that_may_be_cut_is_refused_where_nobody_can_count(asked: Awkward) -> None:
    asked.answers = [fine(rows(2000)), says(400, b"no subqueries")]
    reason = refusal(asked, "SELECT ?s { ?s ?p ?o }")
    assert reason == "gives 2,000 rows, which may be its limit: ask for fewer with LIMIT"
    asked.answers = [fine(rows(2000))]
    assert refusal(asked, "SELECT ?s FROM <http://g/> { ?s ?p ?o }") == reason


def test_other_numbers_of_rows_are_believed(asked: Awkward) -> None:
    asked.answers = [fine(rows(1234))]
    with client(asked) as it:
        it.whole("SELECT ?s { ?s ?p ?o }")
    assert len(asked.seen) == 1


def test_triples_are_verified_by_the_rows_they_are_made_of(asked: Awkward) -> None:
    # Few triples may be made of many rows.
    given = says(200, b"<http://e/s> <http://e/p> <http://e/o> .\n", Content_Type=NTRIPLES)
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    asked.answers = [given, fine(numbered(5000)), fine(rows(1000)), fine(numbered(5000))]
    assert refusal(asked, construct) == "gives 1,000 of 5,000 rows: ask for fewer with LIMIT"
    assert asked.seen[2].form["query"] == "SELECT (1 AS ?row) WHERE { ?s ?p ?o }"
    asked.answers = [given, fine(numbered(1001)), fine(rows(1001))]
    assert triples(asked, construct) == 1
    asked.answers = [given, fine(numbered(999))]
    assert triples(asked, construct) == 1


def triples(server: Awkward, construct: str) -> int:
    """Return how many triples are constructed."""
    with client(server) as asked:
        answer = asked.whole(construct)
        assert not isinstance(answer, QueryBoolean | QuerySolutions)
        return sum(1 for _ in answer)


# ------------------------------------------------------------------ credentials


def test_a_token_goes_with_each_request(asked: Awkward) -> None:
    asked.answers = [fine()]
    with client(asked, credentials=TOKEN) as it:
        it.whole(ASK)
    assert [seen.authorization for seen in asked.seen] == ["Bearer open-sesame"]


def test_a_password_goes_when_the_server_asks_for_it(asked: Awkward) -> None:
    asked.answers = [says(401, b"", WWW_Authenticate='Basic realm="x"'), fine()]
    with client(asked, credentials=PASSWORD) as it:
        it.whole(ASK)
        it.whole(ASK)
    # Asked for once; from then on it is sent at once.
    basic = "Basic YW5uOnNlY3JldA=="
    assert [seen.authorization for seen in asked.seen] == [None, basic, basic]


def test_credentials_are_told_of_and_never_shown(asked: Awkward) -> None:
    asked.answers = [says(401, b"", WWW_Authenticate="Basic")]
    with client(asked, credentials=PASSWORD) as it:
        with pytest.raises(InputError) as refused:
            it.whole(ASK)
        assert "secret" not in repr(it)
    assert refused.value.reason == (
        "refuses access (401): the credentials of the environment are not accepted"
    )


def test_a_redirect_carries_nothing_to_another_server(asked: Awkward) -> None:
    with awkward() as other:
        other.answers = [fine()]
        asked.answers = [says(308, b"", Location=other.address)]
        with client(asked, credentials=TOKEN) as it, pytest.raises(InputError) as refused:
            it.whole(ASK)
        assert refused.value.reason.startswith(f"redirects to {other.address}")
        assert other.seen == []


def test_what_changes_a_server_is_sent_once(asked: Awkward) -> None:
    asked.answers = [says(503, b"later"), fine()]
    with client(asked) as it, pytest.raises(InputError, match="answers 503: later"):
        it.connection.send("PUT", it.address, b"x", "text/plain", [("graph", "http://g/&")])
    [seen] = asked.seen
    assert (seen.method, seen.path, seen.body) == (
        "PUT",
        "/sparql?graph=http%3A%2F%2Fg%2F%26",
        b"x",
    )


def test_no_proxy_stands_before_this_machine(
    asked: Awkward, monkeypatch: pytest.MonkeyPatch
) -> None:
    with awkward() as gone:
        pass
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, gone.address)
    asked.answers = [fine()]
    with client(asked) as it:
        assert it.whole(ASK)

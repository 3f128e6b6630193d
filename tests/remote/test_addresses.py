"""Which addresses are taken, what is printed of them, and where credentials come from."""

from __future__ import annotations

import pytest

from itugraph import Graph
from itugraph.errors import InputError, MissingExtraError
from itugraph.graph.stores import is_address
from itugraph.graph.stores.remote_address import Credentials, checked, is_local
from itugraph.graph.stores.remote_auth import auth_for
from itugraph.graph.stores.remote_body import Limits
from itugraph.graph.stores.sparql_words import form_of, limit_of, solutions_of, uses

REFUSED = {
    "https://ann:secret@graph.example/sparql": "holds a user or password",
    "https://secret@graph.example/sparql": "holds a user or password",
    "https://:secret@graph.example/": "holds a user or password",
    "ftp://graph.example/": "is no address that begins with",
    "https:///sparql": "is no address that begins with",
    "https://graph.example:99999/": "is no address",
    "https://[::1/": "is no address",
    "https://graph.example/spar ql": "is no address: it holds blanks",
    "https://graph.example/\nx": "is no address: it holds blanks",
    "https://graph.exämple/": "is no address: it holds blanks",
    "https://graph.example/#sparql": "leave out what follows #",
}


@pytest.mark.parametrize(("address", "reason"), REFUSED.items())
def test_an_address_that_is_none_is_told_without_what_is_secret_in_it(
    address: str, reason: str
) -> None:
    with pytest.raises(InputError) as refused:
        Graph.open(address)
    assert reason in refused.value.reason
    assert "secret" not in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1:8890/sparql", "https://graph.example/sparql?db=x", "HTTPS://a/"]
)
def test_an_address_stays_as_it_is(address: str) -> None:
    assert checked(address) == address


@pytest.mark.parametrize("place", ["graph", "C:\\graph", "./http:/x", "https:/x", "a/b://c"])
def test_a_path_is_no_address(place: str) -> None:
    assert not is_address(place)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://graph.example/", True),
        ("http://127.0.0.1:7878/", True),
        ("http://[::1]:7878/", True),
        ("http://localhost/", True),
        ("http://graph.example/", False),
        ("http://127.0.0.1.graph.example/", False),
        ("http://localhost.graph.example/", False),
        ("http://192.168.1.1/", False),
    ],
)
def test_credentials_go_where_nobody_reads_them_on_the_way(address: str, *, sent: bool) -> None:
    for values in ({"TOKEN": "t"}, {"USER": "u", "PASSWORD": "p"}):
        credentials = Credentials.of({f"ITUGRAPH_{k}": v for k, v in values.items()})
        assert (auth_for(address, credentials) is not None) is sent
    assert is_local(address) is (sent and address.startswith("http:"))


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"TOKEN": "a", "USER": "b", "PASSWORD": "c"}, "unset one"),
        ({"USER": "b"}, "is not set, but ITUGRAPH_USER is"),
        ({"PASSWORD": "secret"}, "is not set, but ITUGRAPH_PASSWORD is"),
        ({"TOKEN": "secret\nX-More: 1"}, "holds characters that no token has"),
        ({"USER": "a:b", "PASSWORD": "secret"}, "holds characters that none has"),
    ],
)
def test_credentials_that_are_none_are_told_without_them(
    environment: dict[str, str], reason: str
) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        Credentials.of({f"ITUGRAPH_{name}": value for name, value in environment.items()})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "1e3", "9999999", "٣"])
def test_a_time_that_is_none_is_told(seconds: str) -> None:
    with pytest.raises(InputError, match="is no number of seconds"):
        Limits.of({"ITUGRAPH_TIMEOUT": seconds})


def test_a_missing_library_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "itugraph.graph.stores.remote_http", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'itugraph\[remote\]'"):
        Graph.open("http://127.0.0.1:1/query")


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * FROM<http://g/> { }", {"FROM"}),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", {"GRAPH"}),
        ("select * from named <g> { graph ?g {} }", {"FROM", "GRAPH"}),
        ("SELECT ?from $graph { ?from a:graph from:b, _:from }", set()),
        ('SELECT * { ?s ?p \'FROM\', """GRAPH "x" FROM""", \'it\\\'s FROM\' } # FROM', set()),
        ("PREFIX graph: <http://from/#FROM> SELECT * { ?s graph:a-from ?o }", set()),
        ("SELECT * { ?s e:a\\#b ?o . GRAPH e:g { } }", {"GRAPH"}),
        ("SELECT * { FILTER (?a<?b && ?c>?d) GRAPH ?g { } }", {"GRAPH"}),
    ],
)
def test_keywords_are_seen_and_what_looks_like_them_is_not(sparql: str, words: set[str]) -> None:
    assert {word for word in ("FROM", "GRAPH") if uses(sparql, word)} == words


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("# ASK\nPREFIX ask: <http://construct/> SELECT * { }", "SELECT"),
        ("BASE <http://select/>ask{ ?s ?p ?o }", "ASK"),
        ("DESCRIBE <http://select/>", "DESCRIBE"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } } }", "CONSTRUCT"),
    ],
)
def test_the_form_is_the_first_word_that_is_one(sparql: str, form: str) -> None:
    assert form_of(sparql) == form


def test_what_a_construct_is_made_of_is_asked_for_alike() -> None:
    query = "PREFIX e: <http://e/> CONSTRUCT { ?s e:p '}' } FROM <http://g/> WHERE { ?s ?p ?o }"
    assert solutions_of(query) == (
        "PREFIX e: <http://e/> SELECT (1 AS ?row) FROM <http://g/> WHERE { ?s ?p ?o }"
    )
    assert limit_of("SELECT * { ?s ?p 'x' } limit 5 # LIMIT 9") == 5

"""Every IRI of the graph has a page, as HTML and as RDF."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
import rdflib

from .conftest import MANY
from .support import BASE, Response, Served

PAGE = 100
CITO = rdflib.Namespace("http://purl.org/spar/cito/")


class Reader(HTMLParser):
    """The elements, the links and the words of a page."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.names: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.words = ""
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.names.append(tag)
        self._style = tag == "style"
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += "" if self._style else data


def page(server: Served, target: str) -> Reader:
    """Return a page, read."""
    answer = server.get(target, accept="text/html")
    assert answer.status == 200
    return Reader(answer.text)


def test_the_page_of_an_instrument_tells_editions_and_who_cites_it(server: Served) -> None:
    found = page(server, "/id/wtsa/resolution/44")
    assert "WTSA Resolution 44" in found.words
    assert "current" in found.words
    assert "Hammamet, 2016" in found.words
    targets = {link["href"] for link in found.links}
    assert "/id/wtsa/resolution/44/2016" in targets
    assert found.names.count("blockquote") >= 1
    marked = server.get("/id/wtsa/resolution/44", accept="text/html").text
    assert re.search(r"<mark>[^<]*44[^<]*</mark>", marked)


def test_the_page_of_a_source_tells_what_it_cites_clause_by_clause(server: Served) -> None:
    rows = server.ask(
        "SELECT ?s { ?s a <https://w3id.org/itugraph/ns#Source> } ORDER BY ?s", "text/csv"
    )
    source = rows.text.split()[1].removeprefix(BASE)
    found = page(server, f"/id/{source}")
    assert "Cites" in found.words
    one = server.ask(
        f"SELECT ?c {{ ?c <https://w3id.org/itugraph/ns#mention> ?m . ?m ?p <{BASE}{source}> }}",
        "text/csv",
    ).text.split()[1]
    html = server.get(f"/id/{source}", accept="text/html").text
    assert f'id="{one.rpartition("#")[2]}"' in html


def test_every_link_of_a_page_leads_to_a_page_here(server: Served) -> None:
    seen: set[str] = set()
    for start in ("/id/wtsa/resolution/44", "/id/pp/resolution/666"):
        for link in page(server, start).links:
            href = link["href"] or ""
            assert urlsplit(href).scheme in ("", "http"), href
            target = urljoin(server.address, href)
            assert urlsplit(target).netloc == server.netloc
            seen.add(target.partition("#")[0].removeprefix(server.address))
    assert len(seen) > 20
    for target in seen:
        assert server.get(f"/{target}").status == 200, target


@pytest.mark.parametrize(
    ("target", "accept", "media_type"),
    [
        ("/id/wtsa/resolution/44", "text/html", "text/html"),
        ("/id/wtsa/resolution/44", "*/*", "text/html"),
        ("/id/wtsa/resolution/44", "text/turtle", "text/turtle"),
        ("/id/wtsa/resolution/44", "text/html;q=0.2, application/ld+json", "application/ld+json"),
        ("/id/wtsa/resolution/44.ttl", "text/html", "text/turtle"),
        ("/id/wtsa/resolution/44.jsonld", "", "application/ld+json"),
        ("/id/wtsa/resolution/44.nt", "", "application/n-triples"),
        ("/id/wtsa/resolution/44.rdf", "", "application/rdf+xml"),
        ("/id/wtsa/resolution/44.html", "text/turtle", "text/html"),
        (f"/about?iri={BASE}wtsa/resolution/44", "text/turtle", "text/turtle"),
        (f"/about?iri={BASE}wtsa/resolution/44&format=jsonld", "", "application/ld+json"),
        ("/about?iri=http%3A%2F%2Fpurl.org%2Fspar%2Fcito%2FCitation", "text/html", "text/html"),
    ],
)  # fmt: skip
def test_a_page_has_the_format_that_is_asked_for(
    target: str, accept: str, media_type: str, server: Served
) -> None:
    answer = server.get(target, accept=accept)
    assert (answer.status, answer.type) == (200, media_type)
    assert "Accept" in answer.headers["vary"]
    readers = {"text/turtle": "turtle", "application/ld+json": "json-ld"}
    if media_type in readers:
        graph = rdflib.Graph().parse(data=answer.body, format=readers[media_type])
        work = rdflib.URIRef(BASE + "wtsa/resolution/44")
        assert (work, rdflib.SKOS.prefLabel, rdflib.Literal("WTSA Resolution 44", "en")) in graph
        assert list(graph.subjects(CITO.hasCitingEntity))


@pytest.mark.parametrize(
    "target",
    [
        "/id/wtsa/resolution/4444",
        "/id/",
        "/id/nothing.ttl",
        "/id/a%3E%7D%20UNION%20%7B%3Fs%20%3Fp%20%3Fo",
        "/id/a%22%00b",
        "/about",
        "/about?iri=no%20iri",
        "/about?iri=javascript:alert(1)",
        "/about?iri=%3Cscript%3E",
        "/id/%ff%fe",
    ],
)
def test_what_the_graph_says_nothing_of_is_not_found(target: str, server: Served) -> None:
    for accept in ("text/html", "text/turtle"):
        answer = server.get(target, accept=accept)
        assert answer.status == 404
        assert (
            answer.type == ("text/html" if "html" in accept else "text/plain") or ".ttl" in target
        )
        assert answer.type == "text/plain" or "<script>" not in answer.text


def test_an_accept_that_nothing_fits_is_told_what_there_is(server: Served) -> None:
    answer = server.get("/id/wtsa/resolution/44", accept="image/png")
    assert answer.status == 406
    assert "text/html, text/turtle" in answer.text


def next_of(answer: Response) -> str:
    """Return where an answer goes on, "" where it is the last."""
    found = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
    return found[1] if found else ""


def test_many_citations_are_turned_page_by_page_each_once(server: Served) -> None:
    target = "/id/pp/resolution/666"
    seen: list[str] = []
    sizes = []
    while target:
        answer = server.get(target, accept="text/html")
        found = re.findall(r'<li id="(c[0-9a-f]{12})">', answer.text)
        sizes.append(len(found))
        seen += found
        target = next_of(answer)
    assert sizes == [PAGE, PAGE, MANY - 2 * PAGE]
    assert len(set(seen)) == MANY


def test_rdf_is_turned_page_by_page_too(server: Served) -> None:
    target = "/id/pp/resolution/666"
    found: set[object] = set()
    while target:
        answer = server.get(target, accept="text/turtle")
        graph = rdflib.Graph().parse(data=answer.body, format="turtle")
        found |= set(graph.subjects(CITO.hasCitedEntity))
        target = next_of(answer)
    assert len(found) == MANY


def test_other_links_are_turned_page_by_page_too(server: Served) -> None:
    target = "/id/body/pp"
    seen: set[str] = set()
    pages = 0
    while target:
        answer = server.get(target, accept="text/html")
        _, _, named_by = answer.text.partition('id="incoming"')
        found = set(re.findall(r'<li><a href="([^"]+)"', named_by))
        assert not found & seen
        seen |= found
        pages += 1
        target = next_of(answer)
    rows = server.ask(f"SELECT DISTINCT ?s {{ ?s ?p <{BASE}body/pp> }}", "text/csv").text.split()
    assert len(seen) == len(rows) - 1
    assert pages > 1


def test_hostile_words_stay_words(server: Served) -> None:
    found = page(server, "/id/pp/resolution/666")
    assert {"script", "img", "iframe"}.isdisjoint(found.names)
    assert "<script>window.__x=1</script>" in found.words
    assert not [link for link in found.links if (link["href"] or "").startswith("javascript:")]
    answer = server.get("/id/pp/resolution/666.jsonld")
    assert answer.type == "application/ld+json"


def test_named_queries_are_handed_out_as_of_a_day(server: Served) -> None:
    asked = "/queries/who-cites?work=WTSA%20Res.%2044&as-of="
    for day, says in (("2017", '"2017-12-31"'), ("WTSA-16", '"2016-11-03"'), ("", '"9999-12-31"')):
        assert f"VALUES ?asOf {{ {says} }}" in server.get(asked + day).text
    refused = server.get(asked + "soon")
    assert (refused.status, "soon" in refused.text) == (400, True)


def test_named_queries_are_handed_out_with_their_parameters(server: Served) -> None:
    answer = server.get("/queries/who-cites?work=WTSA%20Res.%2044")
    assert (answer.status, answer.type) == (200, "application/sparql-query")
    assert f"<{BASE}wtsa/resolution/44>" in answer.text
    rows = server.ask(answer.text, "text/csv")
    assert (rows.status, rows.text.count("\n") > 1) == (200, True)
    for target, says in (
        ("/queries/no-such", "is no query's name"),
        ("/queries/who-cites", "takes work"),
        ("/queries/who-cites?work=WTSA%20Res.%2044&query=x", "takes work"),
        ("/queries/who-cites?work=Resolution%20banana", "banana"),
        ("/queries/who-cites?work=x%3E%7D%20SERVICE%20%3Chttp://x.example/", "x>"),
        ("/queries/SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D", "query"),
    ):
        refused = server.get(target)
        assert refused.status in (400, 404), target
        assert says in refused.text

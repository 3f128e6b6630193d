"""Answers in every format are read by libraries that did not write them."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib.compare import isomorphic, to_isomorphic
from rdflib.query import Result

from itugraph.serve.negotiation import ROWS, TRIPLES

from .support import BASE, Served

VALUES = """SELECT ?a ?b WHERE { VALUES (?a ?b) {
  ("a \\"quoted\\" <word> & more" "line\\nbreak\\ttab\\rreturn\\\\") ("Résolution"@fr UNDEF)
  (1 1.5) (true <https://x.example/é?a=b&c=d#e>) ("" "comma, \\"semicolon\\"; 决议"@zh)
  ("2018-11-16"^^<http://www.w3.org/2001/XMLSchema#date> 7) } }"""


def read_by_rdflib(body: bytes, name: str) -> list[tuple[object, ...]]:
    """Return the rows of a results document."""
    return list(Result.parse(io.BytesIO(body), format=name))


def test_rows_are_the_same_in_every_format(server: Served) -> None:
    found = {f.name: server.ask(VALUES, f.media_type).body for f in ROWS}
    by_json = read_by_rdflib(found["json"], "json")
    assert len(by_json) == 6
    assert by_json[0][1] == rdflib.Literal("line\nbreak\ttab\rreturn\\")
    # XML reads a bare carriage return as the end of a line.
    by_xml = read_by_rdflib(found["xml"], "xml")
    assert by_xml[1:] == by_json[1:]
    assert read_by_rdflib(found["tsv"], "tsv")[1:] == by_json[1:]
    table = list(csv.reader(io.StringIO(found["csv"].decode(), newline="")))
    assert table[0] == ["a", "b"]
    texts = [["" if term is None else str(term) for term in row] for row in by_json]
    assert [row[0] for row in table[1:]] == [row[0] for row in texts]
    assert [row[1] for row in table[1:5]] == [row[1] for row in texts[:4]]


def test_rows_without_columns_or_values_keep_their_number(server: Served) -> None:
    one = json.loads(server.ask("SELECT * {}").text)
    assert one["results"]["bindings"] == [{}]
    two = server.ask("SELECT ?x { VALUES ?x { UNDEF UNDEF } }", "application/sparql-results+xml")
    results = ET.fromstring(two.body)
    assert len(results.findall("*/{http://www.w3.org/2005/sparql-results#}result")) == 2


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_yes_and_no_are_read(name: str, server: Served) -> None:
    [format_] = [f for f in ROWS if f.name == name]
    for sparql, expected in (("ASK {}", True), ("ASK { <urn:no> ?p ?o }", False)):
        body = server.ask(sparql, format_.media_type).body
        if name in ("csv", "tsv"):  # the formats have no form for it: one word
            assert body == (b"true" if expected else b"false")
        else:
            assert Result.parse(io.BytesIO(body), format=name).askAnswer is expected


def test_triples_are_the_same_in_every_format(server: Served) -> None:
    sparql = (
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{BASE}source/00000000000000ee> {{ ?s ?p ?o }} }}"
    )
    readers = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
    graphs = []
    for format_ in TRIPLES:
        answer = server.ask(sparql, format_.media_type)
        assert answer.status == 200
        graph = rdflib.Graph()
        graph.parse(data=answer.body, format=readers[format_.name])
        assert len(graph) == int(answer.headers["x-itugraph-rows"])
        graphs.append(to_isomorphic(graph))
    assert len(graphs[0]) > 1000
    assert all(isomorphic(graphs[0], graph) for graph in graphs[1:])


@pytest.mark.parametrize(
    ("sparql", "accept"),
    [
        ("CONSTRUCT { ?s <urn:x:1> 1 } WHERE { ?s ?p ?o } LIMIT 1", "application/rdf+xml"),
        ('CONSTRUCT { <urn:s> <urn:p> "\x01" } {}', "application/rdf+xml"),
        ('SELECT ("a\x01b" AS ?x) {}', "application/sparql-results+xml"),
        ('SELECT ("\uffff" AS ?x) {}', "application/sparql-results+xml"),
    ],
    ids=["a property without a name", "a control character", "in rows", "no character"],
)
def test_what_xml_cannot_hold_is_refused_and_not_sent_broken(
    sparql: str, accept: str, server: Served
) -> None:
    answer = server.ask(sparql, accept)
    assert answer.status == 406
    assert "XML cannot" in answer.text
    assert server.ask(sparql, "*/*").status == 200


def test_the_endpoint_describes_itself(server: Served) -> None:
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    answer = server.get("/sparql", accept="text/turtle")
    graph = rdflib.Graph().parse(data=answer.body, format="turtle")
    service = rdflib.URIRef(server.address + "sparql")
    assert (service, rdflib.RDF.type, sd.Service) in graph
    assert (service, sd.endpoint, service) in graph
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    assert (service, sd.feature, sd.BasicFederatedQuery) not in graph
    assert len(set(graph.objects(service, sd.resultFormat))) == 8
    [dataset] = graph.objects(service, sd.defaultDataset)
    [count] = graph.objects(dataset, void.triples)
    asked = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").text
    assert asked.split() == ["n", str(count)]
    names = {
        str(n) for g in graph.objects(dataset, sd.namedGraph) for n in graph.objects(g, sd.name)
    }
    stored = server.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "text/csv").text
    assert names == set(stored.split()[1:])
    for part in graph.objects(dataset, void.classPartition):
        [kind] = graph.objects(part, void["class"])
        [entities] = graph.objects(part, void.entities)
        rows = server.ask(f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{kind}> }}", "text/csv").text
        assert rows.split()[1] == str(entities)

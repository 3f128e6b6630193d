"""itugraph query: where a query comes from, and the formats of its answer."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from pyoxigraph import RdfFormat, parse

from itugraph.graph.queries import GROUPS, library

from .support import Run, misused, refused

SELECT = "SELECT ?s WHERE { ?s a <http://purl.org/spar/cito/Citation> }"
PREFIX = "PREFIX eli: <http://data.europa.eu/eli/ontology#> "
CONSTRUCT = PREFIX + "CONSTRUCT { ?a eli:cites ?b } WHERE { ?a eli:cites ?b }"
WHO = ["who-cites", "WTSA Res. 44"]
BASE = "https://w3id.org/itugraph/id/"


def test_a_table_is_what_is_printed_without_a_format(run: Run, graph: Path) -> None:
    done = run("query", *WHO, "-g", graph)
    assert (done.code, done.err) == (0, "")
    columns = done.out.splitlines()[0].split()
    assert columns[:6] == ["citing", "label", "cited", "clause", "item", "quote"]
    assert "pp/resolution/101/2018" in done.out
    assert run("query", *WHO, "-g", graph, "--format", "table").out == done.out


def test_csv_and_tsv_hold_whole_iris(run: Run, graph: Path) -> None:
    comma = run("query", *WHO, "-g", graph, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(comma)))
    assert {row["cited"] for row in rows} == {
        f"{BASE}wtsa/resolution/44/2012",
        f"{BASE}wtsa/resolution/44/2016",
    }
    tabs = run("query", *WHO, "-g", graph, "--format", "tsv").out.splitlines()
    assert tabs[0].split("\t") == ["?" + column for column in rows[0]]
    assert {line.split("\t")[2] for line in tabs[1:]} == {f"<{row['cited']}>" for row in rows}


def test_json_and_xml_are_those_of_sparql(run: Run, graph: Path) -> None:
    content = json.loads(run("query", *WHO, "-g", graph, "--format", "json").data)
    assert content["head"]["vars"][:3] == ["citing", "label", "cited"]
    bindings = content["results"]["bindings"]
    assert len(bindings) == 3
    assert bindings[0]["citing"] == {"type": "uri", "value": f"{BASE}pp/resolution/101/2018"}
    root = etree.fromstring(run("query", *WHO, "-g", graph, "--format", "xml").data)
    results = root.findall(".//{http://www.w3.org/2005/sparql-results#}result")
    assert len(results) == 3


def test_ask_is_yes_or_no(run: Run, graph: Path) -> None:
    assert run("query", "ASK { ?s ?p ?o }", "-g", graph).out == "yes\n"
    assert run("query", "ASK { ?s ?p 'nobody' }", "-g", graph).out == "no\n"
    found = run("query", "ASK { ?s ?p ?o }", "-g", graph, "--format", "json")
    assert json.loads(found.data)["boolean"] is True


@pytest.mark.parametrize(
    ("format_", "rdf"),
    [
        (None, RdfFormat.TURTLE),
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_construct_gives_triples(
    format_: str | None, rdf: RdfFormat, run: Run, graph: Path
) -> None:
    done = run("query", CONSTRUCT, "-g", graph, *(["--format", format_] if format_ else []))
    assert (done.code, done.err) == (0, "")
    triples = {(q.subject.value, q.object.value) for q in parse(done.data, format=rdf)}
    assert (f"{BASE}pp/resolution/101/2018", f"{BASE}wtsa/resolution/44/2012") in triples
    assert len(triples) == 6


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml", "table"])
def test_a_format_of_rows_is_wrong_for_triples(format_: str, run: Run, graph: Path) -> None:
    misused(
        run("query", CONSTRUCT, "-g", graph, "--format", format_),
        f"{format_} is for rows; this query constructs triples",
    )


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "jsonld"])
@pytest.mark.parametrize("query", [SELECT, "ASK { ?s ?p ?o }", "most-cited"])
def test_a_format_of_triples_is_wrong_for_rows(
    format_: str, query: str, run: Run, graph: Path
) -> None:
    misused(
        run("query", query, "-g", graph, "--format", format_),
        f"{format_} is for CONSTRUCT; this query gives rows",
    )


def test_an_unknown_format_is_a_wrong_call_that_names_the_known(run: Run, graph: Path) -> None:
    misused(run("query", SELECT, "-g", graph, "--format", "yaml"), "yaml", "'csv'", "'jsonld'")


# ------------------------------------------------------------------ where it comes from


def test_a_query_comes_from_argument_file_standard_input_or_name(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    question = tmp_path / "question.rq"
    question.write_text(SELECT, "utf-8")
    other = tmp_path / "question"
    other.write_text(SELECT, "utf-8")
    expected = run("query", SELECT, "-g", graph).out
    assert expected.count("\n") == 8
    assert run("query", question, "-g", graph).out == expected
    assert run("query", other, "-g", graph).out == expected
    assert run("query", "-", "-g", graph, stdin=SELECT.encode()).out == expected


def test_a_file_beside_it_does_not_hide_a_named_query(
    run: Run, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "most-cited").write_text("SELECT ?hidden WHERE { }", "utf-8")
    assert run("query", "most-cited", "-g", graph).out.startswith("work")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("nowhere.rq", ["nowhere.rq", "cannot be read as a query"]),
        ("who-cite", ["who-cite", "did you mean who-cites"]),
        ("SELECT * WHERE { ?s ?p", ["line 1, column"]),
        ("SELECT *\nWHERE { ?s ?p FILTER }", ["line 2, column"]),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", ["uses SERVICE"]),
        ("LOAD <http://127.0.0.1:9/>", ["is an update"]),
        ("DELETE WHERE { ?s ?p ?o }", ["is an update"]),
        ("SELECT * WHERE { ?s nowhere:p ?o }", ["is no SPARQL query"]),
    ],
)
def test_a_query_that_cannot_be_asked_is_one_line(
    query: str, words: list[str], run: Run, graph: Path
) -> None:
    refused(run("query", query, "-g", graph), *words)


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", None])
def test_a_query_file_that_is_no_text_is_one_line(
    content: bytes | None, run: Run, graph: Path, tmp_path: Path
) -> None:
    path = tmp_path / "question.rq"
    path.mkdir() if content is None else path.write_bytes(content)
    refused(run("query", path, "-g", graph), "question.rq", "cannot be read as a query")


def test_standard_input_that_is_no_query_is_one_line(run: Run, graph: Path) -> None:
    refused(run("query", "-", "-g", graph, stdin=b""), "query")
    refused(run("query", "-", "-g", graph, stdin=b"\xff\xfe\xff {"), "-")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["who-cites"], ["query who-cites: takes work"]),
        (["who-cites", "WTSA Res. 44", "WTSA Res. 50"], ["takes work"]),
        (["most-cited", "WTSA Res. 44"], ["takes no parameter"]),
        ([SELECT, "WTSA Res. 44"], ["takes parameters only if"]),
        (["who-cites", "Resolution"], ["names no instrument"]),
        (["changes", "nowhere.txt"], ["nowhere.txt"]),
    ],
)
def test_wrong_parameters_are_one_line(
    arguments: list[str], words: list[str], run: Run, graph: Path
) -> None:
    refused(run("query", *arguments, "-g", graph), *words)


def test_the_list_tells_every_named_query_with_its_parameters(run: Run) -> None:
    done = run("query", "--list")
    assert done.code == 0
    questions, takes = done.out.split("\n\n")
    told = {line.split()[0] for line in questions.splitlines() if re.match("[a-z]", line)}
    assert told == {"query", *(query.name for query in library())}
    text = " ".join(questions.split())
    assert "who-cites WORK Who cites an instrument" in text
    assert [text.index(group.upper()) for group in GROUPS] == sorted(
        text.index(group.upper()) for group in GROUPS
    )
    assert {line.split()[0] for line in takes.splitlines()[1:]} == {
        parameter.upper() for query in library() for parameter in query.parameters
    }


def test_every_named_query_runs_from_the_shell(run: Run, graph: Path) -> None:
    arguments = {
        "work": "WTSA Res. 44",
        "edition": "Resolution 44 (Rev. Hammamet, 2016)",
        "text": "draft-191.txt",
        "other": "letter.txt",
        "body": "WTSA",
        "conference": "WTSA-16",
        "number": "Resolution 44",
    }
    for query in library():
        asked = ["query", query.name, *(arguments[p] for p in query.parameters), "-g", graph]
        for day in ([], ["--as-of", "2017-01-01"]):
            done = run(*asked, *day)
            assert (done.code, done.err) == (0, ""), query.name
            assert done.out


def test_a_named_query_is_asked_as_of_a_day(run: Run, graph: Path) -> None:
    asked = ["query", "in-force", "WTSA", "-g", graph, "--format", "csv", "--as-of"]
    assert "wtsa/resolution/44/2012" in run(*asked, "2015").out
    assert "wtsa/resolution/44/2016" in run(*asked, "WTSA-16").out
    refused(run("query", SELECT, "-g", graph, "--as-of", "2017"), "2017", "is for named queries")
    refused(run(*asked, "yesterday"), "yesterday", "neither a conference")


def test_an_answer_goes_to_a_file(run: Run, graph: Path, tmp_path: Path) -> None:
    output = tmp_path / "rows.csv"
    done = run("query", SELECT, "-g", graph, "--format", "csv", "-o", output)
    assert (done.code, done.data) == (0, b"")
    assert output.read_bytes() == run("query", SELECT, "-g", graph, "--format", "csv").data


def test_a_value_that_its_datatype_forbids_is_still_shown(run: Run, graph: Path) -> None:
    query = 'SELECT ("x"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?x) WHERE { }'
    done = run("query", query, "-g", graph)
    assert done.code == 0
    assert done.out.splitlines()[1] == "x"

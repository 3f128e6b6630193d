"""The named queries: what they answer, in two engines, and what they are asked with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store
from rdflib import Dataset
from rdflib.plugins.sparql.processor import prepareQuery
from rdflib.term import Literal as RdflibLiteral

from itugraph import Graph
from itugraph.errors import InputError
from itugraph.graph.folder import Index
from itugraph.graph.queries import NamedQuery, library, named
from itugraph.graph.results import Value, value
from itugraph.graph.standing import standing
from itugraph.graph.stores import MemoryStore
from itugraph.identifiers import BASE
from itugraph.registry import Registry
from itugraph.registry.dates import as_of

from .support import DATA

SUPERSEDED = tomllib.loads((DATA / "superseded.toml").read_text("utf-8"))["case"]

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a named query answers."""

    query: str
    columns: list[str]
    rows: list[list[Value]]
    arguments: list[str] = field(default_factory=list)
    as_of: str | None = None

    def __str__(self) -> str:
        return " ".join([self.query, *self.arguments, self.as_of or ""]).strip()


def read_answers(name: str) -> list[Answer]:
    """Return the answers of a file."""
    return [Answer(**row) for row in tomllib.loads((DATA / name).read_text("utf-8"))["answer"]]


ANSWERS = read_answers("answers.toml")
OF_LIBRARY = read_answers("library.toml")


def expected(answer: Answer, graph: Graph) -> list[Row]:
    """Return the rows of an answer, with the names that hang on digests."""
    [letter] = [f"source/{e.source}" for e in graph.index.sources if e.path.endswith("letter.txt")]
    [draft] = [graph.text(e.path) for e in graph.index.sources if "draft" in e.path]
    names: dict[Value, Value] = {"LETTER": letter, "DRAFT": draft, "": None}
    return [tuple(names.get(cell, cell) for cell in row) for row in answer.rows]


@pytest.fixture(scope="module")
def dataset(graph: Graph) -> Dataset:
    """Return the graph in RDFLib."""
    return graph.rdflib()


def by_rdflib(dataset: Dataset, sparql: str) -> list[Row]:
    """Return the rows that RDFLib gives, as values."""
    found = []
    for row in dataset.query(sparql):
        cells: list[Value] = []
        for term in row:
            if term is None:
                cells.append(None)
            elif isinstance(term, RdflibLiteral):
                datatype = NamedNode(str(term.datatype)) if term.datatype else None
                cells.append(value(Literal(str(term), datatype=datatype), BASE))
            else:
                cells.append(value(NamedNode(str(term)), BASE))
        found.append(tuple(cells))
    return found


# ------------------------------------------------------------------ answers


def agree(answer: Answer, graph: Graph, dataset: Dataset) -> None:
    """Expect an answer of a graph, and the same rows in the same order of RDFLib."""
    found = graph.query(answer.query, *answer.arguments, as_of=answer.as_of)
    places = [found.columns.index(column) for column in answer.columns]
    rows = [tuple(row[place] for place in places) for row in found]
    assert sorted(rows, key=str) == sorted(expected(answer, graph), key=str)
    sparql = graph.sparql(answer.query, *answer.arguments, as_of=answer.as_of)
    assert by_rdflib(dataset, sparql) == list(found)


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_two_engines_answer_what_was_worked_out_by_hand(
    answer: Answer, graph: Graph, dataset: Dataset
) -> None:
    agree(answer, graph, dataset)


@pytest.fixture(scope="module")
def texts(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return the graph of the texts in library/."""
    folder = tmp_path_factory.mktemp("library") / "graph"
    return Graph.build([DATA / "library"], folder, registry)


@pytest.fixture(scope="module")
def texts_in_rdflib(texts: Graph) -> Dataset:
    """Return the same in RDFLib."""
    return texts.rdflib()


@pytest.mark.parametrize("answer", OF_LIBRARY, ids=str)
def test_two_engines_answer_on_the_texts_of_the_library(
    answer: Answer, texts: Graph, texts_in_rdflib: Dataset
) -> None:
    agree(answer, texts, texts_in_rdflib)


def test_every_named_query_has_an_answer_here() -> None:
    names = {query.name for query in library()}
    assert len(names) >= 20
    assert {answer.query for answer in ANSWERS + OF_LIBRARY} == names


def test_every_named_query_takes_a_day(texts: Graph) -> None:
    for query in library():
        assert query.bound(BASE, "2017-01-01").count('VALUES ?asOf { "2017-01-01" }') == (
            query.sparql.count("VALUES ?asOf")
        )
        assert "VALUES ?asOf" in query.sparql
    # Long before anything was adopted only what has no date is left.
    assert len(texts.query("in-force", "WTSA", as_of="1900")) == 0
    assert {row[0] for row in texts.query("misfits", as_of="1900")} == {
        "body-against-mark",
        "impossible-mark",
    }


def test_a_year_is_its_end_and_a_conference_its_closing_day(texts: Graph) -> None:
    def asked(day: str) -> list[Value]:
        return [row[0] for row in texts.query("in-force", "WTSA", as_of=day)]

    assert asked("2016") == asked("WTSA-16") == asked("2016-11-03") != asked("2016-11-02")


@pytest.mark.parametrize(
    ("query", "arguments", "day", "says"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", [], "2017", "as of 2017: is for named queries"),
        ("who-cites", ["WTSA Res. 901"], "soon", "soon: is neither a conference's id nor a year"),
        ("who-cites", ["WTSA Res. 901"], "", "neither a conference"),
    ],
)
def test_a_day_that_cannot_be_asked_for_is_told(
    query: str, arguments: list[str], day: str, says: str, texts: Graph
) -> None:
    with pytest.raises(InputError, match=says):
        texts.query(query, *arguments, as_of=day)


def test_what_stands_on_a_day_is_the_same_in_python_and_in_sparql(
    texts: Graph, registry: Registry
) -> None:
    for day in ("2008-10-29", "2008", "2012-11-29", "2016-11-02", "WTSA-16", "2018", "PP-18"):
        then = standing(registry, as_of(day, registry))
        for body in ("WTSA", "PP", "WTDC", "WCIT"):
            asked = {row[0] for row in texts.query("in-force", body, as_of=day)}
            assert asked == {e for e in then.current.values() if e.startswith(f"{body.lower()}/")}


def test_rows_come_in_an_order_that_helps(graph: Graph) -> None:
    begins = [row[-1] for row in graph.query("cites-by-clause", "pp-911.txt")]
    assert begins == sorted(begins, key=lambda v: int(v or 0))
    years = [row[2] for row in graph.query("life", "WTSA Res. 901")]
    assert years == [2008, 2012, 2016, 2016]
    texts = [row[2] for row in graph.query("most-cited")]
    assert texts == [4, 2, 2, 2, 1, 1]


def test_a_removed_citation_is_in_the_changes_and_cites_no_more(registry: Registry) -> None:
    """Added, removed and retargeted; the old end of a retargeted one is no row of its own."""
    store = Store()
    store.bulk_load((DATA / "redline.ttl").read_bytes(), format=RdfFormat.TURTLE, base_iri=BASE)
    graph = Graph(MemoryStore(store), Index(BASE, "0", registry.digest), registry)
    text = f"<{BASE}pp/resolution/911/draft/0000000000000000>"
    sparql = re.sub(r"VALUES \?text \{[^}]*\}", f"VALUES ?text {{ {text} }}", text_of("changes"))
    rows = [row[:4] for row in graph.query(sparql)]
    assert rows == [
        ("itg:Retargeted", "wtsa/resolution/901/2016", "wtsa/resolution/901/2012", "noting"),
        ("itg:Removed", "wtsa/resolution/902/2012", None, "noting"),
        ("itg:Added", "wtdc/resolution/921/2017", None, "resolves"),
    ]
    assert [row[2] for row in graph.query("who-cites", "WTSA Res. 901")] == [
        "wtsa/resolution/901/2016"
    ]
    assert len(graph.query("who-cites", "WTSA Res. 902")) == 0
    assert [row[0] for row in graph.query("most-cited")] == [
        "wtdc/resolution/921",
        "wtsa/resolution/901",
    ]
    assert len(graph.query("co-cited", "WTSA Res. 902")) == 0


def text_of(name: str) -> str:
    """Return the SPARQL of a named query."""
    return named(name).sparql


TURTLE = """
@prefix itg: <https://w3id.org/itugraph/ns#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.mark.parametrize("case", SUPERSEDED, ids=lambda case: case["name"])
def test_when_a_cited_edition_had_ended(
    case: dict[str, dict[str, str]], registry: Registry
) -> None:
    own, end = case["own"], case["end"]
    lines = [
        TURTLE,
        f"<citing> eli:cites <{'cited/resolves/2' if case.get('part') else 'cited'}> .",
        "<cited/resolves/2> eli:is_part_of <cited> .",
        "<cited> prov:wasInvalidatedBy <end> ; eli:is_member_of <work> .",
        f'<end> itg:year "{end["year"]}"^^xsd:gYear .',
    ]
    if "day" in end:
        lines.append(f'<end> schema:endDate "{end["day"]}"^^xsd:date .')
    if "year" in own:
        lines.append(f'<citing> itg:year "{own["year"]}"^^xsd:gYear .')
    if "day" in own:
        lines.append(f'<citing> eli:date_document "{own["day"]}"^^xsd:date .')
    if "event" in own:
        lines.append(f"<citing> prov:wasGeneratedBy <{own['event']}> .")
    store = Store()
    store.bulk_load("\n".join(lines).encode(), format=RdfFormat.TURTLE, base_iri=BASE)
    graph = Graph(MemoryStore(store), Index(BASE, "0", ""), registry)
    found = graph.query("superseded")
    when = found.columns.index("when")
    assert [row[when] for row in found] == ([case["when"]] if "when" in case else [])
    assert by_rdflib(graph.rdflib(), graph.sparql("superseded")) == list(found)


# ------------------------------------------------------------------ the files


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_query_file_has_a_title_and_parses_in_both_engines(query: NamedQuery) -> None:
    first = query.sparql.splitlines()[0]
    assert first == f"# {query.title}"
    assert len(query.title) > 20
    assert query.title[0].isupper()
    prepareQuery(query.sparql)
    Store().query(query.sparql)
    for parameter in query.parameters:
        assert re.search(rf"VALUES \?{parameter} {{", query.sparql)


def test_the_titles_of_the_queries_tell_them_apart() -> None:
    assert len({query.title for query in library()}) == len(library())


def test_a_query_is_written_for_any_base() -> None:
    for query in library():
        paths = {p: f"{p}/resolution/911" for p in query.parameters if p != "number"}
        bound = query.bound("https://x.example/", **paths)
        assert BASE not in bound
        for path in paths.values():
            assert f"<https://x.example/{path}>" in bound


# ------------------------------------------------------------------ parameters


@pytest.mark.parametrize(
    ("query", "arguments", "says"),
    [
        ("who-cites", [], "query who-cites: takes work"),
        ("who-cites", ["WTSA Res. 901", "WTSA Res. 902"], "query who-cites: takes work"),
        ("most-cited", ["WTSA Res. 901"], "query most-cited: takes no parameter"),
        ("changes", [], "query changes: takes text"),
        ("SELECT * WHERE { ?s ?p ?o }", ["x"], "query: takes parameters only if"),
        ("who-cite", ["WTSA Res. 901"], "did you mean who-cites"),
        ("co-cites", [], "did you mean co-cited"),
        ("superceded", [], "did you mean superseded"),
        ("zzz", [], "itugraph query --list names them"),
        ("in-force", ["Mars"], "'Mars': is no body: one of .*WTSA"),
        ("in-force", ["TSAG"], "is no body"),
        ("conference", ["WTSA-17"], "is no conference: give its tag"),
        (
            "who-cites-edition",
            ["WTSA Res. 901"],
            r"names no edition: add one of .*\(Rev. Hammamet, 2016\)",
        ),
        ("meaning", ["eighteen"], "is no number: give one such as"),
        ("meaning", ["Regulation 18"], "'Regulation' is no kind of instrument"),
        ("meaning", ['18" } #'], "is no number"),
        ("compare", ["pp-911.txt"], "query compare: takes text .* and other"),
        ("who-cites", ["Resolution"], "names no instrument"),
        ("who-cites", [""], "names no instrument"),
        ("who-cites", ["Resolution 1"], "could be .*: name the body"),
        ("changes", ["nowhere.txt"], "nowhere.txt"),
        ("cites-by-clause", ["WTSA Res. 901"], "is no text of this graph"),
    ],
)
def test_a_wrong_name_or_number_of_parameters_is_told_in_one_line(
    query: str, arguments: list[str], says: str, graph: Graph
) -> None:
    with pytest.raises(InputError, match=says) as refused:
        graph.query(query, *arguments)
    assert "\n" not in str(refused.value)


def test_a_parameter_of_another_name_is_refused(graph: Graph) -> None:
    assert len(graph.query("who-cites", work="WTSA Res. 901")) == 5
    with pytest.raises(InputError, match="query who-cites: takes work"):
        graph.query("who-cites", text="letter.txt")
    with pytest.raises(InputError, match="query who-cites: takes work"):
        graph.query("who-cites", "WTSA Res. 901", text="letter.txt")


@pytest.fixture(scope="module")
def bound(graph: Graph) -> Callable[[str], str]:
    """Return a function that puts what is typed into a query."""
    return lambda typed: graph.sparql("who-cites", typed)


@settings(max_examples=100, deadline=None)
@given(
    typed=st.one_of(
        st.text(max_size=30),
        st.text("}>{<?#\\\"'.:;()-+*%a1/", max_size=30).map("pp/resolution/".__add__),
        st.text("}>{<?#\\\"'.:;()-+*%a1/", max_size=30).map("cs/article/1".__add__),
        st.text("}>{<?#\\\"'.:;()-+*%a1/", max_size=30).map((BASE + "wtsa/").__add__),
    )
)
def test_whatever_is_typed_is_one_iri_in_the_query_or_refused(
    bound: Callable[[str], str], typed: str
) -> None:
    whole = named("who-cites")
    try:
        sparql = bound(typed)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    before, after = re.split(r"VALUES \?work \{[^}]*\}", whole.sparql, maxsplit=1)
    assert sparql.startswith(before)
    assert sparql.endswith(after)
    row = sparql[len(before) : len(sparql) - len(after)]
    assert re.fullmatch(r"VALUES \?work \{ <[^<>\"{}|^`\\\s]+> \}", row)


def test_a_typed_name_cannot_become_a_part_of_the_query(graph: Graph) -> None:
    typed = "pp/resolution/1>}filter(false)values?z{<x:y"
    with pytest.raises(InputError):
        graph.query("who-cites", typed)

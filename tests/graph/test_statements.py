"""What the registry and a source say as triples."""

from __future__ import annotations

import platform
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

from itugraph.citations import extract
from itugraph.graph import Graph
from itugraph.graph.folder import read_index
from itugraph.graph.registry_quads import derived_statements, registry_statements
from itugraph.graph.source_quads import Citing, citing, source_statements
from itugraph.graph.statements import Statements
from itugraph.identifiers import BASE
from itugraph.model import Change, Citation, Document, Reading
from itugraph.reading import read, read_bytes
from itugraph.registry import Registry
from itugraph.resources import folder as data_folder
from itugraph.vocabulary import TYPE

from .support import DATA, TEXTS, Triple, files_of, renamed, shown, triples

EXAMPLE = Path(str(data_folder("data"))) / "examples" / "resolution-191-draft.txt"


def said(document: Document, registry: Registry) -> set[Triple]:
    """Return what a document says, as triples."""
    statements = source_statements(document, extract(document, registry), registry, BASE, "0")
    return triples(statements.nquads())


def of(found: set[Triple], predicate: str) -> set[tuple[str, str]]:
    """Return subject and object of the triples with a predicate."""
    return {(s, o) for s, p, o in found if p == predicate}


# ------------------------------------------------------------------ the writer


def test_order_and_repeats_of_statements_do_not_change_the_bytes() -> None:
    one, other = Statements(BASE, "g"), Statements(BASE, "g")
    one.text("a", BASE + "p", "x")
    one.path("b", BASE + "p", "c", "d")
    other.path("b", BASE + "p", "d")
    other.path("b", BASE + "p", "c", "d")
    other.text("a", BASE + "p", "x")
    assert one.nquads() == other.nquads()
    assert len(one) == len(other) == 3
    lines = one.nquads().splitlines()
    assert lines == sorted(lines)


def test_an_empty_or_missing_text_is_not_said() -> None:
    statements = Statements(BASE, "g")
    statements.text("a", BASE + "p", "")
    statements.text("a", BASE + "p", None)
    assert len(statements) == 0
    assert statements.nquads() == b""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=4))
def test_any_text_comes_back_as_it_was_one_line_a_statement(texts: list[str]) -> None:
    statements = Statements(BASE, "g")
    for text in texts:
        statements.text("a", BASE + "p", text)
    content = statements.nquads()
    assert content.count(b"\n") == len(statements) == len(set(texts))
    assert {q.object.value for q in parse(content, format=RdfFormat.N_QUADS)} == set(texts)


# ------------------------------------------------------------------ one text, all its triples


def test_a_small_text_gives_exactly_these_triples(registry: Registry) -> None:
    found = renamed(said(read(DATA / "statements.txt"), registry))
    told = {
        (s, p, "CONFIDENCE" if p == "itg:confidence" else shown_object)
        for s, p, shown_object in found
    }
    lines = (DATA / "statements.tsv").read_text("utf-8").splitlines()
    expected = {tuple(line.split("\t")) for line in lines}
    assert told - expected == set()
    assert expected - told == set()


def test_a_confidence_is_a_decimal_between_0_and_1(graph: Graph) -> None:
    found = [q.object for q in graph.store if q.predicate == itg("confidence")]
    assert found
    for value in found:
        assert value.datatype.value.endswith("#decimal")
        assert 0 < Decimal(value.value) < 1


def itg(name: str) -> NamedNode:
    """Return one of our own terms."""
    return NamedNode("https://w3id.org/itugraph/ns#" + name)


# ------------------------------------------------------------------ rules of every graph


def test_no_graph_has_a_blank_node(graph: Graph) -> None:
    terms = {term for quad in graph.store for term in (quad.subject, quad.object)}
    assert len(terms) > 100
    assert not [term for term in terms if isinstance(term, BlankNode)]


def test_everything_of_ours_that_is_named_has_a_type(graph: Graph) -> None:
    ours = {
        node.value
        for quad in graph.store
        for node in (quad.subject, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(BASE)
    }
    typed = {q.subject.value for q in graph.store if q.predicate == NamedNode(TYPE)}
    assert len(ours) > 100
    assert ours - typed == set()


def test_each_file_is_one_named_graph_with_sorted_lines(made: Path) -> None:
    files = {name: b for name, b in files_of(made).items() if name.endswith(".nq")}
    assert len(files) == 2 + len(list(TEXTS.iterdir()))
    for name, content in files.items():
        lines = content.splitlines()
        assert lines == sorted(set(lines))
        graphs = {shown(q.graph_name) for q in parse(content, format=RdfFormat.N_QUADS)}
        assert graphs == {name.removesuffix(".nq").replace("sources/", "source/")}


def test_no_file_of_record_tells_a_clock_time_a_path_or_a_host(made: Path) -> None:
    places = (str(TEXTS), str(TEXTS.parent), str(made.parent), f"{Path.home()}/", "file:")
    host = re.compile(rf"(?<![\w-]){re.escape(platform.node())}(?![\w-])")
    for name, content in files_of(made).items():
        text = content.decode()
        assert not re.search(r"\d\d:\d\d|\d{4}-\d\d-\d\dT|#dateTime", text), name
        assert not [place for place in places if place in text], name
        assert not host.search(text), name
    index = read_index(made)
    assert index is not None
    assert [entry.path for entry in index.sources] == [
        "texts/draft-911.txt",
        "texts/letter.txt",
        "texts/pp-911.txt",
        "texts/pp-912.txt",
    ]


# ------------------------------------------------------------------ the registry


def test_the_registry_says_each_edition_with_what_it_replaced(registry: Registry) -> None:
    found = triples(registry_statements(registry, BASE).nquads())
    edition = "wtsa/resolution/901/2016"
    assert {(p, o) for s, p, o in found if s == edition} == {
        ("rdf:type", "eli:LegalResource"),
        ("eli:is_member_of", "wtsa/resolution/901"),
        ("prov:wasGeneratedBy", "event/wtsa-16"),
        ("itg:year", '"2016"^^xsd:gYear'),
        ("eli:date_document", '"2016-11-03"^^xsd:date'),
        ("itg:evidence", '"unchecked"'),
        ("skos:prefLabel", '"WTSA Resolution 901 (Rev. Hammamet, 2016)"@en'),
        ("dct:replaces", "wtsa/resolution/901/2012"),
        ("dct:replaces", "wtsa/resolution/902/2012"),  # merged into it
    }
    assert ("wtsa/resolution/902/2012", "event/wtsa-16") in of(found, "prov:wasInvalidatedBy")
    assert {(p, o) for s, p, o in found if s == "wtsa/resolution/901"} == {
        ("rdf:type", "eli:ComplexWork"),
        ("rdf:type", "itg:Resolution"),
        ("itg:body", "body/wtsa"),
        ("eli:number", '"901"'),
        ("skos:prefLabel", '"WTSA Resolution 901"@en'),
        ("dct:title", '"testing of test texts"@en'),
    }


def test_a_day_that_is_not_known_is_not_said(registry: Registry) -> None:
    found = triples(registry_statements(registry, BASE).nquads())
    days = dict(of(found, "schema:endDate"))
    assert days["event/pp-18"] == '"2018-11-16"^^xsd:date'
    assert "event/pp-65" not in days
    assert ("event/pp-65", '"1965"^^xsd:gYear') in of(found, "itg:year")
    assert not [day for day in days.values() if not re.match(r'"\d{4}-\d\d-\d\d"', day)]


def test_what_follows_says_the_current_edition_and_how_the_others_ended(
    registry: Registry,
) -> None:
    found = triples(derived_statements(registry, BASE).nquads())
    current = dict(of(found, "itg:current"))
    assert current["wtsa/resolution/901"] == "wtsa/resolution/901/2016"
    assert current["pp/resolution/911"] == "pp/resolution/911/2018"
    assert "wtsa/resolution/902" not in current
    assert "pp/resolution/913" not in current
    force = dict(of(found, "eli:in_force"))
    assert force["wtsa/resolution/901/2016"] == "eli:InForce-inForce"
    assert force["wtsa/resolution/901/2012"] == "eli:InForce-notInForce"
    assert force["pp/resolution/913/2014"] == "eli:InForce-notInForce"
    ended = of(found, "eli:date_no_longer_in_force")
    assert ("pp/resolution/913/2014", '"2018-11-16"^^xsd:date') in ended
    assert ("wtsa/resolution/901/2008", '"2012-11-29"^^xsd:date') in ended
    # A suppression is told by the registry; here only what follows from a successor.
    by = dict(of(found, "prov:wasInvalidatedBy"))
    assert by["wtsa/resolution/901/2012"] == "event/wtsa-16"
    assert "pp/resolution/913/2014" not in by


# ------------------------------------------------------------------ citations of redlines


def cited(change: Change | None, where: str, start: int, **more: object) -> Citation:
    """Return a decided citation of WTSA Resolution 901 in a text of 16 a."""
    values: dict[str, object] = {
        "document": "made.txt",
        "source": "a" * 16,
        "language": "en",
        "pieces": ((start, start + 3),),
        "surface": "abc",
        "quote": "abc",
        "clause": "noting",
        "verb": "noting",
        "item": None,
        "type": "resolution",
        "body": "WTSA",
        "number": "901",
        "instrument": "wtsa/resolution/901",
        "edition": where,
        "target": where,
        "state": {"removed": "before", "kept": "both", None: "both"}.get(change, "after"),
        "change": change,
    }
    return Citation(**(values | more))  # type: ignore[arg-type]


OLD, NEW = "wtsa/resolution/901/2012", "wtsa/resolution/901/2016"
REMOVED = cited("removed", OLD, 10)
CASES = {
    "none": ([cited(None, OLD, 10)], {OLD}),
    "kept": ([cited("kept", OLD, 10)], {OLD}),
    "added": ([cited("added", NEW, 10)], {NEW}),
    "removed": ([REMOVED], set()),
    "removed here and kept there": ([REMOVED, cited("kept", OLD, 30)], {OLD}),
    "retargeted": ([REMOVED, cited("retargeted", NEW, 20, replaces=REMOVED.id)], {NEW}),
    "undecided": ([cited(None, OLD, 10, ambiguous=True)], set()),
    "of no known instrument": ([cited(None, OLD, 10, instrument=None)], set()),
    "of no known target": ([cited(None, OLD, 10, target=None)], set()),
}


@pytest.mark.parametrize(("citations", "expected"), CASES.values(), ids=CASES)
def test_only_live_and_decided_citations_give_a_shortcut(
    citations: list[Citation], expected: set[str], registry: Registry
) -> None:
    document = Document("made.txt", "a" * 16, "x" * 50)
    found = triples(source_statements(document, citations, registry, BASE, "0").nquads())
    source = "source/" + "a" * 16
    assert of(found, "eli:cites") == {(source, edition) for edition in expected}
    kinds = {s: o for s, o in of(found, "rdf:type") if "#c" in s and "char" not in s}
    assert len(kinds) == len(citations)
    for citation in citations:
        decided = not citation.ambiguous and citation.target and citation.instrument
        kind = "cito:Citation" if decided else "itg:UndecidedCitation"
        assert kinds[f"{source}#{citation.id}"] == kind


def test_a_retargeted_citation_leads_to_the_one_it_replaces(registry: Registry) -> None:
    document = Document("made.txt", "a" * 16, "x" * 50)
    new = cited("retargeted", NEW, 20, replaces=REMOVED.id)
    statements = source_statements(document, [REMOVED, new], registry, BASE, "0")
    found = triples(statements.nquads())
    source = "source/" + "a" * 16
    assert of(found, "prov:wasRevisionOf") == {(f"{source}#{new.id}", f"{source}#{REMOVED.id}")}
    assert of(found, "itg:change") == {
        (f"{source}#{new.id}", "itg:Retargeted"),
        (f"{source}#{REMOVED.id}", "itg:Removed"),
    }


def test_a_citation_in_pieces_has_a_mention_each_with_its_own_words(registry: Registry) -> None:
    document = Document("made.txt", "a" * 16, "Resolution 4 and 44")
    split = cited("kept", OLD, 0, pieces=((0, 10), (17, 19)), surface="Resolution44")
    found = triples(source_statements(document, [split], registry, BASE, "0").nquads())
    source = "source/" + "a" * 16
    assert of(found, "nif:anchorOf") == {
        (f"{source}#char=0,10", '"Resolution"'),
        (f"{source}#char=17,19", '"44"'),
    }
    assert {o for _, o in of(found, "itg:mention")} == {
        f"{source}#char=0,10",
        f"{source}#char=17,19",
    }


def test_a_reading_has_its_target_state_and_probability(registry: Registry) -> None:
    readings = (
        Reading("before", "resolution", "WTSA", "901", edition=OLD, probability=0.75),
        Reading("after", "resolution", "WTSA", "901", instrument="wtsa/resolution/901"),
        Reading("after", "resolution", "WTSA", "999"),  # names nothing: no candidate
    )
    one = cited(None, OLD, 10, ambiguous=True, target=None, edition=None, alternatives=readings)
    document = Document("made.txt", "a" * 16, "x" * 50)
    found = renamed(triples(source_statements(document, [one], registry, BASE, "0").nquads()))
    assert of(found, "itg:candidate") == {
        ("SOURCE#1", "SOURCE#1-1"),
        ("SOURCE#1", "SOURCE#1-2"),
    }
    assert of(found, "itg:target") == {
        ("SOURCE#1-1", OLD),
        ("SOURCE#1-2", "wtsa/resolution/901"),
    }
    assert of(found, "itg:change") == {
        ("SOURCE#1-1", "itg:Removed"),
        ("SOURCE#1-2", "itg:Added"),
    }
    assert of(found, "itg:confidence") == {("SOURCE#1-1", '"0.75"^^xsd:decimal')}
    assert not of(found, "cito:hasCitedEntity")


# ------------------------------------------------------------------ what a source is the text of


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("RESOLUTION 911 (REV. DUBAI, 2018)", ("pp/resolution/911/2018", False, None)),
        ("RESOLUTION 911 (BUSAN, 2014)", ("pp/resolution/911/2014", False, None)),
        ("RESOLUTION 988 (DUBAI, 2018)", ("pp/resolution/988/2018", False, None)),
        ("Minutes of a meeting", ("source/{source}", False, None)),
        (
            "RESOLUTION 911 (BUSAN, 2014DUBAI, 2018)",
            ("pp/resolution/911/draft/{source}", True, "pp/resolution/911/2014"),
        ),
    ],
)
def test_a_title_tells_what_a_source_is_the_text_of(
    title: str, expected: tuple[str, bool, str | None], registry: Registry
) -> None:
    document = read_bytes("t.txt", f"{title}\n\nnoting Article 1 of the Constitution\n".encode())
    found = citing(document, extract(document, registry))
    path, draft, base = expected
    assert (found.path, found.draft, found.base) == (
        path.format(source=document.source),
        draft,
        base,
    )
    assert found.known == (not path.startswith("source/"))


def test_a_text_of_an_edition_that_the_registry_lacks_is_told_as_unknown(
    registry: Registry,
) -> None:
    found = said(read_bytes("t.txt", b"RESOLUTION 988 (DUBAI, 2018)\n\nOf tests\n"), registry)
    assert of(found, "itg:evidence") == {("pp/resolution/988/2018", '"unknown"')}
    assert of(found, "eli:is_member_of") == {("pp/resolution/988/2018", "pp/resolution/988")}


def test_what_the_registry_has_is_not_told_again(registry: Registry) -> None:
    found = said(read(TEXTS / "pp-911.txt"), registry)
    told = {s for s, _ in of(found, "skos:prefLabel") if not s.startswith(("source/", "run/"))}
    assert told == {"cs", "cs/article/1"}


def test_no_label_is_said_twice_in_one_language(graph: Graph) -> None:
    rows = graph.query(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?node WHERE { ?node skos:prefLabel ?one , ?other
          FILTER (STR(?one) < STR(?other) && LANG(?one) = LANG(?other)) }"""
    )
    assert list(rows) == []


# ------------------------------------------------------------------ drafts


def draft_of(path: Path, registry: Registry) -> tuple[str, set[Triple]]:
    """Return the draft that a flattened text is, and what the text says."""
    document = read(path)
    found: Citing = citing(document, extract(document, registry))
    assert found.draft
    return found.path, said(document, registry)


@pytest.mark.parametrize("path", [TEXTS / "draft-911.txt", EXAMPLE], ids=["own", "example"])
def test_a_draft_has_a_base_but_no_date_and_no_place_in_a_chain(
    path: Path, registry: Registry
) -> None:
    draft, found = draft_of(path, registry)
    instrument = draft.partition("/draft/")[0]
    said_of_it = {(p, o) for s, p, o in found if s == draft and p != "eli:cites"}
    label = next(o for p, o in said_of_it if p == "skos:prefLabel")
    assert label.endswith(', draft revision"@en')
    source = "source/" + draft.rpartition("/")[2]
    assert said_of_it - {("skos:prefLabel", label)} == {
        ("rdf:type", "eli:LegalResource"),
        ("rdf:type", "itg:Draft"),
        ("eli:is_member_of", instrument),
        ("itg:base", f"{instrument}/2014"),
        ("eli:is_realized_by", source),
    }
    assert not of(found, "dct:replaces")
    assert not [s for s, o in of(found, "itg:current") if o == draft]


def test_the_example_tells_of_nothing_that_the_registry_does_not_know() -> None:
    registry = Registry.load()
    _, found = draft_of(EXAMPLE, registry)
    targets = {o for _, o in of(found, "itg:target") | of(found, "cito:hasCitedEntity")}
    assert targets >= {
        "ra/resolution/6/2000",  # 6-1: the suffix beats the year
        "ra/resolution/6/2015",
        "ra/resolution/7/2012",
        "ra/resolution/7/2015",
        "wtsa/resolution/18/2016",
        "wtsa/resolution/44/2012",
        "wtsa/resolution/44/2016",
        "wtsa/resolution/45/2012",
        "wtsa/resolution/45/2016",
        "wtsa/resolution/57/2012",
        "wtdc/resolution/5/2014",
        "wtdc/resolution/5/2017",
        "wtdc/resolution/59/2014",
        "wtdc/resolution/59/2017",
        "cs/article/1",
    }
    assert [t for t in targets if t != "cs/article/1" and registry.row(t) is None] == []


def test_what_the_example_removes_it_does_not_cite() -> None:
    draft, found = draft_of(EXAMPLE, Registry.load())
    removed = {s for s, o in of(found, "itg:change") if o == "itg:Removed"}
    live = {s for s, o in of(found, "rdf:type") if o == "cito:Citation"} - removed
    assert len(removed) >= 7
    assert of(found, "eli:cites") == {
        (draft, o) for s, o in of(found, "cito:hasCitedEntity") if s in live
    }


def test_undecided_citations_of_a_draft_are_no_citations(tmp_path: Path) -> None:
    """Two bodies met in Dubai in 2012: which of them the draft cites before is open."""
    head, _, _ = (TEXTS / "draft-911.txt").read_text("utf-8").partition("a)\t")
    path = tmp_path / "draft.txt"
    head = head.replace("911", "191")  # the registry's own
    path.write_text(f"{head}a)\tResolution 1 (Rev. Dubai, 2012),\n", "utf-8")
    draft, found = draft_of(path, Registry.load())
    undecided = {s for s, o in of(found, "rdf:type") if o == "itg:UndecidedCitation"}
    assert undecided
    assert not [s for s, _ in of(found, "cito:hasCitedEntity") if s in undecided]
    assert not [s for s, _ in of(found, "itg:citedWork") if s in undecided]
    live = {s for s, o in of(found, "rdf:type") if o == "cito:Citation"}
    assert of(found, "eli:cites") == {
        (draft, o) for s, o in of(found, "cito:hasCitedEntity") if s in live
    }


def test_every_triple_of_a_source_stands_in_its_own_graph(made: Path, registry: Registry) -> None:
    store = Store()
    for name, content in files_of(made).items():
        if name.startswith("sources/"):
            store.bulk_load(content, format=RdfFormat.N_QUADS)
    for path in TEXTS.iterdir():
        document = read(path)
        graph = NamedNode(f"{BASE}source/{document.source}")
        mine = {
            (shown(q.subject), shown(q.predicate), shown(q.object))
            for q in store.quads_for_pattern(None, None, None, graph)
        }
        assert mine
        stated = source_statements(
            document, extract(document, registry), registry, BASE, tool_version(made)
        )
        assert mine == triples(stated.nquads())


def tool_version(folder: Path) -> str:
    """Return the version that a graph folder names."""
    index = read_index(folder)
    assert index is not None
    return index.tool


def test_the_terms_that_are_used_are_declared(graph: Graph) -> None:
    """Own classes and properties stand in ontology/itugraph.ttl."""
    ontology = Store()
    text = (data_folder("ontology") / "itugraph.ttl").read_bytes()
    ontology.load(text, format=RdfFormat.TURTLE)
    declared = {quad.subject.value for quad in ontology}
    own = "https://w3id.org/itugraph/ns#"
    used = {
        node.value
        for quad in graph.store
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(own)
    }
    assert len(used) > 15
    assert used - declared == set()

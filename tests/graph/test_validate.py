"""Rules of the model: a good graph keeps them, each seeded fault is caught by query and by shape."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import RDF, Dataset, Graph
from rdflib.compare import isomorphic

from itugraph.errors import MissingExtraError
from itugraph.graph.validate import Finding, check, check_shapes, rules
from itugraph.identifiers import BASE
from itugraph.model import source_digest
from itugraph.resources import folder
from itugraph.vocabulary import CLASS_OF_TYPE, ITG, NIF, PREFIXES, SKOS

DATA = Path(__file__).parent / "data"
GOOD = DATA / "good.trig"

# The nodes of good.trig that faults are seeded into.
NAMES = {
    "draft": "pp/resolution/191/draft/906868db7361baa2",
    "redline": "source/906868db7361baa2",
    "letter": "source/5e5268294d5a84d2",
    "identified": "source/a9e0a33e060d4925",
    "removed": "source/906868db7361baa2#c3071e664cf18",
    "retargeted": "source/906868db7361baa2#ce3ab4e955f8c",
    "kept": "source/906868db7361baa2#c05ce6149be52",
    "undecided": "source/906868db7361baa2#c62227360e7d8",
    "unreadable": "source/906868db7361baa2#cc77bc8a7c069",
    "plain": "source/5e5268294d5a84d2#cb1834fb1327d",
    "adopted": "source/a9e0a33e060d4925#ce74b8afc9aaa",
    "mention": "source/5e5268294d5a84d2#char=18,53",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """An update that breaks the good graph, the rule it breaks, and what is found at fault."""

    rule: str
    name: str
    update: str
    subject: str


FAULTS = [
    Fault(
        "blank-node",
        "a conference without a name",
        'INSERT DATA { _:b a schema:Event ; schema:organizer <body/pp> ; itg:year "2014"^^xsd:gYear }',
        "_:",
    ),
    Fault(
        "blank-node",
        "a mention without a name",
        """DELETE DATA { <source/5e5268294d5a84d2#cb1834fb1327d> itg:mention <{mention}> } ;
        INSERT DATA { <{plain}> itg:mention _:b . _:b a nif:RFC5147String }""",
        "_:",
    ),
    Fault("required", "a conference without a year", "DELETE DATA { <event/pp-14> itg:year ?y }", "event/pp-14"),
    Fault("required", "an edition without a label", "DELETE DATA { <wtsa/resolution/57/2012> skos:prefLabel ?l }", "wtsa/resolution/57/2012"),
    Fault("required", "an edition of nothing", "DELETE DATA { <wtsa/resolution/57/2012> eli:is_member_of ?w }", "wtsa/resolution/57/2012"),
    Fault("required", "a part of nothing", "DELETE DATA { <cs/article/1> eli:is_part_of ?w }", "cs/article/1"),
    Fault("required", "a source without its run", "DELETE DATA { <{letter}> itg:run ?r }", "{letter}"),
    Fault("required", "a draft without a text", "DELETE DATA { <{draft}> eli:is_realized_by ?s }", "{draft}"),
    Fault("required", "a citation without a mention", "DELETE DATA { <{kept}> itg:mention ?m }", "{kept}"),
    Fault("required", "a citation of nothing", "DELETE DATA { <{removed}> cito:hasCitedEntity ?e }", "{removed}"),
    Fault("required", "an undecided citation without a mention", "DELETE DATA { <{unreadable}> itg:mention ?m }", "{unreadable}"),
    Fault("required", "a candidate without a target", "DELETE DATA { <{undecided}-1> itg:target ?t }", "{undecided}-1"),
    Fault("required", "a mention without its text", "DELETE DATA { <{mention}> nif:anchorOf ?t }", "{mention}"),
    Fault("single-value", "a conference in two years", 'INSERT DATA { <event/pp-14> itg:year "2015"^^xsd:gYear }', "event/pp-14"),
    Fault("single-value", "an edition of two instruments", "INSERT DATA { <wtsa/resolution/44/2012> eli:is_member_of <wtsa/resolution/57> }", "wtsa/resolution/44/2012"),
    Fault("single-value", "an edition that two conferences adopted", "INSERT DATA { <wtsa/resolution/44/2012> prov:wasGeneratedBy <event/wtsa-16> }", "wtsa/resolution/44/2012"),
    Fault("single-value", "two cited entities", "INSERT DATA { <{plain}> cito:hasCitedEntity <wtsa/resolution/18> }", "{plain}"),
    Fault("single-value", "two changes", "INSERT DATA { <{removed}> itg:change itg:Added }", "{removed}"),
    Fault("single-value", "two offsets", "INSERT DATA { <{mention}> nif:endIndex 54 }", "{mention}"),
    Fault("datatype", "a year that is a number", "DELETE DATA { <{letter}> itg:year ?y } ; INSERT DATA { <{letter}> itg:year 2018 }", "{letter}"),
    Fault("datatype", "a day that is text", 'DELETE DATA { <event/wtsa-12> schema:endDate ?d } ; INSERT DATA { <event/wtsa-12> schema:endDate "2012-11-29" }', "event/wtsa-12"),
    Fault("datatype", "a confidence that is a float", "DELETE DATA { <{plain}> itg:confidence ?c } ; INSERT DATA { <{plain}> itg:confidence 9.7E-1 }", "{plain}"),
    Fault("datatype", "an offset that is text", 'DELETE DATA { <{mention}> nif:beginIndex ?b } ; INSERT DATA { <{mention}> nif:beginIndex "18" }', "{mention}"),
    Fault("closed-values", "unheard-of evidence", 'DELETE DATA { <wtsa/resolution/57/2012> itg:evidence ?e } ; INSERT DATA { <wtsa/resolution/57/2012> itg:evidence "likely" }', "wtsa/resolution/57/2012"),
    Fault("closed-values", "an unheard-of change", "DELETE DATA { <{kept}> itg:change ?c } ; INSERT DATA { <{kept}> itg:change itg:Moved }", "{kept}"),
    Fault("closed-values", "an unheard-of force", "DELETE DATA { <wtsa/resolution/18/2016> eli:in_force ?f } ; INSERT DATA { <wtsa/resolution/18/2016> eli:in_force eli:InForce }", "wtsa/resolution/18/2016"),
    Fault("link", "an instrument of a body that is not there", "DELETE DATA { <body/pp> a ?c }", "pp/resolution/191"),
    Fault("link", "an edition of an unknown conference", "DELETE DATA { <wtsa/resolution/57/2012> prov:wasGeneratedBy ?e } ; INSERT DATA { <wtsa/resolution/57/2012> prov:wasGeneratedBy <event/wtsa-11> }", "wtsa/resolution/57/2012"),
    Fault("link", "a verb that is not there", "DELETE DATA { verb:noting a ?c }", "{undecided}"),
    Fault("link", "an instrument that replaces", "INSERT DATA { <wtsa/resolution/44> dct:replaces <wtsa/resolution/57/2012> }", "wtsa/resolution/44"),
    Fault("link", "a candidate of a decided citation", "INSERT DATA { <{plain}> itg:candidate <{undecided}-1> }", "{plain}"),
    Fault("link", "a run that is not there", "DELETE DATA { <run/0.1.0-0a1b2c3d> a ?c }", "{letter}"),
    Fault("label", "two English labels", 'INSERT DATA { <wtsa/resolution/44> skos:prefLabel "Resolution forty-four"@en }', "wtsa/resolution/44"),
    Fault("label", "two file names", 'INSERT DATA { <{letter}> skos:prefLabel "copy.txt" }', "{letter}"),
    Fault("iri-form", "a source named by its file", 'INSERT DATA { <source/letter.txt> a itg:Source ; skos:prefLabel "letter.txt" ; itg:run <run/0.1.0-0a1b2c3d> }', "source/letter.txt"),
    Fault("iri-form", "a draft named by its year", 'INSERT DATA { <pp/resolution/191/draft/2018> a eli:LegalResource , itg:Draft ; eli:is_member_of <pp/resolution/191> ; eli:is_realized_by <{redline}> ; skos:prefLabel "draft"@en }', "pp/resolution/191/draft/2018"),
    Fault("iri-form", "a ninth candidate", "INSERT DATA { <{undecided}> itg:candidate <{undecided}-9> . <{undecided}-9> a itg:Candidate ; itg:target <wtsa/resolution/44> }", "{undecided}-9"),
    Fault("instrument-kind", "an instrument of no kind", "DELETE DATA { <wtsa/resolution/57> a itg:Resolution }", "wtsa/resolution/57"),
    Fault("instrument-kind", "an instrument of two kinds", "INSERT DATA { <cs> a itg:Resolution }", "cs"),
    Fault("instrument-kind", "a kind without its level", "INSERT DATA { <wtsa/resolution/1> a itg:Resolution }", "wtsa/resolution/1"),
    Fault("conference-day", "a closing day in another year", 'DELETE DATA { <event/wtsa-12> schema:endDate ?d } ; INSERT DATA { <event/wtsa-12> schema:endDate "2013-11-29"^^xsd:date }', "event/wtsa-12"),
    Fault("adopted", "an adopted edition without a year", "DELETE DATA { <pp/resolution/191/2014> itg:year ?y }", "pp/resolution/191/2014"),
    Fault("adopted", "an adopted edition without evidence", "DELETE DATA { <pp/resolution/191/2014> itg:evidence ?e }", "pp/resolution/191/2014"),
    Fault("adopted", "a resolution that no conference adopted", "DELETE DATA { <pp/resolution/191/2014> prov:wasGeneratedBy ?e }", "pp/resolution/191/2014"),
    Fault("edition-dates", "an edition in another year than its conference", 'DELETE DATA { <pp/resolution/191/2014> itg:year ?y } ; INSERT DATA { <pp/resolution/191/2014> itg:year "2015"^^xsd:gYear }', "pp/resolution/191/2014"),
    Fault("edition-dates", "an edition of a day in another year", 'INSERT DATA { <pp/resolution/191/2014> eli:date_document "2015-01-01"^^xsd:date }', "pp/resolution/191/2014"),
    Fault("current", "an ended edition that is current", "DELETE DATA { <wtsa/resolution/44> itg:current ?e } ; INSERT DATA { <wtsa/resolution/44> itg:current <wtsa/resolution/44/2012> }", "wtsa/resolution/44"),
    Fault("current", "an edition current of another instrument", "INSERT DATA { <wtsa/resolution/57> itg:current <wtsa/resolution/18/2016> }", "wtsa/resolution/57"),
    Fault("replaces-later", "an older edition that replaces a newer", "INSERT DATA { <wtsa/resolution/44/2012> dct:replaces <wtsa/resolution/18/2016> }", "wtsa/resolution/44/2012"),
    Fault("replaces-later", "an edition that replaces itself, by its conference alone", "INSERT DATA { <pp/resolution/191/2014> dct:replaces <pp/resolution/191/2014> }", "pp/resolution/191/2014"),
    Fault("replaced-ends", "a replaced edition that goes on", "DELETE DATA { <wtsa/resolution/44/2012> prov:wasInvalidatedBy ?e }", "wtsa/resolution/44/2012"),
    Fault("in-force", "an ended edition in force", "DELETE DATA { <wtsa/resolution/57/2012> eli:in_force ?f } ; INSERT DATA { <wtsa/resolution/57/2012> eli:in_force eli:InForce-inForce }", "wtsa/resolution/57/2012"),
    Fault("in-force", "an end on another day", 'DELETE DATA { <wtsa/resolution/57/2012> eli:date_no_longer_in_force ?d } ; INSERT DATA { <wtsa/resolution/57/2012> eli:date_no_longer_in_force "2016-11-04"^^xsd:date }', "wtsa/resolution/57/2012"),
    Fault("clock", "a run that tells the time", 'INSERT DATA { <run/0.1.0-0a1b2c3d> prov:startedAtTime "2018-01-01T00:00:00Z"^^xsd:dateTime }', "run/0.1.0-0a1b2c3d"),
    Fault("source-cites", "an identified source that cites", "DELETE DATA { <{adopted}> cito:hasCitingEntity ?t } ; INSERT DATA { <{adopted}> cito:hasCitingEntity <{identified}> }", "{identified}"),
    Fault("draft-chain", "a draft that replaces its base", "INSERT DATA { <{draft}> dct:replaces <pp/resolution/191/2014> }", "{draft}"),
    Fault("draft-chain", "a draft with a date", 'INSERT DATA { <{draft}> eli:date_document "2018-01-01"^^xsd:date }', "{draft}"),
    Fault("draft-chain", "a draft that is current", "DELETE DATA { <pp/resolution/191> itg:current ?e } ; INSERT DATA { <pp/resolution/191> itg:current <{draft}> }", "{draft}"),
    Fault("draft-base", "a base of another instrument", "DELETE DATA { <{draft}> itg:base ?e } ; INSERT DATA { <{draft}> itg:base <wtsa/resolution/44/2012> }", "{draft}"),
    Fault("part", "a part of a part", 'INSERT DATA { <cs/article/1/a> a eli:LegalResourceSubdivision ; skos:prefLabel "a"@en ; eli:is_part_of <cs/article/1> }', "cs/article/1/a"),
    Fault("citing", "a part that cites", "DELETE DATA { <{plain}> cito:hasCitingEntity ?t } ; INSERT DATA { <{plain}> cito:hasCitingEntity <cs/article/1> }", "{plain}"),
    Fault("cited", "a citation of something untyped", "DELETE DATA { <{plain}> cito:hasCitedEntity ?e } ; INSERT DATA { <{plain}> cito:hasCitedEntity <wtsa/resolution/18/2020> }", "{plain}"),
    Fault("cited", "a candidate of something untyped", "DELETE DATA { <{undecided}-1> itg:target ?e } ; INSERT DATA { <{undecided}-1> itg:target <wtsa/resolution/57/2008> }", "{undecided}-1"),
    Fault("cited-instrument", "an edition of another instrument", "DELETE DATA { <{plain}> itg:citedWork ?w } ; INSERT DATA { <{plain}> itg:citedWork <wtsa/resolution/44> }", "{plain}"),
    Fault("cited-instrument", "a part of another instrument", "DELETE DATA { <{kept}> itg:citedWork ?w } ; INSERT DATA { <{kept}> itg:citedWork <wtsa/resolution/44> }", "{kept}"),
    Fault("one-source", "a mention in another source", "INSERT DATA { <{plain}> itg:mention <source/906868db7361baa2#char=13,45> }", "{plain}"),
    Fault("one-source", "a citation of another text's source", "DELETE DATA { <{adopted}> cito:hasCitingEntity ?t } ; INSERT DATA { <{adopted}> cito:hasCitingEntity <{letter}> . <{letter}> eli:cites <wtsa/resolution/44/2012> }", "{adopted}"),
    Fault("one-source", "a candidate of another citation", "INSERT DATA { <{unreadable}> itg:candidate <{undecided}-2> }", "{unreadable}"),
    Fault("redline", "an adopted text with a change", "INSERT DATA { <{adopted}> itg:change itg:Kept }", "{adopted}"),
    Fault("redline", "a letter of which one citation has a change", "INSERT DATA { <{plain}> itg:change itg:Added }", "{plain}"),
    Fault("redline", "a candidate with a change in a text that has none", "DELETE DATA { <{kept}> itg:change ?c }", "{undecided}-1"),
    Fault("retargeted", "retargeted from nowhere", "DELETE DATA { <{retargeted}> prov:wasRevisionOf ?c }", "{retargeted}"),
    Fault("retargeted", "retargeted from a citation that stays", "DELETE DATA { <{removed}> itg:change ?c } ; INSERT DATA { <{removed}> itg:change itg:Kept . <{draft}> eli:cites <wtsa/resolution/44/2012> }", "{retargeted}"),
    Fault("retargeted", "a revision that is not retargeted", "DELETE DATA { <{retargeted}> itg:change ?c } ; INSERT DATA { <{retargeted}> itg:change itg:Added }", "{retargeted}"),
    Fault("confidence", "a confidence above one", "DELETE DATA { <{plain}> itg:confidence ?c } ; INSERT DATA { <{plain}> itg:confidence 1.5 }", "{plain}"),
    Fault("confidence", "a negative confidence of a candidate", "DELETE DATA { <{undecided}-1> itg:confidence ?c } ; INSERT DATA { <{undecided}-1> itg:confidence -0.5 }", "{undecided}-1"),
    Fault("shortcut-missing", "a citation without its shortcut", "DELETE DATA { <{letter}> eli:cites <wtsa/resolution/44> }", "source/5e5268294d5a84d2#cb3f7f8d0f6c1"),
    Fault("shortcut-false", "a shortcut of a removed citation", "INSERT DATA { <{draft}> eli:cites <wtsa/resolution/44/2012> }", "{draft}"),
    Fault("shortcut-false", "a shortcut of an undecided citation", "INSERT DATA { <{draft}> eli:cites <wtsa/resolution/57/2012> }", "{draft}"),
    Fault("undecided", "an undecided citation that is one all the same", "INSERT DATA { <{undecided}> a cito:Citation }", "{undecided}"),
    Fault("undecided", "an undecided citation with a change", "INSERT DATA { <{undecided}> itg:change itg:Kept }", "{undecided}"),
    Fault("undecided", "nine candidates", "INSERT { <{undecided}> itg:candidate ?c . ?c a itg:Candidate ; itg:target <wtsa/resolution/44> } WHERE { VALUES ?n { 3 4 5 6 7 8 10 } BIND (IRI(CONCAT(STR(<{undecided}>), '-', STR(?n))) AS ?c) }", "{undecided}"),
    Fault("candidate", "a candidate of nothing", "DELETE DATA { <{undecided}> itg:candidate <{undecided}-2> }", "{undecided}-2"),
    Fault("candidate", "a candidate of two citations", "INSERT DATA { <{unreadable}> itg:candidate <{undecided}-2> }", "{undecided}-2"),
    Fault("quote", "a quotation of a page", "INSERT { <{plain}> itg:quote ?q } WHERE { BIND (REPLACE('0123456789abcdefghij0', '.', '0123456789abcdefghij') AS ?q) }", "{plain}"),
    Fault("mention", "a shifted offset", "DELETE DATA { <{mention}> nif:beginIndex ?b } ; INSERT DATA { <{mention}> nif:beginIndex 19 }", "{mention}"),
    Fault("mention", "a text of another length", 'DELETE DATA { <{mention}> nif:anchorOf ?t } ; INSERT DATA { <{mention}> nif:anchorOf "Resolution 18" }', "{mention}"),
]  # fmt: skip
"""More than one fault may follow from an update; the one named must be among those found."""

each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.rule}: {f.name}")


@pytest.fixture
def good() -> Store:
    store = Store()
    store.load(path=GOOD, format=RdfFormat.TRIG)
    return store


def fill(text: str) -> str:
    for name, path in NAMES.items():
        text = text.replace("{" + name + "}", path)
    return text


def seed(store: Store, fault: Fault) -> None:
    """Apply an update; `DELETE DATA` with a variable deletes whatever fits, in any graph."""
    prologue = f"BASE <{BASE}>\n" + "".join(f"PREFIX {p}: <{i}>\n" for p, i in PREFIXES.items())
    before = len(store)
    touched = False
    for part in re.split(r"\s;\s(?=INSERT DATA|DELETE DATA)", fill(fault.update)):
        statement = re.sub(
            r"^\s*DELETE DATA \{(.*)\}\s*$",
            r"DELETE { GRAPH ?g { \1 } } WHERE { GRAPH ?g { \1 } }",
            part,
            flags=re.DOTALL,
        )
        store.update(prologue + statement)
        touched = touched or len(store) != before
    assert touched, "the fault changed nothing"


def places(findings: list[Finding]) -> set[tuple[str, str]]:
    """Rule and subject of each finding; blank nodes have no name that two engines share."""
    return {
        (f.rule, "_:" if f.subject.startswith("_:") else f.subject.removeprefix(BASE))
        for f in findings
    }


def test_a_good_graph_keeps_all_rules(good: Store) -> None:
    assert check(good) == []


def test_a_good_graph_fits_the_shapes(good: Store) -> None:
    assert check_shapes(good) == []


def test_the_registry_and_each_source_conform_without_the_other_sources(good: Store) -> None:
    sources = [g for g in good.named_graphs() if "/source/" in str(g)]
    assert len(sources) == 3
    for source in sources:
        alone = Store(
            q for q in good if q.graph_name == source or "/source/" not in str(q.graph_name)
        )
        assert check(alone) == []


def test_mentions_of_the_good_graph_are_the_characters_of_their_texts(good: Store) -> None:
    texts = {source_digest(f.read_bytes()): f.read_text() for f in DATA.glob("*.txt")}
    mentions = list(good.quads_for_pattern(None, NamedNode(NIF + "anchorOf"), None))
    assert mentions
    for quad in mentions:
        match = re.search(r"source/(\w{16})#char=(\d+),(\d+)>", str(quad.subject))
        assert match is not None
        assert isinstance(quad.object, Literal)
        assert texts[match[1]][int(match[2]) : int(match[3])] == quad.object.value


@each_fault
def test_a_fault_is_caught_by_its_query(good: Store, fault: Fault) -> None:
    seed(good, fault)
    found = check(good)
    assert (fault.rule, fill(fault.subject)) in places(found)
    assert all(f.title and f.detail for f in found)


@each_fault
def test_a_fault_is_caught_by_its_shape_as_by_its_query(good: Store, fault: Fault) -> None:
    seed(good, fault)
    found = places(check_shapes(good))
    assert (fault.rule, fill(fault.subject)) in found
    if fault.rule != "blank-node":
        assert found == places(check(good))


def test_findings_are_sorted_and_told_once_though_a_statement_stands_in_two_graphs(
    good: Store,
) -> None:
    seed(good, next(f for f in FAULTS if f.name == "two English labels"))
    once = check(good)
    copy = NamedNode(BASE + "copy")
    good.extend([Quad(q.subject, q.predicate, q.object, copy) for q in good])
    assert check(good) == once
    assert [f.detail for f in once] == sorted(["Resolution forty-four", "WTSA Resolution 44"])


def test_checks_of_a_graph_of_30000_triples_take_less_than_two_seconds(good: Store) -> None:
    source = NAMES["letter"]
    graph = NamedNode(f"{BASE}{source}")
    own = [q for q in good.quads_for_pattern(None, None, None, graph)]
    number = 0
    while len(good) < 30_000:
        number += 1
        good.extend(
            [
                Quad(renamed(q.subject, number), q.predicate, renamed(q.object, number), graph)
                for q in own
            ]
        )
    start = process_time()
    assert check(good) == []
    assert process_time() - start < 2


def renamed(term: object, number: int) -> NamedNode:
    """The term, as it stands in the copy of the letter with a number."""
    assert isinstance(term, NamedNode | Literal)
    if isinstance(term, Literal):
        return term  # type: ignore[return-value]
    return NamedNode(term.value.replace("5e5268294d5a84d2", f"{number:016x}"))


def test_shapes_without_pyshacl_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtraError, match=r"itugraph\[shacl\]"):
        check_shapes(Store())


def test_importing_the_module_loads_no_heavy_package() -> None:
    import subprocess

    code = (
        "import sys, itugraph.graph.validate as _;"
        "print([m for m in ('rdflib', 'pyshacl') if m in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_each_rule_has_a_title_a_query_a_shape_and_a_fault() -> None:
    names = {rule.name for rule in rules()}
    text = (folder("ontology") / "shapes.ttl").read_text("utf-8")
    shapes = {name for name in re.findall(r"^shape:([\w-]+)", text, flags=re.MULTILINE)}
    assert names == shapes - {"typed", "prefixes"}
    assert names == {fault.rule for fault in FAULTS}
    for rule in rules():
        assert re.match(r"# [A-Z][^\n]{10,110}[^.\n]\n", rule.query), rule.name
        assert rule.title == rule.query.splitlines()[0][2:]


def ontology_texts() -> Iterator[tuple[str, str]]:
    root = folder("ontology")
    for name in ("shapes.ttl", "context.jsonld"):
        yield name, (root / name).read_text("utf-8")
    for rule in rules():
        yield rule.name, rule.query


def test_each_own_term_in_use_is_declared() -> None:
    ontology = Graph().parse(data=(folder("ontology") / "itugraph.ttl").read_text("utf-8"))
    declared = {str(s).removeprefix(ITG) for s in ontology.subjects(RDF.type) if ITG in str(s)}
    for name, text in ontology_texts():
        used = set(re.findall(r"\bitg:(\w+)", text))
        assert used <= declared, name
    data = set(re.findall(r"\bitg:(\w+)", GOOD.read_text("utf-8")))
    classes = {iri.removeprefix(ITG) for iri in CLASS_OF_TYPE.values()}
    assert data | classes <= declared


def test_each_own_term_is_labelled_and_explained() -> None:
    ontology = Graph().parse(data=(folder("ontology") / "itugraph.ttl").read_text("utf-8"))
    terms = {s for s in ontology.subjects(RDF.type) if str(s).startswith(ITG)}
    assert len(terms) == 36
    for term in terms:
        said = {str(p).rpartition("#")[2] for p in ontology.predicates(term)}
        assert {"label", "comment", "isDefinedBy"} <= said, term


@pytest.mark.parametrize("name", ["itugraph.ttl", "shapes.ttl"])
def test_turtle_reads_the_same_in_both_engines(name: str) -> None:
    text = (folder("ontology") / name).read_text("utf-8")
    quads = list(parse(text, format=RdfFormat.TURTLE))
    assert len(Graph().parse(data=text)) == len({str(q) for q in quads}) > 50


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning:rdflib")
def test_a_graph_written_with_the_context_reads_back_the_same() -> None:
    dataset = Dataset(default_union=True).parse(GOOD, format="trig")
    merged = Graph()
    for triple in dataset.triples((None, None, None)):
        merged.add(triple)
    context = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    written = merged.serialize(format="json-ld", context=context)
    assert isomorphic(merged, Graph().parse(data=written, format="json-ld"))
    used = set(re.findall(r'"([^"@]+)":', json.dumps(json.loads(written)["graph"])))
    assert not {key for key in used if ":" in key}, "a term without a short name"
    assert SKOS + "prefLabel" not in written

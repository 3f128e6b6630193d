"""A good graph keeps the rules of the model; a seeded fault is caught by query and by shape."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from rdflib import RDF, Dataset, Graph
from rdflib.compare import isomorphic

from itugraph.errors import MissingExtraError
from itugraph.graph.stores import MemoryStore
from itugraph.graph.validate import Finding, check, check_shapes, rules
from itugraph.identifiers import BASE
from itugraph.model import source_digest
from itugraph.resources import folder
from itugraph.vocabulary import CLASS_OF_TYPE, ITG, NIF, PREFIXES, SKOS

DATA = Path(__file__).parent / "data"
GOOD = DATA / "good.trig"


@dataclass(frozen=True, slots=True)
class Fault:
    """What breaks the good graph, the rule it breaks, and the node that is found at fault."""

    rule: str
    name: str
    subject: str
    delete: str = ""
    insert: str = ""
    where: str = ""


def read_faults() -> Iterator[Fault]:
    table = tomllib.loads((DATA / "faults.toml").read_text("utf-8"))
    for row in table["fault"]:
        yield Fault(**{key: with_nodes(text, table["nodes"]) for key, text in row.items()})


def with_nodes(text: str, nodes: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: nodes[match[1]], text)


FAULTS = list(read_faults())

each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.rule}: {f.name}")


@pytest.fixture
def good() -> Store:
    store = Store()
    store.load(path=GOOD, format=RdfFormat.TRIG)
    return store


def seed(store: Store, fault: Fault) -> None:
    prologue = f"BASE <{BASE}>\n" + "".join(f"PREFIX {p}: <{i}>\n" for p, i in PREFIXES.items())
    before = set(store)
    if fault.delete:
        pattern = f"GRAPH ?graph {{ {fault.delete} }}"
        store.update(f"{prologue} DELETE {{ {pattern} }} WHERE {{ {pattern} }}")
        assert set(store) != before, "nothing deleted"
    if fault.insert:
        kept = set(store)
        store.update(f"{prologue} INSERT {{ {fault.insert} }} WHERE {{ {fault.where} }}")
        assert set(store) > kept, "nothing inserted"


def places(findings: list[Finding]) -> set[tuple[str, str]]:
    """Rule and subject of each finding; blank nodes have no name that two engines share."""
    return {
        (f.rule, "_:" if f.subject.startswith("_:") else f.subject.removeprefix(BASE))
        for f in findings
    }


def test_a_good_graph_keeps_all_rules(good: Store) -> None:
    assert check(MemoryStore(good)) == []


def test_a_good_graph_fits_the_shapes(good: Store) -> None:
    assert check_shapes(MemoryStore(good)) == []


def test_the_registry_and_each_source_conform_without_the_other_sources(good: Store) -> None:
    sources = [g for g in good.named_graphs() if "/source/" in str(g)]
    assert len(sources) == 3
    for source in sources:
        alone = Store()
        alone.extend(
            q for q in good if q.graph_name == source or "/source/" not in str(q.graph_name)
        )
        assert check(MemoryStore(alone)) == []


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
    found = check(MemoryStore(good))
    assert (fault.rule, fault.subject) in places(found)
    assert all(f.title and f.detail for f in found)


@each_fault
def test_a_fault_is_caught_by_its_shape_as_by_its_query(good: Store, fault: Fault) -> None:
    seed(good, fault)
    found = places(check_shapes(MemoryStore(good)))
    assert (fault.rule, fault.subject) in found
    if fault.rule != "blank-node":
        assert found == places(check(MemoryStore(good)))


def test_findings_are_sorted_and_told_once_though_a_statement_stands_in_two_graphs(
    good: Store,
) -> None:
    seed(good, next(f for f in FAULTS if f.name == "two English labels"))
    once = check(MemoryStore(good))
    copy = NamedNode(BASE + "copy")
    good.extend([Quad(q.subject, q.predicate, q.object, copy) for q in good])
    assert check(MemoryStore(good)) == once
    assert [f.detail for f in once] == sorted(["Resolution forty-four", "WTSA Resolution 44"])


def test_a_graph_of_30000_triples_of_many_sources_conforms(good: Store) -> None:
    letter = NamedNode(f"{BASE}source/5e5268294d5a84d2")
    lines = serialize(good.quads_for_pattern(None, None, None, letter), format=RdfFormat.N_QUADS)
    assert lines is not None
    for number in range(30_000 // lines.count(b"\n")):
        copy = lines.replace(b"5e5268294d5a84d2", b"%016x" % number)
        good.load(copy, format=RdfFormat.N_QUADS)
    assert len(good) > 29_000
    assert check(MemoryStore(good)) == []


def test_shapes_without_pyshacl_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtraError, match=r"itugraph\[shacl\]"):
        check_shapes(MemoryStore())


def test_importing_the_module_loads_no_heavy_package() -> None:
    code = (
        "import sys, itugraph.graph.validate as _;"
        "print([m for m in ('rdflib', 'pyshacl') if m in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_each_rule_has_a_title_a_query_a_shape_and_a_fault() -> None:
    names = {rule.name for rule in rules()}
    text = (folder("ontology") / "shapes.ttl").read_text("utf-8")
    shapes = set(re.findall(r"^shape:([\w-]+)", text, flags=re.MULTILINE))
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
    assert len(terms) == 42
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

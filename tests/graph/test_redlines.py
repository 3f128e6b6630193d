"""Graphs of redlines whose states are known: they keep the rules, and count what stands."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markup import redlined
from pyoxigraph import RdfFormat, Store

from itugraph import Document, Graph, Registry, extract
from itugraph.graph.folder import Index
from itugraph.graph.network import network
from itugraph.graph.portrait import portrait
from itugraph.graph.registry_quads import derived_statements, registry_statements
from itugraph.graph.source_quads import citing, source_statements
from itugraph.graph.stores import MemoryStore
from itugraph.graph.validate import check, check_shapes
from itugraph.identifiers import BASE

from .support import Triple, triples

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "redlines.toml").read_text("utf-8")
)["redline"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
HEAD = (
    "RESOLUTION 101 (REV. [-BUSAN, 2014-]{+DUBAI, 2018+})\nThe Plenipotentiary Conference of the "
    "International Telecommunication Union ([-Busan, 2014-]{+Dubai, 2018+}),\nnoting\n"
)
KEPT = "Resolution 50 (Rev. Dubai, 2012) of WTSA"


@pytest.fixture(scope="module")
def whole() -> Registry:
    """Return the registry with the instruments of the redlines alone, so that it is quick."""
    registry = Registry.load()
    cited = {f"wtsa/resolution/{n}" for n in (1, 18, 44, 45, 50, 52)}
    cited |= {f"pp/resolution/{n}" for n in (64, 101, 102)}
    cited |= {"wcit/resolution/1", "wtdc/resolution/50", "ra/resolution/6"}
    few = {path: h for path, h in registry.histories.items() if path in cited}
    return replace(registry, histories=few)


@pytest.fixture(scope="module")
def known(whole: Registry) -> list[bytes]:
    """Return what the registry tells."""
    return [f(whole, BASE).nquads() for f in (registry_statements, derived_statements)]


def said(document: Document, registry: Registry) -> bytes:
    """Return what a document says, as N-Quads."""
    citations = extract(document, registry)
    return source_statements(document, citations, registry, BASE, "0").nquads()


def of(found: set[Triple], predicate: str) -> set[tuple[str, str]]:
    """Return subject and object of the triples with a predicate."""
    return {(s, o) for s, p, o in found if p == predicate}


def graph_of(markup: str, registry: Registry, known: list[bytes]) -> Graph:
    """Return the graph of a redline and the registry."""
    store = Store()
    for content in (said(redlined(markup), registry), *known):
        store.bulk_load(content, format=RdfFormat.N_QUADS)
    return Graph(MemoryStore(store), Index(BASE, "0", registry.digest), registry)


@EACH
@pytest.mark.parametrize("head", ["", HEAD], ids=["of no known text", "a draft"])
def test_a_redline_keeps_the_rules(
    case: dict[str, Any], head: str, whole: Registry, known: list[bytes]
) -> None:
    assert check(graph_of(head + case["text"], whole, known).store) == []


def test_redlines_fit_the_shapes(whole: Registry, known: list[bytes]) -> None:
    pytest.importorskip("pyshacl")
    text = HEAD + "\n".join(case["text"] for case in CASES if "RESOLUTION" not in case["text"])
    assert check_shapes(graph_of(text, whole, known).store) == []


@EACH
def test_the_text_after_is_what_cites(case: dict[str, Any], whole: Registry) -> None:
    found = triples(said(redlined(case["text"]), whole))
    own = {"RESOLUTION"}
    after = {
        cite["target"]
        for cite in case["cites"]
        if cite["change"] != "removed" and not own & set(cite["surface"].split())
    }
    assert {o for _, o in of(found, "eli:cites")} == after


@pytest.mark.parametrize(
    ("head", "path", "base"),
    [
        (HEAD, "pp/resolution/101/draft/", "pp/resolution/101/2014"),
        (HEAD.replace("[-BUSAN, 2014-]{+DUBAI, 2018+}", "BUSAN, 2014"), "pp/resolution/101/draft/",
         "pp/resolution/101/2014"),
        ("RESOLUTION [-101-]{+102+} (REV. BUSAN, 2014)\n", "pp/resolution/102/draft/", None),
        ("[-RESOLUTION 101 (REV. BUSAN, 2014)-]\n", "pp/resolution/101/draft/",
         "pp/resolution/101/2014"),
        ("{+RESOLUTION 101 (REV. BUSAN, 2014)+}\n", "pp/resolution/101/draft/", None),
        ("RESOLUTION 101 (REV. [-GENEVA, 1992-]{+BUSAN, 2014+})\n", "pp/resolution/101/draft/",
         None),
        ("{+a note+}\n", "source/", None),
    ],
    ids=["revised", "title as it was", "renumbered", "title deleted", "title inserted",
         "of no conference", "no title"],
)  # fmt: skip
def test_a_draft_starts_from_the_edition_in_the_title_before(
    head: str, path: str, base: str | None, whole: Registry
) -> None:
    document = redlined(head + f"noting {KEPT}{{+ too+}}\n")
    text = citing(document, extract(document, whole))
    assert text.path == path + document.source
    assert text.draft == (path != "source/")
    assert text.base == base


def test_an_unknown_edition_that_a_draft_starts_from_is_told_of(
    whole: Registry, known: list[bytes]
) -> None:
    text = HEAD.replace("RESOLUTION 101", "RESOLUTION 999") + KEPT
    graph = graph_of(text, whole, known)
    assert check(graph.store) == []
    [(base,)] = graph.query(
        "PREFIX itg: <https://w3id.org/itugraph/ns#> SELECT ?b WHERE { ?d itg:base ?b }"
    )
    assert base == "pp/resolution/999/2014"


def test_a_citation_that_is_kept_in_moved_words_counts_once(
    whole: Registry, known: list[bytes]
) -> None:
    graph = graph_of(HEAD + f"[-{KEPT};-] so it be; {{+{KEPT}+}}", whole, known)
    found = triples(
        b"".join(map(bytes, [said(redlined(HEAD + f"[-{KEPT};-] {{+{KEPT}+}}"), whole)]))
    )
    assert len(of(found, "itg:movedFrom")) == 1
    assert {o for _, o in of(found, "itg:change")} == {"itg:Kept"}
    assert len(graph.query("who-cites", "WTSA Res. 50")) == 1
    assert [row[3] for row in graph.query("most-cited")] == [1]
    assert len(portrait("WTSA Res. 50", whole, graph).citations) == 1
    cites = [d for *_, d in network(graph).edges(data=True) if d["relation"] == "cites"]
    assert [d["change"] for d in cites] == ["kept"]


def test_a_retargeted_edge_names_what_it_was(whole: Registry, known: list[bytes]) -> None:
    text = HEAD + "Resolution 50 (Rev. [-Dubai, 2012-]{+Hammamet, 2016+}) of WTSA"
    net = network(graph_of(text, whole, known))
    was = {d["change"]: d["was"] for *_, d in net.edges(data=True) if d["relation"] == "cites"}
    assert was == {"removed": None, "retargeted": "wtsa/resolution/50/2012"}
    assert "wtsa/resolution/50/2012" in net


def test_an_undecided_citation_of_a_known_state_has_its_change(
    whole: Registry, known: list[bytes]
) -> None:
    """Where what is cited is open, what happens to it may still be sure."""
    forms = tomllib.loads((Path(__file__).parent.parent / "data" / "forms.toml").read_text("utf-8"))
    sentence = forms["undecided"][0]["text"]
    for markup, change in (
        (f"{sentence}{{+ too+}}", "itg:Kept"),
        (f"{{+{sentence}+}}", "itg:Added"),
    ):
        document = redlined(markup)
        found = triples(said(document, whole))
        assert {o for _, o in of(found, "itg:change")} == {change}
        assert {s.count("-") for s, _ in of(found, "itg:change")} == {1}
        assert check(graph_of(markup, whole, known).store) == []

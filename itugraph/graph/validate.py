"""Whether a graph keeps the rules of the model.

Each rule has one name and stands twice in the folder `ontology`: as a query in
`checks/{rule}.rq`, fast on whole graphs, and as SHACL in `shapes.ttl`, for other tools.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, serialize

from itugraph.errors import MissingExtraError
from itugraph.graph.stores import Store
from itugraph.resources import folder

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result
    from rdflib.term import Node

Term = NamedNode | BlankNode | Literal

SHAPES: Final = "https://w3id.org/itugraph/shapes#"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a graph keeps.

    Attributes:
        name: name of its file, without the suffix.
        title: what the rule says, in one line.
        query: SPARQL that selects what breaks it: `?subject`, and `?detail` where it helps.
    """

    name: str
    title: str
    query: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a graph breaks a rule.

    Attributes:
        rule: name of the rule; title: what it says.
        subject: IRI of what breaks it, "_:" and a label for a blank node.
        detail: the value or property that is at fault, None where the subject says it all.
    """

    rule: str
    title: str
    subject: str
    detail: str | None


def rules() -> list[Rule]:
    """The rules, sorted by name.

    >>> next(rule.title for rule in rules() if rule.name == "candidate")
    'A candidate belongs to one undecided citation'
    """
    found = []
    for file in (folder("ontology") / "checks").iterdir():
        name, _, suffix = file.name.rpartition(".")
        if suffix == "rq":
            query = file.read_text("utf-8")
            title = query.partition("\n")[0].removeprefix("#").strip()
            found.append(Rule(name, title, query))
    return sorted(found, key=lambda rule: rule.name)


def check(store: Store) -> list[Finding]:
    """What in a graph breaks a rule, sorted; empty where it keeps all of them.

    All named graphs are read as one: load the registry and what is derived from it together
    with the sources.

    >>> from itugraph.graph.stores import MemoryStore
    >>> check(MemoryStore())
    []
    """
    found: set[Finding] = set()
    for rule in rules():
        solutions = store.query(rule.query)
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"the rule {rule.name} is no SELECT query")
        detailed = any(variable.value == "detail" for variable in solutions.variables)
        for solution in solutions:
            subject: Term = solution["subject"]
            detail: Term | None = solution["detail"] if detailed else None
            shown = None if detail is None else _printed(detail)
            found.add(Finding(rule.name, rule.title, _printed(subject), shown))
    return _sorted(found)


def check_shapes(store: Store) -> list[Finding]:
    """The same as `check`, by SHACL: far slower, meant for single sources.

    Raises:
        MissingExtraError: if pyshacl is not installed.
    """
    try:
        import pyshacl
    except ModuleNotFoundError as error:
        raise MissingExtraError("validate --shacl", "shacl") from error
    from rdflib import SH, BNode, Graph

    _, report, _ = pyshacl.validate(_merged(store), shacl_graph=_shapes(), inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"SHACL gave no report: {report}")
    titles = {rule.name: rule.title for rule in rules()}
    found: set[Finding] = set()
    for result in report.objects(None, SH.result):
        subject = report.value(result, SH.focusNode)
        detail = report.value(result, SH.value)
        if detail is None or detail == subject:
            # A missing value cannot be shown: its property says what is missing.
            detail = report.value(result, SH.resultPath)
        shape = str(report.value(result, SH.sourceShape))
        name = shape.removeprefix(SHAPES).partition(".")[0]
        shown = subject.n3() if isinstance(subject, BNode) else str(subject)
        found.add(
            Finding(name, titles.get(name, name), shown, None if detail is None else str(detail))
        )
    return _sorted(found)


def _merged(store: Store) -> Graph:
    """All graphs of a store as one graph of rdflib."""
    from rdflib import Graph

    class Merged(Graph):
        """A graph that parses a query once: a shape asks the same of each of its nodes."""

        def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
            prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(prepared, *args, **kwargs)

    lines = serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES)
    return Merged().parse(data=lines or b"", format="nt")


@lru_cache(maxsize=64)
def _prepared(query: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query)


@cache
def _shapes() -> Graph:
    """The shapes, with their property shapes named: a result tells the name of its shape alone."""
    from rdflib import SH, BNode, Graph, URIRef

    text = (folder("ontology") / "shapes.ttl").read_text("utf-8")
    shapes = Graph().parse(data=text, format="turtle")
    names: dict[Node, Node] = {
        node: URIRef(f"{shape}.{number}")
        for number, (shape, node) in enumerate(shapes.subject_objects(SH.property))
        if isinstance(shape, URIRef) and isinstance(node, BNode)
    }
    named = Graph()
    for subject, predicate, value in shapes:
        named.add((names.get(subject, subject), predicate, names.get(value, value)))
    return named


def _printed(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode) else term.value


def _sorted(findings: set[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.rule, f.subject, f.detail or ""))

"""What is known of each text of a network: the attributes of its nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolutions

from itugraph.graph.graph import Graph
from itugraph.graph.results import Value, value
from itugraph.identifiers import BASE
from itugraph.vocabulary import CLASS_OF_TYPE, ITG, LANGUAGE_OF_CODE, PREFIXES, compact

Attributes = dict[str, Value]

_PREFIX_LINES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
NODE_ATTRIBUTES = (
    "label", "level", "instrument", "edition", "number", "title", "body", "body_name", "kind",
    "year", "place", "adopted", "adopted_at", "ended", "ended_at", "status",
    "instrument_status", "evidence",
)  # fmt: skip
"""All attributes of a node, in the order of tables; `docs/networks.md` explains each."""

# Types whose class has another name; treaties have none.
_KINDS = {compact(iri, BASE): type_ for type_, iri in CLASS_OF_TYPE.items()}
_CLASSES = " ".join(f"<{iri}>" for iri in (*CLASS_OF_TYPE.values(), ITG + "Treaty"))


def describe(graph: Graph, day: str | None = None) -> dict[str, Attributes]:
    """The attributes of all instruments, editions, drafts, parts and sources of a graph, by path.

    Args:
        day: an ISO date that `status` is told for; None for all that the graph knows.
    """
    said = _Said.of(graph)
    works = _works(graph, said)
    editions = {edition: said.edition(edition, works, day) for edition in said.member_of}
    _tell_status_of_instruments(works, editions)
    known = works | editions
    for part, whole in said.part_of.items():
        label = said.labels.get(part, part)
        known[part] = known.get(whole, blank()) | {"label": label, "level": "part"}
    for (source,) in rows(graph, "SELECT DISTINCT ?source WHERE { ?source a itg:Source }"):
        label = said.labels.get(str(source), source)
        known[str(source)] = blank(label=label, level="source", kind="source")
    return known


def blank(**attributes: Value) -> Attributes:
    """All attributes of a node, those not given as None.

    >>> blank(label="letter.txt")["status"]
    'unknown'
    """
    unknown: Attributes = dict.fromkeys(NODE_ATTRIBUTES)
    return unknown | {"status": "unknown", "instrument_status": "unknown"} | attributes


def rows(graph: Graph, select: str) -> Iterator[tuple[Value, ...]]:
    """The rows of a SELECT as they come, without its prefixes."""
    answer = graph.run(_PREFIX_LINES + select)
    if isinstance(answer, QuerySolutions):
        for row in answer:
            yield tuple([value(term, graph.base) for term in row])


def languages(graph: Graph) -> dict[str, str]:
    """The language of each source ("en"), by the source's digest."""
    codes = {compact(iri, BASE): code for code, iri in LANGUAGE_OF_CODE.items()}
    return {
        source.removeprefix("source/"): codes.get(str(language), str(language))
        for source, language in _pairs(graph, "?s a itg:Source ; eli:language ?o").items()
    }


def _pairs(graph: Graph, pattern: str) -> dict[str, Value]:
    """What a pattern of ?s and ?o says of each ?s, the first in order where there are several."""
    found = sorted(rows(graph, f"SELECT DISTINCT ?s ?o WHERE {{ {pattern} }}"), key=str)
    return {str(s): o for s, o in reversed(found)}


def _links(graph: Graph, property_: str) -> dict[str, str]:
    found = _pairs(graph, f"?s {property_} ?o")
    return {s: str(o) for s, o in found.items()}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a graph says of its editions, a property each.

    A query holds one pattern: every source that cites a text tells of it, so that a pattern has
    as many solutions for it as there are sources, and two patterns their square.
    """

    labels: dict[str, Value]
    member_of: dict[str, str]
    part_of: dict[str, str]
    years: dict[str, Value]
    closed: dict[str, Value]
    places: dict[str, Value]
    evidence: dict[str, Value]
    adopted_at: dict[str, str]
    ended_at: dict[str, str]
    current: frozenset[str]
    replaced: frozenset[str]

    @classmethod
    def of(cls, graph: Graph) -> _Said:
        member_of = _links(graph, "eli:is_member_of")
        replaces = "SELECT DISTINCT ?newer ?older WHERE { ?newer dct:replaces ?older }"
        return cls(
            labels=_pairs(graph, '?s skos:prefLabel ?o . FILTER (LANG(?o) IN ("", "en"))'),
            member_of=member_of,
            part_of=_links(graph, "eli:is_part_of"),
            years=_pairs(graph, "?s itg:year ?o"),
            closed=_pairs(graph, "?s schema:endDate ?o"),
            places=_pairs(graph, "?s schema:location ?o"),
            evidence=_pairs(graph, "?s itg:evidence ?o"),
            adopted_at=_links(graph, "prov:wasGeneratedBy"),
            ended_at=_links(graph, "prov:wasInvalidatedBy"),
            current=frozenset(_links(graph, "^itg:current")),
            replaced=frozenset(
                str(older)
                for newer, older in rows(graph, replaces)
                if member_of.get(str(newer)) == member_of.get(str(older))
            ),
        )

    def edition(self, path: str, works: dict[str, Attributes], day: str | None) -> Attributes:
        adopted_at, ended_at = self.adopted_at.get(path), self.ended_at.get(path)
        draft = "/draft/" in path
        year = self.years.get(path) or _session_year(path)
        adopted = self._day(adopted_at) or (f"{year}-12-31" if year else None)
        ended = self._day(ended_at)
        return works.get(self.member_of[path], blank()) | {
            "label": self.labels.get(path, path),
            "level": "draft" if draft else "edition",
            "edition": None if draft else path,
            "year": year,
            "place": self.places.get(adopted_at or ""),
            "adopted": adopted,
            "adopted_at": _conference(adopted_at),
            "ended": ended,
            "ended_at": _conference(ended_at),
            "status": "draft" if draft else self._status(path, adopted, ended, day),
            "evidence": self.evidence.get(path),
        }

    def _status(self, path: str, adopted: str | None, ended: str | None, day: str | None) -> str:
        """How an edition stands on a day: the rule of `itugraph.graph.standing`.

        It is applied to what the graph tells, for a graph knows what it was built with, and the
        registry at hand may be another.
        """
        if path not in self.current and path not in self.replaced and path not in self.ended_at:
            known = "unknown"
        elif path in self.current or (day is not None and ended is not None and ended > day):
            known = "current"
        else:
            known = "superseded" if path in self.replaced else "suppressed"
        return "future" if day is not None and adopted is not None and adopted > day else known

    def _day(self, event: str | None) -> str | None:
        """The closing day of a conference; the last of its year where only that is known."""
        if event is None or (event not in self.closed and event not in self.years):
            return None
        return str(self.closed.get(event) or f"{self.years[event]}-12-31")


def _works(graph: Graph, said: _Said) -> dict[str, Attributes]:
    kinds = _pairs(graph, f"VALUES ?o {{ {_CLASSES} }} ?s a ?o")
    titles = _pairs(graph, "?s dct:title ?o")
    numbers = _pairs(graph, "?s eli:number ?o")
    found: dict[str, Attributes] = {}
    for work, body in _links(graph, "itg:body").items():
        kind = str(kinds.get(work))
        label = said.labels.get(work, work)
        found[work] = blank(
            label=label,
            level="instrument",
            instrument=work,
            number=numbers.get(work) or label,
            title=titles.get(work),
            body=body.rpartition("/")[2].upper(),
            body_name=said.labels.get(body),
            kind=_KINDS.get(kind, "treaty" if kind == "itg:Treaty" else None),
        )
    return found


def _tell_status_of_instruments(
    works: dict[str, Attributes], editions: dict[str, Attributes]
) -> None:
    """An instrument stands while one of its editions does, and has ended when all have."""
    found: defaultdict[str, set[Value]] = defaultdict(set)
    for data in editions.values():
        found[str(data["instrument"])].add(data["status"])
    for work, data in works.items():
        if "current" in found[work]:
            data["instrument_status"] = "current"
        elif "suppressed" in found[work]:
            data["instrument_status"] = "suppressed"
    for data in editions.values():
        own = works.get(str(data["instrument"]))
        data["instrument_status"] = own["instrument_status"] if own else "unknown"


def _conference(event: str | None) -> str | None:
    """The id of a conference: "event/wtsa-16" is WTSA-16."""
    return event.rpartition("/")[2].upper() if event else None


def _session_year(path: str) -> int | None:
    """The year of a Council session's edition that no registry dates: "…/c19" is 2019."""
    tag = path.rpartition("/")[2]
    return 2000 + int(tag[1:]) if tag[0] == "c" and tag[1:].isdecimal() else None

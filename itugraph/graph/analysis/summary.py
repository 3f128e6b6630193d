"""A graph in figures: what is in it, how sure it is, how old, and what it does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

import networkx as nx

from itugraph.graph.analysis.age import ages
from itugraph.graph.analysis.counted import Arcs, counted
from itugraph.graph.analysis.figures import HEADINGS, figures
from itugraph.graph.analysis.ranking import Ranked, ranking
from itugraph.graph.analysis.revisions import chains
from itugraph.graph.analysis.rollup import citations_of_texts, rolled_up
from itugraph.shown import html_table, notice

Counts = dict[str, int]


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """A network in figures. Counts are by name, the largest first.

    Attributes:
        as_of: the day that is told of, None for all that the graph knows.
        texts: that cite; files: those they were read from; both by what they are.
        instruments: that are cited.
        citations: those that count: of texts read in several copies once.
        records: by what a redline does to them, of all copies, with undecided ones.
        certainty: records by how often their kind was right on labelled texts.
        years: citations of editions by age in years; median_years of them all.
        stood: citations of editions by how the edition stood when the text was adopted.
        ended_share: of those of which it is known, how many had ended, from 0 to 1; at the
            same conference is told apart and not counted.
        components: sizes of the parts of the network that no citation joins, largest first.
        circles: sizes of the groups of instruments from each of which ways lead to all others.
        revised: instruments with two editions and more; median_interval: years between those.
        longest: the instrument with most editions; its editions.
        unknown: sentences on what the registry does not know.
    """

    as_of: str | None
    texts: int
    texts_by_body: Counts
    texts_by_kind: Counts
    files: int
    files_by_language: Counts
    instruments: int
    instruments_by_body: Counts
    instruments_by_kind: Counts
    citations: int
    records: Counts
    certainty: Counts
    years: Counts
    median_years: float | None
    stood: Counts
    ended_share: float | None
    most_cited: tuple[Ranked, ...]
    components: tuple[int, ...]
    circles: tuple[int, ...]
    revised: int
    median_interval: float | None
    longest: str | None
    longest_editions: int
    unknown: tuple[str, ...]

    def __repr__(self) -> str:
        when = f" on {self.as_of}" if self.as_of else ""
        return f"{self.citations} citations of {self.instruments} instruments{when}"

    def _repr_html_(self) -> str:
        rows = figures(self)
        return html_table(HEADINGS, rows, len(rows), "figures") + notice(*self.unknown)


def summary(net: nx.MultiDiGraph[str], languages: Mapping[str, str], most: int = 10) -> Summary:
    """A network of texts in figures.

    Args:
        languages: of the sources, by digest; see `itugraph.graph.texts.languages`.
        most: how many of the most cited instruments.

    >>> net = nx.MultiDiGraph(as_of=None, notes=[])
    >>> _ = net.add_edge("source/1", "cs", relation="cites", source_id="1", confidence=0.995)
    >>> told = summary(net, {"1": "en"})
    >>> told.texts, told.files_by_language, told.certainty
    (1, {'en': 1}, {'0.99 and more': 1})
    """
    rolled = rolled_up(net)
    records = [(s, d) for s, _, d in net.edges(data=True) if d.get("relation") != "replaces"]
    texts = sorted({citing for citing, _ in records})
    files = {str(data.get("source_id")) for _, data in records}
    citations = citations_of_texts(net)
    cited = sorted({instrument for _, instrument in citations})
    aged = ages(net)
    years = [age.years for age in aged if age.years is not None]
    stood = Counter(age.stood for age in aged)
    known = sum(n for how, n in stood.items() if how not in ("not known", "not adopted yet"))
    chained = chains(net)
    intervals = [years for chain in chained for years in chain.years]
    return Summary(
        as_of=net.graph.get("as_of"),
        texts=len(texts),
        texts_by_body=_by(net, texts, "body"),
        texts_by_kind=_by(net, texts, "level", "kind"),
        files=len(files),
        files_by_language=_counts(languages.get(file, "not known") for file in files),
        instruments=len(cited),
        instruments_by_body=_by(rolled, cited, "body"),
        instruments_by_kind=_by(rolled, cited, "kind"),
        citations=sum(citations.values()),
        records=_records(net),
        certainty=_counts(_certainty(data.get("confidence")) for _, _, data in counted(net)),
        years={str(age): number for age, number in sorted(Counter(years).items())},
        median_years=median(years) if years else None,
        stood=_counts(age.stood for age in aged),
        ended_share=stood["ended before"] / known if known else None,
        most_cited=tuple(r for r in ranking(rolled)[:most] if r.value),
        components=_sizes(rolled, directed=False),
        circles=tuple(size for size in _sizes(rolled, directed=True) if size > 1),
        revised=len(chained),
        median_interval=median(intervals) if intervals else None,
        longest=chained[0].instrument if chained else None,
        longest_editions=len(chained[0].editions) if chained else 0,
        unknown=tuple(net.graph.get("notes", ())),
    )


def _counts(things: Iterable[str]) -> Counts:
    return dict(sorted(Counter(things).items(), key=lambda pair: (-pair[1], pair[0])))


def _by(net: nx.MultiDiGraph[str], nodes: Iterable[str], *keys: str) -> Counts:
    """Nodes by attributes: "edition of a resolution" is level and kind, said together."""
    data = [net.nodes[node] for node in nodes]
    said = [[str(d[key]) for key in keys if d.get(key) is not None] for d in data]
    return _counts(", ".join(dict.fromkeys(words)) or "not known" for words in said)


def _records(net: nx.MultiDiGraph[str]) -> Counts:
    """Records by what a redline does to them; a record with several readings is one."""
    found: dict[tuple[object, object], str] = {}
    for _, _, data in net.edges(data=True):
        record = data.get("source_id"), data.get("id", len(found))
        if data.get("relation") == "cites":
            found[record] = str(data.get("change") or "in no redline")
        elif data.get("relation") == "undecided":
            found[record] = "undecided"
    return _counts(found.values())


def _certainty(confidence: object) -> str:
    if not isinstance(confidence, float):
        return "too few seen to tell"
    if confidence >= 0.99:
        return "0.99 and more"
    return "0.9 to 0.99" if confidence >= 0.9 else "less than 0.9"


def _sizes(rolled: nx.MultiDiGraph[str], *, directed: bool) -> tuple[int, ...]:
    arcs = Arcs.of(rolled)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(arcs.nodes)))
    graph.add_edges_from((citing, cited) for citing, cited, _ in arcs.arcs)
    parts = (
        nx.strongly_connected_components(graph)
        if directed
        else nx.weakly_connected_components(graph)
    )
    return tuple(sorted((len(part) for part in parts), reverse=True))

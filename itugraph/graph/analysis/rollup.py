"""A network by instrument: all editions, drafts and parts of one in one node."""

from __future__ import annotations

from collections import Counter, defaultdict

import networkx as nx

from itugraph.graph.analysis.counted import counted
from itugraph.graph.results import Value
from itugraph.graph.texts import NODE_ATTRIBUTES
from itugraph.identifiers import parse_path

# Of an edition or part, and so of no instrument.
_OF_A_TEXT = frozenset(
    {"edition", "year", "place", "adopted", "adopted_at", "ended", "ended_at", "evidence"}
    | {"instrument_status"}  # which is the status of an instrument
)


def rolled_up(net: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The instruments of a network that cite or are cited, and the texts that are of none.

    Nodes have the attributes of the network's, those of an edition left out, and
    `self_citations`: how many of their citations are of themselves, which are no edges. Edges
    are keyed by `relation`: "cites" with `texts`, how many texts of the one cite the other, and
    `citations`, how often they do; "replaces" from what an instrument was merged into to it.

    >>> net = nx.MultiDiGraph(level="text")
    >>> for year in (2014, 2018):
    ...     net.add_node(f"pp/resolution/2/{year}", instrument="pp/resolution/2")
    ...     _ = net.add_edge(f"pp/resolution/2/{year}", "cs", relation="cites", source_id="1")
    >>> rolled_up(net).edges["pp/resolution/2", "cs", "cites"]
    {'relation': 'cites', 'texts': 2, 'citations': 2}
    """
    home = {node: str(data.get("instrument") or node) for node, data in net.nodes(data=True)}
    citations = citations_of_texts(net)
    rolled: nx.MultiDiGraph[str] = nx.MultiDiGraph(**net.graph | {"level": "instrument"})
    rolled.graph.pop("of_texts", None)  # which counts texts
    pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for (citing, cited), number in citations.items():
        pairs[home[citing], cited].append(number)
    mergers = {
        (home[newer], home[older])
        for newer, older, data in net.edges(data=True)
        if data.get("relation") == "replaces" and home[newer] != home[older]
    }
    own = {citing: sum(n) for (citing, cited), n in pairs.items() if citing == cited}
    sample = {home[node]: node for node in sorted(net, reverse=True)}
    for node in sorted({end for pair in (*pairs, *mergers) for end in pair}):
        data = net.nodes[sample[node]]
        rolled.add_node(node, **_attributes(data), self_citations=own.get(node, 0))
    for citing, cited in sorted(pairs):
        if citing != cited:
            numbers = pairs[citing, cited]
            rolled.add_edge(
                citing,
                cited,
                key="cites",
                relation="cites",
                texts=len(numbers),
                citations=sum(numbers),
            )
    for newer, older in sorted(mergers):
        rolled.add_edge(newer, older, key="replaces", relation="replaces")
    return rolled


def citations_of_texts(net: nx.MultiDiGraph[str]) -> dict[tuple[str, str], int]:
    """How often each text cites each instrument: of its copies, the one that does most often.

    A text that was read in six languages says the same six times.
    """
    copies: Counter[tuple[str, str, object]] = Counter()
    for citing, cited, data in counted(net):
        instrument = net.nodes[cited].get("instrument") or cited
        copies[citing, str(instrument), data.get("source_id")] += 1
    found: dict[tuple[str, str], int] = {}
    for (citing, cited, _), number in copies.items():
        found[citing, cited] = max(number, found.get((citing, cited), 0))
    return found


def _attributes(data: dict[str, Value]) -> dict[str, Value]:
    instrument = data.get("instrument")
    kept = {key: data.get(key) for key in NODE_ATTRIBUTES if key not in _OF_A_TEXT}
    if instrument is None:
        return kept
    status = data.get("instrument_status")
    return kept | {"label": _name(str(instrument)), "level": "instrument", "status": status}


def _name(path: str) -> str:
    try:
        return parse_path(path).printed
    except ValueError:
        return path  # of a graph that others made

"""The texts around some: what is within a few steps of citations and revisions, both ways."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

import networkx as nx

from itugraph.errors import InputError
from itugraph.graph.analysis.part import part
from itugraph.graph.graph import Graph
from itugraph.registry import find


def ego(
    net: nx.MultiDiGraph[str], graph: Graph, around: Sequence[str], depth: int = 1
) -> nx.MultiDiGraph[str]:
    """The texts of a network of `graph` within some steps of those that a person names.

    A name is that of an instrument, which stands for all its editions, drafts and parts; of one
    edition or part; or of a file of the graph. A step is a citation, decided or not, also one that
    a draft removes, or a revision, in either direction.

    Args:
        around: names, as `itugraph show` takes them; at least one.
        depth: how many steps; 0 leaves the texts named, with the links between them.

    Raises:
        InputError: if a name is not known, or no text of the network is meant by it.
    """
    centres: set[str] = set()
    names: list[str] = []
    for typed in around:
        paths = _meant(graph, typed)
        own = {node for node, data in net.nodes(data=True) if _is(node, data, paths)}
        if not own:
            raise InputError(repr(typed), _absent(net, graph, paths[0]))
        centres |= own
        names.append(_label(net, graph, paths[0]) if len(paths) == 1 else f"the texts of {typed}")
    found = part(net, within(net, centres, depth), f"{_steps(depth)} {' or '.join(names)}")
    found.graph["title"] = f"Around {' and '.join(names)}"
    return found


def within(net: nx.MultiDiGraph[str], centres: set[str], depth: int) -> set[str]:
    """The nodes that are at most `depth` edges away from one of `centres`, in either direction.

    >>> net = nx.MultiDiGraph()
    >>> _ = net.add_edge("a", "b"), net.add_edge("c", "b"), net.add_edge("c", "d")
    >>> sorted(within(net, {"a"}, 2))
    ['a', 'b', 'c']
    """
    seen, edge = set(centres), set(centres)
    for _ in range(depth):
        edge = {near for node in edge for near in (*net.succ[node], *net.pred[node])} - seen
        seen |= edge
    return seen


def _meant(graph: Graph, typed: str) -> tuple[str, ...]:
    """The paths that a person means: of a file of the graph, else as the registry knows it."""
    for entry in graph.index.sources:
        if typed in (entry.path, entry.path.rpartition("/")[2], entry.source):
            return entry.identities or (f"source/{entry.source}",)
    return (find(graph.registry, typed, graph.base).path,)


def _is(node: str, data: Mapping[str, object], paths: tuple[str, ...]) -> bool:
    """Whether a node is what a path names, an edition of it or a part of it."""
    return data.get("instrument") in paths or any(f"{node}/".startswith(f"{p}/") for p in paths)


def _absent(net: nx.MultiDiGraph[str], graph: Graph, path: str) -> str:
    day = f" on {net.graph['as_of']}" if net.graph.get("as_of") else ""
    known = sorted({str(data.get("instrument")) for _, data in net.nodes(data=True)})
    near = difflib.get_close_matches(path, known, n=3)
    hint = f"; did you mean {' or '.join(_label(net, graph, p) for p in near)}?" if near else ""
    return f"neither cites nor is cited in this graph{day}{hint}"


def _label(net: nx.MultiDiGraph[str], graph: Graph, path: str) -> str:
    if path in net:
        return str(net.nodes[path].get("label") or path)
    return graph.registry.label(path)


def _steps(depth: int) -> str:
    return {0: "nothing but", 1: "within a step of"}.get(depth, f"within {depth} steps of")

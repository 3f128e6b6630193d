"""CPU seconds of the analysis of networks, with and without rustworkx.

    python benchmarks/networks.py [--edges 1000 10000 100000] [--graph FOLDER]

Networks are drawn as citations are: few instruments are cited by many, most by few, and half of
them cite nothing. Times of rustworkx hold the conversion to its form; loading the library is told
apart, for a command pays it once. What would take minutes without it is left out ("-"). The
thresholds in `itugraph/graph/analysis` stand where rustworkx with its loading is faster.
`--graph` times the network of a graph too, such as one of benchmarks/synthetic.py.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx

from itugraph.explore import Graph
from itugraph.graph.analysis import betweenness, communities, pagerank, ranking, rolled_up
from itugraph.graph.analysis.age import ages
from itugraph.graph.analysis.counted import Arcs
from itugraph.graph.analysis.fast import converted
from itugraph.graph.analysis.summary import summary
from itugraph.graph.analysis.together import cited_together

_PLAIN_BETWEENNESS = 10_000
"""From more edges on it takes minutes without rustworkx."""


def drawn(edges: int, seed: int = 1) -> nx.MultiDiGraph[str]:
    """A rolled-up network of so many edges, and about a seventh as many nodes."""
    by = random.Random(seed)
    count = edges // 7 + 30
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    net.add_nodes_from(f"pp/resolution/{n}" for n in range(count))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < edges:
        often = min(int(count ** by.random()), count) - 1
        pair = by.randrange(count // 2), often if by.random() < 0.7 else by.randrange(count)
        if pair[0] != pair[1]:
            pairs.add(pair)
    for citing, cited in sorted(pairs):
        ends = f"pp/resolution/{citing}", f"pp/resolution/{cited}"
        net.add_edge(*ends, key="cites", relation="cites", texts=by.choice((1, 1, 1, 2, 3)))
    return net


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of this process, threads of rustworkx with them; best of two."""
    found: list[float] = []
    for _ in range(2):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
        if found[0] > 5:
            break
    return min(found)


def loading() -> float:
    """CPU seconds that loading rustworkx takes."""
    told = "import time; t = time.process_time(); import rustworkx; print(time.process_time() - t)"
    return min(float(subprocess.check_output([sys.executable, "-c", told])) for _ in range(3))


def compare(edges: int) -> None:
    """Print a line for each measure of a network of so many edges."""
    net = drawn(edges)
    arcs = Arcs.of(net)
    nodes = net.number_of_nodes()
    print(
        f"\n{edges} edges, {nodes} nodes: in numbers {seconds(lambda: Arcs.of(net)):.3f},", end=""
    )
    print(f" for rustworkx {seconds(lambda: converted(arcs)):.3f}")
    for name, measure in (("pagerank", pagerank), ("betweenness", betweenness)):
        fast = seconds(lambda measure=measure: measure(net, "rustworkx"))
        if name == "betweenness" and edges > _PLAIN_BETWEENNESS:
            print(f"  {name:12} plain      -  rustworkx {fast:8.3f}")
            continue
        plain = seconds(lambda measure=measure: measure(net, "plain"))
        print(f"  {name:12} plain {plain:8.3f}  rustworkx {fast:8.3f}  {plain / fast:6.1f} times")
    print(f"  communities  plain {seconds(lambda: communities(net)):8.3f}")


def whole(folder: Path) -> None:
    """Print what the network of a graph and its analysis take."""
    start = time.process_time()
    graph = Graph.open(folder)
    print(
        f"\n{folder.name}: {len(graph.store)} triples, opened in {time.process_time() - start:.1f}"
    )
    net = graph.network()
    rolled = rolled_up(net)
    print(f"  texts: {net}\n  instruments: {rolled}")
    for name, call in (
        ("network", graph.network),
        ("rolled_up", lambda: rolled_up(net)),
        ("ranking by cited", lambda: ranking(rolled)),
        ("ranking by pagerank", lambda: ranking(rolled, "pagerank")),
        ("ages", lambda: ages(net)),
        ("cited_together", lambda: cited_together(net)),
        ("communities", lambda: communities(rolled)),
        ("summary", lambda: summary(net, {})),
    ):
        print(f"  {name:20} {seconds(call):8.2f}", flush=True)


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edges", type=int, nargs="*", default=[100, 1000, 10_000, 100_000])
    parser.add_argument("--graph", type=Path)
    options = parser.parse_args()
    print(f"CPU seconds; loading rustworkx {loading():.3f}")
    for edges in options.edges:
        compare(edges)
    if options.graph:
        whole(options.graph)


if __name__ == "__main__":
    main()

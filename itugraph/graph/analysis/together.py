"""Which instruments texts cite together, and which texts cite alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

import networkx as nx

from itugraph.graph.analysis.rollup import citations_of_texts


def cited_together(net: nx.MultiDiGraph[str], least: int = 2) -> tuple[tuple[str, str, int], ...]:
    """Pairs of instruments that texts cite together (co-citation), with how many texts do.

    Args:
        net: a network of texts, not rolled up: what one text cites is what counts.
        least: leave out pairs of fewer texts.

    >>> net = nx.MultiDiGraph()
    >>> for citing, cited in ("xa", "xb", "ya", "yb", "yc"):
    ...     _ = net.add_edge(citing, cited, relation="cites")
    >>> cited_together(net)
    (('a', 'b', 2),)
    """
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for citing, instrument in _of_others(net):
        cited[citing].add(instrument)
    pairs = Counter(pair for found in cited.values() for pair in combinations(sorted(found), 2))
    return _ordered(pairs, least)


def citing_alike(net: nx.MultiDiGraph[str], least: int = 2) -> tuple[tuple[str, str, int], ...]:
    """Pairs of texts that cite the same instruments (bibliographic coupling), with how many.

    What is cited by many couples all of them: of 5,000 texts that cite the Convention each pair
    is one. So this is for networks of some thousand citations.

    >>> net = nx.MultiDiGraph()
    >>> for citing, cited in ("xa", "xb", "ya", "yb", "zb"):
    ...     _ = net.add_edge(citing, cited, relation="cites")
    >>> citing_alike(net)
    (('x', 'y', 2),)
    """
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for citing, instrument in _of_others(net):
        texts[instrument].add(citing)
    pairs = Counter(pair for found in texts.values() for pair in combinations(sorted(found), 2))
    return _ordered(pairs, least)


def _of_others(net: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str]]:
    """Each text with each instrument that it cites and is no text of."""
    for citing, instrument in citations_of_texts(net):
        if (net.nodes[citing].get("instrument") or citing) != instrument:
            yield citing, instrument


def _ordered(pairs: Counter[tuple[str, str]], least: int) -> tuple[tuple[str, str, int], ...]:
    found = [(*pair, number) for pair, number in pairs.items() if number >= least]
    return tuple(sorted(found, key=lambda row: (-row[2], row[:2])))

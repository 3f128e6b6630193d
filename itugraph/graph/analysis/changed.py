"""What drafts change: citations that are new, gone, moved to another edition, or undecided."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from itugraph.errors import InputError
from itugraph.graph.analysis.part import part

CHANGES = frozenset({"added", "removed", "retargeted"})


def changed(net: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The drafts of a network, what they cite, and the revisions between old and new targets.

    Only citations of drafts and revisions are left; what a draft keeps is among them, so that a
    page can show it on request. `changes` says so to the page.

    Raises:
        InputError: if no draft of the network changes a citation.

    >>> net = nx.MultiDiGraph()
    >>> for year in (2012, 2016, 2022):
    ...     net.add_node(f"wtsa/resolution/44/{year}", instrument="wtsa/resolution/44", year=year)
    >>> _ = net.add_edge("draft", "wtsa/resolution/44/2016", relation="cites", change="added")
    >>> sorted(changed(net))
    ['draft', 'wtsa/resolution/44/2016']
    """
    redlines = {
        citing for citing, _, data in net.edges(data=True) if data.get("change") is not None
    }
    done = [
        data.get("change") in CHANGES or data.get("relation") == "undecided"
        for *_, data in net.out_edges(redlines, data=True)
    ]
    if not any(done):
        raise InputError("the changes of drafts", "this graph holds no redline that changes any")
    kept = set(redlines)
    for draft in redlines:
        kept.update(net.succ[draft])
    kept.update(_between(net, redlines))
    names = sorted(str(net.nodes[draft].get("label") or draft) for draft in redlines)
    found = part(net, kept, f"what {_listed(names)} {'cites' if len(names) == 1 else 'cite'}")
    found.remove_edges_from(
        [
            (citing, cited, key)
            for citing, cited, key, data in found.edges(keys=True, data=True)
            if data.get("relation") != "replaces" and citing not in redlines
        ]
    )
    found.graph["title"] = f"What {_listed(names)} changes" if len(names) == 1 else "Changes"
    found.graph["changes"] = True
    return found


def _between(net: nx.MultiDiGraph[str], redlines: set[str]) -> Iterator[str]:
    """The editions from the old target of a citation to the new one."""
    for _, new, data in net.out_edges(redlines, data=True):
        old = data.get("was")
        if data.get("change") != "retargeted" or not isinstance(old, str) or old not in net:
            continue
        yield old
        newer, seen = {new}, {new}
        while newer and old not in seen:
            newer = {
                older
                for node in newer
                for older, links in net.succ[node].items()
                if any(link.get("relation") == "replaces" for link in links.values())
            } - seen
            seen |= newer
        if old in seen:
            home = net.nodes[old].get("instrument")
            yield from (node for node in seen if net.nodes[node].get("instrument") == home)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} drafts"

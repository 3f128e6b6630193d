"""What a network of citations tells: who is cited most, how old, in which groups, by which way.

Each module is one idea over a network of `itugraph.graph.network`, and most of them over its
roll-up by instrument. One rule holds for all (`docs/networks.md` explains it): what a redline
removes and what is undecided do not count, a text counts once in whatever languages and copies
it was read, a text's citations of its own instrument are none of the roll-up, and ties go by path.
"""

from itugraph.graph.analysis.age import Age, ages
from itugraph.graph.analysis.between import betweenness
from itugraph.graph.analysis.changed import changed
from itugraph.graph.analysis.ego import ego
from itugraph.graph.analysis.groups import communities
from itugraph.graph.analysis.page_rank import pagerank
from itugraph.graph.analysis.ranking import Ranked, ranking
from itugraph.graph.analysis.revisions import Chain, chains
from itugraph.graph.analysis.rollup import rolled_up
from itugraph.graph.analysis.route import Route, routes
from itugraph.graph.analysis.together import cited_together, citing_alike

__all__ = [
    "Age",
    "Chain",
    "Ranked",
    "Route",
    "ages",
    "betweenness",
    "chains",
    "changed",
    "cited_together",
    "citing_alike",
    "communities",
    "ego",
    "pagerank",
    "ranking",
    "rolled_up",
    "routes",
]

"""Citations as an RDF graph: made, kept in a folder, queried, walked."""

from itugraph.graph.build import Report, build
from itugraph.graph.graph import Graph
from itugraph.graph.results import Rows

__all__ = ["Graph", "Report", "Rows", "build"]

"""itugraph: a citation and revision graph of ITU resolutions.

    registry = itugraph.Registry.load()
    document = itugraph.read("draft.txt")
    citations = itugraph.extract(document, registry)
    graph = itugraph.Graph.build(["draft.txt"], "graph")
    rows = graph.query("who-cites", "WTSA Res. 44")

Names are loaded when they are first used: the import itself loads no other library.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itugraph.checks import check
    from itugraph.citations import Citations, extract
    from itugraph.explore import Graph, View
    from itugraph.model import Citation, Document
    from itugraph.registry import Registry

__version__ = "0.1.0"

_HOMES = {
    "Citation": "itugraph.model",
    "Citations": "itugraph.citations",
    "Document": "itugraph.model",
    "Graph": "itugraph.explore",
    "Registry": "itugraph.registry",
    "View": "itugraph.explore",
    "check": "itugraph.checks",
    "extract": "itugraph.citations",
}

__all__ = [
    "Citation",
    "Citations",
    "Document",
    "Graph",
    "Registry",
    "View",
    "check",
    "extract",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'itugraph' has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


def read(path: str | Path) -> Document:
    """Read a file as a document; "-" is standard input.

    Raises:
        InputError: naming the file and the reason, if it cannot be read.
    """
    from itugraph.reading import read as read_file

    return read_file(Path(path))

"""Bodies, conferences, instruments and their editions."""

from itugraph.registry.names import find
from itugraph.registry.registry import History, Registry, cited_by_place, mark
from itugraph.registry.tables import BodyRow, Conference, EditionRow, Opener, fold

__all__ = [
    "BodyRow",
    "Conference",
    "EditionRow",
    "History",
    "Opener",
    "Registry",
    "cited_by_place",
    "find",
    "fold",
    "mark",
]

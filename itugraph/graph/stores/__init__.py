"""Where the triples of a graph stand and are asked: in memory, on disk, or behind an address."""

from itugraph.graph.stores.disk import DiskStore
from itugraph.graph.stores.memory import MemoryStore
from itugraph.graph.stores.store import Answer, Store

__all__ = ["Answer", "DiskStore", "MemoryStore", "Store"]

"""Where the triples of a graph stand and are asked: in memory, on disk, or behind an address."""

from itugraph.graph.stores.disk import DiskStore
from itugraph.graph.stores.memory import MemoryStore
from itugraph.graph.stores.remote import RemoteStore
from itugraph.graph.stores.remote_address import is_address
from itugraph.graph.stores.store import Answer, Store

__all__ = ["Answer", "DiskStore", "MemoryStore", "RemoteStore", "Store", "is_address"]

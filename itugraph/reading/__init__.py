"""Files become documents: one reader a format, and the normal form that is scanned."""

from itugraph.reading.files import LARGEST, SUFFIXES, collect, read, read_bytes
from itugraph.reading.normal import Normal, normalise
from itugraph.reading.plain import decode

__all__ = [
    "LARGEST",
    "SUFFIXES",
    "Normal",
    "collect",
    "decode",
    "normalise",
    "read",
    "read_bytes",
]

"""Files become documents: one reader a format, and the normal form that is scanned."""

from itugraph.reading.files import (
    LARGEST,
    SUFFIXES,
    collect,
    content_of,
    read,
    read_bytes,
    size_of,
    suffix_of,
)
from itugraph.reading.marked import marked_up
from itugraph.reading.normal import Normal, beyond_ascii, normalise
from itugraph.reading.plain import decode
from itugraph.reading.states import OneState, StateText, is_redline, state_text

__all__ = [
    "LARGEST",
    "SUFFIXES",
    "Normal",
    "OneState",
    "StateText",
    "beyond_ascii",
    "collect",
    "content_of",
    "decode",
    "is_redline",
    "marked_up",
    "normalise",
    "read",
    "read_bytes",
    "size_of",
    "state_text",
    "suffix_of",
]

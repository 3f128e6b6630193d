"""Citations: found in a document, resolved against the registry."""

from itugraph.citations.extract import extract

__all__ = ["extract"]

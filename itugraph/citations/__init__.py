"""Citations: found in a document, resolved against the registry."""

from itugraph.citations.extract import extract
from itugraph.citations.found import Citations

__all__ = ["Citations", "extract"]

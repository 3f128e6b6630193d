"""itugraph: a citation and revision graph of ITU resolutions."""

__version__ = "0.1.0"

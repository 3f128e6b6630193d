"""Where the data files are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

FOLDERS = ("data", "ontology")


def folder(name: str) -> Traversable:
    """The folder of data files called `name` ("data" or "ontology").

    A wheel carries both folders in the package; an editable install finds them in the
    checkout, next to the package's own folder. Nothing else opens a data file.

    Raises:
        ValueError: if there is no such folder of data files.

    >>> folder("ontology").joinpath("itugraph.ttl").is_file()
    True
    """
    if name not in FOLDERS:
        raise ValueError(f"no folder of data files: {name!r}")
    packaged = files("itugraph") / name
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parent.parent / name

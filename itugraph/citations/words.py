"""The file of a language's words, as it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from itugraph.resources import folder


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """A language's file, as it is written.

    >>> words_of("en")["lists"]["to"]
    ['to', 'through']
    """
    return tomllib.loads((folder("data") / "languages" / f"{language}.toml").read_text("utf-8"))

"""The base and prefixes that SPARQL need not declare where people type it by hand."""

from __future__ import annotations

import re

from itugraph.vocabulary import PREFIXES

_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*)\s*:", re.IGNORECASE)
_BASE = re.compile(r"\bBASE\s*<", re.IGNORECASE)


def with_prologue(sparql: str, base: str) -> str:
    """SPARQL behind one more line, which declares what it does not declare itself.

    With the graph's base, paths are written as results show them: `<wtsa/resolution/44>`.

    >>> asked = with_prologue("PREFIX eli: <http://x/> ASK { <cs> a eli:Work }", "http://y/")
    >>> asked.startswith("BASE <http://y/> PREFIX itg: "), asked.count("PREFIX eli:")
    (True, 1)
    """
    declared = set(_DECLARED.findall(sparql))
    lines = [] if _BASE.search(sparql) else [f"BASE <{base}>"]
    lines += [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if name not in declared]
    return f"{' '.join(lines)}\n{sparql}"

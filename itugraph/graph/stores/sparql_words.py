"""What the words of a query say of it, strings, IRIs and comments left aside.

Queries were looked through by a parser before; this only chooses how to ask a server.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_FORMS: Final[dict[str, Form]] = {
    "SELECT": "SELECT",
    "ASK": "ASK",
    "CONSTRUCT": "CONSTRUCT",
    "DESCRIBE": "DESCRIBE",
}
# Escapes first: "\\#" in a name begins no comment.
_ASIDE = re.compile(
    r"""\\.
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"{3}(?:\\.|\"{0,2}[^"\\])*\"{3} | '{3}(?:\\.|'{0,2}[^'\\])*'{3}
    | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*'
    | \#[^\n\r]*""",
    re.VERBOSE | re.DOTALL,
)


def _bare(sparql: str) -> str:
    """The query with blanks for all that is no word of its own, each at its place."""
    return _ASIDE.sub(lambda match: " " * len(match[0]), sparql)


def _word(sparql: str, words: str) -> re.Match[str] | None:
    return re.search(rf"(?<![\w?$:@.-])({words})(?![\w:-])", _bare(sparql), re.IGNORECASE)


def uses(sparql: str, word: str) -> bool:
    r"""Whether a keyword stands in a query.

    >>> uses("SELECT * FROM <http://a.example/g> { ?s ?p ?o }", "FROM")
    True
    >>> uses('SELECT ?from { ?from ?p "from"  # from\n }', "FROM")
    False
    """
    return _word(sparql, word) is not None


def form_of(sparql: str) -> Form:
    """Which of the four forms a query has; SELECT where it has none.

    >>> form_of('PREFIX ask: <http://select/> CONSTRUCT { ?s ?p "SELECT" } WHERE { ?s ?p ?o }')
    'CONSTRUCT'
    """
    found = _word(sparql, "|".join(_FORMS))
    return _FORMS[found[1].upper()] if found else "SELECT"


def counted(sparql: str) -> str | None:
    """A query for the number of rows of a SELECT, None where none can be written.

    >>> print(counted("PREFIX e: <http://e/> SELECT ?s { ?s e:p ?o }"))
    PREFIX e: <http://e/> SELECT (COUNT(*) AS ?n) WHERE { { SELECT ?s { ?s e:p ?o }
    } }
    """
    found = _word(sparql, "SELECT")
    if found is None or uses(sparql, "FROM"):
        return None  # a query within another names no graphs
    head, rest = sparql[: found.start()], sparql[found.start() :]
    return f"{head}SELECT (COUNT(*) AS ?n) WHERE {{ {{ {rest}\n}} }}"


def solutions_of(sparql: str) -> str | None:
    """A SELECT with a row for each solution that a CONSTRUCT is made of, None where none can be.

    >>> solutions_of('CONSTRUCT { ?s ?p "}" } WHERE { ?s ?p ?o } LIMIT 9')
    'SELECT (1 AS ?row) WHERE { ?s ?p ?o } LIMIT 9'
    >>> solutions_of("CONSTRUCT WHERE { ?s ?p ?o }")
    'SELECT (1 AS ?row) WHERE { ?s ?p ?o }'
    """
    found = _word(sparql, "CONSTRUCT")
    if found is None:
        return None
    end = found.end()
    template = re.match(r"\s*\{[^{}]*\}", _bare(sparql)[end:])  # a template holds no braces
    rest = sparql[end + (template.end() if template else 0) :]
    return f"{sparql[: found.start()]}SELECT (1 AS ?row){rest}"


def limit_of(sparql: str) -> int | None:
    """The LIMIT that ends a query, None without one.

    >>> limit_of("SELECT * { ?s ?p ?o } LIMIT 10 OFFSET 5"), limit_of("ASK { ?s ?p ?o }")
    (10, None)
    """
    found = re.search(
        r"\bLIMIT\s+(\d+)(?:\s+OFFSET\s+\d+)?\s*\Z", _bare(sparql).rstrip(), re.IGNORECASE
    )
    return int(found[1]) if found else None

"""What a person types for a parameter of a named query, as what its VALUES rows hold."""

from __future__ import annotations

import re

from itugraph.errors import InputError
from itugraph.graph.registry_quads import body_path, event_path
from itugraph.identifiers import BASE, Edition, Part
from itugraph.registry import Registry, find
from itugraph.vocabulary import CLASS_OF_TYPE

_NUMBER = re.compile(
    r"(?:(?P<word>[a-z]+)\.? )?(?P<number>[a-z]{0,2}\.?[0-9][0-9a-z]*(?:[./-][0-9]+)*|[a-e])",
    re.IGNORECASE,
)


def instrument(typed: str, registry: Registry, base: str = BASE) -> str:
    """The path of the instrument that a person means, also by an edition or part of it.

    Raises:
        InputError: if there is none.

    >>> instrument("Resolution 44 (Rev. Hammamet, 2016)", Registry.load())
    'wtsa/resolution/44'
    """
    name = find(registry, typed, base)
    whole = name.whole if isinstance(name, Part) else name
    return whole.instrument.path if isinstance(whole, Edition) else whole.path


def edition(typed: str, registry: Registry, base: str = BASE) -> str:
    """The path of the edition that a person means.

    Raises:
        InputError: if there is none, or the instrument is named without an edition.

    >>> edition("Resolution 44 (Rev. Hammamet, 2016)", Registry.load())
    'wtsa/resolution/44/2016'
    """
    name = find(registry, typed, base)
    whole = name.whole if isinstance(name, Part) else name
    if isinstance(whole, Edition):
        return whole.path
    history = registry.history(whole.path)
    known = [registry.mark_of(row) for row in history.editions] if history else []
    hint = f": add one of {', '.join(f'({mark})' for mark in known)}" if known else ""
    raise InputError(repr(typed), f"names no edition{hint}")


def body(typed: str, registry: Registry) -> str:
    """The path of the body that a person means, by its code.

    Raises:
        InputError: if there is none.

    >>> body("wtsa", Registry.load())
    'body/wtsa'
    """
    row = registry.bodies.get(typed.strip().upper())
    if row is None or row.belongs_to is None:
        known = sorted({b.belongs_to for b in registry.bodies.values() if b.belongs_to})
        raise InputError(repr(typed), f"is no body: one of {', '.join(known)}")
    return body_path(row.belongs_to)


def conference(typed: str, registry: Registry) -> str:
    """The path of the conference that a person means, by its tag.

    Raises:
        InputError: if there is none.

    >>> conference("WTSA-2016", Registry.load())
    'event/wtsa-16'
    """
    found = registry.conferences.get(typed.strip().upper()) or registry.tagged(typed)
    if found is None:
        raise InputError(repr(typed), "is no conference: give its tag, such as WTSA-16 or C19")
    return event_path(found.id)


def number(typed: str) -> dict[str, str]:
    """The number that a person means, and the kind of instrument where a word names it.

    Returns:
        Terms by the variable they are rows of.

    Raises:
        InputError: if it is none.

    >>> number("18"), number("Resolution 70/125")["number"]
    ({'number': '"18"'}, '"70/125"')
    """
    match = _NUMBER.fullmatch(" ".join(typed.split()))
    if match is None:
        raise InputError(repr(typed), "is no number: give one such as 18, 70/125 or Resolution 18")
    term = {"number": f'"{match["number"].upper()}"'}
    word = (match["word"] or "").lower()
    if not word:
        return term
    # "resolution" stands for those of the United Nations too, as it does in a text.
    classes = [
        f"<{iri}>"
        for type_, iri in CLASS_OF_TYPE.items()
        if len(word) >= 2 and type_.removeprefix("un-").startswith(word.removesuffix("s"))
    ]
    if not classes:
        raise InputError(repr(typed), f"{match['word']!r} is no kind of instrument")
    return term | {"kind": " ".join(classes)}

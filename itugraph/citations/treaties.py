"""Which treaty or outcome document a printed provision belongs to."""

from __future__ import annotations

from itugraph.citations.identity import Identity, Memory
from itugraph.citations.marks import Mark
from itugraph.citations.provisions import Provision
from itugraph.identifiers import Instrument, Part
from itugraph.model import Body, InstrumentType, Rule

# What only the Radio Regulations have, where they are spoken of.
_OF_RADIO = frozenset({"appendix", "article", "table"})
# What numbers its provisions without a point.
_PLAIN = frozenset({"CS", "CV", "GR"})


def provisions(
    provision: Provision,
    start: int,
    line: int,
    memory: Memory,
    own: Body | None,
    *,
    in_context: bool,
) -> tuple[Identity, ...] | None:
    """The identities of numbered provisions; None where they are not ITU's.

    Args:
        start: where the head word stands; line: where its line starts, in characters.
        own: the body whose text the document is.
    """
    treaty: Body | None = provision.treaty
    rule: Rule = "words"
    if treaty is not None and provision.weak and not in_context:
        return None
    if treaty is None and (provision.head.generic or provision.elsewhere):
        return None
    if treaty is None:
        radio = memory.treaty is not None and memory.treaty[0] >= line and memory.treaty[1] == "RR"
        if provision.head.word == "appendix" and all(m and m.label for m in provision.marks):
            treaty, rule = "RR", "tag"
        elif _of_radio(provision) and (radio or own == "WRC"):
            treaty, rule = "RR", "own-body" if own == "WRC" else "words"
        elif provision.head.word != "number":
            return None
    if treaty is None:
        dotted = all("." in number for number in provision.numbers)
        named = memory.treaty is not None and memory.treaty[0] >= line
        if named and memory.treaty and not (dotted and memory.treaty[1] in _PLAIN):
            treaty = memory.treaty[1]
        elif in_context and dotted:
            treaty, rule = "RR", "range"
        else:
            return None
    memory.treaty = (start, treaty)
    return tuple(
        _provision(provision, treaty, rule, number, letter, mark)
        for number, letter, mark in zip(
            provision.numbers, provision.letters, provision.marks, strict=True
        )
    )


def _of_radio(provision: Provision) -> bool:
    """Whether the Radio Regulations may own it; their tables are numbered "21-4"."""
    if provision.head.word not in _OF_RADIO or provision.elsewhere:
        return False
    return provision.head.word != "table" or all("-" in number for number in provision.numbers)


def _provision(
    provision: Provision,
    treaty: Body,
    rule: Rule,
    number: str,
    letter: str,
    mark: Mark | None,
) -> Identity:
    if provision.document:
        whole = Instrument("wsis", "wsis-document", provision.document)
    else:
        # A treaty made twice has a numbering for each year.
        again = treaty == "ITR" and provision.year in (1988, 2012)
        whole = Instrument(f"itr-{provision.year}" if again else treaty.lower())
    word = provision.head.word or "number"
    if provision.document and word == "number":
        word = "paragraph"  # some languages have one word for both
    edition = (str(mark.year),) if mark and mark.year else ()
    steps = (word, number.lower(), *((letter,) if letter else ()), *edition)
    types: dict[str, InstrumentType] = {"article": "article", "appendix": "appendix"}
    return Identity(
        types.get(word, "provision"),
        treaty,
        number,
        rule,
        revised=mark.revised if mark else None,
        year=mark.year if mark else None,
        instrument=whole,
        target=Part(whole, steps),
    )


def outcome_document(name: str, year: int | None = None) -> Identity:
    """The identity of a WSIS document named without a paragraph.

    >>> outcome_document("Tunis Agenda").target.path
    'wsis/wsis-document/tunis-agenda'
    """
    instrument = Instrument("wsis", "wsis-document", name)
    return Identity(
        "wsis-document",
        "WSIS",
        name,
        "words",
        year=year,
        instrument=instrument,
        target=instrument,
    )

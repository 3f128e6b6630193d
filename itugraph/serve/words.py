"""How properties and classes are called on pages."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from itugraph.vocabulary import CITO, DCT, ELI, ITG, NIF, PROV, SCHEMA

# Where the name of a term says less than a word of the field does.
_WORDS: Final = MappingProxyType(
    {
        ELI + "ComplexWork": "instrument",
        ELI + "LegalResource": "edition",
        ELI + "LegalResourceSubdivision": "part",
        ELI + "LegalExpression": "text in one language",
        ELI + "is_member_of": "edition of",
        ELI + "is_part_of": "part of",
        ELI + "is_realized_by": "text read",
        ELI + "date_document": "date",
        ELI + "date_no_longer_in_force": "no longer in force from",
        ITG + "current": "current edition",
        ITG + "base": "draft revision of",
        PROV + "wasGeneratedBy": "adopted by",
        PROV + "wasInvalidatedBy": "ended by",
        PROV + "wasRevisionOf": "moved from",
        SCHEMA + "organizer": "held by",
        SCHEMA + "endDate": "last day",
        DCT + "replaces": "replaces",
        CITO + "Citation": "citation",
        NIF + "Context": "read text",
        NIF + "RFC5147String": "mention",
    }
)


def words(iri: str) -> str:
    """A term as words: the field's, or those of its name.

    >>> words("http://data.europa.eu/eli/ontology#is_member_of"), words("http://x/hasCitedEntity")
    ('edition of', 'has cited entity')
    """
    if iri in _WORDS:
        return _WORDS[iri]
    name = re.split(r"[#/]", iri)[-1] or iri
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ")
    return apart if apart.isupper() else apart.lower()

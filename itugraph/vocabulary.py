"""The vocabularies of the graph: namespaces, classes and properties as IRIs.

Own terms are declared in `ontology/itugraph.ttl`; all others are borrowed.
"""

from __future__ import annotations

from typing import Final

ITG: Final = "https://w3id.org/itugraph/ns#"
VERB: Final = "https://w3id.org/itugraph/ns/verb/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
CITO: Final = "http://purl.org/spar/cito/"
DCT: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
ORG: Final = "http://www.w3.org/ns/org#"
SCHEMA: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
LANG: Final = "http://publications.europa.eu/resource/authority/language/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "itg": ITG,
    "verb": VERB,
    "eli": ELI,
    "cito": CITO,
    "dct": DCT,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "skos": SKOS,
    "nif": NIF,
    "lang": LANG,
    "rdf": RDF,
    "xsd": XSD,
}
"""Prefixes of queries and of Turtle, longest namespaces not first: see `compact`."""

TYPE: Final = RDF + "type"
LABEL: Final = SKOS + "prefLabel"

CLASS_OF_TYPE: Final[dict[str, str]] = {
    "resolution": ITG + "Resolution",
    "decision": ITG + "Decision",
    "recommendation": ITG + "Recommendation",
    "opinion": ITG + "Opinion",
    "report": ITG + "Report",
    "handbook": ITG + "Handbook",
    "question": ITG + "Question",
    "wsis-document": ITG + "OutcomeDocument",
    "un-resolution": ITG + "UnitedNationsResolution",
    "document": ITG + "MeetingDocument",
}
"""The class of an instrument by its type; treaties are `itg:Treaty`."""

LANGUAGE_OF_CODE: Final[dict[str, str]] = {
    "en": LANG + "ENG",
    "fr": LANG + "FRA",
    "es": LANG + "SPA",
    "ru": LANG + "RUS",
    "zh": LANG + "ZHO",
    "ar": LANG + "ARA",
}


def compact(iri: str, base: str) -> str:
    """An IRI as people read it: a path below the base, or a prefixed name.

    >>> compact("https://w3id.org/itugraph/id/wtsa/resolution/44", "https://w3id.org/itugraph/id/")
    'wtsa/resolution/44'
    >>> compact(CITO + "Citation", "https://w3id.org/itugraph/id/")
    'cito:Citation'
    """
    if iri.startswith(base):
        return iri[len(base) :]
    fitting = [(name, prefix) for prefix, name in PREFIXES.items() if iri.startswith(name)]
    if not fitting:
        return iri
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(namespace) :]}"

"""The SPARQL behind the page of an IRI. NODE and VALUES_ROWS stand for IRIs that were looked at."""

from __future__ import annotations

from typing import Final

from itugraph.vocabulary import PREFIXES

_PREFIXES = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + "\n"

FACTS: Final = _PREFIXES + "SELECT DISTINCT ?p ?o WHERE { NODE ?p ?o } ORDER BY ?p ?o LIMIT 1000"

# Citations have their own list; what follows from them is left out.
INCOMING: Final = (
    _PREFIXES
    + """SELECT DISTINCT ?s ?p WHERE { ?s ?p NODE
  FILTER (?p NOT IN (cito:hasCitedEntity, cito:hasCitingEntity, itg:citedWork, eli:cites,
                     nif:referenceContext, itg:mention, itg:candidate, itg:target)) } LIMIT 20000"""
)

CITED_BY: Final = (
    _PREFIXES
    + """SELECT ?c ?other (MIN(?b) AS ?begin) WHERE {
  { ?c itg:citedWork NODE ; cito:hasCitingEntity ?other ; itg:mention/nif:beginIndex ?b } UNION
  { ?c cito:hasCitedEntity NODE ; cito:hasCitingEntity ?other ; itg:mention/nif:beginIndex ?b }
  UNION { ?part eli:is_part_of NODE . ?c cito:hasCitedEntity ?part ; cito:hasCitingEntity ?other ;
          itg:mention/nif:beginIndex ?b }
  UNION { ?reading itg:target NODE . ?c itg:candidate ?reading ; cito:hasCitingEntity ?other ;
          itg:mention/nif:beginIndex ?b }
} GROUP BY ?c ?other"""
)
CITES: Final = (
    _PREFIXES
    + """SELECT ?c (SAMPLE(?text) AS ?other) (MIN(?b) AS ?begin) WHERE {
  { BIND (NODE AS ?text) ?c cito:hasCitingEntity NODE ; itg:mention/nif:beginIndex ?b } UNION
  { ?place nif:referenceContext NODE ; nif:beginIndex ?b .
    ?c itg:mention ?place ; cito:hasCitingEntity ?text }
} GROUP BY ?c"""
)
DETAILS: Final = (
    _PREFIXES
    + """SELECT ?c ?p ?o WHERE { VALUES ?c { VALUES_ROWS }
  VALUES ?p { cito:hasCitedEntity itg:clause itg:item itg:quote itg:change } ?c ?p ?o }"""
)
PIECES: Final = (
    _PREFIXES
    + """SELECT ?c ?begin ?words WHERE { VALUES ?c { VALUES_ROWS } ?c itg:mention ?place .
  ?place nif:beginIndex ?begin ; nif:anchorOf ?words }"""
)
# Every column has a value: "" for what is not known.
EDITIONS: Final = (
    _PREFIXES
    + """SELECT ?edition (COALESCE(MIN(STR(?y)), "") AS ?year)
  (COALESCE(MIN(?e), "") AS ?evidence)
  (IF(COUNT(?now) > 0, "current", COALESCE(LCASE(STRAFTER(MIN(STR(?how)), "#")), "")) AS ?status)
WHERE {
  ?edition eli:is_member_of NODE .
  FILTER NOT EXISTS { ?edition a itg:Draft }
  OPTIONAL { ?edition itg:year ?y } OPTIONAL { ?edition itg:evidence ?e }
  OPTIONAL { ?now itg:current ?edition } OPTIONAL { ?edition itg:ending ?how }
} GROUP BY ?edition ORDER BY ?year ?edition"""
)
LABELS: Final = (
    _PREFIXES
    + """SELECT ?x ?label WHERE { VALUES ?x { VALUES_ROWS } ?x skos:prefLabel ?label
  FILTER (LANG(?label) IN ("", "en")) } ORDER BY ?x ?label"""
)
TRIPLES_OF: Final = (
    _PREFIXES
    + """CONSTRUCT { ?x ?p ?o . ?place ?q ?r } WHERE { VALUES ?x { VALUES_ROWS }
  ?x ?p ?o OPTIONAL { ?x itg:mention ?place . ?place ?q ?r } }"""
)

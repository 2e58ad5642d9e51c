"""What the graph says of one node, as its page needs it: a few queries, asked at the same time."""

import asyncio
from dataclasses import dataclass

import pyoxigraph as ox

from kg.dataset import ONTOLOGY
from kg.iri import GK, NAMESPACES
from kg.serve.service import Service

Row = dict[str, dict[str, str]]
MOST = 500  # rows of each list; a page that has more says so
_PREFIXES = "".join(f"PREFIX {name}: <{NAMESPACES[name]}>\n" for name in ("gk", "rdf", "rdfs", "skos"))
_SENTENCE = """OPTIONAL { ?fact gk:statedIn ?sentence . ?sentence gk:text ?text ; gk:beginIndex ?start .
    OPTIONAL { ?sentence gk:inDocument ?report . OPTIONAL { ?report rdfs:label ?title } } OPTIONAL { ?sentence gk:sectionPath ?section } }
  OPTIONAL { ?fact gk:beginIndex ?begin ; gk:endIndex ?end }"""
_OUT = """SELECT ?p ?o (SAMPLE(?l) AS ?label) { { %(node)s ?p ?o } UNION { GRAPH <%(ontology)s> { %(node)s ?p ?o } }
  OPTIONAL { ?o rdfs:label ?l } } GROUP BY ?p ?o ORDER BY ?p ?o LIMIT %(most)d"""
_IN = """SELECT ?p ?o (SAMPLE(?l) AS ?label) { ?o ?p %(node)s . FILTER NOT EXISTS { ?o gk:statedIn ?s }
  FILTER (?p != rdf:type) OPTIONAL { ?o rdfs:label ?l } } GROUP BY ?p ?o ORDER BY ?p ?o LIMIT %(most)d"""
_STATED = """SELECT ?fact ?p ?o ?out ?status ?sentence ?text ?start ?report ?title ?section ?begin ?end {
  { ?fact rdf:subject %(node)s ; rdf:predicate ?p ; rdf:object ?o BIND (true AS ?out) }
  UNION { ?fact rdf:object %(node)s ; rdf:predicate ?p ; rdf:subject ?o BIND (false AS ?out) }
  OPTIONAL { ?fact gk:status ?status }
  """ + _SENTENCE + "\n} ORDER BY ?report ?start ?begin ?fact LIMIT %(most)d"
_NUMBERS = """SELECT ?fact ?indicator ?indicator_l ?subject ?subject_l ?region ?region_l ?value ?unit ?printed ?comparator ?role ?from ?to ?dimension
  ?sentence ?text ?start ?report ?title ?section ?begin ?end {
  { ?fact gk:subject %(node)s } UNION { ?fact gk:indicator %(node)s }
  ?fact gk:value ?value ; gk:indicator ?indicator ; gk:subject ?subject .
  OPTIONAL { ?indicator rdfs:label ?indicator_l } OPTIONAL { ?subject rdfs:label ?subject_l }
  OPTIONAL { ?fact gk:inRegion ?region . OPTIONAL { ?region rdfs:label ?region_l } }
  OPTIONAL { ?fact gk:unit ?unit } OPTIONAL { ?fact gk:valueText ?printed } OPTIONAL { ?fact gk:dimension ?dimension }
  OPTIONAL { ?fact gk:comparator ?comparator } OPTIONAL { ?fact gk:role ?role }
  OPTIONAL { ?fact gk:periodStart ?from } OPTIONAL { ?fact gk:periodEnd ?to }
  """ + _SENTENCE + "\n} ORDER BY ?indicator_l ?region_l ?to ?from ?subject_l ?dimension ?value ?fact LIMIT %(most)d"
_MENTIONS = """SELECT ?report (SAMPLE(?t) AS ?title) (COUNT(DISTINCT ?m) AS ?n) { ?m gk:refersTo %(node)s ; gk:statedIn/gk:inDocument ?report .
  OPTIONAL { ?report rdfs:label ?t } } GROUP BY ?report ORDER BY DESC(?n) ?report LIMIT %(most)d"""
_HELD = """SELECT ?fact ?p ?s ?s_l ?o ?o_l { ?fact gk:statedIn %(node)s ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  OPTIONAL { ?s rdfs:label ?s_l } OPTIONAL { ?o rdfs:label ?o_l } } ORDER BY ?fact LIMIT %(most)d"""


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """The rows of each query: triples out and in (``p``, ``o``, ``label``), statements and numbers with their sentences,
    reports that mention the node, and statements that a sentence holds."""

    iri: str
    out: list[Row]
    into: list[Row]
    stated: list[Row]
    numbers: list[Row]
    mentions: list[Row]
    held: list[Row]

    @property
    def types(self) -> list[str]:
        """The node's classes."""
        return [row["o"]["value"] for row in self.out if row["p"]["value"] == NAMESPACES["rdf"] + "type"]

    def values(self, predicate: str) -> list[str]:
        """Return the values of a property of the ontology."""
        return [row["o"]["value"] for row in self.out if row["p"]["value"] == GK + predicate]


async def read(service: Service, iri: str) -> EntityFacts | None:
    """Return what the graph says of a node, or None if it says nothing.

    :raises Refusal: 503 if that takes too long.
    """
    fill = {"node": str(ox.NamedNode(iri)), "most": MOST + 1, "ontology": ONTOLOGY.value}
    asked = (_OUT, _IN, _STATED, _NUMBERS, _MENTIONS, _HELD)
    rows = await asyncio.gather(*(service.select(_PREFIXES + query % fill) for query in asked))
    return EntityFacts(iri, *rows) if rows[0] or rows[1] else None

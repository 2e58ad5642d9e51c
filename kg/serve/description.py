"""What the service says of itself (SPARQL 1.1 Service Description) and of its graph (VoID), at the endpoint."""

from collections.abc import Iterator

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg import __version__
from kg.dataset import ONTOLOGY
from kg.iri import NAMESPACES
from kg.serve import protocol, results, triples
from kg.serve.accept import choose
from kg.serve.refusal import Refusal
from kg.serve.service import Service, service

_SD, _VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF_TYPE, _XSD = NAMESPACES["rdf"] + "type", NAMESPACES["xsd"]
_SENT = {
    results.JSON: "SPARQL_Results_JSON", results.XML: "SPARQL_Results_XML", results.CSV: "SPARQL_Results_CSV",
    results.TSV: "SPARQL_Results_TSV", triples.TURTLE: "Turtle", triples.NTRIPLES: "N-Triples", triples.JSONLD: "JSON-LD",
    triples.RDFXML: "RDF_XML",
}  # fmt: skip
_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
}
_CLASSES = "SELECT ?term (COUNT(?s) AS ?n) { ?s a ?term } GROUP BY ?term ORDER BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term ORDER BY ?term"
_GRAPHS = "SELECT ?term (COUNT(*) AS ?n) { GRAPH ?term { ?s ?p ?o } } GROUP BY ?term ORDER BY ?term"
_SECONDS = 60.0  # for counting a graph of any size, once

Counted = dict[str, list[tuple[str, int]]]


async def count(found: Service) -> Counted:
    """Return the numbers of the graph: ``{"triples": [("", n)], …, "classes": [(iri, n), …]}``.

    :raises Refusal: 503 if counting takes a minute.
    """
    counted: Counted = {}
    for name, query in {**_COUNTS, "classes": _CLASSES, "properties": _PROPERTIES, "graphs": _GRAPHS}.items():
        rows = await found.select(query, seconds=_SECONDS)
        counted[name] = [(row["term"]["value"] if "term" in row else "", int(row["n"]["value"])) for row in rows]
    return counted


async def respond(request: Request) -> Response:
    """Send the description in a format of graphs that the client takes.

    :raises Refusal: 406 if it takes none.
    """
    media = choose(protocol.accept(request), list(triples.FORMATS))
    if media is None:
        raise Refusal(406, "none of the types accepted can be sent", f"accept one of {' '.join(triples.FORMATS)}")
    address = str(request.url.replace(path="/sparql", query="", fragment=""))
    counted = await request.app.state.facts.counted()
    parts: list[bytes] = []
    graph = sorted(_description(service(request), address, counted), key=triples.order)
    names = service(request).prefixes | {"sd": _SD, "void": _VOID}
    triples.serialise(graph, media, names, parts.append)
    return Response(b"".join(parts), media_type=media, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


def _description(found: Service, address: str, counted: Counted) -> Iterator[ox.Triple]:
    """Nodes have IRIs, which begin with the address: a blank node would have another name each time."""
    me, data = address, f"{address}#dataset"
    yield _say(me, _RDF_TYPE, _SD + "Service")
    yield _say(me, _SD + "endpoint", address)
    yield _say(me, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield _say(me, _SD + "feature", _SD + "EmptyGraphs")
    for name in _SENT.values():
        yield _say(me, _SD + "resultFormat", _FORMATS + name)
    yield _say(me, _SD + "defaultDataset", data)
    yield _say(data, _RDF_TYPE, _SD + "Dataset")
    yield _say(data, _RDF_TYPE, _VOID + "Dataset")
    yield _say(data, _SD + "defaultGraph", f"{address}#default")
    yield _say(f"{address}#default", _RDF_TYPE, _SD + "Graph")
    yield _say(f"{address}#default", _VOID + "triples", counted["triples"][0][1])
    yield _say(data, NAMESPACES["dcterms"] + "title", found.settings.title or "govkg", text=True)
    yield _say(data, NAMESPACES["dcterms"] + "hasVersion", __version__, text=True)
    yield _say(data, _VOID + "sparqlEndpoint", address)
    yield _say(data, _VOID + "uriSpace", found.settings.base)
    yield _say(data, _VOID + "vocabulary", ONTOLOGY.value + "#")
    for name in _COUNTS:
        yield _say(data, _VOID + name, counted[name][0][1])
    for i, (graph, n) in enumerate(counted["graphs"], 1):
        node = f"{address}#graph-{i}"
        yield _say(data, _SD + "namedGraph", node)
        yield _say(node, _RDF_TYPE, _SD + "NamedGraph")
        yield _say(node, _SD + "name", graph)
        yield _say(node, _SD + "graph", f"{node}-content")
        yield _say(f"{node}-content", _RDF_TYPE, _SD + "Graph")
        yield _say(f"{node}-content", _VOID + "triples", n)
    yield from _partitions(data, counted)


def _partitions(data: str, counted: Counted) -> Iterator[ox.Triple]:
    for kind, relation, number in (("class", "classPartition", "entities"), ("property", "propertyPartition", "triples")):
        for i, (term, n) in enumerate(counted["classes" if kind == "class" else "properties"], 1):
            node = f"{data}-{kind}-{i}"
            yield _say(data, _VOID + relation, node)
            yield _say(node, _VOID + kind, term)
            yield _say(node, _VOID + number, n)


def _say(subject: str, predicate: str, object_: str | int, text: bool = False) -> ox.Triple:
    """Make a triple of strings: the object is an IRI, or a literal where it is a number or ``text``."""
    term: ox.NamedNode | ox.Literal
    if isinstance(object_, int):
        term = ox.Literal(str(object_), datatype=ox.NamedNode(_XSD + "integer"))
    else:
        term = ox.Literal(object_) if text else ox.NamedNode(object_)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), term)

"""Graphs, the answers to CONSTRUCT and DESCRIBE, in Turtle, N-Triples, JSON-LD and RDF/XML.

Turtle is written here: pyoxigraph's writer puts a backslash into prefixed names (``doc:a\\/b``), which some stores keep in
the IRI.
"""

import re
from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from kg.iri import _LOCAL, NAMESPACES, literal

TURTLE, NTRIPLES, JSONLD, RDFXML = "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"
# media type -> format of pyoxigraph; to add one, name it here
FORMATS = {
    TURTLE: ox.RdfFormat.TURTLE, NTRIPLES: ox.RdfFormat.N_TRIPLES, JSONLD: ox.RdfFormat.JSON_LD, RDFXML: ox.RdfFormat.RDF_XML,
}  # fmt: skip
_RDF_TYPE, _XSD = NAMESPACES["rdf"] + "type", NAMESPACES["xsd"]
_BARE = {
    _XSD + "integer": re.compile(r"[+-]?\d+\Z"),
    _XSD + "decimal": re.compile(r"[+-]?\d*\.\d+\Z"),
    _XSD + "boolean": re.compile(r"(?:true|false)\Z"),
}


Write = Callable[[bytes], object]


def order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return the key that puts triples in the order of a graph file: by subject, its classes first."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _RDF_TYPE, predicate, str(triple.object)


def serialise(triples: Iterable[ox.Triple], media: str, prefixes: Mapping[str, str], write: Write) -> None:
    """Write a graph, piece by piece; Turtle groups triples of one subject where they follow one another."""
    if media == TURTLE:
        _turtle(triples, prefixes, write)
    else:
        named = None if media == NTRIPLES else dict(prefixes)
        ox.serialize(triples, _Sink(write), format=FORMATS[media], prefixes=named)


class _Sink:
    """What pyoxigraph writes into."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, data: bytes) -> int:
        self._write(data)
        return len(data)

    def flush(self) -> None:
        pass


def _turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], write: Write) -> None:
    names = _Names(prefixes)
    write("".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items())).encode())
    subject = predicate = ""
    for triple in triples:
        s, o = names.term(triple.subject), names.term(triple.object)
        p = "a" if triple.predicate.value == _RDF_TYPE else names.term(triple.predicate)
        if s != subject:
            write((f" .\n\n{s} {p} {o}" if subject else f"\n{s} {p} {o}").encode())
        elif p != predicate:
            write(f" ;\n    {p} {o}".encode())
        else:
            write(f" , {o}".encode())
        subject, predicate = s, p
    write(b" .\n" if subject else b"")


class _Names:
    """Terms as Turtle writes them: prefixed where the local part is safe."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {iri: prefix for prefix, iri in prefixes.items()}

    def term(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if not isinstance(term, ox.Literal):
            return str(term)
        if term.language:
            return literal(term.value, f"@{term.language}")
        kind, value = term.datatype.value, term.value
        if kind == _XSD + "string":
            return literal(value)
        if kind == _XSD + "decimal" and value.lstrip("+-").isdecimal():
            value += ".0"  # the store drops an empty fraction, without which the digits would be an integer
        return value if kind in _BARE and _BARE[kind].match(value) else literal(value, f"^^{self._iri(kind)}")

    def _iri(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.match(iri[cut:]) else f"<{iri}>"

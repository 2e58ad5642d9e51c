"""Shapes: SHACL, run by pySHACL over an rdflib graph. The only door to both."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import DataError
from kg.iri import NAMESPACES
from kg.validate.findings import Problem, Term

if TYPE_CHECKING:
    from rdflib import Graph, Literal, URIRef
    from rdflib.term import BNode, Node

_SH = "http://www.w3.org/ns/shacl#"
_STRING = NAMESPACES["xsd"] + "string"
_PARTS = ("focusNode", "resultPath", "resultSeverity", "sourceConstraintComponent", "sourceShape", "value")
_SHOWN = 5  # values of a property that a finding lists


def count(path: Path) -> int:
    """Return the number of shapes in a file."""
    kind = ox.NamedNode(_SH + "PropertyShape")
    return sum(quad.object == kind for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def run(store: ox.Store, path: Path) -> list[Problem]:
    """Return what in a store breaks the shapes of a file.

    :raises DataError: if the file is no Turtle, or its shapes are malformed.
    """
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph

    try:
        # Graphs are made here, not parsed by pySHACL: that takes five times as long, through an interface that rdflib deprecates
        shapes = _graph(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        _, report, _ = validate(_graph(store), shacl_graph=shapes, inference="none", inplace=True)
    except (SyntaxError, ReportableRuntimeError) as error:
        raise DataError(path.name, str(error), "mend the shapes") from error
    if not isinstance(report, Graph):
        raise DataError(path.name, str(report), "mend the shapes")
    return list(_problems(report, store))


def _graph(quads: Iterable[ox.Quad]) -> "Graph":
    """Return an rdflib graph with these triples; a term that recurs is made once."""
    from rdflib import BNode, Graph, Literal, URIRef

    made: dict[Term, URIRef | BNode | Literal] = {}

    def convert(term: Term) -> "URIRef | BNode | Literal":
        known = made.get(term)
        if known is None:
            if isinstance(term, ox.NamedNode):
                known = URIRef(term.value)
            elif isinstance(term, ox.Literal):
                datatype = None if term.language or term.datatype.value == _STRING else URIRef(term.datatype.value)
                known = Literal(term.value, lang=term.language, datatype=datatype)
            else:
                known = BNode(str(term)[2:])
            made[term] = known
        return known

    graph = Graph()
    for quad in quads:
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    return graph


def _problems(report: "Graph", store: ox.Store) -> Iterable[Problem]:
    from rdflib import RDF, Namespace

    sh = Namespace(_SH)
    for result in report.subjects(RDF.type, sh.ValidationResult):
        one = {name: report.value(result, sh[name]) for name in _PARTS}
        messages = {getattr(m, "language", None): str(m) for m in report.objects(result, sh.resultMessage)}
        constraint = _local(one["sourceConstraintComponent"]).removesuffix("ConstraintComponent")
        node, property_, value = (_term(one[name]) for name in ("focusNode", "resultPath", "value"))
        assert node is not None  # a result without a focus node is no result
        details: dict[str, tuple[Term | str, ...]] = {"constraint": (constraint,)}
        if isinstance(property_, ox.NamedNode):
            held = sorted((q.object for q in store.quads_for_pattern(node, property_, None)), key=str)  # type: ignore[arg-type]
            details["property"] = (property_,)
            details["value"] = (value,) if value is not None else tuple(held[:_SHOWN])
        severity = _local(one["resultSeverity"]).lower()
        yield Problem(severity, _local(one["sourceShape"]), node, messages.get("zh", ""), messages.get("en", ""), details)


def _local(iri: "Node | None") -> str:
    return str(iri).rpartition("#")[2]


def _term(node: "Node | None") -> Term | None:
    from rdflib import BNode, Literal, URIRef

    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    return ox.Literal(str(node)) if isinstance(node, Literal) else None

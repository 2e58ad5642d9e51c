"""Binding: from what a user types to terms of a graph, in SPARQL notation.

Text never becomes part of a query as it is: it is looked up as a name, or made a literal, and only terms that pyoxigraph
accepts are written, by the serialiser below.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.dataset import ONTOLOGY
from kg.errors import UsageError
from kg.iri import BASE, GK, NAMESPACES, PATHS
from kg.queries.pack import TEXT_TYPES, Parameter, Question

PREFIXES = {**NAMESPACES, **{prefix: f"{BASE}{path}/" for path, prefix in PATHS.items()}}
_NAMES = [ox.NamedNode(NAMESPACES[p] + n) for p, n in (("rdfs", "label"), ("skos", "prefLabel"), ("skos", "altLabel"))]
_TYPE = ox.NamedNode(NAMESPACES["rdf"] + "type")
_LANGUAGES = ("zh", "en", None)
_FOREMOST = f"""PREFIX gk: <{GK}> PREFIX rdfs: <{NAMESPACES["rdfs"]}>
SELECT ?label WHERE {{
  {{ SELECT ?node (COUNT(?place) AS ?places) WHERE {{ ?place gk:refersTo|gk:indicator ?node . ?node a %s }} GROUP BY ?node }}
  ?node rdfs:label ?label
}} ORDER BY DESC(?places) ?label LIMIT 1"""
# The characters that SPARQL does not allow between < and >
_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+\Z")
_DIGITS = re.compile(r"[+-]?\d{1,15}\Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?\Z", re.ASCII)
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Bound:
    """A query ready to run, and the values of its parameters as they were given, by default or for want of the default."""

    text: str
    values: dict[str, str]


def bind(question: Question, given: Mapping[str, str], store: ox.Store) -> Bound:
    """Return the query of a question with these values, and defaults for the others.

    A node may be given by its label, an alias, its IRI or its prefixed name; where it is the label of several, or only an alias
    of several, all are asked for. Where the graph does not know a default, the node of that class that it mentions most often
    takes its place.

    :raises UsageError: if there is no such parameter, or the graph has nothing of that name and class.
    """
    for name in given:
        if question.parameter(name) is None:
            known = " ".join(p.name for p in question.parameters) or "none"
            raise UsageError(question.name, f"no parameter {name!r}", f"its parameters: {known}")
    chosen, written = {}, {}
    for parameter in question.parameters:
        value = given.get(parameter.name, "").strip()
        if not value and parameter.default:
            value = _default(parameter, store)
        if value:
            chosen[parameter.name] = value
            written[parameter.name] = " ".join(map(serialised, terms(parameter, value, store)))
    return Bound(question.bound(written), chosen)


def _default(parameter: Parameter, store: ox.Store) -> str:
    if parameter.type in TEXT_TYPES or named(store, parameter.type, parameter.default):
        return parameter.default
    answer = store.query(_FOREMOST % serialised(ox.NamedNode(GK + parameter.type)))
    found = next((row["label"] for row in answer), None)
    return found.value if found is not None else parameter.default


def serialised(term: ox.NamedNode | ox.Literal) -> str:
    """Return a term in the notation of SPARQL.

    >>> serialised(ox.Literal('a"} #', language="zh"))
    '"a\\\\"} #"@zh'

    :raises ValueError: if it is an IRI with characters that SPARQL does not allow.
    """
    if isinstance(term, ox.NamedNode):
        if not _IRI.match(term.value):
            raise ValueError(term.value)
        return f"<{term.value}>"
    quoted = f'"{_SURROGATE.sub(chr(0xFFFD), term.value).translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    plain = term.datatype.value == NAMESPACES["xsd"] + "string"
    return quoted if plain else f"{quoted}^^{serialised(term.datatype)}"


def terms(parameter: Parameter, value: str, store: ox.Store) -> list[ox.NamedNode] | list[ox.Literal]:
    """Return what a value stands for: one literal, or the nodes of the parameter's class that have this name.

    :raises UsageError: if it is no value of that type, or the graph has nothing of that name and class.
    """
    if _SURROGATE.search(value):
        raise UsageError(parameter.name, "not text", "give it in the encoding of the terminal")
    if parameter.type == "text":
        return [ox.Literal(value)]
    if parameter.type in _LITERALS:
        found = _LITERALS[parameter.type](value)
        if found is None:
            raise UsageError(parameter.name, f"{value!r} is no {parameter.type}", _EXAMPLES[parameter.type])
        return [found]
    nodes = named(store, parameter.type, value)
    if not nodes:
        near = suggestions(store, parameter.type, value)
        remedy = f"there are {'、'.join(near)}" if near else "it has none of this class"
        raise UsageError(parameter.name, f"no {parameter.type} {value!r} in this graph", remedy)
    return nodes


def _integer(value: str) -> ox.Literal | None:
    return ox.Literal(int(value)) if _DIGITS.match(value) else None


def _number(value: str) -> ox.Literal | None:
    return ox.Literal(value, datatype=ox.NamedNode(NAMESPACES["xsd"] + "decimal")) if _DECIMAL.match(value) else None


def _date(value: str) -> ox.Literal | None:
    try:
        return ox.Literal(date.fromisoformat(value))
    except ValueError:
        return None


_LITERALS = {"integer": _integer, "number": _number, "date": _date}
_EXAMPLES = {"integer": "give digits such as 2023", "number": "give a number such as 0.8", "date": "give a day such as 2023-12-31"}


def named(store: ox.Store, class_: str, name: str) -> list[ox.NamedNode]:
    """Return the nodes of a class with this IRI, prefixed or local name; if there is none, this label; if none, this alias.

    Classes, relations and concepts of the ontology are found by the same names, in the ontology.
    """
    found = {node for node in _by_iri(name) if _is(store, node, class_)}
    for predicate in _NAMES:
        for language in () if found else _LANGUAGES:
            literal = ox.Literal(name, language=language) if language else ox.Literal(name)
            for quad in (
                *store.quads_for_pattern(None, predicate, literal, ox.DefaultGraph()),
                *store.quads_for_pattern(None, predicate, literal, ONTOLOGY),
            ):
                if isinstance(quad.subject, ox.NamedNode) and _is(store, quad.subject, class_):
                    found.add(quad.subject)
    return sorted(found, key=str)


def _by_iri(name: str) -> Iterable[ox.NamedNode]:
    if "/" in name and _IRI.match(name):
        candidates = [name]
    else:
        prefix, colon, local = name.partition(":")
        candidates = [PREFIXES[prefix] + local] if colon and prefix in PREFIXES else [GK + name]
    for candidate in candidates:
        if _IRI.match(candidate):
            try:
                yield ox.NamedNode(candidate)
            except ValueError:
                continue


def _is(store: ox.Store, node: ox.NamedNode, class_: str) -> bool:
    wanted = ox.NamedNode(GK + class_)
    return ox.Quad(node, _TYPE, wanted) in store or ox.Quad(node, _TYPE, wanted, ONTOLOGY) in store


def suggestions(store: ox.Store, class_: str, name: str, count: int = 5) -> list[str]:
    """Return labels of a class that share the most characters with a name, best first."""
    labels = set()
    for graph in (ox.DefaultGraph(), ONTOLOGY):
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(GK + class_), graph):
            for predicate in _NAMES:
                labels.update(
                    each.object.value
                    for each in store.quads_for_pattern(quad.subject, predicate, None, graph)
                    if isinstance(each.object, ox.Literal) and each.object.language != "en"
                )
    wanted = set(name)
    return sorted(labels, key=lambda label: (-len(wanted & set(label)) / (len(wanted | set(label)) or 1), label))[:count]

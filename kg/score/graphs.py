"""The facts of a graph's documents, read through the published vocabulary alone: any graph that follows it can be scored."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from kg import ontology, resources, store
from kg.errors import GraphError
from kg.iri import GK, NAMESPACES
from kg.score.facts import Facts, comparable, triple, value

_ROOTS = {"Organization", "Platform", "Policy", "Document", "Project", "Place", "Event"}
_FILE = "?sentence gk:inDocument/gk:sourceFile ?file ."
_LABELS = 'SELECT ?node ?label { ?node rdfs:label ?label FILTER (LANG(?label) IN ("", "zh", "zh-hans", "zh-cn")) }'
_TYPES = "SELECT ?node ?class { ?node a ?class }"
_REPORTS = "SELECT ?file ?node { ?node gk:sourceFile ?file }"
_MENTIONS = f"SELECT ?file ?node ?text {{ ?mention gk:refersTo ?node ; gk:text ?text ; gk:statedIn ?sentence . {_FILE} }}"
_STATEMENTS = f"""SELECT ?file ?subject ?predicate ?object ?confidence {{
  ?node rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; gk:statedIn ?sentence . {_FILE}
  OPTIONAL {{ ?node gk:confidence ?confidence }}
}}"""
_OBSERVATIONS = f"""SELECT ?file ?subject ?value ?unit ?comparator {{
  ?node a gk:Observation ; gk:value ?value ; gk:statedIn ?sentence . {_FILE}
  OPTIONAL {{ ?node gk:subject ?subject }} OPTIONAL {{ ?node gk:unit ?unit }} OPTIONAL {{ ?node gk:comparator ?comparator }}
}}"""
_SIGNS = "SELECT ?node ?sign { ?node a gk:ComparatorConcept ; skos:notation ?sign }"


def read(path: Path) -> dict[str, Facts]:
    """Return the facts of each source file of a graph.

    :raises GraphError: if the graph cannot be read, or a value or confidence in it is no number.
    """
    try:
        return _read(store.read(path))
    except InvalidOperation as error:
        raise GraphError(path, "a gk:value or gk:confidence is no number", "kg validate tells which") from error


def _read(loaded: ox.Store) -> dict[str, Facts]:
    labels: dict[str, str] = {}
    for node, label in _ask(loaded, _LABELS):
        labels[node] = max(label, labels.get(node, ""))
    names = {node: comparable(label) for node, label in labels.items()}
    classes = _classes(loaded)
    found: dict[str, Facts] = defaultdict(Facts)
    for file, node, text in _ask(loaded, _MENTIONS):
        if node in classes:
            found[file].names.add((classes[node], comparable(text)))
            found[file].entities.add((classes[node], names.get(node, "")))
    for file, node in _ask(loaded, _REPORTS):
        found[file].entities.add(("Report", names.get(node, "")))
    relations = ontology.load().relations
    for file, subject, predicate, object_, confidence in _ask(loaded, _STATEMENTS):
        name = predicate.removeprefix(GK)
        if name in relations:
            stated = triple(labels.get(subject, ""), name, labels.get(object_, ""))
            found[file].relations.add(stated)
            found[file].statements.append((stated, Decimal(confidence or "0")))
    signs = dict(_ask(store.read(resources.ontology("govkg.ttl")), _SIGNS))
    for file, subject, number, unit, comparator in _ask(loaded, _OBSERVATIONS):
        quantity = value(number, unit, signs.get(comparator, "="))
        found[file].values[quantity] += 1
        found[file].observed[names.get(subject, ""), *quantity] += 1
    return dict(found)


def _classes(loaded: ox.Store) -> dict[str, str]:
    """Return the most specific class of each entity. A report that is also known as a law or plan counts as a report."""
    known = ontology.load().classes
    rank = {
        name: (name != "Report", -len(class_.supers), name)
        for name, class_ in known.items()
        if not _ROOTS.isdisjoint((name, *class_.supers))
    }
    found: dict[str, str] = {}
    for node, class_ in _ask(loaded, _TYPES):
        name = class_.removeprefix(GK)
        if name in rank and (node not in found or rank[name] < rank[found[node]]):
            found[node] = name
    return found


def _ask(loaded: ox.Store, query: str) -> Iterator[list[str]]:
    """Yield the rows of an answer as text; what is unbound is empty."""
    prefixes = {name: NAMESPACES[name] for name in ("gk", "rdf", "rdfs", "skos")}
    answer = loaded.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        yield [term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else "" for term in row]

"""The ontology as the rest of the program needs it: classes, relations, kinds, with labels, superclasses and pictures.

Read through pyoxigraph: 10 ms, where rdflib takes 350 ms to import and parse the same file.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.errors import DataError
from kg.iri import GK, NAMESPACES

_RDFS, _SKOS = NAMESPACES["rdfs"], NAMESPACES["skos"]
_SCHEMA, _OWL = "https://schema.org/", "http://www.w3.org/2002/07/owl#"
_TYPE = NAMESPACES["rdf"] + "type"


@dataclass(frozen=True, slots=True)
class Term:
    """A class, relation or kind: local name, labels in Chinese and English."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Class(Term):
    """A class of entities; ``supers`` are its superclasses within the ontology, nearest first."""

    supers: tuple[str, ...]
    path: str
    colour: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Relation(Term):
    """A relation between entities with its inverse labels and the classes of its ends (empty: any)."""

    inverse_zh: str
    inverse_en: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """The vocabulary. ``classes``, ``relations`` and ``kinds`` are by local name; kinds without the ``kind-`` prefix."""

    classes: dict[str, Class]
    relations: dict[str, Relation]
    kinds: dict[str, Term]
    version: str

    def lineage(self, name: str) -> tuple[str, ...]:
        """Return the class and its superclasses, itself first.

        :raises KeyError: if the ontology has no such class.
        """
        return (name, *self.classes[name].supers)

    def allows(self, relation: str, subject: str, object_: str) -> bool:
        """Return whether the relation may join nodes of these classes."""
        ends = self.relations[relation]
        return (not ends.domain or not ends.domain.isdisjoint(self.lineage(subject))) and (
            not ends.range or not ends.range.isdisjoint(self.lineage(object_))
        )


@cache
def load(path: Path | None = None) -> Ontology:
    """Return the ontology of ``ontology/govkg.ttl`` (or another file of the same form).

    :raises DataError: if the file is not Turtle; the message has line and column.
    """
    source = path or resources.ontology("govkg.ttl")
    facts: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path=str(source), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                facts[quad.subject.value][quad.predicate.value].append(quad.object)
    except (SyntaxError, OSError) as error:
        raise DataError(source.name, str(error), "mend the ontology file") from error
    local = {iri[len(GK) :]: fact for iri, fact in facts.items() if iri.startswith(GK)}
    version = facts[GK.rstrip("#")].get(_OWL + "versionInfo", [ox.Literal("0")])[0].value
    return Ontology(
        classes={name: _class(name, local) for name, fact in sorted(local.items()) if _is(fact, _OWL + "Class")},
        relations={n: _relation(n, f) for n, f in sorted(local.items()) if _is(f, GK + "Relation")},
        kinds={n[5:]: Term(n, *_labels(f, _SKOS + "prefLabel")) for n, f in sorted(local.items()) if n.startswith("kind-")},
        version=version,
    )


_Fact = dict[str, list[ox.NamedNode | ox.Literal]]


def _is(fact: _Fact, kind: str) -> bool:
    return any(node.value == kind for node in fact.get(_TYPE, ()))


def _labels(fact: _Fact, predicate: str) -> tuple[str, str]:
    by_language = {o.language: o.value for o in fact.get(predicate, ()) if isinstance(o, ox.Literal)}
    return by_language.get("zh", ""), by_language.get("en", "")


def _names(fact: _Fact, predicate: str) -> list[str]:
    return [o.value[len(GK) :] for o in fact.get(predicate, ()) if o.value.startswith(GK)]


def _class(name: str, local: dict[str, _Fact]) -> Class:
    supers: list[str] = []
    queue = _names(local[name], _RDFS + "subClassOf")
    while queue:
        parent = queue.pop(0)
        if parent not in supers:
            supers.append(parent)
            queue += _names(local[parent], _RDFS + "subClassOf")

    def inherited(annotation: str) -> str:
        values = [value.value for c in (name, *supers) for value in local[c].get(GK + annotation, ())]
        return values[0] if values else ""

    zh, en = _labels(local[name], _RDFS + "label")
    return Class(name, zh, en, tuple(supers), inherited("iriPath"), inherited("colour"), inherited("symbol"))


def _relation(name: str, fact: _Fact) -> Relation:
    ends = [frozenset(_names(fact, _RDFS + own) + _names(fact, f"{_SCHEMA}{own}Includes")) for own in ("domain", "range")]
    zh, en = _labels(fact, _RDFS + "label")
    inverse = _labels(fact, GK + "inverseLabel")
    return Relation(name, zh, en, *inverse, ends[0], ends[1], _is(fact, _OWL + "SymmetricProperty"))

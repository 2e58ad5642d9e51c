"""Read a graph as a page shows it: entities, edges with their evidence, observations, sentences and reports.

Read by predicate through pyoxigraph, over all named graphs at once; everything is sorted by IRI, so that equal graphs give
equal pages whatever order they were loaded in.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.iri import GK, NAMESPACES
from kg.ontology import Ontology
from kg.writing.page_model import Edge, Mention, Node, Observation, PageGraph, Report, Sentence, Statement

_RDF, _RDFS, _SKOS = NAMESPACES["rdf"], NAMESPACES["rdfs"], NAMESPACES["skos"]
# Literal facts of an entity that the panel shows beside its name
FACTS = ("docNumber", "indexNumber", "dateWritten", "datePublished", "dateInForce", "gbCode", "creditCode")


class _Facts:
    """One-predicate views of a store: subject → values, sorted."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.all, self.one, self.integers = cache(self._all), cache(self._one), cache(self._integers)

    def _all(self, predicate: str) -> dict[str, list[str]]:
        pairs = set()
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            source, node = quad.subject, quad.object
            if isinstance(source, ox.NamedNode) and isinstance(node, ox.NamedNode | ox.Literal):
                pairs.add((source.value, node.value))
        found: dict[str, list[str]] = defaultdict(list)
        for subject, value in sorted(pairs):
            found[subject].append(value)
        return found

    def _one(self, predicate: str) -> dict[str, str]:
        return {subject: values[0] for subject, values in self.all(predicate).items()}

    def _integers(self, predicate: str) -> dict[str, int]:
        return {subject: int(value) for subject, value in self.one(predicate).items() if value.isdecimal()}

    def labels(self, predicate: str) -> dict[str, str]:
        """Return Chinese labels where there are any, else any."""
        found: dict[str, tuple[bool, str]] = {}
        for subject, node in self._quads(predicate):
            key = (getattr(node, "language", None) != "zh", node.value)
            found[subject] = min(found.get(subject, key), key)
        return {subject: label for subject, (_, label) in found.items()}

    def _quads(self, predicate: str) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject.value, quad.object


def read(store: ox.Store, ontology: Ontology) -> PageGraph:
    """Return what a page of this graph shows.

    Entities are the instances of classes that relations join, if they are mentioned, related or measured; an edge is a
    triple with at least one statement whose sentence is in the graph.
    """
    facts = _Facts(store)
    labels = facts.labels(_SKOS + "prefLabel") | facts.labels(_RDFS + "label")
    sentences = _sentences(facts)
    types = _types(facts, ontology)
    edges = _edges(facts, ontology, types, sentences)
    mentions = _mentions(facts, types, sentences)
    observations = _observations(facts, types, sentences)
    reports = _reports(facts, labels, {s.report for s in sentences.values()} & set(types))
    sentences = {iri: s for iri, s in sentences.items() if s.report in reports}
    seen = {end for s, _, o in edges for end in (s, o)} | set(mentions) | {o.subject for o in observations} | set(reports)
    return PageGraph(
        nodes=_nodes(facts, {iri: types[iri] for iri in sorted(seen)}, labels),
        edges=edges,
        mentions=mentions,
        observations=observations,
        sentences=sentences,
        reports=reports,
        labels=labels,
        parents=facts.one(GK + "parentRegion"),
    )


def _local(iri: str) -> str:
    return iri.removeprefix(GK)


def _name(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _types(facts: _Facts, ontology: Ontology) -> dict[str, str]:
    joined = {name for relation in ontology.relations.values() for name in relation.domain | relation.range}
    drawable = {name for name in ontology.classes if not joined.isdisjoint(ontology.lineage(name))}
    found: dict[str, str] = {}
    for iri, values in facts.all(_RDF + "type").items():
        names = [name for value in values if (name := _local(value)) in drawable]
        if names:
            found[iri] = max(names, key=lambda name: (len(ontology.lineage(name)), name))
    return found


def _confidence(value: str) -> float:
    try:
        return round(float(value), 3)
    except ValueError:
        return 0.0


def _sentences(facts: _Facts) -> dict[str, Sentence]:
    texts, sections, documents = facts.one(GK + "text"), facts.one(GK + "sectionPath"), facts.one(GK + "inDocument")
    begins, ends = facts.integers(GK + "beginIndex"), facts.integers(GK + "endIndex")
    return {
        iri: Sentence(report, sections.get(iri, ""), begins.get(iri, 0), ends.get(iri, begins.get(iri, 0) + len(text)), text)
        for iri, report in documents.items()
        if (text := texts.get(iri, ""))
    }


def _edges(
    facts: _Facts, ontology: Ontology, types: Mapping[str, str], sentences: Mapping[str, Sentence]
) -> dict[Edge, tuple[Statement, ...]]:
    subjects, predicates, objects = (facts.one(_RDF + name) for name in ("subject", "predicate", "object"))
    status, confidence, rules = (facts.one(GK + name) for name in ("status", "confidence", "extractedBy"))
    begins, ends = facts.integers(GK + "beginIndex"), facts.integers(GK + "endIndex")
    stated, implicit = facts.all(GK + "statedIn"), facts.one(GK + "implicitSubject")
    found: dict[Edge, set[Statement]] = defaultdict(set)
    for iri, subject in subjects.items():
        edge = (subject, _local(predicates.get(iri, "")), objects.get(iri, ""))
        if edge[1] not in ontology.relations or subject not in types or edge[2] not in types:
            continue
        for sentence in stated.get(iri, ()):
            if sentence in sentences and sentences[sentence].report in types:
                where = sentences[sentence]
                begin, end = begins.get(iri, where.begin), ends.get(iri, where.end)
                sure, how = _confidence(confidence.get(iri, "1")), rules.get(iri, "")
                supplied = implicit.get(iri) in {"true", "1"}
                found[edge].add(Statement(sentence, begin, end, _local(status.get(iri, "")), sure, how, supplied))
    return {edge: tuple(sorted(found[edge])) for edge in sorted(found)}


def _mentions(facts: _Facts, types: Mapping[str, str], sentences: Mapping[str, Sentence]) -> dict[str, tuple[Mention, ...]]:
    stated = facts.one(GK + "statedIn")
    begins, ends = facts.integers(GK + "beginIndex"), facts.integers(GK + "endIndex")
    found: dict[str, set[Mention]] = defaultdict(set)
    for iri, entities in facts.all(GK + "refersTo").items():
        sentence = stated.get(iri, "")
        if sentence in sentences and sentences[sentence].report in types and iri in begins and iri in ends:
            for entity in entities:
                if entity in types:
                    found[entity].add(Mention(sentence, begins[iri], ends[iri]))
    return {iri: tuple(sorted(found[iri])) for iri in sorted(found)}


def _observations(facts: _Facts, types: Mapping[str, str], sentences: Mapping[str, Sentence]) -> tuple[Observation, ...]:
    subjects, stated = facts.one(GK + "subject"), facts.one(GK + "statedIn")
    text, linked = ("dimension", "value", "unit", "valueText"), ("indicator", "comparator", "role")
    of = {name: facts.one(GK + name) for name in (*text, *linked, "periodStart", "periodEnd")}
    labels = facts.labels(_SKOS + "prefLabel")
    begins, ends = facts.integers(GK + "beginIndex"), facts.integers(GK + "endIndex")

    def observation(iri: str, subject: str) -> Observation:
        indicator = of["indicator"].get(iri, "")
        dimension, value, unit, printed = (of[name].get(iri, "") for name in text)
        name = labels.get(indicator) or _name(indicator)
        comparator, role = _local(of["comparator"].get(iri, "")), _local(of["role"].get(iri, ""))
        start, end = of["periodStart"].get(iri, ""), of["periodEnd"].get(iri, "")
        place = (stated[iri], begins.get(iri, 0), ends.get(iri, 0))
        return Observation(subject, name, dimension, value, unit, printed, comparator, role, start, end, *place)

    known = (
        observation(iri, subject)
        for iri, subject in subjects.items()
        if subject in types and (s := sentences.get(stated.get(iri, ""))) and s.report in types
    )
    return tuple(sorted(known, key=lambda o: (o.subject, sentences[o.sentence].report, o.begin, o)))


def _reports(facts: _Facts, labels: Mapping[str, str], iris: set[str]) -> dict[str, Report]:
    files, regions, issuers = (facts.one(GK + name) for name in ("sourceFile", "inRegion", "issuedBy"))
    starts, ends = facts.one(GK + "periodStart"), facts.one(GK + "periodEnd")
    return {
        iri: Report(
            iri,
            labels.get(iri) or _name(iri),
            *(fact.get(iri, "") for fact in (files, regions, issuers, starts, ends)),
        )
        for iri in sorted(iris)
    }


def _nodes(facts: _Facts, types: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, Node]:
    aliases, kinds, regions = facts.all(_SKOS + "altLabel"), facts.one(GK + "kind"), facts.one(GK + "inRegion")
    literals = [(name, facts.one(GK + name)) for name in FACTS]
    return {
        iri: Node(
            iri=iri,
            type=type_,
            label=labels.get(iri) or _name(iri),
            aliases=tuple(alias for alias in aliases.get(iri, ()) if alias != labels.get(iri)),
            kind=_local(kinds.get(iri, "")).removeprefix("kind-"),
            region=regions.get(iri, ""),
            facts=tuple((name, values[iri]) for name, values in literals if iri in values),
        )
        for iri, type_ in types.items()
    }

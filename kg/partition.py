"""Partition: which triples of a graph each of its reports accounts for.

A graph file is the union of what its reports say. To replace one report in a store, its part must be known again. A report
accounts for:

- its sentences, and the statements, observations and mentions that stand in them;
- the relation triples that these statements state;
- the description of every entity, indicator and extractor that these name, and of the regions above: all of its triples
  that no statement states. An alias belongs to the reports that print it, if any does. What only a report itself can tell
  (the hash of its text, its dates and period) belongs to it alone.

A triple may belong to several parts, and their union is the graph, but for nodes that no sentence leads to.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from kg import ontology
from kg.iri import GK, NAMESPACES

Reports = frozenset[str]
Quads = Callable[[], Iterable[ox.Quad]]

_RDF, _RDFS, _SKOS = NAMESPACES["rdf"], NAMESPACES["rdfs"], NAMESPACES["skos"]
_TYPE, _LABEL, _ALIAS = _RDF + "type", _RDFS + "label", _SKOS + "altLabel"
_REPORT = ox.NamedNode(GK + "Report")
_IN, _STATED, _TEXT = GK + "inDocument", GK + "statedIn", GK + "text"
_SPO = (_RDF + "subject", _RDF + "predicate", _RDF + "object")
# What of evidence names a node that the report then describes
_NAMING = {_SPO[0], _SPO[2], *(GK + name for name in ("refersTo", "subject", "indicator", "extractedBy", "inRegion"))}
# What a report that is cited may have in the part of another
_SHARED = {_TYPE, _LABEL}
_NOWHERE: Reports = frozenset()


class Partition:
    """The parts of a graph, which is read twice: ``quads`` returns its triples anew each time it is called."""

    def __init__(self, quads: Quads) -> None:
        self._quads = quads
        self._relations = {GK + name for name in ontology.load().relations}
        self._sentences: dict[str, str] = {}  # sentence -> report
        self._evidence: dict[str, str] = {}  # statement, observation or mention -> sentence
        self._named: dict[str, list[str]] = defaultdict(list)  # evidence -> what it names
        self._texts: dict[str, str] = {}  # mention -> what it prints
        self._stated: dict[str, dict[str, str]] = defaultdict(dict)  # statement -> its parts
        self._links: dict[str, set[str]] = defaultdict(set)  # entity -> entities that describe it
        self.triples = 0
        for quad in quads():
            self._note(quad)
        self._sets: dict[Reports, Reports] = {}  # equal sets once: thousands of nodes share a few
        self.reports = tuple(sorted(set(self._sentences.values())))
        self._spread()

    def _note(self, quad: ox.Quad) -> None:
        self.triples += 1
        s, p, o = quad.subject.value, quad.predicate.value, quad.object.value
        if p == _STATED:
            self._evidence[s] = o
        elif p == _IN:
            self._sentences[s] = o
        elif p in _SPO:
            self._stated[s][p] = o
        elif p == _TEXT:
            self._texts[s] = o
        if p in _NAMING:
            self._named[s].append(o)
        elif isinstance(quad.object, ox.NamedNode) and p.startswith(GK) and p not in self._relations:
            self._links[s].add(o)

    def _spread(self) -> None:
        """Find the reports of each node: of evidence by its sentence, of what it names, and of what describes that."""
        direct: dict[str, set[str]] = defaultdict(set)
        stated: dict[tuple[str, ...], set[str]] = defaultdict(set)
        printed: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._own: dict[str, Reports] = {s: self._set({report}) for s, report in self._sentences.items()}
        for node, sentence in self._evidence.items():
            report = self._sentences.get(sentence)
            if report is None:
                continue
            self._own[node] = self._set({report})
            for named in self._named.get(node, ()):
                direct[named].add(report)
            if node in self._stated:
                stated[tuple(self._stated[node].get(part, "") for part in _SPO)].add(report)
            if node in self._texts:
                for named in self._named.get(node, ()):
                    printed[named, _bare(self._texts[node])].add(report)
        for report in self.reports:
            direct[report].add(report)
        self._about = self._closure(direct)
        self._triples = {triple: self._set(reports) for triple, reports in stated.items()}
        self._aliases = {name: self._set(reports) for name, reports in printed.items()}

    def _closure(self, direct: dict[str, set[str]]) -> dict[str, Reports]:
        """Return the reports of each entity, those of the entities that it describes included: of a region, its districts'."""
        reached = {node: set(reports) for node, reports in direct.items()}
        queue = list(reached)
        while queue:
            node = queue.pop()
            for above in self._links.get(node, ()):
                if above in self._evidence or above in self._sentences:
                    continue
                known = reached.setdefault(above, set())
                if not reached[node] <= known:
                    known |= reached[node]
                    queue.append(above)
        return {node: self._set(reports) for node, reports in reached.items()}

    def _set(self, reports: set[str]) -> Reports:
        made = frozenset(reports)
        return self._sets.setdefault(made, made)

    def of(self, quad: ox.Quad) -> Reports:
        """Return the reports that account for a triple, none for what no sentence leads to."""
        s, p, o = quad.subject.value, quad.predicate.value, quad.object.value
        if s in self._own:
            return self._own[s]
        if p in self._relations:
            found = self._triples.get((s, p, o))
            if found is not None:
                return found
        about = self._about.get(s, _NOWHERE)
        if p == _ALIAS:
            return self._aliases.get((s, _bare(o)), about)
        if s in about and len(about) > 1 and (p not in _SHARED or quad.object == _REPORT):
            return self._set({s})
        return about

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the triples with the IRI of each report that accounts for them as their graph, and those of none without."""
        graphs = {report: ox.NamedNode(report) for report in self.reports}
        for quad in self._quads():
            for report in self.of(quad) or ("",):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graphs.get(report))


def _bare(text: str) -> str:
    return text.strip("“”《》 ")

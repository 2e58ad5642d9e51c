"""Findings: what is wrong, with which node, said in two languages, and the sentence it goes back to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from kg.iri import GK, NAMESPACES

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal | ox.Triple

SEVERITIES = ("violation", "warning", "info")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_RDF, _RDFS = NAMESPACES["rdf"], NAMESPACES["rdfs"]
_LABEL = ox.NamedNode(_RDFS + "label")


class Problem(NamedTuple):
    """What a rule reports: messages may hold ``{name}``, which stands for the detail of that name.

    ``evidence`` is a node whose sentence shows the problem, if that is not the node itself.
    """

    severity: str
    rule: str
    node: Term
    zh: str
    en: str
    details: Mapping[str, tuple[Term | str, ...]]
    evidence: Term | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; ``rule`` is the name of a shape or check, ``file`` and ``sentence`` its source or empty."""

    severity: str
    rule: str
    node: str
    label: str
    zh: str
    en: str
    details: dict[str, str] = field(default_factory=dict)
    file: str = ""
    sentence: str = ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by severity, then rule, label and node."""
    rank = {severity: i for i, severity in enumerate(SEVERITIES)}
    return tuple(sorted(findings, key=lambda f: (rank[f.severity], f.rule, f.label, f.node, sorted(f.details.items()))))


class Describer:
    """Turns nodes of a graph into words for people."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def finding(self, problem: Problem) -> Finding:
        """Return the problem with labels, filled-in messages and its source."""
        details = {name: " | ".join(map(self.words, terms)) for name, terms in problem.details.items()}
        zh, en = (PLACEHOLDER.sub(lambda m: details.get(m[1], m[0]), text) for text in (problem.zh, problem.en))
        file, sentence = self._source(problem.evidence) if problem.evidence is not None else self._source(problem.node)
        node = problem.node.value if isinstance(problem.node, ox.NamedNode) else str(problem.node)
        return Finding(problem.severity, problem.rule, node, self.label(problem.node), zh, en, details, file, sentence)

    def words(self, term: Term | str) -> str:
        """Return a term as it reads in a message: a value, a prefixed name of the vocabulary, or the label of a node."""
        if isinstance(term, ox.Literal):
            return term.value
        if isinstance(term, ox.NamedNode):
            for prefix, namespace in NAMESPACES.items():
                if term.value.startswith(namespace):
                    return f"{prefix}:{term.value[len(namespace) :]}"
        return term if isinstance(term, str) else self.label(term)

    def label(self, node: Term) -> str:
        """Return the Chinese label of a node, for evidence what it says, else the last part of its IRI."""
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            return str(node)
        labels = [o for o in self._objects(node, _LABEL) if isinstance(o, ox.Literal)]
        if labels:
            return min(labels, key=lambda o: (o.language != "zh", o.value)).value
        parts = [self._first(node, name) for name in (_RDF + "subject", _RDF + "predicate", _RDF + "object")]
        if not any(parts):
            parts = [self._first(node, GK + name) for name in ("subject", "indicator", "valueText")]
        if not any(parts):
            parts = [self._first(node, GK + "text")]
        said = " ".join(self.words(part) for part in parts if part is not None and part != node)
        if said:
            return said if len(said) <= _SHORT else said[:_SHORT] + "…"
        return re.split("[/#]", node.value)[-1] or node.value

    def _source(self, node: Term) -> tuple[str, str]:
        """Return the file and text of the sentence that a node was read from; for an entity, of one that names it."""
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            return "", ""
        sentence = self._first(node, GK + "statedIn")
        if sentence is None and self._first(node, GK + "inDocument") is not None:
            sentence = node
        if sentence is None:
            refers = self._store.quads_for_pattern(None, ox.NamedNode(GK + "refersTo"), node)
            mention = min((quad.subject for quad in refers), key=str, default=None)
            sentence = None if mention is None else self._first(mention, GK + "statedIn")
        document = node if sentence is None else self._first(sentence, GK + "inDocument")
        return self._value(document, "sourceFile"), self._value(sentence, "text")

    def _value(self, node: Term | None, name: str) -> str:
        value = None if node is None else self._first(node, GK + name)
        return value.value if isinstance(value, ox.Literal) else ""

    def _first(self, node: Term, predicate: str) -> Term | None:
        return min(self._objects(node, ox.NamedNode(predicate)), key=str, default=None)

    def _objects(self, node: Term, predicate: ox.NamedNode) -> list[Term]:
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            return []
        return [quad.object for quad in self._store.quads_for_pattern(node, predicate, None)]


_SHORT = 60  # code points of a label that quotes the text

"""The values a page is made of: entities, edges with their evidence, observations, sentences and reports.

Offsets are half-open, in code points of the report's text.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence of a report; offsets are code points of the report's text."""

    report: str
    section: str
    begin: int
    end: int
    text: str


class Mention(NamedTuple):
    """One occurrence of an entity in a sentence, by offsets into the report's text."""

    sentence: str
    begin: int
    end: int


class Statement(NamedTuple):
    """One reading of an edge: the clause that states it, with status, confidence and the label of its rule."""

    sentence: str
    begin: int
    end: int
    status: str
    confidence: float
    rule: str
    implicit: bool


class Observation(NamedTuple):
    """One quantity about an entity; comparator and role are local names of the ontology."""

    subject: str
    indicator: str
    dimension: str
    value: str
    unit: str
    text: str
    comparator: str
    role: str
    start: str
    end: str
    sentence: str
    begin: int
    finish: int


@dataclass(frozen=True, slots=True)
class Node:
    """An entity with its most specific class; ``region`` and ``kind`` are empty where the graph has none."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    kind: str
    region: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A source: its entity, file, region, issuer and the period it covers (ISO dates or empty)."""

    iri: str
    label: str
    file: str
    region: str
    issuer: str
    start: str
    end: str


Edge = tuple[str, str, str]  # subject, local name of the relation, object


@dataclass(frozen=True)
class PageGraph:
    """All that a page can show. ``labels`` also names regions and rules that are no nodes themselves.

    What is derived from it is worked out at the first use and kept.
    """

    nodes: dict[str, Node]
    edges: dict[Edge, tuple[Statement, ...]]
    mentions: dict[str, tuple[Mention, ...]]
    observations: tuple[Observation, ...]
    sentences: dict[str, Sentence]
    reports: dict[str, Report]
    labels: dict[str, str]
    parents: dict[str, str] = field(default_factory=dict)

    @cached_property
    def reports_of(self) -> dict[str, frozenset[str]]:
        """For each entity the reports that mention it, state something of it or measure it."""
        found: dict[str, set[str]] = defaultdict(set)
        for iri, mentions in self.mentions.items():
            found[iri].update(self.sentences[m.sentence].report for m in mentions)
        for (subject, _, object_), statements in self.edges.items():
            where = {self.sentences[s.sentence].report for s in statements}
            found[subject] |= where
            found[object_] |= where
        for observation in self.observations:
            found[observation.subject].add(self.sentences[observation.sentence].report)
        for iri in self.reports:
            found[iri].add(iri)
        return {iri: frozenset(reports) for iri, reports in found.items()}

    @cached_property
    def regions_of(self) -> dict[str, frozenset[str]]:
        """For each entity the regions of the reports it occurs in; a report without a region stands for itself."""
        home = {iri: report.region or iri for iri, report in self.reports.items()}
        return {iri: frozenset(home[r] for r in reports if r in home) for iri, reports in self.reports_of.items()}

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """For each entity those that an edge joins it to, itself left out."""
        found: dict[str, set[str]] = {iri: set() for iri in self.nodes}
        for subject, _, object_ in self.edges:
            if subject != object_:
                found[subject].add(object_)
                found[object_].add(subject)
        return found

    @cached_property
    def ranked(self) -> list[str]:
        """The entities, most connected first: by neighbours and by the reports that share them, then by mentions."""

        def weight(iri: str) -> tuple[float, float, str]:
            shared = max(0, len(self.reports_of.get(iri, ())) - 1)
            return (-(len(self.neighbours[iri]) + 3 * shared), -len(self.mentions.get(iri, ())), iri)

        return sorted(self.nodes, key=weight)

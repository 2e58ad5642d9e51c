"""Readings written by hand: sentences with the facts they state, without the extraction."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg import graph, reading
from kg.iri import BASE
from kg.model import Entity, Hint, Mention, Observation, Reading, Statement


@dataclass(frozen=True)
class Fact:
    subject: Entity
    predicate: str
    object: Entity
    status: str = "done"
    confidence: float = 0.8


@dataclass(frozen=True)
class Number:
    """``text`` is how the sentence prints it; ``part_of`` the text of its total in the same document."""

    subject: Entity
    indicator: str
    text: str
    value: str
    unit: str
    role: str = "actual"
    comparator: str = "eq"
    year: int = 0
    dimension: str = ""
    part_of: str = ""


@dataclass
class Draft:
    """One report: its entity, region and period, and what its sentences say."""

    report: Entity
    region: Entity
    year: int
    metadata: dict[str, str] = field(default_factory=dict)
    others: tuple[Entity, ...] = ()
    said: list[tuple[str, tuple[Fact | Number, ...]]] = field(default_factory=list)

    def says(self, sentence: str, *facts: Fact | Number) -> "Draft":
        assert sentence.endswith("。"), sentence
        self.said.append((sentence, facts))
        return self

    def reading(self) -> Reading:
        text = "".join(f"{sentence}\n" for sentence in (self.report.label, *(sentence for sentence, _ in self.said)))
        name = self.report.iri.partition(":")[2]
        document = reading.document(f"{name}.txt", text)
        statements: list[Statement] = []
        observations: list[Observation] = []
        mentions: dict[tuple[int, str], tuple[Mention, Entity]] = {}
        at, totals = len(self.report.label) + 1, dict[str, int]()
        for sentence, facts in self.said:
            for fact in facts:
                for entity in _ends(fact):
                    where = sentence.find(entity.label)
                    if where >= 0:
                        begin, end = at + where, at + where + len(entity.label)
                        mentions[begin, entity.iri] = Mention(begin, end, entity.type, "listed", 0.9, Hint("key")), entity
                if isinstance(fact, Number):
                    begin = at + sentence.index(fact.text)
                    totals.setdefault(fact.text, begin)
                    observations.append(_observation(fact, begin, totals.get(fact.part_of, -1), self.year))
                else:
                    statements.append(_statement(fact, sentence, at))
            at += len(sentence) + 1
        known = {e.iri: e for _, facts in self.said for fact in facts for e in _ends(fact)}
        known |= {e.iri: e for e in (*self.others, self.region, self.report)}
        return Reading(
            document=document,
            report=self.report,
            region=self.region,
            period=(f"{self.year}-01-01", f"{self.year}-12-31"),
            metadata=self.metadata,
            entities=tuple(known.values()),
            mentions=tuple(mentions.values()),
            statements=tuple(statements),
            observations=tuple(observations),
        )


def _ends(fact: Fact | Number) -> tuple[Entity, ...]:
    return (fact.subject, fact.object) if isinstance(fact, Fact) else (fact.subject,)


def _statement(fact: Fact, sentence: str, at: int) -> Statement:
    ends = at, at + len(sentence)
    implicit = fact.subject.label not in sentence
    return Statement(
        fact.subject, fact.predicate, fact.object, fact.status, *ends, f"{fact.predicate}-verb", fact.confidence, implicit
    )


def _observation(number: Number, begin: int, total: int, year: int) -> Observation:
    year = number.year or year
    return Observation(
        subject=number.subject,
        indicator=number.indicator,
        value=number.value,
        unit=number.unit,
        comparator=number.comparator,
        role=number.role,
        period=(f"{year}-01-01", f"{year}-12-31"),
        dimension=number.dimension,
        total=total,
        begin=begin,
        end=begin + len(number.text),
        rule="quantity",
        confidence=0.85,
    )


def lines(drafts: Iterable[Draft], base: str = BASE) -> list[str]:
    """Return the sorted lines of the graph of these reports."""
    return sorted({line for draft in drafts for line in graph.lines(draft.reading(), base)})

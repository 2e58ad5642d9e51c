"""Statements of clauses: every trigger word found is offered to its patterns, which look left and right of it."""

from collections.abc import Iterator
from itertools import product

from kg.masking import Masked
from kg.model import Document, Entity, Statement
from kg.ontology import Ontology
from kg.patterns import Pattern, Patterns
from kg.relations.status import status_at
from kg.relations.subjects import Subjects
from kg.resolve import Resolution

_WINDOW = 60  # characters of masked text left of a trigger that a pattern may see


def statements(
    document: Document, masked: Masked, resolution: Resolution, patterns: Patterns, vocabulary: Ontology
) -> list[Statement]:
    """Return what the patterns find, with the actor of the clause where a pattern has only one slot."""
    found: list[Statement] = []
    clauses = _Clauses(document, masked, resolution, vocabulary)
    text = masked.text
    for index, begin, end in patterns.automaton.find_matches_as_indexes(text, overlapping=True):
        for pattern in patterns.by_trigger[index]:
            left = pattern.before.search(text, max(begin - _WINDOW, 0), begin) if pattern.before else None
            if pattern.before and left is None:
                continue
            right = pattern.after.match(text, end) if pattern.after else None
            if pattern.after and right is None:
                continue
            spans = {slot: m.span(slot) for m in (left, right) if m is not None for slot in m.groupdict()}
            found += clauses.combine(pattern, spans, left.start() if left else begin, right.end() if right else end)
    return found


class _Clauses:
    """The masked text of one document with what turns slots into entities."""

    def __init__(self, document: Document, masked: Masked, resolution: Resolution, vocabulary: Ontology) -> None:
        self.document, self.masked, self.resolution, self.vocabulary = document, masked, resolution, vocabulary
        self.subjects = Subjects(masked)

    def combine(self, pattern: Pattern, spans: dict[str, tuple[int, int]], start: int, stop: int) -> Iterator[Statement]:
        """Yield the statements of one match: every subject with every object."""
        implicit = False
        ends: dict[str, list[Entity]] = {}
        for slot in ("subject", "object"):
            if slot in spans:
                ends[slot] = self._named(spans[slot], pattern.wanted[slot])
            else:
                ends[slot], implicit = self._actors(start, pattern, slot)
        begin, end = self.masked.original(start), self.masked.end(stop)
        status = pattern.status or status_at(self.document, begin, end)
        for subject, object_ in product(ends["subject"], ends["object"]):
            yield Statement(subject, pattern.predicate, object_, status, begin, end, pattern.id, pattern.confidence, implicit)

    def _named(self, span: tuple[int, int], wanted: frozenset[str]) -> list[Entity]:
        entities = self.resolution.entities
        return [e for i in self.masked.within(*span) if (e := entities[i]) is not None and self.masked.type(i) in wanted]

    def _actors(self, position: int, pattern: Pattern, slot: str) -> tuple[list[Entity], bool]:
        """Return who acts at a position, and whether the text leaves it to the reader to know."""
        ends = self.vocabulary.relations[pattern.predicate]
        allowed = ends.domain if slot == "subject" else ends.range
        if pattern.actor == "thing":
            thing = self._thing(position, allowed)
            if thing is not None:
                return [thing], False
        if self.subjects.collective(position):
            return [], False
        named = [self.resolution.entities[i] for i in self.subjects.before(position)]
        chosen = [e for e in named if e is not None and self._fits(e, allowed)]
        if chosen:
            return chosen, False
        return [e for e in self.resolution.issuers[:1] if self._fits(e, allowed)], True

    def _fits(self, entity: Entity, allowed: frozenset[str]) -> bool:
        return not allowed or not allowed.isdisjoint(self.vocabulary.lineage(entity.type))

    def _thing(self, position: int, allowed: frozenset[str]) -> Entity | None:
        """Return the last thing named before a position in its section that the relation allows."""
        sentence = self.document.sentences[self.document.sentence_at(self.masked.original(position))]
        low = next((h.begin for h in reversed(self.document.headings) if h.begin <= sentence.begin and h.level < 5), 0)
        for i in reversed(self.masked.within(0, position)):
            if self.masked.begin(i) < low:
                return None
            entity = self.resolution.entities[i]
            if entity is not None and entity.type in _THINGS and self._fits(entity, allowed):
                return entity
        return None


_THINGS = {"Platform", "Policy", "Project"}

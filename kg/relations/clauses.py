"""Statements of clauses: every trigger word found is offered to its patterns, which look left and right of it."""

from bisect import bisect_right
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
    subjects = Subjects(masked)
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
            start = left.start() if left else begin
            stop = right.end() if right else end
            found += _combine(document, masked, resolution, subjects, (pattern, spans, start, stop), vocabulary)
    return found


def _combine(document, masked, resolution, subjects, match, vocabulary):  # type: ignore[no-untyped-def]
    pattern, spans, start, stop = match
    ends: dict[str, list[Entity]] = {}
    for slot in ("subject", "object"):
        if slot in spans:
            wanted = pattern.wanted[slot]
            ends[slot] = [resolution.entities[i] for i in masked.within(*spans[slot]) if resolution.entities[i] is not None and masked.type(i) in wanted]
    implicit = False
    for slot in ("subject", "object"):
        if slot not in spans:
            ends[slot], implicit = _actors(masked, resolution, subjects, start, pattern, slot, vocabulary)
    begin, end = masked.original(start), masked.original(stop - 1) + 1
    end = masked.end(stop)
    status = pattern.status or status_at(document, begin, end)
    return [
        Statement(s, pattern.predicate, o, status, begin, end, pattern.id, pattern.confidence, implicit)
        for s, o in product(ends["subject"], ends["object"])
    ]


def _actors(masked, resolution, subjects, position, pattern, slot, vocabulary):  # type: ignore[no-untyped-def]
    if subjects.collective(position):
        return [], False
    ends = vocabulary.relations[pattern.predicate]
    allowed = ends.domain if slot == "subject" else ends.range
    named = [resolution.entities[i] for i in subjects.before(position)]
    chosen = [e for e in named if e is not None and (not allowed or not allowed.isdisjoint(vocabulary.lineage(e.type)))]
    if chosen:
        return chosen, False
    return list(resolution.issuers[:1]), True

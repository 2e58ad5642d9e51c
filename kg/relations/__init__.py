"""Relations: statements from patterns over the masked text, from names inside names, and from the document itself."""

from kg import ontology
from kg.gazetteer import Gazetteer
from kg.masking import Masked
from kg.model import Document, Mention, Statement
from kg.patterns import Patterns
from kg.relations import clauses, inner, printed
from kg.resolve import Resolution


def extract(
    document: Document, mentions: list[Mention], resolution: Resolution, patterns: Patterns, gazetteer: Gazetteer
) -> list[Statement]:
    """Return the statements of a document, each with the clause that states it; every triple once per clause."""
    vocabulary = ontology.load()
    masked = Masked(document.norm, mentions)
    found = clauses.statements(document, masked, resolution, patterns, vocabulary)
    found += inner.statements(document, mentions, resolution)
    found += printed.statements(document, masked, mentions, resolution, gazetteer)
    best: dict[tuple[str, str, str, int], Statement] = {}
    for statement in found:
        if statement.subject.iri == statement.object.iri:
            continue
        if not vocabulary.allows(statement.predicate, statement.subject.type, statement.object.type):
            continue
        key = (statement.subject.iri, statement.predicate, statement.object.iri, document.sentence_at(statement.begin))
        if key not in best or statement.confidence > best[key].confidence:
            best[key] = statement
    return sorted(best.values(), key=lambda s: (s.begin, s.end, s.predicate, s.subject.iri, s.object.iri))

"""Resolution: mentions and the document's context become canonical entities; what the text does not tell stays unresolved."""

from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.iri import BASE
from kg.model import Document, Entity, Mention, Unresolved
from kg.resolve.context import Context, infer
from kg.resolve.names import Namer
from kg.resolve.registry import Registry


@dataclass(frozen=True, slots=True)
class Resolution:
    """``entities`` is parallel to the mentions given, with None where a name stays unresolved."""

    context: Context
    report: Entity
    issuers: tuple[Entity, ...]
    entities: tuple[Entity | None, ...]
    unresolved: tuple[Unresolved, ...]
    registry: Registry


def resolve(document: Document, mentions: list[Mention], gazetteer: Gazetteer, base: str = BASE) -> Resolution:
    """Return the entities that the mentions of a document mean."""
    context = infer(document, mentions, gazetteer)
    registry = Registry(gazetteer, base)
    namer = Namer(document, mentions, context, gazetteer, registry)
    entities = tuple(namer.entity(mention) for mention in mentions)
    return Resolution(context, namer.report, namer.issuers, entities, tuple(namer.unresolved), registry)

"""What a name says by the names inside it: a plan is about its policy, a zone is part of its platform, documents are cited."""

from kg.model import Document, Entity, Mention, Statement
from kg.resolve import Resolution

_ABOUT = {"Document", "Project", "Event", "Report", "Policy"}
_MATTERS = {"Platform", "Policy", "Project", "Legislation", "Document"}


def statements(document: Document, mentions: list[Mention], resolution: Resolution) -> list[Statement]:
    """Return the statements that follow from nested names and from mentions of documents."""
    found: list[Statement] = []
    outer: Mention | None = None
    host: Entity | None = None
    for mention, entity in zip(mentions, resolution.entities, strict=True):
        if entity is not None and mention.type in {"Document", "Legislation"} and entity is not resolution.report:
            found.append(_stated(resolution.report, "cites", entity, mention, 0.97))
        if not mention.inside:
            outer, host = mention, entity
            continue
        if outer is None or host is None or entity is None:
            continue
        found += _nested(outer, host, mention, entity)
    return found


def _nested(outer: Mention, host: Entity, mention: Mention, entity: Entity) -> list[Statement]:
    if outer.type in _ABOUT and mention.type in _MATTERS and host.type != "Report":
        return [_stated(host, "about", entity, outer, 0.9)]
    if outer.type == "Platform" and mention.type == "Platform" and mention.begin == outer.begin:
        return [_stated(host, "partOf", entity, outer, 0.75)]
    if outer.type == "Project" and mention.type in {"Agency", "Enterprise"}:
        return [_stated(entity, "undertakes", host, outer, 0.8)]
    if outer.type == "Platform" and mention.type == "Agency":
        return [_stated(entity, "operates", host, outer, 0.8)]
    return []


def _stated(subject: Entity, predicate: str, object_: Entity, place: Mention, confidence: float) -> Statement:
    return Statement(subject, predicate, object_, "done", place.begin, place.end, f"inner-{predicate}", confidence, False)

"""What a name says by the names inside it: a plan is about its policy, a zone is part of its platform, documents are cited."""

from itertools import pairwise

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
    return found + adjacent(mentions, resolution)


def _nested(outer: Mention, host: Entity, mention: Mention, entity: Entity) -> list[Statement]:
    if outer.type == "Policy":
        return [_stated(host, "about", entity, outer, 0.8)] if mention.type == "Platform" else []
    if outer.type in {"Document", "Legislation"} and mention.type in {"Document", "Legislation"} and "实施" in host.label:
        return [_stated(host, "basedOn", entity, outer, 0.9)]
    if outer.type == "Report" and mention.type == "Policy" and mention.rule == "headed":
        return []
    if outer.type in _ABOUT and mention.type in _MATTERS:
        return [_stated(host, "about", entity, outer, 0.9)]
    if outer.type == "Platform" and mention.type == "Platform" and mention.begin <= outer.begin + 1:
        if "接入" in host.label or "管理" in host.label:
            return [_stated(host, "supports", entity, outer, 0.7)]
        return [_stated(host, "partOf", entity, outer, 0.75)]
    if outer.type == "Project" and mention.type in {"Agency", "Enterprise"}:
        return [_stated(entity, "undertakes", host, outer, 0.8)]
    return []


# What two names that stand directly one after the other say: 省委“1310”具体部署, 区住建局智慧物业平台, 市政府《…》
_ADJACENT = {
    "Document": ("issuedBy", False),
    "Legislation": ("issuedBy", False),
    "Policy": ("issuedBy", False),
    "Platform": ("operates", True),
}


def adjacent(mentions: list[Mention], resolution: Resolution) -> list[Statement]:
    """Return what a body's name directly before another name says."""
    found: list[Statement] = []
    outer = [(m, e) for m, e in zip(mentions, resolution.entities, strict=True) if not m.inside]
    run: list[Entity] = []
    for (first, body), (second, thing) in pairwise(outer):
        if body is None or first.type not in _BODIES:
            run = []
            continue
        run = [*run, body]
        if second.begin != first.end:
            run = [] if second.type not in _BODIES or second.begin > first.end + 1 else run
            continue
        relation = _ADJACENT.get(second.type)
        if relation is not None and thing is not None:
            predicate, forward = relation
            for one in run:
                pair = (one, thing) if forward else (thing, one)
                found.append(_stated(pair[0], predicate, pair[1], second, 0.8)._replace(begin=first.begin, rule="adjacent"))
            run = []
    return found


_BODIES = {"Agency", "PartyOrgan", "LeadingGroup", "PublicInstitution", "Enterprise"}


def _stated(subject: Entity, predicate: str, object_: Entity, place: Mention, confidence: float) -> Statement:
    return Statement(subject, predicate, object_, "done", place.begin, place.end, f"inner-{predicate}", confidence, False)

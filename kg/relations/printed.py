"""What the layout and the numbers of documents say: who issued them, on what the document itself is based, who was who before."""

import re
from itertools import combinations

from kg.gazetteer import Gazetteer
from kg.masking import Masked
from kg.model import Document, Entity, Mention, Statement
from kg.patterns import SIGNS
from kg.resolve import Resolution

_DOCUMENTS = SIGNS["Document"] + SIGNS["Legislation"]
# The opening of a paper gives its grounds: 根据《…》、《…》要求,现将…报告如下
_GROUNDS = re.compile(rf"(?:根据|按照|依据|依照|按)[^。;\n{_DOCUMENTS}]{{0,12}}(?P<grounds>[{_DOCUMENTS}](?:[、和与及,]{{0,2}}[^。;\n,、]{{0,12}}?[{_DOCUMENTS}])*)")
_NEW_PAPER = re.compile(rf"(?:制定|印发|出台|编制|起草|修订|制订)(?:了|并)?[^。;\n]{{0,6}}[{_DOCUMENTS}]")


def statements(
    document: Document, masked: Masked, mentions: list[Mention], resolution: Resolution, gazetteer: Gazetteer
) -> list[Statement]:
    """Return what the document says of itself and of the documents whose numbers it prints."""
    found = [
        _stated(resolution.report, "issuedBy", entity, mention, "printed-issuer", 0.95)
        for mention, entity in zip(resolution.context.issuers, resolution.issuers, strict=False)
    ]
    for mention, entity in list(zip(resolution.context.issuers, resolution.issuers, strict=False))[1:]:
        found.append(_stated(resolution.issuers[0], "cooperatesWith", entity, mention, "printed-joint", 0.8))
    found += _grounds(document, masked, mentions, resolution)
    found += _renamed(mentions, resolution, gazetteer)
    found += _parts(mentions, resolution)
    return found


def _grounds(document: Document, masked: Masked, mentions: list[Mention], resolution: Resolution) -> list[Statement]:
    """Return basedOn for the grounds in the opening: before the first heading, where no other paper is made under them."""
    end = document.headings[0].begin if document.headings else len(document.norm)
    found = []
    for match in _GROUNDS.finditer(masked.text):
        if masked.original(match.start()) >= end:
            break
        stop = masked.text.find("。", match.end())
        if _NEW_PAPER.search(masked.text, match.end(), stop if stop > 0 else len(masked.text)):
            continue
        for i in masked.within(*match.span("grounds")):
            entity = resolution.entities[i]
            if entity is not None and entity is not resolution.report:
                found.append(_stated(resolution.report, "basedOn", entity, mentions[i], "printed-grounds", 0.8))
    return found


def _renamed(mentions: list[Mention], resolution: Resolution, gazetteer: Gazetteer) -> list[Statement]:
    """Return succeeds for two departments of one region that the table of renames joins, if the text prints both in full."""
    printed: dict[tuple[str, str], tuple[Mention, Entity]] = {}
    for mention, entity in zip(mentions, resolution.entities, strict=True):
        if entity is not None and mention.hint is not None and mention.hint.how == "department":
            printed.setdefault((entity.region, mention.hint.value), (mention, entity))
    found = []
    for (one, first), (other, second) in combinations(sorted(printed.items(), key=lambda item: item[1][0].begin), 2):
        if one[0] != other[0]:
            continue
        for (old, before), (new, after) in (((one, first), (other, second)), ((other, second), (one, first))):
            if any(d.successor == new[1] for d in gazetteer.departments.forms.get(old[1], ()) if d.name == old[1]):
                found.append(_stated(after[1], "succeeds", before[1], after[0], "printed-rename", 0.7))
    return found


def _parts(mentions: list[Mention], resolution: Resolution) -> list[Statement]:
    """Return partOf for the office of a leading group and the branch of a body, where the text names both."""
    by_label = {e.label: e for e in resolution.entities if e is not None}
    found, seen = [], set()
    for mention, entity in zip(mentions, resolution.entities, strict=True):
        if entity is None or entity.iri in seen:
            continue
        seen.add(entity.iri)
        whole = None
        if entity.type == "LeadingGroup" and entity.label.endswith("办公室"):
            whole = by_label.get(entity.label.removesuffix("办公室"))
        elif entity.type == "PartyOrgan" and "支部" in entity.label:
            whole = by_label.get(re.sub(r"^中共|(?:总支部|支部)委员会$", "", entity.label))
        if whole is not None:
            found.append(_stated(entity, "partOf", whole, mention, "printed-part", 0.85))
    return found


def _stated(subject: Entity, predicate: str, object_: Entity, place: Mention, rule: str, confidence: float) -> Statement:  # noqa: PLR0913
    return Statement(subject, predicate, object_, "done", place.begin, place.end, rule, confidence, False)

"""From overlapping candidates to names: one outer layer, the longest first, and names with a life of their own inside."""

from bisect import bisect_right
from collections.abc import Iterable

from kg.model import Mention

# Which classes of names may be marked inside a name of a class (guidelines §3: nodes with a life of their own)
_NESTED = {
    "Document": {"Event", "Platform", "Policy", "Project", "Region", "Agency", "PartyOrgan", "LeadingGroup", "Document", "Legislation"},
    "Legislation": {"Region", "Legislation"},
    "Report": {"Event", "Agency", "PartyOrgan", "LeadingGroup", "Region", "Platform", "Policy", "Document", "Legislation", "Project"},
    "Project": {"Platform", "Agency", "Enterprise", "Region", "Site"},
    "Platform": {"Platform", "Agency", "Region", "Policy"},
    "Policy": {"Platform", "Region", "Policy", "LeadingGroup"},
    "Event": {"Platform", "PartyOrgan", "Legislation", "Policy", "Agency"},
    "Site": {"Region"},
    "PublicInstitution": {"Region"},
    "PartyOrgan": {"PartyOrgan", "Agency"},
    "LeadingGroup": {"LeadingGroup", "Policy"},
    "Agency": {"PartyOrgan", "Agency"},
    "Enterprise": {"Region"},
}
_NAMED_AFTER = {"Agency", "PartyOrgan", "LeadingGroup"}
_PAPERS = {"Document", "Legislation"}
_REST = 2  # characters after an inner name, as in 城市大脑|项目
# A more telling rule wins between candidates of the same span
_RANK = {"gazetteer": 0, "title": 1, "own-agency": 0, "coordinated": 0, "called": 0, "session": 0, "own-region": 0, "composed": 1, "department": 1, "quoted-head": 2}


def resolve(candidates: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that stand, in textual order, outer before inner."""
    ordered = sorted(candidates, key=lambda m: (m.begin - m.end, m.begin, _RANK.get(m.rule, 5), -m.confidence, m.type))
    begins: list[int] = []  # of the outer mentions, sorted; they are disjoint
    outer: list[Mention] = []
    inner: list[Mention] = []
    for mention in ordered:
        i = bisect_right(begins, mention.begin)
        before = outer[i - 1] if i else None
        after = outer[i] if i < len(outer) else None
        if before is not None and mention.begin < before.end:
            if mention.rule == before.rule == "region-group" and mention[:2] == before[:2]:
                begins.insert(i, mention.begin)
                outer.insert(i, mention)
            elif mention.end <= before.end and _may_nest(mention, before):
                inner.append(mention._replace(inside=True))
        elif after is None or mention.end <= after.begin:
            begins.insert(i, mention.begin)
            outer.insert(i, mention)
    return sorted(outer + _distinct(inner), key=lambda m: (m.begin, m.begin - m.end))


def _may_nest(mention: Mention, outer: Mention) -> bool:
    if (mention.begin, mention.end) == (outer.begin, outer.end) or mention.type not in _NESTED.get(outer.type, ()):
        return False
    if outer.rule in {"unit", "session-body"} and mention.type == outer.type:
        return mention.begin == outer.begin
    if mention.type == outer.type and mention.end == outer.end:
        return False  # the same name with less in front
    if mention.type in _PAPERS and outer.type in _PAPERS and mention.end >= outer.end - 1:
        return mention.rule == "put-out"  # 民法典 in 《中华人民共和国民法典》
    if outer.type == "PartyOrgan" and mention.type == "PartyOrgan":
        return mention.rule == "composed"
    if outer.type == mention.type == "LeadingGroup":
        return False
    # a described name inside a name is one only where both begin together and enough follows (区综合政务服务平台|建设项目)
    begins = mention.begin == outer.begin and outer.end - mention.end >= (_REST if outer.type == "Project" else 2 * _REST)
    return mention.rule != "headed" or (begins and outer.type in {"Project", "Platform", "Document"})


def _distinct(inner: list[Mention]) -> list[Mention]:
    """Drop nested names that overlap a longer nested one of the same class, and second readings of a span."""
    kept: list[Mention] = []
    for mention in inner:
        if mention.type == "Region" and any(k.begin <= mention.begin and mention.end <= k.end and k.type in _NAMED_AFTER for k in kept):
            continue  # the region in a body's own name
        clash = [k for k in kept if k.begin < mention.end and mention.begin < k.end]
        if not any(k.type == mention.type or (k.begin, k.end) == (mention.begin, mention.end) for k in clash):
            kept.append(mention)
    return kept

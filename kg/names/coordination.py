"""Lists that share their first name's level word or place: 市博物馆、图书馆、体育馆; 市财政局、审计局."""

import re
from collections.abc import Iterable, Iterator

from kg.model import Hint, Mention
from kg.names.agencies import prefix
from kg.scan import Scan

_JOINT = re.compile("[、和及与,]|以及")
_CLOSE = re.compile("[、和及与等,。;:)]|以及|联合|共同|要|负责|牵头|配合|对|的")
_BODIES = {"Agency", "PartyOrgan", "PublicInstitution", "Enterprise", "Site"}
_LONGEST = 10  # characters of a listed name without its level word: 妇幼保健计划生育服务中心 is written out


def find(scan: Scan, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the members of lists that are bare names after a name with a level word or place."""
    outer = {m.begin: m for m in mentions if not m.inside}
    carried: dict[int, str] = {}  # where a list goes on -> the level word or place of its first member
    for begin in sorted(outer):
        mention = outer[begin]
        if mention.type not in _BODIES:
            continue
        where = _where(scan, mention) or carried.get(begin, "")
        if not where:
            continue
        if begin in carried and mention.hint is not None and mention.hint.how == "department" and not mention.hint.extra:
            yield mention._replace(rule="coordinated", hint=mention.hint._replace(extra=where))
        joint = _JOINT.match(scan.norm, mention.end)
        if joint is None:
            continue
        carried[joint.end()] = where
        if joint.end() not in outer:
            yield from _bare(scan, joint.end(), where)


def _where(scan: Scan, mention: Mention) -> str:
    """Return the level word or place that a name begins with, in the notation of `kg.names.agencies.prefix`."""
    hint = mention.hint
    if hint is not None and hint.how in {"department", "of-region"}:
        return hint.extra
    if scan.norm[mention.begin] in "省市区县州盟旗" and mention.begin + 1 in scan.edges:
        return "L" + scan.norm[mention.begin]
    place = next((p for p in scan.places if p.begin == mention.begin), None)
    return prefix(scan, place.end)[1] if place is not None else ""


def _bare(scan: Scan, begin: int, where: str) -> Iterator[Mention]:
    """Yield the institutions of the rest of a list, bare of level words, as far as it goes on."""
    heads = scan.gazetteer.heads
    while True:
        head = heads.bare_pattern.search(scan.norm, begin, begin + _LONGEST)
        if head is None or re.search(r"[,。;:、和及\n]", scan.norm[begin : head.start()]) or not _CLOSE.match(scan.norm, head.end()):
            return
        kinds = [h for h in heads.bare[head.group()] if h.type in {"PublicInstitution", "Enterprise"}]
        if not kinds:
            return
        yield Mention(begin, head.end(), kinds[0].type, "coordinated", 0.7, Hint("composed", kinds[0].kind, where))
        joint = _JOINT.match(scan.norm, head.end())
        if joint is None:
            return
        begin = joint.end()

"""Names that a quotation ends or begins: 新生儿出生“一件事”, 物业管理“三率”提升行动; brands with a branch: “苏服办”启东旗舰店."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.names.headed import content, extend
from kg.scan import Scan

_LONGEST = 16  # characters of a modifier before a quotation; in our samples the longest has 13
_SHORTEST = 2
_NO_MODIFIER = re.compile(
    r"(?:[省市区县州旗化内]|全[省市区县州国]|我[省市区县州]|各地|[的了“”]|事项|部署|升级|应用|审批服务)$"
    r"|^(?:政务服务|业务|改革|服务|品牌|企业|群众|平台|目标|理念)$|^(?:[和与及由对把将]|高频|更多|实现)|知晓|体验"
)


def find(scan: Scan, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield policies whose quotation has a modifier that belongs to the name; the quoted policy stands inside."""
    named = {m.end for m in mentions if not m.inside and m.type not in {"Region", "Policy"}}
    for mention in mentions:
        if mention.begin in named:
            continue  # 省委“1310”具体部署: who speaks is no part of the name
        if mention.type != "Policy" or mention.inside or scan.norm[mention.begin] != "“":
            continue
        start = extend(scan, mention.begin)
        modifier = scan.norm[start : mention.begin]
        if not _SHORTEST <= len(modifier) <= _LONGEST or _NO_MODIFIER.search(modifier) or len(content(scan, start, mention.begin)) < 2:
            continue
        if scan.slogan(mention.begin, mention.end):
            continue
        yield Mention(start, mention.end, "Policy", "prefixed", 0.7, Hint("composed", mention.hint.value if mention.hint and mention.hint.how == "composed" else ""))


# A branch of a platform: for a place, a trade or a kind of reader
_BRANCH = re.compile(r"(?:[一-龥]{0,6}?)(?:旗舰店|分厅|站点|分站|子站|专区|专栏|频道|栏目|服务端|专版|分端|特色馆|子门户)(?![一-龥]?级)")


def branches(scan: Scan, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the branches of platforms that the text names: the platform stands inside."""
    for mention in mentions:
        if mention.type != "Platform" or mention.inside or mention.hint is None or mention.hint.how not in {"named", "composed"}:
            continue
        match = _BRANCH.match(scan.norm, mention.end)
        if match is not None and match.end() in scan.edges and not re.search("[和与及等的]", match.group()[:-2]):
            yield Mention(mention.begin, match.end(), "Platform", "branch", 0.8, Hint("branch", match.group(), "\t".join(mention.hint)))

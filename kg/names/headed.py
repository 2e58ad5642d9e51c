"""Unquoted names that end in a head noun: 区电子政务外网, 工程建设项目审批制度改革, 依法行政工作领导小组.

The head noun is found first; the name is then extended to the left to the last word that cannot stand inside one.
"""

import re
from collections.abc import Iterator

from kg.gazetteer.heads import Head
from kg.model import Hint, Mention
from kg.names.agencies import prefix
from kg.scan import Scan

_REACH = 30  # characters before a head noun; the longest bare name of the seeds has 27
_MIN_MODIFIER = 2
_QUOTE = re.compile("[“”]")
_COUNTED = re.compile(r"^[\d.,]*(?:\d|[一二三四五六七八九十百千两几多数各])+[余多]?(?:个|项|家|条|类|批|套|种|次|场|期|名|所|座|处|台|件|大|款|张|份)")
_STAGES = re.compile(r"立项|招标|招投标|评审|验收|论证|可行性研究|可研|开工|启动|竣工|采购|EPC|PPP|初步设计|完成.{0,12}建设|实施|推进|聚焦|包括|申报|审批")
_HELD = re.compile(r"召开|举办|举行|组织|参加|参与|开展|承办|主办|出席|筹备|召集|承接|列席")
_CJK = re.compile("[一-龥]")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield names by their head nouns; which of overlapping ones stands is left to `kg.names.overlap`."""
    heads = scan.gazetteer.heads
    for match in heads.bare_pattern.finditer(scan.norm):
        begin, end = match.span()
        if end not in scan.edges:
            continue
        start = extend(scan, begin)
        for head in heads.bare[match.group()]:
            mention = _mention(scan, start, begin, end, head)
            if mention is not None:
                yield mention


def extend(scan: Scan, begin: int) -> int:
    """Return where a name whose head noun begins at ``begin`` starts."""
    low = scan.stop_before(begin, _REACH)
    start = low
    for quote in _QUOTE.finditer(scan.norm, low, begin):
        at = quote.start()
        if scan.norm[at] == "“":
            start = at + 1 if scan.closing.get(at, begin + 1) > begin else start  # the head noun stands in this quotation
        elif breaks(scan, at + 1, begin) == at + 1:
            opened = scan.opening.get(at + 1, -1)
            return _with_prefix(scan, opened) if opened >= 0 else at + 1
        else:
            start = at + 1
    start = breaks(scan, start, begin)
    start = max(start, _after_place(scan, start, begin))
    return _strip(scan, start, begin)


def breaks(scan: Scan, start: int, begin: int) -> int:
    """Return the end of the last word between ``start`` and ``begin`` that cannot stand inside a name, else ``start``."""
    for word in scan.gazetteer.heads.breakers.finditer(scan.norm, start, begin):
        if word.start() in scan.edges and word.end() in scan.edges and not _joins(scan, word.group(), *word.span(), begin):
            start = word.end()
    return start


def _joins(scan: Scan, word: str, begin: int, end: int, head: int) -> bool:
    """Return whether 和 or 与 joins two short modifiers of one name: 接入和管理服务平台, 监测与预警系统."""
    if word not in {"和", "与", "及"}:
        return False
    left, right = begin - 2, end + 2
    return left in scan.edges and right in scan.edges and right <= head and begin - left == 2 and scan.norm[left:begin] not in _HEADLIKE


_HEADLIKE = frozenset("平台 系统 部门 企业 群众 单位 机构 网站 热线 窗口 项目 改革 制度 街道 乡镇 政府 人大 政协 市场".split())


def _after_place(scan: Scan, start: int, begin: int) -> int:
    """Return the place of the last region or level word that begins a name between ``start`` and ``begin``."""
    found = [p.begin for p in scan.places if start <= p.begin < begin]
    return found[-1] if found else start


def _strip(scan: Scan, start: int, begin: int) -> int:
    """Drop leading verbs, counts and particles: 开发|项目建设管理系统, 一套|视频感知汇聚系统."""
    norm, edges, leading = scan.norm, scan.edges, scan.gazetteer.heads.leading
    while start < begin:
        counted = _COUNTED.match(norm, start, begin)
        if counted:
            start = counted.end()
            continue
        stop = next((i for i in range(start + 1, min(start + 5, begin) + 1) if i in edges), begin)
        if norm[start:stop] in leading and stop < begin:
            start = stop
        elif norm[start] in " ·-—+.":
            start += 1
        else:
            break
    return start


def _with_prefix(scan: Scan, begin: int) -> int:
    """Return where a place or level word directly before a quotation begins (荔湾“数字一张图”)."""
    return prefix(scan, begin)[0]


def _mention(scan: Scan, start: int, begin: int, end: int, head: Head) -> Mention | None:
    """Return the mention of a bare name, or None if it is generic or its condition fails."""
    norm = scan.norm
    text = norm[start:end]
    modifier = norm[start:begin]
    if text in scan.gazetteer.heads.generic:
        return None
    if head.need != "whole" and len(modifier) < _MIN_MODIFIER and not (modifier and modifier in "省市区县州旗局"):
        return None
    if head.need != "whole" and not _CJK.search(modifier) and not modifier:
        return None
    if not _condition(scan, start, begin, end, head):
        return None
    place, _ = prefix(scan, start)
    return Mention(start, end, head.type, "headed", 0.7, Hint("composed", head.kind))


def _condition(scan: Scan, start: int, begin: int, end: int, head: Head) -> bool:
    """Return whether the condition that a head noun names holds at this place."""
    norm = scan.norm
    need = head.need
    if need == "stage":
        sentence = norm[scan.stop_before(start, 40) : min(end + 24, len(norm))]
        return bool(_STAGES.search(sentence.replace("项目", "", 1)))
    if need == "event":
        return bool(_HELD.search(norm, max(start - 14, 0), start))
    if need == "place":
        return _has_place(scan, start, begin)
    if need == "owner":
        return norm[start] in "局市区县省州旗镇" or start in {p.begin for p in scan.places}
    if need == "name":
        return len(norm[start:begin]) >= 2
    return True


def _has_place(scan: Scan, start: int, begin: int) -> bool:
    """Return whether the name begins with a place, a level word or an organisation."""
    if any(p.begin == start for p in scan.places):
        return True
    return scan.norm[start] in "省市区县州盟旗镇乡" and start + 1 in scan.edges and start + 1 <= begin

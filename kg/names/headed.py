"""Unquoted names that end in a head noun: 区电子政务外网, 工程建设项目审批制度改革, 依法行政工作领导小组.

The head noun is found first; the name is then extended to the left to the last word that cannot stand inside one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.gazetteer.departments import LEVEL_CHARS
from kg.gazetteer.heads import Head
from kg.model import Hint, Mention
from kg.names.agencies import GROUP_TAIL, prefix
from kg.scan import Scan

_REACH = 30  # characters before a head noun; the longest bare name of the seeds has 27
_MIN_MODIFIER = 2
_CHANNELS = {"platform-portal", "platform-account"}  # named after the body they belong to: 区政府门户网站
_GROUP_TAIL = re.compile(GROUP_TAIL)
_MANY = re.compile(r"\d+(?:个|家|项|套|类)|^(?:部分|全部|多个|各)")
_LEVELS = re.compile("[两三四五]级")  # 市县两级政务服务大厅 are many
_COUNTED = re.compile(
    r"[\d.,]*(?:\d|[一二三四五六七八九十百千两几多数各])+[余多]?(?:个|项|家|条|类|批|套|种|次|场|期|名|所|座|处|台|件|大|款|张|份)"
)
_STAGE_BEFORE = re.compile(
    r"(?:启动|完成|推进|实施|聚焦|谋划|抓好|加快|开展|申报|承担|包括|立项|开工|论证|评审|验收|招标|采购|建设|依托|进行|的|:|、|和|及|做好|争取|获批|参与|承接|落实)[^,。;:]{0,6}$"
)
_STAGE_AFTER = re.compile(
    r"[^,。;:]{0,4}(?:立项|招标|招投标|评审|验收|论证|可行性研究|可研|开工|启动|竣工|建设(?!项目)|实施|后续|决算|上线|初步设计|已|正|于|,|。|、|\))"
)
ISSUED = re.compile(
    r"(?:印发|出台|制定|编制|起草|编撰|修订|发布|公布|制订|拟定|签订|签署|下发|转发|形成|编写|根据|按照|依据|依照|落实|贯彻|执行|梳理|完成|研究|部署|公示|建立|入选|严格|实施|推进|遵照|对照|确定|提出)(?:了|并|出|完善|印发|[^,。;:]{0,5})$"
)
_HELD = re.compile(r"召开|举办|举行|组织|参加|参与|开展|承办|主办|出席|筹备|召集|承接|列席")
_OWN_REGION = re.compile("[我本全各该](?:省|市|区|县|州|盟|旗|镇|乡|街道|局|委|办|厅)")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield names by their head nouns; which of overlapping ones stands is left to `kg.names.overlap`."""
    heads = scan.gazetteer.heads
    for match in heads.bare_pattern.finditer(scan.norm):
        begin, end = match.span()
        if end not in scan.edges:
            continue
        start = extend(scan, begin)
        body = after_body(scan, start, begin)
        for head in heads.bare[match.group()]:
            mention = _mention(scan, start if head.type == "Project" or head.kind in _CHANNELS else body, begin, end, head)
            if mention is not None:
                tail = _GROUP_TAIL.match(scan.norm, end) if head.type == "LeadingGroup" else None
                yield mention if tail is None else mention._replace(end=tail.end())


def extend(scan: Scan, begin: int) -> int:
    """Return where a name whose head noun begins at ``begin`` starts."""
    low = scan.stop_before(begin, _REACH)
    start = low
    at = max(scan.norm.rfind("“", low, begin), scan.norm.rfind("”", low, begin))
    if at >= 0 and scan.norm[at] == "”" and scan.norm[at - 1] not in "。!?;," and breaks(scan, at + 1, begin) == at + 1:
        opened = scan.opening.get(at + 1, -1)
        return _with_prefix(scan, opened) if opened >= 0 else at + 1
    start = max(start, at + 1)
    start = breaks(scan, start, begin)
    start = max(start, _after_place(scan, start, begin))
    return _strip(scan, start, begin)


def after_body(scan: Scan, start: int, begin: int) -> int:
    """Return the end of the last department named between ``start`` and ``begin``, else ``start``: 财政局|预算管理系统."""
    i = bisect_right(scan.departments, (begin,)) - 1
    return scan.departments[i].end if i >= 0 and start < scan.departments[i].end <= begin else start


def breaks(scan: Scan, start: int, begin: int) -> int:
    """Return the end of the last word between ``start`` and ``begin`` that cannot stand inside a name, else ``start``.

    Words of the dictionary may be made of several of these (积极开展) or glue one to a level word (向市).
    """
    norm, edges = scan.norm, scan.edges
    start = max([start, *(own.end() for own in _OWN_REGION.finditer(norm, start, begin))])
    chained = -1
    for word in scan.gazetteer.heads.breakers.finditer(norm, start, begin):
        low, high = word.span()
        if low not in edges and low != chained:
            continue
        chained = high
        if (high in edges or high == begin or norm[high] in LEVEL_CHARS) and not _joins(scan, word.group(), low, high, begin):
            start = high
    return start


def _joins(scan: Scan, word: str, begin: int, end: int, head: int) -> bool:
    """Return whether 和 or 与 joins two short modifiers of one name: 接入和管理服务平台, 监测与预警系统."""
    if word not in {"和", "与", "及"}:
        return False
    left, right = begin - 2, end + 2
    return (
        left in scan.edges
        and right in scan.edges
        and right <= head
        and begin - left == 2
        and scan.norm[left:begin] not in _HEADLIKE
    )


_HEADLIKE = frozenset(
    [
        "平台",
        "系统",
        "部门",
        "企业",
        "群众",
        "单位",
        "机构",
        "网站",
        "热线",
        "窗口",
        "项目",
        "改革",
        "制度",
        "街道",
        "乡镇",
        "政府",
        "人大",
        "政协",
        "市场",
    ]
)


def _after_place(scan: Scan, start: int, begin: int) -> int:
    """Return the place of the last region or level word that begins a name between ``start`` and ``begin``."""
    found = [p.begin for p in scan.places if start <= p.begin < begin and not _BRANCHES.search(scan.norm, start, p.begin)]
    return found[-1] if found else start


# What has branches named after places: 福州大学|晋江校区, 中国科学院|沈阳应用生态研究所
_BRANCHES = re.compile("(?:大学|学院|科学院|集团|公司|银行|医院)$")


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
    if text in scan.gazetteer.heads.generic or _LEVELS.search(modifier) or _MANY.search(modifier) or (head.type == "Policy" and end in scan.policy_ends):
        return None
    whole = head.need in {"whole", "held"}
    if not whole and len(modifier) < _MIN_MODIFIER and not (modifier and modifier in "省市区县州旗局"):
        return None
    if not _condition(scan, start, begin, end, head):
        return None
    if not whole and not _telling(scan, start, begin, head.type):
        return None
    return Mention(start, end, head.type, "headed", 0.7, Hint("composed", head.kind))


# Classes whose unquoted names need a word that tells more than the head noun does
_TELLING = {"Platform", "Event", "Project", "PublicInstitution", "Document", "Site"}


def _telling(scan: Scan, start: int, begin: int, type_: str) -> bool:
    """Return whether the modifier tells one thing from others of its kind: a place, a level, a quotation or a content word."""
    if (
        type_ not in _TELLING
        or scan.norm[start] == "“"
        or scan.norm[start : start + 1] in "省市区县州盟旗局"
        or _has_place(scan, start, begin)
    ):
        return True
    return len(content(scan, start, begin)) >= 2


_CONTENT = 3  # characters that a named benefit has beyond weak words (稳岗补贴 has 2 and is listed)


def content(scan: Scan, start: int, begin: int) -> str:
    """Return a modifier without its weak words, numerals and joints."""
    return re.sub(r"[\d.,年月日一二三四五六七八九十两和与及第]", "", scan.gazetteer.heads.weak.sub("", scan.norm[start:begin]))


def _condition(scan: Scan, start: int, begin: int, end: int, head: Head) -> bool:
    """Return whether the condition that a head noun names holds at this place."""
    norm = scan.norm
    need = head.need
    if need == "stage":
        return bool(_STAGE_BEFORE.search(norm, max(start - 12, 0), start) or _STAGE_AFTER.match(norm, end))
    if need == "issued":
        return bool(ISSUED.search(norm, max(start - 12, 0), start) or re.search(r"\d{4}年|年度", norm[start:begin]))
    if need in {"event", "held"}:
        return bool(_HELD.search(norm, max(start - 14, 0), start))
    if need == "place":
        return _has_place(scan, start, begin)
    if need == "owner":
        return norm[start] in "局市区县省州旗镇" or start in {p.begin for p in scan.places}
    if need == "content":
        return len(content(scan, start, begin)) >= _CONTENT
    if need == "pilot":
        placed = max((p.end for p in scan.places if start <= p.begin < begin), default=start)
        return not norm.startswith("“", end) and len(content(scan, placed, begin)) >= _CONTENT
    if need == "name":
        return len(norm[start:begin]) >= 2
    return True


def _has_place(scan: Scan, start: int, begin: int) -> bool:
    """Return whether the name begins with a place, a level word or an organisation."""
    if any(p.begin == start for p in scan.places) or scan.norm.startswith(("中国", "国家", "全国"), start):
        return True
    return scan.norm[start] in "省市区县州盟旗镇乡" and start + 1 in scan.edges and start + 1 <= begin

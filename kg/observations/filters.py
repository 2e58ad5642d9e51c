"""Which numbers measure something: not dates, numbers in names, ordinals, selection criteria or complete enumerations."""

import re
from bisect import bisect_right

from kg.model import Document, Mention
from kg.observations.numbers import Quantity
from kg.scan import Scan

# Units in which a Chinese numeral may count (七个镇街, 一个工作日); with others it belongs to a formula (三大, 两级, 四方面)
_COUNTED = {
    "个",
    "家",
    "名",
    "人",
    "项",
    "条",
    "件",
    "所",
    "座",
    "处",
    "台",
    "辆",
    "户",
    "份",
    "篇",
    "场",
    "批次",
    "人次",
    "种",
    "类",
}
_TIMES = {"个工作日", "工作日", "天", "日", "小时", "个小时", "分钟", "个月", "秒", "倍"}
_BARE_BEFORE = re.compile(r"(?:为|达到?|至|到|≥|≤|是|约|共|:|增至|降至|减至|仅|得分?) ?$")
_DATE_BEFORE = re.compile(r"(?:\d ?月|年) ?$")
_CRITERION = re.compile(r"(?:规模|年满|满|前|排名前|每|第|不足|凡|同一|任一|单笔|单次|注册资本|年龄) ?$")
_ENUMERATED = re.compile(r"等 ?$|[”)] ?$|这 ?$|上述 ?$|以下 ?$")
_AROUND_THE_CLOCK = re.compile(r"(?:×|x|X|\*) ?$")
_SERVICE = re.compile(r"(?:不打烊|自助|在线|全天|值班|值守|开放|政务|服务|热线|接听|轮)")
_CLOCK_TIME = re.compile(r" ?(?:时|点|:)")


def measures(quantity: Quantity, document: Document, mentions: list[Mention], scan: Scan) -> bool:
    """Return whether a number is an observation."""
    norm, begin, end = document.norm, quantity.begin, quantity.end
    if _inside(mentions, begin, end) or _in_heading(document, begin):
        return False
    before = norm[max(begin - 6, 0) : begin]
    if quantity.chinese:
        return _chinese(quantity, scan, before, norm[end : end + 4])
    if not quantity.unit:
        if norm[end - 1] in "万亿":
            return True
        after = norm[end : end + 1]
        return (bool(_BARE_BEFORE.search(before)) and after in ",。;、)\n" and quantity.value < 10**6) or (
            norm[begin] in "≥≤" and after in ",。;、)的"
        )
    if quantity.unit == "年":
        return False
    if quantity.unit == "日" and quantity.comparator == "eq" and (_DATE_BEFORE.search(before) or norm[begin - 1] in "—-~至到月"):
        return False
    if quantity.unit in {"点", "分"} and not re.search(r"得|评|位|满", before + norm[end : end + 2]):
        return False
    if quantity.unit == "小时" and (_AROUND_THE_CLOCK.search(before) or (_SERVICE.match(norm, end) and quantity.value == 24)):
        return False
    return not _CRITERION.search(before)


def _chinese(quantity: Quantity, scan: Scan, before: str, after: str) -> bool:
    if quantity.begin not in scan.edges and quantity.end not in scan.edges:
        return False
    if quantity.value >= 100:
        return bool(quantity.unit)
    if quantity.unit in _TIMES:
        return (
            not before.endswith(("第", "星期"))
            and not (quantity.unit == "日" and before.endswith("月"))
            and not after.startswith("游")
        )
    if quantity.unit not in _COUNTED or quantity.value < 2 or quantity.end not in scan.edges:
        return False
    return (
        not _ENUMERATED.search(before)
        and not _CRITERION.search(before)
        and not re.match(r"方面|层面|维度|坚持|确保|必须|建设|重点|转变|统一|环节", after)
    )


def _inside(mentions: list[Mention], begin: int, end: int) -> bool:
    """Return whether a number is part of a name."""
    i = bisect_right(mentions, begin, key=lambda m: m.begin) - 1
    while i >= 0 and mentions[i].begin > begin - 200:
        if mentions[i].begin <= begin and end <= mentions[i].end and mentions[i].type != "Report":
            return True
        i -= 1
    return False


def _in_heading(document: Document, begin: int) -> bool:
    """Return whether a number stands in the number of a heading."""
    i = bisect_right(document.headings, begin, key=lambda h: h.begin) - 1
    return i >= 0 and begin < document.headings[i].begin + len(document.headings[i].number)

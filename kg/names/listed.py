"""Names of the gazetteer: platforms, policies, laws and bodies, with the head noun that may follow."""

import re
from collections.abc import Iterator

from kg.gazetteer.named import Entry
from kg.model import Hint, Mention
from kg.names.agencies import prefix
from kg.scan import Scan

# After the brand of a platform these only say what it is: 粤省事小程序 is 粤省事
_PLATFORM_TAILS = (
    "微信小程序", "小程序", "APP", "App", "app", "移动客户端", "客户端", "移动端", "手机端", "PC端", "电脑端", "网站", "平台",
    "系统", "门户网站", "公众号", "热线", "应用程序", "移动应用", "服务平台", "移动政务服务平台", "政务服务平台",
)  # fmt: skip
# 中国电信湖南公司, 人民银行无锡市分行
_BRANCH = re.compile(r"[一-龥]{2,8}?(?:分公司|(?<!份有限)公司|分行|支行|营业部|中心支行)")
_BODIES = {"Agency", "PartyOrgan", "LeadingGroup", "PublicInstitution", "Enterprise"}
_POLICY_TAILS = ("改革", "制度", "专项行动", "工作机制", "行动", "战略")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield the gazetteer's names that may be read at their places."""
    for begin, end, form in scan.named:
        if scan.coded(begin, end):
            continue
        for entry in scan.gazetteer.named[form]:
            mention = _mention(scan, begin, end, form, entry)
            if mention is not None:
                yield mention
                break


def _mention(scan: Scan, begin: int, end: int, form: str, entry: Entry) -> Mention | None:
    """Return the mention of an entry at a place, or None if its context rule forbids it or it is part of another word."""
    tail = _tail(scan, end, entry.type)
    quoted = scan.norm[begin] == "“" or scan.quoted(begin, end)
    if entry.context == "quoted" and not (quoted or tail):
        return None
    if entry.type == "Policy" and not quoted and scan.slogan(begin, end):
        return None
    if entry.type == "Policy" and not tail and not quoted and scan.norm.startswith("率", end):
        return None  # 全程网办率 is a measure
    if form[-1] == "部" and scan.norm.startswith("门", end):
        return None  # 生态环境部门 is no ministry
    if not quoted and (len(form) < 4 or entry.type in _BODIES) and (begin not in scan.edges or end not in scan.edges):
        return None
    confidence = 0.97 if quoted or len(form) > 3 else 0.9
    start, where = prefix(scan, begin) if entry.scope else (begin, "")
    if entry.context == "prefix" and not where:
        return None
    branch = _BRANCH.match(scan.norm, end) if entry.type in {"Enterprise", "Agency"} else None
    if branch is not None and branch.end() in scan.edges:
        return Mention(start, branch.end(), entry.type, "branch", 0.85, Hint("printed", scan.norm[start : branch.end()]))
    hint = Hint("named", form, f"{entry.name}\t{where}")
    return Mention(start, end + len(tail), entry.type, "gazetteer", confidence, hint)


def _tail(scan: Scan, end: int, type_: str) -> str:
    """Return the head noun that follows a brand and belongs to the name's span, or nothing."""
    tails = _PLATFORM_TAILS if type_ == "Platform" else _POLICY_TAILS if type_ == "Policy" else ()
    return next((t for t in sorted(tails, key=len, reverse=True) if scan.norm.startswith(t, end)), "")

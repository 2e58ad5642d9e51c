"""Quoted names with their head noun: “呼应”平台, “1+3+6”模式, and quoted service modes alone: “网上办”."""

import re
from collections.abc import Iterator

from kg.gazetteer.heads import Head
from kg.model import Hint, Mention
from kg.names.headed import ISSUED, breaks
from kg.scan import Scan

# Between the quotation and its head noun: “安康码”接入和管理服务平台, “1+1+N”的建设框架, “穗好办”荔湾专区
_BETWEEN = 12
_SHORT_BETWEEN = 6  # characters before a policy's head noun: “不见面”就业|服务, “绿色通道”|政策
_SERVICE_MODE = re.compile(
    r"(?:[一-龥]{1,4}(?:、|,)?)?[一-龥]{1,4}(?:通办|联办|秒批|秒办|[网上马线次掌指就近身边频慧助全快易好帮代一端]办)$"
)
_FORMULA = re.compile(r"^(?:[一二三四五六七八九十两\dNXnx]+\s?[+＋]\s?)+[一二三四五六七八九十\dNXnx]+$")
_PLATFORM_QUOTED = re.compile(
    r"(?:[一-龥]{2}通|钱包|底座|旗舰店|服务号|频道|APP|App|小程序|平台|系统|码|热线|网站|公众号|专区|专窗|工作群|云|地图|一张图|中台|驾驶舱|大脑|政务网|服务网|机器人|数据库|智库|在线|OA|通平台|专线|大厅)$"
)
_BAD_BETWEEN = re.compile(r"[,;:。!?、\n“”‘’《》()的了]|和|与|等|开展|推进|建设|打造|改革|接入|对接")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield quoted names; a quotation in the gazetteer of slogans is none."""
    for begin, end in scan.closing.items():
        if scan.norm[begin] != "“":
            continue
        inner = scan.norm[begin + 1 : end - 1]
        if inner.translate(_QUOTES) in scan.gazetteer.slogans:
            continue
        head = _head(scan, end)
        if head is not None and not (head[0].word in _ADDED and _known(scan, inner)):
            yield from _headed(scan, begin, end, inner, head)
        else:
            yield from _alone(scan, begin, end, inner)


_QUOTES = str.maketrans("", "", "“”‘’")


def _head(scan: Scan, end: int) -> tuple[Head, int] | None:
    """Return the head noun after a quotation and where it ends: directly, after 的, or after a few words."""
    heads = scan.gazetteer.heads
    stop = min(scan.stop_after(end), end + _BETWEEN + 8)
    for start in (end, end + 1 if scan.norm.startswith("的", end) else end):
        match = heads.after_quote.match(scan.norm, start, stop)
        if match:
            fitting = _fitting(scan, end, heads.quoted[match.group()])
            if fitting is not None:
                return fitting, match.end()
    found = None
    for match in heads.after_quote.finditer(scan.norm, end, stop):
        between = scan.norm[end : match.start()]
        if match.end() not in scan.edges or len(between) > _BETWEEN or _BAD_BETWEEN.search(between):
            continue
        if breaks(scan, end, match.start()) != end:
            continue
        head = heads.quoted[match.group()][0]
        if head.type in {"Platform", "Project"} or (
            head.type == "Policy" and len(between) <= (_SHORT_BETWEEN if head.word == "服务" or head.word == "政策" else 4)
        ):
            found = (head, match.end())
    return found


def _fitting(scan: Scan, end: int, heads: list[Head]) -> Head | None:
    """Return the first head noun whose condition holds: a document must be issued, a formula names a policy."""
    begin = scan.opening[end]
    issued = ISSUED.search(scan.norm, max(begin - 14, 0), begin) is not None
    fitting = [h for h in heads if h.need != "issued" or issued]
    return fitting[0] if fitting else None


def _headed(scan: Scan, begin: int, end: int, inner: str, head: tuple[Head, int]) -> Iterator[Mention]:
    noun, stop = head
    if noun.type == "Policy" and not _names_policy(inner):
        return
    if noun.type == "Platform":  # a brand right before belongs to the name: 鄂汇办“宜昌不动产”专区
        brand = next((h for h in scan.named if h.end == begin and scan.gazetteer.named[h.form][0].type == "Platform"), None)
        begin = brand.begin if brand is not None and scan.norm[brand.begin] != "“" else begin
    yield Mention(begin, stop, noun.type, "quoted-head", 0.85, Hint("composed", noun.kind))


# Head nouns that do not belong to a name that the gazetteer knows or that is a service mode: “视频办”服务, “全程网办”试点
_ADDED = {"服务", "试点", "事项", "目标", "应用"}


def _known(scan: Scan, inner: str) -> bool:
    return inner.translate(_QUOTES) in scan.gazetteer.named or _SERVICE_MODE.search(inner) is not None


def _names_policy(inner: str) -> bool:
    """Return whether a quotation before a policy noun is a name and not a slogan of several phrases."""
    return len(inner) <= 24 and "。" not in inner


def _alone(scan: Scan, begin: int, end: int, inner: str) -> Iterator[Mention]:
    """Yield a quotation without a head noun that is a name by its own form or by what is said of it."""
    if any(entry.context != "region" for entry in scan.gazetteer.named.get(inner.translate(_QUOTES), ())):
        return  # the gazetteer knows what it is
    if _PLATFORM_QUOTED.search(inner) and len(inner) > 2 and "、" not in inner and not _aimed_at(scan, begin):
        yield Mention(begin, end, "Platform", "quoted-platform", 0.75, Hint("composed", ""))
    elif _SERVICE_MODE.search(inner) and any(p.begin == begin + 1 for p in scan.places):
        yield Mention(begin, end, "Platform", "quoted-platform", 0.75, Hint("composed", ""))  # “昌吉好办” is a region's brand
    elif _SERVICE_MODE.search(inner):
        if _NO_NAME_AFTER.match(scan.norm, end):
            return
        yield Mention(begin, end, "Policy", "service-mode", 0.85, Hint("composed", "policy-servicemode"))
    elif len(inner) <= _BRAND and _is_used(scan, begin, end):
        yield Mention(begin, end, "Platform", "quoted-brand", 0.65, Hint("composed", ""))
    elif _FORMULA.match(inner):
        yield Mention(begin, end, "Policy", "formula", 0.7, Hint("composed", "policy-model"))
    elif _said_to_be_carried_out(scan, begin, end, inner):
        yield Mention(begin, end, "Policy", "quoted-policy", 0.6, Hint("composed", ""))


_BRAND = 8  # characters of a platform's brand
# What is done only with a platform, and what one does on it
_PLATFORM_VERB = re.compile(r"(?:上线|上架|研发|开发|登录|登陆|下载|扫描|打开|关注|接入|对接|入驻|进驻|并入|迁入|嵌入|点击)(?:了|的|并|至|到)?[^,。;“”、]{0,3}$")
_MEANS = re.compile(r"(?:通过|在|登录|依托|利用|使用|进入|借助|运用)[^,。;“”、]{0,3}$")
_DONE_THERE = re.compile(r"(?:上|中|端)?(?:办理|查询|申请|上传|提交|下单|预约|缴|注册|认证|自动|申报|推送|发布|亮码|扫码|一键|线上)")


# 推动“政务通”“要素通”: what is aimed at is an effect
_AIM = re.compile(r"(?:推动|实现|促进|确保|着力打造|变)[^,。;“”]{0,4}$")


def _aimed_at(scan: Scan, begin: int) -> bool:
    return _AIM.search(scan.norm, max(_list_start(scan, begin) - 10, 0), _list_start(scan, begin)) is not None


def _list_start(scan: Scan, begin: int) -> int:
    """Return where the list of quotations begins that a quotation stands in."""
    first = begin
    while scan.norm[first - 1] in "、”" and (opened := scan.opening.get(first if scan.norm[first - 1] == "”" else first - 1)) is not None:
        first = opened
    return first


def _is_used(scan: Scan, begin: int, end: int) -> bool:
    """Return whether the words around a quotation treat it as a platform: 上线“…”, 通过“…”办理."""
    norm, low = scan.norm, max(begin - 8, 0)
    return bool(_PLATFORM_VERB.search(norm, low, begin)) or bool(_MEANS.search(norm, low, begin) and _DONE_THERE.match(norm, end))


# What is done with a named way of working (推行“…”), and what is said after a quotation that is none
_CARRIED_OUT = re.compile(
    r"(?:擦亮|叫响|确保|搞好|推行|实行|推广|推动|落实|坚持|开展|围绕|立足|享受|实施|深化|升级|推出|打造|创新|探索|提出的|服务好|建成|开发|聚焦|紧扣|践行|执行|施行|启动|首创"
    r"|运用|采取|试行|推进|争创|通报|引入|创建|总结|形成|建立|完善|健全|开启|铺开|主推|力推|部署)[^,。;“”、]{0,3}$"
)
_AS_MEANS = re.compile(r"以$")
_MEANS_AFTER = re.compile(r"为(?:抓手|契机|主线|引领|牵引|突破口|载体|总抓手)")
_NO_NAME_AFTER = re.compile(r"(?:的)?(?:问题|现象|原则|思路|理念|格局|难题|困境|瓶颈|要求|目标|氛围|意识|精神|短板|痛点|堵点|建设|产品|效应|优势|水平|力度|速度|作用)")
_TIME = re.compile(r"\d+(?:月\d+日|日|时$|点$)")
_ENDS_AS_EFFECT = re.compile(r"(?:感|度|心|力|化|率|跑|难|慢|繁|路|程|里|坎|结|病|症|锁|墙|鸿沟|最后一公里|加速|减法|加法|乘法|组合拳|金钥匙|及时雨)$")


def _said_to_be_carried_out(scan: Scan, begin: int, end: int, inner: str) -> bool:
    """Return whether the words around a quotation treat it as something that is carried out, not as an effect or a value."""
    norm = scan.norm
    if not 3 <= len(inner) <= 24 or "。" in inner or _TIME.search(inner) or _ENDS_AS_EFFECT.search(inner) or _NO_NAME_AFTER.match(norm, end):
        return False
    if _AS_MEANS.search(norm, max(begin - 2, 0), begin):
        return _MEANS_AFTER.match(norm, end) is not None
    first = _list_start(scan, begin)
    return _CARRIED_OUT.search(norm, max(first - 12, 0), first) is not None

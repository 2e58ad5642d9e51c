"""Names of Party, government and public bodies: place or level word × department or composed tail × inner unit."""

import re
from collections.abc import Iterator

from kg.gazetteer.departments import LEVEL_CHARS
from kg.model import Hint, Mention
from kg.scan import Scan

# An own-agency word before a composed tail: 局党组, 委党组, 中心党支部
_OWN = re.compile(r"(?:我|本)?(局|委|办|厅|院|中心|部|署|署|公司|行|社|会)")
# What may stand between a level word and the suffix of a department that no list has: 区农水局, 市民营经济发展服务局
_UNLISTED = re.compile(
    r"[一-龥]{1,12}?(?:管理局|委员会|办公室|服务局|[一-龥](?:局|(?<![大分展])厅|委(?!员)|(?<![通分联网自代帮速即快上下掌线指就近好易])办(?!公)|(?<!部)署))"
)
_NOT_INSIDE = re.compile(
    r"常委|[的了在与对将把被由向从为等及或和各该我全]|[省市区县州盟旗镇乡](?:委|政府|级)|办理|委托|主办|承办|协办|交办|督办|转办|领办|代办|举办|开办|创办|申办"
)
# A suffix that goes on as another word: 局长, 委员, 办法, 厅长, 部门, 部署, 院士
_GOES_ON = re.compile(r"长(?![一-龥]*?[江安沙春])|[员托派任]|法(?!院)|理|结|事|证|件|门|署|分|级|属|士|直|机关事务")
# Bodies that every region has: without a place or level word no one of them is meant
_NEVER_BARE = frozenset(
    "人民政府 政府 人民法院 人民检察院 高级人民法院 中级人民法院 法院 检察院 公安机关 党委 人大 政协 中学 小学 医院 派出所 公安派出所 信息中心 市民中心 海关 海事局".split()
)
_COLLECTIVE = re.compile(
    r"(?:各[^,。;:、由和与\n]{0,12}|直辖市|地方|当地|各级|有关|相关|所在地|上级|下级|同级|本级|个别|部分|多个|一些|不少|[一二三四五六七八九十\d]+[个家])$"
)
# 市人大代表建议27件, 市政协提案35件 tell whose papers were answered
_ASSEMBLIES = {"人大", "政协", "人大常委会"}
_THEIR_PAPERS = re.compile("代表|委员|建议|提案|议案")
_DOING = ("事", "理", "公", "件", "证", "学", "结", "税", "好", "成", "案", "会", "展")
_UNIT = re.compile(
    r"(?![和与及在等的了])(?:[一-龥]{2,4}和)?(?![一-龥]{0,8}[的了和与在等及])[一-龥]{2,9}?(?:科|股|处|支队|大队|中队|分局|(?<!公)司)(?![员级技学普研理室分])"
    r"|办公室(?![主副])"
)
# 市人民政府第38次常务会议, 管委会主任办公会
_SITTING = re.compile(r"(?:第[\d一二三四五六七八九十百]{1,4}次)?(?:常务会议|主任办公会议?|局长办公会议?|党组会议|全体会议|办公会议|局务会议?|常委会会议)")
# What belongs to a leading group's name after its head noun: 领导小组指挥部办公室, 指挥部办公室保障组
GROUP_TAIL = r"(?:(?:指挥部)?办公室|指挥部)?(?:[一-龥]{2,6}(?<!工作)(?<!领导小)组(?![长成织员建合]))?"
_GROUP_TAIL = re.compile(GROUP_TAIL)
_JOINT_LEVEL = re.compile(r"(?<![一-龥])([省市区县])、(?=[市区县])")


# Divisions and zones of more than one character by which a text calls its own: 自治区财政厅, 合作区综合执法局
ZONES = (
    "自治区", "自治州", "开发区", "合作区", "示范区", "实验区", "高新区", "经开区", "度假区", "风景区", "管理区", "保税区", "新区", "街道",
)  # fmt: skip


def find(scan: Scan) -> Iterator[Mention]:
    """Yield the organisations of the text; overlaps are left to `kg.names.overlap`."""
    yield from _departments(scan)
    yield from _composed(scan)
    yield from _headed_by_name(scan)
    yield from _unlisted(scan)


def prefix(scan: Scan, begin: int) -> tuple[int, str]:
    """Return where the place or level word before ``begin`` starts, and what it is: ``R江门市``, ``L市`` or nothing."""
    place = scan.place_end.get(begin)
    if place is not None:
        return place.begin, "R" + "/".join(place.forms)
    zone = next((word for word in ZONES if scan.norm.endswith(word, 0, begin)), "")
    if zone and begin - len(zone) in scan.edges:
        return begin - len(zone), "L" + zone
    if scan.norm[begin - 1 : begin] == "级" and (level := scan.level_word(begin - 1)) >= 0:
        return level, "L" + scan.norm[level]
    level = scan.level_word(begin)
    return (level, "L" + scan.norm[level:begin]) if level >= 0 else (begin, "")


def _departments(scan: Scan) -> Iterator[Mention]:
    """Yield mentions of listed departments with what stands before and after them."""
    norm, edges = scan.norm, scan.edges
    owners = {hit.end: hit for hit in scan.named if hit.form in _WITH_DEPARTMENTS}
    for begin, end, form in scan.departments:
        if scan.coded(begin, end):
            continue
        start, where = prefix(scan, begin + (2 if form.startswith("街道") and begin + 2 in scan.place_end else 0))
        if not where and len(form) > _PLAIN and norm[begin - 1 : begin] in set(LEVEL_CHARS):
            start, where = begin - 1, "L" + norm[begin - 1]  # a full name leaves no doubt, whatever the dictionary glued
        if not where and form in PLACE_BOUND:
            start = _unknown_place(scan, begin)
            if start < begin:
                type_ = scan.gazetteer.departments.forms[form][0].type
                yield from _with_tail(scan, start, end, Mention(start, end, type_, "place-bound", 0.7, Hint("printed", norm[start:end])))
                continue
        if not where and begin in owners:  # 新疆生产建设兵团|交通运输局
            hint = Hint("unit", form, f"named\t{owners[begin].form}\t")
            yield Mention(owners[begin].begin, end, scan.gazetteer.departments.forms[form][0].type, "unit", 0.85, hint)
            continue
        if not where and begin not in edges:
            continue
        if end not in edges and _GOES_ON.match(norm, end):
            continue
        if (form[-1] == "办" and norm.startswith(_DOING, end)) or (form[-1] == "部" and norm.startswith("门", end)):
            continue
        if form in _ASSEMBLIES and _THEIR_PAPERS.match(norm, end):
            continue
        if not where and (form in _NEVER_BARE or _COLLECTIVE.search(norm, max(begin - 16, 0), begin)):
            continue
        if norm.startswith("长", end) and form[-1] in "局厅部署会":
            continue
        confidence = 0.95 if where else (0.8 if len(form) > 3 else 0.6)
        base = Hint("department", form, where)
        if not where and ((len(form) < 3 and form[-1] not in "联协工") or (len(form) < 4 and _is_institution(scan, form))):
            continue
        found = scan.gazetteer.departments.forms[form][0]
        yield from _with_tail(scan, start, end, Mention(start, end, found.type, "department", confidence, base))


# A body that has departments like a province
_WITH_DEPARTMENTS = {"新疆生产建设兵团", "兵团", "生产建设兵团"}
# Bodies named after ports, bridges and stations that are no divisions: 策克海关, 长水边检站
PLACE_BOUND = frozenset(
    ["海关", "边检站", "出入境边防检查站", "口岸管委会", "海事局", "海事处", "边境检查站", "口岸管理委员会", "缉私局", "监狱", "戒毒所"]
)
_PLAIN = 4  # characters: a longer department is its full name
_UNKNOWN_PLACE = re.compile(r"(?:^|[,。;:、与和及在由向经对\n ])([一-龥]{2,4})$")


def _unknown_place(scan: Scan, begin: int) -> int:
    """Return where the place name begins that stands between punctuation and a body named after it, else ``begin``."""
    match = _UNKNOWN_PLACE.search(scan.norm, max(begin - 6, 0), begin)
    return match.start(1) if match and match.start(1) in scan.edges and not _NOT_INSIDE.search(match.group(1)) else begin


def _is_institution(scan: Scan, form: str) -> bool:
    return scan.gazetteer.departments.forms[form][0].type == "PublicInstitution"


def _with_tail(scan: Scan, start: int, end: int, mention: Mention) -> Iterator[Mention]:
    """Yield the body itself, or its Party group or inner unit with the body nested."""
    tail = scan.gazetteer.compositions.agency_tail.match(scan.norm, end)
    if tail is not None and mention.hint is not None:
        composition = scan.gazetteer.compositions.of_agency[tail.group()]
        hint = Hint("of-agency", tail.group(), f"{mention.hint.how}\t{mention.hint.value}\t{mention.hint.extra}")
        yield Mention(start, tail.end(), composition.type, "party-group", mention.confidence, hint)
    unit = _UNIT.match(scan.norm, end)
    if unit is not None and mention.type == "Agency" and mention.hint is not None and unit.end() in scan.edges:
        hint = Hint("unit", unit.group(), f"{mention.hint.how}\t{mention.hint.value}\t{mention.hint.extra}")
        yield Mention(start, unit.end(), "Agency", "unit", 0.8, hint)
    sitting = _SITTING.match(scan.norm, end) if mention.type in {"Agency", "PartyOrgan"} else None
    if sitting is not None and mention.hint is not None:
        hint = Hint("unit", sitting.group(), f"{mention.hint.how}\t{mention.hint.value}\t{mention.hint.extra}")
        yield Mention(start, sitting.end(), "Event", "session", 0.85, hint)
    group = _GROUP_TAIL.match(scan.norm, end) if mention.type == "LeadingGroup" else None
    if group is not None and group.end() > end and mention.hint is not None:
        hint = Hint("unit", group.group(), f"{mention.hint.how}\t{mention.hint.value}\t{mention.hint.extra}")
        yield Mention(start, group.end(), "LeadingGroup", "unit", 0.8, hint)
    yield mention


def _composed(scan: Scan) -> Iterator[Mention]:
    """Yield bodies composed of a region: 区委, 市政府, 湛江市人民政府, 省委组织部, 团区委."""
    norm, compositions = scan.norm, scan.gazetteer.compositions
    for match in compositions.after_level.finditer(norm):
        begin, end = match.span()
        start, where = prefix(scan, begin)
        if not where or (end not in scan.edges and _blocked(norm, end)):
            continue
        if norm[end - 1] == "办" and norm.startswith(_DOING, end):
            continue
        if (match.group() in _ASSEMBLIES and _THEIR_PAPERS.match(norm, end)) or (match.group() == "委" and norm.startswith("常委", end)):
            continue
        composition = compositions.of_region[match.group()]
        hint = Hint("of-region", match.group(), where)
        start -= next((len(w) for w in ("中国共产党", "中共") if norm.endswith(w, 0, start)), 0)
        body = Mention(start, end, composition.type, "composed", 0.95, hint)
        if match.group() in _WITHIN_COMMITTEES:  # 市委网信办: the committee stands inside its office
            yield Mention(start, begin + 1, "PartyOrgan", "composed", 0.9, Hint("of-region", "委", where))
        yield from _with_tail(scan, start, end, body)
        joint = norm[start - 2 : start]
        if where[0] == "L" and _JOINT_LEVEL.match(joint):
            yield Mention(start - 2, end, composition.type, "joint-level", 0.9, Hint("of-region", match.group(), "L" + joint[0]))


_WITHIN_COMMITTEES = frozenset(
    f"委{office}"
    for office in "网信办 组织部 宣传部 统战部 政法委 社会工作部 改革办 编办 督查室 办公室 办公厅 政研室 巡察办 巡视办 老干部局 党校 机要局 保密办 外事办 依法治市办 依法治县办 依法治区办 依法治省办 全面依法治市委员会办公室".split()
)


def _blocked(norm: str, end: int) -> bool:
    """Return whether the tail that ends here is only the beginning of a longer word (市委托, 区委员)."""
    return norm[end : end + 1] in set("托员派任副书常") and not norm.startswith(("书记", "常委"), end)


def _headed_by_name(scan: Scan) -> Iterator[Mention]:
    """Yield bodies whose own name goes before the region: 团区委, 人行江门市分行, 民盟省委."""
    norm, compositions = scan.norm, scan.gazetteer.compositions
    starts = {place.begin: place for place in scan.places}
    for match in compositions.heads.finditer(norm):
        begin, end = match.span()
        if begin not in scan.edges:
            continue
        place = starts.get(end)
        middle = place.end if place is not None else end + 1
        where = "R" + "/".join(place.forms) if place is not None else "L" + norm[end : end + 1]
        tail = compositions.tails.match(norm, middle)
        if where[1:] == "" or (where[0] == "L" and where[1] not in LEVEL_CHARS) or tail is None:
            continue
        composition = compositions.before.get((match.group(), tail.group()))
        if composition is not None and (tail.end() in scan.edges or not _blocked(norm, tail.end())):
            hint = Hint("before-region", f"{match.group()}\t{tail.group()}", where)
            yield Mention(begin, tail.end(), composition.type, "composed", 0.95, hint)


def _unlisted(scan: Scan) -> Iterator[Mention]:
    """Yield departments that no table lists, after a place or level word: 区农水局."""
    norm, edges = scan.norm, scan.edges
    starts = {place.end for place in scan.places if place.forms[-1][-1] in LEVEL_CHARS}
    starts |= {place.end for place in scan.places if place.forms[-1] in SPECIAL_REGIONS}
    starts |= {m.end() for m in _LEVEL.finditer(norm) if m.start() in edges}
    listed = {begin for begin, _, _ in scan.departments}
    for begin in sorted(starts):
        if begin in listed:
            continue
        match = _UNLISTED.match(norm, begin)
        if match is None or match.end() not in edges or _NOT_INSIDE.search(match.group()) or _GOES_ON.match(norm, match.end()):
            continue
        start, where = prefix(scan, begin)
        if where:
            mention = Mention(start, match.end(), "Agency", "unlisted-agency", 0.7, Hint("department", match.group(), where))
            yield from _with_tail(scan, start, match.end(), mention)


_LEVEL = re.compile(f"(?:{'|'.join(ZONES)}|[{LEVEL_CHARS}])(?=[一-龥])")
SPECIAL_REGIONS = {"香港", "澳门"}  # their bureaus have names of their own

"""Canonical names of what is named by description: platforms, projects, documents, the report itself (guidelines §4)."""

import re
from typing import TYPE_CHECKING

from kg.gazetteer import Gazetteer
from kg.gazetteer.regions import NATION, Region
from kg.model import Document, Entity, Hint, Mention
from kg.normalise import QUOTES
from kg.resolve.context import Context

if TYPE_CHECKING:
    from kg.resolve.names import Namer

# Classes whose descriptive names are scoped by the region when they do not begin with one
_SCOPED = {"Platform", "Project", "Event", "PublicInstitution", "LeadingGroup", "Document"}
# Of these a printed region stays as printed (源城区财政局信息化运维服务项目); in others it becomes the full one
_AS_PRINTED = {"Project", "Document", "Enterprise"}
# Sites that are described, not named: the region tells which
_DESCRIBED_SITE = re.compile(r"(?:大厅|机房|食堂|片区|地区|大院|中心|会议室|服务区|窗口)$")
_BRAND = 6  # characters; of 40 quoted brands in our own samples 37 are no longer
_OWN = re.compile(r"^(?:我|本)?(局|委|办(?![公理事税案学展])|厅|中心|院)(?=[一-龥])")
_LEVEL = re.compile(r"^(?:全|我|本)?(省|自治区|市|区|县|州|盟|旗)(?:级|直)?(?=[一-龥“\d])")
_NATIONAL = re.compile(r"^(?:全国|国家|中国|中华人民共和国|中央|党中央|国务院|中共中央)")
_YEAR = re.compile(r"(?:19|20)\d\d年")
# Titles that name no matter but the genre and time: whose they are must be added
_OWN_GENRE = re.compile(
    r"(?:\d{4}年?(?:度|上半年|下半年|第?[一二三四1-4]季度|以?来)?|上半年|年度|第[^期]{1,4}期)?(?:全年|重点|主要|政务公开|政府信息公开|法治政府建设|依法行政|普法)?"
    r"(?:工作|情况|建设)?[^关于的]{0,12}(?:总结|报告|汇报|动态|简报|要点|计划|安排|信息|打算|思路|材料)"
)



def plain(text: str) -> str:
    """Return a surface without quotes and white space."""
    return re.sub(r"\s+", "", text.translate(QUOTES))


def composed_label(namer: "Namer", mention: Mention) -> tuple[str, Region | None]:
    """Return the canonical name of a described thing and its region; empty if it needs a region that is unknown."""
    surface = re.sub(r"(?<=”)的", "", namer.document.norm[mention.begin : mention.end])
    if mention.type == "Policy":
        return _policy_label(namer, plain(surface))
    text = plain(surface)
    if mention.type == "Event":
        text = text.removesuffix("工作")
    held = _held(namer, mention, text) if mention.type == "Platform" else ""
    if held:
        return held, namer.home
    brand = _brand(namer, surface, mention.type)
    if brand:
        return brand, namer.home
    if mention.hint is not None and mention.hint.extra and (listed := namer.where(mention.hint.extra)) is not None:
        return listed.label + text, listed
    region, rest = _leading_region(namer, text)
    if region is not None:
        if not _LEVEL.match(text) and _keeps(mention.type, text, rest):
            return text, region
        return (region.label if region.code != NATION else "") + rest, region
    own = _OWN.match(text)
    if own and namer.issuers and mention.type in _SCOPED:
        return namer.issuers[0].label + text[own.end() :], namer.home
    if _NATIONAL.match(text):
        return text, namer.gazetteer.regions.nation
    if mention.type == "Document" and re.match(r"(?:\d{4}年|年度)", text) and namer.issuers:
        year = namer.context.period[0][:4]
        return namer.issuers[0].label + (year if text.startswith("年度") else "") + text, namer.home
    if mention.type == "LeadingGroup" and namer.issuers and re.search("我局|本局|局内|全局", _sentence(namer, mention)):
        return namer.issuers[0].label + text, namer.home
    if mention.type not in _SCOPED and not (mention.type == "Site" and _DESCRIBED_SITE.search(text)):
        return text, namer.home
    if namer.home is None:
        return "", None
    return (namer.home.label if namer.home.code != NATION else "") + text, namer.home


def _keeps(type_: str, text: str, rest: str) -> bool:
    """Return whether a printed region stays as printed: in titles, firms and proper names of sites, and short forms (昆明边检站)."""
    if type_ in _AS_PRINTED or (type_ == "Site" and not _DESCRIBED_SITE.search(text)):
        return True
    full = text[: len(text) - len(rest)].endswith(tuple("省市区县州盟旗"))
    return type_ in {"Platform", "PublicInstitution"} and not full


def _sentence(namer: "Namer", mention: Mention) -> str:
    sentence = namer.document.sentences[namer.document.sentence_at(mention.begin)]
    return namer.document.norm[sentence.begin : sentence.end]


# After a brand these say only what it is; other head nouns belong to the name
_APPS = {"APP", "App", "app", "小程序", "微信小程序", "移动端", "客户端", "手机端", "平台"}
_DESCRIBED = re.compile(
    r"(?:平台|系统|专窗|专区|窗口|地图|大脑|中台|网站|热线|库|中枢|底座|模型|驾驶舱|终端|门户|应用|一张图|工作群|OA|专线|大厅|频道|栏目)$"
)
_SHORT_BRAND = 3  # characters of a brand that alone is the name, whatever head noun follows: 浦商通, 农技耘


# A window, zone or column belongs to the hall or platform in which the clause sets it up
_WINDOW = re.compile(r"(?:窗口|专窗|专区|专栏|栏目|专席|服务岗|频道)$")
_SET_UP = re.compile(
    r"(?:内|里|中|上|大厅|各)?[^,。;:、\n]{0,4}(?:开设|设立|设置|增设|上线|开通|建立|推出|打造|开辟|新设|设有|设)(?:了|并)?[^,。;:\n]{0,6}$"
)
_NEAR = 16  # characters between a hall and the window set up in it


def _held(namer: "Namer", mention: Mention, text: str) -> str:
    if namer.holder is None or not _WINDOW.search(text) or _LEVEL.match(text):
        return ""
    end, holder = namer.holder
    between = namer.document.norm[end : mention.begin] if 0 <= mention.begin - end <= _NEAR else "。"
    return holder.label + text if _SET_UP.fullmatch(between) else ""


def _brand(namer: "Namer", surface: str, type_: str) -> str:
    """Return the canonical name of a quoted brand or of a name told apart by its quotation, or nothing (guidelines §4.6)."""
    opening = re.match(r"“([^”]+)”", surface)
    if opening is None:
        return ""
    inner, rest = plain(opening.group(1)), surface[opening.end() :]
    if type_ == "Platform" and "·" in inner:
        outer, _, last = inner.partition("·")
        known = namer.gazetteer.named.get(last, namer.gazetteer.named.get(outer, ()))
        return last if any(entry.type == "Platform" for entry in known) else plain(surface)
    if type_ == "Project":
        return plain(surface)
    if type_ != "Platform":
        return ""
    if any(entry.type == "Platform" and not entry.scope for entry in namer.gazetteer.named.get(inner, ())):
        return "" if rest.endswith(("管理平台", "服务平台")) else plain(surface)
    if _leading_region(namer, inner)[0] is not None and not _LEVEL.match(inner):
        return plain(surface)
    described = _DESCRIBED.search(inner) is not None
    if not rest:
        return "" if described else inner
    coined = len(inner) <= _BRAND and len(namer.gazetteer.segmenter.cut(inner)) > 1
    if rest in _APPS - {"平台"} or (coined and not described and (rest in _APPS or len(inner) <= _SHORT_BRAND)):
        return inner
    return plain(surface) if coined else ""


def _policy_label(namer: "Namer", text: str) -> tuple[str, Region | None]:
    region, rest = _leading_region(namer, text)
    if region is not None and region.code != NATION:
        return region.label + rest, region
    return text, None


def _leading_region(namer: "Namer", text: str) -> tuple[Region | None, str]:
    """Return the region that a name begins with, by name or level word, and the rest of the name."""
    scan = namer.gazetteer.region_automaton.find_matches_as_indexes(text[:24])
    forms: list[str] = []
    position = 0
    for index, begin, end in scan:
        if begin != position:
            break
        forms.append(namer.gazetteer.region_forms[index])
        position = end
    if forms:
        region = namer.where("R" + "/".join(forms))
        if region is not None and (len(forms[-1]) > 2 or forms[-1] not in namer.gazetteer.stops):
            return region, text[position:]
    level = _LEVEL.match(text)
    if level:
        region = namer.level(level.group(1))
        if region is not None:
            return region, text[level.end() :]
    return None, text


def document_label(namer: "Namer", mention: Mention, hint: Hint) -> Entity | None:
    """Return the entity of a title in 《》: a listed document under its full name, else the title, with the issuer's region
    in brackets where nothing in the title tells whose it is."""
    title = hint.value
    for entry in namer.gazetteer.named.get(plain(title), ()):
        if entry.type in {"Document", "Legislation"}:
            return namer.registry.entity(entry.type, entry.name, entry.kind)
    if mention.type in {"Project", "Platform"}:
        return namer.registry.entity(mention.type, title, region=namer.home)
    label = re.sub(r"\s+", "", title)
    if namer.document.title and plain(label) == plain(namer.document.norm[slice(*namer.document.title)]):
        return namer.report
    return namer.registry.entity(mention.type, _with_region(namer, label, mention.begin), region=None)


def _with_region(namer: "Namer", label: str, begin: int) -> str:
    if not label.startswith("关于") or _tells_whose(namer.gazetteer, label):
        return label
    issuer = _issuer_before(namer, begin)
    if issuer is not None and issuer.code == NATION:
        return label
    region = issuer or namer.home
    return f"{label}({region.label})" if region is not None else label


def _issuer_before(namer: "Namer", begin: int) -> Region | None:
    """Return the region of a body named directly before a title (省政府《关于…》)."""
    entity = namer.before.get(begin)
    if entity is None or not entity.region:
        return None
    code = entity.region.partition(":")[2]
    return namer.gazetteer.regions.current.get(code)


def _tells_whose(gazetteer: Gazetteer, label: str) -> bool:
    """Return whether a title names a region or is plainly national."""
    if re.search("全国|国家|中国|中央|国务院|中华人民共和国", label):
        return True
    for index, _, end in gazetteer.region_automaton.find_matches_as_indexes(label):
        form = gazetteer.region_forms[index]
        if len(form) > 2 or (form not in gazetteer.stops and not label.startswith("民", end)):
            return True
    return False


def report_label(document: Document, context: Context, issuer: str, home: Region | None, gazetteer: Gazetteer) -> str:
    """Return the name of the document read: its title, with whose it is, or one made from issuer, year and genre."""
    if document.title:
        title = re.sub(r"\s+", "", document.norm[slice(*document.title)])
        title = re.sub(r"\((?:节选|节录|摘登|摘要|征求意见稿|全文)\)$", "", title)
        if _tells_whose(gazetteer, title) or not issuer:
            return title
        if title.startswith("关于"):
            return f"{title}({home.label})" if home is not None and home.code != NATION else title
        heading = context.issuer is not None and document.title.begin <= context.issuer.begin < document.title.end
        return title if issuer in title or heading or not _OWN_GENRE.match(title) else issuer + title
    year = (context.period[0] or context.day)[:4]
    opening = document.norm[:600]
    annual = "年度" if f"{year}年度" in document.norm[:400] else "年"
    genre = "法治政府建设情况报告" if "法治" in opening else "工作报告"
    return f"{issuer or document.name.rpartition('.')[0]}{year + annual if year else ''}{genre}"

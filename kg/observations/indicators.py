"""What a number counts: the noun phrase before or after it, normalised so that two reports give one name."""

import re

from kg.model import Document
from kg.observations.numbers import Quantity

_LEAD = re.compile(
    r"^(?:其中|分别|已|共|累计|全[市区县省州]|我[市区县省局]|目前|今年|全年|新增|先后|同时|截至|现有|现已|共有|共计|总计|约|近|超|并|由|为|达到?|的|了|等|均|还|也|又|及|和|与|年|:|,|、| )+"
)
_VERBS = re.compile(
    r"^(?:完成|实现|办理|受理|收到|接到|接收|开展|推送|发布|公开|梳理|上线|新增|开设|设立|建成|打造|形成|提供|组织|举办|召开|印发|制定|审核|审查|归集|汇集|推动|推进|报送|转发|服务|覆盖|延伸|取消|下放|承接|调整|减少|压缩|精简|增加|选取|认领|编制|录入|解决|处理|办结|培训|签订|共享|治理)+(?:了|到|至|出)?"
)
_TAIL = re.compile(r"(?:达到?|为|共计?|总?计|有|约|近|超过?|至|到|是|:|,|由|已|累计|分别|增至|降至|的)+$")
_AFTER = re.compile(r"^[余多]?([一-龥A-Za-z“”]{1,16})")
_STOP_AFTER = re.compile(
    r"实现|完成|进行|纳入|进驻|上线|办结|办理|达到|开展|的|和|与|在|被|由|向|以上|可|已|均|全部|得到|享受|参加|通过"
)


def indicator_of(document: Document, found: list[Quantity], i: int, whole: int) -> tuple[str, str]:
    """Return the indicator's name and, for a part of a total, what the part is."""
    name = _name(document, found, i)
    if whole >= 0:
        return _name(document, found, whole), name
    return name, ""


def _name(document: Document, found: list[Quantity], i: int) -> str:
    norm, quantity = document.norm, found[i]
    sentence = document.sentences[document.sentence_at(quantity.begin)]
    low = max(
        sentence.begin, found[i - 1].end if i else 0, *(norm.rfind(m, sentence.begin, quantity.begin) + 1 for m in ",;:、(")
    )
    before = _TAIL.sub("", _VERBS.sub("", _LEAD.sub("", norm[low : quantity.begin])))
    after = _AFTER.match(norm[quantity.end : quantity.end + 18])
    noun = _STOP_AFTER.split(after.group(1))[0] if after else ""
    before = re.sub(r"[“”\s]", "", before)[-16:]
    noun = re.sub(r"[“”\s]", "", noun)
    stem = noun if len(noun) >= 2 else before
    if not stem:
        return "数量" if quantity.unit != "%" else "比例"
    if quantity.unit == "%" and not stem.endswith(("率", "比例", "度", "占比")):
        stem = before or stem
        return stem if stem.endswith(("率", "比例", "度", "占比")) else stem + "比例"
    return stem if stem.endswith(("数", "量", "率", "额", "度", "时限", "时间", "次数", "人数", "总数")) else stem + "数"

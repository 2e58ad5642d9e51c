"""Whether a number is an actual value, a target, the value before a change, or a rank."""

import re

from kg.model import Document
from kg.observations.numbers import Quantity

_TARGET = re.compile(r"目标|任务(?:数|量|的)?|不少于|不低于|力争|确保|争取|达到.{0,10}以上|要求|不超过|不得|应当?|须|考核")
_CHANGED = re.compile(r"由(?:原来|原有|原|去年|之前|改革前|过去)?的?[^,。;]{0,12}$")
_TO = re.compile(
    r"[^,。;]{0,14}?(?:压缩|减少|降低|缩短|精简|增加?|提升|提高|扩大|下降|减|降|缩减|优化|调整|变更?|升|压减|上升)[为至到]"
)


def role_of(document: Document, quantity: Quantity) -> str:
    """Return the local name of the role of a number."""
    norm = document.norm
    if norm[quantity.begin] in "第首榜" and quantity.unit in {"位", "名"}:
        return "rank"
    sentence = document.sentences[document.sentence_at(quantity.begin)]
    if _CHANGED.search(norm, max(sentence.begin, quantity.begin - 16), quantity.begin) and _TO.match(norm, quantity.end):
        return "baseline"
    low = max(norm.rfind(mark, sentence.begin, quantity.begin) for mark in ",。;(") + 1
    clause = norm[max(low, sentence.begin) : quantity.end + 10]
    if sentence.planned or quantity.comparator in {"ge", "le"} or norm[quantity.begin] in "≥≤":
        return "target" if sentence.planned or _TARGET.search(clause) or norm[quantity.begin] in "≥≤" else "actual"
    return "actual"

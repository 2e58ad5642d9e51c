"""Whether a clause tells what is done, going on or planned."""

import re

from kg.model import Document

_PLANNED = re.compile(
    r"将(?!.{0,12}(?:纳入|列入|作为|列为|整合|推送|延伸|转化))|拟|计划(?!性)|下一步|力争|争取|打算|筹备|即将|预计|争当|力求|确保到|到20\d\d年底?"
)
_ONGOING = re.compile(r"正在|坚持|始终|按照|围绕|以.{1,16}为|不断|推进中|逐步|持续推进中|严格")
_DONE = re.compile(r"已|完成|了|成功|顺利|印发|上线|建成|累计|实现")


def status_at(document: Document, begin: int, end: int) -> str:
    """Return the local name of the status of the clause between two offsets."""
    sentence = document.sentences[document.sentence_at(begin)]
    if sentence.planned:
        return "planned"
    low = max(document.norm.rfind(mark, sentence.begin, begin) for mark in ",。;") + 1
    clause = document.norm[max(low, sentence.begin) : end]
    if _PLANNED.search(clause):
        return "planned"
    if _DONE.search(clause):
        return "done"
    return "ongoing" if _ONGOING.search(clause) else "done"

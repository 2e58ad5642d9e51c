"""Which numbers are parts of a stated total: 共3630项,其中行政许可437项 …; 86项(委托类70项、下放类16项)."""

import re

from kg.model import Document
from kg.observations.numbers import Quantity

_AMONG = re.compile(r"其中|分别[为是]|包括|含")


def totals(document: Document, found: list[Quantity]) -> dict[int, int]:
    """Return for each part, by position in ``found``, the position of its total."""
    wholes: dict[int, int] = {}
    norm = document.norm
    for i, whole in enumerate(found):
        if i in wholes or not whole.unit or whole.unit == "%":
            continue
        sentence = document.sentences[document.sentence_at(whole.begin)]
        parts = _in_brackets(norm, found, i) or _after_among(norm, found, i, sentence.end)
        wholes.update(dict.fromkeys(parts, i))
    return wholes


def _in_brackets(norm: str, found: list[Quantity], i: int) -> list[int]:
    """Return the parts in brackets right after a total; one alone is no breakdown."""
    end = found[i].end
    if not norm.startswith("(", end):
        return []
    close = norm.find(")", end)
    parts = [j for j in range(i + 1, len(found)) if found[j].end <= close and found[j].unit == found[i].unit]
    return parts if len(parts) > 1 else []


def _after_among(norm: str, found: list[Quantity], i: int, stop: int) -> list[int]:
    """Return the parts that follow 其中 in the sentence, of the total's unit and not larger than it."""
    following = found[i + 1].begin if i + 1 < len(found) else stop
    if not _AMONG.search(norm, found[i].end, min(following, stop)):
        return []
    parts: list[int] = []
    for j in range(i + 1, len(found)):
        if found[j].begin >= stop or found[j].unit not in {found[i].unit, "%"}:
            break
        if found[j].unit == found[i].unit and found[j].value <= found[i].value:
            parts.append(j)
    return parts

"""The time a number is about: a flow has both ends, a stock only the end."""

import re
from datetime import date

from kg.model import Document
from kg.observations.numbers import Quantity
from kg.resolve.context import Context

_UNTIL = re.compile(r"截[至止](?:到|于)?(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|底|末)?")
_RANGE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月?[-—至到~](\d{1,2})月")
_HALF = re.compile(r"(?:(\d{4})年)?(上|下)半年")
_YEAR = re.compile(r"(\d{4})年(?!\d)")
_STOCK = re.compile(r"累计|共有|现有|目前|已有|达到?|总数|开通|注册|率|覆盖|拥有|保有|可办|在册")


def period_of(document: Document, context: Context, quantity: Quantity) -> tuple[str, str]:
    """Return the first and last day of a number's period, ISO or empty."""
    sentence = document.sentences[document.sentence_at(quantity.begin)]
    text = document.norm[sentence.begin : quantity.begin]
    start, end = context.period
    year = (end or context.day or "")[:4]
    until = _last(_UNTIL, text)
    if until:
        day = _day(until[1] or year, until[2], until[3])
        return ("" if _STOCK.search(text[until.end() :]) else start, day or end)
    half = _last(_HALF, text)
    if half and (half[1] or year):
        y = half[1] or year
        return (f"{y}-01-01", f"{y}-06-30") if half[2] == "上" else (f"{y}-07-01", f"{y}-12-31")
    span = _last(_RANGE, text)
    if span and (span[1] or year):
        first, last = _day(span[1] or year, span[2], "1"), _day(span[1] or year, span[3], "")
        if first and last:
            return first, last
    named = _last(_YEAR, text)
    if named and named[1] != year:
        return f"{named[1]}-01-01", f"{named[1]}-12-31"
    return ("" if _STOCK.search(text[-24:]) or quantity.unit == "%" else start), end


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _day(year: str, month: str, day: str | None) -> str:
    """Return the ISO date, the month's last day if no day is given, or nothing if there is no such date."""
    try:
        if day:
            return date(int(year), int(month), int(day)).isoformat()
        following = date(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1).isoformat()
    except ValueError:
        return ""

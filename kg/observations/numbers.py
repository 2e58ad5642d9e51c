"""Quantities in a text: comparator, number, magnitude, unit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kg import tables
from kg.reading.dates import numeral

_UNITS = "|".join(sorted((re.escape(row["unit"]) for row in tables.rows("units.csv", ("unit",))), key=lambda u: (-len(u), u)))
_BEFORE = r"(?P<before>(?:不少于|不低于|不得少于|不得低于|不超过|不得超过|不高于|不多于|不得高于|大于等于|小于等于|超过|大于|高于|少于|低于|小于|多达|高达|近|约|超|逾|达到|至少|最多|≥|≤|>|<|＞|＜|突破)?)"
_HAN = "[一二三四五六七八九十百千两零〇]"
_QUANTITY = re.compile(
    rf"(?P<hedge>近|约|超|逾|超过|大约|将近|突破|不少于|不低于|不得少于|不得低于|至少|不超过|不得超过|不高于|不多于|不得高于|少于|低于|≥|≤|>|<)? ?"
    rf"(?<![\d.A-Za-z第〔号令+\-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<han>{_HAN}{{1,7}}))"
    rf"(?P<middle>余|多)?(?P<magnitude>[十百千]?[万亿]{{1,2}}|千(?!瓦|米|克|分)|百(?=多|余))?(?P<more>余|多|几)? ?"
    rf"(?P<unit>{_UNITS})?(?P<after>以上|以下|以内|及以上|左右|(?<=[个年月天])多)?"
)
_MAGNITUDES = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100, "十": 10}
_LOWER = {"不少于", "不低于", "不得少于", "不得低于", "至少", "≥"}
_UPPER = {"不超过", "不得超过", "不高于", "不多于", "不得高于", "≤"}
_NEAR = {"近", "约", "大约", "将近"}
_MORE = {"超", "逾", "超过", "突破", ">"}


class Quantity(NamedTuple):
    """A number with its unit. ``value`` is expanded; ``unit`` has no magnitude and is empty if none is printed."""

    begin: int
    end: int
    value: Decimal
    unit: str
    comparator: str
    chinese: bool


def quantities(norm: str) -> Iterator[Quantity]:
    """Yield the numbers of a text that have a unit, a magnitude or a comparator; dates and names are not told apart here."""
    for match in _QUANTITY.finditer(norm):
        quantity = _quantity(match)
        if quantity is not None:
            yield quantity


def _quantity(match: re.Match[str]) -> Quantity | None:
    digits, han, unit = match["digits"], match["han"], match["unit"] or ""
    try:
        value = Decimal(digits.replace(",", "")) if digits else Decimal(numeral(han))
    except (ValueError, ArithmeticError):
        return None
    for sign in match["magnitude"] or "":
        value *= _MAGNITUDES[sign]
    if not unit and not digits:
        return None
    begin = match.start("hedge") if match["hedge"] else match.start("digits") if digits else match.start("han")
    return Quantity(begin, match.end(), value, unit, _comparator(match), han is not None)


def _comparator(match: re.Match[str]) -> str:
    hedge, more, after = match["hedge"] or "", match["more"] or match["middle"] or "", match["after"] or ""
    if hedge in _LOWER or after in {"以上", "及以上"}:
        return "ge"
    if hedge in _UPPER or after in {"以下", "以内"}:
        return "le"
    if hedge in {"少于", "低于", "<"}:
        return "lt"
    if hedge in _NEAR or after == "左右":
        return "nearly"
    return "gt" if hedge in _MORE or more or after == "多" else "eq"

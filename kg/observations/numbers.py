"""Quantities in a text: comparator, number, magnitude, unit."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kg import tables
from kg.reading.dates import numeral

# What is said before a number (近1600项) and after it (5个以上), by the comparator it means (guidelines §6)
_BEFORE = {
    "nearly": ("近", "约", "大约", "将近", "接近"),
    "gt": ("超", "逾", "超过", "突破", "高于", "大于", ">"),
    "ge": ("不少于", "不低于", "不得少于", "不得低于", "至少", "≥"),
    "le": ("不超过", "不得超过", "不高于", "不多于", "不得高于", "不大于", "最多", "≤"),
    "lt": ("少于", "低于", "不到", "不足", "未达", "小于", "<"),
}
_AFTER = {"ge": ("以上", "及以上"), "le": ("以下", "以内", "之内", "内"), "nearly": ("左右", "上下"), "gt": ("多", "有余")}
_HEDGES = {word: comparator for comparator, words in _BEFORE.items() for word in words}
_TAILS = {word: comparator for comparator, words in _AFTER.items() for word in words}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


_UNITS = _either(row["unit"] for row in tables.rows("units.csv", ("unit",)))
_HAN = "一二三四五六七八九十百千两零〇"
_QUANTITY = re.compile(
    rf"(?P<hedge>{_either(_HEDGES)})? ?"
    r"(?:(?<![\d.A-Za-z第〔号令+\-/])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?<![{_HAN}第万亿])(?P<han>[{_HAN}][{_HAN}万亿]{{0,10}}[{_HAN}]|[{_HAN}]))"
    r"(?P<more>余|多|几)?(?P<magnitude>[十百千]?[万亿]{1,2}|千(?!瓦|米|克|分)|百(?=多|余))?(?P<rest>余|多|几)?"
    rf"(?: ?(?P<unit>{_UNITS}))?(?P<after>以上|及以上|以下|以内|之内|左右|上下|有余|(?<=[日天时月])内|(?<=[个年月天])多)?"
)
_FRACTION = re.compile(r"(?<![\d.])(?P<top>\d)/(?P<bottom>\d)(?![\d/])|(?P<han_bottom>[二三四五六七八九十])分之(?P<han_top>[一二三四五六七八九])")
_MAGNITUDES = {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100, "十": 10}


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
    for match in _FRACTION.finditer(norm):
        top, bottom = match["top"] or match["han_top"], match["bottom"] or match["han_bottom"]
        share = Decimal(numeral_or_int(top)) * 100 / Decimal(numeral_or_int(bottom) or 1)
        yield Quantity(*match.span(), round(share, 2), "%", "eq", chinese=False)


def numeral_or_int(text: str) -> int:
    """Return the value of digits or of a Chinese numeral."""
    return int(text) if text.isdigit() and text.isascii() else numeral(text)


def _quantity(match: re.Match[str]) -> Quantity | None:
    digits, han, unit = match["digits"], match["han"], match["unit"] or ""
    if not digits and not unit:
        return None
    try:
        value = Decimal(digits.replace(",", "")) if digits else Decimal(numeral(han))
    except (ValueError, ArithmeticError):
        return None
    for sign in match["magnitude"] or "":
        value *= _MAGNITUDES[sign]
    begin = match.start("hedge") if match["hedge"] else match.start("digits" if digits else "han")
    return Quantity(begin, match.end(), value, unit, _comparator(match), han is not None)


def _comparator(match: re.Match[str]) -> str:
    if match["hedge"]:
        hedged = _HEDGES[match["hedge"]]
        return "ge" if hedged == "gt" and match["after"] in _AFTER["ge"] else hedged
    if match["after"]:
        return _TAILS[match["after"]]
    return "gt" if match["more"] or match["rest"] else "eq"

"""Ordinals that rank: 位居全省第一, 排名第3位, 居首位."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import Document
from kg.observations.numbers import Quantity
from kg.reading.dates import numeral

_RANK = re.compile(
    r"(?:排名?|位居|位列|名列|居|列|位于|跃居|升至|上升到|保持|获得?|荣获|并列|均为|取得)[^,。;:\n]{0,14}?(?P<rank>第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?P<unit>位|名)?(?![一-龥]?[批期届次季章条个阶轮代产]|方|梯|书)|首位|榜首|第一梯队|前列(?=$^))"
)


def ranks(document: Document) -> Iterator[Quantity]:
    """Yield the ranks of a text: value is the place, unit 位 or 名."""
    for match in _RANK.finditer(document.norm):
        number = match["number"]
        value = 1 if number is None else int(number) if number.isdigit() else numeral(number)
        yield Quantity(*match.span("rank"), Decimal(value), match["unit"] or "位", "eq", True)

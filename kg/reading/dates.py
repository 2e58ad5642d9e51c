"""Dates and numerals as official texts print them. (General date libraries rewrite 十九大 or fail on 上半年.)"""

import re
from datetime import date

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "O": 0, "o": 0, "О": 0, "0": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DATE = re.compile(
    r"(\d{4}) ?[年.\-/] ?(\d{1,2}) ?[月.\-/] ?(\d{1,2})|([二一][〇零○OoО〇一二三四五六七八九]{3}) ?年 ?([一二三四五六七八九十]{1,2}) ?月 ?([一二三四五六七八九十]{1,3}) ?日"
)


def numeral(text: str) -> int:
    """Return the value of a Chinese numeral such as 二十一, 三百零五, 两千万 or 二〇二一 (read digit by digit).

    :raises ValueError: if a character is no part of a numeral.
    """
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        raise ValueError(f"not a numeral: {text}")
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        unit = _UNITS.get(c)
        if unit is None:
            digit = _DIGITS[c]
        elif unit >= 10**4:
            total = (total + section + digit) * unit
            section = digit = 0
        else:
            section += (digit or 1) * unit
            digit = 0
    return total + section + digit


def find_date(text: str) -> date | None:
    """Return the first full date in the text, or None; an impossible one (13月) counts as none."""
    match = _DATE.search(text)
    if match is None:
        return None
    groups = match.groups()
    try:
        if groups[0]:
            return date(int(groups[0]), int(groups[1]), int(groups[2]))
        return date(numeral(groups[3]), numeral(groups[4]), numeral(groups[5]))
    except ValueError:
        return None

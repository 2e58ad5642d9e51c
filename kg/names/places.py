"""Regions, towns and wider areas by name."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Place, Scan

# A place name before these is part of another word or name: 上海路, 北京时间, 南京板鸭
_NOT_AFTER = re.compile(r"[路街道桥山湖河江海港大]|时间|话|籍|人(?!民|社|大|才|力|均|口)|战役|会议精神")


# A development zone is a place among others, unless the text names a body of its own (guidelines §2)
ZONE_KINDS = {"etdz", "htz"}
# Provinces by their signs, two or more together: 川渝, 滇川毗邻地区, 晋陕蒙宁 (GB/T 2260; some have two)
_PROVINCES = {
    "京": "110000", "津": "120000", "冀": "130000", "晋": "140000", "蒙": "150000", "辽": "210000", "沪": "310000", "苏": "320000",
    "浙": "330000", "皖": "340000", "闽": "350000", "赣": "360000", "鲁": "370000", "豫": "410000", "鄂": "420000", "湘": "430000",
    "粤": "440000", "桂": "450000", "琼": "460000", "渝": "500000", "川": "510000", "黔": "520000", "滇": "530000", "藏": "540000",
    "陕": "610000", "甘": "620000", "青": "630000", "宁": "640000", "新": "650000", "港": "810000", "澳": "820000",
}  # fmt: skip
_CERTAIN = "京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝黔滇藏陕"  # signs that are hardly ever other words
_SIGNS = re.compile(rf"(?<![一-龥])[{_CERTAIN}川甘青宁]{{1,3}}[{_CERTAIN}川]{{1,2}}(?=毗邻|边际|边界|协作|合作|两|三|四|五|六|地区|跨省|通办|、|,|人社|政务|自贸)|[{_CERTAIN}川甘青宁]{{1,3}}[{_CERTAIN}川](?=毗邻|边际|协作|合作|两地|三地|四省|跨省)"
)
_GOVERNED_BY = ("管委会", "管理委员会", "党工委", "人民政府", "行政审批", "政务服务", "市场监督", "税务局")
# 江苏全省 is one span; a division of the Corps is named before its city (第八师石河子市)
_WHOLE = re.compile("全[省市区县州旗]")
_CORPS = re.compile("第[一二三四五六七八九十]{1,3}师$")


def _extent(norm: str, place: Place) -> tuple[int, int]:
    whole = _WHOLE.match(norm, place.end)
    corps = _CORPS.search(norm, max(place.begin - 5, 0), place.begin)
    return corps.start() if corps else place.begin, whole.end() if whole else place.end


def find(scan: Scan) -> Iterator[Mention]:
    """Yield regions, areas and towns; whether a region is only the first part of a longer name is decided by overlap."""
    norm = scan.norm
    governing = {place.forms for place in scan.places if norm.startswith(_GOVERNED_BY, place.end)}
    for place in scan.places:
        short = place.forms[-1][-1] not in "省市区县州盟旗" and place.forms[-1] not in scan.gazetteer.areas
        if short and _NOT_AFTER.match(norm, place.end):
            continue
        area = scan.gazetteer.areas.get(place.forms[-1])
        if area is not None and area.kind == "group":  # 港澳: one span, several regions
            for code in area.members:
                yield Mention(place.begin, place.end, "Region", "region-group", 0.9, Hint("code", code))
            continue
        zone = area.kind in ZONE_KINDS if area is not None else place.forms[-1] not in scan.gazetteer.regions.forms
        if zone and place.forms not in governing:
            yield Mention(place.begin, place.end, "Site", "zone", 0.8, Hint("printed", norm[place.begin : place.end]))
            continue
        if place.forms[-1] == "中华人民共和国" and norm.startswith("《", place.begin - 1):
            continue  # part of a law's name
        begin, end = _extent(norm, place)
        yield Mention(begin, end, "Region", "region", 0.9 if short else 0.97, Hint("region", "/".join(place.forms)))
    for match in _SIGNS.finditer(norm):
        if match.start() in scan.edges and match.end() in scan.edges and match.group() not in scan.gazetteer.areas:
            for sign in match.group():
                yield Mention(*match.span(), "Region", "region-group", 0.8, Hint("code", _PROVINCES[sign]))
    for town in scan.towns:
        yield Mention(town.begin, town.end, "Region", "town", 0.9, Hint("town", town.forms[-1], "/".join(town.forms[:-1])))

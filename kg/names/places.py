"""Regions, towns and wider areas by name."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Scan

_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?![一-龥]?[级村])")
_TOWN_STEM = re.compile(r"[一-龥]{1,6}$")
# A place name before these is part of another word or name: 上海路, 北京时间, 南京板鸭
_NOT_AFTER = re.compile(r"[路街道桥山湖河江海港大]|时间|话|籍|人(?!民|社|大|才|力|均|口)|战役|会议精神")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield regions, areas and towns; whether a region is only the first part of a longer name is decided by overlap."""
    norm = scan.norm
    for place in scan.places:
        short = place.forms[-1][-1] not in "省市区县州盟旗" and place.forms[-1] not in scan.gazetteer.areas
        if short and _NOT_AFTER.match(norm, place.end):
            continue
        area = scan.gazetteer.areas.get(place.forms[-1])
        if area is not None and area.kind == "group":  # 港澳: one span, several regions
            for code in area.members:
                yield Mention(place.begin, place.end, "Region", "region-group", 0.9, Hint("code", code))
            continue
        yield Mention(place.begin, place.end, "Region", "region", 0.9 if short else 0.97, Hint("region", "/".join(place.forms)))
    counties = scan.gazetteer.towns.counties
    for match in _TOWN.finditer(norm):
        stem = _TOWN_STEM.search(norm, max(match.start() - 6, 0), match.start())
        if stem is None:
            continue
        for begin in range(stem.start(), match.start()):
            name = norm[begin : match.end()]
            if name in counties and (begin in scan.edges or begin in scan.place_end):
                county = scan.place_end.get(begin)
                forms = "/".join(county.forms) if county else ""
                start = county.begin if county else begin
                yield Mention(start, match.end(), "Region", "town", 0.9, Hint("town", name, forms))
                break

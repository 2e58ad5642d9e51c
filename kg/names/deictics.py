"""Names that point: 我局, 我市, 全区, 本县, 局党组, 《方案》."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Scan

_OWN_REGION = re.compile(r"(?:我|全|本)(省|市|区|县|州|盟|旗|镇|乡|街道|自治区|自治州)")
_OWN_AGENCY = re.compile(r"(?:我|本)(局|委|办|厅|院|中心|部|署|公司|办公室|管委会|会|司|处)")
# 局 and the like alone before what belongs to an agency
_SELF = re.compile(r"(?:局|委|办|厅|院|中心|管委会)(?=(?:机关)?(?:党组|党委|党支部|党总支))")
_BARE_UNIT = re.compile(r"(?:局|厅|委|办)办公室")
_NOT_AFTER = re.compile(r"域|划|间|际|级|直|容|场(?!监)|政(?!府|务)|民|长(?!江|沙|春)|值|况|体|员(?!会)|托|理|法|事|公")


# The body of the own line of work at another level: 省厅, 市局
_LINE = re.compile(r"(?P<level>省|市|州|区|县)(?P<kind>厅|局)(?![一-龥]{0,2}[长级]|党|机关)")
# What a zone or autonomous division calls itself when it speaks of itself
_ZONE = re.compile(r"自治区|自治州|新区|合作区|示范区|实验区|度假区|开发区|高新区|经开区")
_ZONE_NOT_BEFORE = re.compile(r"[各个些等该全我本类级]$")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield mentions of the reader's own region and agency."""
    norm, edges = scan.norm, scan.edges
    for match in _OWN_REGION.finditer(norm):
        if match.end() in edges or not _NOT_AFTER.match(norm, match.end()):
            yield Mention(*match.span(), "Region", "own-region", 0.97, Hint("own-region", match.group(1)))
    for match in _OWN_AGENCY.finditer(norm):
        if match.end() in edges and not (match.start() - 1 >= 0 and norm[match.start() - 1] in "自基根日版"):
            mention = Mention(*match.span(), "Agency", "own-agency", 0.97, Hint("own-agency", match.group(1)))
            yield mention
            yield from _party(scan, match.start(), match.end())
    for match in _LINE.finditer(norm):
        if match.start() in edges and match.end() in edges and match.start() not in scan.place_end:
            yield Mention(*match.span(), "Agency", "own-line", 0.7, Hint("line", *match.groups()))
    for match in _ZONE.finditer(norm):
        begin, end = match.span()
        if begin in edges and end in edges and scan.free(begin) and not _ZONE_NOT_BEFORE.search(norm, begin - 1, begin):
            yield Mention(begin, end, "Region", "own-zone", 0.8, Hint("zone", match.group()))
    for match in _BARE_UNIT.finditer(norm):
        if match.start() in edges and scan.free(match.start()):
            yield Mention(*match.span(), "Agency", "own-unit", 0.8, Hint("unit", "办公室", "own-agency\t\t"))
    for match in _SELF.finditer(norm):
        if match.start() in edges:
            yield from _party(scan, match.start(), match.end())


def _party(scan: Scan, begin: int, end: int) -> Iterator[Mention]:
    """Yield the Party group of the own agency: 局党组, 我局党支部, 局党组理论学习中心组."""
    tail = scan.gazetteer.compositions.agency_tail.match(scan.norm, end)
    if tail is not None:
        composition = scan.gazetteer.compositions.of_agency[tail.group()]
        yield Mention(begin, tail.end(), composition.type, "party-group", 0.95, Hint("of-agency", tail.group(), "own-agency\t\t"))

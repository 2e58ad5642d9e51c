"""Leading groups and offices that a text calls short after it has named them: 领导小组办公室, 指挥部, 专班, 下设办公室."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Scan

_SHORT = re.compile(r"(?P<group>(?:工作)?领导小组|(?:工作)?专班|指挥部|联席会议|委员会)(?P<office>办公室)?")
_OFFICE = re.compile(r"(?:下设|设立|其|[,。;:\n ])(?P<office>办公室)(?=设在|设于|设|主任|承担|负责|日常)")
_REACH = 60  # characters after its group in which a bare 办公室 is the group's
_ATTACHED = frozenset("的级各省市区县州室局委组部会议作")  # characters before a head noun that make it another group's
_NOT_AFTER = re.compile(r"制度|成员单位会|工作机制")


# What is set up is named in full: 成立麒麟区推动“高效办成一件事”工作专班, 组建由副市长任组长的…领导小组
_FOUNDED = re.compile(
    r"(?:成立|组建|设立|建立)(?:了|起)?(?:由[^,。;\n]{2,30}?(?:任|为|担任)(?:组长|召集人|总指挥|主任)的)?"
    r"(?P<group>[^,。;:\n的由、]{3,45}?(?:领导小组|专班|指挥部|协调小组|工作小组|工作组)(?:办公室)?)"
)


def founded(scan: Scan) -> Iterator[Mention]:
    """Yield the groups whose founding the text tells."""
    for match in _FOUNDED.finditer(scan.norm):
        begin, end = match.span("group")
        inner = scan.norm[begin:end]
        if inner in scan.gazetteer.heads.generic or inner.count("“") != inner.count("”"):
            continue
        yield Mention(begin, end, "LeadingGroup", "founded", 0.85, Hint("composed", ""))


def find(scan: Scan, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the later short mentions of groups that the text has named in full."""
    named = [m for m in mentions if m.type == "LeadingGroup"]
    if not named:
        return
    taken = sorted((m.begin, m.end) for m in mentions if not m.inside)
    for match in _SHORT.finditer(scan.norm):
        begin, end = match.span()
        base = _named_before(scan, named, begin, match["group"])
        if base is None or begin not in scan.edges or _NOT_AFTER.match(scan.norm, end) or _inside(taken, begin, end):
            continue
        if scan.norm[begin - 1 : begin] in _ATTACHED:
            continue
        office = "办公室" if match["office"] and not _name(scan, base).endswith("办公室") else ""
        yield Mention(begin, end, "LeadingGroup", "group", 0.85, Hint("alias", str(base.begin), office))
    for match in _OFFICE.finditer(scan.norm):
        base = next((m for m in reversed(named) if m.end <= match.start("office")), None)
        if base is not None and match.start("office") - base.end <= _REACH and not _inside(taken, *match.span("office")):
            office = "" if _name(scan, base).endswith("办公室") else "办公室"
            yield Mention(*match.span("office"), "LeadingGroup", "group", 0.8, Hint("alias", str(base.begin), office))


def _named_before(scan: Scan, named: list[Mention], begin: int, head: str) -> Mention | None:
    """Return the last group named in full before a position whose name ends in the same head noun."""
    noun = head.removeprefix("工作")
    for mention in reversed(named):
        if mention.end <= begin and _name(scan, mention).removesuffix("办公室").endswith(noun):
            return mention
    return None


def _name(scan: Scan, mention: Mention) -> str:
    return scan.norm[mention.begin : mention.end].rstrip("”")


def _inside(taken: list[tuple[int, int]], begin: int, end: int) -> bool:
    return any(b < end and begin < e for b, e in taken)

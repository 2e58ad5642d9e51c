"""Short names that the text itself introduces: 《…方案》(以下简称《方案》), 市城市运行管理中心(以下简称市城运中心)."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Scan

_CALLED = re.compile(r"[(,]? ?(?:以下|下文|下称|以后)(?:统一?)?(?:简称|称)为?:? ?[“《]?(?P<name>[^”》“《(),。;:\n]{2,20})[”》]?")


def find(scan: Scan, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield later occurrences of names that a mention is given by 以下简称."""
    ends = {m.end: m for m in mentions if not m.inside}
    for match in _CALLED.finditer(scan.norm):
        base = ends.get(match.start())
        name = match["name"].strip()
        if base is None or len(name) < 2:
            continue
        for found in re.finditer(re.escape(name), scan.norm[match.start("name") :]):
            begin = match.start("name") + found.start()
            end = begin + len(name)
            if scan.norm[begin - 1] + scan.norm[end : end + 1] in {"《》", "“”"}:
                begin, end = begin - 1, end + 1
            elif begin not in scan.edges or end not in scan.edges:
                continue
            yield Mention(begin, end, base.type, "called", 0.95, Hint("alias", str(base.begin)))

"""Inner units of the issuing agency, where a task names who is responsible: (责任单位:登记注册处), 设在政策法规科."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Scan

_TASKED = re.compile(r"(?:责任|承办|主办|牵头|配合|协办|实施)(?:单位|处室|科室|部门)[:为]? ?(?P<list>[^。;\n)]{2,80})")
_BRACKETED = re.compile(r"\((?P<list>[^()。\n]{2,60}?(?:牵头|负责|配合|落实)[^()。\n]{0,60})\)")
_SEATED = re.compile(r"(?:设在|设于|挂靠在?)(?P<list>(?:我局|局|厅|委|本局)?[一-龥]{2,12}(?:科|处|室|股))(?=[,。;、)\n])")
_UNIT = re.compile(r"(?:^|(?<=[、,,和与及:; ]))(?:我?局|厅|委)?[一-龥]{2,12}?(?:处|科|室|股|中心)(?=$|[、,和与及;)]|牵头|配合|负责)")
_ELSEWHERE = re.compile("办公室$|^各|[省市区县州](?:[一-龥]{0,8})(?:处|科|中心)$")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield units that are named without their agency; longer names that hold them go before (see `kg.names.overlap`)."""
    for pattern in (_TASKED, _BRACKETED, _SEATED):
        for match in pattern.finditer(scan.norm):
            for unit in _UNIT.finditer(match["list"]):
                text = unit.group()
                if _ELSEWHERE.search(text):
                    continue
                begin = match.start("list") + unit.start()
                own = re.sub("^我?(?:局|厅|委)(?=[一-龥]{2})", "", text)
                yield Mention(begin, begin + len(text), "Agency", "own-unit", 0.75, Hint("unit", own, "own-agency\t\t"))

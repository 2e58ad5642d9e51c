"""Who acts in a clause: the last subject that its sentence names, else the issuing agency."""

import re
from bisect import bisect_right

from kg.masking import Masked
from kg.patterns import SIGNS

_ACTORS = "".join(
    SIGNS[c] for c in ("Agency", "PartyOrgan", "LeadingGroup", "PublicInstitution", "Enterprise", "Organization", "Region")
)
_TIME = r"(?:[\d一二三四五六七八九十]{1,4}(?:年度?|月|日|月份|月底|年底|年初|季度)|上半年|下半年|今年以来|今年|去年|目前|近年来?|截至目前|同时|此外|其中|另外|期间|现在|随后|为此|因此|现将|是|由|并|年来|以来|来|中)"
# A clause that begins with actors and goes on with what is not part of a list or an attribute
_SUBJECT = re.compile(
    rf"(?:^|[,。;:!?\n ]|{_TIME})(?P<who>[{_ACTORS}](?:[、和与及]{{0,2}}[{_ACTORS}])*)(?:等[^,。;\n]{{0,10}}?(?:单位|部门|地|市|县)?)?(?=[^,。;:!?\n、的和与及等)\]》”（(\ue000-\ue0ff])",
    re.MULTILINE,
)
_COLLECTIVE = re.compile(
    r"(?:^|[,。;:\n ])(?:各|有关|相关|全体)[^,。;:\n]{0,16}(?:要|应|须|负责|必须|根据|按照|结合)", re.MULTILINE
)
_CLAUSE = re.compile("[,。;:!?\n]")
_BREAK = re.compile("[。;!?\n]")


class Subjects:
    """The explicit subjects of a masked text, by place."""

    def __init__(self, masked: Masked) -> None:
        text = masked.text
        self._text = text
        self._at: list[int] = []
        self._region: list[bool] = []
        self._who: list[list[int]] = []
        for match in _SUBJECT.finditer(text):
            self._at.append(match.start("who"))
            self._region.append(text[match.start("who")] == SIGNS["Region"])
            self._who.append(masked.within(*match.span("who")))
        self._collective = [m.start() for m in _COLLECTIVE.finditer(text)]
        self._breaks = [m.start() for m in _BREAK.finditer(text)]

    def before(self, position: int) -> list[int]:
        """Return the mentions that are the subject at a position of the masked text; none if its sentence names no subject."""
        i = bisect_right(self._at, position - 1) - 1
        start = self._sentence(position)
        while i >= 0 and self._at[i] >= start:
            # a region acts only in its own clause; later clauses are the agency's again
            if not self._region[i] or not _CLAUSE.search(self._text, self._at[i], position):
                return self._who[i]
            i -= 1
        return []

    def collective(self, position: int) -> bool:
        """Return whether the sentence gives the task to a collective (各部门要…), which is no entity."""
        i = bisect_right(self._collective, position) - 1
        return i >= 0 and self._collective[i] >= self._sentence(position) - 1

    def _sentence(self, position: int) -> int:
        i = bisect_right(self._breaks, position - 1) - 1
        return self._breaks[i] + 1 if i >= 0 else 0

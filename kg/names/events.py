"""Plenums, congresses and sessions of a region's Party committee, people's congress and consultative conference."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.names.agencies import prefix
from kg.scan import Scan

_NUMBER = "[一二三四五六七八九十]{1,4}"
_SESSION = re.compile(
    rf"(?P<body>委|人大|政协)(?:{_NUMBER}届{_NUMBER}次(?:全会|全体会议|全体\(扩大\)会议|会议|人民代表大会会议)|全会|全体会议)(?!精神)"
    rf"|(?P<congress>第?{_NUMBER}(?:次|届)(?:党代会|党代表大会|人代会))(?!精神)"
)


# Sessions of councils within bodies: 最高人民法院审判委员会第1444次会议, 株洲市第十六届人民代表大会第四次会议
_MEETING = re.compile(
    rf"(?P<body>(?:第{_NUMBER}届)?(?:审判委员会|检察委员会|人民代表大会(?:常务委员会)?|人大常委会|委员会|常务委员会))(?:第?[\d一二三四五六七八九十百]{{1,5}}次(?:全体|常务)?会议)"
)


def _meetings(scan: Scan) -> Iterator[Mention]:
    bodies = {hit.end: hit for hit in scan.named if scan.gazetteer.named[hit.form][0].type in {"Agency", "PartyOrgan"}}
    for match in _MEETING.finditer(scan.norm):
        start, where = prefix(scan, match.start())
        tail, body = match.group(), match["body"]
        owner = bodies.get(match.start())
        if where:
            yield Mention(start, match.end(), "Event", "session", 0.9, Hint("session", "\t" + tail, where))
            yield Mention(start, match.end("body"), "Agency", "session-body", 0.85, Hint("session", "\t" + body, where))
        elif owner is not None:
            base = f"named\t{owner.form}\t"
            yield Mention(owner.begin, match.end(), "Event", "session", 0.9, Hint("unit", tail, base))
            yield Mention(owner.begin, match.end("body"), "Agency", "session-body", 0.85, Hint("unit", body, base))


def find(scan: Scan) -> Iterator[Mention]:
    """Yield sessions of named or level-worded bodies; the national ones in guiding formulas have neither."""
    yield from _meetings(scan)
    for match in _SESSION.finditer(scan.norm):
        start, where = prefix(scan, match.start())
        if not where:
            continue
        start -= next((len(w) for w in ("中国共产党", "中共") if scan.norm.endswith(w, 0, start)), 0)
        tail = match.group()
        lead = "中共" if match["body"] == "委" else ""
        yield Mention(start, match.end(), "Event", "session", 0.9, Hint("session", lead + "\t" + tail, where))

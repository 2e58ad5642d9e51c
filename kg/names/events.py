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


def find(scan: Scan) -> Iterator[Mention]:
    """Yield sessions of named or level-worded bodies; the national ones in guiding formulas have neither."""
    for match in _SESSION.finditer(scan.norm):
        start, where = prefix(scan, match.start())
        if not where:
            continue
        start -= next((len(w) for w in ("中国共产党", "中共") if scan.norm.endswith(w, 0, start)), 0)
        tail = match.group()
        lead = "中共" if match["body"] == "委" else ""
        yield Mention(start, match.end(), "Event", "session", 0.9, Hint("session", lead + "\t" + tail, where))

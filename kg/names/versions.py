"""Versions of a platform or policy: 城市运行管理平台3.0版, “渝职聘”2.0."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.scan import Scan

_VERSION = re.compile(r"[Vv]?\d{1,2}\.\d(?![\d万亿%])(?:版本?|(?![一-龥]{0,2}元))")
_VERSIONED = {"Platform", "Policy"}


def find(scan: Scan, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield names with the version that follows them; the name itself stands inside."""
    for mention in mentions:
        if mention.type not in _VERSIONED or mention.hint is None:
            continue
        match = _VERSION.match(scan.norm, mention.end)
        if match is not None:
            hint = Hint("version", match.group().removesuffix("本"), "\t".join(mention.hint))
            yield mention._replace(end=match.end(), rule="version", hint=hint, inside=False)

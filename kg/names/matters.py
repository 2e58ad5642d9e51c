"""Matters that a list gives to one way of working: 新生儿出生、企业注销等15个“一件事”; campaigns by theme: 数字交通建设, “智慧人社”建设."""

import re
from collections.abc import Iterator

from kg.model import Hint, Mention
from kg.names.headed import extend
from kg.scan import Scan

_LIST = re.compile(
    r"(?P<list>(?:[^,。;:()\n、]{2,24}、){0,12}[^,。;:()\n、]{2,24})等?(?:(?:\d+|[一二三四五六七八九十两]+)[余多]?[个项类件])(?:[^,。;“”\n]{0,8})“(?P<head>一件事|一类事)”"
)
_ITEM = re.compile(r"“[^“”]{2,16}”|[^、“”]{2,20}")
_NO_ITEM = re.compile(r"[的了是]|\d|领域|方面|重点|事项$")
_THEME = re.compile(
    r"“?(?:数字|智慧|平安|法治|信用|清廉|诚信|无废|海绵|韧性)(?!化|平台|系统|赋能|技术|经济|产业|政府|城市|资产|底座|证书)[一-龥]{2,5}?”?建设(?!项目|工程|领导|工作领导|办公室|局|厅|委|中心|方案|规划|三年)"
)
_THEME_INNER = re.compile(r"平台|系统|项目|资源|数据|设施|中心|基地|技术|能力|[和与及的等]")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield the matters of such lists, each a policy of its own, and campaigns called after their theme."""
    for match in _LIST.finditer(scan.norm):
        for item in _ITEM.finditer(scan.norm, *match.span("list")):
            begin, end = item.span()
            end -= len(item.group()) - len(item.group().rstrip("等"))
            if scan.norm[begin] != "“":
                begin = extend(scan, end)
            text = scan.norm[begin:end].strip("“”")
            if len(text) >= 2 and begin >= item.start() and not _NO_ITEM.search(text):
                yield Mention(begin, end, "Policy", "matter", 0.75, Hint("printed", text + match["head"]))
    for match in _THEME.finditer(scan.norm):
        begin, end = match.span()
        balanced = match.group().count("“") == match.group().count("”")
        if balanced and begin in scan.edges and end in scan.edges and not _THEME_INNER.search(match.group()):
            yield Mention(begin, end, "Policy", "theme", 0.65, Hint("composed", ""))

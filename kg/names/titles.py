"""Documents: titles in 《》 with their numbers, document numbers alone, and what 以下简称 calls them later."""

import re
from collections.abc import Iterator

from kg import tables
from kg.model import Document, Hint, Mention
from kg.scan import Scan

_GENRES = {row["genre"]: row for row in tables.rows("genres.csv", ("genre", "kind", "legislation"))}
_GENRE_END = re.compile("(?:" + "|".join(sorted(_GENRES, key=lambda g: (-len(g), g))) + r")(?:\([^()]{1,30}\))*$")

# 〔2021〕 in every bracket form, spaces inside; the code before it, the serial after it (GB/T 9704-2012, 7.2.5)
_YEAR = r" ?[〔\[(【〈{] ?(?P<year>(?:19|20)\d\d) ?[〕\])】〉}] ?(?:第? ?)(?P<serial>\d{1,5}(?:-\d{1,3})?) ?号"
_NUMBER_AFTER = re.compile(r" ?[(,] ?(?P<code>[一-龥]{1,12}(?: ?[A-Za-z]{1,4})?)" + _YEAR + r" ?\)?")
_YEAR_AT = re.compile(_YEAR)
_CODE_BEFORE = re.compile(r"[一-龥]{1,10}$")
_ORDER = re.compile(
    r"(?P<issuer>[一-龥]{2,16}?)令 ?(?:第 ?(?P<serial>\d{1,4}) ?号|(?P<year>(?:19|20)\d\d) ?年第 ?(?P<other>\d{1,4}) ?号)"
)
_CALLED = re.compile(r"^[^。;\n()]{0,6}\(?(?:以下|下称|下文|以後)?(?:统?一?简称|称)[:为]? ?[“《]+([^”》\n]{1,20})[”》]+")
# Words before a number that belong to the sentence, not to the code
_NOT_CODE = re.compile(r".*(?:根据|按照|依据|依照|印发|转发|贯彻|落实|执行|参照|见|及|和|与|的|了|由|对|以|文件)")


_NEWSPAPER = re.compile("(?:日报|晚报|时报|晨报|都市报|早报|周报)$")
# 《…》系列行业标准, 《…简报》第6期
_AFTER_TITLE = re.compile(r"(?:系列)?(?:国家|行业|地方|团体)标准|(?:\d{4}年)?第\d{1,3}期")
# Papers of citizens and firms are no official documents (guidelines §5)
_PAPERS = ("证", "许可证", "证书", "通行证", "执照", "身份证", "申请表", "登记表", "审批表", "承诺书", "告知书", "证明")


def find(scan: Scan) -> Iterator[Mention]:
    """Yield documents, laws and other things in 《》, and document numbers."""
    norm = scan.norm
    taken: list[tuple[int, int]] = []
    for begin, end in bracketed(norm):
        number = _NUMBER_AFTER.match(norm, end)
        if number and (norm[number.end() - 1] == ")") != (norm[end : number.end()].lstrip()[0] == "("):
            number = None
        stop = number.end() if number else end
        taken.append((begin, stop))
        yield from _title(scan, begin, end, stop)
    yield from _numbers(scan, taken)
    yield from put_out(scan)


_SPACED = re.compile(r"[一-龥](?: [一-龥])+")


def signed(scan: Scan, document: Document) -> Iterator[Mention]:
    """Yield the bodies of the signature whose names are printed with spaces (国 务 院)."""
    if document.signature is None:
        return
    for line in re.finditer(r"[^\n]+", document.norm[slice(*document.signature)]):
        text = line.group().strip()
        name = text.replace(" ", "")
        if not _SPACED.fullmatch(text) or name not in scan.gazetteer.named:
            continue
        begin = document.signature.begin + line.start() + line.group().index(text)
        entry = scan.gazetteer.named[name][0]
        yield Mention(begin, begin + len(text), entry.type, "signature", 0.95, Hint("named", name, f"{entry.name}\t"))


# 本通知 is the text read; 本方案 in a notice that puts out a plan is that plan
_OWN_DOCUMENT = re.compile(
    r"本(?P<genre>通知|方案|办法|意见|条例|规定|报告|年度报告|计划|细则|措施|公告|决定|规则|规划|要点|指引|指南|通告|实施方案|实施意见|实施细则|答复|清单)(?![一-龥]?[单期])"
)
# A line of a title of several lines that is a title by itself: a headline with its subtitle
_WHOLE_LINE = re.compile(r"[:!?]|^ *[—-]|(?:报告|总结|汇报|方案|办法|意见|材料|简报|答复|复函)$")
_BODY_LINE = re.compile(r"(?:局|委|办|厅|部|院|署|会|府|组|中心|处|委员会|办公室)$")


def pointed(document: Document, scan: Scan) -> Iterator[Mention]:
    """Yield 本通知 and the like; what a notice puts out is a document of its own."""
    title = document.norm[slice(*document.title)] if document.title else ""
    put = _PUT_OUT.search(title.replace("\n", ""))
    inner = put["inner"].strip("《》") if put else ""
    for match in _OWN_DOCUMENT.finditer(document.norm):
        if match.start() not in scan.edges:
            continue
        if re.sub(r"\([^()]*\)$", "", inner).endswith(match["genre"]):
            yield Mention(*match.span(), "Document", "own-document", 0.85, Hint("title", inner))
        else:
            yield Mention(*match.span(), "Report", "own-document", 0.9, Hint("own-document"))


def own(document: Document) -> list[Mention]:
    """Return the places where the document prints its own title."""
    found = []
    if document.number is not None:
        found.append(Mention(*document.number, "Report", "own-number", 0.97, Hint("own-document")))
    title = document.norm[document.title.begin : document.title.end] if document.title else ""
    lines = title.split("\n")
    while len(lines) > 1 and _BODY_LINE.search(lines[0].strip()):
        lines = lines[1:]  # the issuer above the title is a name of its own
    whole = [lines[0]] if len(lines) == 1 else [line for line in lines if _WHOLE_LINE.search(line)]
    for title in filter(None, (line.strip(" —-") for line in whole)):  # a title broken over lines is no one surface
        places = (m.start() for m in re.finditer(re.escape(title), document.norm))
        found += [Mention(at, at + len(title), "Report", "own-title", 0.97, Hint("own-document")) for at in places]
    return found


# 关于成立X领导小组的通知: the group in its founding paper
_FOUNDED = re.compile(
    r"关于(?:成立|调整|设立|组建|撤销|更名)(?P<group>[^《》\n,。]{4,50}?(?:领导小组|指挥部|委员会|专班|联席会议|协调小组)(?:办公室)?)(?:组成)?(?:成员|人员|名单)*(?:等[^\n的]{0,12})?的"
)
# 关于印发X的通知: X is a document of its own
_PUT_OUT = re.compile(r"关于(?:印发|转发|批转|发布|公布|下发)(?P<inner>[^《》\n]{4,60}|《[^《》\n]{4,60}》)的(?:补充)?(?:通知|公告|函|批复|命令|令)")


def put_out(scan: Scan) -> Iterator[Mention]:
    """Yield the documents that notices put out, inside the notices' titles."""
    for match in _FOUNDED.finditer(scan.norm):
        yield Mention(*match.span("group"), "LeadingGroup", "founded", 0.9, Hint("composed", ""))
    for match in _PUT_OUT.finditer(scan.norm):
        inner = match["inner"]
        title = inner.strip("《》〈〉<>")
        found = genre(title)
        if found is not None:
            law = _is_law(scan, title, found)
            hint = Hint("title", title, "inner")
            yield Mention(*match.span("inner"), "Legislation" if law else "Document", "put-out", 0.9, hint)


def bracketed(norm: str) -> list[tuple[int, int]]:
    """Return the spans of 《…》, the outermost of nested ones; a title never runs over a line of more than 200 characters."""
    spans, depth, start = [], 0, 0
    for match in re.finditer("[《》\n]", norm):
        mark = match.group()
        if mark == "《":
            start = match.start() if depth == 0 else start
            depth += 1
        elif mark == "》" and depth:
            depth -= 1
            if depth == 0 and 1 < match.end() - start - 1 <= 200:
                spans.append((start, match.end()))
        elif mark == "\n" and depth and match.start() - start > 120:
            depth = 0
    return spans


def genre(title: str) -> dict[str, str] | None:
    """Return the row of the genre that a title ends with, or None."""
    match = _GENRE_END.search(title)
    return _GENRES[re.sub(r"\(.*$", "", match.group())] if match else None


def _title(scan: Scan, begin: int, end: int, stop: int) -> Iterator[Mention]:
    """Yield the mention of a title in 《》; what it is follows from its content (guidelines §2)."""
    inner = scan.norm[begin + 1 : end - 1]
    hint = Hint("title", inner, scan.norm[end:stop].strip(" (),"))
    if inner.endswith(_PAPERS):
        return
    if _NEWSPAPER.search(inner):
        yield Mention(begin, end, "Enterprise", "newspaper", 0.85, Hint("printed", inner))
        return
    tail = _AFTER_TITLE.match(scan.norm, end)
    if tail is not None and stop == end:
        stop = tail.end()
        hint = Hint("title", inner + tail.group(), "")
    if re.search(r"(?:项目|工程)(?:\([^()]*\))?$", inner):
        yield Mention(begin, stop, "Project", "title-project", 0.9, hint)
    elif inner.endswith(("留言", "信箱", "热线", "专栏", "频道", "APP", "平台", "系统")):
        yield Mention(begin, stop, "Platform", "title-platform", 0.7, hint)
    else:
        found = genre(inner)
        law = _is_law(scan, inner, found, numbered=stop > end)
        yield Mention(begin, stop, "Legislation" if law else "Document", "title", 0.97 if found else 0.8, hint)


# 规章 of a province or city by their titles; a bureau's 实施办法, 考核办法 are papers
_RULE = re.compile(
    r"^[一-龥]{2,12}?(?:省|市|自治区|州|新区|合作区)(?![^《》]{0,6}[局委办厅])(?!.*(?:考核|评价|工作|专项资金|奖励|实施方案|绩效|项目管理|评分|内部))"
    r"[一-龥、和“”\d]{2,30}?(?:暂行)?(?:办法|规定)$|实施<.*>办法$"
)


def _is_law(scan: Scan, inner: str, found: dict[str, str] | None, *, numbered: bool = False) -> bool:
    """Return whether a title is a law, regulation or 规章: listed as one, or 条例 or 法 by its last word."""
    for entry in scan.gazetteer.named.get(inner.translate(_QUOTES), ()):
        if entry.type in {"Legislation", "Document"}:
            return entry.type == "Legislation"
    if inner.startswith(("关于", "“")) or "通知" in inner:
        return False
    if found is None:
        return False
    return bool(found["legislation"]) or (not numbered and bool(_RULE.search(inner)))  # 规章 come by order, not by letter


_QUOTES = str.maketrans("", "", "“”‘’")


def _numbers(scan: Scan, taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield document numbers that do not belong to a title: 湛府〔2021〕7号(文件), 国务院令第722号."""
    norm = scan.norm
    for match in _YEAR_AT.finditer(norm):
        if any(b <= match.start() < e for b, e in taken):
            continue
        window = norm[max(match.start() - 10, 0) : match.start()]
        code = _CODE_BEFORE.search(window)
        if code is None:
            continue
        cut = _NOT_CODE.match(code.group())
        begin = match.start() - len(code.group()) + (cut.end() if cut else 0)
        if match.start() - begin < 2:
            continue
        end = match.end() + (2 if norm.startswith("文件", match.end()) else 0)
        key = norm[begin : match.start()].replace(" ", "")
        number = f"{key}〔{match['year']}〕{match['serial'].lstrip('0')}号"
        yield Mention(begin, end, "Document", "number", 0.95, Hint("number", number))

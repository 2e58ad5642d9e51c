"""The title of a document, its own printed number, and the signature under it."""

import re
from datetime import date
from itertools import pairwise

from kg import tables
from kg.model import Span
from kg.reading.dates import find_date

_GENRES = "|".join(row["genre"] for row in tables.rows("genres.csv", ("genre",)))
_TITLE_END = re.compile(rf"(?:{_GENRES})(?:的?(?:补充)?(?:通知|公告))?(?:\([^()]{{1,24}}\))*$")
_NAVIGATION = re.compile(r"^\d{4}年\d{1,2}月\d|来源|字号|打印|浏览|^首页|当前位置|^附件|^[(【\[]")
_NOT_TITLE = re.compile(r"[。;!?]|^\d{4}年\d|来源|字号|打印|浏览|^首页|当前位置|^附件|^[(【\[]")
# A line of running text or a numbered heading: no title stands below it
_BODY = re.compile(r"[^。\n]{12}。|^ *[一二三四五六七八九十]{1,3}、", re.MULTILINE)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]")
_TITLE_LINES = 25  # a title stands within this many lines from the top
_LONGEST_TITLE = 90  # characters; the longest title of the corpus has 88
# In a flattened page the words after the title that belong to the text: dates, datelines, addressees, grounds
_TEXT_BEGINS = re.compile(
    r"(?:\d|各|全[市省区县]|为|新华社|[一-龥]{2,4}(?:日报|晚报)|近日|日前|记者|根据|[一二三四五六七八九十]+、|经|按照|从|当前|随着|广大|原标题|来源|发布|索引)"
)
NUMBER = re.compile(r"[一-龥]{2,12} ?[〔\[(【] ?(?:19|20)\d\d ?[〕\])】] ?(?:第 ?)?\d{1,5} ?号|(?<![一-龥])[一-龥]{2,14}令 ?第 ?\d{1,4} ?号|[一-龥]{2,14}公告 ?(?:19|20)\d\d年第 ?\d{1,3} ?号")
# What is printed after a title but does not belong to it
_EXCERPT = re.compile(r" ?\((?:节选|节录|摘登|摘要|摘编|全文)\)$")
# A short line without a genre is the title where running text follows it
_PLAIN_TITLE = re.compile(r"[^。;|>\n]{5,50}[^。;,:、|>\n]")
_SUBTITLE = re.compile(r"^ *(?:—|--|-{2,})")
_ISSUE = re.compile(r"\n+ *((?:(?:19|20)\d\d年)?第 ?\d{1,4} ?期)")
_GENRE_THEN_CODE = re.compile(rf"(?:{_GENRES})(?=[一-龥]{{2,8}} ?[〔\[])")
_BODY_END = re.compile(r"(?:局|委|办|厅|部|院|署|会|府|组|中心|公司|党组|支部|处|队|站|所|行|社|校|室|部队)(?:\(章\))?$")
_DATE_LINE = r"\d{4} ?[年.\-/] ?\d{1,2} ?[月.\-/] ?\d{1,2} ?日?|[二一][〇零○OoО一二三四五六七八九]{3} ?年 ?[一二三四五六七八九十 ]{1,3}月 ?[一二三四五六七八九十 ]{1,4}日"
_SIGNED = re.compile(rf"((?:\n[ ]*[^\n。;!?]{{3,60}})+?)[\n ]*\n[ ]*({_DATE_LINE})[ ]*(?=\n|$)")
_SIGNED_FLAT = re.compile(r"[。!)] +([^ \n。,;:]{3,60}(?: [^ \n。,;:]{3,40}){0,3}) +([^ \n]{8,14}日)[ \n]*$")


def find_title(norm: str, has_field: re.Pattern[str]) -> Span | None:
    """Return the title: the first line, or run of short lines, on top that ends like an official paper's, else the only
    short line above the running text; what only says that it is an excerpt is left out."""
    span = _genre_title(norm, has_field) or _plain_title(norm, has_field)
    if span is None:
        return None
    excerpt = _EXCERPT.search(norm, span.begin, span.end)
    issue = _ISSUE.match(norm, span.end)
    return Span(span.begin, excerpt.start() if excerpt else issue.end() if issue else span.end)


def _plain_title(norm: str, has_field: re.Pattern[str]) -> Span | None:
    """Return the first line that is no header field, if it is short and ends nothing, and running text follows it."""
    lines = [m for m in re.finditer(r"[^\n]*[^ \n][^\n]*", norm[:1200])][:4]
    for line, following in pairwise(lines):
        text = line.group().strip(" #*")
        if has_field.search(text):
            continue
        fits = _PLAIN_TITLE.fullmatch(text) and not _NAVIGATION.search(text) and not _HEADING.match(text)
        alone = "\n" in norm[line.end() + 1 : following.start()] or _SUBTITLE.match(following.group())
        if not fits or not (alone or _BODY.search(following.group()) or following.group().rstrip().endswith(":")):
            return None
        begin = norm.index(text, line.start())
        return Span(begin, begin + len(text))
    return None


def _genre_title(norm: str, has_field: re.Pattern[str]) -> Span | None:
    begin = 0
    for _ in range(_TITLE_LINES):
        if begin >= len(norm):
            return None
        end = norm.find("\n", begin)
        end = len(norm) if end < 0 else end
        line = norm[begin:end].strip(" #*")
        start = norm.index(line, begin)
        if has_field.search(line) is None:
            span = _flattened(norm, start, line) if len(line) > _LONGEST_TITLE else _lines(norm, start, line)
            if span is not None:
                return span
            if _BODY.search(norm, begin, end):
                return None
        begin = end + 1
    return None


def _flattened(norm: str, start: int, line: str) -> Span | None:
    """Return the title of a page whose paragraphs were joined by spaces: its parts up to where the text begins."""
    parts: list[str] = []
    for part in line.split(" "):
        cut = _GENRE_THEN_CODE.search(part)
        piece = part[: cut.end()] if cut else part
        if not piece or _NOT_TITLE.search(piece) or "," in piece or (parts and (_TEXT_BEGINS.match(piece) or piece == parts[0])):
            break
        if NUMBER.match(piece) or len(" ".join([*parts, piece])) > _LONGEST_TITLE:
            break
        parts.append(piece)
        if cut or (_TITLE_END.search(piece) and "关于" in "".join(parts)):
            break
    title = " ".join(parts)
    return Span(start, start + len(title)) if len(title) >= 6 and norm.startswith(title, start) else None


def _lines(norm: str, start: int, line: str) -> Span | None:
    """Return the title that begins with a short line and may run over three more."""
    if len(line) < 4:
        return None
    joined, stop = line, start + len(line)
    for _ in range(4):
        if _NOT_TITLE.search(joined):
            return None
        if _TITLE_END.search(joined):
            return Span(start, stop)
        following = norm.find("\n", stop)
        after = norm.find("\n", following + 1)
        text = norm[following + 1 : len(norm) if after < 0 else after] if following >= 0 else ""
        if not text.strip() or _BODY.search(text) or len(joined) + len(text) > _LONGEST_TITLE:
            return None
        joined += text.strip()
        stop = following + 1 + len(text.rstrip())
    return None


def find_number(norm: str, title: Span | None) -> Span | None:
    """Return the document's own number: printed right under the title, or on a line of its own on top."""
    begin = title.end if title else 0
    match = NUMBER.search(norm, begin, begin + 80)
    if match and not norm[begin : match.start()].strip(" \n()-"):
        return Span(*match.span())
    for line in re.finditer(r"^[ (]*([^\n]{6,30}?)[ )]*$", norm[:400], re.MULTILINE):
        alone = NUMBER.fullmatch(line.group(1))
        if alone:
            return Span(*line.span(1))
    return None


def find_signature(norm: str) -> tuple[Span | None, date | None]:
    """Return the signature (one or more short lines above a date that stands alone) and its date."""
    for match in _SIGNED.finditer(norm):
        day = find_date(match.group(2))
        if day is None:
            continue
        begin = end = match.end(1)
        for line in reversed(list(re.finditer(r"[^\n]+", match.group(1)))):
            text = re.sub(" ", "", line.group())
            if not (_BODY_END.search(text) or (begin == end and len(text) <= 30)) or len(text) > 40 or text.endswith((":", ",")):
                break
            begin = match.start(1) + line.start() + len(line.group()) - len(line.group().lstrip())
        if begin < end:
            return Span(begin, end), day
    tail = _SIGNED_FLAT.search(norm, max(len(norm) - 300, 0))
    day = find_date(tail.group(2)) if tail else None
    return (Span(tail.start(1), tail.end(1)), day) if tail and day else (None, None)

"""The printed structure of an official document: header fields, title, headings, sentences, signature."""

import re
from itertools import zip_longest
from typing import Any

from kg import tables
from kg.model import Heading, Sentence, Span
from kg.reading.titles import find_number, find_signature, find_title

FIELDS = {row["label"]: row["property"] for row in tables.rows("header_fields.csv", ("label", "property"))}
_LABELS = "|".join(" ?".join(label) for label in sorted(FIELDS, key=lambda label: (-len(label), label)))
_FIELD = re.compile(rf"(?<![一-龥“(《])[\[【]?({_LABELS})[\]】]? ?: ?")
_FIELD_ZONE = 1500  # header fields stand on top: beyond this many characters a colon belongs to the text

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_HEADING = re.compile(
    rf"^[ #*]*(?:(?P<h0>第{_NUMERAL}[章编条节])(?=[ \n、,:])|(?P<h1>{_NUMERAL}、)|(?P<h2>\({_NUMERAL}\)[、.]?)"
    r"|(?P<h3>\d{1,2}[.、](?!\d))|(?P<h4>\(\d{1,2}\)))",
    re.MULTILINE,
)
_RUNNING = re.compile(rf"(?:^|(?<=[。;,:!? \n])){_NUMERAL}是(?![一-龥]?否)", re.MULTILINE)
_LEVELS = {"h0": 0, "h1": 1, "h2": 2, "h3": 3, "h4": 4}
_RUNNING_LEVEL = 5
_SENTENCE = re.compile(r"(?:[^。;!?\n《]+|《[^》\n]{0,200}》|《)+[。;!?]*[”’)】]*|[。;!?]+")
# Words of headings below which work is still to be done; seeds and own samples: no false hit among 212 headings.
_PLANNED = re.compile(
    r"下一?步|下一?阶段|今后|明年|来年|(?:工作|重点)(?:计划|思路|打算|安排|谋划)|(?:工作|总体|主要)目标$|努力方向"
    r"|\d{4}年(?:重点|主要)?工作(?:任务|重点|要点)|下半年"
)
_PAST = re.compile(r"完成情况|开展情况|落实情况|总结|回顾|成效|上半年")


def structure(norm: str) -> dict[str, Any]:
    """Return the structural members of a `kg.model.Document` for a normalised text, by name."""
    fields = _fields(norm)
    headings = _headings(norm)
    title = fields.get("title") or find_title(norm, _FIELD)
    signature, signed = find_signature(norm)
    sentences = _sentences(norm, headings)
    return {
        "title": title,
        "number": fields.get("docNumber") or find_number(norm, title),
        "fields": fields,
        "signature": signature,
        "signed": signed,
        "headings": tuple(headings),
        "sentences": tuple(sentences),
    }


def _fields(norm: str) -> dict[str, Span]:
    """Return the printed header fields; a field ends where the next begins or at the end of its line."""
    zone = norm[:_FIELD_ZONE]
    found = list(_FIELD.finditer(zone))
    fields: dict[str, Span] = {}
    for match, following in zip_longest(found, found[1:]):
        line_end = norm.find("\n", match.end())
        end = min(len(norm) if line_end < 0 else line_end, following.start() if following else len(norm))
        value = norm[match.end() : end].strip(" [【")
        if value and len(value) <= 120:
            begin = norm.index(value, match.end())
            fields.setdefault(FIELDS[match.group(1).replace(" ", "")], Span(begin, begin + len(value)))
    return fields


def _headings(norm: str) -> list[Heading]:
    """Return numbered headings and running 一是 二是 in textual order, with the length of what they announce."""
    headings = []
    for match in _HEADING.finditer(norm):
        group = match.lastgroup or "h1"
        number = match.group(group).rstrip("、.") if group == "h2" else match.group(group)
        number = number.replace("、", ".") if group == "h3" else number
        stop = _heading_end(norm, match.end())
        headings.append(Heading(match.start(group), stop, _LEVELS[group], number))
    headings += [Heading(m.start(), m.end(), _RUNNING_LEVEL, m.group().strip()) for m in _RUNNING.finditer(norm)]
    return sorted(headings)


def _heading_end(norm: str, begin: int) -> int:
    """Return where the heading text that starts at ``begin`` ends: its first full stop or its line's end."""
    line = norm.find("\n", begin)
    line = len(norm) if line < 0 else line
    stop = norm.find("。", begin, line)
    return line if stop < 0 else stop


def _sentences(norm: str, headings: list[Heading]) -> list[Sentence]:
    """Cut the text into sentences and give each the path of the headings it stands under."""
    cuts = iter([*headings, Heading(len(norm) + 1, len(norm) + 1, 0, "")])
    upcoming = next(cuts)
    path: list[tuple[int, str, bool]] = []
    seen: dict[tuple[str, ...], int] = {}
    sentences: list[Sentence] = []
    line_end = -1
    for match in _SENTENCE.finditer(norm):
        piece = match.group()
        begin = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if begin > line_end:  # a new paragraph ends the running 一是 … of the one before
            path = [step for step in path if step[0] != _RUNNING_LEVEL]
            line_end = norm.find("\n", begin)
            line_end = len(norm) if line_end < 0 else line_end
        while upcoming.begin < end:
            path = _descend(norm, path, upcoming, seen)
            upcoming = next(cuts)
        if begin < end:
            sentences.append(Sentence(begin, end, "".join(s[1] for s in path), any(s[2] for s in path)))
    return sentences


def _descend(
    norm: str, path: list[tuple[int, str, bool]], heading: Heading, seen: dict[tuple[str, ...], int]
) -> list[tuple[int, str, bool]]:
    """Return the path below ``heading``; a number that its parent already has gets #2, #3 …"""
    path = [step for step in path if step[0] < heading.level]
    key = (*(step[1] for step in path), heading.number)
    seen[key] = seen.get(key, 0) + 1
    number = heading.number + (f"#{seen[key]}" if seen[key] > 1 and heading.level < _RUNNING_LEVEL else "")
    words = norm[heading.begin : heading.end]
    planned = heading.level < _RUNNING_LEVEL and _PLANNED.search(words) is not None and not _PAST.search(words)
    return [*path, (heading.level, number, planned)]

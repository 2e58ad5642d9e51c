"""Labels as the page draws them: without what their surroundings say already, wrapped at word boundaries.

Widths are in em. Hanzi and full-width punctuation are 1 em; the widths of Latin letters are those of Noto Sans, rounded up,
so that a box computed here is never narrower than what a browser draws.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from kg import tables
from kg.segmentation import Segmenter
from kg.writing import pinyin

LINE = 8.5  # em; the widest line
LINES = 3
_NO_START = frozenset(",.;:!?%)]}>”’、。，；：！？）】》〉」』〕…·—~-/的")
_NO_END = frozenset("([{<“‘（【《〈「『〔#$")
_PREFIXES = frozenset("不非无未第各全大小新老我和与及并对为向以在到从按")
_CLOSERS = {"(": ")", "（": "）", "“": "”", "《": "》", "〔": "〕", "[": "]", "<": ">"}
_NARROW, _WIDE = frozenset("iljtfr.,:;!|'()[]·- "), frozenset("mwMWGOQ@%&")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_CUT = 60  # code points of a label that are worth wrapping; three lines hold at most 26 hanzi
_STEM = 3  # what is left of a shortened label has at least so many code points


def clean(text: str) -> str:
    r"""Return the text on one line, without control, format (zero-width, direction) and surrogate characters.

    >>> clean("粤\u200b省\u202e事\n(试点)")
    '粤省事 (试点)'
    """
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE)


def shorten(label: str, known: Sequence[str]) -> str:
    """Return the label without a leading name that its place on the page tells already (its region, its agency).

    >>> shorten("广州市荔湾区一件事平台", ["广州市荔湾区", "荔湾区"])
    '一件事平台'
    """
    text = clean(label)
    for name in known:
        rest = text.removeprefix(name).lstrip("的·-— ")
        if name and rest != text and len(rest) >= _STEM and not rest.startswith(tuple(_NO_START)):
            text = rest
    for name in known:
        text = text.removesuffix(f"({name})").removesuffix(f"（{name}）") or text
    return text


@cache
def _em(character: str) -> float:
    if character in "“”‘’…—·" or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.4
    if character in _WIDE:
        return 0.96
    return 0.7 if character.isupper() else 0.62 if character.isalnum() and character.isascii() else 0.8


def width(text: str) -> float:
    """Return the width of a line in em."""
    return sum(map(_em, text))


def _brands() -> list[str]:
    """Return the short names of platforms and policies, which no label should be broken within: 好差评, 放管服, 一件事."""
    columns = ("name", "aliases")
    listed = [row for table in ("platforms.csv", "policies.csv") for row in tables.rows(table, columns)]
    found = {name for row in listed for name in (row["name"], *tables.several(row["aliases"]))}
    return sorted(name for name in found if 3 <= len(name) <= 4 and min(name) > "\u2e7f")


class Names:
    """Wraps and reads labels with one segmenter (loading its dictionary takes a tenth of a second); remembers the results."""

    def __init__(self, segmenter: Segmenter | None = None) -> None:
        self._cut: Callable[[str], list[str]] = (segmenter or Segmenter(_brands())).cut
        self._known: dict[str, tuple[str, ...]] = {}
        self._read: dict[tuple[str, ...], list[str]] = {}

    def readings(self, names: tuple[str, ...]) -> list[str]:
        """Return the pinyin of an entity's names; see `kg.writing.pinyin`."""
        if names not in self._read:
            self._read[names] = pinyin.readings(names, self._cut)
        return self._read[names]

    def wrap(self, label: str) -> tuple[str, ...]:
        """Return one to three lines of at most `LINE` em; what does not fit is cut with an ellipsis.

        No line begins with closing punctuation or ends with an opening bracket; lines are as even as words allow.
        """
        if label not in self._known:
            self._known[label] = self._wrap(label)
        return self._known[label]

    def _wrap(self, label: str) -> tuple[str, ...]:
        text = clean(label)
        if width(text) <= LINE - 1.5:
            return (text or "—",)
        pieces = _pieces([part for word in self._cut(text[:_CUT]) for part in self._halves(word)])
        for count in range(2, LINES + 1):
            if lines := _even(pieces, count):
                cut = len(text) > _CUT
                return (*lines[:-1], _ellipsis(lines[-1])) if cut else lines
        return _greedy(pieces)

    def _halves(self, word: str) -> list[str]:
        """Cut a word too long for a line, near its middle, where both parts are words; else leave it whole."""
        if width(word) <= LINE - 1.5:
            return [word]
        for at in sorted(range(2, len(word) - 1), key=lambda i: abs(i - len(word) / 2)):
            if len(self._cut(word[:at])) == len(self._cut(word[at:])) == 1:
                return [word[:at], word[at:]]
        return [word]


def _pieces(words: Sequence[str]) -> list[str]:
    """Join words that must not be parted: punctuation to its left, brackets to their right, single hanzi to a neighbour."""
    pieces: list[str] = []
    for word in words:
        for part in [word[i : i + int(LINE)] for i in range(0, len(word), int(LINE))] if width(word) > LINE else [word]:
            glue = pieces and (part[0] in _NO_START or pieces[-1][-1] in _NO_END or _joined(pieces[-1], part))
            if glue and width(pieces[-1] + part) <= LINE:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces


def _joined(left: str, right: str) -> bool:
    """Return whether the right part may not start a line: a one-character suffix, or more of the same number or word."""
    if left[-1].isascii() and right[0].isascii() and not left[-1].isspace() and not right[0].isspace():
        return True
    if left in _PREFIXES or (len(right) == 1 and right not in _NO_END and right not in _PREFIXES):
        return True
    return left[-1].isdigit() and len(left) <= 5


def _even(pieces: Sequence[str], count: int) -> tuple[str, ...]:
    """Return the split into ``count`` lines with the least raggedness, or nothing if no split fits."""
    goal = sum(map(width, pieces)) / count
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {(0, 0): (0.0, ())}
    for end in range(1, len(pieces) + 1):
        for line in range(1, count + 1):
            options = []
            for start in range(end):
                text = "".join(pieces[start:end]).strip()
                if (start, line - 1) in best and text and (size := width(text)) <= LINE:
                    cost, lines = best[start, line - 1]
                    split = (3.0 if _splits_bracket(text) else 0.0) - (2.0 if text[-1] in "、,，" else 0.0)
                    short = 0.5 if line == 1 and size < goal else 0.0
                    options.append((cost + (size - goal) ** 2 + split + short, (*lines, text)))
            if options:
                best[end, line] = min(options)
    return best.get((len(pieces), count), (0.0, ()))[1]


def _splits_bracket(line: str) -> bool:
    return any(line.count(opener) != line.count(closer) for opener, closer in _CLOSERS.items())


def _greedy(pieces: Sequence[str]) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if width(lines[-1] + piece) <= LINE:
            lines[-1] += piece
        elif len(lines) == LINES:
            return (*map(str.strip, lines[:-1]), _ellipsis(lines[-1] + piece))
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines)


def _ellipsis(line: str) -> str:
    """Cut a line so that it ends in an ellipsis within the width."""
    text = line.strip()
    while width(text) > LINE - 1:
        text = text[:-1]
    return text.rstrip("".join(_NO_END | _NO_START)) + "…"

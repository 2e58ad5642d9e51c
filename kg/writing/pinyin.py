"""Pinyin of labels, for readers who search by it: syllables without tones, from which a page takes the initials itself.

Readings come from pypinyin's dictionaries, looked up by our own words: its own search for words in a text reads 广东省视频办 as
"guang dong xing shi …" and takes three times as long.
"""

import unicodedata
from collections.abc import Callable, Sequence

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

_LONGEST = 80  # code points; nobody types the rest
_PHRASE = 6


def syllables(text: str, cut: Callable[[str], list[str]]) -> str:
    """Return the lower-case syllables of the hanzi in a text, joined by spaces, other characters as they are.

    ``cut`` parts the text into words, within which the longest known phrases are read as such.

    >>> syllables("广东省银行12345", lambda text: [text[:3], text[3:]])
    'guang dong sheng yin hang 12345'
    """
    found: list[str] = []
    for word in cut(text[:_LONGEST]):
        at = 0
        while at < len(word):
            size = next((n for n in range(min(_PHRASE, len(word) - at), 1, -1) if word[at : at + n] in PHRASES_DICT), 1)
            part = word[at : at + size]
            if size > 1:
                found += [_plain(readings[0]) for readings in PHRASES_DICT[part]]
            elif ord(part) in PINYIN_DICT:
                found.append(_plain(PINYIN_DICT[ord(part)].split(",")[0]))
            else:
                joined = found and not found[-1][-1:].isspace() and at and ord(word[at - 1]) not in PINYIN_DICT
                found[-1:] = [found[-1] + part.lower()] if joined else [*found[-1:], part.lower()]
            at += size
    return " ".join(" ".join(found).split())


def _plain(syllable: str) -> str:
    """Drop the tone; ü is typed as v."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c))


def readings(names: Sequence[str], cut: Callable[[str], list[str]]) -> list[str]:
    """Return the different readings of an entity's names that hold hanzi, in order."""
    found = dict.fromkeys(syllables(name, cut) for name in names if any(c > "\u2e7f" for c in name))
    return list(found)

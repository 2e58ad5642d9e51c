"""Pinyin of labels, for readers who search by it: syllables without tones, from which a page takes the initials itself."""

from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_LONGEST = 80  # code points; nobody types the rest


@lru_cache(maxsize=20_000)  # a name stands on several pages of a large graph
def syllables(text: str) -> str:
    """Return the lower-case syllables of the hanzi in a text, joined by spaces, other characters as they are.

    >>> syllables("粤省事"), syllables("12345热线")
    ('yue sheng shi', '12345 re xian')
    """
    words = lazy_pinyin(text[:_LONGEST], style=Style.NORMAL, errors=_as_is)  # type: ignore[arg-type]
    return " ".join(words)


def _as_is(rest: str) -> list[str]:
    """Return the words of what is no hanzi; pypinyin takes a list as several syllables, which its types do not say."""
    return rest.lower().split()


def readings(names: Iterable[str]) -> list[str]:
    """Return the different readings of an entity's names that hold hanzi, in order."""
    found = dict.fromkeys(syllables(name) for name in names if any(c > "\u2e7f" for c in name))
    return list(found)

"""The one door to word segmentation: jieba's algorithm and dictionary, through its Rust port where that has a wheel.

rjieba cuts 22 MB/s where jieba cuts 1.0 (measured side by side on the law corpus) and its instances do not share user
words; the cuts agree on 99.6 % of the spans. jieba itself is told its words in a tokenizer of its own, never in the
process-wide one.
"""

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import accumulate

# Frequency given to user words: that of a common word, so that a listed name wins over its parts
_FREQUENCY = 20000


class Segmenter:
    """Cuts normalised text into words, with the gazetteer's names as words of their own.

    ``engine`` is ``"rjieba"``, ``"jieba"`` or empty for the best at hand.
    """

    def __init__(self, words: Iterable[str] = (), engine: str = "") -> None:
        self.engine = engine or ("rjieba" if find_spec("rjieba") else "jieba")
        self._cut = _rust(words) if self.engine == "rjieba" else _python(words)

    def cut(self, text: str) -> list[str]:
        """Return the words of the text; joined they are the text."""
        return self._cut(text)

    def edges(self, text: str) -> frozenset[int]:
        """Return the positions at which a word of the text begins or ends, 0 and the text's length included."""
        return frozenset(accumulate(map(len, self._cut(text)), initial=0))


def _rust(words: Iterable[str]) -> Callable[[str], list[str]]:
    import rjieba

    tokenizer = rjieba.Jieba()
    for word in words:
        tokenizer.add_word(word, _FREQUENCY, "nz")

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text))

    return cut


def _python(words: Iterable[str]) -> Callable[[str], list[str]]:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for word in words:
        tokenizer.add_word(word, _FREQUENCY, "nz")

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text))

    return cut

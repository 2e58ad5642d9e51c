"""The text as patterns read it: every outer name one sign for its class."""

from bisect import bisect_right

from kg.model import Mention
from kg.patterns import SIGNS


class Masked:
    """A masked text. ``text`` is the result; ``index`` the positions in the mention list of the outer mentions, in order."""

    def __init__(self, norm: str, mentions: list[Mention]) -> None:
        self.index = [i for i, m in enumerate(mentions) if not m.inside]
        self._mentions = mentions
        pieces: list[str] = []
        self._starts: list[int] = []  # positions of the signs in the masked text
        self._shifts: list[int] = []  # what is to be added behind each sign to get back to the original
        position = length = 0
        for i in self.index:
            mention = mentions[i]
            gap = norm[position : mention.begin]
            pieces += (gap, SIGNS[mention.type])
            length += len(gap)
            self._starts.append(length)
            length += 1
            position = mention.end
            self._shifts.append(position - length)
        pieces.append(norm[position:])
        self.text = "".join(pieces)

    def original(self, position: int) -> int:
        """Return the offset in the text of a position in the masked text (of a sign: where its name begins)."""
        i = bisect_right(self._starts, position) - 1
        if i < 0:
            return position
        if self._starts[i] == position:
            return self._mentions[self.index[i]].begin
        return position + self._shifts[i]

    def within(self, begin: int, end: int) -> list[int]:
        """Return the positions in the mention list of the names whose signs stand in this stretch of the masked text."""
        return self.index[bisect_right(self._starts, begin - 1) : bisect_right(self._starts, end - 1)]

    def type(self, i: int) -> str:
        """Return the class of a mention by its position in the mention list."""
        return self._mentions[i].type

    def begin(self, i: int) -> int:
        """Return the offset in the text at which a mention begins, by its position in the mention list."""
        return self._mentions[i].begin

    def end(self, position: int) -> int:
        """Return the offset in the text at which a stretch of the masked text that ends at ``position`` ends."""
        i = bisect_right(self._starts, position - 1) - 1
        if i >= 0 and self._starts[i] == position - 1:
            return self._mentions[self.index[i]].end
        return position + (self._shifts[i] if i >= 0 else 0)

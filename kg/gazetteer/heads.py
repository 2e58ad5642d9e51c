"""Head nouns that end a name and tell its type, and the words that cannot stand inside or at the edge of one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg import tables


class Head(NamedTuple):
    """A head noun: ``quoted`` if “X” + head is a name, ``bare`` if modifier + head is one; ``need`` names a condition."""

    word: str
    type: str
    kind: str
    quoted: bool
    bare: bool
    need: str


class Heads:
    """Head nouns by word; one word may end names of several types, told apart by quotes and conditions."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.quoted: dict[str, list[Head]] = defaultdict(list)
        self.bare: dict[str, list[Head]] = defaultdict(list)
        for row in rows:
            kind = f"{row['type'].lower()}-{row['kind']}" if row["kind"] else ""
            head = Head(row["head"], row["type"], kind, bool(row["quoted"]), bool(row["bare"]), row["need"])
            if head.quoted:
                self.quoted[head.word].append(head)
            if head.bare:
                self.bare[head.word].append(head)
        self.after_quote = re.compile("|".join(map(re.escape, _longest(self.quoted))))
        self.bare_pattern = re.compile("|".join(map(re.escape, _longest(self.bare))))
        boundaries = list(tables.rows("boundaries.csv", ("word", "where")))
        self.breaking = frozenset(b["word"] for b in boundaries if b["where"] == "any")
        self.breakers = re.compile("|".join(map(re.escape, _longest(self.breaking))))
        self.leading = frozenset(b["word"] for b in boundaries if b["where"] == "lead")
        self.weak = re.compile("|".join(map(re.escape, _longest(b["word"] for b in boundaries if b["where"] == "weak"))))
        self.generic = frozenset(row["text"] for row in tables.rows("generics.csv", ("text",)))

    @classmethod
    def load(cls) -> "Heads":
        """Return the head nouns of ``data/heads.csv``."""
        return cls(tables.rows("heads.csv", ("head", "type", "kind", "quoted", "bare", "need")))


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda w: (-len(w), w))

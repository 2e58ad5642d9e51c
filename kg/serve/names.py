"""Names of entities, found as they are typed: as written, by alias, by pinyin and by its initials.

All names of all entities stand in one string, which is searched: 50,000 entities take some milliseconds.
"""

import asyncio
import json
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from kg.iri import NAMESPACES
from kg.segmentation import Segmenter
from kg.serve import wire
from kg.serve.answering import ask
from kg.serve.service import Service
from kg.writing import pinyin

_DROPPED = re.compile(r"[\s\"'“”‘’《》〈〉()()·.\x1e\x1f-]")
_LABELS = f"""SELECT ?e ?p ?name {{ VALUES ?p {{ <{NAMESPACES["rdfs"]}label> <{NAMESPACES["skos"]}altLabel> }}
  ?e ?p ?name FILTER (ISIRI(?e) && STRSTARTS(STR(?e), %s)) }}"""
_FIELD, _LINE = "\x1f", "\x1e"  # before each name, and before each entity
_HITS = 400  # entities looked at before the best are taken
_SECONDS = 60.0


class Named(NamedTuple):
    """An entity: its IRI, label and other names."""

    iri: str
    label: str
    aliases: tuple[str, ...]


def fold(text: str) -> str:
    """Return a name without what people type differently: case, width, spaces, quotes and brackets."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a graph; ``text`` holds a line for each entity, which begins at its place in ``starts``."""

    entities: list[Named]
    text: str
    starts: list[int]

    @classmethod
    def of(cls, entities: list[Named]) -> "Names":
        """Return the index of some entities."""
        cut = Segmenter().cut
        lines = [_LINE + "".join(_FIELD + key for key in _keys(entity, cut)) + _FIELD for entity in entities]
        return cls(entities, "".join(lines), list(accumulate(map(len, lines), initial=0))[:-1])

    def find(self, typed: str, most: int = 20) -> list[Named]:
        """Return the entities that a text names best, at most so many: whole names first, then beginnings, then parts."""
        wanted = fold(typed)
        if not wanted:
            return []
        ranked: dict[int, int] = {}
        for rank, pattern in enumerate((_FIELD + wanted + _FIELD, _FIELD + wanted, wanted)):
            for place in self._lines(pattern):
                ranked.setdefault(place, rank)
        best = sorted(ranked, key=lambda i: (ranked[i], len(self.entities[i].label), self.entities[i]))
        return [self.entities[i] for i in best[:most]]

    def _lines(self, pattern: str) -> list[int]:
        found: list[int] = []
        at = self.text.find(pattern)
        while at >= 0 and len(found) < _HITS:
            found.append(bisect_right(self.starts, at) - 1)
            at = self.text.find(pattern, self.text.find(_LINE, at + 1)) if self.text.find(_LINE, at + 1) >= 0 else -1
        return found


def _keys(entity: Named, cut: Callable[[str], list[str]]) -> list[str]:
    names = (entity.label, *entity.aliases)
    readings = pinyin.readings(names, cut)
    initials = ["".join(part[0] if part[:1].isascii() and part[:1].isalpha() else part for part in r.split()) for r in readings]
    return list(dict.fromkeys(map(fold, (*names, *readings, *initials))))


async def index(service: Service) -> Names:
    """Read the names of a graph's entities.

    :raises Refusal: 503 if that takes a minute.
    """
    base = json.dumps(service.settings.base)
    job = wire.Job(_LABELS % base, accept="application/sparql-results+json", seconds=_SECONDS)
    reply = await ask(service.pool, job)
    return await asyncio.to_thread(_read, reply.text())


def _read(text: str) -> Names:
    names: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for row in json.loads(text)["results"]["bindings"]:
        names[row["e"]["value"]].append((row["p"]["value"].endswith("altLabel"), row["name"]["value"]))
    entities = []
    for iri in sorted(names):
        label, *aliases = (name for _, name in sorted(names[iri]))
        entities.append(Named(iri, label, tuple(aliases)))
    return Names.of(entities)

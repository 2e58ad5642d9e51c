"""Scoring: precision and recall of a graph against a gold set, in all over the documents of the set.

==========  ===========================================================================================================
names       distinct (class, surface) pairs that a document mentions: what recognition finds
entities    distinct (class, canonical name) pairs: recognition and resolution of 我局, 区财政局, 市委 …
deictic     recall on entities that every gold surface names relatively (我局, 区委, 全市 …): resolution alone
relations   distinct (subject, predicate, object) on canonical names; a superproperty gets no credit
implicit    recall on the gold relations of each document's most frequent subject, which sentences rarely name
values      (value, unit, comparator) of every quantity stated, counted
observed    the same with the subject's canonical name
==========  ===========================================================================================================
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePath
from typing import NamedTuple

from kg.errors import DataError
from kg.score import gold as gold_sets
from kg.score import graphs
from kg.score.facts import Facts, Name, Triple

__all__ = ["LEVELS", "Band", "Counts", "Scores", "score"]

LEVELS = ("names", "entities", "relations", "values", "observed", "deictic", "implicit")
RECALL_ONLY = ("deictic", "implicit")
# Surfaces that mean something only beside their document: 我局, 区委, 市政府, and departments with a bare level (区财政局)
_RELATIVE = re.compile(
    r"(我|本|全|该|贵)?(局|区|市|县|省|办|委|中心|单位|处)|(区|市|县|省|旗|州)(委|政府|局|府)"
    r"|[区市县省州旗].{1,12}(局|委|办|厅|院|中心|政府|部|组)"
)


@dataclass(slots=True)
class Counts:
    """How many were found and are in the gold set, were found, and are in the gold set."""

    hit: int = 0
    found: int = 0
    gold: int = 0

    def add(self, hit: int, found: int, gold: int) -> None:
        """Add the counts of one document."""
        self.hit, self.found, self.gold = self.hit + hit, self.found + found, self.gold + gold

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 if nothing was found."""
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold set that was found; 0 if it is empty."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hit / (self.found + self.gold) if self.hit else 0.0


class Band(NamedTuple):
    """Statements whose confidence lies between ``low`` and ``high`` (tenths), and how many of them the gold set has."""

    low: Decimal
    high: Decimal
    statements: int
    right: int


@dataclass(slots=True)
class Scores:
    """Counts by level and by class or predicate (``gk:…``), errors by level, bands of confidence, gold documents not found."""

    levels: dict[str, Counts] = field(default_factory=lambda: {level: Counts() for level in LEVELS})
    types: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    bands: list[Band] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def score(graph: Path | str, gold: Path | str, docs: str = "") -> Scores:
    """Return the scores of a graph file against a gold folder, on the documents whose key contains ``docs``.

    :raises GraphError: if the graph cannot be read.
    :raises DataError: if the gold set is malformed, or has no such document.
    """
    wanted = {doc: facts for doc, facts in gold_sets.read(Path(gold)).items() if docs in doc}
    if not wanted:
        raise DataError(gold, f"no document with {docs!r} in its name" if docs else "no documents", "check --docs and the tables")
    built = graphs.read(Path(graph))
    scores = Scores()
    bands: dict[Decimal, Counter[bool]] = defaultdict(Counter)
    for doc, right in sorted(wanted.items()):
        files = sorted(file for file in built if PurePath(file).name.startswith(doc))
        found = built[files[0]] if files else Facts()
        if not files:
            scores.missing.append(doc)
        _levels(scores, doc, right, found)
        _types(scores, right, found)
        for stated, confidence in found.statements:
            bands[_band(confidence)][stated in right.relations] += 1
    scores.bands = [Band(low, low + _TENTH, n.total(), n[True]) for low, n in sorted(bands.items())]
    for lines in scores.errors.values():
        lines.sort()
    return scores


def _levels(scores: Scores, doc: str, right: Facts, found: Facts) -> None:
    for level in ("names", "entities", "relations"):
        wanted, got = getattr(right, level), getattr(found, level)
        scores.levels[level].add(len(wanted & got), len(got), len(wanted))
        _wrong(scores, level, doc, wanted - got, got - wanted)
    for level in ("values", "observed"):
        counted, read = getattr(right, level), getattr(found, level)
        scores.levels[level].add((counted & read).total(), read.total(), counted.total())
        _wrong(scores, level, doc, set(counted - read), set(read - counted))
    relative = {e for e, surfaces in right.surfaces.items() if all(map(_RELATIVE.fullmatch, surfaces))}
    scores.levels["deictic"].add(len(relative & found.entities), 0, len(relative))
    subjects = Counter(subject for subject, _, _ in right.relations)
    main = max(sorted(subjects), key=lambda s: subjects[s], default="")
    implicit = {r for r in right.relations if r[0] == main}
    scores.levels["implicit"].add(len(implicit & found.relations), 0, len(implicit))


def _wrong(scores: Scores, level: str, doc: str, missed: set[tuple[str, ...]], extra: set[tuple[str, ...]]) -> None:
    for word, facts in (("missed", missed), ("extra ", extra)):
        scores.errors[level] += (f"{word}  {doc}  {' · '.join(fact)}" for fact in facts)


def _types(scores: Scores, right: Facts, found: Facts) -> None:
    def tally(wanted: set[Name] | set[Triple], got: set[Name] | set[Triple], place: int, prefix: str) -> None:
        counts = [Counter(fact[place] for fact in facts) for facts in (wanted & got, got, wanted)]
        for name in counts[1] | counts[2]:
            scores.types[prefix + name].add(*(n[name] for n in counts))

    tally(right.entities, found.entities, 0, "")
    tally(right.relations, found.relations, 1, "gk:")


_TENTH = Decimal("0.1")


def _band(confidence: Decimal) -> Decimal:
    """Return the lower end of the band of a confidence; 1 belongs to the band that ends there."""
    return min(confidence // _TENTH * _TENTH, 1 - _TENTH)

"""The gazetteer: all that ``data/`` knows about names, checked against the ontology and compiled for one pass over a text."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import tables
from kg.gazetteer.departments import LEVEL_CHARS, Compositions, Departments
from kg.gazetteer.heads import Heads
from kg.gazetteer.named import Entry
from kg.gazetteer.named import load as load_entries
from kg.gazetteer.regions import Regions, Towns, load_areas
from kg.normalise import QUOTES, normalise
from kg.segmentation import Segmenter

# Longest name given to the segmenter as one word: longer ones would hide the words inside from the rules
_LONGEST_WORD = 6


class Gazetteer:
    """Names by kind of table, and automata that find them (see `kg.names.scan`)."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.regions = Regions.load()
        self.towns = Towns.load()
        self.areas = load_areas()
        self.departments = Departments.load()
        self.compositions = Compositions.load()
        self.heads = Heads.load()
        self.stops = frozenset(row["short"] for row in tables.rows("region_stops.csv", ("short",)))
        self.slogans = frozenset(bare(row["text"]) for row in tables.rows("slogans.csv", ("text",)))
        codes = (row["code"] for row in tables.rows("agency_codes.csv", ("code", "issuer", "level")))
        self.code_heads = frozenset(code[:n] for code in codes for n in range(2, len(code) + 1))
        named: dict[str, list[Entry]] = defaultdict(list)
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.by_name[entry.name].append(entry)
            for surface in entry.surfaces:
                named[bare(surface)].append(entry)
        self.named: dict[str, tuple[Entry, ...]] = {surface: tuple(found) for surface, found in named.items()}
        self.region_forms = [f for f in (*self.regions.forms, *self.areas) if len(f) > 1]
        self.region_automaton = _automaton(self.region_forms)
        self.region_overlaps = AhoCorasick(self.region_forms, matchkind=MatchKind.Standard)
        self.department_forms = list(self.departments.forms)
        self.department_automaton = _automaton(self.department_forms)
        # titles of documents are looked up in 《》, only the forms used without 《》 (aliases) are searched for
        self.named_forms = [s for s, found in self.named.items() if any(_searched(s, entry) for entry in found)]
        self.named_automaton = _automaton(self.named_forms)
        self.segmenter = Segmenter(self._words())

    def _words(self) -> list[str]:
        """Return the words that the segmenter must keep whole, sorted."""
        short = {s for s in self.named_forms if 2 <= len(s) <= _LONGEST_WORD and s.isalnum() and not s.isascii()}
        tails = [tail for tail in self.compositions.of_region if len(tail) <= 2]
        composed = {level + tail for level in LEVEL_CHARS for tail in tails}
        return sorted(short | composed | {f for f in self.department_forms if len(f) <= _LONGEST_WORD})


@cache
def load(extra: tuple[Path, ...] = ()) -> Gazetteer:
    """Return the gazetteer of ``data/`` with the user's files ``extra``, compiled once a process.

    :raises DataError: if a table breaks its rules; the message names file and row.
    """
    return Gazetteer(load_entries(extra))


def bare(text: str) -> str:
    """Return normalised text without quotes, the form in which names are looked up."""
    return normalise(text).translate(QUOTES)


def _searched(surface: str, entry: Entry) -> bool:
    return not (entry.type in {"Document", "Legislation"} and surface == bare(entry.name) and surface not in _SHORT_LAWS)


# Full titles that texts also print without 《》
_SHORT_LAWS = frozenset({"优化营商环境条例"})


def _automaton(patterns: list[str]) -> AhoCorasick:
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest)

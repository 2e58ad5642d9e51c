"""Standard departments and how Party and mass bodies are named: from short form to full name, by level, place and year."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg import tables
from kg.gazetteer.regions import Region

# Level words in names, by the rank of the division: 省级 1, 地级 2, 县级 3, 乡级 4
LEVEL_CHARS = "省市区县州盟旗镇乡"
_LEVEL_NAMES = {"state": 0, "province": 1, "prefecture": 2, "county": 3, "town": 4}
_NOW = (9999, 12)


class Department(NamedTuple):
    """A body that exists in every region: ``name`` is its full name without the region; ``ranks`` the levels that have it."""

    name: str
    type: str
    ranks: frozenset[int]
    regions: tuple[str, ...]
    start: tuple[int, int]
    end: tuple[int, int]
    successor: str


class Composition(NamedTuple):
    """How a body is named from its region ({R}, short {r}) or its agency ({A}): ``pattern`` for the surface
    that ends in ``short``."""

    short: str
    pattern: str
    type: str


class Departments:
    """Departments by every form of their names."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        forms: dict[str, list[Department]] = defaultdict(list)
        for row in rows:
            for form, department in _forms(row):
                if department not in forms[form]:
                    forms[form].append(department)
        self.forms: dict[str, tuple[Department, ...]] = {form: tuple(found) for form, found in forms.items()}

    @classmethod
    def load(cls) -> "Departments":
        """Return the departments of ``data/departments.csv``."""
        return cls(tables.rows("departments.csv", ("name", "short", "levels", "type", "from", "to", "successor", "regions")))

    def expand(self, form: str, region: Region | None, date: str = "") -> Department | None:
        """Return the department that a form means in a region at an ISO date, or None if no row fits the level.

        A row valid at the date goes before others, then the region's own before the nationwide one, then a full name before a
        short form. A full name that no row explains better means itself.
        """
        rows = self.forms.get(form, ())
        found = [d for d in rows if region is None or (region.rank in d.ranks and _covers(d, region))]
        if not found:
            return next((d for d in rows if d.name == form), None)
        when = (int(date[:4]), int(date[5:7] or 6)) if date else _NOW
        code = region.code if region is not None else ""

        def fitness(department: Department) -> tuple[bool, int, bool, tuple[int, int], str]:
            local = max((len(p) for p in department.regions if code.startswith(p)), default=0)
            return (department.start <= when <= department.end, local, department.name == form, department.start, department.name)

        return max(found, key=fitness)


def _covers(department: Department, region: Region) -> bool:
    return not department.regions or any(region.code.startswith(prefix) for prefix in department.regions)


def _forms(row: dict[str, str]) -> Iterable[tuple[str, Department]]:
    """Yield each form of a row's name with its department; {L} is filled with every level word."""
    ranks = frozenset(_LEVEL_NAMES[level] for level in tables.several(row["levels"]))
    period = (_month(row["from"], (0, 0)), _month(row["to"], _NOW))
    regions = tuple(tables.several(row["regions"]))
    for word in LEVEL_CHARS if "{L}" in row["name"] else ("",):
        name, successor = row["name"].replace("{L}", word), row["successor"].replace("{L}", word)
        department = Department(name, row["type"], ranks, regions, *period, successor)
        for form in (name, *tables.several(row["short"])):
            yield form.replace("{L}", word), department


def _month(cell: str, default: tuple[int, int]) -> tuple[int, int]:
    if not cell:
        return default
    year, _, month = cell.partition("-")
    return int(year), int(month or (1 if default == (0, 0) else 12))


class Compositions:
    """The tails of composed names: after a level word or region (委政法委, 人民政府 …) and after an agency (党组 …)."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.of_region: dict[str, Composition] = {}
        self.of_agency: dict[str, Composition] = {}
        self.before: dict[tuple[str, str], Composition] = {}
        for row in rows:
            short, composition = row["short"], Composition(row["short"], row["pattern"], row["type"])
            if short.startswith("{A}"):
                self.of_agency[short[3:]] = composition
            elif short.startswith("{L}"):
                self.of_region[short[3:]] = composition
            else:
                head, _, tail = short.partition("{L}")
                self.before[head, tail] = composition
        self.heads = re.compile(_alternatives({head for head, _ in self.before}))
        self.tails = re.compile(_alternatives({tail for _, tail in self.before}))
        # the look-behind keeps the automaton at the rare character that ends a level word
        self.after_level = re.compile(f"(?<=[{LEVEL_CHARS}道])(?:{_alternatives(self.of_region)})")
        self.agency_tail = re.compile(_alternatives(self.of_agency))

    @classmethod
    def load(cls) -> "Compositions":
        """Return the templates of ``data/compositions.csv``."""
        return cls(tables.rows("compositions.csv", ("short", "pattern", "type")))


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))

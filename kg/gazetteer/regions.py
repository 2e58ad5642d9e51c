"""Administrative divisions (GB/T 2260) with their years, parents and forms, and the wider areas beside them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from kg import tables
from kg.errors import DataError

NATION = "100000"
LEVELS = ("National", "Provincial", "Prefecture", "County", "Township", "Village")
_MUNICIPALITIES = ("11", "12", "31", "50")  # their districts stand directly below a province-level city
_NOW = 9999


class Region(NamedTuple):
    """A division as it was named in the years ``start`` to ``end`` (0 and 9999 when open). ``label`` is the canonical name:
    the prefecture's name goes before a county's, a province's only before the districts of a municipality."""

    code: str
    name: str
    shorts: tuple[str, ...]
    signs: tuple[str, ...]
    parent: str
    level: str
    start: int
    end: int
    label: str
    local: str  # last part of its IRI

    @property
    def rank(self) -> int:
        """0 for the nation to 3 for a county, 4 for a town."""
        return LEVELS.index(self.level)


class Area(NamedTuple):
    """A wider area, new area or development zone; ``members`` are codes of divisions it lies in or covers."""

    name: str
    kind: str
    members: tuple[str, ...]


class Regions:
    """All divisions and areas, found by code, by name or by short form."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        drafts = [_draft(row) for row in rows]
        current: dict[str, Region] = {}
        for draft in sorted(drafts, key=lambda r: (r.code, r.start)):
            current[draft.code] = draft
        by_code: dict[str, list[Region]] = defaultdict(list)
        for draft in drafts:
            by_code[draft.code].append(draft)
        self.all = tuple(_finish(draft, by_code, current) for draft in drafts)
        self.current = {r.code: r for r in sorted(self.all, key=lambda r: r.start)}
        forms: dict[str, list[Region]] = defaultdict(list)
        for region, row in zip(self.all, drafts, strict=True):
            for form in dict.fromkeys((region.name, *row.shorts)):
                forms[form].append(region)
        self.forms: dict[str, tuple[Region, ...]] = {form: tuple(found) for form, found in forms.items()}

    @classmethod
    def load(cls) -> "Regions":
        """Return the divisions of ``data/regions.csv``."""
        columns = ("code", "name", "short", "sign", "parent", "level", "from", "to", "aliases")
        return cls(tables.rows("regions.csv", columns))

    @cached_property
    def nation(self) -> Region:
        """The country itself."""
        return self.current[NATION]

    @cached_property
    def by_label(self) -> dict[str, Region]:
        """Canonical name -> division, the latest where two share it."""
        return {r.label: r for r in sorted(self.all, key=lambda r: (r.end, r.code))}

    def parent(self, region: Region) -> Region | None:
        """Return the division directly above, or None for the nation."""
        return self.current.get(region.parent)

    def chain(self, region: Region) -> tuple[Region, ...]:
        """Return the division and all above it, itself first."""
        found = [region]
        while (above := self.parent(found[-1])) is not None and len(found) < len(LEVELS):
            found.append(above)
        return tuple(found)

    def at(self, region: Region, level: str) -> Region | None:
        """Return the division of this level that the region lies in (or is), or None.

        A municipality counts as the prefecture above its districts, and as itself for 市.
        """
        for above in self.chain(region):
            if above.level == level:
                return above
        if level == "Prefecture":
            top = self.at(region, "Provincial")
            return top if top is not None and top.code[:2] in _MUNICIPALITIES else None
        return None

    def within(self, inner: Region, outer: Region) -> bool:
        """Return whether ``inner`` is ``outer`` or lies in it."""
        return any(above.code == outer.code for above in self.chain(inner))

    def candidates(self, form: str, year: int = 0) -> tuple[Region, ...]:
        """Return the divisions this name or short form can mean, those of the year first choice, one for each code."""
        found = self.forms.get(form, ())
        valid = [r for r in found if (r.start <= year if year else True) and r.end >= (year or _NOW)]
        chosen = valid or [max(found, key=lambda r: (r.end, r.code))] if found else []
        latest = {r.code: r for r in sorted(chosen, key=lambda r: r.start)}
        return tuple(latest[code] for code in sorted(latest))

    def choose(self, form: str, home: Region | None, year: int = 0) -> tuple[Region | None, tuple[Region, ...]]:
        """Return the division that a form means for a reader in ``home``, or None, and all candidates.

        Nearest first: home and what is above it, what lies in home, in its prefecture, in its province; then a name that only
        one division of the country has, a higher level before a lower one.
        """
        found = self.candidates(form, year)
        if len(found) <= 1:
            return (found[0] if found else None), found
        if home is not None:
            for scope in self.chain(home)[:-1]:
                near = [r for r in found if self.within(r, scope) or self.within(scope, r)]
                if len(near) == 1:
                    return near[0], found
                if near:
                    found = tuple(near)
                    break
        top = min(r.rank for r in found)
        highest = [r for r in found if r.rank == top]
        return (highest[0] if len(highest) == 1 and top < LEVELS.index("County") else None), found


def _draft(row: dict[str, str]) -> Region:
    """Return the region of a row; its shorts still hold the aliases, its label is its name."""
    if row["level"] not in LEVELS:
        raise DataError(f"regions.csv: {row['code']}", f"unknown level {row['level']}", f"use one of {' '.join(LEVELS)}")
    shorts = tuple(tables.several(row["short"]) + tables.several(row["aliases"]))
    years = (int(row["from"] or 0), int(row["to"] or _NOW))
    signs = tuple(tables.several(row["sign"]))
    return Region(row["code"], row["name"], shorts, signs, row["parent"], row["level"], *years, row["name"], row["code"])


def _finish(draft: Region, by_code: dict[str, list[Region]], current: dict[str, Region]) -> Region:
    """Return the region with its canonical name and the last part of its IRI (the code, with the name if it is a former one)."""
    label = draft.name
    if draft.level == "County":
        above = [r for r in by_code.get(draft.parent, ()) if r.start <= draft.end and draft.start <= r.end]
        parent = above[-1] if above else current.get(draft.parent)
        if parent is not None and (parent.level == "Prefecture" or parent.code[:2] in _MUNICIPALITIES):
            label = parent.name + draft.name
    latest = current[draft.code] is draft
    return draft._replace(label=label, local=draft.code if latest else f"{draft.code}-{draft.name}")


class Towns:
    """Township-level units by county; a name is only resolved within a county or prefecture that the text is about."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self.by_county: dict[str, frozenset[str]] = {r["county"]: frozenset(tables.several(r["towns"])) for r in rows}
        self.counties: dict[str, list[str]] = defaultdict(list)
        for county, towns in self.by_county.items():
            for town in towns:
                self.counties[town].append(county)

    @classmethod
    def load(cls) -> "Towns":
        """Return the units of ``data/towns.csv``."""
        return cls(tables.rows("towns.csv", ("county", "towns")))

    def within(self, name: str, county: Region | None, regions: Regions) -> Region | None:
        """Return the town of this name for a text of a county, or the only one of the country."""
        found = self.choose(name, county, regions)
        if found is not None or name not in self.counties:
            return found
        if county is not None and county.level == "County":
            return town(county, name)
        only = [regions.current[c] for c in self.counties[name] if c in regions.current]
        return town(only[0], name) if len(only) == 1 else None

    def choose(self, name: str, home: Region | None, regions: Regions) -> Region | None:
        """Return the town of this name in home's county, else the only one in its prefecture, else None."""
        if home is None or name not in self.counties:
            return None
        counties = [regions.current[c] for c in self.counties[name] if c in regions.current]
        for scope in regions.chain(home):
            near = [county for county in counties if regions.within(county, scope)]
            if len(near) == 1:
                return town(near[0], name)
            if near or scope.rank <= 2:
                return None
        return None


def town(county: Region, name: str) -> Region:
    """Return the township-level unit ``name`` of a county."""
    return Region("", name, (), (), county.code, "Township", 0, _NOW, county.label + name, f"{county.local}-{name}")


def load_areas() -> dict[str, Area]:
    """Return the wider areas of ``data/areas.csv`` by every form of their names that may be read in any text."""
    areas: dict[str, Area] = {}
    for row in tables.rows("areas.csv", ("name", "aliases", "kind", "members", "context")):
        area = Area(row["name"], row["kind"], tuple(tables.several(row["members"])))
        forms = [area.name, *tables.several(row["aliases"])]
        if row["context"]:  # 东部, 西北: directions more often than areas
            forms = [form for form in forms if len(form) > 2]
        areas.update(dict.fromkeys(forms, area))
    return areas

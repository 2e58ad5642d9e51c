"""From a mention to its entity: one method for each way in which a finder says that a name is to be resolved."""

import re
from collections.abc import Callable

from kg.gazetteer import Gazetteer
from kg.gazetteer.departments import Composition
from kg.gazetteer.named import POLICY_TAIL as _POLICY_TAIL
from kg.gazetteer.named import Entry
from kg.gazetteer.regions import NATION, Region, town
from kg.model import Document, Entity, Hint, Mention, Unresolved
from kg.names.agencies import PLACE_BOUND, SPECIAL_REGIONS
from kg.resolve.canonical import composed_label, document_label, plain, report_label
from kg.resolve.context import Context, region_of
from kg.resolve.registry import Registry

_LEVEL_OF = {
    "国": "National",
    "省": "Provincial",
    "自治区": "Provincial",
    "市": "Prefecture",
    "州": "Prefecture",
    "自治州": "Prefecture",
    "盟": "Prefecture",
}
_COUNTY_WORDS = ("区", "县", "旗", "市")
_HOLDERS = {"Platform", "Site", "PublicInstitution"}
_BODIES = {"Agency", "PartyOrgan", "LeadingGroup", "PublicInstitution"}
# Bodies that only zones and new areas have: in the paper of a division they are another's
_OF_ZONES = {"管委会", "管理委员会"}
_SUFFIXES = frozenset("省市区县州盟旗")
_ABBREVIATED = 4  # characters of the longest abbreviated office in the gold of the seeds (工改办, 创文办)
# Zones by which a text calls its own region (自治区, 自治州 are levels)
_ZONE_WORDS = {"新区", "开发区", "高新区", "经开区", "示范区", "合作区", "实验区", "度假区", "风景区", "管理区", "保税区"}


class Namer:
    """Resolves the mentions of one document; ``unresolved`` collects what its text does not settle."""

    def __init__(
        self, document: Document, mentions: list[Mention], context: Context, gazetteer: Gazetteer, registry: Registry
    ) -> None:
        self.document, self.context, self.gazetteer, self.registry = document, context, gazetteer, registry
        self.year = int((context.period[1] or context.day or "0")[:4])
        self.home = context.home
        self.unresolved: list[Unresolved] = []
        self.full_names = self._full_names(mentions)
        self.issuers: tuple[Entity, ...] = ()
        self.holder: tuple[int, Entity] | None = None  # the last hall, institution or platform named: where a window stands
        self.before: dict[int, Entity] = {}  # position -> the body named right before it
        self._by_begin = {m.begin: m for m in mentions if not m.inside}
        self._ways: dict[str, Callable[[Mention, Hint], Entity | None]] = {
            "alias": self._alias, "code": self._code, "before-region": self._before_region, "composed": self._composed, "department": self._department, "named": self._named,
            "number": self._number, "of-agency": self._of_agency, "of-region": self._of_region, "own-agency": self._own_agency,
            "own-document": self._own_document, "session": self._session, "printed": self._printed, "unit": self._unit, "own-region": self._own_region, "region": self._region, "title": self._title,
            "town": self._town, "branch": self._branch, "line": self._line, "version": self._version, "zone": self._zone,
        }  # fmt: skip
        self.issuers = tuple(dict.fromkeys(e for m in context.issuers if (e := self.entity(m)) is not None))
        label = report_label(document, context, self.issuers[0].label if self.issuers else "", self.home, gazetteer)
        self.report = registry.entity("Report", label, region=self.home)

    def entity(self, mention: Mention) -> Entity | None:
        """Return the entity that a mention means, or None; then a reason is in ``unresolved``."""
        if self.document.title and (mention.begin, mention.end) == tuple(self.document.title) and mention.type == "Report":
            return self.report
        found = self._ways[mention.hint.how](mention, mention.hint) if mention.hint else None
        if found is not None and mention.type in _BODIES and not mention.inside:
            self.before[mention.end] = found
        if found is not None and mention.type in _HOLDERS and not mention.inside:
            self.holder = (mention.end, found)
        return found

    def level(self, word: str) -> Region | None:
        """Return the region that a level word means for a reader at home, or None (县政府 in a city's report)."""
        home = self.home
        if home is None:
            return None
        if word in _ZONE_WORDS:
            return home if home.name.endswith(word) else None
        if home.name.endswith(word) and word not in {"省"}:
            return home
        if word in {"镇", "乡", "街道"}:
            return None
        if word in _COUNTY_WORDS and home.level == "Township":
            above = self.gazetteer.regions.parent(home)
            return above if above is not None and above.name.endswith(word) else self._at(word)
        if word in {"区", "县", "旗"}:
            top = self.gazetteer.regions.at(home, "Provincial")
            return top if word == "区" and top is not None and top.name.endswith("自治区") and home.rank <= 2 else None
        return self._at(word)

    def _at(self, word: str) -> Region | None:
        level = _LEVEL_OF.get(word)
        return self.gazetteer.regions.at(self.home, level) if level and self.home is not None else None

    def where(self, code: str) -> Region | None:
        """Return the region of a finder's note: ``R湛江市/坡头区`` by name, ``L市`` by level."""
        if code.startswith("R"):
            return region_of(code[1:].split("/"), self.gazetteer, self.home, self.year)
        return self.level(code[1:]) if code.startswith("L") else None

    def _miss(self, mention: Mention, reason: str, candidates: tuple[str, ...] = ()) -> Entity | None:
        """Return no entity, and note why."""
        surface = self.document.text[mention.begin : mention.end]
        self.unresolved.append(Unresolved(surface, mention.begin, reason, candidates))
        return None

    def _full_names(self, mentions: list[Mention]) -> frozenset[str]:
        """Full department names printed in the text: the first choice for the short forms in it."""
        full = self.gazetteer.departments.forms
        names = (m.hint.value for m in mentions if m.hint and m.hint.how == "department")
        return frozenset(n for n in names if any(d.name == n for d in full.get(n, ())))

    def _department(self, mention: Mention, hint: Hint) -> Entity | None:
        region = self.where(hint.extra) if hint.extra else self._peer(hint.value)
        if region is not None and region.code and not hint.extra and hint.value in _OF_ZONES:
            region = None
        if region is None:
            return self._miss(mention, "the text does not tell of which region" if hint.extra else "the home region is unknown")
        name, type_ = self._expand(hint.value, region, mention.type)
        label = self._national(name) if region.code == NATION else region.label + name
        if self._as_printed(hint, type_):
            label = self.document.norm[mention.begin : mention.end]
        if type_ == "PartyOrgan" and not name.startswith("中共"):
            label = f"中共{region.label}委{name}"
        return self.registry.entity(type_, label, region=region)

    def _national(self, name: str) -> str:
        """Return the full name of a central body that a central paper calls short: 统计局, 发展改革委."""
        found = self.gazetteer.named.get("国家" + name, ())
        return found[0].name if found and found[0].type == "Agency" else name

    def _as_printed(self, hint: Hint, type_: str) -> bool:
        """Return whether a body keeps the place in its name as printed: 宜昌住房公积金中心, 洋浦海事局, 澳门法务局."""
        place = hint.extra.rpartition("/")[2].removeprefix("R") if hint.extra.startswith("R") else ""
        if not place or place[-1] in _SUFFIXES:
            return False
        return type_ == "PublicInstitution" or hint.value in PLACE_BOUND or place in SPECIAL_REGIONS

    def _peer(self, form: str) -> Region | None:
        """Return the region of a department without a level word: the home, whose peer it is."""
        return self.home

    def _expand(self, form: str, region: Region, type_: str) -> tuple[str, str]:
        """Return the full name and class of a department; a form that no row explains at this level stays as written."""
        if type_ == "LeadingGroup" and len(form) > _ABBREVIATED:
            return form, type_  # a group's name is its own description; only 工改办, 河长办 are short for something
        rows = self.gazetteer.departments.forms.get(form, ())
        printed = sorted({d.name for d in rows if d.name in self.full_names and d.name != form})
        found = self.gazetteer.departments.expand(form, region, self.context.period[1] or self.context.day)
        if found is not None and found.name not in self.full_names and _is_full(form, found.name):
            return form, found.type
        if found is not None and (not printed or found.name in printed):
            return found.name, found.type
        if len(printed) == 1:
            return printed[0], next(d.type for d in rows if d.name == printed[0])
        return (found.name, found.type) if found else (form, type_)

    def _of_region(self, mention: Mention, hint: Hint) -> Entity | None:
        return self._in_region(mention, self.gazetteer.compositions.of_region[hint.value], hint.extra)

    def _before_region(self, mention: Mention, hint: Hint) -> Entity | None:
        head, tail = hint.value.split("\t")
        found = self._in_region(mention, self.gazetteer.compositions.before[head, tail], hint.extra)
        if found is not None and found.type == "Enterprise" and hint.extra.startswith("R"):
            printed = self.document.norm[mention.begin : mention.end]  # a firm's name is what it calls itself
            return self.registry.entity("Enterprise", printed, region=self.where(hint.extra))
        return found

    def _in_region(self, mention: Mention, composition: Composition, where: str) -> Entity | None:
        region = self.where(where)
        if region is None:
            return self._miss(mention, "the text does not tell of which region")
        above = self.gazetteer.regions.parent(region)
        label = composition.pattern.replace("{R}", region.label).replace("{r}", _short(region))
        label = label.replace("{P}", above.label if above is not None else region.label)
        return self.registry.entity(composition.type, label, region=region)

    def _of_agency(self, mention: Mention, hint: Hint) -> Entity | None:
        how, value, extra = hint.extra.split("\t", 2)
        agency = self._ways[how](mention._replace(type="Agency"), Hint(how, value, extra))
        if agency is None:
            return None
        composition = self.gazetteer.compositions.of_agency[hint.value]
        label = composition.pattern.replace("{A}", agency.label)
        region = next((r for r in (self.home,) if r), None)
        return self.registry.entity(composition.type, label, region=region)

    def _unit(self, mention: Mention, hint: Hint) -> Entity | None:
        how, value, extra = hint.extra.split("\t", 2)
        agency = self._ways[how](mention, Hint(how, value, extra))
        return self.registry.entity(mention.type, agency.label + hint.value, region=self.home) if agency is not None else None

    def _printed(self, mention: Mention, hint: Hint) -> Entity | None:
        return self.registry.entity(mention.type, hint.value, region=self.home)

    def _own_agency(self, mention: Mention, hint: Hint) -> Entity | None:
        return self.issuers[0] if self.issuers else self._miss(mention, "the issuing agency is unknown")

    def _own_region(self, mention: Mention, hint: Hint) -> Entity | None:
        region = self.level(hint.value)
        return self.registry.region(region) if region else self._miss(mention, "the home region is unknown")

    def _zone(self, mention: Mention, hint: Hint) -> Entity | None:
        region = self.level(hint.value)
        return self.registry.region(region) if region is not None and region is self.home else None

    def _line(self, mention: Mention, hint: Hint) -> Entity | None:
        """省厅, 市局 in a bureau's paper: the body of its own line of work at that level."""
        issuer, region = self.context.issuer, self.level(hint.value)
        if issuer is None or issuer.hint is None or issuer.hint.how != "department" or region is None:
            return None
        if region is self.home:
            return self.issuers[0]
        rows = self.gazetteer.departments.forms.get(issuer.hint.value, ())
        stems = {d.name[:-1] for d in rows if d.name[-1] in "局厅"}
        for stem in sorted(stems):
            found = self.gazetteer.departments.expand(stem + hint.extra, region, self.context.period[1] or self.context.day)
            if found is not None:
                return self.registry.entity(found.type, region.label + found.name, region=region)
        return None

    def _branch(self, mention: Mention, hint: Hint) -> Entity | None:
        """“苏服办”启东旗舰店: the platform's name and what follows, a place as printed."""
        how, value, extra = hint.extra.split("\t", 2)
        base = self._ways[how](mention._replace(end=mention.end - len(hint.value)), Hint(how, value, extra))
        return self.registry.entity("Platform", base.label + hint.value, "platform-zone", self.home) if base is not None else None

    def _version(self, mention: Mention, hint: Hint) -> Entity | None:
        how, value, extra = hint.extra.split("\t", 2)
        base = self._ways[how](mention._replace(end=mention.end - len(hint.value)), Hint(how, value, extra))
        return self.registry.entity(base.type, base.label + hint.value, base.kind, self.home) if base is not None else None

    def _own_document(self, mention: Mention, hint: Hint) -> Entity | None:
        return self.report

    def _region(self, mention: Mention, hint: Hint) -> Entity | None:
        forms = hint.value.split("/")
        region = region_of(forms, self.gazetteer, self.home, self.year)
        if region is None:
            candidates = self.gazetteer.regions.candidates(forms[0], self.year)
            return self._miss(mention, "several regions have this name", tuple(c.label for c in candidates))
        return self.registry.region(region)

    def _code(self, mention: Mention, hint: Hint) -> Entity | None:
        return self.registry.region(self.gazetteer.regions.current[hint.value])

    def _town(self, mention: Mention, hint: Hint) -> Entity | None:
        county = region_of(hint.extra.split("/"), self.gazetteer, self.home, self.year) if hint.extra else self.home
        found = self.gazetteer.towns.choose(hint.value, county, self.gazetteer.regions)
        if found is None and county is not None and county.level == "County":
            found = town(county, hint.value)
        if found is None:
            counties = self.gazetteer.towns.counties.get(hint.value, [])
            labels = (self.gazetteer.regions.current[c].label for c in counties if c in self.gazetteer.regions.current)
            return self._miss(mention, "several counties have a town of this name", tuple(sorted(labels)))
        return self.registry.region(found)

    def _named(self, mention: Mention, hint: Hint) -> Entity | None:
        entry = self._entry(hint)
        if entry is None:
            return self._miss(mention, "several regions have this name")
        if entry.scope:
            region = self._scope(mention, hint, entry)
            if region is None:
                return self._miss(mention, "the home region is unknown")
            label = entry.name.replace("{R}", region.label if region.code != NATION else "").replace("{S}", _short(region))
            return self.registry.entity(entry.type, label, entry.kind, region)
        region = self.gazetteer.regions.current.get(entry.region)
        printed = plain(self.document.norm[mention.begin : mention.end])
        name = entry.name if entry.fold or printed == "政务服务" + entry.name else _POLICY_TAIL.sub("", printed)
        return self.registry.entity(entry.type, name, entry.kind, region)

    def _entry(self, hint: Hint) -> Entry | None:
        """Return the entry of a surface; where several regions use the name, that of home or above it."""
        found = self.gazetteer.named[hint.value]
        if len(found) == 1 and found[0].context != "region":
            return found[0]
        codes = [r.code for r in self.gazetteer.regions.chain(self.home)] if self.home else []
        for code in codes:
            for entry in found:
                if entry.region == code:
                    return entry
        return next((e for e in found if e.name == hint.extra.partition("\t")[0] and e.context != "region"), None)

    def _scope(self, mention: Mention, hint: Hint, entry: Entry) -> Region | None:
        """Return the region of a scoped name: that of the level word or place before it, else of the entry's level."""
        printed = self.where(hint.extra.partition("\t")[2])
        if printed is not None:
            return printed
        if self.home is None or entry.scope == "Home":
            return self.home
        return self.gazetteer.regions.at(self.home, entry.scope) or self.home

    def _composed(self, mention: Mention, hint: Hint) -> Entity | None:
        label, region = composed_label(self, mention)
        if not label:
            return self._miss(mention, "the home region is unknown")
        return self.registry.entity(mention.type, label, hint.value, region)

    def _title(self, mention: Mention, hint: Hint) -> Entity | None:
        return document_label(self, mention, hint)

    def _number(self, mention: Mention, hint: Hint) -> Entity | None:
        return self.registry.entity("Document", hint.value)

    def _session(self, mention: Mention, hint: Hint) -> Entity | None:
        region = self.where(hint.extra)
        if region is None:
            return self._miss(mention, "the text does not tell of which region")
        lead, tail = hint.value.split("\t")
        kind = "event-meeting" if mention.type == "Event" else ""
        return self.registry.entity(mention.type, lead + region.label + tail, kind, region)

    def _alias(self, mention: Mention, hint: Hint) -> Entity | None:
        base = self._by_begin.get(int(hint.value))
        found = self.entity(base) if base is not None else None
        return self.registry.entity(found.type, found.label + hint.extra, region=self.home) if found and hint.extra else found


# Words whose lack makes a name another one, not a short one: 城市管理执法局, 金融工作局
_OPTIONAL = re.compile("管理|行政|地方|综合|工作")
_FULL_LENGTH = 6  # characters: 房产局, 市场监督局 are short


def _is_full(form: str, name: str) -> bool:
    """Return whether a form is a full name of its own beside the name of its row."""
    return form != name and len(form) >= _FULL_LENGTH and _OPTIONAL.sub("", form) == _OPTIONAL.sub("", name)


def _short(region: Region) -> str:
    """Return a region's short form (广东), or its name where it has none."""
    return region.shorts[0] if region.shorts else region.name

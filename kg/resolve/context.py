"""Who speaks, for where and when: the context in which relative names of a document are read."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from kg.gazetteer import Gazetteer
from kg.gazetteer.regions import Region
from kg.model import Document, Mention, Span
from kg.reading.dates import find_date

_CREDIT_CODE = re.compile(r"[1-9A-Z][1-9](\d{6})[0-9A-HJ-NPQRTUWXY]{10}")
_NUMBER_CODE = re.compile(r"^([一-龥]{2,10}?) ?[〔\[(【]")
_YEAR = re.compile(r"((?:19|20)\d\d) ?年")
_AGENCIES = {"Agency", "PartyOrgan", "LeadingGroup", "PublicInstitution", "Enterprise"}
_OPENING = 400  # characters at the beginning in which a report names its agency (median of the seeds: 20)
# One region must have this share of the region names of a text to be taken for its home; seeds: the home has .62 to .97
_MAJORITY = 0.6


@dataclass(frozen=True, slots=True)
class Context:
    """``home`` is the region the document speaks for, ``issuer`` the mention of the body that speaks (None if not named);
    ``issuers`` all of them in joint papers; ``day`` an ISO date or empty; ``period`` the time covered."""

    home: Region | None
    issuer: Mention | None
    issuers: tuple[Mention, ...]
    day: str
    published: str
    period: tuple[str, str]


def infer(document: Document, mentions: list[Mention], gazetteer: Gazetteer) -> Context:
    """Return the context of a document from its header, title, signature, opening and the regions it names."""
    dated = _dates(document)
    day = dated[0] or dated[1]
    period = _period(document, dated[0])
    year = int((period[1] or day or "0")[:4])
    issuers = _issuers(document, mentions)
    home: Region | None = None
    speakers = [m for m in issuers if not (m.type == "PublicInstitution" and _is_press(document, m))]  # the press has no region
    for issuer in speakers:
        home = _named_region(issuer, gazetteer, None, year)
        if home is not None:
            break
    if home is None:
        home = _printed(document, gazetteer) or _titled(document, mentions, gazetteer, year) or _vote(document, mentions, gazetteer, year)
        for issuer in speakers:  # 德胜街道办事处: of which county the rest of the text tells
            home = _named_region(issuer, gazetteer, home, year) or home
    return Context(home, issuers[0] if issuers else None, issuers, day, dated[1], period)


def _dates(document: Document) -> tuple[str, str]:
    """Return the dates of writing and of publication, ISO or empty."""
    found = {}
    for name in ("dateWritten", "datePublished"):
        span = document.fields.get(name)
        day = find_date(document.norm[span.begin : span.end]) if span else None
        found[name] = day.isoformat() if day else ""
    return document.signed.isoformat() if document.signed else found["dateWritten"], found["datePublished"]


def _period(document: Document, written: str) -> tuple[str, str]:
    """Return the time a report covers: the year or half-year of its title or opening, cut at the date it was written."""
    title = document.norm[slice(*document.title)] if document.title else ""
    for text in (title, document.norm[:_OPENING]):
        match = _YEAR.search(text)
        if match is None:
            continue
        year, after = int(match.group(1)), text[match.end() : match.end() + 4]
        if after.startswith("上半年"):
            return f"{year}-01-01", f"{year}-06-30"
        if after.startswith("下半年"):
            return f"{year}-07-01", f"{year}-12-31"
        quarter = re.match(r"(?:第)?([一二三四])季度", after)
        if quarter:
            first = "一二三四".index(quarter.group(1)) * 3 + 1
            last = date(year + (first == 10), (first + 3 - 1) % 12 + 1, 1).toordinal() - 1
            return f"{year}-{first:02}-01", date.fromordinal(last).isoformat()
        if re.match(r"\d{1,2}月", after):
            continue
        end = f"{year}-12-31"
        return f"{year}-01-01", written if f"{year}-01-01" <= written < end else end
    return "", ""


def _issuers(document: Document, mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return the mentions that name the issuing bodies, from the most telling place that has any."""
    bodies = [m for m in mentions if m.type in _AGENCIES and m.rule not in {"own-agency", "party-group"}]
    field = document.fields.get("issuer")
    places: list[Span | None] = [field, document.signature]
    if document.title:
        places.append(document.title)
    for place in places:
        found = [m for m in bodies if place and place.begin <= m.begin and m.end <= place.end and not _within_another(m, bodies)]
        if place is document.title and place is not None:
            found = _heading(document, place, found)
        if found:
            return tuple(found)
    return _promulgated(document, bodies) or _from_opening(document, bodies)


# 1990年10月22日 对外经济贸易部发布; 新华社武汉2月4日电; (某县数据局 3月28日)
_PROMULGATED = (
    re.compile(r"^[ (]*\d{4}年\d{1,2}月\d{1,2}日 *(?P<who>[^\n]{2,40}?)(?:令|公告|第[^\n]{1,8}次会议通过|发布|公布|印发)", re.MULTILINE),
    re.compile(r"(?P<who>[一-龥]{2,4}(?:社|日报|晚报|网|时报))[^\n,。]{0,14}?(?:\d{1,2}月\d{1,2}日)?[^\n,。]{0,4}(?:电|讯)(?=[ (:])"),
    re.compile(r"^[ ]*\((?P<who>[^()\n]{4,40}?) *\d{1,2}月\d{1,2}日\)", re.MULTILINE),
)


def _is_press(document: Document, issuer: Mention) -> bool:
    match = _PROMULGATED[1].search(document.norm, 0, 2 * _OPENING)
    return match is not None and match.start("who") <= issuer.begin < match.end("who")


def _promulgated(document: Document, bodies: list[Mention]) -> tuple[Mention, ...]:
    """Return the bodies in the line that says who published the text, or in a dateline on top."""
    for pattern in _PROMULGATED:
        for match in pattern.finditer(document.norm, 0, 2 * _OPENING):
            begin, end = match.span("who")
            found = [m for m in bodies if begin <= m.begin and m.end <= end and not _within_another(m, bodies)]
            if found:
                return tuple(found)
    return ()


def _within_another(mention: Mention, bodies: list[Mention]) -> bool:
    return any(b is not mention and b.begin <= mention.begin and mention.end <= b.end for b in bodies)


def _heading(document: Document, title: Span, bodies: list[Mention]) -> list[Mention]:
    """Return the bodies that a title begins with (财政部 税务总局关于…, 市财政局2021年…), not those it speaks of."""
    found, at = [], title.begin
    for body in bodies:
        if document.norm[at : body.begin].strip(" \n、和与") or document.norm[body.end : body.end + 2] in {"部署", "举行", "召开", "督导", "发布"}:
            break
        found.append(body)
        at = body.end
    return found


def _from_opening(document: Document, bodies: list[Mention]) -> tuple[Mention, ...]:
    """Return the body that the opening sentence has as its subject, or none."""
    start = document.title.end if document.title and document.title.begin < _OPENING else 0
    for mention in bodies:
        if mention.begin < start:
            continue
        if mention.begin > start + _OPENING:
            break
        before, after = document.norm[max(mention.begin - 1, 0)], document.norm[mention.end : mention.end + 8]
        if mention.type in {"Agency", "PublicInstitution"} and before in ",。;: \n现" and _SUBJECT_VERB.match(after):
            return (mention,)
    return ()


_SUBJECT_VERB = re.compile(
    r"[,]?(?:紧紧|始终|坚持|认真|深入|积极|全面|不断|以|在|按照|严格|切实|高度|着力|将|聚焦|围绕|扎实|持续|大力|把|充分|20\d\d年?度?|主动|牢固|贯彻|立足|对标|结合|锚定|深刻|紧扣)"
)


def _named_region(mention: Mention, gazetteer: Gazetteer, home: Region | None, year: int) -> Region | None:
    """Return the region that a body's own name begins with, or None."""
    hint = mention.hint
    if hint is None:
        return None
    if hint.how == "named":
        entry = gazetteer.named[hint.value][0]
        return gazetteer.regions.current.get(entry.region)
    where = hint.extra.split("\t")[0] if hint.how in {"department", "of-region", "composed"} else ""
    if hint.how == "of-agency":
        where = hint.extra.split("\t")[2]
    return region_of(where[1:].split("/"), gazetteer, home, year) if where.startswith("R") else None


def region_of(forms: list[str], gazetteer: Gazetteer, home: Region | None, year: int) -> Region | None:
    """Return the region of a run of names, outermost first (湛江 坡头), or None if it is ambiguous or unknown."""
    regions = gazetteer.regions
    outer = home
    found: Region | None = None
    for position, form in enumerate(forms):
        if form in gazetteer.areas and position == len(forms) - 1:
            return area_region(form, gazetteer)
        if form in gazetteer.towns.counties and form not in regions.forms:
            return gazetteer.towns.within(form, found or home, regions)
        if form.endswith("区") and form not in regions.forms:
            return _zone("".join(forms), form, found, gazetteer)
        if position and found is not None:
            inner = [r for r in regions.candidates(form, year) if regions.within(r, found)]
            found = inner[0] if inner else found
        else:
            candidates = regions.candidates(form, year)
            if len(candidates) > 1 and len(forms) > 1:
                nexts = regions.candidates(forms[1], year)
                candidates = tuple(c for c in candidates if any(regions.within(n, c) for n in nexts)) or candidates
                found = candidates[0] if len(candidates) == 1 else regions.choose(form, outer, year)[0]
            else:
                found = regions.choose(form, outer, year)[0]
    return found


def _zone(printed: str, zone: str, outer: Region | None, gazetteer: Gazetteer) -> Region:
    """Return a zone that no table has: as printed, after the full name of its place if it is called by its kind alone."""
    plain = zone in {"高新区", "经开区", "开发区", "新区"}
    name = outer.label + zone if outer is not None and plain else printed
    return Region("", name, (), (), outer.code if outer is not None else "", "County", 0, 9999, name, name)


# Zones are called by several official names: the one printed is kept, like a body's
_ZONES = {"etdz", "htz", "other"}


def area_region(form: str, gazetteer: Gazetteer) -> Region:
    """Return a wider area, new area or zone as a region without a code; its parent is the only division it lies in."""
    area = gazetteer.areas[form]
    name = form if area.kind in _ZONES and form.endswith("区") else area.name
    parent = area.members[0] if len(area.members) == 1 else ""
    return Region("", name, (), (), parent, "County" if parent else "National", 0, 9999, name, name)


def _printed(document: Document, gazetteer: Gazetteer) -> Region | None:
    """Return the region of the publisher's credit code in the index number, or of the sign in the document's own number."""
    span = document.fields.get("indexNumber")
    if span:
        match = _CREDIT_CODE.search(document.norm, span.begin, span.end)
        if match and match.group(1) in gazetteer.regions.current:
            return gazetteer.regions.current[match.group(1)]
    return None


def _titled(document: Document, mentions: list[Mention], gazetteer: Gazetteer, year: int) -> Region | None:
    """Return the region that the title begins with (西咸新区…管理办法)."""
    title = document.title
    if title is None:
        return None
    for mention in mentions:
        if mention.begin == title.begin and mention.type == "Region" and mention.hint is not None and mention.hint.how == "region":
            return region_of(mention.hint.value.split("/"), gazetteer, None, year)
    return None


def _vote(document: Document, mentions: list[Mention], gazetteer: Gazetteer, year: int) -> Region | None:
    """Return the region of the level that the text calls its own (我市, 区委) that most of its region names mean, or None."""
    votes: Counter[str] = Counter()
    title = document.title
    for mention in mentions:
        forms = _place_forms(mention)
        region = region_of(forms, gazetteer, None, year) if forms else None
        code = region.code or region.parent if region is not None else ""
        if region is not None and code and region.rank:
            votes[code] += 3 if title and title.begin <= mention.begin < title.end else 1
    level = _own_level(mentions)
    wanted = {c: n for c, n in votes.items() if not level or gazetteer.regions.current[c].name.endswith(level)}
    if not wanted:
        return None
    code, count = max(sorted(wanted.items()), key=lambda item: item[1])
    return gazetteer.regions.current[code] if count >= _MAJORITY * sum(wanted.values()) else None


def _place_forms(mention: Mention) -> list[str]:
    """Return the region names in a mention, outermost first, or nothing."""
    hint = mention.hint
    if hint is None:
        return []
    if hint.how == "region":
        return hint.value.split("/")
    where = hint.extra.partition("\t")[0]
    return where[1:].split("/") if hint.how in {"department", "of-region"} and where.startswith("R") else []


def _own_level(mentions: list[Mention]) -> str:
    """Return the level word that the text uses of itself: that of 我市, 全区, else the lowest of 区委, 市政府 …"""
    own = Counter(m.hint.value for m in mentions if m.hint and m.hint.how == "own-region")
    if own:
        return max(sorted(own), key=lambda level: own[level])
    used = {
        m.hint.extra[1:].partition("\t")[0]
        for m in mentions
        if m.hint and m.hint.how in {"of-region", "department"} and m.hint.extra.startswith("L")
    }
    return next((level for level in "旗县区州盟市省" if level in used), "")

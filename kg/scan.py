"""One pass over a text: words, quotes and all gazetteer hits, for the finders to combine."""

import re
from bisect import bisect_right
from typing import NamedTuple

from kg.gazetteer import Gazetteer
from kg.gazetteer.departments import LEVEL_CHARS
from kg.normalise import QUOTES

_PAIRS = re.compile(r"“([^“”\n]{1,80})”|‘([^‘’\n]{1,60})’")
_ANY_QUOTE = re.compile("[“”‘’]")
_HARD = re.compile(r"[ ,;:。!?、\n()\[\]【】<>《》〈〉/|…]")
_CODE_GOES_ON = re.compile(r"[一-龥]{0,6} ?[〔\[(【〈{] ?(?:19|20)\d\d ?[〕\])】〉}]")
_ZONE = re.compile(
    r"(?:国家级?)?(?:经济技术|经济|高新技术产业|高新技术|综合|生态|农业|旅游|跨境|产业|现代|国际|边境|临空|临港|循环){0,2}"
    r"(?:开发区|高新区|经开区|保税区|合作区|示范区|度假区|实验区|新区)"
)
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?![一-龥]?[级村])")
_TOWN_STEM = re.compile(r"[一-龥]{1,6}$")
_SEPARATORS = frozenset("、,。;:()和及与等 \n") | {""}
_FULL = "省市区县州盟旗"
_GLUED = frozenset("由向报经对受从据交与和对为给把将被在至到请于及或并供")


class Hit(NamedTuple):
    """A gazetteer form found in the text."""

    begin: int
    end: int
    form: str


class Place(NamedTuple):
    """A run of region names, outermost first: 广东省 湛江市 坡头区, or a wider area."""

    begin: int
    end: int
    forms: tuple[str, ...]


class Scan:
    """What one pass finds in a normalised text. All positions are offsets into ``norm``."""

    def __init__(self, norm: str, gazetteer: Gazetteer) -> None:
        self.norm = norm
        self.gazetteer = gazetteer
        self.edges = gazetteer.segmenter.edges(norm)
        self.closing = {m.start(): m.end() for m in _PAIRS.finditer(norm)}  # opening quote -> position after the closing one
        self.opening = {end: begin for begin, end in self.closing.items()}
        self._stops = [m.end() for m in _HARD.finditer(norm)]
        self.places = self._places()
        self.place_end = {place.end: place for place in self.places}
        self.towns = self._towns()
        self.place_end.update({town.end: town for town in self.towns})
        self._place_ends = frozenset(self.place_end)
        self.departments = [
            Hit(b, e, gazetteer.department_forms[i]) for i, b, e in gazetteer.department_automaton.find_matches_as_indexes(norm)
        ]
        self.named = self._named()
        self.policy_ends = frozenset(h.end for h in self.named if gazetteer.named[h.form][0].type == "Policy")

    def coded(self, begin: int, end: int) -> bool:
        """Return whether the span begins the code of a document number: 人社部 in 人社部发〔2020〕11号."""
        return self.norm[begin:end] in self.gazetteer.code_heads and _CODE_GOES_ON.match(self.norm, end) is not None

    def stop_before(self, position: int, reach: int) -> int:
        """Return where the stretch without punctuation that ends at ``position`` begins, at most ``reach`` back."""
        i = bisect_right(self._stops, position) - 1
        return max(self._stops[i] if i >= 0 else 0, position - reach, 0)

    def stop_after(self, position: int) -> int:
        """Return where the stretch without punctuation that holds ``position`` ends."""
        i = bisect_right(self._stops, position)
        return self._stops[i] - 1 if i < len(self._stops) else len(self.norm)

    def level_word(self, end: int) -> int:
        """Return where a level word (区, 市) that ends at ``end`` and stands alone begins, or -1.

        The dictionary glues prepositions to 市 (由市, 向市, 报市), so one of them before it is as good as a word border.
        """
        begin = end - 1
        if begin < 0 or self.norm[begin] not in LEVEL_CHARS or begin in self._place_ends:
            return -1
        if self.norm.startswith(
            ("地区", "城区", "社区", "小区", "园区", "辖区", "片区", "景区", "校区", "全区", "我区", "各区", "我市", "全市", "各市", "本市", "我县", "全县", "各县", "我省", "全省", "各省", "我州", "全州", "我旗", "全旗", "超市", "城市", "都市", "夜市", "门市", "上市"), begin - 1
        ):
            return -1
        return begin if begin in self.edges or self._glued(begin) else -1

    def free(self, begin: int) -> bool:
        """Return whether no content word stands directly before a position, to which what begins there would belong."""
        return not "一" <= self.norm[begin - 1 : begin] <= "龥" or self._glued(begin)

    def _glued(self, begin: int) -> bool:
        """Return whether the dictionary has glued a word that cannot stand inside a name to what begins here."""
        start = next((begin - n for n in range(1, 5) if begin - n in self.edges), begin)
        return self.norm[start:begin] in self.gazetteer.heads.breaking or self.norm[begin - 1] in _GLUED

    def _places(self) -> list[Place]:
        """Return the region names of the text, the first and longest that may be read; an adjacent name of something inside
        the one before continues it. (记者从江苏省: 从江 is no word here, so it does not hide 江苏省.)"""
        automaton, forms = self.gazetteer.region_overlaps, self.gazetteer.region_forms
        found = sorted(automaton.find_matches_as_indexes(self.norm, overlapping=True), key=_leftmost_longest)
        places: list[Place] = []
        doubtful: list[Place] = []
        last = Place(-1, -1, ("",))
        for index, begin, found_end in found:
            if begin < last.end:
                continue
            form, end = self._fit(forms[index], begin, found_end)
            joined = last.end == begin and self._inside(form, last.forms[-1])
            if joined:
                last = places[-1] = Place(last.begin, end, (*last.forms, form))
            elif self._alone(form, begin, end):
                last = Place(begin, end, (form,))
                places.append(last)
            elif self._is_item(begin, end):
                doubtful.append(Place(begin, end, (form,)))
        return [self._zoned(p) for p in (self._with_listed(places, doubtful) if doubtful else places)]

    def _towns(self) -> list[Place]:
        """Return the townships of the table, each with the county named before it."""
        towns: list[Place] = []
        counties = self.gazetteer.towns.counties
        for match in _TOWN.finditer(self.norm):
            stem = _TOWN_STEM.search(self.norm, max(match.start() - 6, 0), match.start())
            for begin in range(stem.start() if stem else match.start(), match.start()):
                name = self.norm[begin : match.end()]
                if name in counties and (begin in self.edges or begin in self.place_end or self._glued(begin)):
                    county = self.place_end.get(begin)
                    forms = (*(county.forms if county else ()), name)
                    towns.append(Place(county.begin if county else begin, match.end(), forms))
                    break
        return towns

    def _zoned(self, place: Place) -> Place:
        """Return the place with the zone that is named after it and that no table has (洋浦经济开发区)."""
        zone = _ZONE.match(self.norm, place.end)
        if zone is None or (zone.end() not in self.edges and zone.group() not in {"新区", "高新区", "经开区"}):
            return place
        return Place(place.begin, zone.end(), (*place.forms, zone.group()))

    def _is_item(self, begin: int, end: int) -> bool:
        """Return whether separators stand on both sides."""
        return self.norm[begin - 1 : begin] in _SEPARATORS and self.norm[end : end + 1] in _SEPARATORS

    def _with_listed(self, places: list[Place], doubtful: list[Place]) -> list[Place]:
        """Return the places with those that are also common words but stand in a list of places: 郊区、桦南县, 远安、兴山."""
        begins, ends = {p.begin for p in places}, {p.end for p in places}
        rest = doubtful
        while rest:
            taken = [p for p in rest if self._next_to(p.end, begins, 1) or self._next_to(p.begin, ends, -1)]
            if not taken:
                break
            begins |= {p.begin for p in taken}
            ends |= {p.end for p in taken}
            places = places + taken
            rest = [p for p in rest if p not in taken]
        return sorted(places)

    def _next_to(self, at: int, others: set[int], step: int) -> bool:
        return self.norm[at if step > 0 else at - 1 : at + 1 if step > 0 else at] == "、" and at + step in others

    def _fit(self, form: str, begin: int, end: int) -> tuple[str, int]:
        """Return the form without its level word where that belongs to the next word (深圳|市民)."""
        if form[-1] in _FULL and len(form) > 2 and end not in self.edges and end - 1 in self.edges:
            short = form[:-1]
            if short in self.gazetteer.regions.forms and self.norm.startswith("民", end):
                return short, end - 1
        return form, end

    def _alone(self, form: str, begin: int, end: int) -> bool:
        """Return whether the form may be read as a place here, without a place before it."""
        if form in self.gazetteer.areas:
            return end in self.edges
        if begin not in self.edges and not (len(form) > 3 and form[-1] in _FULL):
            return False
        if form[-1] in _FULL and len(form) > 2:
            return True
        return form not in self.gazetteer.stops and (end in self.edges or form[-1] in _FULL)

    def _inside(self, inner: str, outer: str) -> bool:
        regions = self.gazetteer.regions
        outers = regions.forms.get(outer, ())
        area = self.gazetteer.areas.get(inner)
        if area is not None:
            members = [regions.current[code] for code in area.members if code in regions.current]
            return any(regions.within(member, o) for member in members for o in outers)
        return any(
            any(above.code == o.code for above in regions.chain(i)[1:]) for i in regions.forms.get(inner, ()) for o in outers
        )

    def _named(self) -> list[Hit]:
        """Return the named entries found, quotes ignored while matching and balanced in the result."""
        norm, forms = self.norm, self.gazetteer.named_forms
        marks = [m.start() for m in _ANY_QUOTE.finditer(norm)]
        text = norm.translate(QUOTES) if marks else norm
        shifts = [mark - i for i, mark in enumerate(marks)]
        hits = []
        for index, b, e in self.gazetteer.named_automaton.find_matches_as_indexes(text):
            begin = b + bisect_right(shifts, b)
            end = e + bisect_right(shifts, e - 1)
            span = self.balance(begin, end) if marks else (begin, end)
            if span is not None:
                hits.append(Hit(*span, forms[index]))
        return hits

    def balance(self, begin: int, end: int) -> tuple[int, int] | None:
        """Return the span with the quotes that open or close at its edges, or None if it would cut a quotation in two."""
        if begin - 1 in self.closing and begin < self.closing[begin - 1] <= end + 1:
            begin -= 1
            end = max(end, self.closing[begin])
        elif end + 1 in self.opening and begin <= self.opening[end + 1] < end:
            end += 1
        inner = self.norm[begin:end]
        if inner.count("“") != inner.count("”"):
            return None
        return begin, end

    def slogan(self, begin: int, end: int) -> bool:
        """Return whether the span is one phrase of a quotation of several (“一目了然、一网通办”), which is no name."""
        opened = self.norm.rfind("“", max(begin - 40, 0), begin)
        closed = self.closing.get(opened, -1)
        return closed >= end and any(mark in self.norm[opened:closed] for mark in "、,") and not self.quoted(begin, end)

    def quoted(self, begin: int, end: int) -> bool:
        """Return whether the span is exactly a quotation, with or without its quotes."""
        return self.closing.get(begin) == end or self.closing.get(begin - 1) == end + 1


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


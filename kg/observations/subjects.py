"""What a number is about: the thing its clause, sentence or section is about, else the region or the agency.

Reports name their topic once, in a heading or an opening sentence, and then list numbers: so the topic carries on within its
section, but not from one running item (一是 …) to the next.
"""

import re
from bisect import bisect_left, bisect_right

from kg.model import Document, Entity, Mention
from kg.observations.numbers import Quantity
from kg.resolve import Resolution

_RUNNING_LEVEL = 5
_THINGS = {"Platform", "Policy", "Project", "Event", "PublicInstitution", "Site"}
_PAIRS = {"、", "", "和", "与", "及", ",", "以及"}
# What goes before a thing that only gives the channel, the reason or the place
_ASIDE = re.compile(
    r"(?:向|在|从|根据|按照|依据|由|经|与|和|对照|参照|被|会同|联合|如|为|对|落实|按)[^,。;一-龥]{0,2}$|(?:结合|围绕|推送至|推送到|报送)$"
)
_CHANNEL = re.compile(r"(?:网站|公众号|微博|日报|电视台|门户|报社|晚报)$")
_CLAUSE = re.compile("[,。;:!?\n]")
_MEASURED = re.compile(r"[^,。;\d]{0,14}(?:率|数|量|度|总计|共计|共有|累计|占比|比例|达到?|为|指数|得分)[^,。;\d]{0,4}$")


class SubjectFinder:
    """Finds the subjects of the numbers of one document."""

    def __init__(self, document: Document, mentions: list[Mention], resolution: Resolution) -> None:
        self._document = document
        self._issuers = resolution.issuers
        self._outer = [(m, e) for m, e in zip(mentions, resolution.entities, strict=True) if not m.inside and e is not None]
        self._begins = [m.begin for m, _ in self._outer]
        home = resolution.context.home
        self._home = resolution.registry.region(home) if home is not None else None

    def of(self, quantity: Quantity) -> list[Entity]:
        """Return the entities that a number is about, in textual order; none if the text names nothing it could be."""
        sentence = self._document.sentences[self._document.sentence_at(quantity.begin)]
        norm = self._document.norm
        clause = max([sentence.begin, *(m.end() for m in _CLAUSE.finditer(norm, sentence.begin, quantity.begin))])
        counted = self._counted(quantity, sentence.end)
        if counted is not None:
            return [counted]
        here = self._thing(clause, quantity.begin)
        if here:
            return here
        region = self._measured_region(clause, quantity.begin)
        if region is not None:
            return [region]
        return self._thing(sentence.begin, clause) or self._topic(sentence.begin) or self._default(quantity.begin)

    def _counted(self, quantity: Quantity, end: int) -> Entity | None:
        """Return the thing whose items are counted right after the number: 100多个“一件事”主题."""
        norm = self._document.norm
        stop = _CLAUSE.search(norm, quantity.end, end)
        limit = min(stop.start() if stop else end, quantity.end + 24)
        for i in range(bisect_left(self._begins, quantity.end), len(self._outer)):
            mention, entity = self._outer[i]
            if mention.begin >= limit:
                break
            if mention.type in {"Platform", "Policy"} and not re.search(r"\d|[、和]$", norm[quantity.end : mention.begin]):
                aside = _ASIDE.search(norm[max(mention.begin - 6, quantity.end) : mention.begin])
                return None if aside else entity
        return None

    def _thing(self, begin: int, end: int) -> list[Entity]:
        """Return the last thing named in a stretch, with those joined to it in one list."""
        first, last = bisect_left(self._begins, begin), bisect_left(self._begins, end)
        for i in range(last - 1, first - 1, -1):
            mention, entity = self._outer[i]
            if not self._is_topic(mention, entity, end):
                continue
            found, j = [entity], i
            while j > first and self._outer[j - 1][0].type == mention.type and self._between(j) in _PAIRS:
                j -= 1
                found.insert(0, self._outer[j][1])
            joint = mention.type == "Platform" and len(found) <= 3
            return list(dict.fromkeys(found)) if joint else [entity]
        return []

    def _is_topic(self, mention: Mention, entity: Entity, end: int) -> bool:
        norm = self._document.norm
        if mention.type == "Document":
            return bool(re.match(r"[^,。;]{0,4}(?:共|包括|含|涉及|明确|提出)?[^,。;]{0,2}$", norm[mention.end : end]))
        if mention.type == "LeadingGroup":
            return bool(re.match(r"(?:共|累计|下设|召开|已)?[^,。;]{0,6}$", norm[mention.end : end]))
        if mention.type not in _THINGS or (_CHANNEL.search(entity.label) and mention.type == "Platform" and self._own(entity)):
            return False
        return not _ASIDE.search(norm[max(mention.begin - 6, 0) : mention.begin])

    def _own(self, entity: Entity) -> bool:
        return any(entity.label.startswith(issuer.label) for issuer in self._issuers)

    def _between(self, i: int) -> str:
        return self._document.norm[self._outer[i - 1][0].end : self._outer[i][0].begin]

    def _measured_region(self, clause: int, begin: int) -> Entity | None:
        """Return the region that a clause says the measure of: 我区网上可办率达."""
        first, last = bisect_left(self._begins, clause), bisect_left(self._begins, begin)
        for i in range(last - 1, first - 1, -1):
            mention, entity = self._outer[i]
            if mention.type == "Region" and _MEASURED.match(self._document.norm[mention.end : begin]):
                return entity
        return None

    def _topic(self, begin: int) -> list[Entity]:
        """Return the topic of the section before a sentence: of the running item, else of the heading above it."""
        headings = self._document.headings
        i = bisect_right(headings, begin, key=lambda h: h.begin) - 1
        if i < 0:
            return []
        found = self._thing(headings[i].begin, begin)
        while not found and i > 0 and headings[i].level == _RUNNING_LEVEL:
            i -= 1
            if headings[i].level != _RUNNING_LEVEL:
                found = self._thing(headings[i].begin, headings[i].end + 1)
        return found

    def _default(self, begin: int) -> list[Entity]:
        """Return the region or agency that the paragraph speaks of last, else the home region, else the issuer."""
        paragraph = self._document.norm.rfind("\n", 0, begin) + 1
        first, last = bisect_left(self._begins, paragraph), bisect_left(self._begins, begin)
        for i in range(last - 1, first - 1, -1):
            mention, entity = self._outer[i]
            if mention.rule in {"own-agency", "own-region"} or entity in self._issuers or entity is self._home:
                return [entity]
        central = self._home is None or self._home.label == "中华人民共和国"
        return list(self._issuers[:1]) if central and self._issuers else [self._home] if self._home is not None else []

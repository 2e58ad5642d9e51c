"""What a number is about: the nearest platform, policy, project or body in its clause or sentence, else the region."""

import re
from bisect import bisect_right

from kg.model import Document, Entity, Mention
from kg.observations.numbers import Quantity
from kg.resolve import Resolution

_THINGS = ("Platform", "Policy", "Project", "Event", "Site", "LeadingGroup", "PublicInstitution", "Enterprise", "Document")
_BODIES = ("Agency", "PartyOrgan")
_JOINT = re.compile(r"[、和与及]?$")


class SubjectFinder:
    """Finds the subjects of the numbers of one document."""

    def __init__(self, document: Document, mentions: list[Mention], resolution: Resolution) -> None:
        self._document = document
        self._resolution = resolution
        self._outer = [(m, e) for m, e in zip(mentions, resolution.entities, strict=True) if not m.inside and e is not None]
        self._begins = [m.begin for m, _ in self._outer]
        home = resolution.context.home
        self._home = resolution.registry.region(home) if home is not None else None

    def of(self, quantity: Quantity) -> list[Entity]:
        """Return the entities that a number is about, in textual order; none if nothing is named and the home is unknown."""
        sentence = self._document.sentences[self._document.sentence_at(quantity.begin)]
        first = bisect_right(self._begins, sentence.begin - 1)
        last = bisect_right(self._begins, quantity.begin)
        near = self._outer[first:last]
        things = [i for i, (m, _) in enumerate(near) if m.type in _THINGS]
        if things:
            return self._joint(near, things[-1])
        after = self._outer[last : bisect_right(self._begins, sentence.end - 1)]
        same_clause = [(m, e) for m, e in after if m.type in _THINGS and not re.search("[,。;]", self._document.norm[quantity.end : m.begin])]
        if same_clause:
            return [same_clause[0][1]]
        bodies = [e for m, e in near if m.type in _BODIES]
        if bodies:
            return [bodies[-1]]
        regions = [e for m, e in near if m.type == "Region"]
        if regions:
            return [regions[-1]]
        if self._home is not None:
            return [self._home]
        return list(self._resolution.issuers[:1])

    def _joint(self, near: list[tuple[Mention, Entity]], i: int) -> list[Entity]:
        """Return the thing and those joined to it in one list (“粤省事”“粤商通”可办…)."""
        found = [near[i][1]]
        while i and near[i - 1][0].type == near[i][0].type:
            between = self._document.norm[near[i - 1][0].end : near[i][0].begin]
            if between not in {"", "、", "和", "与", "及"}:
                break
            i -= 1
            found.insert(0, near[i][1])
        return list(dict.fromkeys(found))

"""The values that flow through a build. All are immutable; positions are half-open code-point offsets into the text.

bytes → `Document` → `Mention` → `Entity` → `Statement`, `Observation`
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

Status = str  # "done", "ongoing" or "planned": local names in the ontology


class Span(NamedTuple):
    """A half-open range of code points."""

    begin: int
    end: int


class Heading(NamedTuple):
    """A numbered heading: its place, level (1 for 一、, 2 for (一), 3 for 1., 4 for (1), 5 for 一是) and number as printed."""

    begin: int
    end: int
    level: int
    number: str


class Sentence(NamedTuple):
    """A stretch of text cut at 。;!? or a newline, never inside 《》, without the white space around it.

    ``section`` is the path of the headings above it, such as ``一、(二)1.一是``; ``planned`` is true below a heading that
    announces future work.
    """

    begin: int
    end: int
    section: str
    planned: bool


def _begin(sentence: Sentence) -> int:
    return sentence.begin


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its printed structure.

    ``text`` is the file's text as decoded; ``norm`` has the same length with punctuation, digits and spaces unified, and is
    what rules read. ``fields`` holds the printed header (索引号, 发布机构 …) as spans into the text.
    """

    name: str
    text: str
    norm: str
    sha256: str
    title: Span | None
    number: Span | None
    fields: dict[str, Span]
    signature: Span | None
    signed: date | None
    headings: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()

    def sentence_at(self, offset: int) -> int:
        """Return the position in ``sentences`` of the sentence that holds an offset (the one before, between two)."""
        return max(bisect_right(self.sentences, offset, key=_begin) - 1, 0)


class Mention(NamedTuple):
    """One occurrence of a name: type is a class of the ontology, rule the identifier of what found it.

    ``hint`` is what the finder knows beyond the surface and resolution needs (a gazetteer key, the parts of a composed name).
    ``inside`` is true for a name within a longer name.
    """

    begin: int
    end: int
    type: str
    rule: str
    confidence: float
    hint: "Hint | None" = None
    inside: bool = False


class Hint(NamedTuple):
    """What a finder knows about a mention: ``how`` names the way to resolve it, ``value`` and ``extra`` are its arguments."""

    how: str
    value: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph. ``type`` is its most specific class; ``kind`` a concept's local name or empty; ``region`` a
    region's IRI or empty; ``facts`` further (predicate, object) pairs in Turtle terms."""

    iri: str
    type: str
    label: str
    kind: str = ""
    region: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class Statement(NamedTuple):
    """A triple as read from one sentence. ``begin`` and ``end`` delimit the clause that states it."""

    subject: Entity
    predicate: str
    object: Entity
    status: Status
    begin: int
    end: int
    rule: str
    confidence: float
    implicit: bool


class Observation(NamedTuple):
    """One quantity: value in base units (万 and 亿 expanded, percent in points); period ends are ISO dates or empty.

    ``total`` is the position of the observation that this one is a part of, or -1.
    """

    subject: Entity
    indicator: str
    value: str
    unit: str
    comparator: str
    role: str
    period: tuple[str, str]
    dimension: str
    total: int
    begin: int
    end: int
    rule: str
    confidence: float


class Unresolved(NamedTuple):
    """A name that the text does not settle, with the candidates it could mean."""

    surface: str
    begin: int
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one document."""

    document: Document
    report: Entity
    region: Entity | None
    period: tuple[str, str]
    metadata: dict[str, str]
    entities: tuple[Entity, ...]
    mentions: tuple[tuple[Mention, Entity], ...]
    statements: tuple[Statement, ...]
    observations: tuple[Observation, ...]
    unresolved: tuple[Unresolved, ...] = ()
    aliases: dict[str, frozenset[str]] = field(default_factory=dict)

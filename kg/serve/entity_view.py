"""From the rows about a node to what its page shows: labels in the reader's language, links, sentences with the clause marked."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import quote

from kg import ontology
from kg.iri import GK, NAMESPACES
from kg.serve.entity_facts import MOST, EntityFacts, Row
from kg.serve.service import Service
from kg.writing import page_terms

_RDF, _RDFS, _SKOS = NAMESPACES["rdf"], NAMESPACES["rdfs"], NAMESPACES["skos"]
_NAMES = {_RDFS + "label", _SKOS + "altLabel", _SKOS + "prefLabel"}
_HIDDEN = {_RDF + "type", *_NAMES}
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SHOWN, _READ = 400, 8000  # characters of a label, and of a sentence


@dataclass(frozen=True, slots=True)
class Link:
    """A node or value as it is shown: text, address (empty for values), colours and symbol of its class."""

    text: str
    address: str = ""
    iri: str = ""
    colour: str = ""
    dark: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence: what is before the clause, the clause, what is after it; its report and section; its own address."""

    before: str
    clause: str
    after: str
    report: Link
    section: str
    address: str
    status: str = ""


@dataclass(slots=True)
class Item:
    """One end of a relation with the sentences that state it."""

    link: Link
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows. ``facts``, ``out`` and ``into`` are pairs of a heading and what stands below it."""

    iri: str
    short: str
    title: str
    aliases: list[str]
    types: list[Link]
    facts: list[tuple[str, list[Link]]]
    out: list[tuple[str, list[Item]]]
    into: list[tuple[str, list[Item]]]
    numbers: list[dict[str, object]]
    mentions: list[tuple[Link, int]]
    held: list[tuple[Link, Link, Link]]
    text: str
    cut: int


def visible(text: str, most: int = _SHOWN) -> str:
    r"""Return a text without characters that hide or reorder others, at most so many.

    >>> visible("粤\u200b省\u202e事")
    '粤省事'
    """
    return "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)[:most]


def address(iri: str, base: str) -> str:
    """Return where the page of an IRI is."""
    rest = iri.removeprefix(base)
    return f"/id/{quote(rest)}" if rest and rest != iri else f"/describe?iri={quote(iri, safe='')}"


class _Words:
    """How terms are called in one language, and nodes linked."""

    def __init__(self, service: Service, language: int) -> None:
        self.language, self._base = language, service.settings.base
        self._prefixes = sorted(service.prefixes.items(), key=lambda item: -len(item[1]))
        self._terms, self._ontology = page_terms.terms(), ontology.load()
        looks = page_terms.types(self._ontology)
        self._looks = {self._ontology.classes[name].path: looks[name] for name in looks}
        self._types = looks

    def short(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return visible(f"{prefix}:{iri[len(namespace) :]}")
        return visible(iri)

    def term(self, iri: str) -> str:
        """The label of a term of the ontology; other IRIs are shortened."""
        found = self._terms.get(iri.removeprefix(GK)) if iri.startswith(GK) else None
        return found[self.language] if found else self.short(iri)

    def sign(self, iri: str) -> str:
        found = self._terms.get(iri.removeprefix(GK))
        return found[2] if found else ""

    def inverse(self, iri: str) -> str:
        relation = self._ontology.relations.get(iri.removeprefix(GK))
        if relation is None:
            return f"{self.term(iri)} ←"
        said = (relation.inverse_zh, relation.inverse_en)[self.language]
        return said or self.term(iri)

    def is_relation(self, iri: str) -> bool:
        return iri.removeprefix(GK) in self._ontology.relations

    def depth(self, iri: str) -> int:
        name = iri.removeprefix(GK)
        return len(self._ontology.lineage(name)) if name in self._ontology.classes else 0

    def link(self, iri: str, label: str = "") -> Link:
        look = self._types.get(iri.removeprefix(GK)) if iri.startswith(GK) else None
        if look is None and iri.startswith(self._base):
            look = self._looks.get(iri.removeprefix(self._base).split("/")[0])
        colours = (look.colour, look.dark) if look else ("", "")
        text = visible(label) or (self.term(iri) if iri.startswith(GK) else self.short(iri))
        return Link(text, address(iri, self._base), iri, *colours)

    def value(self, row: Row) -> Link:
        found = row["o"]
        if found["type"] == "uri":
            return self.link(found["value"], row.get("label", {}).get("value", ""))
        return Link(visible(found["value"]))


def view(facts: EntityFacts, service: Service, language: int) -> View:
    """Return what the page of a node shows; ``language`` is 0 for Chinese, 1 for English."""
    words = _Words(service, language)
    names = _names(facts, language)
    quotes = _quotes(facts, words)
    title = names[0] if names else words.short(facts.iri)
    return View(
        iri=facts.iri,
        short=words.short(facts.iri),
        title=title,
        aliases=[name for name in names[1:] if name != title],
        types=[words.link(iri) for iri in sorted(facts.types, key=lambda iri: (-words.depth(iri), iri))],
        facts=_facts(facts, words),
        out=_groups((row for row in facts.out if words.is_relation(row["p"]["value"])), words.term, words, quotes),
        into=_groups(facts.into, words.inverse, words, quotes, "in"),
        numbers=[_number(row, words) for row in facts.numbers[:MOST]],
        mentions=[(words.link(r["report"]["value"], _text(r, "title")), int(r["n"]["value"])) for r in facts.mentions if "report" in r],
        held=[_triple(row, words) for row in facts.held[:MOST]],
        text=visible("".join(facts.values("text")[:1]), _READ),
        cut=MOST if any(len(rows) > MOST for rows in (facts.out, facts.into, facts.stated, facts.numbers)) else 0,
    )


def _names(facts: EntityFacts, language: int) -> list[str]:
    """Labels first, those of the language first; then other names."""

    def rank(row: Row) -> tuple[bool, bool, str]:
        wanted = ("zh", "en")[language]
        return row["p"]["value"] == _SKOS + "altLabel", row["o"].get("xml:lang", "") != wanted, row["o"]["value"]

    rows = [row for row in facts.out if row["p"]["value"] in _NAMES and row["o"]["type"] == "literal"]
    return [name for name in dict.fromkeys(visible(row["o"]["value"]) for row in sorted(rows, key=rank)) if name]


def _facts(facts: EntityFacts, words: _Words) -> list[tuple[str, list[Link]]]:
    rows = [row for row in facts.out if row["p"]["value"] not in _HIDDEN and not words.is_relation(row["p"]["value"])]
    found: dict[str, list[Link]] = {}
    for row in rows:
        found.setdefault(words.term(row["p"]["value"]), []).append(words.value(row))
    return list(found.items())


def _groups(
    rows: Iterable[Row], name: Callable[[str], str], words: _Words, quotes: dict[tuple[bool, str, str], list[Quote]], way: str = "out"
) -> list[tuple[str, list[Item]]]:
    found = []
    for predicate, group in groupby(list(rows)[:MOST], key=lambda row: row["p"]["value"]):
        items = [Item(words.value(row), quotes.get((way == "out", predicate, row["o"]["value"]), [])) for row in group]
        found.append((name(predicate), sorted(items, key=lambda item: (not item.quotes, item.link.text))))
    return sorted(found, key=lambda pair: all(not item.quotes for item in pair[1]))


def _quotes(facts: EntityFacts, words: _Words) -> dict[tuple[bool, str, str], list[Quote]]:
    found: dict[tuple[bool, str, str], list[Quote]] = {}
    for row in facts.stated[:MOST]:
        quoted = _quote(row, words)
        if quoted:
            key = row["out"]["value"] == "true", row["p"]["value"], row["o"]["value"]
            held = found.setdefault(key, [])
            if quoted not in held:
                held.append(quoted)
    return found


def _quote(row: Row, words: _Words) -> Quote | None:
    if "text" not in row:
        return None
    text, start = row["text"]["value"], _number_of(row, "start")
    begin, end = (max(0, _number_of(row, name) - start) for name in ("begin", "end"))
    report = row.get("report", {}).get("value", "")
    return Quote(
        visible(text[:begin] if end else text, _READ),
        visible(text[begin:end], _READ),
        visible(text[end:] if end else "", _READ),
        words.link(report, _text(row, "title")) if report else Link(""),
        visible(_text(row, "section")),
        words.link(row["sentence"]["value"]).address,
        words.term(_text(row, "status")) if "status" in row else "",
    )


def _number(row: Row, words: _Words) -> dict[str, object]:
    period = [day for day in (_text(row, "from"), _text(row, "to")) if day]
    return {
        "fact": words.link(row["fact"]["value"]).address,
        "indicator": words.link(row["indicator"]["value"], _text(row, "indicator_l")),
        "subject": words.link(row["subject"]["value"], _text(row, "subject_l")),
        "region": words.link(row["region"]["value"], _text(row, "region_l")) if "region" in row else None,
        "sign": words.sign(_text(row, "comparator")),
        "value": _grouped(_text(row, "value")),
        "unit": visible(_text(row, "unit")),
        "printed": visible(_text(row, "printed")),
        "role": words.term(_text(row, "role")) if "role" in row else "",
        "period": _period(period),
        "dimension": visible(_text(row, "dimension")),
        "quote": _quote(row, words),
    }


def _triple(row: Row, words: _Words) -> tuple[Link, Link, Link]:
    subject, object_ = (words.link(row[name]["value"], _text(row, f"{name}_l")) for name in ("s", "o"))
    return subject, Link(words.term(row["p"]["value"]), words.link(row["fact"]["value"]).address), object_


def _period(days: list[str]) -> str:
    """A whole year as its number, other periods by their ends."""
    if len(days) == 2 and days[0][:4] == days[1][:4] and days[0][4:] == "-01-01" and days[1][4:] == "-12-31":
        return days[0][:4]
    return " – ".join(dict.fromkeys(days))


def _grouped(value: str) -> str:
    """Digits in groups of three, without an empty fraction."""
    whole, _, fraction = value.partition(".")
    if not whole.lstrip("-").isdigit():
        return visible(value)
    return f"{int(whole):,}" + (f".{fraction}" if fraction.strip("0") else "")


def _text(row: Row, name: str) -> str:
    return row[name]["value"] if name in row else ""


def _number_of(row: Row, name: str) -> int:
    value = _text(row, name)
    return int(value) if value.isdigit() else 0
